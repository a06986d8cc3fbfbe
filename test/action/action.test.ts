/** The built Action, run as GitHub's runner runs it. */

import { readFileSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build, type Program } from "../cli/program.ts";
import { act, node24, repository, token, type Outcome, type Repository, type Step } from "./runner.ts";
import { broken, clean, route, service, subsetsOnly } from "./worlds.ts";

const node = await node24();
let program: Program;
const repositories: Repository[] = [];

beforeAll(async () => {
  program = await build();
});
afterAll(() => {
  program.remove();
  for (const each of repositories) each.remove();
});

function made(files: Readonly<Record<string, string>>): Repository {
  const one = repository(files);
  repositories.push(one);
  return one;
}

function run(at: Repository, step: Step = {}): Promise<Outcome> {
  return act({ node: node ?? "", bundle: join(dirname(program.file), "action.js") }, at, step);
}

describe.skipIf(node === undefined)("the Action", () => {
  it("fails a step that finds an error, and tells where", async () => {
    const { code, log, commands, outputs, summary } = await run(made(broken));
    expect(code).toBe(1);
    expect(log).toContain('unknown subset "v9"');
    expect(commands.filter(({ name }) => name === "error")).toMatchObject([
      { properties: { file: "route.yaml", line: "12", title: "istio/unknown-subset" } },
    ]);
    expect(outputs).toMatchObject({ errors: "1", "exit-code": "1", "truncated-annotations": "0", "sarif-file": "" });
    expect(summary).toContain("## mesh-lint: 1 error");
  });

  it("passes a clean one", async () => {
    const { code, outputs, commands } = await run(made(clean));
    expect({ code, errors: outputs.errors, exit: outputs["exit-code"] }).toEqual({ code: 0, errors: "0", exit: "0" });
    expect(commands.filter(({ name }) => name === "error")).toEqual([]);
  });

  it("has the runner hide its token, and shows it nowhere", async () => {
    const { commands, log, outputs, summary } = await run(made(broken));
    expect(commands[0]).toEqual({ name: "add-mask", properties: {}, data: token });
    expect(JSON.stringify([commands.slice(1), log, outputs, summary])).not.toContain(token);
  });

  it("obeys fail-on, paths, working-directory, environments and config", async () => {
    const at = made({
      ...subsetsOnly,
      "a b/service.yaml": service,
      "a b/route.yaml": route("reviews"),
      "other/route.yaml": route("x", "v8"),
    });
    const never = await run(at, { with: { "fail-on": "never" } });
    expect([never.code, never.outputs["exit-code"], never.outputs.errors]).toEqual([0, "0", "2"]);
    const paths = await run(at, { with: { paths: "other\n\n  a b/service.yaml\n" } });
    expect(paths.outputs.errors).toBe("1");
    const inside = await run(at, { with: { "working-directory": "a b" } });
    expect(inside.commands.filter(({ name }) => name === "error")).toMatchObject([
      { properties: { file: "a b/route.yaml" } },
    ]);
    at.write({ "off.yaml": "rules: { '*/*': off }\n" });
    expect((await run(at, { with: { config: "off.yaml" } })).outputs.errors).toBe("0");
  });

  it("takes a configuration that the change cannot reach", async () => {
    const at = made({ x: "" });
    const config =
      "environments: [{ name: all, roots: [.], complete: true }]\nrules: { '*/*': off, istio/unknown-subset: error }\n";
    for (const [folder, files] of [
      ["base", { "mesh-lint.yaml": config }],
      ["change", { ...broken, "mesh-lint.yaml": "rules: { '*/*': off }\n" }],
    ] as const) {
      at.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text])));
      at.git("init", "-q", folder);
    }
    const trusted = await run(at, { with: { "working-directory": "change", config: "../base/mesh-lint.yaml" } });
    expect([trusted.code, trusted.outputs.errors]).toEqual([1, "1"]);
    expect((await run(at, { with: { "working-directory": "change" } })).outputs.errors).toBe("0");
  });

  it("says what is wrong with its inputs, and sets the outputs all the same", async () => {
    const at = made(clean);
    const cases: readonly (readonly [Step["with"] & object, string])[] = [
      [{ annotations: "of" }, 'input annotations cannot be "of": did you mean "off"?'],
      [{ summary: "maybe" }, 'input summary cannot be "maybe": use true, false'],
      [{ "fail-on": "erorr" }, 'input fail-on cannot be "erorr": did you mean "error"?'],
      [{ paths: "nowhere" }, "nowhere"],
      [{ config: "nowhere.yaml" }, "nowhere.yaml"],
      [{ environments: "nowhere" }, 'no environment matches "nowhere"'],
      [{ "working-directory": "nowhere" }, 'there is no folder "nowhere"'],
      [{ reports: "junit" }, "--report needs a format and a file"],
      [{ "sarif-file": "no/folder/x.sarif" }, 'cannot write "no/folder/x.sarif"'],
      [{ since: "main" }, 'since goes with "changed-only: true"'],
      [{ "upload-sarif": "true", "changed-only": "true" }, "leave out changed-only"],
    ];
    for (const [inputs, words] of cases) {
      const { code, commands, outputs, summary } = await run(at, { with: inputs });
      expect([inputs, code, outputs]).toEqual([inputs, 2, { "exit-code": "2" }]);
      expect(commands.find(({ name }) => name === "error")?.data).toContain(words);
      expect(summary).toContain("## mesh-lint could not do its work");
    }
  });

  it("writes SARIF and other reports", async () => {
    const at = made(broken);
    const inputs = { "sarif-file": "out.sarif", category: "mesh/prod", reports: "junit=j.xml\njson=all.json" };
    const { outputs } = await run(at, { with: inputs });
    expect(outputs["sarif-file"]).toBe(join(at.folder, "out.sarif"));
    const sarif = JSON.parse(readFileSync(join(at.folder, "out.sarif"), "utf8")) as {
      runs: { automationDetails: unknown; results: unknown[] }[];
    };
    expect(sarif.runs[0]?.automationDetails).toEqual({ id: "mesh/prod/" });
    expect(sarif.runs[0]?.results).toHaveLength(1);
    expect(readFileSync(join(at.folder, "j.xml"), "utf8")).toContain("<testsuite");
    expect(JSON.parse(readFileSync(join(at.folder, "all.json"), "utf8"))).toHaveProperty("diagnostics");
  });

  it("keeps the summary below what GitHub takes, and says what it left out", async () => {
    const typo = route("x").replace("http:", `${"x".repeat(200)}:`);
    const documents = Array.from({ length: 4500 }, (_, at) => typo.replace("name: x", `name: x${at}`));
    const at = made({ "all.yaml": documents.join("---\n") });
    const { outputs, summary } = await run(at, { with: { "fail-on": "never" } });
    expect(Number(outputs.errors)).toBeGreaterThanOrEqual(4500);
    expect(Buffer.byteLength(summary)).toBeLessThan(2 ** 20);
    expect(summary).toMatch(/[\d,]+ more findings did not fit in here/);
    expect(summary).toContain("findings are only listed here");
  });

  it("tells in the summary which workloads accept plain text", async () => {
    const policy =
      "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: default, namespace: shop }\nspec: { mtls: { mode: PERMISSIVE } }\n";
    const pod =
      "apiVersion: v1\nkind: Pod\nmetadata: { name: cart, namespace: shop }\nspec: { containers: [{ name: cart, image: cart }] }\n";
    const { summary } = await run(made({ "a.yaml": `${policy}---\n${pod}` }));
    expect(summary).toContain("1 workload accepts plain text");
    expect(summary).toContain('| Pod shop/cart | all ports | PERMISSIVE by "default" of namespace "shop" |');
  });

  it.skipIf(process.platform !== "linux")("fails with words where the outputs cannot be written", async () => {
    const { code, commands } = await run(made(broken), { env: { GITHUB_OUTPUT: "/dev/full" } });
    expect(code).toBe(2);
    expect(commands.at(-1)?.data).toMatch(/^the outputs of this step cannot be written: ENOSPC/);
  });

  it("says so where the summary cannot be written, and does the rest", async () => {
    const { code, outputs, commands } = await run(made(broken), { env: { GITHUB_STEP_SUMMARY: "/nowhere/summary" } });
    expect([code, outputs.errors, outputs["exit-code"]]).toEqual([1, "1", "1"]);
    expect(commands.find(({ name }) => name === "notice")?.data).toMatch(/^there is no job summary: ENOENT/);
  });

  it("writes no summary where none is wanted", async () => {
    expect((await run(made(broken), { with: { summary: "false" } })).summary).toBe("");
  });

  it("counts what is known or suppressed apart", async () => {
    const ignored = route("reviews").replace("subset: v9", "subset: v9 # mesh-lint-ignore istio/unknown-subset: soon");
    const { code, outputs } = await run(made({ "service.yaml": service, "route.yaml": ignored }));
    expect([code, outputs.findings, outputs.suppressed]).toEqual([0, "0", "1"]);
  });
});

describe.skipIf(node === undefined)("annotations", () => {
  const many = Object.fromEntries(
    Array.from({ length: 14 }, (_, at) => [`r${10 + at}.yaml`, route(`r${at}`, `v${at + 2}`)]),
  );

  it("are as many as GitHub shows; the rest is counted and in the summary", async () => {
    const { commands, outputs, summary } = await run(made({ "service.yaml": service, ...subsetsOnly, ...many }));
    expect(commands.filter(({ name }) => name === "error")).toHaveLength(10);
    expect(outputs).toMatchObject({ errors: "14", "truncated-annotations": "4" });
    expect(summary).toContain("4 findings are only listed here");
    for (const file of Object.keys(many)) expect(summary).toContain(`### \`${file}\``);
  });

  it("go to changed lines first", async () => {
    const at = made({ "service.yaml": service, ...subsetsOnly, ...many });
    const before = at.git("rev-parse", "HEAD");
    at.write({ "r23.yaml": route("r13", "v77") });
    at.commit("second");
    const { commands } = await run(at, { payload: { before } });
    expect(commands.find(({ name }) => name === "error")?.properties.file).toBe("r23.yaml");
    const only = await run(at, { payload: { before }, with: { annotations: "changed" } });
    expect(only.commands.filter(({ name }) => name === "error")).toMatchObject([{ properties: { file: "r23.yaml" } }]);
    expect(only.outputs.errors).toBe("14");
    const off = await run(at, { payload: { before }, with: { annotations: "off" } });
    expect(off.commands.map(({ name }) => name)).toEqual(["add-mask"]);
  });

  it("tell of each mistake before they repeat one", async () => {
    const same = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`r${10 + at}.yaml`, route(`r${at}`)]));
    const at = made({ "service.yaml": service, ...subsetsOnly, ...same, "z.yaml": route("z", "v3") });
    const { commands } = await run(at);
    const errors = commands.filter(({ name }) => name === "error");
    expect(errors.slice(0, 2).map(({ properties: { file } }) => file)).toEqual(["r10.yaml", "z.yaml"]);
    expect(errors).toHaveLength(10);
  });

  it("tell once where the history is missing, if that matters", async () => {
    const at = made({ "service.yaml": service, ...subsetsOnly, ...many });
    const payload = { before: "1".repeat(40) };
    const { commands } = await run(at, { payload });
    expect(commands.filter(({ name }) => name === "notice").map(({ data }) => data)).toEqual([
      'which lines have changed is not known, because the base 1111111 is not in this clone: set "fetch-depth: 0" for actions/checkout',
    ]);
    expect((await run(made(broken), { payload })).commands.filter(({ name }) => name === "notice")).toEqual([]);
  });
});

describe.skipIf(node === undefined)("what strangers write", () => {
  it("is never a command to the runner", async () => {
    const nasty = "::stop-commands::x ##[add-mask]y %0A::error::z @team <b>*x*</b> | `c`";
    const text = route("reviews").replace("subset: v9", `subset: ${JSON.stringify(nasty)}`);
    const files = {
      "service.yaml": service,
      "::stop-commands::t/a,b%0A##[group]c.yaml": text,
      "##[error]e.yaml": "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: ##[x]\n",
    };
    const { code, commands, log, summary } = await run(made(files));
    expect(code).toBe(1);
    expect(new Set(commands.map(({ name }) => name))).toEqual(
      new Set(
        ["add-mask", "group", "endgroup", "error", "warning"].filter((name) => commands.some((c) => c.name === name)),
      ),
    );
    expect(commands.find(({ properties: { file } }) => file?.startsWith("::stop"))?.properties).toMatchObject({
      file: "::stop-commands::t/a,b%0A# #[group]c.yaml",
    });
    expect(log).toContain("# #[add-mask]y");
    expect(summary).not.toMatch(/<b>|@team|##\[/);
  });

  it("leads no report out of the workspace", async () => {
    const at = made({ ...broken, "reports/x": "" });
    symlinkSync(tmpdir(), join(at.folder, "out"));
    symlinkSync(join(tmpdir(), "mesh-lint-nobody-writes-this"), join(at.folder, "link.sarif"));
    for (const inputs of [
      { "sarif-file": "link.sarif" },
      { "sarif-file": "out/a.sarif" },
      { reports: "json=out/a.json" },
    ]) {
      const { code, commands } = await run(at, { with: inputs });
      expect([inputs, code]).toEqual([inputs, 2]);
      expect(commands.find(({ name }) => name === "error")?.data).toContain("leads out of the workspace");
    }
    expect((await run(at, { with: { "sarif-file": "reports/a.sarif" } })).code).toBe(1);
  });

  it("cannot reach beyond the outputs", async () => {
    const { outputs } = await run(made({ ...broken, "x\n::set-output name=errors::0.yaml": route("y") }));
    expect(Object.keys(outputs).sort()).toEqual([
      "errors",
      "exit-code",
      "findings",
      "fixable",
      "infos",
      "sarif-file",
      "sarif-id",
      "suppressed",
      "truncated-annotations",
      "warnings",
    ]);
  });
});
