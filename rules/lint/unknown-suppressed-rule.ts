/** A suppression names no rule that there is. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A suppression names a rule that does not exist",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "It suppresses nothing, so the finding that it was written for is still reported.",
  fix: "Name the rule as the report does, or write a pattern such as `istio/*`.",
  links: [],
  bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      color: red # mesh-lint-ignore schema/unknown-feild: legacy # warning: did you mean "schema/unknown-field"?
      ports:
        - port: 80 # mesh-lint-ignore # warning: names no rule
        - port: 81 # mesh-lint-ignore-next-line schema/unknown-field # warning: unknown "mesh-lint-ignore-next-line"
    `,
  ],
  good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      # mesh-lint-ignore schema/*: read by our own controller
      color: red
      ports:
        - port: 80
    `,
  ],
});
