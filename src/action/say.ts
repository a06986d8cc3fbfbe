/** What the Action says of itself, as annotations of the step. */

import { write } from "../cli/write.ts";
import type { Severity } from "../finding/finding.ts";
import { commandData } from "../report/escape.ts";

export interface Remark {
  readonly level: Severity;
  readonly text: string;
}

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

export async function say({ level, text }: Remark): Promise<void> {
  await write(1, `::${commands[level]} title=mesh-lint::${commandData(text)}\n`);
}
