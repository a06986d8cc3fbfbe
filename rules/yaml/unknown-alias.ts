/** An alias names an anchor that does not stand before it in its document. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An alias names an anchor that does not stand before it in its document",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Anchors hold within one document only and must come first; kubectl refuses the document.",
  fix: "Define the anchor before the alias, in the same document.",
  links: ["https://yaml.org/spec/1.1/#id863390"],
  bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
      labels: *common # error: no anchor "&common"
    `,
  ],
  good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
      labels: &common
        app: cart
    spec:
      selector: *common
    `,
  ],
});
