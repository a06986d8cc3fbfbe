/** ServiceProfiles whose name is not the full name of a Service. */

import { meaningOf } from "../../src/mesh/linkerd/service-profiles.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A ServiceProfile whose name is not the full name of a Service",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "A proxy looks for the profile under the fully qualified name of the Service; under any other name nobody finds it.",
  fix: "Name it <service>.<namespace>.svc.<cluster domain>.",
  links: ["https://linkerd.io/2-edge/reference/service-profiles/"],
  bad: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata:
        name: web # error: name it "web.shop.svc.cluster.local"
        namespace: shop
      spec: { routes: [] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata:
        name: cart.shop.svc.example.com # error: name it "cart.shop.svc.cluster.local"
        namespace: shop
      spec: { routes: [] }
    `,
  ],
  good: [
    yaml`
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: web.shop.svc.cluster.local, namespace: shop }
      spec: { routes: [] }
      ---
      apiVersion: linkerd.io/v1alpha2
      kind: ServiceProfile
      metadata: { name: api.example.com, namespace: shop }
      spec: { routes: [] }
    `,
  ],
  *check(mesh) {
    for (const profile of mesh.all("linkerd/ServiceProfile")) {
      if (isUnknown(profile.name) || profile.name === "") continue;
      const { is, meant } = meaningOf(mesh, profile);
      if (is !== "wrong") continue;
      const message = `"${profile.name}" is no full name of a Service: name it "${meant ?? ""}"`;
      yield { at: at(profile, profile.metadata, "name"), message };
    }
  },
});
