/** Conditions of a ServiceProfile one by one, however deep they nest. */

type Json = Readonly<Record<string, unknown>>;

const deepest = 50;

export interface Condition {
  readonly condition: Json;
  /** Whether another clause stands beside it: without this one, the rest matches more. */
  readonly isOneOfAll: boolean;
}

function isMapping(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The condition itself and all that `all`, `any` and `not` hold. */
export function* conditionsIn(root: object, isOneOfAll = false, depth = 0): Iterable<Condition> {
  const condition = root as Json;
  yield { condition, isOneOfAll: isOneOfAll || typeof condition.method === "string" };
  if (depth > deepest) return;
  for (const key of ["all", "any", "not"]) {
    const nested = condition[key];
    const list: readonly unknown[] = Array.isArray(nested) ? nested : [nested];
    for (const item of list) {
      if (isMapping(item)) yield* conditionsIn(item, key === "all" && list.length > 1, depth + 1);
    }
  }
}
