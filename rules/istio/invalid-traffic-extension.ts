/** What Istio's admission webhook refuses (or warns of) in a TrafficExtension, as a table of checks. */

import { selectorCodes, targetingCodes } from "../../src/mesh/admission/istio/blocks.ts";
import {
  trafficExtension,
  trafficExtensionCodes,
  wasmPluginCodes,
} from "../../src/mesh/admission/istio/wasm-plugin.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A TrafficExtension that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses the object, or istiod drops it, so the extension does not run.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/proxy_extensions/"],
  upstream: ["IST0106"],
  codes: { ...trafficExtensionCodes, ...selectorCodes, ...targetingCodes, ...wasmPluginCodes },
  bad: [
    yaml`
      apiVersion: extensions.istio.io/v1alpha1
      kind: TrafficExtension
      metadata: { name: auth, namespace: shop }
      spec:
        selector: { matchLabels: { app: web } }
        targetRefs: [{ kind: Service, name: web }] # error: only one of
        wasm: { url: "s3://bucket/auth.wasm" } # error: unknown scheme
    `,
  ],
  good: [
    yaml`
      apiVersion: extensions.istio.io/v1alpha1
      kind: TrafficExtension
      metadata: { name: auth, namespace: shop }
      spec: { lua: { inlineCode: "function envoy_on_request(handle) end" } }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/TrafficExtension")) yield* trafficExtension(manifest);
  },
});
