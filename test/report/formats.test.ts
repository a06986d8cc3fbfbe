import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { azure } from "../../src/report/azure.ts";
import { checkstyle } from "../../src/report/checkstyle.ts";
import { compact } from "../../src/report/compact.ts";
import { gitlab } from "../../src/report/gitlab.ts";
import { json } from "../../src/report/json.ts";
import { jsonl } from "../../src/report/jsonl.ts";
import { junit } from "../../src/report/junit.ts";
import { markdown } from "../../src/report/markdown.ts";
import { active } from "../../src/report/tally.ts";
import type { Run } from "../../src/lint/diagnostic.ts";
import { hostile } from "./hostile.ts";
import { diagnostic, rangeIn, sample } from "./sample.ts";
import { readXml, type Element } from "./xml.ts";

const clean: Run = { ...sample, diagnostics: [], skipped: [] };
const range = rangeIn("long.yaml", "here");

describe("JSON lines", () => {
  const lines = jsonl(sample)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

  it("say what the JSON report says", () => {
    const whole = JSON.parse(json(sample)) as Record<string, unknown>;
    const of = (type: string): unknown[] =>
      lines.filter((line) => line.type === type).map(({ type: _, ...content }) => content);
    expect(of("diagnostic")).toEqual(whole.diagnostics);
    expect(of("environment")).toEqual(whole.environments);
    expect(of("skipped")).toEqual(whole.skipped);
    expect(of("summary")).toEqual([{ version: "0.1.0", ...(whole.summary as object) }]);
  });

  it("end with a summary, also when nothing was found", () => {
    expect(lines.at(-1)?.type).toBe("summary");
    expect(JSON.parse(jsonl({ ...clean, environments: [] }))).toMatchObject({ type: "summary", errors: 0 });
  });
});

/** What GitLab's parser demands of an entry, and its documentation besides. */
const codeQuality = {
  type: "array",
  items: {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    properties: {
      description: { type: "string", minLength: 1 },
      check_name: { type: "string", minLength: 1 },
      fingerprint: { type: "string", minLength: 1 },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        properties: {
          path: { type: "string", pattern: "^(?!/|\\./)" },
          lines: { type: "object", required: ["begin"], properties: { begin: { type: "integer", minimum: 1 } } },
        },
      },
    },
  },
};

describe("GitLab's code quality report", () => {
  it.each([
    ["a run", sample],
    ["a hostile run", hostile],
    ["a clean run", clean],
  ])("is in form for %s", (_, run) => {
    const ajv = new Ajv();
    expect(ajv.validate(codeQuality, JSON.parse(gitlab(run))), ajv.errorsText()).toBe(true);
  });

  it("leaves out what is suppressed and is an empty list when nothing was found", () => {
    expect(JSON.parse(gitlab(sample))).toHaveLength(active(sample.diagnostics).length);
    expect(gitlab(clean)).toBe("[]\n");
  });
});

/** Jenkins' junit-10.xsd as far as we write it: element → attributes (! required) and children. */
const junitForm: Readonly<Record<string, { attributes: string[]; children: string[] }>> = {
  testsuites: { attributes: ["name", "time", "tests", "failures", "errors"], children: ["testsuite"] },
  testsuite: {
    attributes: ["name!", "tests!", "failures!", "errors!", "skipped", "file"],
    children: ["testcase"],
  },
  testcase: { attributes: ["name!", "classname"], children: ["skipped", "error", "failure", "system-out"] },
  failure: { attributes: ["message", "type"], children: [] },
  error: { attributes: ["message", "type"], children: [] },
  skipped: { attributes: ["message"], children: [] },
  "system-out": { attributes: [], children: [] },
};

/** checkstyle.org's checkstyle-report-1.0.0.xsd. */
const checkstyleForm: typeof junitForm = {
  checkstyle: { attributes: ["version"], children: ["file", "exception"] },
  file: { attributes: ["name!"], children: ["error"] },
  error: { attributes: ["line", "column", "severity", "message", "source"], children: [] },
  exception: { attributes: [], children: [] },
};

function misformed(form: typeof junitForm, { name, attributes, children }: Element): string[] {
  const own = form[name] ?? { attributes: [], children: [] };
  const required = own.attributes.filter((each) => each.endsWith("!")).map((each) => each.slice(0, -1));
  const known = own.attributes.map((each) => each.replace("!", ""));
  return [
    ...required.filter((each) => !(each in attributes)).map((each) => `${name} lacks ${each}`),
    ...Object.keys(attributes)
      .filter((each) => !known.includes(each))
      .map((each) => `${name} has ${each}`),
    ...children.filter((each) => !own.children.includes(each.name)).map((each) => `${name} holds ${each.name}`),
    ...children.flatMap((each) => misformed(form, each)),
  ];
}

const named = (wanted: string, { name, children }: Element, element = { name, children } as Element): Element[] =>
  name === wanted ? [element] : children.flatMap((each) => named(wanted, each, each));

describe("JUnit", () => {
  const root = readXml(junit(sample));
  const cases = named("testcase", root);

  it.each([
    ["a run", sample],
    ["a hostile run", hostile],
    ["a clean run", clean],
  ])("is in form and counts right for %s", (_, run) => {
    const suites = readXml(junit(run));
    expect(misformed(junitForm, suites)).toEqual([]);
    for (const suite of [suites, ...suites.children]) {
      expect(suite.attributes.tests).toBe(String(named("testcase", suite).length));
      expect(suite.attributes.failures).toBe(String(named("failure", suite).length));
      expect(suite.attributes.errors).toBe(String(named("error", suite).length));
    }
    expect(suites.attributes.time).toMatch(/^\d+\.\d{3}$/);
  });

  it("fails for errors and warnings, passes for infos, skips what is suppressed", () => {
    const outcomes = cases.map(({ children: [outcome] }) => outcome?.attributes.type ?? outcome?.name);
    expect(outcomes).toEqual(["error", "error", "skipped", "skipped", "warning", "system-out", "warning", "error"]);
  });

  it("gives no two tests of a suite one name, because GitLab would show the first alone", () => {
    for (const suite of [...root.children, ...readXml(junit(hostile)).children]) {
      const names = suite.children.map(({ attributes }) => attributes.name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it("names tests without their lines, so that a moved finding is no new one", () => {
    for (const { attributes } of cases) expect(attributes.name).not.toMatch(/:\d+/);
  });

  it("has a test for a clean run, and an error for each failure of mesh-lint itself", () => {
    expect(named("testcase", readXml(junit(clean)))).toHaveLength(1);
    const broken = readXml(junit({ ...sample, failures: ["rule istio/x failed in prod: boom"] }));
    expect(named("error", broken).map(({ attributes }) => attributes.message)).toEqual([
      "rule istio/x failed in prod: boom",
    ]);
  });
});

describe("Checkstyle", () => {
  const errors = named("error", readXml(checkstyle(sample)));

  it.each([
    ["a run", sample],
    ["a hostile run", hostile],
    ["a clean run", clean],
  ])("is in form for %s", (_, run) => {
    expect(misformed(checkstyleForm, readXml(checkstyle(run)))).toEqual([]);
  });

  it("has each finding that is not suppressed, with a place that counts from 1", () => {
    expect(errors).toHaveLength(active(sample.diagnostics).length);
    for (const { attributes } of errors) {
      expect(attributes.severity).toMatch(/^(?:error|warning|info)$/);
      expect(attributes.line).toMatch(/^[1-9]\d*$/);
      expect(attributes.column).toMatch(/^[1-9]\d*$/);
    }
  });

  it("ends its source with the rule, which is what Jenkins shows", () => {
    expect(errors[0]?.attributes.source?.split(".").at(-1)).toBe("istio/unknown-subset");
  });
});

/** The agent's reading of a logging command: microsoft/azure-pipelines-agent Command.cs. */
function readCommand(line: string): { properties: Record<string, string>; message: string } {
  const [, head = "", data = ""] = /^##vso\[task\.logissue ([^\]]*)\](.*)$/.exec(line) ?? [];
  const decode = (text: string): string =>
    text
      .replaceAll("%3B", ";")
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%5D", "]")
      .replaceAll("%AZP25", "%");
  const pairs = head.split(";").filter((pair) => pair !== "");
  const properties = pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), decode(pair.slice(pair.indexOf("=") + 1))]);
  return { properties: Object.fromEntries(properties) as Record<string, string>, message: decode(data) };
}

describe("Azure Pipelines", () => {
  const lines = azure(sample).trimEnd().split("\n");

  it("tells the agent where each error and warning stands, worst first", () => {
    const commands = lines.filter((line) => line.startsWith("##vso[")).map(readCommand);
    expect(commands.map(({ properties }) => properties.type)).toEqual([
      "error",
      "error",
      "error",
      "warning",
      "warning",
    ]);
    expect(commands[3]).toEqual({
      properties: {
        type: "warning",
        sourcepath: "apps/shop/a b:[c],%d.yaml",
        linenumber: "4",
        columnnumber: "8",
        code: "mesh/permissive-mtls:plain-text",
      },
      message:
        "apps/shop/a b:[c],%d.yaml:4:8: ::error::x # #[add-mask]y 100% [a](1) <b><U+202E> [mesh/permissive-mtls:plain-text]",
    });
  });

  it("says an info as a plain line, because there is no such issue", () => {
    expect(lines.at(-1)).toMatch(/^apps\/shop\/secret\.yaml:5:9: info: /);
  });
});

it("the compact report is one line for each finding, as problem matchers read it", () => {
  const lines = compact(sample).trimEnd().split("\n");
  expect(lines).toHaveLength(active(sample.diagnostics).length);
  for (const line of lines) expect(line).toMatch(/^(.+?):(\d+):(\d+): (error|warning|info): (.+) \[([\w/:-]+)\]$/);
  expect(compact(clean)).toBe("");
});

describe("Markdown", () => {
  it("says that nothing was found", () => {
    expect(markdown(clean)).toMatch(/^## mesh-lint: nothing to report\n/);
    expect(markdown({ ...clean, manifests: 0 })).toMatch(/^## mesh-lint: no manifest found\n/);
  });

  it("shows environments with findings first, and folds many", () => {
    const environments = Array.from({ length: 60 }, (_, index) => ({ ...hostile.environments[0], name: `e${index}` }));
    const diagnostics = [diagnostic({ file: "long.yaml", range, environments: ["e59"] })];
    const text = markdown({ ...sample, environments: environments as Run["environments"], diagnostics });
    expect(text).toMatch(/<details><summary>60 environments<\/summary>\n\n.*\n.*\n\| e59 \|.*\n\| e0 \|/);
    expect(text).toContain("\n10 more environments\n");
  });

  it("stays below 1 MiB, keeps the worst and says what it left out", () => {
    const diagnostics = Array.from({ length: 20_000 }, (_, index) =>
      diagnostic({
        file: `apps/${index % 700}/${"é".repeat(40)}.yaml`,
        range,
        severity: index % 100 === 99 ? "error" : "info",
        message: `finding ${index} ${"日本".repeat(100)}`,
      }),
    );
    const text = markdown({ ...hostile, diagnostics });
    expect(Buffer.byteLength(text)).toBeLessThan(2 ** 20);
    expect(Buffer.byteLength(text)).toBeGreaterThan(900_000);
    expect(text.match(/^\| \d+:\d+ \| error \|/gm)).toHaveLength(200);
    const shown = text.match(/^\| \d+:\d+ \| /gm)?.length ?? 0;
    const [, leftOut = ""] = /^([\d,]+) more findings did not fit in here/m.exec(text) ?? [];
    expect(Number(leftOut.replaceAll(",", "")) + shown).toBe(20_000);
  });
});
