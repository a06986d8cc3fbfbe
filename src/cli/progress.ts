/** One line on a terminal's stderr for runs that take longer than a second. */

import { oneLine } from "../report/escape.ts";

export interface Progress {
  readonly step: (text: string) => void;
  readonly end: () => void;
}

const patience = 1000;

export function progressOn(stream: { readonly isTTY?: boolean; write: (text: string) => unknown }): Progress {
  const started = performance.now();
  let shown = false;
  return {
    step: (text) => {
      if (!stream.isTTY || performance.now() - started < patience) return;
      shown = true;
      stream.write(`\r\u001b[K${oneLine(text).slice(0, 70)} …`);
    },
    end: () => {
      if (shown) stream.write("\r\u001b[K");
    },
  };
}
