/** Lints what a repository holds and what it held at a commit, both with the configuration of now. */

import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { Base, Content } from "../source/base.ts";
import { uptime } from "../source/clock.ts";
import { folderReason, type Sources } from "../source/read.ts";
import { reportPath } from "../source/root.ts";
import { isSkipped, type Skipped, type Source } from "../source/source.ts";
import { statsAt } from "../source/stats.ts";
import type { Run } from "./diagnostic.ts";
import { gather, lintGathered, type Gathered, type LintOptions, type Refusal } from "./lint.ts";
import { memory } from "./memory.ts";

export interface Comparison {
  readonly run: Run;
  /** What a run at the commit gives. */
  readonly before: Run;
  /** How many of the files that are read were added, changed or deleted. */
  readonly files: number;
}

export async function lintBoth(options: LintOptions, base: Base): Promise<Comparison | Refusal> {
  const started = uptime();
  const now = await gather(options);
  if ("problems" in now) return now;
  const pairs = pairsOf(now, base, options);
  const changed = new Set(pairs.filter(differs).map(({ file }) => file));
  let isMoved = false;
  const noting = (gathered: Gathered): Gathered => ({
    ...gathered,
    load(files) {
      for (const file of files) {
        if (!isSame(realOf(now, file), base)) changed.add(file);
        isMoved ||= base.hasFolder(file) !== isFolderNow(now, file);
      }
      return gathered.load(files);
    },
  });
  const shared = memory();
  const run = await lintGathered(noting(now), { ...options, memory: shared });
  const filesOf = (): number => [...changed].filter((file) => base.has(file) || run.sourceOf(file)).length;
  const { clock: _clock, coverage: _coverage, ...past } = { ...options, memory: shared };
  // The same texts would give the same findings.
  const isSameAll = filesOf() === 0 && !isMoved;
  const before = isSameAll ? run : await lintGathered(noting(pastOf(now, pairs, { base, options })), past);
  return { run: { ...run, durationMs: uptime() - started }, before, files: filesOf() };
}

/** A file that is not the same for sure: what it is, and what it was. */
interface Pair {
  readonly file: string;
  readonly now: Source | undefined;
  readonly then: Content;
}

function isSame(file: string, base: Base): boolean {
  return base.has(file) && !base.changed.has(file);
}

function pairsOf(now: Gathered, base: Base, { maxBytes }: LintOptions): Pair[] {
  const { named, takes } = now.found;
  const touched = new Map<string, Source | undefined>();
  for (const source of now.sources) {
    const file = fileOf(now, source);
    if (!isSame(file, base)) touched.set(file, source);
  }
  for (const file of base.changed) if (!touched.has(file) && takes(file)) touched.set(file, undefined);
  const isNamed = (file: string): boolean => named.has(touched.get(file)?.path ?? file);
  const then = base.read([...touched.keys()], { isNamed, maxBytes });
  return [...touched].map(([file, source]) => ({ file, now: source, then: then.get(file) }));
}

/** The file behind a source: one that was asked for by name may be a link. */
function fileOf(now: Gathered, { path }: Source): string {
  return now.found.named.has(path) ? realOf(now, path) : path;
}

function realOf({ found: { root } }: Gathered, file: string): string {
  try {
    return reportPath(root, realpathSync(resolve(root, file)));
  } catch {
    return file;
  }
}

/** A kustomization may name a folder that is gone, or new, with no file in it that is read. */
function isFolderNow({ found: { root } }: Gathered, file: string): boolean {
  return statsAt(resolve(root, file))?.isDirectory() ?? false;
}

function differs({ now, then }: Pair): boolean {
  if (!then || isSkipped(then)) return now !== undefined;
  return !now || !sameText(now, then);
}

/** A line that ends in another way says nothing else: git may have written the one and keep the other. */
function sameText(a: Source, b: Source): boolean {
  return a.text === b.text || a.text.replaceAll("\r\n", "\n") === b.text.replaceAll("\r\n", "\n");
}

interface Then {
  readonly base: Base;
  readonly options: LintOptions;
}

/** What the commit holds of what is read; texts that have not changed are those of the working tree. */
function pastOf(now: Gathered, pairs: readonly Pair[], { base, options: { maxBytes } }: Then): Gathered {
  const same = now.sources.filter((source) => isSame(fileOf(now, source), base));
  const then = pairs.flatMap(thenOf);
  const load = (files: readonly string[]): Sources => {
    const wanted = files.filter((file) => !base.hasFolder(file));
    const isOther = (file: string): boolean => !isSame(realOf(now, file), base);
    const others = wanted.filter((file) => isOther(file) && now.isExcluded?.(file) !== true);
    const read = base.read(others, { isNamed: () => true, maxBytes });
    // Whatever is there now in the place of a folder.
    const folders = files.filter(base.hasFolder).map((file) => ({ file, reason: folderReason }));
    const results = [...folders, ...[...read.values()].filter((each) => each !== undefined)];
    const current = now.load(wanted.filter((file) => !isOther(file)));
    return {
      sources: [...current.sources, ...results.filter(isSource)],
      skipped: [...current.skipped, ...results.filter(isSkipped)],
    };
  };
  return {
    ...now,
    sources: [...same, ...then.filter(isSource)].sort(byPath),
    skipped: [...now.skipped.filter(({ file }) => isSame(file, base)), ...then.filter(isSkipped)],
    load,
  };
}

/** Where only the file was touched, the source of now, because that is parsed already. */
function thenOf(pair: Pair): (Source | Skipped)[] {
  const { now, then } = pair;
  if (!then || isSkipped(then)) return then ? [then] : [];
  return [now && !differs(pair) ? now : { ...then, path: now?.path ?? then.path }];
}

function isSource(result: Source | Skipped): result is Source {
  return !isSkipped(result);
}

function byPath(a: Source, b: Source): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
