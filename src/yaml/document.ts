/** What a reader of YAML hands on: plain values that know where they stand. */

import type { Source, Span } from "../source/source.ts";

/** Keys and list indexes from the root of a document to one of its values. */
export type Path = readonly (string | number)[];

/** One YAML document that could be read. Empty documents are dropped, as kubectl does. */
export interface YamlDocument {
  readonly source: Source;
  /** Where the document's own text stands in the source, without its `---` line. */
  readonly span: Span;
  /** Objects, arrays, strings, numbers, booleans and null, as kubectl reads them. An alias is the anchor's very object. */
  readonly value: unknown;
}

/** What is wrong with the text itself. */
export interface YamlProblem {
  readonly rule: `yaml/${string}`;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly span: Span;
}

/** A document that is left out on purpose, because it is no YAML yet (a Helm or Jinja template). */
export interface SkippedDocument {
  readonly span: Span;
  readonly reason: string;
}

export interface YamlFile {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly YamlProblem[];
  readonly skipped: readonly SkippedDocument[];
}

export interface Comment {
  /** Text without the `#`. */
  readonly text: string;
  readonly span: Span;
  /** Whether nothing but white space stands before it on its line. */
  readonly ownLine: boolean;
}
