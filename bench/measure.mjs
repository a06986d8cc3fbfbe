/** Times whole commands side by side: wall, CPU and peak memory by the operating system's own account. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const gnuTime = "/usr/bin/time";

/** One run of one command: seconds of wall and CPU, MiB of peak memory. */
function once([command, ...args]) {
  const report = join(tmpdir(), `mesh-lint-bench-${process.pid}`);
  const timed = existsSync(gnuTime)
    ? [gnuTime, "-f", "%e %U %S %M", "-o", report, command, ...args]
    : [command, ...args];
  const environment = { ...process.env };
  // Reading extra certificates costs Node 20 more than all else at start, and belongs to no tool.
  delete environment.NODE_EXTRA_CA_CERTS;
  const started = performance.now();
  const { status, error, stderr } = spawnSync(timed[0], timed.slice(1), {
    stdio: ["ignore", "ignore", "pipe"],
    env: environment,
    maxBuffer: 1 << 28,
  });
  const wall = (performance.now() - started) / 1000;
  if (error) throw error;
  if (status === null || status > 1)
    throw new Error(`${[command, ...args].join(" ")} exited ${status}: ${String(stderr).slice(0, 400)}`);
  if (!existsSync(report)) return { wall, cpu: Number.NaN, memory: Number.NaN };
  const [, user, system, kilobytes] = readFileSync(report, "utf8").trim().split("\n").at(-1).split(" ").map(Number);
  rmSync(report);
  return { wall, cpu: user + system, memory: kilobytes / 1024 };
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Medians per candidate, the candidates taken in turn so that drift of the machine falls on all of them. */
export function compare(candidates, runs) {
  const names = Object.keys(candidates);
  for (const name of names) once(candidates[name]);
  const results = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < runs; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + round) % names.length];
      results[name].push(once(candidates[name]));
    }
  }
  const summary = (all) => ({
    wall: median(all.map((r) => r.wall)),
    cpu: median(all.map((r) => r.cpu)),
    memory: median(all.map((r) => r.memory)),
  });
  return Object.fromEntries(names.map((name) => [name, summary(results[name])]));
}

export function onPath(command) {
  return (process.env.PATH ?? "").split(":").some((folder) => existsSync(join(folder, command)));
}
