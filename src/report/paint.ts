/** Colours and hyperlinks of a terminal, or none of them. */

import type { Severity } from "../finding/finding.ts";

export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly green: (text: string) => string;
  readonly severity: Readonly<Record<Severity, (text: string) => string>>;
  readonly link: (text: string, url: string) => string;
}

function style(open: number, close: number): (text: string) => string {
  return (text) => `\u001b[${open}m${text}\u001b[${close}m`;
}

const plain = (text: string): string => text;

export function paintOf({ color, links }: { readonly color: boolean; readonly links: boolean }): Paint {
  const when = (open: number, close: number): ((text: string) => string) => (color ? style(open, close) : plain);
  return {
    bold: when(1, 22),
    dim: when(2, 22),
    green: when(32, 39),
    severity: { error: when(31, 39), warning: when(33, 39), info: when(34, 39) },
    // OSC 8; the address is the project's own, never text of a stranger.
    link: links ? (text, url) => `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\` : plain,
  };
}
