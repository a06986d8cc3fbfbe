/** What progressive delivery makes and changes at run time: Flagger Canaries and Argo Rollouts. */

import type { Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";

type Json = Readonly<Record<string, unknown>>;

function child(value: unknown, ...path: readonly string[]): Json {
  let found = value;
  for (const key of path) found = typeof found === "object" && found !== null ? (found as Json)[key] : undefined;
  return typeof found === "object" && found !== null ? (found as Json) : {};
}

function name(value: Json): string | undefined {
  return typeof value.name === "string" ? value.name : undefined;
}

interface Generated {
  /** `namespace/name` of Services that are made at run time. */
  readonly services: ReadonlySet<string>;
  /** `kind namespace/name` of objects whose content is rewritten at run time. */
  readonly managed: ReadonlySet<string>;
}

/** Flagger makes the apex Service, `-primary` and `-canary`, a VirtualService and two DestinationRules (flagger.app: Istio). */
function flagger({ spec, namespace }: Manifest, services: Set<string>, managed: Set<string>): void {
  const apex = name(child(spec, "service")) ?? name(child(spec, "targetRef"));
  if (apex === undefined) return;
  for (const suffix of ["", "-primary", "-canary"]) {
    services.add(`${namespace}/${apex}${suffix}`);
    managed.add(`DestinationRule ${namespace}/${apex}${suffix}`);
  }
  managed.add(`VirtualService ${namespace}/${apex}`);
}

/** Argo Rollouts sets weights of the named VirtualServices and labels of the named subsets (argoproj.github.io: Istio). */
function rollout({ spec, namespace }: Manifest, managed: Set<string>): void {
  const istio = child(spec, "strategy", "canary", "trafficRouting", "istio");
  const several = Array.isArray(istio.virtualServices) ? (istio.virtualServices as unknown[]) : [];
  for (const virtualService of [istio.virtualService, ...several]) {
    const named = name(child(virtualService));
    if (named === undefined) continue;
    // "vs.namespace" names one elsewhere.
    const [short = named, elsewhere = namespace] = named.split(".");
    managed.add(`VirtualService ${elsewhere}/${short}`);
  }
  const rule = name(child(istio, "destinationRule"));
  if (rule !== undefined) managed.add(`DestinationRule ${namespace}/${rule}`);
}

const generated = question((mesh): Generated => {
  const services = new Set<string>();
  const managed = new Set<string>();
  // By name: these kinds are known without a schema, too.
  for (const canary of mesh.allOf("flagger/Canary")) flagger(canary, services, managed);
  for (const each of mesh.allOf("argo/Rollout")) rollout(each, managed);
  return { services, managed };
});

/** Whether a Service of that name comes into being at run time. */
export function isGeneratedService(mesh: Mesh, namespace: string, service: string): boolean {
  return generated(mesh).services.has(`${namespace}/${service}`);
}

/** Whether a controller rewrites the routes, weights or subsets of this object. */
export function isManaged(mesh: Mesh, { kind, namespace, name: named }: Manifest): boolean {
  return generated(mesh).managed.has(`${kind} ${namespace}/${named}`);
}
