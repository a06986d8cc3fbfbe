/** Found by `src/render` when it looks for the objects of a document. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A manifest has no kind",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Without kind nobody can tell what the object is: kubectl, Flux and Argo CD refuse the whole file.",
  fix: "Add the kind.",
  links: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/#required-fields"],
  bad: [
    yaml`
      apiVersion: v1
      metadata: # error: object of "v1" without "kind"
        name: cart
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
        ports:
          - port: 80
    `,
  ],
});
