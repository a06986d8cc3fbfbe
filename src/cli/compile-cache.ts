/**
 * Keeps what V8 compiled of the larger chunks in the user's cache folder, for Node 20, which has no compile cache of its
 * own: a third of the time of a short run. Does nothing where there is no such folder, in CI, or when Node's own switch
 * NODE_DISABLE_COMPILE_CACHE is set.
 */

import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { Module } from "node:module";
import { basename, dirname, isAbsolute, join } from "node:path";
import { constants, Script } from "node:vm";

/** A module in the making, as Node's loaders pass it around. */
interface Loading {
  readonly exports: object;
  readonly require: NodeJS.Require;
  readonly _compile: (content: string, filename: string) => void;
}

type Loaders = Record<".js", (module: Loading, filename: string) => void>;

/** Below this a chunk is compiled as fast as its cache is read. */
const smallest = 25_000;

/**
 * Takes over how Node loads the CommonJS files in `chunks`. What is kept holds the functions that the first run needed:
 * runs of one sort share it, and those of no sort take what is there and write nothing. Returns what happens, in words, as
 * it happens.
 */
export function keepCompiled(chunks: string, version: string, sort: string | undefined): string[] {
  const folder = cacheFolder();
  if (folder === undefined) return ["compiled code is not kept"];
  const told: string[] = [];
  const loaders = (Module as unknown as { readonly _extensions: Loaders })._extensions;
  const load = loaders[".js"];
  loaders[".js"] = (module, filename) => {
    if (dirname(filename) !== chunks) {
      load(module, filename);
      return;
    }
    // Node decodes UTF-8 in pieces of 8 KB; a chunk is ASCII and taken at once.
    const content = readFileSync(filename).toString("latin1");
    const name = content.length < smallest ? undefined : cacheName(content, filename, version, sort);
    if (name === undefined) {
      module._compile(content, filename);
      return;
    }
    const script = scriptOf({ content, filename, cache: join(folder, name), isTypical: sort !== undefined });
    told.push(
      `${script.cachedDataRejected === false ? "took" : "could not take"} compiled code from ${join(folder, name)}`,
    );
    const run = script.runInThisContext() as (...inner: readonly unknown[]) => unknown;
    const require = (id: string): unknown => module.require(id);
    run.call(module.exports, module.exports, require, module, filename, chunks);
  };
  return told;
}

function cacheFolder(): string | undefined {
  const { env } = process;
  if (env.CI || env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  const base = env.XDG_CACHE_HOME || env.LOCALAPPDATA || (env.HOME && join(env.HOME, ".cache"));
  // A path that counts from the working directory would lead into the linted repository.
  return base && isAbsolute(base) ? join(base, "mesh-lint") : undefined;
}

/** V8 compares no more than the length of the source, so the name holds the digest that the build wrote on top of it. */
function cacheName(content: string, filename: string, version: string, sort = "files"): string | undefined {
  const digest = /^\/\*([0-9a-f]{32})\*\//.exec(content.slice(0, 40))?.[1];
  return digest && [basename(filename), sort, version, process.version, process.arch, digest].join("-");
}

/** What the build gives the largest chunk, because wrapping it would copy it. */
const isFunction = /^\/\*\w+\*\/\(f=>/;

interface Chunk {
  readonly content: string;
  readonly filename: string;
  readonly cache: string;
  readonly isTypical: boolean;
}

function scriptOf(file: Chunk): Script {
  const cachedData = readOwn(file.cache);
  const script = new Script(isFunction.test(file.content) ? file.content : Module.wrap(file.content), {
    filename: file.filename,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData && { cachedData }),
  });
  // At the end of the run V8 has also compiled the functions that the run needed.
  if (file.isTypical && (!cachedData || script.cachedDataRejected)) {
    process.once("exit", () => {
      store(file.cache, script);
    });
  }
  return script;
}

/** Compiled code is executed unseen, so a file that someone else put there, or could have, is not taken. */
function readOwn(path: string): Buffer | undefined {
  try {
    return isOwn(dirname(path)) && isOwn(path) ? readFileSync(path) : undefined;
  } catch {
    return undefined;
  }
}

function isOwn(path: string): boolean {
  const { uid, mode } = lstatSync(path);
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
}

const week = 7 * 24 * 3600 * 1000;

/** What other versions left behind. */
function forget(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - lstatSync(path).mtimeMs > week) unlinkSync(path);
  }
}

/** One level at a time: where a file system takes no folders, as /proc, Node's own recursion does not end. */
function makeFolder(path: string): void {
  if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
}

function store(path: string, script: Script): void {
  try {
    makeFolder(dirname(dirname(path)));
    makeFolder(dirname(path));
    if (!isOwn(dirname(path))) return;
    writeFileSync(`${path}.${process.pid}`, script.createCachedData(), { mode: 0o600, flag: "wx" });
    renameSync(`${path}.${process.pid}`, path);
    forget(dirname(path));
  } catch {
    // A cache that cannot be written costs time and nothing else.
  }
}
