/** Objects without `---` between them. */

import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "Two objects follow each other without a line of ---",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "They are one mapping whose keys stand twice: kubectl takes the last object and loses the others, strict clients refuse all.",
  fix: "Put a line of `---` between the objects.",
  links: ["https://kubernetes.io/docs/concepts/workloads/management/#organizing-resource-configurations"],
  bad: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata: { name: cart }
    spec: { ports: [{ port: 80 }] }

    # And the route to it.
    apiVersion: networking.istio.io/v1 # error: another object begins here: "---" is missing before it
    kind: VirtualService
    metadata: { name: cart }
    spec: { hosts: [cart], http: [{ route: [{ destination: { host: cart } }] }] }
    `,
  ],
  good: [
    yaml`
    apiVersion: v1
    kind: Service
    metadata: { name: cart }
    spec: { ports: [{ port: 80 }] }
    ---
    apiVersion: v1
    kind: ServiceAccount
    metadata: { name: cart }
    `,
  ],
});
