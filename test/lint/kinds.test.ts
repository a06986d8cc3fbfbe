/** A rule is not started where nothing of its kinds is there; the examples of all rules prove that nothing is lost by it. */

import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { defaultConfig } from "../../src/config/config.ts";
import { kindsAsked } from "../../src/docs/kinds.ts";
import type { NamedRule } from "../../src/lint/diagnostic.ts";
import { lintSources } from "../../src/lint/sources.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { worldOf } from "../world.ts";

const always = rules.map(({ id, rule }): NamedRule => ({ id, rule }));
const config = { ...defaultConfig, extends: ["all"] as const };

async function found(text: string, named: readonly NamedRule[]): Promise<unknown> {
  const sources = worldOf(text).filter(({ path }) => path !== "mesh-lint.yaml");
  const { diagnostics, failures } = await lintSources({ sources, rules: named, config, completeness: "complete" });
  return { diagnostics, failures };
}

describe("kinds of rules", () => {
  it.each(rules)("loses no finding on the examples of $id", async ({ rule }) => {
    for (const text of [...rule.bad, ...rule.good]) expect(await found(text, rules)).toEqual(await found(text, always));
  });

  it("has kinds for most rules", () => {
    expect(rules.filter(({ kinds }) => kinds).length).toBeGreaterThan(rules.length / 2);
  });
});

describe("kindsAsked", () => {
  const asked = (check: (mesh: Mesh, options: never) => Iterable<never>): unknown => kindsAsked({ check });

  it("names what a rule asks for", () => {
    const kinds = asked((mesh) => {
      mesh.in("istio/Sidecar", "shop");
      return mesh.all("istio/Gateway") as readonly never[];
    });
    expect(kinds).toEqual(["istio/Gateway", "istio/Sidecar"]);
  });

  it("proves nothing of a rule that looks at anything else", () => {
    expect(asked((mesh) => [...mesh.all("istio/Gateway"), ...mesh.manifests] as never[])).toBeUndefined();
    expect(asked((mesh) => (mesh.settings.istio ? mesh.all("istio/Gateway") : []) as never[])).toBeUndefined();
    expect(asked(() => [])).toBeUndefined();
  });

  it("proves nothing of a rule that finds something in nothing", () => {
    expect(asked((mesh) => [mesh.find("istio/Gateway", "shop", "shop") ?? {}] as never[])).toBeUndefined();
  });
});
