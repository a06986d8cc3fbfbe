/** `--list-files`: what would be linted, a name a line, from the folder you are in. */

import { relative, resolve } from "node:path";
import { oneLine } from "../report/escape.ts";
import { posixPath } from "../source/root.ts";
import type { FlagName } from "./flags.ts";
import type { Call } from "./parse.ts";
import { runOf } from "./run.ts";
import { UsageError } from "./usage.ts";
import { write } from "./write.ts";

/** Flags that ask for the findings of a run, or change files. */
const others = [
  "format",
  "report",
  "output",
  "update-baseline",
  "prune-baseline",
  "prune-suppressions",
  "watch",
] as const satisfies readonly FlagName[];

export async function listFiles(call: Call): Promise<number> {
  const other = others.find((flag) => call.has(flag));
  if (other) throw new UsageError(`--list-files lints nothing: leave out --${other}`);
  const { run, root } = await runOf(call, []);
  const stdin = call.words.includes("-") ? (call.value("stdin-filename") ?? "stdin.yaml") : undefined;
  const nameOf = (file: string): string =>
    file === stdin ? file : posixPath(relative(process.cwd(), resolve(root, file)));
  const names = run.paths().map(nameOf);
  await write(1, names.map((name) => (call.has("null") ? `${name}\0` : `${oneLine(name)}\n`)).join(""));
  if (call.has("verbose")) {
    const left = run.skipped.map(({ file, reason }) => `${nameOf(file)}: ${reason}`);
    await write(2, left.map((line) => `mesh-lint: skipped ${oneLine(line)}\n`).join(""));
  }
  return 0;
}
