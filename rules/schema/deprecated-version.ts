/** Versions of a kind that will go away. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A kind is written in a deprecated version",
  category: "deprecation",
  severity: "warning",
  since: "0.1.0",
  why: "The version is still served, but a later release of the mesh will refuse it.",
  fix: "Use one of the versions that the message names.",
  links: ["https://kubernetes.io/docs/reference/using-api/deprecation-policy/"],
  precision: "very-high",
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta1 # warning: Server "v1beta1" is deprecated
      kind: Server
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        port: http
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: cart, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: cart } }
        port: http
    `,
  ],
});
