/** Objects whose own status says that the mesh did not accept them. */

import { at, defineRule, yaml, type Finding, type Manifest, type Mesh } from "../../src/rule/rule.ts";

interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
}

interface Status {
  readonly conditions?: unknown;
  readonly parents?: unknown;
}

/** Conditions of istio/istio pkg/config/analysis/analyzers/conditions. */
const telling = new Set([
  "WaypointBound",
  "ZtunnelAccepted",
  "WaypointAccepted",
  "Accepted",
  "Programmed",
  "ResolvedRefs",
]);

const kinds = [
  "kubernetes/Service",
  "istio/ServiceEntry",
  "istio/WorkloadEntry",
  "istio/AuthorizationPolicy",
  "gateway-api/Gateway",
  "gateway-api/HTTPRoute",
  "gateway-api/GRPCRoute",
] as const;

function isNegative({ type = "", status, reason }: Condition): boolean {
  const name = type.slice(type.indexOf("/") + 1);
  if (!telling.has(name)) return false;
  return status === "False" || (name === "WaypointAccepted" && reason === "PartiallyInvalid");
}

/** The mappings of a list; no schema vouches for what stands in a status. */
function listOf(value: unknown): readonly object[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.filter((each) => typeof each === "object" && each !== null);
}

function conditionsOf(manifest: Manifest): readonly Condition[] {
  const status = (manifest.object as { readonly status?: Status | null }).status ?? {};
  const ofParents = listOf(status.parents).flatMap((parent: Status) => listOf(parent.conditions));
  return [...listOf(status.conditions), ...ofParents].filter(
    (condition: Condition) => typeof condition.type === "string",
  );
}

function* findings(mesh: Mesh): Iterable<Finding> {
  for (const manifest of kinds.flatMap((kind): readonly Manifest[] => mesh.all(kind))) {
    for (const condition of conditionsOf(manifest).filter(isNegative)) {
      const because = [condition.reason, condition.message].filter(Boolean).join(": ");
      const message = `${condition.type ?? ""} is ${condition.status ?? "not set"}${because === "" ? "" : ` (${because})`}`;
      yield { at: at(manifest, condition, "status"), message };
    }
  }
}

export default defineRule({
  summary: "The status of an object says that the mesh did not accept it",
  category: "correctness",
  severity: "warning",
  since: "0.1.0",
  why: "The object was taken from a cluster with its status, and there it did not take effect. What the status tells holds for the same spec elsewhere, too.",
  fix: "Correct what the condition names, and leave `status` out of git.",
  links: ["https://istio.io/latest/docs/reference/config/analysis/"],
  upstream: ["IST0171"],
  bad: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      status:
        conditions:
          - type: istio.io/WaypointBound
            status: "False" # warning: WaypointBound is False (NoWaypoint: waypoint "edge" not found)
            reason: NoWaypoint
            message: waypoint "edge" not found
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Service
      metadata: { name: cart, namespace: shop }
      spec: { ports: [{ name: http, port: 80 }] }
      status: { conditions: [{ type: istio.io/WaypointBound, status: "True" }] }
    `,
  ],
  *check(mesh) {
    yield* findings(mesh);
  },
});
