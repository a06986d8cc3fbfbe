/** The header by which an ingress in the mesh names the Service that it means. */

import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

const snippets = ["configuration-snippet", "server-snippet", "location-snippet"].map(
  (name) => `nginx.ingress.kubernetes.io/${name}`,
);
/** nginx fills in names that begin with `$`; `$$` is how it is escaped in some files. */
const header = /l5d-dst-override\s+["']?([^\s;"']{1,300})/g;

/** Undefined where the value may be right: the full name of a Service with its port. */
function problemOf({ settings }: Mesh, value: string): string | undefined {
  const colon = value.lastIndexOf(":");
  const host = colon === -1 ? value : value.slice(0, colon);
  // A variable may hold the whole name.
  if (/^\$\w+$/.test(host) || isUnknown(value)) return undefined;
  const wanted = `.svc.${settings.clusterDomain}`;
  if (!host.endsWith(wanted)) return `"${value}" is no full name of a Service: end it with "${wanted}" and the port`;
  return colon === -1 ? `"${value}" has no port: add the port of the Service` : undefined;
}

function* inSnippets(mesh: Mesh): Iterable<Finding> {
  for (const ingress of mesh.all("kubernetes/Ingress")) {
    const { annotations } = ingress.metadata;
    if (!annotations) continue;
    for (const key of snippets) {
      const text: unknown = Object.hasOwn(annotations, key) ? annotations[key] : undefined;
      if (typeof text !== "string" || !text.includes("l5d-dst-override")) continue;
      for (const [, value = ""] of text.matchAll(header)) {
        const problem = problemOf(mesh, value);
        if (problem !== undefined) yield { at: at(ingress, annotations, key), message: problem };
      }
    }
  }
}

export default defineRule({
  summary: "The header l5d-dst-override does not name a Service in full",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The proxy of an ingress looks the header up as it stands. A short name or one without a port is not found, and the requests fail.",
  fix: "Write `<service>.<namespace>.svc.<cluster domain>:<port>`.",
  links: ["https://linkerd.io/2-edge/tasks/using-ingress/"],
  bad: [
    yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: web
        namespace: shop
        annotations:
          nginx.ingress.kubernetes.io/configuration-snippet: | # error: "web.shop:80" is no full name of a Service
            proxy_set_header l5d-dst-override web.shop:80;
      spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: web
        namespace: shop
        annotations:
          nginx.ingress.kubernetes.io/configuration-snippet: |
            proxy_set_header l5d-dst-override $service_name.$namespace.svc.cluster.local:$service_port;
      spec: { defaultBackend: { service: { name: web, port: { number: 80 } } } }
    `,
  ],
  *check(mesh) {
    yield* inSnippets(mesh);
  },
});
