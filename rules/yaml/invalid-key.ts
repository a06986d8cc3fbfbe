/** A key is null, a list or a mapping. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A key is null, a list or a mapping",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "JSON, which Kubernetes makes of YAML, has strings as keys only; kubectl refuses the document.",
  fix: "Quote the key, or write it as plain text.",
  links: ["https://yaml.org/spec/1.1/"],
  bad: [
    yaml`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
    data:
      ~: empty # error: null is no key
    `,
  ],
  good: [
    yaml`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
    data:
      "~": empty
    `,
  ],
});
