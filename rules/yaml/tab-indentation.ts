/** A tab indents a line. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A tab indents a line",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "YAML is indented with spaces only; kubectl refuses the document.",
  fix: "Replace the tab with spaces.",
  links: ["https://yaml.org/spec/1.1/#id871998"],
  bad: [
    `
    apiVersion: v1
    kind: Service
    metadata:
    \tname: cart # error: a tab cannot indent
    `,
  ],
  good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    `,
  ],
});
