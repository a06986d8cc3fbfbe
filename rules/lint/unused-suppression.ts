/** A suppression has nothing to suppress. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A comment or an annotation suppresses what is not reported",
  category: "style",
  severity: "warning",
  since: "0.1.0",
  why: "The mistake is gone or was never there. When it comes back, nobody will hear of it.",
  fix: "Remove the suppression, or let `mesh-lint --prune-suppressions` remove all of them.",
  links: [],
  bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      # mesh-lint-ignore schema/unknown-field: older clusters # warning: "schema/unknown-field" has nothing to suppress on line 7
      ports:
        - port: 80
    `,
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
      annotations:
        mesh-lint.dev/ignore: "schema/unknown-field: older clusters" # warning: nothing to suppress in this object
    spec:
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
