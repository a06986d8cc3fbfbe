/**
 * The report as test results: a suite for each file, a test case for each finding. Errors and warnings fail, an info
 * passes, what is suppressed is skipped. The form is that of Jenkins' junit-10.xsd, of which GitLab and Azure read parts.
 */

import type { Diagnostic, NamedRule, Run } from "../lint/diagnostic.ts";
import { asLine, idOf, nameOf, pathOf } from "./line.ts";
import { messageOf } from "./secrets.ts";
import { byFile } from "./tally.ts";
import { element, textElement, xmlDocument } from "./xml.ts";

interface Case {
  readonly outcome: "passed" | "failure" | "skipped" | "error";
  readonly xml: string;
}

interface Suite {
  readonly name: string;
  readonly file?: string;
  readonly cases: readonly Case[];
}

export function junit(run: Run): string {
  const suites = [...suitesOfFiles(run), ...ownSuite(run)];
  const { skipped: _, ...counts } = countsOf(suites.flatMap(({ cases }) => cases));
  const time = (run.durationMs / 1000).toFixed(3);
  return xmlDocument(element("testsuites", { name: "mesh-lint", time, ...counts }, suites.map(suiteXml)));
}

function suitesOfFiles(run: Run): Suite[] {
  const rules = new Map(run.rules.map((named) => [named.id, named]));
  return [...byFile(run.diagnostics)].map(([file, diagnostics]) => {
    const testName = distinctNames(run);
    const cases = diagnostics.map((each) => caseOf(run, { diagnostic: each, name: testName(each), rules }));
    return { name: file, file, cases };
  });
}

/** GitLab compares branches by name, hence no line in it, and drops the second test of a name. */
function distinctNames(run: Run): (diagnostic: Diagnostic) => string {
  const seen = new Map<string, number>();
  return (diagnostic) => {
    const name = `${idOf(diagnostic)}: ${messageOf(run, diagnostic)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
}

interface Finding {
  readonly diagnostic: Diagnostic;
  readonly name: string;
  readonly rules: ReadonlyMap<string, NamedRule>;
}

function caseOf(run: Run, { diagnostic, name, rules }: Finding): Case {
  const { suppressed, severity, file: classname } = diagnostic;
  const told = details(run, diagnostic, rules.get(diagnostic.rule)).join("\n");
  const testcase = (content: string): string => element("testcase", { name, classname }, [content]);
  if (suppressed) {
    const message = `suppressed by ${suppressed.how}: ${suppressed.reason}`;
    return { outcome: "skipped", xml: testcase(element("skipped", { message })) };
  }
  if (severity === "info") return { outcome: "passed", xml: testcase(textElement("system-out", {}, told)) };
  const failure = { message: messageOf(run, diagnostic), type: severity };
  return { outcome: "failure", xml: testcase(textElement("failure", failure, told)) };
}

function details(run: Run, diagnostic: Diagnostic, named: NamedRule | undefined): string[] {
  const { manifest, environments, related } = diagnostic;
  return [
    asLine(run, diagnostic),
    ...(manifest ? [nameOf(manifest)] : []),
    ...(environments.length > 0 ? [`in ${environments.join(", ")}`] : []),
    ...related.map(({ file, range, message }) => `${pathOf(file)}:${range.start.line}: ${message}`),
    ...(named ? [`why: ${named.rule.why}`, `fix: ${named.rule.fix}`] : []),
  ];
}

/** What failed in mesh-lint itself. Jenkins takes a report without any test for a failure. */
function ownSuite(run: Run): Suite[] {
  const name = "mesh-lint";
  const cases = run.failures.map((message): Case => {
    const error = element("error", { message, type: "internal" });
    return { outcome: "error", xml: element("testcase", { name: message, classname: name }, [error]) };
  });
  if (cases.length > 0) return [{ name, cases }];
  if (run.diagnostics.length > 0) return [];
  return [
    { name, cases: [{ outcome: "passed", xml: element("testcase", { name: "nothing to report", classname: name }) }] },
  ];
}

function suiteXml({ cases, ...names }: Suite): string {
  return element(
    "testsuite",
    { ...names, ...countsOf(cases) },
    cases.map(({ xml }) => xml),
  );
}

function countsOf(cases: readonly Case[]): { tests: number; failures: number; errors: number; skipped: number } {
  const count = (wanted: Case["outcome"]): number => cases.filter(({ outcome }) => outcome === wanted).length;
  return { tests: cases.length, failures: count("failure"), errors: count("error"), skipped: count("skipped") };
}
