/** Words of the command line → what is asked for. */

import { parseArgs } from "node:util";
import { commands, everywhere, flags, formatsOf, manners, type Command, type Flag, type FlagName } from "./flags.ts";
import { didYouMean, UsageError } from "./usage.ts";

export interface Call {
  readonly command: Command;
  /** Paths, or the rule to explain. */
  readonly words: readonly string[];
  readonly has: (name: FlagName) => boolean;
  /** The last value that was given. */
  readonly value: (name: FlagName) => string | undefined;
  readonly values: (name: FlagName) => readonly string[];
}

/** Without any, all of the folder you are in. */
export function pathsOf({ words }: Call): readonly string[] {
  return words.length > 0 ? words : ["."];
}

const table: Readonly<Record<string, Flag>> = flags;

export function parse(args: readonly string[]): Call {
  const given = new Map<string, string[]>();
  const words: string[] = [];
  let onlyWords = false;
  for (const token of tokensOf(args)) {
    if (token.kind === "option-terminator") onlyWords = true;
    else if (token.kind === "positional") words.push(token.value);
    else {
      const list = given.get(token.name) ?? [];
      given.set(token.name, [...list, valueOf(token)]);
    }
  }
  const [first] = words;
  const isCommand = !onlyWords && first !== undefined && (first === "lint" || Object.hasOwn(commands, first));
  const command = isCommand ? (first as Command) : "lint";
  const call: Call = {
    command,
    words: isCommand ? words.slice(1) : words,
    has: (name) => given.has(name),
    value: (name) => given.get(name)?.at(-1),
    values: (name) => given.get(name) ?? [],
  };
  refuseUnheeded(command, given.keys());
  refuseFormat(call);
  return call;
}

function tokensOf(args: readonly string[]): NonNullable<ReturnType<typeof parseArgs>["tokens"]> {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, { value, short }]) => [
      name,
      {
        type: value === undefined ? ("boolean" as const) : ("string" as const),
        multiple: true,
        ...(short && { short }),
      },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true, allowPositionals: true });
  return tokens;
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function valueOf({ name, rawName, value, inlineValue }: OptionToken): string {
  const flag = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!flag) throw new UsageError(`unknown flag "${rawName}"${didYouMean(rawName, Object.keys(table).map(dashed))}`);
  if (flag.value === undefined) {
    if (value !== undefined) throw new UsageError(`${dashed(name)} takes no value`);
    return "";
  }
  if (value === undefined || value === "" || (!inlineValue && /^--?\w/.test(value))) {
    throw new UsageError(`${dashed(name)} needs a value: ${dashed(name)} ${flag.choices?.join("|") ?? flag.value}`);
  }
  // Formats differ between commands.
  if (name !== "format" && flag.choices && !flag.choices.includes(value))
    throw unknownChoice(name, value, flag.choices);
  return value;
}

/** A flag that changes nothing was meant to change something. */
function refuseUnheeded(command: Command, given: Iterable<string>): void {
  if (command === "lint") {
    for (const name of given) {
      const { of } = table[name] ?? {};
      if (of) throw new UsageError(`${dashed(name)} belongs to mesh-lint ${of}: see mesh-lint help ${of}`);
    }
    return;
  }
  const heeded: readonly string[] = [...manners[command].flags, ...everywhere];
  for (const name of given) {
    if (heeded.includes(name)) continue;
    throw new UsageError(`mesh-lint ${command} takes no ${dashed(name)}: see mesh-lint help ${command}`);
  }
}

function refuseFormat(call: Call): void {
  const format = call.value("format");
  const known = formatsOf[call.command];
  if (format !== undefined && !known.includes(format)) throw unknownChoice("format", format, known);
}

export function unknownChoice(name: string, value: string, choices: readonly string[]): UsageError {
  const guess = didYouMean(value, choices);
  return new UsageError(`unknown ${dashed(name)} "${value}"${guess || `: use ${choices.join(", ")}`}`);
}

function dashed(name: string): string {
  return `--${name}`;
}
