/** Routes that are delegated to a VirtualService which is not there, or is none to delegate to. */

import { isDelegate } from "../../src/mesh/routes.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayBeHere } from "../../src/mesh/unread.ts";
import { isVisibleIn } from "../../src/mesh/visibility.ts";
import { at, defineRule, yaml, type Finding, type Manifest, type Mesh } from "../../src/rule/rule.ts";

function problem(mesh: Mesh, root: Manifest, namespace: string, name: string): Omit<Finding, "at"> | undefined {
  const delegate = mesh.find("istio/VirtualService", namespace, name);
  if (!delegate) {
    if (mayBeHere(mesh, "istio/VirtualService", namespace, name)) return undefined;
    const message = `unknown VirtualService "${namespace}/${name}": this route is skipped`;
    return { message, absent: { kind: "istio/VirtualService", namespace, name } };
  }
  const related = [{ at: at(delegate, delegate.metadata, "name"), message: "the VirtualService that is named" }];
  if (!isDelegate(delegate)) {
    return { message: `VirtualService "${namespace}/${name}" has hosts, so nothing can be delegated to it`, related };
  }
  const visibility = {
    exportTo: delegate.spec.exportTo,
    namespace,
    fallback: "defaultVirtualServiceExportTo",
  } as const;
  if (isVisibleIn(mesh, visibility, root.namespace)) return undefined;
  return { message: `VirtualService "${namespace}/${name}" is not exported to namespace "${root.namespace}"`, related };
}

export default defineRule({
  summary: "A route is delegated to a VirtualService that is not there",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "istiod skips a route whose delegate is missing, not exported to the root's namespace, or has hosts of its own. Requests fall through to the next route, or get a 404.",
  fix: "Name a VirtualService without `hosts` that is exported to this namespace.",
  links: ["https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: edge }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http:
          - match: [{ uri: { prefix: /cart } }]
            delegate:
              name: carts # error: unknown VirtualService "shop/carts": this route is skipped
              namespace: shop
          - delegate: { name: web, namespace: shop } # error: has hosts, so nothing can be delegated to it
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: web, namespace: shop }
      spec: { hosts: [web], http: [{ route: [{ destination: { host: web } }] }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: edge }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http: [{ match: [{ uri: { prefix: /cart } }], delegate: { name: cart, namespace: shop } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart, namespace: shop }
      spec: { exportTo: [edge], http: [{ route: [{ destination: { host: cart } }] }] }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      for (const { delegate } of manifest.spec.http ?? []) {
        const { name, namespace = manifest.namespace } = delegate ?? {};
        if (!delegate || !name || isUnknown(name) || isUnknown(namespace)) continue;
        const found = problem(mesh, manifest, namespace || manifest.namespace, name);
        if (found) yield { at: at(manifest, delegate, "name"), ...found };
      }
    }
  },
});
