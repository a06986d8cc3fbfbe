/** Pods that ask for a proxy and do not get one. */

import { askedAt, linkerdInjectionOf, type InjectionReason } from "../../src/mesh/linkerd/injection.ts";
import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { workloads } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

/** A namespace's annotation that cannot be read is reported there, once for all of its pods. */
const words: Readonly<Partial<Record<InjectionReason, string>>> = {
  host_network_enabled: "pods on the host network get no proxy",
  namespace_never_injected: "nothing is injected into this namespace",
  webhooks_disabled: 'the namespace is labelled "config.linkerd.io/admission-webhooks: disabled"',
  control_plane_label: "the injector passes over pods labelled as parts of Linkerd",
};

export default defineRule({
  summary: "Pods ask for Linkerd's proxy and do not get one",
  category: "security",
  severity: "error",
  since: "0.1.0",
  why: "Without a proxy the traffic of these pods is neither encrypted nor checked by any policy, though the manifest asks for it.",
  fix: "Remove what prevents the injection, or say linkerd.io/inject: disabled so that the gap is seen.",
  links: ["https://linkerd.io/2-edge/features/proxy-injection/"],
  codes: {
    "host-network-enabled": "The pods use the host network",
    "namespace-never-injected": "The namespace is one that is never injected",
    "webhooks-disabled": "The namespace switches Linkerd's webhooks off",
    "control-plane-label": "The pods carry a label of the control plane",
  },
  bad: [
    yaml`
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: { name: agent, namespace: shop }
      spec:
        selector: { matchLabels: { app: agent } }
        template:
          metadata:
            labels: { app: agent }
            annotations:
              linkerd.io/inject: enabled # error: pods on the host network get no proxy
          spec: { hostNetwork: true, containers: [{ name: agent, image: agent }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: dns
        namespace: kube-system
        annotations:
          linkerd.io/inject: enabled # error: nothing is injected into this namespace
      spec: { containers: [{ name: dns, image: dns }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, annotations: { linkerd.io/inject: "true" } }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, annotations: { linkerd.io/inject: enabled } }
      spec: { containers: [{ name: web, image: web }] }
    `,
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: agent, namespace: shop, annotations: { linkerd.io/inject: disabled } }
      spec: { hostNetwork: true, containers: [{ name: agent, image: agent }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, annotations: { linkerd.io/inject: enabled } }
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  *check(mesh) {
    for (const workload of workloads(mesh)) {
      const { is, reasons } = linkerdInjectionOf(mesh, workload);
      if (is !== "skipped" || reasons.includes("sidecar_already_exists")) continue;
      const reason = reasons.find((each) => words[each] !== undefined);
      const asked = reason && askedAt(mesh, workload);
      if (!asked || hasAlternatives(mesh, workload.manifest)) continue;
      // The Namespace asks for all of its pods: the pod is what differs.
      const isOwn = asked.manifest === workload.manifest;
      if (!isOwn && reason !== "host_network_enabled") continue;
      const place = isOwn ? asked : at(workload.manifest, workload.podSpec, "hostNetwork");
      const related = isOwn ? [] : [{ at: asked, message: "the namespace asks for proxies" }];
      const severity = isOwn ? {} : ({ severity: "warning" } as const);
      yield {
        at: place,
        code: reason.replaceAll("_", "-"),
        message: `no proxy is injected: ${words[reason] ?? ""}`,
        related,
        ...severity,
      };
    }
  },
});
