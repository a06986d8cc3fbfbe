/** WorkloadGroups whose service account is not there. */

import { hasServiceAccount } from "../../src/mesh/identity.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "A WorkloadGroup names a service account that does not exist",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  claims: "absence",
  why: "A machine of this group gets no identity: no token can be made for an account that is not there, so it never joins the mesh.",
  fix: "Make the ServiceAccount in the namespace of the WorkloadGroup, or correct its name.",
  links: ["https://istio.io/latest/docs/setup/install/virtual-machine/"],
  upstream: ["KIA1701"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: cart, namespace: shop }
      spec:
        metadata: { labels: { app: cart } }
        template:
          serviceAccount: crat # warning: there is no service account "crat" in namespace "shop"
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: WorkloadGroup
      metadata: { name: cart, namespace: shop }
      spec: { metadata: { labels: { app: cart } }, template: { serviceAccount: cart } }
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: { name: cart, namespace: shop }
    `,
  ],
  *check(mesh) {
    for (const group of mesh.all("istio/WorkloadGroup")) {
      const { namespace, spec } = group;
      const name = spec.template.serviceAccount;
      if (!name || isUnknown(name) || mayHoldMore(mesh, namespace) || hasServiceAccount(mesh, namespace, name))
        continue;
      const message = `there is no service account "${name}" in namespace "${namespace}"`;
      const absent = { kind: "kubernetes/ServiceAccount", namespace, name };
      yield { at: at(group, spec.template, "serviceAccount"), message, absent };
    }
  },
});
