/** Matches that a TrafficTarget picks out of a group of routes that does not have them. */

import { usesLinkerd } from "../../src/mesh/linkerd/presence.ts";
import { accesses, groupsNamed, isVagueName, matchesOf } from "../../src/mesh/smi.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Mesh } from "../../src/rule/rule.ts";

/** Undefined where the group is not there or nobody knows all of its matches. */
function namesIn(mesh: Mesh, namespace: string, group: string): readonly string[] | undefined {
  const names = groupsNamed(mesh, namespace, group).flatMap((each) => matchesOf(each).map(({ name }) => name));
  return names.length === 0 || names.some(isUnknown) ? undefined : names;
}

export default defineRule({
  summary: "A TrafficTarget names a match that its HTTPRouteGroup does not have",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "The requests that were meant stay forbidden: a match that no group defines allows nothing.",
  fix: "Name a match of the HTTPRouteGroup, or leave `matches` out to allow all of them.",
  links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-access/v1alpha3/traffic-access.md"],
  bad: [
    yaml`
      apiVersion: specs.smi-spec.io/v1alpha4
      kind: HTTPRouteGroup
      metadata: { name: api, namespace: shop }
      spec: { matches: [{ name: read, methods: [GET] }, { name: write, methods: [POST] }] }
      ---
      apiVersion: access.smi-spec.io/v1alpha3
      kind: TrafficTarget
      metadata: { name: cart, namespace: shop }
      spec:
        destination: { kind: ServiceAccount, name: cart }
        sources: [{ kind: ServiceAccount, name: web }]
        rules:
          - kind: HTTPRouteGroup
            name: api
            matches:
              - read
              - wirte # error: no match "wirte" in HTTPRouteGroup "api": it has "read" and "write"
    `,
  ],
  good: [
    yaml`
      apiVersion: specs.smi-spec.io/v1alpha4
      kind: HTTPRouteGroup
      metadata: { name: api, namespace: shop }
      spec: { matches: [{ name: read, methods: [GET] }] }
      ---
      apiVersion: access.smi-spec.io/v1alpha3
      kind: TrafficTarget
      metadata: { name: cart, namespace: shop }
      spec:
        destination: { kind: ServiceAccount, name: cart }
        sources: [{ kind: ServiceAccount, name: web }]
        rules: [{ kind: HTTPRouteGroup, name: api, matches: [read] }]
    `,
  ],
  *check(mesh) {
    // Linkerd reads none of this, and is told so once.
    if (usesLinkerd(mesh)) return;
    for (const { target, rules = [] } of accesses(mesh)) {
      for (const { kind, name, matches } of rules) {
        if (!matches || kind !== "HTTPRouteGroup" || isVagueName({ kind, name })) continue;
        const names = namesIn(mesh, target.namespace, name);
        if (!names) continue;
        for (const [index, match] of matches.entries()) {
          if (isUnknown(match) || names.includes(match)) continue;
          const known = [...new Set(names)].map((each) => `"${each}"`).join(" and ");
          const message = `no match "${match}" in HTTPRouteGroup "${name}": it has ${known}`;
          yield { at: at(target, matches, index), message };
        }
      }
    }
  },
});
