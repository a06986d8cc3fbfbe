/** The lines of a source as frames show them, and how many terminal columns a character takes. */

import type { Source } from "../source/source.ts";

const linesOf = new WeakMap<Source, readonly string[]>();

/** Lines without their ends; index 0 is line 1. */
export function lines(source: Source): readonly string[] {
  const known = linesOf.get(source);
  if (known) return known;
  const split = source.text.split(/\r?\n/);
  linesOf.set(source, split);
  return split;
}

/** One line without its end, "" where there is none. */
export function lineText(source: Source, line: number): string {
  return lines(source)[line - 1] ?? "";
}

interface Widths {
  readonly combining: RegExp;
  readonly wide: RegExp;
}

/** Made when a character beyond Latin is first met: V8 collects the characters of each class when it meets the regex. */
let widths: Widths | undefined;

const widthsOfUnicode = (): Widths => ({
  combining: /^[\p{Mn}\p{Me}\u200c\u200d]$/u,
  wide: /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]|\p{Emoji_Presentation})$/u,
});

/** Columns of one code point that can be seen. */
export function columnsOf(character: string): 0 | 1 | 2 {
  if (character <= "\u02ff") return 1;
  const { combining, wide } = (widths ??= widthsOfUnicode());
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
