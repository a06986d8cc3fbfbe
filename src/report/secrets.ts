/** What of a text no report may show: the data of Secrets, and values whose key or form says that they are secret. */

import type { Diagnostic, Run } from "../lint/diagnostic.ts";
import type { Source } from "../source/source.ts";
import { lines, lineText } from "./lines.ts";

export const mask = "********";

const entry = /^(\s*(?:-\s+)*["']?)([\w./-]+)(["']?\s*:\s+)(?=\S)/;
const secretKey =
  /(?:password|passwd|passphrase|token|secret|credentials?|(?:api|private|access|secret|signing|encryption)[-_.]?key|^jwks)$/i;
/** Values that tell nothing: booleans, numbers, null, references, collections. */
const harmless = /^(?:true|false|null|~|-?\d{1,4}|[[{|>&*!].*|"?\$\{.*)\s*(?:#.*)?$/;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----|^\s*[A-Za-z0-9+/]{60,}={0,2}\s*$/;
const secretKind = /(?:^|[\s{,"'])kind["']?\s*:\s*["']?Secret["']?\s*(?:[,}#]|$)/;
const secretData = /(?:^|[\s{,"'])(?:data|stringData)["']?\s*:\s*/;

const hiddenOf = new WeakMap<Source, Map<number, number | undefined>>();

/** Where in a line the part to hide begins, as an offset; undefined where all may be seen. It ends with the line. */
export function hiddenFrom(source: Source, line: number): number | undefined {
  const known = hiddenOf.get(source) ?? new Map<number, number | undefined>();
  hiddenOf.set(source, known);
  if (!known.has(line)) known.set(line, findHidden(source, line));
  return known.get(line);
}

function findHidden(source: Source, line: number): number | undefined {
  const text = lineText(source, line);
  const ofSecret = secretLines(source).get(line);
  if (ofSecret !== undefined) return ofSecret;
  if (privateKey.test(text)) return text.search(/\S/);
  const token = webTokenIn(text);
  if (token !== undefined) return token;
  const [matched, , key = ""] = entry.exec(text) ?? [];
  if (matched === undefined || harmless.test(text.slice(matched.length))) return undefined;
  return isSecretKey(source, line, key) ? matched.length : undefined;
}

/** Where a JSON Web Token begins. Each run of its characters is looked at once, however often "eyJ" stands in it. */
function webTokenIn(text: string): number | undefined {
  const run = /[\w-]+/y;
  for (let at = text.indexOf("eyJ"); at !== -1; at = text.indexOf("eyJ", run.lastIndex)) {
    run.lastIndex = at;
    run.test(text);
    if (run.lastIndex - at > 10 && /^\.[\w-]{8}/.test(text.slice(run.lastIndex, run.lastIndex + 9))) return at;
  }
  return undefined;
}

function isSecretKey(source: Source, line: number, key: string): boolean {
  if (secretKey.test(key)) return true;
  // An environment variable tells its name one line before its value.
  return (
    key === "value" && secretKey.test(/name["']?\s*:\s*["']?([\w.-]+)/.exec(lineText(source, line - 1))?.[1] ?? "")
  );
}

/** The message of a diagnostic, without the secret that it may quote. */
export function messageOf(run: Run, { file, range, message }: Diagnostic): string {
  const source = run.sourceOf(file);
  if (!source || range.start.line !== range.end.line) return message;
  const from = hiddenFrom(source, range.start.line);
  if (from === undefined || range.end.column - 1 <= from) return message;
  const value = lineText(source, range.start.line)
    .slice(Math.max(from, range.start.column - 1), range.end.column - 1)
    .replace(/^["']|["']$/g, "");
  return value === "" ? message : message.replaceAll(value, mask);
}

const secretLinesOf = new WeakMap<Source, ReadonlyMap<number, number>>();

/** Lines below `data` of a Secret → where their value begins. Read as text, because a frame may stand in broken YAML. */
function secretLines(source: Source): ReadonlyMap<number, number> {
  const known = secretLinesOf.get(source);
  if (known) return known;
  const found = new Map<number, number>();
  if (source.text.includes("Secret")) {
    for (const [first, end] of documents(lines(source))) hideData(lines(source), first, end, found);
  }
  secretLinesOf.set(source, found);
  return found;
}

/** Line indexes of the documents in which a Secret stands. */
function* documents(all: readonly string[]): Generator<readonly [first: number, end: number]> {
  let first = 0;
  let isSecret = false;
  for (let index = 0; index <= all.length; index++) {
    const line = all[index];
    if (line === undefined || /^---(?:\s|$)/.test(line)) {
      if (isSecret) yield [first, index];
      first = index + 1;
      isSecret = false;
    } else if (!isSecret && line.includes("Secret")) isSecret = secretKind.test(line);
  }
}

function hideData(all: readonly string[], first: number, end: number, found: Map<number, number>): void {
  let dataIndent = -1;
  for (let index = first; index < end; index++) {
    const line = all[index] ?? "";
    const indent = line.search(/\S/);
    if (indent === -1) continue;
    if (dataIndent !== -1 && indent > dataIndent) {
      found.set(index + 1, entry.exec(line)?.[0].length ?? indent);
      continue;
    }
    const data = secretData.exec(line);
    dataIndent = data ? indent : -1;
    if (data && !/^[{|>]?\s*(?:#.*)?$/.test(line.slice(data.index + data[0].length))) {
      found.set(index + 1, data.index + data[0].length);
    }
  }
}
