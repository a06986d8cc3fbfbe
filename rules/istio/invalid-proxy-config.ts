/** What Istio's admission webhook refuses (or warns of) in a ProxyConfig, as a table of checks. */

import { selectorCodes } from "../../src/mesh/admission/istio/blocks.ts";
import { proxyConfig } from "../../src/mesh/admission/istio/telemetry.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A ProxyConfig that Istio's admission webhook refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The API server refuses the object, or istiod drops it, so its proxies start without it.",
  fix: "Change the marked field as the message says.",
  links: ["https://istio.io/latest/docs/reference/config/networking/proxy-config/"],
  upstream: ["IST0106"],
  codes: { ...selectorCodes },
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1beta1
      kind: ProxyConfig
      metadata: { name: web, namespace: shop }
      spec:
        concurrency: 2
        selector: { matchLabels: { "app*": web, team: "*" } } # error: label key "app*" # error: label value "*"
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1beta1
      kind: ProxyConfig
      metadata: { name: web, namespace: shop }
      spec: { concurrency: 0, selector: { matchLabels: { app: web } } }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/ProxyConfig")) yield* proxyConfig(manifest);
  },
});
