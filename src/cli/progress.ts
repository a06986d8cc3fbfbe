/** One line on a terminal's stderr for runs that take longer than a second. */

import { oneLine } from "../report/escape.ts";
import { uptime } from "../source/clock.ts";
import { terminalOf } from "./write.ts";

export interface Progress {
  readonly step: (text: string) => void;
  readonly end: () => void;
}

const patience = 1000;

export function startProgress(): Progress {
  const started = uptime();
  let shown = false;
  return {
    step: (text) => {
      if (uptime() - started < patience || !terminalOf(2)) return;
      shown = true;
      process.stderr.write(`\r\u001b[K${oneLine(text).slice(0, 70)} …`);
    },
    end: () => {
      if (shown) process.stderr.write("\r\u001b[K");
    },
  };
}
