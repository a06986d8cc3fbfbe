/** A good manifest of every kind and version passes: what people write most, with the fields that rules read. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadSchemas } from "../../src/schema/pack.ts";
import { validate } from "../../src/schema/validate.ts";
import { samples } from "./samples.ts";

interface Kind {
  readonly scope: string;
  readonly versions: Readonly<Record<string, { readonly served: boolean }>>;
}

const file = join(import.meta.dirname, "../../schemas/index.json");
const index = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, Readonly<Record<string, Kind>>>>;
const schemas = loadSchemas();

const served = Object.entries(index).flatMap(([group, kinds]) =>
  Object.entries(kinds).flatMap(([kind, { scope, versions }]) =>
    Object.entries(versions)
      .filter(([, version]) => version.served)
      .map(([version]) => ({ apiVersion: group ? `${group}/${version}` : version, kind, scope })),
  ),
);

test.each(served)("$apiVersion $kind", ({ apiVersion, kind, scope }) => {
  const group = apiVersion.split("/")[0] ?? "";
  const fields = samples[`${apiVersion} ${kind}`] ?? samples[`${group} ${kind}`] ?? samples[kind];
  expect(fields, "a sample").toBeDefined();
  const metadata = { name: "sample", ...(scope === "Namespaced" && { namespace: "shop" }) };
  const findings = validate({ apiVersion, kind, metadata, ...structuredClone(fields) }, schemas);
  expect(findings.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
});
