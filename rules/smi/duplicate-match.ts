/** Matches of one HTTPRouteGroup under one name. */

import { matchesOf } from "../../src/mesh/smi.ts";
import { usesLinkerd } from "../../src/mesh/linkerd/presence.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

export default defineRule({
  summary: "Two matches of an HTTPRouteGroup have the same name",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "TrafficTargets pick matches by name; which of the two they get is not defined.",
  fix: "Give each match a name of its own.",
  links: ["https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-specs/v1alpha4/traffic-specs.md"],
  bad: [
    yaml`
      apiVersion: specs.smi-spec.io/v1alpha4
      kind: HTTPRouteGroup
      metadata: { name: api, namespace: shop }
      spec:
        matches:
          - { name: read, methods: [GET] }
          - { name: read, methods: [HEAD] } # error: a match "read" stands above
    `,
  ],
  good: [
    yaml`
      apiVersion: specs.smi-spec.io/v1alpha2
      kind: HTTPRouteGroup
      metadata: { name: api, namespace: shop }
      matches: [{ name: read, methods: [GET] }, { name: write, methods: [POST] }]
    `,
  ],
  *check(mesh) {
    // Linkerd reads none of this, and is told so once.
    if (usesLinkerd(mesh)) return;
    for (const group of mesh.all("smi/HTTPRouteGroup")) {
      const seen = new Set<string>();
      for (const match of matchesOf(group)) {
        if (seen.has(match.name) && !isUnknown(match.name))
          yield { at: at(group, match, "name"), message: `a match "${match.name}" stands above` };
        seen.add(match.name);
      }
    }
  },
});
