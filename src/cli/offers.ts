/** What TAB can offer, for whichever shell: the tables that the parser uses, and the rules. */

import { rules } from "../../rules/index.ts";
import { formats } from "../report/formats.ts";
import { commands, everywhere, flags, formatsOf, manners, type Flag, type FlagName } from "./flags.ts";

/** All that can be offered, for whichever shell. */
export interface Offers {
  /** Each command with its flags; the one without a name is `lint`. */
  readonly commands: readonly CommandOffer[];
  readonly rules: readonly { readonly name: string; readonly help: string }[];
  readonly formats: readonly string[];
}

export interface CommandOffer {
  readonly name: string;
  readonly help: string;
  readonly flags: readonly FlagOffer[];
  readonly words: Values;
}

export interface FlagOffer {
  readonly name: string;
  readonly short: string | undefined;
  readonly help: string;
  readonly isMultiple: boolean;
  /** What its value is called, if it takes one. */
  readonly value: string | undefined;
  readonly values: Values;
}

/** What may stand at a place: one of these words, or of a sort that the shell or mesh-lint knows. */
export type Values = readonly string[] | "files" | "rules" | "environments" | "refs" | "reports" | "none";

export function offers(): Offers {
  const names = Object.keys(commands) as (keyof typeof commands)[];
  const all = (Object.keys(flags) as FlagName[]).filter((name) => (flags[name] as Flag).of === undefined);
  const lint: CommandOffer = { name: "", help: "", flags: all.map((name) => flagOffer(name)), words: "files" };
  const others = names.map((name): CommandOffer => {
    const heeded = [...manners[name].flags, ...everywhere];
    return {
      name,
      help: commands[name],
      flags: heeded.map((flag) => flagOffer(flag, formatsOf[name])),
      words: wordsOf(manners[name].words, names),
    };
  });
  return {
    commands: [lint, ...others],
    rules: rules.map(({ id, rule }) => ({ name: id, help: rule.summary })),
    formats: Object.keys(formats),
  };
}

function flagOffer(name: FlagName, known: readonly string[] = Object.keys(formats)): FlagOffer {
  const { short, help, value, choices, multiple }: Flag = flags[name];
  const values = name === "format" ? known : (choices ?? valuesOf(value));
  return { name, short, help, value, values, isMultiple: multiple ?? false };
}

const sorts: Readonly<Record<string, Values>> = {
  ...{ FILE: "files", PATH: "files", PATTERN: "rules", NAME: "environments", REF: "refs", "FORMAT=FILE": "reports" },
};

function valuesOf(value: string | undefined): Values {
  return (value !== undefined && sorts[value]) || "none";
}

function wordsOf(words: string, names: readonly string[]): Values {
  if (words === "RULE..." || words === "[RULE...]") return "rules";
  if (words === "[paths]") return "files";
  if (words === "[command]") return names;
  return words === "" ? "none" : words.split("|");
}
