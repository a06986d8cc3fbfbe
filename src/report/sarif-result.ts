/** Diagnostics as SARIF results. */

import type * as Sarif from "sarif";
import type { Diagnostic, Location, Run } from "../lint/diagnostic.ts";
import type { Range } from "../source/source.ts";
import { relativeUri, sarifText } from "./escape.ts";
import { lineHashes } from "./fingerprint.ts";
import { levels } from "./sarif-rule.ts";
import { messageOf } from "./secrets.ts";

type Fix = NonNullable<Diagnostic["fix"]>;

/** GitHub shows ten locations of a result and refuses more than a thousand. */
const mostLocations = 100;

export function resultWriter(run: Run, indexes: ReadonlyMap<string, number>): (diagnostic: Diagnostic) => Sarif.Result {
  const hashes = hashReader(run);
  return (diagnostic) => {
    const { rule, code, severity, file, range, environments, upstream, fix, suppressed } = diagnostic;
    const related = diagnostic.related.slice(0, mostLocations);
    const index = indexes.get(rule);
    const hash = hashes(file, range.start.line);
    return {
      ruleId: rule,
      ...(index !== undefined && { ruleIndex: index }),
      level: levels[severity],
      ...(run.since && { baselineState: "new" }),
      message: { text: messageText(messageOf(run, diagnostic), related) },
      locations: [{ physicalLocation: physical(file, range) }],
      ...(related.length > 0 && { relatedLocations: related.map(relatedLocation) }),
      partialFingerprints: {
        ...(hash !== undefined && { primaryLocationLineHash: hash }),
        "meshLint/v1": diagnostic.fingerprint,
      },
      ...(fix && { fixes: [sarifFix(fix)] }),
      ...(suppressed && { suppressions: [suppressionOf(suppressed)] }),
      properties: {
        ...(code !== null && { code }),
        ...(environments.length > 0 && { environments }),
        ...(upstream.length > 0 && { upstream }),
      },
    };
  };
}

/** GitHub links a related location only where the message names its id. */
function messageText(message: string, related: readonly Location[]): string {
  const links = related.map((each, index) => `[${sarifText(each.message)}](${index + 1})`);
  return `${sarifText(message)}.${links.length > 0 ? ` See: ${links.join("; ")}.` : ""}`;
}

function relatedLocation({ file, range, message }: Location, index: number): Sarif.Location {
  return { id: index + 1, physicalLocation: physical(file, range), message: { text: `${sarifText(message)}.` } };
}

function physical(file: string, range: Range): Sarif.PhysicalLocation {
  return { artifactLocation: artifact(file), region: region(range) };
}

function artifact(file: string): Sarif.ArtifactLocation {
  return { uri: relativeUri(file), uriBaseId: "%SRCROOT%" };
}

function region({ start, end }: Range): Sarif.Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function sarifFix({ description, edits }: Fix): Sarif.Fix {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: `${sarifText(description)}.` },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifact(file),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ range, text }) => ({ deletedRegion: region(range), insertedContent: { text } })),
    })),
  };
}

function suppressionOf({ how, reason }: NonNullable<Diagnostic["suppressed"]>): Sarif.Suppression {
  return {
    kind: how === "baseline" ? "external" : "inSource",
    ...(reason !== "" && { justification: sarifText(reason) }),
  };
}

function hashReader(run: Run): (file: string, line: number) => string | undefined {
  const known = new Map<string, readonly string[]>();
  return (file, line) => {
    let hashes = known.get(file);
    if (!hashes) {
      const source = run.sourceOf(file);
      hashes = source ? lineHashes(source.text) : [];
      known.set(file, hashes);
    }
    return hashes[line - 1];
  };
}
