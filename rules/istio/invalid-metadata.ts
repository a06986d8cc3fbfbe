/** Annotations that make Istio's admission webhook refuse any object of its kinds. */

import { goBoolean } from "../../src/mesh/admission/istio/annotation-values.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding, type Manifest } from "../../src/rule/rule.ts";

const dryRun = "istio.io/dry-run";
const alwaysReject = "internal.istio.io/webhook-always-reject";
const internal = ["internal.istio.io/parent-namespace", "internal.istio.io/parents"];

export default defineRule({
  summary: "An Istio object with an annotation for which admission refuses it",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Istio's webhook refuses the object, whatever its spec says.",
  fix: "Remove the annotation, or correct its value.",
  links: ["https://istio.io/latest/docs/tasks/security/authorization/authz-dry-run/"],
  upstream: ["IST0106"],
  codes: {
    "always-reject": "an annotation asks the webhook to refuse the object",
    "internal-annotation": "an annotation that istiod alone may set",
    "dry-run-unsupported": "dry-run on a kind that has none",
    "dry-run-action": "dry-run on a policy that neither allows nor denies",
    "dry-run-value": "the value of dry-run is no boolean",
  },
  bad: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: PeerAuthentication
      metadata:
        name: default
        annotations: { istio.io/dry-run: "true" } # error: only an AuthorizationPolicy
      spec: { mtls: { mode: STRICT } }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: audit
        annotations: { istio.io/dry-run: "true" } # error: action "AUDIT" cannot be tried
      spec: { action: AUDIT, rules: [{}] }
      ---
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata:
        name: allow
        annotations: { istio.io/dry-run: "yes" } # error: no boolean
      spec: { rules: [{}] }
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: web
        annotations: { internal.istio.io/parents: HTTPRoute/web } # error: istiod alone
      spec: { hosts: [web], http: [{ route: [{ destination: { host: web } }] }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: security.istio.io/v1
      kind: AuthorizationPolicy
      metadata: { name: allow, annotations: { istio.io/dry-run: "true" } }
      spec: { rules: [{ to: [{ operation: { methods: [GET] } }] }] }
    `,
  ],
  *check(mesh) {
    for (const manifest of mesh.manifests) {
      const { annotations } = manifest.metadata;
      if (!annotations || isUnknown(annotations) || !manifest.is.startsWith("istio/")) continue;
      const finding = firstOf(manifest, annotations);
      if (finding) yield finding;
    }
  },
});

/** The webhook stops at the first of them, and so does this. */
function firstOf(manifest: Manifest, annotations: Readonly<Record<string, string>>): Finding | undefined {
  const found = (name: string, code: string, message: string): Finding => ({
    at: at(manifest, annotations, name, code === "dry-run-value" ? "value" : "key"),
    code,
    message,
  });
  if (Object.hasOwn(annotations, alwaysReject)) return found(alwaysReject, "always-reject", "refused by its own wish");
  const own = internal.find((name) => Object.hasOwn(annotations, name));
  if (own !== undefined) return found(own, "internal-annotation", `"${own}" may be set by istiod alone`);
  const value = annotations[dryRun];
  if (typeof value !== "string" || isUnknown(value)) return undefined;
  if (manifest.is !== "istio/AuthorizationPolicy") {
    return found(dryRun, "dry-run-unsupported", "only an AuthorizationPolicy can be tried with dry-run");
  }
  const { action = "ALLOW" } = manifest.spec as { readonly action?: string };
  if (action !== "ALLOW" && action !== "DENY" && !isUnknown(action)) {
    return found(dryRun, "dry-run-action", `action "${action}" cannot be tried with dry-run: only ALLOW and DENY can`);
  }
  const problem = goBoolean(value);
  return problem === undefined ? undefined : found(dryRun, "dry-run-value", problem);
}
