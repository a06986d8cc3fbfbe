import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { commands, flags, shells, type Flag } from "../../src/cli/flags.ts";
import { offers } from "../../src/cli/offers.ts";
import { build } from "./program.ts";

const program = await build();
const home = mkdtempSync(join(tmpdir(), "mesh-lint-tab-"));
afterAll(() => {
  program.remove();
  rmSync(home, { recursive: true, force: true });
});

/** A repository whose folders are named by somebody who means harm. */
const hostile = "prod$(touch pwned);`touch pwned`";
const world = join(home, "world");
for (const folder of ["staging", hostile]) {
  mkdirSync(join(world, "clusters", folder), { recursive: true });
  const text = "apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\n";
  writeFileSync(join(world, "clusters", folder, "web.yaml"), text);
}
writeFileSync(join(world, "notes.txt"), "");
execFileSync("git", ["init", "-q", "-b", "main"], { cwd: world });
writeFileSync(join(home, "mesh-lint"), `#!/bin/sh\nexec "${process.execPath}" "${program.file}" "$@"\n`);
chmodSync(join(home, "mesh-lint"), 0o755);

const env = { ...process.env, PATH: `${home}${delimiter}${process.env.PATH ?? ""}`, HOME: home, CI: "true" };

const scripts = new Map(shells.map((shell) => [shell as string, program.run(["completion", shell]).stdout]));
const script = (shell: string): string => scripts.get(shell) ?? "";

function runs(shell: string): boolean {
  return spawnSync(shell, ["--version"]).status === 0;
}

describe("the completion script", () => {
  it.each(shells)("for %s names every command, flag and choice", (shell) => {
    const text = script(shell);
    for (const name of Object.keys(commands)) expect(text).toContain(name);
    for (const [name, { choices }] of Object.entries(flags as Readonly<Record<string, Flag>>)) {
      expect(text).toContain(shell === "fish" ? `-l ${name} ` : `--${name}`);
      for (const choice of choices ?? []) expect(text).toContain(choice);
    }
    expect(text).toContain("istio/unknown-subset");
  });

  it.each(["bash", "zsh", "fish"])("for %s is one that the shell can read", (shell) => {
    if (!runs(shell)) return;
    const file = join(home, `tab.${shell}`);
    writeFileSync(file, script(shell));
    const { status, stderr } = spawnSync(shell, ["-n", file], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("knows what sort of value each flag takes", () => {
    const unknown = offers().commands.flatMap((command) =>
      command.flags.filter(({ value, values }) => value !== undefined && value !== "SIZE" && values === "none"),
    );
    expect(unknown).toEqual([]);
  });

  it.each([
    [[], "completion needs a shell: bash, zsh, fish, powershell"],
    [["fihs"], 'there is no completion for "fihs": did you mean "fish"?'],
    [["__proto__"], 'there is no completion for "__proto__": use bash, zsh, fish, powershell'],
  ])("is refused for %j", (words, message) => {
    const { code, stderr } = program.run(["completion", ...words]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `mesh-lint: ${message}\n` });
  });
});

interface Line {
  /** Up to the cursor. */
  readonly line: string;
  /** Some of what is offered. */
  readonly offered: readonly string[];
  readonly not?: string;
}

const lines: readonly Line[] = [
  { line: "mesh-lint exp", offered: ["explain"] },
  { line: "mesh-lint --form", offered: ["--format"] },
  { line: "mesh-lint --format js", offered: ["json", "jsonl"], not: "sarif" },
  { line: "mesh-lint --format=js", offered: ["json", "jsonl"], not: "sarif" },
  { line: "mesh-lint rules --format ", offered: ["json", "markdown"], not: "sarif" },
  { line: "mesh-lint rules --", offered: ["--format"], not: "--baseline" },
  { line: "mesh-lint clusters --rule mesh/perm", offered: ["mesh/permissive-mtls"] },
  { line: "mesh-lint explain mesh/perm", offered: ["mesh/permissive-mtls"] },
  { line: "mesh-lint --report sari", offered: ["sarif="] },
  { line: "mesh-lint --report sarif=note", offered: ["notes.txt"] },
  { line: "mesh-lint completion f", offered: ["fish"], not: "zsh" },
  { line: "mesh-lint --environment clusters/s", offered: ["clusters/staging"] },
  { line: "mesh-lint help comp", offered: ["completion"] },
];

describe.runIf(runs("bash"))("TAB in bash", () => {
  const tab = (line: string, before = ""): string[] => {
    const drive = `source "$0"; ${before} COMP_LINE=$1; COMP_POINT=\${#1}; _mesh_lint; printf '%s\\n' "\${COMPREPLY[@]}"`;
    writeFileSync(join(home, "tab.bash"), script("bash"));
    const args = ["--norc", "-c", drive, join(home, "tab.bash"), line];
    return execFileSync("bash", args, { cwd: world, env, encoding: "utf8" }).split("\n");
  };

  it.each(lines)("after $line offers $offered", ({ line, offered, not }) => {
    const answers = tab(line);
    expect(answers).toEqual(expect.arrayContaining(offered as string[]));
    if (not) expect(answers).not.toContain(not);
  });

  it("repeats the flag where bash does not split at =", () => {
    const whole = "COMP_WORDBREAKS=${COMP_WORDBREAKS//=};";
    expect(tab("mesh-lint --format=jsonl", whole)).toContain("--format=jsonl");
    expect(tab("mesh-lint --report=sarif=note", whole)).toContain("--report=sarif=notes.txt");
  });

  it("runs nothing that a folder is called, neither then nor on Enter", () => {
    const [offered = ""] = tab("mesh-lint --environment clusters/p");
    const echoed = execFileSync("bash", ["-c", `printf %s ${offered}; test ! -e pwned`], {
      cwd: world,
      encoding: "utf8",
    });
    expect(echoed).toBe(`clusters/${hostile}`);
  });
});

describe.runIf(runs("fish"))("TAB in fish", () => {
  it.each(lines)("after $line offers $offered", ({ line, offered, not }) => {
    writeFileSync(join(home, "tab.fish"), script("fish"));
    const drive = `source ${join(home, "tab.fish")}; complete -C ${JSON.stringify(line)}`;
    const said = execFileSync("fish", ["--no-config", "-c", drive], { cwd: world, env, encoding: "utf8" });
    // Fish repeats what stands before the value in the same word.
    const answers = said.split("\n").map((each) => each.replace(/\t.*/, "").replace(/^(--format=|sarif=(?=.))/, ""));
    expect(answers).toEqual(expect.arrayContaining(offered as string[]));
    if (not) expect(answers).not.toContain(not);
  });
});
