/** Istio's webhooks for an external control plane without a usable address. */

import type { Manifest } from "../../src/mesh/manifest.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

type Configuration = Manifest<"kubernetes/MutatingWebhookConfiguration" | "kubernetes/ValidatingWebhookConfiguration">;

interface Webhook {
  readonly name?: string;
  readonly clientConfig?: { readonly url?: string | null; readonly service?: unknown };
}

function isIstio({ kind, name }: Configuration): boolean {
  if (kind === "MutatingWebhookConfiguration") return name.startsWith("istio-sidecar-injector");
  return name === "istiod-default-validator" || name.startsWith("istio-validator");
}

function judge(manifest: Configuration, webhook: Webhook): Finding | undefined {
  const { clientConfig: client, name = "" } = webhook;
  if (!client) return undefined;
  if (!client.url) {
    if (client.service) return undefined;
    return { at: at(manifest, webhook, "clientConfig", "key"), message: `webhook "${name}" has no url and no service` };
  }
  if (isUnknown(client.url)) return undefined;
  const place = at(manifest, client, "url");
  if (!URL.canParse(client.url)) return { at: place, message: `"${client.url}" is no URL` };
  const host = new URL(client.url).hostname;
  if (!/^[\d.]+$|^\[/.test(host)) return undefined;
  const message = `"${host}" is an address: certificates are made for host names`;
  return { at: place, message, severity: "info", upstream: ["IST0164"] };
}

export default defineRule({
  summary: "A webhook of Istio has no usable address of its control plane",
  category: "reliability",
  severity: "warning",
  since: "0.1.0",
  why: "The API server cannot call a webhook without an address: nothing is injected or validated, or every pod is refused, as the failure policy says.",
  fix: "Set `clientConfig.url` to the https URL of the external control plane, or name its Service.",
  links: ["https://istio.io/latest/docs/setup/install/external-controlplane/"],
  upstream: ["IST0163"],
  bad: [
    yaml`
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector-external }
      webhooks:
        - name: rev.namespace.sidecar-injector.istio.io
          admissionReviewVersions: [v1]
          sideEffects: None
          clientConfig: {} # warning: webhook "rev.namespace.sidecar-injector.istio.io" has no url and no service
        - name: object.sidecar-injector.istio.io
          admissionReviewVersions: [v1]
          sideEffects: None
          clientConfig:
            url: https://192.0.2.7/inject # info: "192.0.2.7" is an address
    `,
  ],
  good: [
    yaml`
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: { name: istio-validator }
      webhooks:
        - name: rev.validation.istio.io
          admissionReviewVersions: [v1]
          sideEffects: None
          clientConfig: { service: { name: istiod, namespace: istio-system, path: /validate } }
    `,
  ],
  *check(mesh) {
    const configurations: readonly Configuration[] = [
      ...mesh.all("kubernetes/MutatingWebhookConfiguration"),
      ...mesh.all("kubernetes/ValidatingWebhookConfiguration"),
    ];
    for (const manifest of configurations) {
      if (!isIstio(manifest)) continue;
      for (const webhook of manifest.object.webhooks ?? []) {
        const found = judge(manifest, webhook);
        if (found) yield found;
      }
    }
  },
});
