/** The flags of the command line: what the parser accepts and the help tells. */

import { formats } from "../report/formats.ts";

export interface Flag {
  readonly group: "What to lint" | "Which rules" | "Known findings" | "Output" | "Other";
  readonly help: string;
  /** Name of its value in the help; without one the flag takes none. */
  readonly value?: string;
  /** All that the value may be. */
  readonly choices?: readonly string[];
  readonly short?: string;
  /** May be given several times. */
  readonly multiple?: true;
  /** The one command that heeds it, where it is not that without a name. */
  readonly of?: "config" | "init";
}

export const flags = {
  config: {
    group: "What to lint",
    value: "FILE",
    help: "use this configuration (default: the nearest mesh-lint.yaml)",
  },
  "no-config": { group: "What to lint", help: "use no configuration file" },
  environment: {
    group: "What to lint",
    value: "NAME",
    multiple: true,
    help: "lint only environments of this name or pattern",
  },
  crd: {
    group: "What to lint",
    value: "PATH",
    multiple: true,
    help: "take schemas from these CustomResourceDefinitions too",
  },
  changed: { group: "What to lint", help: "report only what is new since the branch began" },
  since: { group: "What to lint", value: "REF", help: "the branch or commit that --changed compares with" },
  "in-context": {
    group: "What to lint",
    help: "read the whole repository, and report on the given paths only",
  },
  "stdin-filename": { group: "What to lint", value: "PATH", help: "name of what is read from standard input (path -)" },
  "max-file-size": { group: "What to lint", value: "SIZE", help: "skip larger files (default 10MB)" },

  "list-files": { group: "What to lint", help: "print the files that would be linted, and lint nothing" },
  null: {
    group: "What to lint",
    short: "0",
    help: "with --list-files: names as they are, each with a zero byte behind",
  },

  rule: {
    group: "Which rules",
    value: "PATTERN",
    multiple: true,
    help: "run only rules that match: istio/*, mesh/permissive-mtls",
  },
  ignore: { group: "Which rules", value: "PATTERN", multiple: true, help: "do not run rules that match" },
  "fail-on": {
    group: "Which rules",
    value: "LEVEL",
    choices: ["error", "warning", "info", "never"],
    help: "exit with 1 from this severity on (default error)",
  },

  baseline: {
    group: "Known findings",
    value: "FILE",
    help: "do not count what this file lists",
  },
  "update-baseline": { group: "Known findings", help: "write all findings of now to the baseline" },
  "prune-baseline": { group: "Known findings", help: "drop what is gone from the baseline" },
  "no-suppressions": { group: "Known findings", help: "count what comments and annotations suppress, too" },
  "prune-suppressions": { group: "Known findings", help: "remove unused suppressions from the files" },

  format: {
    group: "Output",
    value: "FORMAT",
    choices: Object.keys(formats),
    help: "how to report (default text; see Formats)",
  },
  report: {
    group: "Output",
    value: "FORMAT=FILE",
    multiple: true,
    help: "write one more report to a file: junit=report.xml",
  },
  output: { group: "Output", value: "FILE", short: "o", help: "write the report to a file" },
  quiet: { group: "Output", short: "q", help: "errors only, one line each" },
  verbose: { group: "Output", short: "v", help: "also what was skipped or suppressed, and why" },
  color: {
    group: "Output",
    value: "WHEN",
    choices: ["auto", "always", "never"],
    help: "auto (default; heeds NO_COLOR and FORCE_COLOR), always, never",
  },

  watch: { group: "Other", short: "w", help: "lint again whenever a file changes, and say what is new and gone" },
  stats: { group: "Other", help: "tell how long each phase and each rule took" },
  debug: { group: "Other", help: "say on standard error what is done and why" },
  "print-config": { group: "Other", help: "show the configuration that holds, as JSON (see mesh-lint config)" },
  resolved: { group: "Other", of: "config", value: "PATH", help: "config: show what holds for this file, and why" },
  force: { group: "Other", of: "init", help: "init: replace the configuration that is there" },
  help: { group: "Other", short: "h", help: "show this" },
  version: { group: "Other", short: "V", help: "show the version" },
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagName = keyof typeof flags;

export const commands = {
  rules: "list all rules, or those that match (mesh-lint rules istio)",
  explain: "tell all about a rule, or a code of another tool (mesh-lint explain IST0101)",
  environments: "show the environments: how complete each is, and what accepts plain text",
  config: "show the configuration that holds, and where each value came from",
  init: "look at the repository and write a mesh-lint.yaml that fits it",
  completion: "print a script that lets TAB complete in bash, zsh, fish or powershell",
  help: "show this, or all about one command (mesh-lint help explain)",
} as const;

/** `lint` is what a call without a command does; the word may be written. */
export type Command = keyof typeof commands | "lint";

export const shells = ["bash", "zsh", "fish", "powershell"] as const;

export interface Manner {
  /** What follows the name of the command. */
  readonly words: string;
  /** All flags that it heeds besides those of every command. */
  readonly flags: readonly FlagName[];
}

/** Flags of every command. */
export const everywhere: readonly FlagName[] = ["help", "version", "debug"];

const reading = ["config", "no-config", "environment", "crd", "stdin-filename", "max-file-size"] as const;

/** How each command is called; without a command all flags may be given. */
export const manners: Readonly<Record<keyof typeof commands, Manner>> = {
  rules: { words: "[RULE...]", flags: ["format"] },
  explain: { words: "RULE...", flags: [] },
  environments: { words: "[paths]", flags: [...reading, "format", "color", "verbose"] },
  config: {
    words: "[paths]",
    flags: ["config", "no-config", "resolved", "crd", "baseline", "rule", "ignore", "max-file-size", "format"],
  },
  init: { words: "[folder]", flags: ["force", "max-file-size"] },
  completion: { words: shells.join("|"), flags: [] },
  help: { words: "[command]", flags: [] },
};

/** Formats that each command knows. */
export const formatsOf: Readonly<Record<Command, readonly string[]>> = {
  lint: Object.keys(formats),
  rules: ["text", "json", "markdown"],
  explain: [],
  environments: ["text", "json", "names"],
  config: ["text", "json"],
  init: [],
  completion: [],
  help: [],
};
