/** Conditions of a ServiceProfile's routes (linkerd2 pkg/profiles/profiles.go ValidateRequestMatch, ValidateResponseMatch). */

import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { error, listOf, type Findings, type On } from "../row.ts";

export const conditionCodes = {
  "condition-empty": "A condition with no field set",
  "condition-null": "An empty item in a list of conditions",
  "condition-field": "A field that conditions do not have",
  "condition-not": "A negation at the top of a condition",
  "status-range": "Status codes that no response can have",
};

type Json = Readonly<Record<string, unknown>>;

const deepest = 50;

interface Shape {
  readonly what: string;
  readonly fields: readonly string[];
}

const requests: Shape = { what: "request", fields: ["all", "any", "not", "method", "pathRegex"] };
const responses: Shape = { what: "response", fields: ["all", "any", "not", "status"] };

export function* requestMatch(on: On, condition: object): Findings {
  const { not } = condition as Json;
  if (Array.isArray(not)) {
    const message =
      '"not" cannot stand at the top, where the CRD wants a list and the webhook an object: wrap it in "all"';
    yield error(on(condition as Json, "not", "key"), "condition-not", message);
  }
  yield* match(on, condition as Json, requests, 0);
}

export function* responseMatch(on: On, condition: object): Findings {
  yield* match(on, condition as Json, responses, 0);
}

function* match(on: On, condition: Json, shape: Shape, depth: number): Findings {
  if (depth > deepest) return;
  const set = shape.fields.filter(
    (field) => condition[field] !== undefined && condition[field] !== null && condition[field] !== "",
  );
  if (set.length === 0) {
    yield error(on(condition), "condition-empty", `a ${shape.what} condition needs ${wordsFor(shape)}`);
  }
  for (const key of Object.keys(condition)) {
    if (shape.fields.includes(key) || isUnknown(key)) continue;
    const message = `unknown field ${quote(key)}: a ${shape.what} condition has ${shape.fields.join(", ")}`;
    yield error(on(condition, key, "key"), "condition-field", message);
  }
  if (shape === responses) yield* statusRange(on, condition.status);
  yield* nested(on, condition, shape, depth);
}

function wordsFor({ fields }: Shape): string {
  return `one of ${fields.slice(0, -1).join(", ")} or ${fields.at(-1) ?? ""}`;
}

function* nested(on: On, condition: Json, shape: Shape, depth: number): Findings {
  for (const key of ["all", "any"]) {
    const list = listOf(condition[key] as readonly unknown[] | undefined);
    for (const [index, item] of list.entries()) {
      if (item === null) yield error(on(list, index), "condition-null", `an empty item in "${key}"`);
      else if (typeof item === "object") yield* match(on, item as Json, shape, depth + 1);
    }
  }
  const { not } = condition;
  if (typeof not === "object" && not !== null && !Array.isArray(not)) yield* match(on, not as Json, shape, depth + 1);
}

function* statusRange(on: On, status: unknown): Findings {
  if (typeof status !== "object" || status === null) return;
  const range = status as { readonly min?: unknown; readonly max?: unknown };
  for (const key of ["min", "max"] as const) {
    const code = range[key];
    if (typeof code !== "number" || code === 0 || (code >= 100 && code <= 599)) continue;
    yield error(on(range, key), "status-range", `no response has the status ${code}: use 100 to 599`);
  }
  const { min, max } = range;
  if (typeof min !== "number" || typeof max !== "number" || max === 0 || max >= min) return;
  yield error(on(range, "max"), "status-range", `the range ends at ${max}, before it begins at ${min}`);
}
