/** The interpreter and ajv give the same verdict on every manifest of the corpus, and on broken copies of them. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { describe, expect, it } from "vitest";
import { isPlaceholder } from "../../src/finding/placeholder.ts";
import { formatCheck } from "../../src/schema/formats.ts";
import { loadSchemas } from "../../src/schema/pack.ts";
import { validate } from "../../src/schema/validate.ts";
import { readYamlFiles } from "../../src/yaml/read.ts";
import { jsonSchema } from "./ajv-schema.ts";
import type { Written } from "./check.ts";

const folder = process.env.MESH_LINT_CORPUS ?? "";
const index = JSON.parse(readFileSync(new URL("../../schemas/index.json", import.meta.url), "utf8")) as Readonly<
  Record<string, Readonly<Record<string, { versions: Readonly<Record<string, { file: string; served: boolean }>> }>>>
>;

function fileOf({ apiVersion, kind }: Written): string | undefined {
  const [group = "", version = ""] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  const found = index[group]?.[kind]?.versions[version];
  return found?.served ? found.file : undefined;
}

async function corpusManifests(): Promise<Written[]> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.ya?ml$/.test(file));
  const sources = files.map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  const read = await readYamlFiles(sources);
  return read.flatMap(({ documents }) => documents.map(({ value }) => value).filter(isJudged));
}

/** Placeholders and patches are left alone by the interpreter, for reasons that ajv does not know. */
function isJudged(value: unknown): value is Written {
  if (typeof value !== "object" || value === null) return false;
  const { apiVersion, kind } = value as Partial<Written>;
  if (typeof apiVersion !== "string" || typeof kind !== "string" || !fileOf(value as Written)) return false;
  return !scalars(value).some((each) => isPlaceholder(each) || (typeof each === "string" && each.startsWith("$")));
}

function scalars(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [value];
  return Object.entries(value).flatMap(([key, child]) => [key, ...scalars(child)]);
}

const ajv = new Ajv({ strict: false, validateFormats: true, logger: false });
for (const name of ["ipv4", "ipv6", "cidr", "uri", "date", "date-time", "duration", "byte", "uuid", "mac"]) {
  ajv.addFormat(name, (text: string) => formatCheck(name)?.accepts(text) ?? true);
}
const withinBits = (bits: number) => (number: number) => number >= -(2 ** (bits - 1)) && number < 2 ** (bits - 1);
ajv.addFormat("int32", { type: "number", validate: withinBits(32) });
ajv.addFormat("int64", { type: "number", validate: withinBits(64) });
for (const name of ["int-or-string", "float", "double", "quantity"]) ajv.addFormat(name, true);

const schemas = loadSchemas();
const compiled = new Map<string, ValidateFunction>();

function acceptedByAjv(object: Written): boolean {
  const file = fileOf(object) ?? "";
  let judge = compiled.get(file);
  if (!judge) compiled.set(file, (judge = ajv.compile(jsonSchema(file))));
  return judge(object);
}

/** Metadata and the uniqueness of items are no part of JSON Schema's verdict. */
function accepted(object: Written): boolean {
  const findings = validate(object, schemas);
  return findings.every(({ rule, path, severity }) => {
    return severity !== "error" || rule === "schema/duplicate-item" || path[0] === "metadata" || isMetadata(rule, path);
  });
}

function isMetadata(rule: string, path: readonly unknown[]): boolean {
  return rule === "schema/invalid-metadata" && path.length > 0;
}

/** A small generator of numbers, so that a failure can be had again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const strange: readonly unknown[] = [
  "",
  "x y",
  0,
  -1,
  1.5,
  70_000,
  2 ** 40,
  true,
  null,
  [],
  {},
  ["a"],
  { a: 1 },
  "10s",
];

/** One field anywhere below the spec gets another name or value, or goes. */
function broken(object: Written, pick: (below: number) => number): Written {
  const copy = structuredClone(object) as Record<string, unknown>;
  let owner = copy;
  const root = Object.keys(copy).filter((key) => !["apiVersion", "kind", "metadata", "status"].includes(key));
  let keys = root;
  for (;;) {
    const key = keys[pick(keys.length)];
    if (key === undefined) return copy as Written;
    const child = owner[key];
    if (typeof child === "object" && child !== null && Object.keys(child).length > 0 && pick(5) > 0) {
      owner = child as Record<string, unknown>;
      keys = Object.keys(owner);
      continue;
    }
    const way = pick(3);
    if (way === 0 && !Array.isArray(owner)) owner[`${key}x`] = child;
    if (way === 1 && Array.isArray(owner)) owner.pop();
    else if (way < 2) Reflect.deleteProperty(owner, key);
    else owner[key] = structuredClone(strange[pick(strange.length)]);
    return copy as Written;
  }
}

describe.skipIf(!existsSync(folder))("interpreter and ajv", () => {
  it("agree on the corpus and on 10 broken copies of each manifest", async () => {
    const manifests = await corpusManifests();
    const pick = random(1);
    const different: string[] = [];
    let judged = 0;
    let refused = 0;
    const judge = (object: Written): void => {
      const before = JSON.stringify(object);
      // The interpreter first: it drops nulls and sets defaults, which ajv is not to miss.
      const verdict = accepted(object);
      judged++;
      if (!verdict) refused++;
      if (verdict !== acceptedByAjv(object))
        different.push(`${verdict ? "accepted" : "refused"} ${before.slice(0, 2_000)}`);
    };
    for (const manifest of manifests) {
      const copies = Array.from({ length: 10 }, () => broken(manifest, pick));
      for (const each of [manifest, ...copies]) judge(each);
    }
    console.log(`schema: ${judged} manifests judged as ajv does, ${refused} of them refused, ${compiled.size} schemas`);
    expect(different.slice(0, 5)).toEqual([]);
  }, 300_000);
});
