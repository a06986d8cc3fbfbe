/** Injectors that take the same pods, so that these get two sidecars. */

import { injectors, revisions, takes, type Injector } from "../../src/mesh/injectors.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

type Labels = Readonly<Record<string, string>>;

/** Labels with which namespaces and pods ask for injection, for every revision. */
function permutations(mesh: Mesh, key: string, values: readonly string[]): readonly Labels[] {
  const base: readonly Labels[] = [{}, ...values.map((value) => ({ [key]: value }))];
  return [
    ...base,
    ...[...revisions(mesh)].flatMap((revision) => base.map((labels) => ({ ...labels, "istio.io/rev": revision }))),
  ];
}

/** A tag or revision is one entry in the list of webhooks: the same identity is the same webhook, read twice. */
function isSame(one: Injector, other: Injector): boolean {
  return one.manifest.name === other.manifest.name && one.webhook.name === other.webhook.name;
}

function wordsOf(labels: Labels): string {
  const written = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return written.length > 0 ? `with ${written.join(", ")}` : "without labels";
}

interface Clash {
  readonly one: Injector;
  readonly other: Injector;
  readonly namespace: Labels;
  readonly pod: Labels;
}

/** The first case for each webhook that any other takes, too. */
function clashesOf(mesh: Mesh): Iterable<Clash> {
  const found = new Map<Injector["webhook"], Clash>();
  const pods = permutations(mesh, "sidecar.istio.io/inject", ["true", "false"]);
  for (const namespace of permutations(mesh, "istio-injection", ["enabled", "disabled"])) {
    for (const pod of pods) {
      const called = injectors(mesh).filter(({ webhook }) => takes(webhook, namespace, pod));
      for (const one of called) {
        if (found.has(one.webhook)) continue;
        const other = called.find((each) => !isSame(one, each));
        if (other) found.set(one.webhook, { one, other, namespace, pod });
      }
    }
  }
  return found.values();
}

export default defineRule({
  summary: "Two injectors take the same pods",
  category: "reliability",
  severity: "error",
  since: "0.1.0",
  why: "Each webhook whose selectors match is called, so these pods are injected twice, by control planes that may differ in version. Mostly an old revision was left behind.",
  fix: "Remove the webhook of the revision that is no longer used, or make the selectors exclude each other.",
  links: [
    "https://istio.io/latest/docs/reference/config/analysis/ist0139/",
    "https://istio.io/latest/docs/setup/upgrade/canary/",
  ],
  upstream: ["IST0139"],
  bad: [
    yaml`
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector }
      webhooks:
        - name: namespace.sidecar-injector.istio.io # error: webhook "namespace.sidecar-injector.istio.io" of "istio-sidecar-injector-old" takes the same pods
          clientConfig: { url: "https://istiod.example.com/inject" }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchLabels: { istio-injection: enabled } }
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector-old }
      webhooks:
        - name: namespace.sidecar-injector.istio.io # error: in namespaces with istio-injection=enabled
          clientConfig: { url: "https://istiod-old.example.com/inject" }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchExpressions: [{ key: istio-injection, operator: In, values: [enabled] }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingWebhookConfiguration
      metadata: { name: istio-sidecar-injector }
      webhooks:
        - name: rev.namespace.sidecar-injector.istio.io
          clientConfig: { url: "https://istiod.example.com/inject" }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector:
            matchExpressions:
              - { key: istio.io/rev, operator: In, values: [stable] }
              - { key: istio-injection, operator: DoesNotExist }
        - name: namespace.sidecar-injector.istio.io
          clientConfig: { url: "https://istiod.example.com/inject" }
          admissionReviewVersions: [v1]
          sideEffects: None
          namespaceSelector: { matchLabels: { istio-injection: enabled } }
    `,
  ],
  *check(mesh) {
    if (injectors(mesh).length < 2) return;
    for (const { one, other, namespace, pod } of clashesOf(mesh)) {
      const { manifest, webhook } = other;
      const finding: Finding = {
        at: at(one.manifest, one.webhook, "name"),
        message: `webhook "${webhook.name ?? ""}" of "${manifest.name}" takes the same pods: those ${wordsOf(pod)} in namespaces ${wordsOf(namespace)}`,
        related: [{ at: at(manifest, webhook, "name"), message: "the other webhook" }],
      };
      yield finding;
    }
  },
});
