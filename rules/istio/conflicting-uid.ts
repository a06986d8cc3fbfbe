/** Containers that run as the user of the sidecar. */

import { usesLinkerdAlone } from "../../src/mesh/linkerd/presence.ts";
import { workloads } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

/** User of istio-proxy: its traffic is left out of redirection (istio/istio pkg/kube/inject). */
const proxyUser = 1337;
const proxies = new Set(["istio-proxy", "istio-operator"]);

interface SecurityContext {
  readonly runAsUser?: number;
}

function contextOf(value: Readonly<Record<string, unknown>>): SecurityContext | undefined {
  return value.securityContext as SecurityContext | undefined;
}

export default defineRule({
  summary: "A container runs as user 1337, which is the sidecar's",
  category: "security",
  severity: "warning",
  securitySeverity: "6.5",
  since: "0.1.0",
  why: "Traffic of user 1337 is not redirected into the sidecar, so that the sidecar's own does not go in circles. An application with this user bypasses mTLS, authorization and telemetry.",
  fix: "Run the container as another user.",
  links: [
    "https://istio.io/latest/docs/ops/deployment/application-requirements/",
    "https://istio.io/latest/docs/reference/config/analysis/ist0144/",
  ],
  upstream: ["IST0144"],
  bad: [
    yaml`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: cart }
      spec:
        selector: { matchLabels: { app: cart } }
        template:
          metadata: { labels: { app: cart } }
          spec:
            containers:
              - { name: cart, image: cart, securityContext: { runAsUser: 1337 } } # warning: user 1337 is the sidecar's
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: cart }
      spec:
        securityContext: { runAsUser: 1000 }
        containers:
          - { name: istio-proxy, image: proxyv2, securityContext: { runAsUser: 1337 } }
          - { name: cart, image: cart }
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: gateway }
      spec:
        selector: { matchLabels: { app: gateway } }
        template:
          metadata:
            labels: { app: gateway }
            annotations: { inject.istio.io/templates: gateway }
          spec:
            securityContext: { runAsUser: 1337, runAsGroup: 1337 }
            containers: [{ name: istio-proxy, image: auto }]
    `,
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: cart, annotations: { linkerd.io/inject: enabled } }
      spec: { containers: [{ name: cart, image: cart, securityContext: { runAsUser: 1337 } }] }
    `,
  ],
  *check(mesh) {
    // Linkerd's proxy is another user.
    if (usesLinkerdAlone(mesh)) return;
    for (const { manifest, podSpec } of workloads(mesh)) {
      // Istio's own gateways run as this user.
      if ("istio" in manifest.labels || manifest.labels.release === "istio") continue;
      const others = (podSpec.containers ?? []).filter(({ name }) => !proxies.has(name ?? ""));
      // A gateway that is injected holds nothing but the proxy.
      if (others.length === 0) continue;
      for (const context of [podSpec, ...others].map(contextOf)) {
        if (context?.runAsUser !== proxyUser) continue;
        const message = "user 1337 is the sidecar's, so this traffic bypasses it";
        const finding: Finding = { at: at(manifest, context, "runAsUser"), message };
        yield finding;
      }
    }
  },
});
