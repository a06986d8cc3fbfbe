/** exportTo that names a namespace which does not exist. */

import { namespacesNamed } from "../../src/mesh/injection.ts";
import type { Manifest } from "../../src/mesh/manifest.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

const special = new Set([".", "*", "~", ""]);

/** Whether anything here shows that a namespace exists. */
function isKnown(mesh: Mesh, namespace: string): boolean {
  return namespacesNamed(mesh, namespace).length > 0 || mesh.has("kubernetes/Namespace", "", namespace);
}

export default defineRule({
  summary: "An object is exported to a namespace that does not exist",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "Clients in the namespace that was meant do not see the object and act as if it were not there.",
  fix: "Correct the name; `.` means the object's own namespace and `*` all.",
  links: [
    "https://kiali.io/docs/features/validations/#kia0005---no-matching-namespace-found-or-namespace-is-not-accessible",
  ],
  upstream: ["KIA0005"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: { name: maps, namespace: shop }
      spec:
        hosts: [maps.example.com]
        exportTo: [., shpo] # warning: unknown namespace "shpo"
        ports: [{ number: 443, name: tls, protocol: TLS }]
        resolution: DNS
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: maps, namespace: ops }
      spec: { host: maps.example.com, exportTo: [shop] }
    `,
  ],
  *check(mesh) {
    const exporting: readonly Manifest<"istio/VirtualService" | "istio/DestinationRule" | "istio/ServiceEntry">[] = [
      ...mesh.all("istio/VirtualService"),
      ...mesh.all("istio/DestinationRule"),
      ...mesh.all("istio/ServiceEntry"),
    ];
    for (const manifest of exporting) {
      const { exportTo = [] } = manifest.spec;
      for (const [index, name] of exportTo.entries()) {
        if (special.has(name) || name === manifest.namespace || isUnknown(name) || isKnown(mesh, name)) continue;
        const absent = { kind: "kubernetes/Namespace", name };
        yield { at: at(manifest, exportTo, index), message: `unknown namespace "${name}"`, absent };
      }
    }
  },
});
