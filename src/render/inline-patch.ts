/** Texts that stand as block scalars in a kustomization, read where they stand: their values have lines of their own. */

import type { Source } from "../source/source.ts";
import type { YamlDocument, Path } from "../yaml/document.ts";
import { locate } from "../yaml/locate.ts";

/** Each text costs a copy of the file up to its end, and a file that means harm has thousands. */
const most = 10_000_000;

export interface InlineTexts {
  /**
   * The file up to the end of the text with all before it blank, so that every offset is one of the file; undefined
   * where the lines of the text are not those of the file, as in a quoted or folded scalar.
   */
  standing(document: YamlDocument, path: Path, text: string): Source | undefined;
}

export function inlineTexts(): InlineTexts {
  let left = most;
  return {
    standing(document, path, text) {
      const { source } = document;
      left -= source.text.length;
      if (left < 0 || separator.test(text)) return undefined;
      const block = blockOf(source.text, locate(document, path).start, text);
      if (!block) return undefined;
      const before = source.text.slice(0, block.start).replace(/[^\r\n]/g, " ");
      return { path: source.path, text: before + source.text.slice(block.start, block.end) };
    },
  };
}

/** Indented, a line like these is no longer what it is alone. */
const separator = /^(?:---|\.\.\.|%|\ufeff)/m;

/** The lines of a block scalar whose header stands at `at`, if they are those of its text behind one indentation. */
function blockOf(file: string, at: number, text: string): { readonly start: number; readonly end: number } | undefined {
  if (!/[|>]/.test(file.charAt(at))) return undefined;
  const start = file.indexOf("\n", at) + 1;
  if (start === 0) return undefined;
  let indentation: string | undefined;
  let end = start;
  for (const line of text.replace(/\n+$/, "").split("\n")) {
    const found = file.indexOf("\n", end);
    const next = found === -1 ? file.length : found + 1;
    const written = file.slice(end, next).replace(/\r?\n$/, "");
    end = next;
    if (line === "" && written.trim() === "") continue;
    indentation ??= written.slice(0, Math.max(written.length - line.length, 0));
    if (written !== indentation + line) return undefined;
  }
  return /^ *$/.test(indentation ?? "") ? { start, end } : undefined;
}
