/** The reports that a call asks for: one on stdout or in a file, and any number of others in files. */

import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Run } from "../lint/diagnostic.ts";
import { formats, report, type Format } from "../report/formats.ts";
import { wordsOf } from "../source/thrown.ts";
import { unknownChoice, type Call } from "./parse.ts";
import { textOptions } from "./terminal.ts";
import { UsageError } from "./usage.ts";
import { terminalOf, write } from "./write.ts";

export interface Report {
  readonly format: Format;
  /** Standard output if undefined. */
  readonly file: string | undefined;
}

/** Asked before the work begins, because a misspelt format must not cost a run. */
export function reportsOf(call: Call): readonly Report[] {
  const first: Report = { format: (call.value("format") ?? "text") as Format, file: call.value("output") };
  const reports = [first, ...call.values("report").map(fileReport)];
  const files = new Set<string>();
  for (const { file } of reports) {
    if (file === undefined) continue;
    if (files.has(resolve(file))) throw new UsageError(`two reports cannot both be written to "${file}"`);
    files.add(resolve(file));
  }
  return reports;
}

function fileReport(text: string): Report {
  const [, format = "", file = ""] = /^([^=]*)=(.+)$/s.exec(text) ?? [];
  if (file === "") throw new UsageError(`--report needs a format and a file: --report junit=report.xml`);
  if (!Object.hasOwn(formats, format)) throw unknownChoice("report", format, Object.keys(formats));
  return { format: format as Format, file };
}

export async function publish(run: Run, reports: readonly Report[], call: Call): Promise<void> {
  for (const { format, file } of reports) {
    const terminal = file === undefined ? terminalOf(1) : undefined;
    const text = await report(run, format, {
      ...textOptions(call.value("color"), { env: process.env, terminal }),
      quiet: call.has("quiet"),
      verbose: call.has("verbose"),
    });
    if (file === undefined) await write(1, text);
    else writeReport(file, text);
  }
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write "${file}": ${wordsOf(error)}`);
  }
}
