/** What Linkerd's webhook refuses in a Server, as a table of checks. */

import { server, serverCodes } from "../../src/mesh/admission/linkerd/server.ts";
import { placesIn } from "../../src/mesh/admission/row.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A Server that Linkerd refuses",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Linkerd's webhook refuses the object; where the webhook is down the object is let in and then ignored.",
  fix: "Change the marked field as the message says.",
  links: ["https://linkerd.io/2-edge/reference/authorization-policy/"],
  codes: serverCodes,
  bad: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: web } }
        port: 70000 # error: out of range
        proxyProtocol: http/1 # error: did you mean "HTTP/1"
        accessPolicy: allow # error: unknown access policy "allow"
    `,
  ],
  good: [
    yaml`
      apiVersion: policy.linkerd.io/v1beta3
      kind: Server
      metadata: { name: web, namespace: shop }
      spec:
        podSelector: { matchLabels: { app: web } }
        port: http
        proxyProtocol: HTTP/1
        accessPolicy: audit
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("linkerd/Server")) yield* server(placesIn(manifest), manifest.spec);
  },
});
