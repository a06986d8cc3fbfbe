/** What admission demands of a WasmPlugin and a TrafficExtension: istio/istio pkg/config/validation/validation.go ValidateWasmPlugin. */

import type { WasmPluginSpec } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { pluginUrl } from "../../values/url.ts";
import { entry, error, isThere, objectsOf, placesIn, type Findings, type On } from "../row.ts";
import { selector, targeting } from "./blocks.ts";

export const wasmPluginCodes = {
  url: "the URL of a plugin has a scheme that cannot be fetched",
  env: "a variable takes its value from the host and has one of its own",
};

export const trafficExtensionCodes = {
  "lua-size": "a script is larger than 64 KiB",
};

export function* wasmPlugin(manifest: Manifest<"istio/WasmPlugin">): Findings {
  const { spec } = manifest;
  const on = placesIn(manifest);
  yield* targeting(on, spec);
  if (spec.selector) yield* selector(on, spec, "matchLabels");
  yield* wasm(on, spec);
}

function* wasm(on: On, settings: Pick<WasmPluginSpec, "url" | "vmConfig">): Findings {
  yield* entry(on, settings, "url", "url", pluginUrl);
  for (const variable of objectsOf(settings.vmConfig?.env)) {
    if (variable.valueFrom !== "HOST" || !isThere(variable.value)) continue;
    yield error(on(variable, "value"), "env", "valueFrom HOST takes no value: only INLINE does");
  }
}

const luaLimit = 65536;

/** istio/istio pkg/config/validation/validation.go ValidateTrafficExtension. */
export function* trafficExtension(manifest: Manifest<"istio/TrafficExtension">): Findings {
  const { spec } = manifest;
  const on = placesIn(manifest);
  yield* targeting(on, spec);
  if (spec.selector) yield* selector(on, spec, "matchLabels");
  if (spec.wasm) yield* wasm(on, spec.wasm);
  yield* entry(on, spec.lua, "inlineCode", "lua-size", (code) => {
    const size = Buffer.byteLength(code);
    return size > luaLimit ? `a script of ${size} bytes: at most ${luaLimit} are allowed` : undefined;
  });
}
