import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { helpText } from "../../src/cli/help.ts";
import { commands, flags } from "../../src/cli/flags.ts";
import { formats } from "../../src/report/formats.ts";
import { version } from "../../src/version.ts";
import { build } from "./program.ts";

const program = await build();
afterAll(program.remove);

const wrong = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: reviews, namespace: shop }
spec:
  hosts: [reviews]
  http:
    - route:
        - destination: { host: reviews }
          weight: 90
        - destination: { host: reviews, subset: v2 }
          weight: 20
`;

describe("exit codes", () => {
  it.each([
    ["a clean file", ["--rule", "istio/unknown-gateway"], 0],
    ["a warning", ["--rule", "istio/mismatched-weights"], 0],
    ["a warning that counts", ["--rule", "istio/mismatched-weights", "--fail-on", "warning"], 1],
    ["findings that never count", ["--fail-on", "never"], 0],
    ["a path that is not there", ["nowhere"], 2],
    ["an unknown flag", ["--fromat", "json"], 2],
  ])("for %s", (_, args, code) => {
    expect(program.run(args, { "vs.yaml": wrong }).code).toBe(code);
  });

  it.each(Object.keys(formats))("are the same for %s", (format) => {
    const args = ["--format", format, "--rule", "istio/mismatched-weights", "--fail-on", "warning"];
    expect(program.run(args, { "vs.yaml": wrong }).code).toBe(1);
  });
});

describe("how a call can be wrong", () => {
  it.each([
    [["--fromat", "json"], 'unknown flag "--fromat": did you mean "--format"?'],
    [["--format", "jsn"], 'unknown --format "jsn": did you mean "json"?'],
    [["--format", "checkstile"], 'unknown --format "checkstile": did you mean "checkstyle"?'],
    [["--report", "jnuit=report.xml"], 'unknown --report "jnuit": did you mean "junit"?'],
    [["--report", "__proto__=x"], `unknown --report "__proto__": use ${Object.keys(formats).join(", ")}`],
    [["--report", "junit"], "--report needs a format and a file: --report junit=report.xml"],
    [["--report", "junit="], "--report needs a format and a file: --report junit=report.xml"],
    [["--report", "junit=a.xml", "--report", "checkstyle=./a.xml"], 'two reports cannot both be written to "./a.xml"'],
    [["-o", "a.txt", "--report", "json=a.txt"], 'two reports cannot both be written to "a.txt"'],
    [["rules", "--format", "sarif"], 'unknown --format "sarif": use text, json, markdown'],
    [
      ["--rule", "istio/mismatched-wieghts"],
      'no rule matches "istio/mismatched-wieghts": did you mean "istio/mismatched-weights"?',
    ],
    [["--output"], "--output needs a value: --output FILE"],
    [["--fail-on", "--quiet"], "--fail-on needs a value: --fail-on error|warning|info|never"],
    [["--quiet=yes"], "--quiet takes no value"],
    [["explian", "x"], 'there is no "explian": did you mean "mesh-lint explain"?'],
    [["version"], 'there is no "version": did you mean "mesh-lint --version"?'],
    [["help", "explian"], 'there is no command "explian": did you mean "explain"?'],
    [["rules", "--baseline", "x"], "mesh-lint rules takes no --baseline: see mesh-lint help rules"],
    [["rules", "isti"], 'there is no rule "isti": did you mean "istio"?'],
    [["explain"], "explain needs a rule: mesh-lint explain istio/unknown-subset"],
    [
      ["explain", "mesh/permisive-mtls"],
      'there is no rule "mesh/permisive-mtls": did you mean "mesh/permissive-mtls"?',
    ],
    [[""], 'a path is empty: write "." for the folder you are in'],
    [["--stdin-filename", "x.yaml"], "--stdin-filename goes with standard input: mesh-lint --stdin-filename PATH -"],
    [["--max-file-size", "big"], 'unknown --max-file-size "big": write 500KB, 10MB or a number of bytes'],
    [["--__proto__"], 'unknown flag "--__proto__"'],
    [["--environment", "prod", "a.yaml"], 'no environment matches "prod": see mesh-lint environments'],
    [
      ["-o", "no/such/report.txt", "a.yaml"],
      "cannot write \"no/such/report.txt\": ENOENT: no such file or directory, open 'no/such/report.txt'",
    ],
  ])("%j", (args, words) => {
    const { code, stdout, stderr } = program.run(args, { "a.yaml": "" });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: `mesh-lint: ${words}\n` });
  });
});

it("reads standard input of any encoding, and refuses what is no text", () => {
  const text = "apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { colour: red }\n";
  const found = 'stdin.yaml:4:9: error: unknown field "colour" [schema/unknown-field]\n';
  for (const stdin of [text, Buffer.from(`\ufeff${text}`, "utf16le")])
    expect(program.run(["-", "-q"], {}, { stdin }).stdout).toBe(found);
  const { code, stderr } = program.run(["-"], {}, { stdin: Buffer.from([0, 1, 2, 0xff]) });
  expect({ code, stderr }).toEqual({ code: 2, stderr: "mesh-lint: standard input is no text: binary file\n" });
});

it("takes definitions as kubectl prints them, and says where there are none", () => {
  const crd = `  - apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: { name: toys.example.com }
    spec:
      group: example.com
      names: { kind: Toy, plural: toys }
      scope: Namespaced
      versions:
        - name: v1
          served: true
          storage: true
          schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: {} } } } }
`;
  const files = {
    "crds.yaml": `apiVersion: v1\nkind: List\nitems:\n${crd}`,
    "toy.yaml": "apiVersion: example.com/v1\nkind: Toy\nmetadata: { name: a }\nspec: { colour: red }\n",
  };
  expect(program.run(["--crd", "crds.yaml", "toy.yaml", "-q"], files).stdout).toContain('unknown field "colour"');
  const { code, stderr } = program.run(["--crd", "toy.yaml", "toy.yaml"], files);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "mesh-lint: there is no CustomResourceDefinition in toy.yaml\n",
  });
});

describe("rules", () => {
  const listed = (...words: readonly string[]): readonly string[] =>
    (JSON.parse(program.run(["rules", "--format", "json", ...words]).stdout) as { rules: { id: string }[] }).rules.map(
      ({ id }) => id,
    );

  it("are listed by family, pattern, id and code of another tool", () => {
    expect(listed()).toHaveLength(rules.length);
    expect(listed("smi")).toEqual(rules.map(({ id }) => id).filter((id) => id.startsWith("smi/")));
    expect(listed("yaml/syntax", "IST0101")).toEqual(expect.arrayContaining(["istio/unknown-host", "yaml/syntax"]));
    expect(listed("istio/unknown-s*")).toContain("istio/unknown-subset");
  });

  it("say which presets have them, unless all have", () => {
    const { stdout } = program.run(["rules", "istio"]);
    expect(stdout).toMatch(/istio\/missing-source .*\(only in security, all\)\n/);
    expect(stdout).toMatch(/istio\/unknown-subset .*defines\n/);
    expect(program.run(["explain", "istio/missing-source"]).stdout).toContain("only in `security`, `all`");
  });
});

describe("output", () => {
  it("goes to a file when asked", () => {
    let report = "";
    const args = ["--format", "json", "--output", "report.json"];
    const { stdout } = program.run(
      args,
      { "vs.yaml": wrong },
      {
        after: (folder) => {
          report = readFileSync(join(folder, "report.json"), "utf8");
        },
      },
    );
    expect(stdout).toBe("");
    expect(JSON.parse(report)).toMatchObject({ version: 1, tool: { name: "mesh-lint", version } });
  });

  it("goes to as many files as asked, while stdout stays with --format", () => {
    const written: Record<string, string> = {};
    const files = { json: "a=b.json", junit: "junit.xml", markdown: "summary.md" };
    const args = Object.entries(files).flatMap(([format, file]) => ["--report", `${format}=${file}`]);
    const { stdout, code } = program.run(
      [...args, "--format", "compact", "--fail-on", "warning"],
      { "vs.yaml": wrong },
      {
        after: (folder) => {
          for (const file of Object.values(files)) written[file] = readFileSync(join(folder, file), "utf8");
        },
      },
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^vs\.yaml:\d+:\d+: warning: /);
    expect(JSON.parse(written["a=b.json"] ?? "")).toMatchObject({ version: 1 });
    expect(written["junit.xml"]).toMatch(/^<\?xml/);
    expect(written["summary.md"]).toMatch(/^## mesh-lint: /);
  });

  it("says when it cannot", () => {
    const { code, stderr } = program.run(["--output", "no/such/folder.txt"], { "vs.yaml": wrong });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mesh-lint: cannot write "no\/such\/folder.txt": ENOENT/);
    const other = program.run(["--report", "junit=no/such/folder.xml"], { "vs.yaml": wrong });
    expect(other.code).toBe(2);
    expect(other.stderr).toMatch(/^mesh-lint: cannot write "no\/such\/folder.xml": ENOENT/);
  });

  it("says where an environment of the configuration has lost its folder, unless paths were named", () => {
    const config = "environments: [{ name: prod, roots: [overlays/prod], complete: true }]\n";
    const files = { "mesh-lint.yaml": config, "overlays/production/a.yaml": "kind: Service\n" };
    const lost = 'mesh-lint: environment "prod": no folder or file is at root "overlays/prod"\n';
    expect(program.run([], files)).toMatchObject({ code: 0, stderr: lost });
    expect(program.run(["overlays"], files)).toMatchObject({ code: 0, stderr: "" });
  });

  it("has colours only where wanted", () => {
    const escape = "\u001b[";
    const color = (args: string[], env: Record<string, string>): boolean =>
      program.run(args, { "vs.yaml": wrong }, { env }).stdout.includes(escape);
    expect(color([], {})).toBe(false);
    expect(color([], { FORCE_COLOR: "1" })).toBe(true);
    expect(color([], { FORCE_COLOR: "false" })).toBe(false);
    expect(color(["--color", "always"], { NO_COLOR: "1" })).toBe(true);
    expect(color(["--color", "never"], { FORCE_COLOR: "1" })).toBe(false);
  });

  it("reads standard input under the name it is given", () => {
    const args = [
      "-",
      "--stdin-filename",
      "rendered/prod.yaml",
      "--rule",
      "istio/mismatched-weights",
      "--format",
      "json",
    ];
    const { stdout } = program.run(args, {}, { stdin: wrong });
    expect(JSON.parse(stdout)).toMatchObject({ diagnostics: [{ file: "rendered/prod.yaml" }] });
  });

  it("does not pass over standard input that is empty", () => {
    expect(program.run(["-"])).toMatchObject({ code: 0, stderr: "mesh-lint: standard input is empty\n" });
  });

  it("ends quietly when its reader goes away", async () => {
    const many = Array.from({ length: 3000 }, () => wrong).join("---\n");
    const code = await new Promise((resolve) => {
      const run = (file: string): void => {
        const child = spawn(
          "sh",
          ["-c", `"${process.execPath}" "${file}" - --format json --fail-on never | head -c 10`],
          { cwd: tmpdir() },
        );
        child.stdin.on("error", () => undefined).end(many);
        let stderr = "";
        child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
        child.on("close", () => {
          resolve(stderr);
        });
      };
      run(program.file);
    });
    expect(code).toBe("");
  });
});

describe("help", () => {
  it("fits a terminal and names every flag", () => {
    const help = helpText(version);
    for (const name of Object.keys(flags)) expect(help).toContain(`--${name}`);
    for (const name of Object.keys(formats)) expect(help).toMatch(new RegExp(`^  ${name} +\\w`, "m"));
    for (const line of help.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
  });

  it.each(["--version", "-V"])("%s answers with the version alone", (flag) => {
    expect(program.run([flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each(Object.keys(commands))("tells about %s on a page of its own", (command) => {
    const { code, stdout } = program.run(["help", command]);
    expect(code).toBe(0);
    expect(stdout).toContain(`\nUsage\n  mesh-lint ${command}`);
    expect(program.run([command, "--help"]).stdout).toBe(stdout);
  });

  it.each([["--help"], ["help"], ["lint", "--help"], ["help", "lint"]])("is written for %s %s", (...args) => {
    expect(program.run(args).stdout).toBe(helpText(version));
    expect(existsSync(program.file)).toBe(true);
  });
});

describe.runIf(process.version.startsWith("v20."))("the compile cache of Node 20", () => {
  it("changes nothing of what is said, and is not for others to read", () => {
    const home = mkdtempSync(join(tmpdir(), "mesh-lint-home-"));
    try {
      const run = (): unknown => program.run(["--quiet"], { "vs.yaml": wrong }, { env: { HOME: home } });
      const first = run();
      const cache = join(home, ".cache/mesh-lint");
      const [file = ""] = readdirSync(cache).filter((name) => name.startsWith("core.js-"));
      expect(statSync(cache).mode & 0o077).toBe(0);
      expect(run()).toEqual(first);
      writeFileSync(join(cache, file), "no code at all");
      expect(run()).toEqual(first);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });

  it("neither reads nor writes where others may write", () => {
    const home = mkdtempSync(join(tmpdir(), "mesh-lint-home-"));
    mkdirSync(join(home, ".cache/mesh-lint"), { recursive: true });
    chmodSync(join(home, ".cache/mesh-lint"), 0o777);
    program.run(["--quiet"], { "vs.yaml": wrong }, { env: { HOME: home } });
    expect(readdirSync(join(home, ".cache/mesh-lint"))).toEqual([]);
    rmSync(home, { recursive: true, force: true });
  });

  it("does without a home that can be written", () => {
    const expected = program.run(["--quiet"], { "vs.yaml": wrong }, { env: { CI: "true" } });
    expect(program.run(["--quiet"], { "vs.yaml": wrong }, { env: { HOME: "/dev/null" } })).toEqual(expected);
  });

  it("stays away from CI", () => {
    const home = mkdtempSync(join(tmpdir(), "mesh-lint-home-"));
    program.run(["--quiet"], { "vs.yaml": wrong }, { env: { HOME: home, CI: "true" } });
    expect(readdirSync(home)).toEqual([]);
    rmSync(home, { recursive: true, force: true });
  });
});
