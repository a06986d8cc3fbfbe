/** `--watch`: lints again whenever a file changes, and says what is new and what is gone. */

import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Diagnostic, Run } from "../lint/diagnostic.ts";
import { asLine } from "../report/line.ts";
import { active } from "../report/tally.ts";
import { rootOf } from "../source/discover.ts";
import { isGlob } from "../source/glob.ts";
import { reportPath, repositoryOf } from "../source/root.ts";
import { statsAt } from "../source/stats.ts";
import { failureText } from "./failure.ts";
import { findingsOf } from "./findings.ts";
import type { FlagName } from "./flags.ts";
import { pathsOf, type Call } from "./parse.ts";
import type { Report } from "./publish.ts";
import type { Linted } from "./run.ts";
import { isOn } from "./switches.ts";
import { tell } from "./tell.ts";
import { UsageError } from "./usage.ts";
import { watchChanges, type Watched } from "./watch-changes.ts";
import { terminalOf, write } from "./write.ts";

/** Ends when the reader of its reports has gone; otherwise Ctrl-C ends it. A call that is wrong from the start is refused. */
export async function watchCommand(call: Call, reports: readonly Report[]): Promise<number> {
  refuse(call, reports);
  const root = rootOf(pathsOf(call), process.cwd());
  const written = reports.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  const changes = watchChanges(watchedOf(call, root), new Set(written));
  try {
    const first = await findingsOf(call);
    await cleared("");
    await tell(first, reports, call);
    for (const problem of changes.problems) await write(2, `mesh-lint: ${problem}\n`);
    await write(2, `mesh-lint: watching ${root}, Ctrl-C ends\n`);
    for (let screen: Screen | undefined = { last: first.run }; screen;) {
      const changed = [...(await changes.next())].map((path) => reportPath(root, path));
      if (!existsSync(root)) throw new UsageError(`${root} is gone`);
      screen = await turn(screen, { call, reports, changed });
    }
    return 0;
  } finally {
    changes.close();
  }
}

/** What the user sees. */
interface Screen {
  readonly last: Run;
  /** Where the last attempt found nothing out: why. */
  readonly failure?: string;
}

interface Turn {
  readonly call: Call;
  readonly reports: readonly Report[];
  readonly changed: readonly string[];
}

/** Undefined where nobody reads any more. */
async function turn(screen: Screen, { call, reports, changed }: Turn): Promise<Screen | undefined> {
  const { last, failure } = screen;
  const done = await attempt(call);
  if (typeof done === "string") {
    if (done === failure) return screen;
    if (!(await cleared("\n"))) return undefined;
    await write(2, `${done}mesh-lint: waiting for the next change\n`);
    return { last, failure: done };
  }
  if (failure === undefined && isOldNews(done.run, last, changed)) return screen;
  if (!(await cleared("\n"))) return undefined;
  await tell(done, reports, call);
  await write(2, news(done.run, last));
  return { last: done.run };
}

/** Flags that change files or give one answer. */
const once = [
  "update-baseline",
  "prune-baseline",
  "prune-suppressions",
  "stats",
] as const satisfies readonly FlagName[];

function refuse(call: Call, [first]: readonly Report[]): void {
  if (isOn(process.env.CI)) throw new UsageError("--watch never ends: leave it out in CI");
  if (call.words.includes("-")) throw new UsageError("--watch needs files: standard input (-) comes once");
  const flag = once.find((name) => call.has(name));
  if (flag) throw new UsageError(`--watch runs again and again: leave out --${flag}`);
  // Documents of other formats, one behind the other, are no document.
  if (first && first.file === undefined && !["text", "compact"].includes(first.format))
    throw new UsageError(
      `--watch shows text or compact: write --report ${first.format}=FILE for a file that is kept up to date`,
    );
}

/** All of a repository, because a base or a configuration may stand anywhere in it; elsewhere what was asked for. */
function watchedOf(call: Call, root: string): Watched[] {
  const isRepository = repositoryOf(root) === root;
  const given = pathsOf(call).filter((path) => !isGlob(path) || existsSync(path));
  const asked = isRepository || given.length === 0 ? [root] : given;
  const named = [...call.values("config"), ...call.values("crd"), ...call.values("baseline")];
  return [...asked, ...named].map(watchedAt);
}

function watchedAt(path: string): Watched {
  const full = resolve(path);
  const isFolder = statsAt(full)?.isDirectory() ?? false;
  return isFolder ? { folder: full, isDeep: true } : { folder: dirname(full), isDeep: false };
}

/** What was found, or why nothing could be, in words. */
async function attempt(call: Call): Promise<Linted | string> {
  try {
    return await findingsOf(call);
  } catch (error) {
    return failureText(error, call.has("debug"));
  }
}

/** Whether nothing is different and no manifest was saved: an editor's backup, a file that git ignores. */
function isOldNews(run: Run, last: Run, changed: readonly string[]): boolean {
  if (changed.some((path) => run.sourceOf(path) ?? last.sourceOf(path))) return false;
  return summaryOf(run) === summaryOf(last);
}

function summaryOf({ diagnostics, files, manifests, skipped }: Run): string {
  const places = diagnostics.map(({ fingerprint, severity, suppressed, file, range: { start } }) => [
    ...[fingerprint, severity, suppressed === null, file, start.line, start.column],
  ]);
  return JSON.stringify([places, files, manifests, skipped.length]);
}

/** Makes room for a report; false where nobody reads any more. */
async function cleared(separator: string): Promise<boolean> {
  const canClear = terminalOf(1) && process.env.TERM !== "dumb";
  return write(1, canClear ? "\u001b[2J\u001b[H" : separator);
}

const shown = 10;

function news(run: Run, last: Run): string {
  const time = new Date().toTimeString().slice(0, 8);
  const fresh = without(run, last);
  const gone = without(last, run);
  if (fresh.length + gone.length === 0) return `${time}  nothing new, nothing gone\n`;
  const lines = [
    ...fresh.slice(0, shown).map((each) => `  new   ${asLine(run, each)}`),
    ...gone.slice(0, shown).map((each) => `  gone  ${asLine(last, each)}`),
  ];
  return `${[`${time}  ${fresh.length} new, ${gone.length} gone`, ...lines].join("\n")}\n`;
}

/** Findings of a run that another one lacks; fingerprints tell equal ones of a run apart. */
function without(run: Run, other: Run): Diagnostic[] {
  const known = new Set(active(other.diagnostics).map(({ fingerprint }) => fingerprint));
  return active(run.diagnostics).filter(({ fingerprint }) => !known.has(fingerprint));
}
