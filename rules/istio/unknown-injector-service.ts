/** Injectors whose control plane is not there. */

import { injectors } from "../../src/mesh/injectors.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { mayBeHere } from "../../src/mesh/unread.ts";
import { mayHoldMore } from "../../src/mesh/unseen.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "An injector calls a Service that does not exist",
  category: "reliability",
  severity: "error",
  since: "0.1.0",
  claims: "absence",
  why: "The API server cannot call this webhook. With `failurePolicy: Fail`, Istio's default, no pod that it selects can be created.",
  fix: "Name the Service of the control plane that shall inject, or remove the webhook of a revision that is gone.",
  links: ["https://istio.io/latest/docs/reference/config/analysis/ist0139/"],
  upstream: ["IST0139"],
  bad: [
    yaml`
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector }
      webhooks:
        - name: namespace.sidecar-injector.istio.io
          clientConfig: { service: { name: istiod-1-20, namespace: istio-system } } # error: no Service "istiod-1-20" in namespace "istio-system"
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchLabels: { istio-injection: enabled } }
    `,
  ],
  good: [
    yaml`
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector }
      webhooks:
        - name: namespace.sidecar-injector.istio.io
          clientConfig: { service: { name: istiod, namespace: istio-system } }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchLabels: { istio-injection: enabled } }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: istiod, namespace: istio-system }
      spec: { ports: [{ name: https-webhook, port: 443 }] }
    `,
  ],
  *check(mesh) {
    for (const { manifest, webhook } of injectors(mesh)) {
      const service = webhook.clientConfig?.service;
      const { name, namespace } = service ?? {};
      if (!service || name === undefined || namespace === undefined || isUnknown(name) || isUnknown(namespace))
        continue;
      if (mayBeHere(mesh, "kubernetes/Service", namespace, name) || mayHoldMore(mesh, namespace)) continue;
      yield {
        at: at(manifest, service, "name"),
        message: `no Service "${name}" in namespace "${namespace}", so nothing injects`,
        absent: { kind: "kubernetes/Service", namespace, name },
      };
    }
  },
});
