/** Which DestinationRules apply to a host for a client, and which subsets they define. */

import { coversHost, fullHost, patternsFor, serviceOfHost } from "./hosts.ts";
import { append } from "./lists.ts";
import type { Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";
import { entriesFor } from "./services.ts";
import { isUnknown } from "./unknown.ts";
import { exportedTo, isVisibleIn } from "./visibility.ts";

export type DestinationRule = Manifest<"istio/DestinationRule">;
export type Subset = NonNullable<DestinationRule["spec"]["subsets"]>[number];

export function ruleHost(mesh: Mesh, { spec, namespace }: DestinationRule): string {
  // An absent spec passes the schema, so the host may be missing all the same.
  return fullHost(mesh, spec.host || "", namespace);
}

/** Namespace, then host. */
const rulesByHost = question((mesh): ReadonlyMap<string, readonly DestinationRule[]> => {
  const found = new Map<string, DestinationRule[]>();
  for (const rule of mesh.all("istio/DestinationRule")) {
    const host = ruleHost(mesh, rule);
    for (const key of [`${rule.namespace}\n${host}`, `\n${host}`]) {
      append(found, key, rule);
    }
  }
  return found;
});

const hasWildcards = question((mesh) =>
  mesh.all("istio/DestinationRule").some((rule) => ruleHost(mesh, rule).startsWith("*")),
);

/** The host itself and, where there are any, the wildcards that cover it; most specific first. */
function ruledNames(mesh: Mesh, host: string): readonly string[] {
  return hasWildcards(mesh) ? [host, ...patternsFor(host)] : [host];
}

export const hasVagueRules = question((mesh) =>
  mesh.all("istio/DestinationRule").some((rule) => isUnknown(rule.spec.host) || isUnknown(rule.namespace)),
);

/** Whether a rule that failed its schema may speak of a host: its own host covers it, or cannot be read. */
export function mayBeRuled(mesh: Mesh, host: string): boolean {
  return mesh.invalid("istio/DestinationRule").some(({ object, namespace }) => {
    const spec = (object as { readonly spec?: unknown }).spec;
    const written = typeof spec === "object" && spec !== null ? (spec as { readonly host?: unknown }).host : undefined;
    if (typeof written !== "string" || isUnknown(written)) return true;
    const full = fullHost(mesh, written, namespace);
    return coversHost(full, host);
  });
}

/** Whether clients of a namespace see the rule. */
export function isShownTo(mesh: Mesh, { spec, namespace }: DestinationRule, client: string): boolean {
  return isVisibleIn(mesh, { exportTo: spec.exportTo, namespace, fallback: "defaultDestinationRuleExportTo" }, client);
}

/** Rules of a namespace for a host: those for the most specific host that a client sees. */
function mostSpecific(mesh: Mesh, host: string, namespace: string, client: string): readonly DestinationRule[] {
  const index = rulesByHost(mesh);
  for (const pattern of ruledNames(mesh, host)) {
    const rules = (index.get(`${namespace}\n${pattern}`) ?? []).filter((rule) => isShownTo(mesh, rule, client));
    if (rules.length > 0) return rules;
  }
  return [];
}

/** Namespaces whose Service or ServiceEntry a host is. */
export function homesOf(mesh: Mesh, host: string): readonly string[] {
  const service = serviceOfHost(mesh, host);
  const entries = entriesFor(mesh, host).map(({ namespace }) => namespace);
  return [...new Set(service ? [service.namespace, ...entries] : entries)];
}

function exportsOnlyToItself(mesh: Mesh, { spec, namespace }: DestinationRule): boolean {
  const targets = exportedTo(mesh, spec.exportTo, namespace, "defaultDestinationRuleExportTo");
  return targets.every((target) => target === namespace);
}

/**
 * The rules that apply for clients of a namespace: the client's own, else those of the host's namespace, else those of
 * the root namespace; nothing is merged across these steps (istio/istio pilot/pkg/model/push_context.go destinationRule).
 */
export function rulesFor(mesh: Mesh, host: string, client: string): readonly DestinationRule[] {
  const { rootNamespace } = mesh.settings;
  const own = mostSpecific(mesh, host, client, client);
  const usable = client === rootNamespace ? own.filter((rule) => exportsOnlyToItself(mesh, rule)) : own;
  if (usable.length > 0) return usable;
  for (const home of homesOf(mesh, host)) {
    const rules = mostSpecific(mesh, host, home, client);
    if (rules.length > 0) return rules;
  }
  return mostSpecific(mesh, host, rootNamespace, client);
}

/** Rules of a namespace for this very host, no wildcards. */
export function rulesIn(mesh: Mesh, namespace: string, host: string): readonly DestinationRule[] {
  return rulesByHost(mesh).get(`${namespace}\n${host}`) ?? [];
}

/** All rules for a host, wherever they stand, be they looked up or not. */
export function rulesAnywhere(mesh: Mesh, host: string): readonly DestinationRule[] {
  const index = rulesByHost(mesh);
  return ruledNames(mesh, host).flatMap((pattern) => index.get(`\n${pattern}`) ?? []);
}

/** The subset that a route to a host reaches, with the rule that defines it. */
export function subsetNamed(
  rules: readonly DestinationRule[],
  name: string,
): { readonly rule: DestinationRule; readonly subset: Subset } | undefined {
  for (const rule of rules) {
    const subset = rule.spec.subsets?.find((candidate) => candidate.name === name);
    if (subset) return { rule, subset };
  }
  return undefined;
}

export function hasUnknownSubset(rules: readonly DestinationRule[]): boolean {
  return rules.some(({ spec }) => spec.subsets?.some(({ name }) => isUnknown(name)));
}
