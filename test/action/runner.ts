/** The Action as GitHub's runner starts it: the built bundle, environment variables, event and command files. */

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { npmTool } from "../tools.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface ActionFile {
  readonly description: string;
  readonly runs: { readonly using: string; readonly main: string };
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

export const actionFile = load(readFileSync(join(root, "action.yml"), "utf8")) as ActionFile;

/** Node 24, as `runs.using` asks for; undefined where it cannot be had. */
export async function node24(): Promise<string | undefined> {
  if (process.versions.node.startsWith("24.")) return process.execPath;
  const name = `node-${process.platform}-${process.arch}`;
  const modules = await npmTool(`${name}@24`);
  const program = modules && join(modules, name, "bin/node");
  return program !== undefined && existsSync(program) ? program : undefined;
}

type Files = Readonly<Record<string, string>>;

export interface Repository {
  readonly folder: string;
  readonly write: (files: Files) => void;
  /** Its full name. */
  readonly commit: (message: string) => string;
  readonly git: (...args: readonly string[]) => string;
  readonly clone: (...args: readonly string[]) => Repository;
  readonly remove: () => void;
}

export function repository(files: Files = {}): Repository {
  const folder = mkdtempSync(join(tmpdir(), "mesh-lint-action-"));
  const made = inFolder(folder);
  made.git("init", "-q", "-b", "main");
  if (Object.keys(files).length > 0) {
    made.write(files);
    made.commit("first");
  }
  return made;
}

function inFolder(folder: string): Repository {
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  return {
    folder,
    git,
    write: (files) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    commit: (message) => {
      git("add", "-A");
      git("commit", "-q", "--allow-empty", "-m", message);
      return git("rev-parse", "HEAD");
    },
    clone: (...args) => {
      const target = mkdtempSync(join(tmpdir(), "mesh-lint-clone-"));
      execFileSync("git", ["clone", "-q", ...args, `file://${folder}`, target], { stdio: "ignore" });
      return inFolder(target);
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Step {
  /** The `with:` of the step; the rest is what `action.yml` says. */
  readonly with?: Readonly<Record<string, string>>;
  readonly event?: string;
  readonly payload?: object;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly code: number | null;
  /** What the log shows, without the commands below. */
  readonly log: string;
  readonly commands: readonly Command[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

export const token = "ghs_thetokenofthisjob";

export async function act(
  program: { node: string; bundle: string },
  at: Pick<Repository, "folder" | "git">,
  step: Step = {},
): Promise<Outcome> {
  const temp = mkdtempSync(join(tmpdir(), "mesh-lint-runner-"));
  const file = (name: string, text = ""): string => {
    writeFileSync(join(temp, name), text);
    return join(temp, name);
  };
  const output = file("output");
  const summary = file("summary");
  const env = {
    PATH: process.env.PATH ?? "",
    HOME: temp,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: "http://127.0.0.1:9",
    GITHUB_EVENT_NAME: step.event ?? "push",
    GITHUB_EVENT_PATH: file("event.json", JSON.stringify(step.payload ?? {})),
    GITHUB_OUTPUT: output,
    GITHUB_REF: "refs/heads/main",
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_SHA: at.git("rev-parse", "HEAD"),
    GITHUB_STATE: file("state"),
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_WORKSPACE: at.folder,
    RUNNER_TEMP: temp,
    ...inputVariables(step.with ?? {}),
    ...step.env,
  };
  const { code, stdout } = await started(program, at.folder, env);
  const outcome = {
    code,
    ...readLog(stdout),
    outputs: readOutputs(readFileSync(output, "utf8")),
    summary: readFileSync(summary, "utf8"),
  };
  rmSync(temp, { recursive: true, force: true });
  return outcome;
}

/** Spaces turn into underscores, hyphens stay: actions/runner Runner.Worker/Handlers/Handler.cs AddInputsToEnvironment. */
function inputVariables(given: Readonly<Record<string, string>>): Record<string, string> {
  const defaults = Object.entries(actionFile.inputs).map(([name, { default: value = "" }]) => [name, value] as const);
  const all = new Map([...defaults, ...Object.entries(given)]);
  return Object.fromEntries(
    [...all].map(([name, value]) => [
      `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`,
      value.replace("${{ github.token }}", token),
    ]),
  );
}

function started(
  { node, bundle }: { node: string; bundle: string },
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; stdout: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [bundle], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.once("error", reject);
    child.once("close", (code) => {
      if (stderr === "") resolve({ code, stdout });
      else reject(new Error(`the Action wrote to stderr: ${stderr}`));
    });
  });
}

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const commandLine = /^\s*::([\w-]+)(?: (.*?))?::(.*)$/;
/** The old form is obeyed anywhere in a line: actions/runner Runner.Common/ActionCommand.cs TryParse. */
const oldCommand = /##\[([\w-]+)/;

/** As the runner reads it: actions/runner Runner.Common/ActionCommand.cs TryParseV2. */
function readLog(stdout: string): { log: string; commands: Command[] } {
  const commands: Command[] = [];
  const rest: string[] = [];
  for (const line of stdout.split(/\r\n|[\r\n]/)) {
    const [matched, name = "", properties = "", data = ""] = commandLine.exec(line) ?? [];
    const old = oldCommand.exec(line)?.[1];
    if (matched !== undefined) commands.push({ name, properties: readProperties(properties), data: unescaped(data) });
    else rest.push(line);
    if (old !== undefined) commands.push({ name: `old ${old}`, properties: {}, data: line });
  }
  return { log: rest.join("\n"), commands };
}

function readProperties(text: string): Record<string, string> {
  const pairs = text.split(",").flatMap((pair) => {
    const at = pair.indexOf("=");
    return at === -1 ? [] : [[pair.slice(0, at), unescaped(pair.slice(at + 1))]];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}

function unescaped(text: string): string {
  return text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}

/** `name<<delimiter`, the value, `delimiter`. */
function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  const entry = /^([\w-]+)<<(ghadelimiter_[\w-]+)\n([\s\S]*?)\n?\2\n/gm;
  for (const [, name = "", , value = ""] of text.matchAll(entry)) outputs[name] = value;
  return outputs;
}
