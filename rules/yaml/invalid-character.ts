/** A document holds a character that YAML does not allow or takes for a line break. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A document holds a character that YAML does not allow or takes for a line break",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "kubectl refuses control characters, and breaks the line at U+0085, U+2028 and U+2029, which no editor shows.",
  fix: "Remove the character, or write it as an escape in double quotes.",
  links: ["https://yaml.org/spec/1.1/#id868524"],
  bad: [
    `
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
    data:
      note: a\u2028b # error: the character U+2028
    `,
  ],
  good: [
    yaml`
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: cart
    data:
      note: "a\u2028b"
    `,
  ],
});
