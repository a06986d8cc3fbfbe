/** Tells which files of some folders have changed, once things are quiet. */

import { lstatSync, readdirSync, watch, type FSWatcher } from "node:fs";
import { basename, join, sep } from "node:path";
import { UsageError } from "./usage.ts";

export interface Watched {
  /** Absolute. */
  readonly folder: string;
  /** With all folders below it. */
  readonly isDeep: boolean;
}

export interface Changes {
  /** What cannot be watched, in words. */
  readonly problems: ReadonlySet<string>;
  /** Absolute paths of what has changed since the last answer; a folder's ends with a separator. */
  readonly next: () => Promise<ReadonlySet<string>>;
  /** Without it the process would never end. */
  readonly close: () => void;
}

/** Node's own recursive watching on Linux watches each file, and fails where a folder goes while it looks. */
const isRecursive = process.platform === "darwin" || process.platform === "win32";

/** Names of all that a run may read. */
const readable = /\.(?:ya?ml|json)$|^Kustomization$|^\.git(?:ignore|modules)$/i;
const unread = new Set([".git", "node_modules"]);

export function watchChanges(folders: readonly Watched[], ignored: ReadonlySet<string>): Changes {
  const { note, next } = quietly();
  const problems = new Set<string>();
  const watchers = new Map<string, FSWatcher>();

  const heard = (folder: string, isDeep: boolean, name: string | null): void => {
    const path = join(folder, name ?? "");
    if (ignored.has(path) || path.split(sep).some((part) => unread.has(part))) return;
    const isFolder = name !== null && isDeep && (isFolderNow(path) || watchers.has(path));
    if (isFolder && !isRecursive) {
      forget(path);
      if (isFolderNow(path)) add({ folder: path, isDeep });
    }
    if (name === null || isFolder) note(path + sep);
    else if (readable.test(basename(path))) note(path);
  };

  const add = ({ folder, isDeep }: Watched): void => {
    if (watchers.has(folder)) return;
    try {
      const watcher = watch(folder, { recursive: isRecursive && isDeep }, (_, name) => {
        heard(folder, isDeep, name);
      });
      watchers.set(
        folder,
        watcher.on("error", () => {
          forget(folder);
        }),
      );
      if (isDeep && !isRecursive) for (const below of foldersIn(folder)) add({ folder: below, isDeep });
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
      if (code !== "ENOENT") problems.add(whyUnwatched(folder, code));
    }
  };

  const forget = (folder: string): void => {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(folder + sep)) continue;
      watcher.close();
      watchers.delete(path);
    }
  };

  for (const each of folders) add(each);
  const [first] = folders;
  if (first && !watchers.has(first.folder)) throw new UsageError([...problems].join("\n") || `${first.folder} is gone`);
  const close = (): void => {
    for (const watcher of watchers.values()) watcher.close();
  };
  return { problems, next, close };
}

function whyUnwatched(folder: string, code: string): string {
  if (code === "ENOSPC") return "too many folders to watch all of them: raise fs.inotify.max_user_watches";
  if (code === "EMFILE") return "too many programs watch folders: raise fs.inotify.max_user_instances";
  return `cannot watch ${folder}: ${code}`;
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((each) => each.isDirectory() && !unread.has(each.name)).map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

function isFolderNow(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** An editor writes a file in several steps, and git hundreds of files: the answer waits until nothing more comes. */
const quiet = 100;
const patience = 1000;

function quietly(): { readonly note: (path: string) => void; readonly next: Changes["next"] } {
  let paths = new Set<string>();
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  let answer: ((paths: ReadonlySet<string>) => void) | undefined;
  const settle = (): void => {
    if (!answer || paths.size === 0) return;
    const [resolve, all] = [answer, paths];
    [answer, paths] = [undefined, new Set()];
    resolve(all);
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(settle, Math.max(0, Math.min(quiet, since + patience - Date.now())));
  };
  return {
    note(path) {
      if (paths.size === 0) since = Date.now();
      paths.add(path);
      wait();
    },
    next: () =>
      new Promise((resolve) => {
        answer = resolve;
        wait();
      }),
  };
}
