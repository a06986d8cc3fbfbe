/** Writes the schema pack anew: `npm install --prefix <folder> <packages of sources.mjs>`, then `node schemas/update.mjs <folder>`. */

import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { kinds, shapes } from "./sources.mjs";

const here = import.meta.dirname;
const index = {};
const sources = {};
const bodies = new Map();

/** One file per distinct body: a version whose schema equals that of an earlier one names its file. */
function place(group, kind, version, schema, source) {
  const text = JSON.stringify(schema);
  const key = `${group}/${kind}\n${text}`;
  const known = bodies.get(key);
  if (known) return known;
  const file = `${group || "core"}/${kind}.${version}.json`;
  bodies.set(key, file);
  write(file, text);
  sources[file] = source;
  return file;
}

function write(file, text) {
  const path = join(here, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${text}\n`);
}

function addKind({ group, kind, scope = "Namespaced", versions }) {
  const entry = { scope, versions: {} };
  for (const { version, schema, source, served = true, ...rest } of versions) {
    entry.versions[version] = { file: place(group, kind, version, schema, source), served, ...rest };
  }
  (index[group] ??= {})[kind] = entry;
}

const packages = process.argv[2];
if (!packages || !existsSync(join(packages, "node_modules"))) {
  console.error("usage: node schemas/update.mjs <folder into which the packages were installed>");
  process.exit(2);
}
const modules = join(packages, "node_modules");
const described = [...kinds(modules)];
for (const { group } of described) rmSync(join(here, group || "core"), { recursive: true, force: true });
for (const { file, schema, source } of shapes(modules)) {
  write(file, JSON.stringify(schema));
  sources[file] = source;
}
for (const kind of described) addKind(kind);
write("index.json", JSON.stringify(index, null, 1));
write("sources.json", JSON.stringify(Object.fromEntries(Object.entries(sources).sort()), null, 1));
