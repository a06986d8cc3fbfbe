/** TrafficTargets that can allow nothing, whatever else is there. */

import { usesLinkerd } from "../../src/mesh/linkerd/presence.ts";
import { accesses, type Access } from "../../src/mesh/smi.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml, type Finding } from "../../src/rule/rule.ts";

function* ofSubjects({ target, destination, sources = [] }: Access): Iterable<Finding> {
  for (const subject of destination ? [destination, ...sources] : sources) {
    const { kind } = subject;
    if (kind === "ServiceAccount" || isUnknown(kind)) continue;
    const message = `unknown kind "${kind}" in a TrafficTarget: use ServiceAccount`;
    yield { at: at(target, subject, "kind"), code: "kind", message };
  }
}

function* ofLists({ target, owner, sources, rules, rulesKey }: Access): Iterable<Finding> {
  const place = (key: string) => at(target, owner, key as never, "key");
  if (sources?.length === 0)
    yield { at: place("sources"), code: "no-sources", message: "no sources: this lets nobody in" };
  if (rules?.length === 0)
    yield { at: place(rulesKey), code: "no-rules", message: `no ${rulesKey}: this allows no requests` };
}

export default defineRule({
  summary: "A TrafficTarget that allows nothing",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "SMI identifies both sides by service accounts alone, and allows what some source asks for by some rule.",
  fix: "Name ServiceAccounts on both sides, and at least one rule.",
  links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-access/v1alpha3/traffic-access.md"],
  codes: {
    kind: "A source or destination that is no ServiceAccount",
    "no-sources": "An empty list of sources",
    "no-rules": "An empty list of rules",
  },
  bad: [
    yaml`
      apiVersion: access.smi-spec.io/v1alpha3
      kind: TrafficTarget
      metadata: { name: cart, namespace: shop }
      spec:
        destination: { kind: Service, name: cart } # error: unknown kind "Service"
        sources: [] # error: lets nobody in
        rules: [] # error: allows no requests
    `,
  ],
  good: [
    yaml`
      apiVersion: access.smi-spec.io/v1alpha3
      kind: TrafficTarget
      metadata: { name: cart, namespace: shop }
      spec:
        destination: { kind: ServiceAccount, name: cart }
        sources: [{ kind: ServiceAccount, name: web }]
        rules: [{ kind: TCPRoute, name: tcp }]
    `,
  ],
  *check(mesh) {
    // Linkerd reads none of this, and is told so once.
    if (usesLinkerd(mesh)) return;
    for (const access of accesses(mesh)) {
      yield* ofSubjects(access);
      yield* ofLists(access);
    }
  },
});
