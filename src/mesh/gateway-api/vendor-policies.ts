/** Policies of gateways' own projects, which attach to objects of Gateway API by `targetRef` or `targetRefs` (GEP-713). */

import { objectsOf } from "../admission/row.ts";
import type { Manifest } from "../manifest.ts";
import { question, type Mesh } from "../mesh.ts";
import { isSlip } from "../slips.ts";
import { isMissing, referentOf, type Reference, type Referent } from "./references.ts";
import { routeKinds } from "./routes.ts";

/** Envoy Gateway, kgateway, agentgateway, Gloo, NGINX Gateway Fabric, Kuadrant, APISIX, and those of Azure, Google and AWS. */
const groups: ReadonlySet<string> = new Set([
  "gateway.envoyproxy.io",
  "gateway.kgateway.dev",
  "agentgateway.dev",
  "gateway.solo.io",
  "gateway.nginx.org",
  "kuadrant.io",
  "extensions.kuadrant.io",
  "apisix.apache.org",
  "alb.networking.azure.io",
  "networking.gke.io",
  "application-networking.k8s.aws",
]);

const targetKinds: ReadonlySet<string> = new Set(["gateway-api/Gateway", ...routeKinds, "kubernetes/Service"]);

interface TargetReference extends Reference {
  readonly sectionName?: string;
}

export interface VendorTarget {
  readonly policy: Manifest;
  readonly ref: TargetReference;
  readonly to: Referent;
}

interface PolicySpec {
  readonly targetRef?: TargetReference | null;
  readonly targetRefs?: readonly TargetReference[] | null;
}

function refsOf({ spec }: Manifest): readonly TargetReference[] {
  if (typeof spec !== "object" || (spec as object | null) === null) return [];
  const { targetRef, targetRefs } = spec as PolicySpec;
  const all: readonly unknown[] = [targetRef, ...objectsOf(targetRefs)];
  return all.filter((ref): ref is TargetReference => typeof ref === "object" && ref !== null);
}

export const vendorTargets = question((mesh): readonly VendorTarget[] =>
  mesh.manifests
    .filter(({ is }) => groups.has(is.slice(0, is.indexOf("/"))))
    .flatMap((policy) =>
      refsOf(policy).flatMap((ref) => {
        const to = referentOf(ref, { group: "", kind: "", namespace: policy.namespace });
        return to && targetKinds.has(to.is) ? [{ policy, ref, to }] : [];
      }),
    ),
);

/** In a folder that nobody calls complete, targets are believed to lie elsewhere, unless the name is a slip of the pen. */
export function isMissingTarget(mesh: Mesh, to: Referent): boolean {
  if (!isMissing(mesh, to)) return false;
  if (mesh.environment.completeness === "complete") return true;
  const others = mesh.allOf(to.is).filter(({ namespace }) => namespace === to.namespace);
  return others.slice(0, 1000).some(({ name }) => isSlip(to.name, name));
}
