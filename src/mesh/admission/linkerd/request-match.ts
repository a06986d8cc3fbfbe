/** Conditions of a ServiceProfile's routes (linkerd2 pkg/profiles/profiles.go ValidateRequestMatch, ValidateResponseMatch). */

import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { error, listOf, type Findings, type On } from "../row.ts";

export const conditionCodes = {
  "condition-empty": "A condition with no field set",
  "condition-null": "An empty item in a list of conditions",
  "condition-field": "A field that conditions do not have",
  "condition-type": "A field of a condition with a value of the wrong type",
  "condition-not": "A negation at the top of a condition",
  "status-range": "Status codes that no response can have",
};

type Json = Readonly<Record<string, unknown>>;

const deepest = 50;

type Type = "list" | "mapping" | "string" | "whole number";

interface Shape {
  readonly what: string;
  readonly types: ReadonlyMap<string, Type>;
}

const common = [
  ["all", "list"],
  ["any", "list"],
  ["not", "mapping"],
] as const;
const requests: Shape = {
  what: "request condition",
  types: new Map<string, Type>([...common, ["method", "string"], ["pathRegex", "string"]]),
};
const responses: Shape = {
  what: "response condition",
  types: new Map<string, Type>([...common, ["status", "mapping"]]),
};
const range: Shape = {
  what: "range of status codes",
  types: new Map<string, Type>([
    ["min", "whole number"],
    ["max", "whole number"],
  ]),
};

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
  const names = [...shape.types.keys()];
  const isSet = (field: string): boolean =>
    condition[field] !== undefined && condition[field] !== null && condition[field] !== "";
  if (!names.some(isSet)) {
    const words = `one of ${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}`;
    yield error(on(condition), "condition-empty", `a ${shape.what} needs ${words}`);
  }
  yield* fieldsOf(on, condition, shape, depth === 0);
  if (shape === responses) yield* statusRange(on, condition.status);
  yield* nested(on, condition, shape, depth);
}

/** The schema leaves all below the top of a condition open; at the top it says what "not" is, and wrongly. */
function* fieldsOf(on: On, owner: Json, { what, types }: Shape, isTop = false): Findings {
  for (const [key, value] of Object.entries(owner)) {
    const wanted = types.get(key);
    if (isUnknown(key) || isUnknown(value)) continue;
    if (!wanted) {
      const message = `unknown field ${quote(key)}: a ${what} has ${[...types.keys()].join(", ")}`;
      yield error(on(owner, key, "key"), "condition-field", message);
    } else if (value !== null && typeOf(value) !== wanted && !(isTop && key === "not")) {
      yield error(on(owner, key, "key"), "condition-type", `${quote(key)} of a ${what} is a ${wanted}`);
    }
  }
}

function typeOf(value: unknown): Type | undefined {
  if (Array.isArray(value)) return "list";
  if (typeof value === "object") return "mapping";
  if (typeof value === "string") return "string";
  return Number.isInteger(value) ? "whole number" : undefined;
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
  if (status === null || typeOf(status) !== "mapping") return;
  const codes = status as Json;
  yield* fieldsOf(on, codes, range);
  for (const key of ["min", "max"]) {
    const code = codes[key];
    if (typeof code !== "number" || code === 0 || (code >= 100 && code <= 599)) continue;
    yield error(on(codes, key), "status-range", `no response has the status ${code}: use 100 to 599`);
  }
  const { min, max } = codes;
  if (typeof min !== "number" || typeof max !== "number" || max === 0 || max >= min) return;
  yield error(on(codes, "max"), "status-range", `the range ends at ${max}, before it begins at ${min}`);
}
