/** Git repositories for tests: mesh-lint as its users get it from git, and one of a user who has it. */

import { execFile, execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../cli/program.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Answer {
  readonly code: number;
  /** Both streams, as a terminal shows them. */
  readonly output: string;
}

export interface Home {
  /** Holds everything else. */
  readonly folder: string;
  /** The repository of mesh-lint, which git fetches for its address on GitHub too; its release is a tag. */
  readonly released: string;
  /** What a program gets that knows nothing of the one who tests. */
  readonly env: NodeJS.ProcessEnv;
  readonly remove: () => void;
}

/** What it takes to install mesh-lint. */
export const installed = /^(?:package\.json|README\.md|\.pre-commit-hooks\.yaml|action\.yml|schemas\/.*)$/;

/** A home folder, and in it a repository with files that git holds here and the bundle as the sources give it. */
export async function homeOf(tag: string, files = /^/): Promise<Home> {
  const folder = mkdtempSync(join(tmpdir(), "mesh-lint-home-"));
  const released = join(folder, "released");
  for (const file of ownFiles().filter((own) => files.test(own))) cpSync(join(root, file), join(released, file));
  const program = await build();
  cpSync(dirname(program.file), join(released, "dist"), { recursive: true });
  program.remove();
  writeFileSync(join(folder, ".gitconfig"), settings(released));
  const env = environment(folder);
  const git = (...args: readonly string[]): unknown => execFileSync("git", args, { cwd: released, env });
  git("init", "--quiet");
  git("add", "--all", "--force");
  git("commit", "--quiet", "--message", "release");
  git("tag", tag);
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, released, env, remove };
}

const settings = (released: string): string => `[user]
	name = A
	email = a@example.com
[init]
	defaultBranch = main
[url "file://${released}"]
	insteadOf = https://github.com/mesh-lint/mesh-lint
`;

function ownFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" }).split("\0");
  return listed.filter((file) => file !== "" && !file.startsWith("dist/") && existsSync(join(root, file)));
}

/** Neither the variables of the git, the npm or the pipeline that runs the tests, nor anybody's settings. */
function environment(home: string): NodeJS.ProcessEnv {
  const foreign =
    /^(?:ci$|(?:ci|git|github|gitlab|bitbucket|change|system|vitest|pre_commit|mesh_lint|node_options)(?:_|$)|npm_(?!config_(?:registry|cafile|proxy|https_proxy|noproxy)$))/i;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    XDG_CACHE_HOME: join(home, ".cache"),
    XDG_CONFIG_HOME: join(home, ".config"),
    npm_config_update_notifier: "false",
    NO_COLOR: "1",
  };
}

export interface Repository {
  readonly folder: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly run: (program: string, ...args: readonly string[]) => Promise<Answer>;
  readonly git: (...args: readonly string[]) => Promise<Answer>;
}

/** A repository in the home, without a commit; programs are looked for in `path` first. */
export async function repositoryIn(home: Home, name: string, path: readonly string[] = []): Promise<Repository> {
  const folder = join(home.folder, name);
  mkdirSync(folder);
  const env = { ...home.env, PATH: [...path, home.env.PATH ?? ""].join(delimiter) };
  const run: Repository["run"] = (program, ...args) => answerOf(program, args, folder, env);
  const git: Repository["git"] = (...args) => run("git", ...args);
  const write: Repository["write"] = (files) => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
  };
  await git("init", "--quiet");
  return { folder, write, run, git };
}

function answerOf(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Answer> {
  return new Promise((resolve) => {
    const options = { cwd, env, maxBuffer: 2 ** 28 };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ code, output: stdout + stderr + (code === -1 ? (error?.message ?? "") : "") });
    });
    child.stdin?.end();
  });
}
