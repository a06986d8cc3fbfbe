/** Protocols of Service ports that Linkerd does not know, and therefore takes as opaque. */

import { usesLinkerd } from "../../src/mesh/linkerd/presence.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { quote } from "../../src/mesh/values/quote.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

const known = new Set(["http", "kubernetes.io/h2c", "linkerd.io/tcp", "linkerd.io/opaque"]);
/** Not HTTP in clear text: to be taken as opaque is what their authors want. */
const opaque = new Set([
  "tcp",
  "tls",
  "https",
  "mysql",
  "mongo",
  "redis",
  "postgresql",
  "postgres",
  "kubernetes.io/wss",
]);
const http2 = new Set(["grpc", "grpc-web", "http2", "h2c"]);

export default defineRule({
  summary: "A Service port with an appProtocol that Linkerd takes as opaque",
  category: "reliability",
  severity: "warning",
  since: "0.1.0",
  why: "Linkerd treats a port of any other appProtocol as opaque: no HTTP metrics, routes, retries, timeouts or circuit breaking.",
  fix: "Write http or kubernetes.io/h2c (for gRPC), leave appProtocol out, or say linkerd.io/opaque if that is meant.",
  links: ["https://linkerd.io/2-edge/features/protocol-detection/"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, annotations: { retry.linkerd.io/http: 5xx } }
      spec:
        ports:
          - { name: api, port: 80, appProtocol: grpc } # warning: use "kubernetes.io/h2c"
          - { name: chat, port: 81, appProtocol: XMPP } # warning: takes "XMPP" as opaque
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, annotations: { retry.linkerd.io/http: 5xx } }
      spec:
        ports:
          - { name: web, port: 80, appProtocol: http }
          - { name: api, port: 81, appProtocol: kubernetes.io/h2c }
          - { name: db, port: 82, appProtocol: mysql }
    `,
  ],
  *check(mesh) {
    if (!usesLinkerd(mesh)) return;
    for (const service of mesh.all("kubernetes/Service")) {
      for (const port of service.spec.ports ?? []) {
        const { appProtocol } = port;
        const lower = appProtocol?.toLowerCase();
        if (appProtocol === undefined || lower === undefined || isUnknown(appProtocol)) continue;
        if (known.has(lower) || opaque.has(lower)) continue;
        const hint = http2.has(lower) ? ': use "kubernetes.io/h2c"' : "";
        const message = `Linkerd takes ${quote(appProtocol)} as opaque, without metrics, routes or retries${hint}`;
        yield { at: at(service, port, "appProtocol"), message };
      }
    }
  },
});
