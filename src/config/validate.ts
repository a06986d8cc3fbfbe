/** Holds a configuration against its schema and says what is wrong, with place and suggestion. */

import type { ErrorObject } from "ajv";
import schema from "../../schemas/mesh-lint.json" with { type: "json" };
import { nearest } from "../source/missing.ts";
import type { Path, YamlDocument } from "../yaml/document.ts";
import { placeIn } from "./place.ts";
import { isSurelyValid } from "./valid.ts";

/** One line for each mistake; `prefix` leads to the configuration in a file that holds more. */
export async function validate(document: YamlDocument, prefix: Path): Promise<string[]> {
  const value = prefix.reduce<unknown>((node, key) => (node as Readonly<Record<string, unknown>>)[key], document.value);
  if (isSurelyValid(value, schema)) return [];
  const { default: ajv } = await import("ajv");
  const check = new ajv.Ajv({ allErrors: true, allowUnionTypes: true, strict: false, verbose: true }).compile(schema);
  if (check(value)) return [];
  const errors = deepest(check.errors ?? []);
  return Promise.all(errors.map((error) => worded(error, { document, prefix })));
}

/** Of the branches of a choice only the outcome counts, and of a bad name only the name. */
function deepest(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === "anyOf").map(({ instancePath }) => instancePath);
  const shown = errors.filter(({ keyword, instancePath, propertyName }) => {
    if (propertyName !== undefined && keyword !== "propertyNames") return false;
    return keyword === "anyOf" || !choices.some((path) => instancePath === path || instancePath.startsWith(`${path}/`));
  });
  const places = new Set<string>();
  return shown.filter((error) => {
    const place = `${error.instancePath} ${String(keyOf(error))}`;
    return !places.has(place) && places.add(place);
  });
}

interface Where {
  readonly document: YamlDocument;
  readonly prefix: Path;
}

async function worded(error: ErrorObject, { document, prefix }: Where): Promise<string> {
  const steps = error.instancePath.split("/").slice(1);
  const path = [...prefix, ...steps.map((step) => stepOf(step))];
  const key = keyOf(error);
  const place = key === undefined ? placeIn(document, path) : placeIn(document, [...path, key], "key");
  return `${place}: ${await messageOf(error, path.at(-1))}`;
}

function stepOf(step: string): string | number {
  const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
  return /^\d+$/.test(key) ? Number(key) : key;
}

/** The key that an error is about, where it is not the value at its path. */
function keyOf({ keyword, params }: ErrorObject): string | undefined {
  const { additionalProperty, propertyName } = params as { additionalProperty?: string; propertyName?: string };
  if (keyword === "additionalProperties") return additionalProperty;
  return keyword === "propertyNames" ? propertyName : undefined;
}

async function messageOf(error: ErrorObject, last: string | number | undefined): Promise<string> {
  const { keyword, params, parentSchema, data } = error;
  const shown = typeof data === "object" ? "" : ` ${JSON.stringify(data)}`;
  switch (keyword) {
    case "additionalProperties": {
      const key = keyOf(error) ?? "";
      const known = Object.keys((parentSchema?.properties ?? {}) as object);
      return `unknown key ${JSON.stringify(key)}${await suggestion(key, known)}`;
    }
    case "propertyNames":
      return `${JSON.stringify(keyOf(error))} is no name of a rule: expected "family/name" or a pattern`;
    case "required":
      return `"${(params as { missingProperty: string }).missingProperty}" is missing`;
    case "enum": {
      const allowed = (params as { allowedValues: readonly unknown[] }).allowedValues.filter(
        (each) => typeof each === "string",
      );
      return `unknown value${shown}: use ${listed(allowed)}${await suggestion(String(data), allowed)}`;
    }
    case "anyOf":
      if (/^\/extends\/\d+$/.test(error.instancePath))
        return `"extends" must list presets, paths (./lint/base.yaml) and packages`;
      return `"${String(last)}" must be off, info, warning, error or [severity, { option: value }]`;
    case "minItems":
    case "minLength":
      return `${typeof last === "number" ? "an entry" : `"${String(last)}"`} must not be empty`;
    case "pattern":
      return `"${String(last)}" must be a release, like "1.29"`;
    case "type":
      return `"${String(last ?? "the configuration")}" must be ${typesOf(params)}`;
    default:
      return `"${String(last)}" ${error.message ?? "is invalid"}`;
  }
}

function typesOf(params: ErrorObject["params"]): string {
  const { type } = params as { type: string | readonly string[] };
  const words: Readonly<Record<string, string>> = { array: "a list", object: "a mapping", string: "a text" };
  return listed([type].flat().map((each) => words[each] ?? `a ${each}`));
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

async function suggestion(word: string, candidates: readonly string[]): Promise<string> {
  const near = await nearest(word, candidates);
  return near === undefined ? "" : `: did you mean ${JSON.stringify(near)}?`;
}
