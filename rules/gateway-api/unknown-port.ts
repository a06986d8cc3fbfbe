/** Backends of routes with a port that their Service does not have. */

import { backends, isLinkerds, type Backend } from "../../src/mesh/gateway-api/backends.ts";
import { portsNamed } from "../../src/mesh/gateway-api/service-parents.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

function judge(mesh: Mesh, { route, ref, to }: Backend): Finding | undefined {
  const ports = portsNamed(mesh, to);
  const { port } = ref;
  if (!ports || port === undefined || isUnknown(port) || ports.some(({ number }) => number === port)) return undefined;
  const meant = ports.find(({ targetPort }) => targetPort === port);
  const rest = meant
    ? `${port} is the target port of ${meant.number}`
    : `it has ${listed(ports.map(({ number }) => number))}`;
  return { at: at(route, ref, "port"), message: `Service "${to.name}" has no port ${port}: ${rest}` };
}

export default defineRule({
  summary: "A route sends traffic to a port that its Service does not have",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A backend's port is that of the Service, not the target port of its pods. Requests to a port that is not there fail with 500 or 503, and no status of the route says so.",
  fix: "Name one of the ports of the Service.",
  links: ["https://gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference"],
  bad: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - backendRefs:
              - name: cart
                port: 8080 # error: Service "cart" has no port 8080: 8080 is the target port of 80
              - name: cart
                port: 81 # error: Service "cart" has no port 81: it has 80
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80, targetPort: 8080 }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: shop, namespace: shop }
      spec:
        rules:
          - backendRefs: [{ name: cart, port: 80 }, { name: outside, port: 443 }]
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ port: 80, targetPort: 8080 }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: outside, namespace: shop }
      spec: { type: ExternalName, externalName: api.bank.example }
    `,
  ],
  *check(mesh) {
    for (const backend of backends(mesh)) {
      const found = isLinkerds(mesh, backend.route) ? undefined : judge(mesh, backend);
      if (found) yield found;
    }
  },
});
