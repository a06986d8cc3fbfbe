/** A document is no YAML that Kubernetes can read. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A document is no YAML that Kubernetes can read",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "kubectl and every GitOps controller refuse the whole document, so nothing in it is applied or checked.",
  fix: "Correct the text at the marked place.",
  links: ["https://yaml.org/spec/1.1/"],
  bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
    spec:
      ports: 80: http # error: quote the value
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
