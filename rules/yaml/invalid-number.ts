/** A number is infinite or none at all. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A number is infinite or none at all",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "JSON, which Kubernetes makes of YAML, has no such numbers; kubectl refuses the document.",
  fix: "Quote the value if it is text, or write a finite number.",
  links: ["https://yaml.org/type/float.html"],
  bad: [
    yaml`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
    data:
      limit: .inf # error: ".inf" is no number in JSON
    `,
  ],
  good: [
    yaml`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
    data:
      limit: ".inf"
    `,
  ],
});
