/** Which of the matches that are never reached istioctl sees too, and by which code (istio/istio pkg/config/validation). */

import type { HttpMatch } from "./matches.ts";

const texts = new WeakMap<object, string>();

/** The match as text, whatever the order of its keys, without its name. */
function textOf(match: object): string {
  let text = texts.get(match);
  if (text === undefined) texts.set(match, (text = written(match)));
  return text;
}

function written(match: object): string {
  return JSON.stringify(match, (key, value: unknown) => {
    if (key === "name") return undefined;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

interface Text {
  readonly exact?: string;
  readonly prefix?: string;
}

function encoded(text: Text | undefined): string {
  if (text?.exact !== undefined) return `exact:${text.exact}`;
  return text?.prefix === undefined ? "" : `prefix:${text.prefix}`;
}

/** It asks whether the wide text begins with the narrow one, the wrong way round. */
function isWithin(wide: Text | undefined, narrow: Text | undefined): boolean {
  return encoded(wide).startsWith(encoded(narrow));
}

type Texts = Readonly<Record<string, Text>> | undefined;

function areWithin(wide: Texts = {}, narrow: Texts = {}): boolean {
  const keys = Object.keys(wide);
  if (keys.length !== Object.keys(narrow).length) return false;
  return keys.every((key) => Object.hasOwn(narrow, key) && isWithin(wide[key], narrow[key]));
}

const get = { exact: "GET" };

function isLongerPrefix(wide: HttpMatch, narrow: HttpMatch): boolean {
  const prefix = wide.uri?.prefix ?? "";
  const longer = narrow.uri?.prefix ?? "";
  return (
    prefix !== "" &&
    longer !== prefix &&
    longer.startsWith(prefix) &&
    (wide.port ?? 0) === (narrow.port ?? 0) &&
    isWithin(wide.method ?? get, narrow.method ?? get) &&
    isWithin(wide.authority, narrow.authority) &&
    areWithin(wide.headers, narrow.headers) &&
    areWithin(wide.queryParams, narrow.queryParams) &&
    areWithin(wide.withoutHeaders, narrow.withoutHeaders)
  );
}

export type Echo = "repeated" | "longer" | undefined;

/** How istioctl finds a match among those above it. */
export function echoOf(match: object, above: readonly object[]): Echo {
  const text = textOf(match);
  if (above.some((other) => textOf(other) === text)) return "repeated";
  return above.some((other) => isLongerPrefix(other, match)) ? "longer" : undefined;
}
