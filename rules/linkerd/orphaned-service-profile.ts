/** ServiceProfiles for Services that are not there, or that no profile can be for. */

import { serviceOfHost } from "../../src/mesh/hosts.ts";
import { isGeneratedService } from "../../src/mesh/canary.ts";
import { weightOf } from "../../src/mesh/linkerd/splits.ts";
import { meaningOf, type ServiceProfile } from "../../src/mesh/linkerd/service-profiles.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { workloads } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

/** Clients look in their own namespace first, then in that of the Service, and nowhere else. */
function unreadIn(mesh: Mesh, { namespace }: ServiceProfile, home: string): Omit<Finding, "at"> | undefined {
  if (workloads(mesh).some((workload) => workload.namespace === namespace)) return undefined;
  const message = `only clients in "${namespace}" read this, and there are none: the Service is of "${home}"`;
  return { message, code: "namespace", absent: { kind: "kubernetes/Deployment", namespace, name: "" } };
}

/** Services that get a share and are not there; a port may follow the host. */
function* missingShares(mesh: Mesh, profile: ServiceProfile): Iterable<Finding> {
  for (const share of profile.spec.dstOverrides ?? []) {
    const service = serviceOfHost(mesh, (share.authority ?? "").replace(/:\d+$/, ""));
    if (!service || weightOf(share.weight) === 0) continue;
    const { name, namespace } = service;
    if (mesh.has("kubernetes/Service", namespace, name) || isGeneratedService(mesh, namespace, name)) continue;
    if (mayHoldMore(mesh, namespace)) continue;
    const message = `no Service "${name}" in "${namespace}": its share of requests fails`;
    const absent = { kind: "kubernetes/Service", namespace, name };
    yield { at: at(profile, share, "authority"), code: "override", message, absent };
  }
}

export default defineRule({
  summary: "A ServiceProfile for a Service that is not there or cannot have one",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "A profile is looked up for the cluster IP of its Service: without Service, or without such an address, nobody asks for it.",
  fix: "Name the profile after a Service with a cluster IP, or remove it.",
  links: ["https://linkerd.io/2-edge/reference/service-profiles/"],
  claims: "absence",
  codes: {
    missing: "No Service of that name is there",
    headless: "The Service has no cluster IP",
    override: "The Service of a share is not there",
    namespace: "A namespace where no client runs",
  },
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { clusterIP: None, ports: [{ port: 80 }] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata:
        name: web.shop.svc.cluster.local # warning: has no cluster IP
        namespace: shop
      spec: { routes: [] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata:
        name: cart.shop.svc.cluster.local # warning: no Service "cart" in "shop"
        namespace: shop
      spec:
        dstOverrides:
          - { authority: "web-v2.shop.svc.cluster.local:80", weight: 1 } # warning: its share of requests fails
          - { authority: web.shop.svc.cluster.local, weight: 1 }
    `,
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata:
        name: web.shop.svc.cluster.local # warning: only clients in "profiles" read this
        namespace: profiles
      spec: { routes: [] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { ports: [{ port: 80 }] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec: { routes: [] }
    `,
  ],
  *check(mesh) {
    for (const profile of mesh.all("linkerd/ServiceProfile")) {
      yield* missingShares(mesh, profile);
      const { is, name, namespace } = meaningOf(mesh, profile);
      if (is !== "service" || name === undefined || namespace === undefined) continue;
      const place = at(profile, profile.metadata, "name");
      const service = mesh.find("kubernetes/Service", namespace, name);
      if (service && (service.spec.clusterIP === "None" || service.spec.type === "ExternalName")) {
        const related = [{ at: at(service, service.metadata, "name"), message: "the Service" }];
        const message = `the Service "${name}" has no cluster IP, so nobody looks for this profile`;
        yield { at: place, code: "headless", message, related };
      }
      if (service && profile.namespace !== namespace && !mayHoldMore(mesh, profile.namespace)) {
        const found = unreadIn(mesh, profile, namespace);
        if (found) yield { at: place, ...found };
      }
      if (mesh.has("kubernetes/Service", namespace, name) || isGeneratedService(mesh, namespace, name)) continue;
      if (mayHoldMore(mesh, namespace)) continue;
      const absent = { kind: "kubernetes/Service", namespace, name };
      yield { at: place, code: "missing", message: `no Service "${name}" in "${namespace}"`, absent };
    }
  },
});
