/** Inline JSON Web Key Sets: whether they can be read, and whether they give a secret away. */

import type { Judge } from "./judge.ts";

type Json = Readonly<Record<string, unknown>>;

const required: ReadonlyMap<unknown, readonly string[]> = new Map([
  ["RSA", ["n", "e"]],
  ["EC", ["crv", "x", "y"]],
  ["OKP", ["crv", "x"]],
  ["oct", ["k"]],
]);

export const jwks: Judge = (text) => {
  const keys = keysOf(text);
  if (!keys) return "jwks is neither a JSON Web Key nor a set of them";
  for (const key of keys) {
    const fields = required.get(key.kty);
    if (!fields) return `a key of jwks has no known kty: use ${[...required.keys()].join(", ")}`;
    const missing = fields.find((field) => typeof key[field] !== "string");
    if (missing !== undefined) return `a key of jwks has no ${missing}`;
  }
  return undefined;
};

/** Private and symmetric keys can sign tokens, not only check them. */
export function holdsPrivateKey(text: string): boolean {
  return (keysOf(text) ?? []).some((key) => key.kty === "oct" || typeof key.d === "string");
}

function keysOf(text: string): readonly Json[] | undefined {
  const value = parse(text);
  if (!isObject(value)) return undefined;
  if (!("keys" in value)) return "kty" in value ? [value] : undefined;
  const { keys } = value;
  return Array.isArray(keys) && keys.every(isObject) ? keys : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
