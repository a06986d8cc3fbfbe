/** Gateway servers whose certificate lies where the gateway pods do not look. */

import { namespacesOfGateway, type Gateway } from "../../src/mesh/gateways.ts";
import { hasSecret, secretsCalled } from "../../src/mesh/secrets.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";
import { listed } from "../../src/rule/words.ts";

interface Named {
  readonly at: Finding["at"];
  readonly written: string;
  readonly upstream?: readonly string[];
}

function* credentialsOf(gateway: Gateway): Iterable<Named> {
  for (const { tls } of gateway.spec.servers ?? []) {
    if (tls?.credentialName) yield { at: at(gateway, tls, "credentialName"), written: tls.credentialName };
    const names = tls?.credentialNames ?? [];
    for (const [index, written] of names.entries()) yield { at: at(gateway, names, index), written, upstream: [] };
  }
}

function judge(mesh: Mesh, namespace: string, written: string): Omit<Finding, "at"> | undefined {
  const name = written.replace(/^kubernetes:\/\//, "");
  if (name === "" || name.includes("/") || isUnknown(name) || isUnknown(namespace)) return undefined;
  if (hasSecret(mesh, namespace, name) || mayHoldMore(mesh, namespace)) return undefined;
  const others = secretsCalled(mesh, name).map((secret) => secret.namespace);
  const message =
    others.length > 0
      ? `Secret "${name}" is in namespace ${listed(others)}, but the gateway pods read it in "${namespace}"`
      : `no Secret "${name}" in namespace "${namespace}", where the gateway pods run`;
  return { message, absent: { kind: "kubernetes/Secret", namespace, name } };
}

export default defineRule({
  summary: "A Gateway server names a certificate that its pods cannot find",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Without its Secret the server is not opened: clients see a reset connection. The Secret must be in the namespace of the gateway pods, which is seldom that of the Gateway object.",
  fix: "Put the Secret (or the Certificate, ExternalSecret or SealedSecret that makes it) into the namespace of the gateway pods.",
  links: [
    "https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/#troubleshooting",
    "https://istio.io/latest/docs/reference/config/analysis/ist0101/",
  ],
  upstream: ["IST0101"],
  claims: "absence",
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: shop-cert } # error: Secret "shop-cert" is in namespace shop, but the gateway pods read it in "istio-system"
      ---
      apiVersion: cert-manager.io/v1
      kind: Certificate
      metadata: { name: shop, namespace: shop }
      spec: { secretName: shop-cert, dnsNames: [shop.example.com] }
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec:
        selector: { istio: ingressgateway }
        servers:
          - port: { number: 443, name: https, protocol: HTTPS }
            hosts: [shop.example.com]
            tls: { mode: SIMPLE, credentialName: shop-cert }
      ---
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata: { name: shop, namespace: istio-system }
      spec: { target: { name: shop-cert } }
    `,
  ],
  *check(mesh) {
    for (const gateway of mesh.all("istio/Gateway")) {
      // Secrets are read where the gateway pods run, not where the Gateway object stands.
      const namespaces = namespacesOfGateway(mesh, gateway);
      for (const { written, ...rest } of credentialsOf(gateway)) {
        const found = namespaces.map((namespace) => judge(mesh, namespace, written));
        // One of several sets of pods that finds it may be the one that is meant.
        const [first] = found;
        if (first && found.every((one) => one !== undefined)) yield { ...rest, ...first };
      }
    }
  },
});
