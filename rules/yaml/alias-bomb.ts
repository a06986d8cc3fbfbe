/** Aliases blow a document up far beyond its text. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "Aliases blow a document up far beyond its text",
  category: "security",
  severity: "error",
  since: "0.1.0",
  why: "Readers that follow each alias run out of memory; kubectl and the API server refuse such documents.",
  fix: "Write the repeated parts out, or nest aliases less deeply.",
  links: ["https://nvd.nist.gov/vuln/detail/CVE-2019-11253"],
  securitySeverity: "5.3",
  bad: [
    yaml`
    a: &a [x, x, x, x, x, x, x, x, x, x]
    b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
    c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
    d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
    e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d] # error: aliases blow this document up
    `,
  ],
  good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata:
      name: cart
      labels: &labels {app: cart}
    spec:
      selector: *labels
    `,
  ],
});
