/** A key stands twice in one mapping. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A key stands twice in one mapping",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "kubectl silently takes the last one, strict clients and server-side validation refuse the object.",
  fix: "Remove one of the two, or merge what they hold.",
  links: ["https://yaml.org/spec/1.1/#id861060"],
  bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
      labels:
        app: cart
      labels: # error: the key "labels" stands twice
        tier: backend
    `,
  ],
  good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
      labels:
        app: cart
        tier: backend
    `,
  ],
});
