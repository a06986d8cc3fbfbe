/** The command line on folders that change between runs: baselines and pruned suppressions, as their users meet them. */

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { build } from "../cli/program.ts";

const program = await build();
afterAll(program.remove);

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "mesh-lint-known-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function run(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program.file, ...args], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "" },
    maxBuffer: 2 ** 28,
  });
  return { code: status, stdout, stderr };
}

const service = (name: string, ...spec: readonly string[]): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n${spec.map((line) => `  ${line}\n`).join("")}  ports: [{ name: http, port: 80 }]\n`;

const baseline = ["--baseline", "known.json"] as const;

describe("--baseline", () => {
  it("starts green in one command, and counts what is new", () => {
    const folder = folderWith({ "a.yaml": service("cart", "colour: red") });
    expect(run(folder).code).toBe(1);
    const written = run(folder, ...baseline, "--update-baseline");
    expect(written).toMatchObject({
      code: 0,
      stderr: "mesh-lint: known.json now lists 1 finding (1 added, 0 dropped)\n",
    });
    expect(run(folder, ...baseline).stdout).toContain("baseline known.json: 1 known finding left\n");
    writeFileSync(join(folder, "b.yaml"), service("shop", "color: red"));
    const { code, stdout } = run(folder, ...baseline);
    expect(code).toBe(1);
    expect(stdout).toContain("✖ 1 error in 1 file (1 suppressed)");
  });

  it("says what is gone, and drops it when asked", () => {
    const folder = folderWith({ "a.yaml": service("cart", "colour: red", "size: big") });
    run(folder, ...baseline, "--update-baseline");
    writeFileSync(join(folder, "a.yaml"), service("cart", "size: big"));
    expect(run(folder, ...baseline).stdout).toContain("1 known finding left, 1 gone (--prune-baseline drops them)");
    expect(run(folder, ...baseline, "--verbose").stdout).toMatch(/gone: a\.yaml: unknown field "colour".* \[schema\//);
    const json = JSON.parse(run(folder, ...baseline, "--format", "json").stdout) as { baseline: unknown };
    expect(json.baseline).toMatchObject({ file: "known.json", known: 1, gone: [{ rule: "schema/unknown-field" }] });
    const pruned = run(folder, ...baseline, "--prune-baseline");
    expect(pruned.stderr).toBe("mesh-lint: known.json now lists 1 finding (0 added, 1 dropped)\n");
    expect(pruned.stdout).toContain("1 known finding left\n");
  });

  it("counts neither as added nor as dropped what has only moved", () => {
    const folder = folderWith({ "a.yaml": service("cart", "colour: red", "size: big") });
    run(folder, ...baseline, "--update-baseline");
    rmSync(join(folder, "a.yaml"));
    writeFileSync(join(folder, "b.yaml"), service("cart", "colour: red", "weight: 3"));
    const { stderr } = run(folder, ...baseline, "--update-baseline");
    expect(stderr).toBe("mesh-lint: known.json now lists 2 findings (1 added, 1 dropped)\n");
    expect(readFileSync(join(folder, "known.json"), "utf8")).not.toContain("a.yaml");
  });

  it("comes from the configuration, wherever the call is made", () => {
    const folder = folderWith({
      "mesh-lint.yaml": "baseline: ci/known.json\n",
      "ci/.gitkeep": "",
      "apps/a.yaml": service("cart", "colour: red"),
    });
    expect(run(folder).stderr).toBe('mesh-lint: there is no baseline "ci/known.json": --update-baseline writes it\n');
    expect(run(folder, "--update-baseline").code).toBe(0);
    expect(run(folder).code).toBe(0);
    expect(run(folder, "apps/a.yaml").code).toBe(0);
    expect(run(join(folder, "apps"), "--config", "../mesh-lint.yaml").stderr).not.toContain("internal");
  });

  it("keeps what it knows of folders that were not looked at", () => {
    const folder = folderWith({
      "one/a.yaml": service("cart", "colour: red"),
      "two/b.yaml": service("shop", "colour: red"),
    });
    run(folder, ...baseline, "--update-baseline");
    writeFileSync(join(folder, "one/a.yaml"), service("cart"));
    expect(run(folder, "two", ...baseline).stdout).not.toContain("gone");
    expect(run(folder, "one", ...baseline, "--update-baseline").stderr).toContain(
      "lists 1 finding (0 added, 1 dropped)",
    );
    expect(run(folder, ...baseline).code).toBe(0);
  });

  it("hides secrets that a message quotes", () => {
    const secret = "apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata:\n  password: hunter2!\n";
    const folder = folderWith({ "a.yaml": secret });
    run(folder, ...baseline, "--update-baseline");
    expect(readFileSync(join(folder, "known.json"), "utf8")).not.toContain("hunter2");
  });

  it.each([
    [["--baseline", "no.json"], 'there is no baseline "no.json": --update-baseline writes it'],
    [["--update-baseline"], "--update-baseline needs a file: add --baseline mesh-lint-baseline.json"],
    [["--baseline", "a.yaml"], 'cannot read the baseline "a.yaml": it is no JSON'],
    [[...baseline, "--update-baseline", "--rule", "istio/*"], "has to see all rules and files: leave out --rule"],
    [[...baseline, "--update-baseline", "a.yaml"], "has to see all rules and files: leave out a.yaml"],
    [["--prune-suppressions", "--ignore", "istio/*"], "has to see all rules and files: leave out --ignore"],
  ])("%j is refused", (args, words) => {
    const { code, stderr } = run(folderWith({ "a.yaml": service("cart") }), ...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(words) as string });
  });
});

it("--no-suppressions counts all", () => {
  const folder = folderWith({ "a.yaml": service("cart", "colour: red # mesh-lint-ignore schema/*: why") });
  expect(run(folder).code).toBe(0);
  expect(run(folder, "--no-suppressions").code).toBe(1);
});

describe("--prune-suppressions", () => {
  const needed = "schema/unknown-field";
  const cases: readonly (readonly [string, string, string])[] = [
    [
      "a line",
      service("cart", "# mesh-lint-ignore istio/unknown-host: old", "type: ClusterIP"),
      service("cart", "type: ClusterIP"),
    ],
    [
      "the end of a line",
      service("cart", "type: ClusterIP   # mesh-lint-ignore istio/unknown-host: old"),
      service("cart", "type: ClusterIP"),
    ],
    [
      "one comment of two",
      service("cart", "type: ClusterIP # the default # mesh-lint-ignore istio/unknown-host: old"),
      service("cart", "type: ClusterIP # the default"),
    ],
    [
      "both ends of a block",
      service("cart", "# mesh-lint-ignore-start istio/*: old", "type: ClusterIP", "# mesh-lint-ignore-end"),
      service("cart", "type: ClusterIP"),
    ],
    [
      "one rule of several",
      service("cart", `colour: red # mesh-lint-ignore istio/unknown-host, ${needed}: both`),
      service("cart", `colour: red # mesh-lint-ignore ${needed}: both`),
    ],
    [
      "lines of a file with CRLF and no end",
      `# mesh-lint-ignore-file istio/*: old\n${service("cart")}# mesh-lint-ignore-file istio/*`.replaceAll(
        "\n",
        "\r\n",
      ),
      service("cart").replaceAll("\n", "\r\n"),
    ],
    [
      "an annotation",
      service("cart").replace(
        "name: cart",
        'name: cart\n  annotations:\n    a: b\n    mesh-lint.dev/ignore: "istio/*: x"',
      ),
      service("cart").replace("name: cart", "name: cart\n  annotations:\n    a: b"),
    ],
    [
      "one rule of an annotation",
      service("cart", "colour: red").replace(
        "name: cart",
        `name: cart\n  annotations:\n    mesh-lint.dev/ignore: "istio/*, ${needed}: x"`,
      ),
      service("cart", "colour: red").replace(
        "name: cart",
        `name: cart\n  annotations:\n    mesh-lint.dev/ignore: "${needed}: x"`,
      ),
    ],
  ];

  it.each(cases)("takes out %s and nothing else", (_, before, after) => {
    const folder = folderWith({ "a.yaml": before });
    const { code, stderr } = run(folder, "--prune-suppressions");
    expect(readFileSync(join(folder, "a.yaml"), "utf8")).toBe(after);
    expect(stderr).toMatch(/^mesh-lint: removed \d unused suppressions?\n$/);
    expect(code).toBe(0);
  });

  it("leaves a file alone whose bytes it cannot write back", () => {
    const text = service("cart", "type: ClusterIP # mesh-lint-ignore istio/*: old");
    const folder = folderWith({});
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
    writeFileSync(join(folder, "a.yaml"), bytes);
    expect(run(folder, "--prune-suppressions").stderr).toContain("removed 0 unused suppressions; 1 left");
    expect(readFileSync(join(folder, "a.yaml")).equals(bytes)).toBe(true);
  });
});

const corpus = process.env.MESH_LINT_CORPUS;

describe.runIf(corpus)("a large repository", () => {
  it("is green after one command, and stays so while lines, files and documents move", { timeout: 120_000 }, () => {
    const folder = folderWith({});
    cpSync(join(corpus ?? "", "theepicsaxguy__homelab"), folder, { recursive: true });
    writeFileSync(join(folder, "mesh-lint.yaml"), "extends: [all]\nbaseline: known.json\n");
    const strictly = ["--fail-on", "info"];
    expect(run(folder, "--update-baseline", ...strictly).code).toBe(0);
    const { findings } = JSON.parse(readFileSync(join(folder, "known.json"), "utf8")) as {
      findings: { file: string }[];
    };
    expect(findings.length).toBeGreaterThan(3);

    const touched = [...new Set(findings.map(({ file }) => file))];
    for (const file of touched) {
      const text = readFileSync(join(folder, file), "utf8");
      const documents = text.split(/^---[^\n]*\n/m).filter((each) => each.trim() !== "");
      const isYaml = !text.includes("|") || documents.length === 1;
      const moved = isYaml ? documents.reverse().map((each) => (each.endsWith("\n") ? each : `${each}\n`)) : [text];
      writeFileSync(join(folder, file), `# a new line\n\n${moved.join("---\n# and another\n")}`);
    }
    const free = touched.filter((file) => !/kustomization/i.test(file)).filter((file) => !isNamed(folder, file));
    for (const file of free)
      renameSync(join(folder, file), join(folder, dirname(file), `zz-${file.split("/").at(-1) ?? ""}`));

    const after = run(folder, ...strictly);
    expect(after.stdout).toContain(`${findings.length} known findings left\n`);
    expect(after.code).toBe(0);
  });
});

/** Whether a kustomization beside a file names it: then it cannot be renamed alone. */
function isNamed(folder: string, file: string): boolean {
  const name = file.split("/").at(-1) ?? "";
  const neighbours = readdirSync(join(folder, dirname(file))).filter((each) => /\.ya?ml$/.test(each) && each !== name);
  return neighbours.some((each) => readFileSync(join(folder, dirname(file), each), "utf8").includes(name));
}
