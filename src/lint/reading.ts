/** The texts of a run: what they hold, what is wrong with them, and which were left out. */

import type { ParsedFile } from "../render/render.ts";
import type { Sources } from "../source/read.ts";
import type { Skipped, Source } from "../source/source.ts";
import type { YamlFile } from "../yaml/document.ts";
import { withLineFeeds } from "../yaml/line-breaks.ts";
import { readYamlFiles } from "../yaml/read.ts";
import type { Draft } from "./diagnostic.ts";
import { lostNames } from "./lost.ts";
import type { Memory } from "./memory.ts";
import type { Stopwatch } from "./stats.ts";
import { isManifestText, mayMatter, textDrafts } from "./text.ts";

export interface ReadingOptions {
  /** Those that were asked for one by one; default all. Of others, broken text is only reported if it is a manifest's. */
  readonly named?: ReadonlySet<string>;
  /** Reads files that a kustomization names and nobody has read yet. */
  readonly load?: (files: readonly string[]) => Sources;
  readonly clock?: Stopwatch;
  /** What several runs share. */
  readonly memory?: Memory;
}

/** Grows with each text that is parsed. */
export interface Reading {
  readonly sources: Map<string, Source>;
  readonly drafts: readonly Draft[];
  readonly skipped: readonly Skipped[];
  /** Words of documents that are reported as unreadable. */
  readonly lost: ReadonlySet<string>;
  readonly parse: (texts: readonly Source[]) => Promise<readonly ParsedFile[]>;
  /** Parses files by their paths; those that were parsed before, or cannot be had, are left out. */
  readonly load: (paths: readonly string[]) => Promise<readonly ParsedFile[]>;
  /** Texts that are no manifests, by path; those that cannot be had are left out. */
  readonly readTexts: (paths: readonly string[]) => ReadonlyMap<string, string>;
  /** Those of the paths at which there is something: a text, a folder, something that is not read. */
  readonly present: (paths: readonly string[]) => ReadonlySet<string>;
}

export function readingOf(options: ReadingOptions): Reading {
  const sources = new Map<string, Source>();
  const drafts: Draft[] = [];
  const skipped: Skipped[] = [];
  const lost = new Set<string>();

  const isNamed = ({ path }: Source): boolean => options.named?.has(path) ?? true;

  const take = (source: Source, file: YamlFile): ParsedFile => {
    sources.set(source.path, source);
    options.clock?.read(source, file);
    if (file.problems.length > 0) {
      if (isNamed(source) || isManifestText(source)) {
        drafts.push(...textDrafts(source, file));
        for (const name of lostNames(source, file)) lost.add(name);
      } else skipped.push({ file: source.path, reason: "no manifest, and no plain YAML" });
    }
    skipped.push(...file.skipped.map(({ reason }) => ({ file: source.path, reason })));
    return { path: source.path, documents: file.documents, unread: file.skipped[0]?.reason };
  };

  const isWorthIt = (source: Source): boolean => isNamed(source) || mayMatter(source);

  const parse = async (given: readonly Source[]): Promise<readonly ParsedFile[]> => {
    const texts = given.map(withLineFeeds);
    const files = await (options.memory?.parse ?? readYamlFiles)(texts, isWorthIt);
    const taken = texts.map((source, index) => take(source, files[index] ?? noFile));
    options.clock?.lap("reading YAML");
    return taken;
  };

  /** What is there but no text to lint counts as read: it is skipped for its reason, and missing to nobody. */
  const load = async (paths: readonly string[]): Promise<readonly ParsedFile[]> => {
    options.clock?.lap("finding environments");
    const loaded = options.load?.(paths.filter((path) => !sources.has(path)));
    if (!loaded) return [];
    options.clock?.lap("reading files");
    // A folder whose kustomization was found is asked for as a file too.
    const isFolder = (file: string): boolean => loaded.sources.some(({ path }) => path.startsWith(`${file}/`));
    skipped.push(...loaded.skipped.filter(({ file }) => !isFolder(file)));
    const unread = loaded.skipped.map(({ file, reason }) => ({ path: file, documents: [], unread: reason }));
    return [...(await parse(loaded.sources)), ...unread];
  };

  const readTexts = (paths: readonly string[]): ReadonlyMap<string, string> =>
    new Map((paths.length > 0 ? options.load?.(paths).sources : [])?.map(({ path, text }) => [path, text]));

  const present = (paths: readonly string[]): ReadonlySet<string> => {
    const there = options.load?.(paths);
    return new Set(there && [...there.sources.map(({ path }) => path), ...there.skipped.map(({ file }) => file)]);
  };

  return { sources, drafts, skipped, lost, parse, load, readTexts, present };
}

const noFile: YamlFile = { documents: [], problems: [], skipped: [] };
