/** A real git repository in a folder of its own, and the built program to run in it. */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Answer } from "../cli/program.ts";

/** Text of files by path; null takes the file away. */
export type Files = Readonly<Record<string, string | null>>;

export interface Repository {
  readonly folder: string;
  readonly git: (...args: string[]) => string;
  readonly write: (files: Files) => void;
  /** Writes files and commits all that there is. */
  readonly commit: (files?: Files) => string;
  readonly lint: (...args: string[]) => Answer;
  readonly lintWith: (env: Readonly<Record<string, string>>, ...args: string[]) => Answer;
}

export interface Ground {
  /** An empty repository whose branch is `main`. */
  readonly repository: () => Repository;
  /** A folder that git was told about in another way (a clone, a work tree). */
  readonly at: (folder: string) => Repository;
  /** A path that is not there yet. */
  readonly fresh: () => string;
  readonly remove: () => void;
}

export function ground(program: string): Ground {
  const home = realpathSync(mkdtempSync(join(tmpdir(), "mesh-lint-git-")));
  let made = 0;
  const fresh = (): string => join(home, `r${made++}`);
  const at = (folder: string): Repository => repositoryAt(folder, { program, home });
  return {
    at,
    fresh,
    repository() {
      const repository = at(fresh());
      mkdirSync(repository.folder);
      repository.git("init", "-q", "--template=", "-b", "main");
      return repository;
    },
    remove: () => {
      rmSync(home, { recursive: true, force: true });
    },
  };
}

interface Surroundings {
  readonly program: string;
  readonly home: string;
}

function repositoryAt(folder: string, { program, home }: Surroundings): Repository {
  const env = { PATH: process.env.PATH ?? "", HOME: home };
  const me = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "protocol.file.allow=always"];
  const git = (...args: string[]): string =>
    execFileSync("git", [...me, ...args], { cwd: folder, encoding: "utf8", env, stdio: "pipe" }).trim();
  const write = (files: Files): void => {
    for (const [path, text] of Object.entries(files)) {
      const full = join(folder, path);
      if (text === null) {
        rmSync(full);
        continue;
      }
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
    }
  };
  const lintWith = (more: Readonly<Record<string, string>>, ...args: string[]): Answer => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: folder,
      encoding: "utf8",
      env: { ...env, ...more },
    });
    return { code: status, stdout, stderr };
  };
  return {
    folder,
    git,
    write,
    commit(files = {}) {
      write(files);
      git("add", "-A");
      git("commit", "-q", "--allow-empty", "-m", "change");
      return git("rev-parse", "HEAD");
    },
    lint: (...args) => lintWith({}, ...args),
    lintWith,
  };
}

/** `file:line rule` of what a run with `--format json` reports and does not suppress. */
export function foundIn({ stdout, stderr, code }: Answer): string[] {
  if (code === 2) throw new Error(stderr);
  const { diagnostics } = JSON.parse(stdout) as Report;
  return diagnostics
    .filter(({ suppressed }) => suppressed === null)
    .map(({ file, range, rule }) => `${file}:${range.start.line} ${rule}`);
}

interface Report {
  readonly diagnostics: readonly {
    readonly file: string;
    readonly rule: string;
    readonly range: { readonly start: { readonly line: number } };
    readonly suppressed: object | null;
  }[];
}
