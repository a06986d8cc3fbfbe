/** A finding made concrete, and the run that reporters are handed. Reporters see nothing else. */

import type { Absence, Severity } from "../finding/finding.ts";
import type { MtlsCoverage } from "../mesh/coverage.ts";
import type { Completeness } from "../render/environment.ts";
import type { Rule } from "../rule/rule.ts";
import type { Range, Skipped, Source, Span } from "../source/source.ts";

export interface Location {
  readonly file: string;
  readonly range: Range;
  readonly message: string;
}

export interface TextEdit {
  readonly file: string;
  readonly range: Range;
  readonly text: string;
}

export interface Diagnostic {
  /** `istio/unknown-subset`, `schema/unknown-field`, `yaml/syntax`, `internal/rule-failed`. */
  readonly rule: string;
  /** Sub-code of a table rule, else null. */
  readonly code: string | null;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly range: Range;
  readonly manifest: ManifestName | null;
  readonly upstream: readonly string[];
  /** Names of the environments in which it holds; empty for what the text alone decides. */
  readonly environments: readonly string[];
  readonly related: readonly Location[];
  readonly fix: { readonly safe: boolean; readonly description: string; readonly edits: readonly TextEdit[] } | null;
  /** The reason is empty where none is given. */
  readonly suppressed: { readonly how: "comment" | "annotation" | "baseline"; readonly reason: string } | null;
  /** Hex; equal for the same mistake in the same object when lines move or the file is renamed. */
  readonly fingerprint: string;
}

/** A diagnostic before the environments are merged, the configuration is applied and its fingerprint is known. */
export interface Draft extends Omit<Diagnostic, "suppressed" | "fingerprint"> {
  /** Offsets of `range`: the order of diagnostics within a file. */
  readonly span: Span;
  /** The object that it is about, as its environment has it: that one's annotations may silence it. */
  readonly object?: object;
  /** What is missing. */
  readonly absent?: Absence;
}

export interface ManifestName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

export interface EnvironmentSummary {
  readonly name: string;
  readonly roots: readonly string[];
  readonly origin: string;
  readonly completeness: Completeness;
  readonly reasons: readonly string[];
  readonly manifests: number;
  /** Where it was asked for, and something here speaks of Istio. */
  readonly mtls?: MtlsCoverage;
}

/** A finding that was there when the baseline was written. */
export interface BaselineEntry {
  readonly fingerprint: string;
  /** With its sub-code, as reports show it. */
  readonly rule: string;
  readonly file: string;
  /** "VirtualService shop/reviews", for people. */
  readonly object?: string;
  readonly message: string;
}

/** A rule with its id, as the registry names it. */
export interface NamedRule {
  readonly id: string;
  readonly rule: Rule;
  /** Where none of these is in an environment, its check finds nothing and is not started; without them it always is. */
  readonly kinds?: readonly string[];
}

/** What `--stats` tells; times in milliseconds. */
export interface Stats {
  readonly files: number;
  readonly documents: number;
  readonly bytes: number;
  readonly peakMemoryBytes: number;
  /** In the order of the work. */
  readonly phases: readonly { readonly name: string; readonly ms: number }[];
  /** Slowest first. */
  readonly environments: readonly { readonly name: string; readonly ms: number }[];
  /** Slowest first; all environments together. Findings are counted whether they are suppressed or not. */
  readonly rules: readonly { readonly rule: string; readonly ms: number; readonly findings: number }[];
}

/** Everything that one run found: the one argument of a reporter. */
export interface Run {
  readonly version: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Every rule that was on, whether it found something or not. */
  readonly rules: readonly NamedRule[];
  readonly environments: readonly EnvironmentSummary[];
  readonly skipped: readonly Skipped[];
  /** What of mesh-lint itself failed ("rule istio/x failed in prod: …"): the run went on, the exit code is 2. */
  readonly failures: readonly string[];
  readonly files: number;
  readonly manifests: number;
  readonly durationMs: number;
  /** Where a baseline was given: how many of its findings are still there, and which are not. */
  readonly baseline?: { readonly file: string; readonly known: number; readonly gone: readonly BaselineEntry[] };
  /** Where only what is new was asked for: since what, in how many files, and how many findings are older or gone. */
  readonly since?: {
    readonly ref: string;
    readonly commit: string;
    readonly files: number;
    readonly older: number;
    readonly gone: number;
  };
  /** Where only some files were asked for: how many findings stand in others. */
  readonly elsewhere?: number;
  /** Where they were asked for. */
  readonly stats?: Stats;
  /** The files that were linted, in the order of reading: without those of which nothing could be taken. */
  readonly paths: () => readonly string[];
  /** The text of a file that a diagnostic stands in, for code frames. */
  readonly sourceOf: (file: string) => Source | undefined;
  /** The environments in which a file has a part: those of a diagnostic that names none. */
  readonly homesOf: (file: string) => readonly string[];
}
