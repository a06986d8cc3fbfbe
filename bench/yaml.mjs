/** Micro benchmark of the YAML reader on small manifests: this one against js-yaml 4 and yaml, interleaved, medians. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import jsYaml from "js-yaml";
import { rolldown } from "rolldown";
import { parseAllDocuments } from "yaml";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "9" }, limit: { type: "string", default: "16384" } },
});
const root = positionals[0] ?? process.env.MESH_LINT_CORPUS ?? new URL("../fixtures", import.meta.url).pathname;

/** Bundles the reader, so that what runs is what ships. */
async function loadReader() {
  const dir = mkdtempSync(join(tmpdir(), "mesh-lint-bench-"));
  try {
    const bundle = await rolldown({
      input: new URL("../src/yaml/read.ts", import.meta.url).pathname,
      platform: "node",
      external: ["yaml"],
    });
    await bundle.write({ file: join(dir, "read.mjs"), format: "esm", codeSplitting: false });
    return await import(join(dir, "read.mjs"));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function smallManifests(folder, limit) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size <= limit)
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

/** What every reader can read, so that all do the same work. */
function readableByAll(sources, readYaml) {
  return sources.filter((source) => {
    try {
      jsYaml.loadAll(source.text);
      return (readYaml(source)?.documents.length ?? 0) > 0;
    } catch {
      return false;
    }
  });
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

/** Each run starts with an empty heap, so that none pays for another's garbage. */
function measure(run) {
  collectGarbage();
  const start = performance.now();
  run();
  return performance.now() - start;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}

const { readYaml } = await loadReader();
const sources = readableByAll(smallManifests(root, Number(values.limit)), readYaml);
const megabytes = sources.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
const readers = {
  "mesh-lint": () => sources.forEach((source) => readYaml(source)),
  "js-yaml 4 loadAll": () => sources.forEach(({ text }) => jsYaml.loadAll(text)),
  "yaml parseAllDocuments": () => sources.forEach(({ text }) => parseAllDocuments(text)),
};
const times = Object.fromEntries(Object.keys(readers).map((name) => [name, []]));
for (let round = 0; round < Number(values.rounds); round++) {
  for (const [name, run] of Object.entries(readers)) times[name].push(measure(run));
}

console.log(`${sources.length} files, ${megabytes.toFixed(2)} MB of ${root}, ${values.rounds} rounds`);
const own = median(times["mesh-lint"]);
for (const [name, all] of Object.entries(times)) {
  const time = median(all);
  console.log(
    `${name.padEnd(24)} ${time.toFixed(1).padStart(8)} ms ${((megabytes / time) * 1000).toFixed(1).padStart(7)} MB/s` +
      `  ${(time / own).toFixed(2).padStart(6)} ×`,
  );
}
