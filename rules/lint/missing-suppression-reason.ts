/** A suppression does not say why. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A suppression gives no reason",
  category: "style",
  severity: "warning",
  preset: "strict",
  since: "0.1.0",
  why: "Whoever reads it later cannot tell whether it may go.",
  fix: "Write the reason behind a colon: `# mesh-lint-ignore istio/unknown-host: served by the old cluster`.",
  links: [],
  bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      color: red # mesh-lint-ignore schema/unknown-field # warning: nothing says why this is suppressed
      ports:
        - port: 80
    `,
  ],
  good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      color: red # mesh-lint-ignore schema/unknown-field: read by our own controller
      ports:
        - port: 80
    `,
  ],
});
