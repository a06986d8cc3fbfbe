/** Routing by claims of a token that nothing at the gateway reads. */

import {
  gatewayNamed,
  gatewaysNamed,
  selectorOfGateway,
  selectsInstalledGateway,
  workloadsOfGateway,
  type Gateway,
} from "../../src/mesh/gateways.ts";
import { gatewayNames, type VirtualService } from "../../src/mesh/routes.ts";
import { selects, type Labels } from "../../src/mesh/selectors.ts";
import { isJwtClaim } from "../../src/mesh/values/headers.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

interface Pods {
  readonly namespace: string;
  readonly labels: Labels;
}

/** The pods of a Gateway; for Istio's own ones, which are seldom here, what the Gateway itself says of them. */
function podsOf(mesh: Mesh, gateway: Gateway): readonly Pods[] {
  const pods = workloadsOfGateway(mesh, gateway).map(({ namespace, podLabels }) => ({ namespace, labels: podLabels }));
  if (pods.length > 0) return pods;
  const labels = selectorOfGateway(gateway);
  return selectsInstalledGateway(labels) ? [{ namespace: mesh.settings.rootNamespace, labels }] : [];
}

function isAuthenticated(mesh: Mesh, { namespace, labels }: Pods): boolean {
  return [namespace, mesh.settings.rootNamespace]
    .flatMap((from) => mesh.in("istio/RequestAuthentication", from))
    .some(({ spec }) => selects(spec.selector?.matchLabels ?? {}, labels));
}

function* claimKeys(manifest: VirtualService): Iterable<Finding["at"]> {
  for (const { headers = {}, withoutHeaders = {} } of (manifest.spec.http ?? []).flatMap(({ match = [] }) => [
    ...match,
  ])) {
    for (const texts of [headers, withoutHeaders]) {
      for (const key of Object.keys(texts)) if (isJwtClaim(key)) yield at(manifest, texts, key, "key");
    }
  }
}

export default defineRule({
  summary: "A route matches claims of a token that no RequestAuthentication reads",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Claims are only known to the gateway where a RequestAuthentication validates the token there. Without one the match never holds.",
  fix: "Add a RequestAuthentication that selects the gateway pods, in their namespace.",
  links: [
    "https://istio.io/latest/docs/tasks/security/authentication/jwt-route/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0149/",
  ],
  upstream: ["IST0149"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http:
          - match:
              - headers:
                  "@request.auth.claims.group": { exact: admin } # error: no RequestAuthentication reads tokens at gateway "public"
            route: [{ destination: { host: admin } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.com] }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: shop, namespace: shop }
      spec:
        hosts: [shop.example.com]
        gateways: [public]
        http:
          - match: [{ headers: { "@request.auth.claims.group": { exact: admin } } }]
            route: [{ destination: { host: admin } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.com] }]
      ---
      apiVersion: security.istio.io/v1
      kind: RequestAuthentication
      metadata: { name: jwt, namespace: istio-system }
      spec:
        selector: { matchLabels: { istio: ingressgateway } }
        jwtRules: [{ issuer: shop, jwksUri: "https://id.example.com/jwks" }]
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.all("istio/VirtualService")) {
      const [key] = claimKeys(manifest);
      if (!key) continue;
      for (const written of gatewayNames(manifest)) {
        const gateways = written === "mesh" ? [] : gatewaysNamed(mesh, gatewayNamed(written, manifest.namespace));
        const bare = gateways.flatMap((gateway) => podsOf(mesh, gateway)).find((pods) => !isAuthenticated(mesh, pods));
        if (!bare) continue;
        const message = `no RequestAuthentication reads tokens at gateway "${written}"`;
        const absent = { kind: "istio/RequestAuthentication", namespace: bare.namespace, name: written };
        yield { at: key, message, absent };
        break;
      }
    }
  },
});
