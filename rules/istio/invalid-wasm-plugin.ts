/** What Istio's admission webhook refuses (or warns of) in a WasmPlugin, as a table of checks. */

import { selectorCodes, targetingCodes } from "../../src/mesh/admission/istio/blocks.ts";
import { wasmPlugin, wasmPluginCodes } from "../../src/mesh/admission/istio/wasm-plugin.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A WasmPlugin that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses the object, or istiod drops it, so the plugin does not run.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/"],
  upstream: ["IST0106"],
  codes: { ...wasmPluginCodes, ...selectorCodes, ...targetingCodes },
  bad: [
    yaml`
      apiVersion: extensions.istio.io/v1alpha1
      kind: WasmPlugin
      metadata: { name: auth, namespace: shop }
      spec:
        url: registry.test:5000/auth:v1 # error: write "oci://registry.test:5000/auth:v1"
        vmConfig:
          env: [{ name: TOKEN, valueFrom: HOST, value: "" }] # error: takes no value
    `,
  ],
  good: [
    yaml`
      apiVersion: extensions.istio.io/v1alpha1
      kind: WasmPlugin
      metadata: { name: auth, namespace: shop }
      spec: { url: "registry.test/auth:v1", vmConfig: { env: [{ name: TOKEN, valueFrom: HOST }] } }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/WasmPlugin")) yield* wasmPlugin(manifest);
  },
});
