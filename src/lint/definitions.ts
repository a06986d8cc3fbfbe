/** Which definitions of custom resources hold where: an environment's own ones before all others. */

import type { Environment, KubernetesObject } from "../render/environment.ts";
import { loadSchemas, type Schemas } from "../schema/pack.ts";
import { judge, type SchemaFinding, type Verdict } from "../schema/validate.ts";

export interface Definitions {
  /** The schemas that decide about an object in an environment. */
  of(object: KubernetesObject, environment: Environment): Schemas;
  judge(object: KubernetesObject, schemas: Schemas): Verdict;
}

/** The CustomResourceDefinitions of one environment, or of several that hold the same. */
interface Own {
  readonly schemas: Schemas;
  readonly kinds: ReadonlySet<string>;
}

/**
 * Definitions that live in another environment may be those of another cluster, or copies for something else: they prove
 * nothing against an object, but what one of them allows may well be right.
 */
export function definitionsFor(environments: readonly Environment[], given: readonly object[]): Definitions {
  const pack = loadSchemas();
  const base = given.length > 0 ? loadSchemas({ crds: given }) : pack;
  const owns = ownOf(environments, given);
  const elsewhere = new Map<string, Schemas[]>();
  for (const { schemas, kinds } of new Set(owns.values())) {
    for (const kind of kinds) elsewhere.set(kind, [...(elsewhere.get(kind) ?? []), schemas]);
  }
  return {
    of(object, environment) {
      const own = owns.get(environment);
      return own && (isCrd(object) || own.kinds.has(kindOf(object))) ? own.schemas : base;
    },
    judge(object, schemas) {
      const verdict = judge(object, schemas);
      const { findings } = verdict;
      const isVague = verdict.isVague || isOdd(object, schemas);
      const others = findings.length > 0 && schemas === base ? elsewhere.get(kindOf(object)) : undefined;
      if (!others) return { findings, isVague };
      const agree = (finding: SchemaFinding) =>
        others.every((each) => judge(object, each).findings.some((other) => isSame(finding, other)));
      const agreed = findings.filter(agree);
      return { findings: agreed, isVague: isVague || (agreed.length < findings.length && findings.some(breaksShape)) };
    },
  };

  /** Rules rely on the shape that the pack knows, whatever a looser definition lets in. */
  function isOdd(object: KubernetesObject, schemas: Schemas): boolean {
    if (schemas === pack) return false;
    const known = definitionIn(pack, object);
    if (!known || known === definitionIn(schemas, object)) return false;
    return judge(object, pack).findings.some(breaksShape);
  }
}

function definitionIn({ groups }: Schemas, { apiVersion, kind }: KubernetesObject): unknown {
  return groups.get(groupOf(apiVersion))?.get(kind);
}

const shape: ReadonlySet<string> = new Set(["schema/invalid-type", "schema/missing-field", "schema/unknown-version"]);

function breaksShape({ rule }: SchemaFinding): boolean {
  return shape.has(rule);
}

function ownOf(environments: readonly Environment[], given: readonly object[]): Map<Environment, Own> {
  const numbers = new Map<object, number>();
  const known = new Map<string, Own>();
  const owns = new Map<Environment, Own>();
  for (const environment of environments) {
    const crds = new Set(environment.resources.map(({ object }) => object).filter((object) => isCrd(object)));
    if (crds.size === 0) continue;
    for (const crd of crds) if (!numbers.has(crd)) numbers.set(crd, numbers.size);
    const key = [...crds].map((crd) => numbers.get(crd)).join();
    const own = known.get(key) ?? { schemas: loadSchemas({ crds: [...given, ...crds] }), kinds: kindsOf(crds) };
    known.set(key, own);
    owns.set(environment, own);
  }
  return owns;
}

function kindsOf(crds: Iterable<KubernetesObject>): Set<string> {
  const kinds = new Set<string>();
  for (const { spec } of crds) {
    const { group, names } = (spec ?? {}) as { readonly group?: unknown; readonly names?: { readonly kind?: unknown } };
    const kind = names?.kind;
    if (typeof group === "string" && typeof kind === "string") kinds.add(`${group}/${kind}`);
  }
  return kinds;
}

function kindOf({ apiVersion, kind }: KubernetesObject): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash === -1 ? "" : apiVersion.slice(0, slash);
}

function isSame(one: SchemaFinding, other: SchemaFinding): boolean {
  return one.rule === other.rule && one.path.join("\n") === other.path.join("\n");
}

export function isCrd(value: unknown): value is object {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "CustomResourceDefinition";
}
