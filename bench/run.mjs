/**
 * The benchmark of the README: `npm run bench [-- 1000 10000 100000 FOLDER …]`: trees of so many files that it writes, and
 * folders as they are. mesh-lint against an empty Node process and against whichever of kubeconform, kube-linter and
 * istioctl is on PATH; whole processes in turn, medians, ratios.
 */

import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compare, onPath } from "./measure.mjs";
import { writeSchemas } from "./schemas.mjs";
import { writeTree } from "./tree.mjs";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
if (!existsSync(cli)) throw new Error("npm run bundle comes first");
const args = process.argv.slice(2);
const folders = args.filter((arg) => Number.isNaN(Number(arg))).map((arg) => realpathSync(arg));
const sizes = args.map(Number).filter(Boolean);
const counts = args.length > 0 ? sizes : [1_000, 10_000, 100_000];
const work = mkdtempSync(join(tmpdir(), "mesh-lint-bench-"));
const node = process.execPath;

function peersFor(folder, schemas) {
  const peers = {};
  const location = join(schemas, "{{.ResourceKind}}{{.KindSuffix}}.json");
  if (onPath("kubeconform"))
    peers.kubeconform = [
      ...["kubeconform", "-n", String(cpus().length), "-summary", "-ignore-missing-schemas"],
      ...["-schema-location", location, folder],
    ];
  if (onPath("kube-linter")) peers["kube-linter"] = ["kube-linter", "lint", folder];
  if (onPath("istioctl")) peers.istioctl = ["istioctl", "analyze", "--use-kube=false", "-R", folder];
  return peers;
}

function print(title, results, base) {
  console.log(`\n${title}`);
  console.log(`| command | wall s | CPU s | peak MiB | wall, of ${base} | CPU, of ${base} |`);
  console.log("| --- | --- | --- | --- | --- | --- |");
  for (const [name, { wall, cpu, memory }] of Object.entries(results)) {
    const ratios = [wall / results[base].wall, cpu / results[base].cpu].map((ratio) => ratio.toFixed(2));
    const row = [name, wall.toFixed(3), cpu.toFixed(3), memory.toFixed(0), ...ratios];
    console.log(`| ${row.join(" | ")} |`);
  }
}

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; warm page cache`,
);
// On a machine that others use as well, one thread fares worse than several, and only CPU time can be compared.
if (loadavg()[0] > 1.5) console.log(`Load average ${loadavg()[0].toFixed(1)}: wall times say little.`);
try {
  // As a module it would take a seventh longer; what is compared with it is no module either.
  const empty = join(work, "empty.cjs");
  writeFileSync(empty, "");
  const schemas = join(work, "schemas");
  writeSchemas(schemas);

  const one = join(work, "one");
  mkdirSync(one);
  writeTree(one, 5);
  const file = join(one, "team-0", "app-0", "deployment.yaml");
  const config = join(work, "mesh-lint.yaml");
  writeFileSync(config, "extends: [recommended]\nrules: { istio/unknown-gateway: warning }\n");
  const start = {
    "empty node": [node, empty],
    "mesh-lint --version": [node, cli, "--version"],
    "mesh-lint one file": [node, cli, "--no-config", file],
    "mesh-lint one file, with a configuration": [node, cli, "--config", config, file],
  };
  print("Start-up", compare(start, 21), "empty node");

  const measure = (title, folder, runs) => {
    const candidates = { "mesh-lint": [node, cli, "--no-config", "--quiet", folder], ...peersFor(folder, schemas) };
    const results = compare(candidates, runs);
    print(title, results, "kubeconform" in results ? "kubeconform" : "mesh-lint");
    return results["mesh-lint"];
  };
  const cpu = new Map();
  for (const count of counts) {
    const folder = join(work, `tree-${count}`);
    const written = writeTree(folder, count);
    cpu.set(count, measure(`${written} files`, folder, count >= 100_000 ? 3 : count >= 10_000 ? 5 : 11).cpu);
    rmSync(folder, { recursive: true });
  }
  for (const folder of folders) measure(`${basename(folder)}, as it is`, folder, 11);
  const [small, large] = [cpu.get(10_000), cpu.get(100_000)];
  if (small && large)
    console.log(`\nCPU growth exponent from 10,000 to 100,000 files: ${Math.log10(large / small).toFixed(2)}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
