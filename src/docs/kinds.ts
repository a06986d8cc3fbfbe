/** Which kinds a rule needs, found by letting it look at nothing: so that it need not be started where none of them is. */

import { createMesh, type Mesh } from "../mesh/mesh.ts";
import type { Options, Rule } from "../rule/rule.ts";

/** Methods of a mesh whose answer is that of an empty one as long as nothing of the kind that they are asked for is there. */
const byKind: ReadonlySet<string | symbol> = new Set([
  "all",
  "allOf",
  "in",
  "find",
  "has",
  "defines",
  "hasInvalid",
  "invalid",
]);

const empty = createMesh({
  environment: { name: "", roots: [], origin: "folder", completeness: "complete", reasons: [], resources: [] },
});

/**
 * All kinds that a check asks an empty mesh for. A check depends on nothing but its mesh and its options, so where none of
 * these kinds is there, it hears the same answers and ends the same way: with no finding. Undefined where that proves
 * nothing, because it also looked at something else (all manifests, settings, options) or did find something.
 */
export function kindsAsked({ check }: Pick<Rule, "check">): readonly string[] | undefined {
  const kinds = new Set<string>();
  let isElse = false;
  const mesh = new Proxy<Mesh>(empty, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value === "function" && byKind.has(key)) {
        return (kind: string, ...rest: readonly unknown[]): unknown => {
          kinds.add(kind);
          return Reflect.apply(value, target, [kind, ...rest]);
        };
      }
      isElse = true;
      return value;
    },
  });
  const options = new Proxy<Options>(
    {},
    {
      get() {
        isElse = true;
        return undefined;
      },
    },
  );
  for (const finding of check?.(mesh, options) ?? []) isElse ||= Boolean(finding);
  return isElse || kinds.size === 0 ? undefined : [...kinds].sort();
}
