/** Calls git so that no repository can make it run a program, reach for the network or write. */

import { delimiter, isAbsolute } from "node:path";
import { uptime } from "./clock.ts";
import { programOutside } from "./program.ts";
import { trace } from "./trace.ts";

export interface GitAnswer {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

interface GitMore {
  readonly input?: string;
  /** Settings that take precedence over those of files. */
  readonly config?: readonly Setting[];
}

type Setting = readonly [key: string, value: string];

/** Undefined where there is no git, or none that starts. */
export function callGit(folder: string, args: readonly string[], more: GitMore = {}): GitAnswer | undefined {
  const git = programOutside(folder, "git");
  if (git === undefined) return undefined;
  // Not needed for single files, and it costs a tenth of an empty Node to load.
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const started = uptime();
  const { status, stdout, stderr, error } = spawnSync(git, [...careful, ...args], {
    cwd: folder,
    env: { ...environment(), ...settings(more.config ?? []) },
    input: more.input ?? "",
    maxBuffer: 1024 ** 3,
    stdio: "pipe",
    windowsHide: true,
  });
  if (error) {
    trace(() => `git ${args.join(" ")} in ${folder}: ${error.message}`);
    return undefined;
  }
  const ms = (uptime() - started).toFixed(0);
  trace(() => `git ${args.join(" ")} in ${folder}: ${ms} ms, ${stdout.length} bytes, exit ${status}`);
  return { status, stdout, stderr: stderr.toString("utf8") };
}

/** A file system monitor and hooks are programs that the repository's own configuration names. */
const careful = ["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];

/** Hooks set GIT_DIR and GIT_INDEX_FILE, which would turn the question to another tree. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const path = (process.env.PATH ?? "").split(delimiter).filter(isAbsolute).join(delimiter);
  return {
    ...Object.fromEntries(kept),
    ...(path && { PATH: path }),
    LC_ALL: "C",
    GIT_OPTIONAL_LOCKS: "0",
    // A partial clone would fetch what it lacks: by any program that its configuration names.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
  };
}

function settings(config: readonly Setting[]): NodeJS.ProcessEnv {
  const pairs = config.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { GIT_CONFIG_COUNT: String(config.length), ...(Object.fromEntries(pairs) as NodeJS.ProcessEnv) };
}

/** Settings by which no program takes part in a comparison of files. */
export function withoutFilters(folder: string): Setting[] {
  const answer = callGit(folder, ["config", "--name-only", "-z", "--get-regexp", "^filter[.]"]);
  const keys = answer ? zeroSeparated(answer.stdout) : [];
  const names = new Set(keys.map((key) => key.slice(0, key.lastIndexOf("."))));
  return [...names].flatMap((name): Setting[] => [
    [`${name}.clean`, ""],
    [`${name}.process`, ""],
    [`${name}.required`, "false"],
  ]);
}

/** What stands between the zero bytes of `-z`. */
export function zeroSeparated(bytes: Buffer): string[] {
  const parts = bytes.toString("utf8").split("\0");
  parts.pop();
  return parts;
}
