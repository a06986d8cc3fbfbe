/** What a rule is: all that a rule file imports besides the questions of `src/mesh`. */

import type { Finding, Severity } from "../finding/finding.ts";
import type { Mesh } from "../mesh/mesh.ts";

export { at } from "../finding/finding.ts";
export type { Finding, Related, Fix } from "../finding/finding.ts";
export type { Mesh } from "../mesh/mesh.ts";
export type { Manifest } from "../mesh/manifest.ts";

export type Category = "correctness" | "security" | "reliability" | "deprecation" | "style";

/** Values of a rule's options with their defaults; each default's type is the option's type. */
export type Options = Readonly<Record<string, OptionValue>>;
type OptionValue = string | number | boolean | readonly string[];

export interface Option<T extends OptionValue = OptionValue> {
  readonly description: string;
  readonly default: T;
}

export interface Rule<O extends Options = Options> {
  /** At most 80 characters, no full stop: "A route sends traffic to a subset that no DestinationRule defines". */
  readonly summary: string;
  readonly category: Category;
  /** Severity in the recommended preset; "off" for rules that only `strict`, `security` or `all` switch on. */
  readonly severity: Severity;
  readonly preset?: "recommended" | "strict" | "security" | "all";
  readonly since: string;
  readonly why: string;
  readonly fix: string;
  readonly links: readonly `https://${string}`[];
  /** Codes of other tools that mean the same: `IST0101`, `KIA1107`. */
  readonly upstream?: readonly string[];
  /** "absence": the rule says that something is missing; each such finding carries `absent`. */
  readonly claims?: "absence";
  /** Sub-codes with what each finds, for rules that are tables of checks. */
  readonly codes?: Readonly<Record<string, string>>;
  /** How sure a finding is, as SARIF's `precision`. */
  readonly precision?: "very-high" | "high" | "medium" | "low";
  /** CVSS-like score for security rules, "0.1" to "10.0". */
  readonly securitySeverity?: string;
  readonly formerly?: readonly string[];
  readonly options?: { readonly [K in keyof O]: Option<O[K]> };
  readonly bad: readonly string[];
  readonly good: readonly string[];
  /** Left out where the reader or the schema decides: `yaml/…` and `schema/…` findings come from `src/yaml` and `src/schema`. */
  check?(mesh: Mesh, options: O): Iterable<Finding>;
}

/** Gives a rule its type; the value stays as it is. */
export function defineRule<O extends Options = Record<string, never>>(rule: Rule<O>): Rule<O> {
  return Object.freeze(rule);
}

/** An example in a rule file. Indentation is taken away by whoever shows or runs it, so that loading rules stays cheap. */
export const yaml = String.raw;
