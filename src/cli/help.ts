/** What `--help` and `mesh-lint help` say. */

import { formats } from "../report/formats.ts";
import { version } from "../version.ts";
import { commands, flags, formatsOf, manners, type Command, type Flag } from "./flags.ts";
import type { Call } from "./parse.ts";
import { didYouMean, UsageError } from "./usage.ts";
import { write } from "./write.ts";

/** `mesh-lint help [command]`. */
export async function helpCommand({ words }: Call): Promise<number> {
  const [name = "lint"] = words;
  const isKnown = name === "lint" || Object.hasOwn(commands, name);
  if (!isKnown) throw new UsageError(`there is no command "${name}"${didYouMean(name, Object.keys(commands))}`);
  await write(1, pageOf(name as Command));
  return 0;
}

/** What `--help` says after a command. */
export function pageOf(command: Command): string {
  return command === "lint" ? helpText(version) : commandText(command);
}

function commandText(command: Exclude<Command, "lint">): string {
  const { words, flags: heeded } = manners[command];
  const own = heeded.map((name) => {
    const flag: Flag = flags[name];
    return [
      usage(name, flag),
      name === "format" ? `${formatsOf[command].join(", ")} (default text)` : flag.help,
    ] as const;
  });
  const examples = examplesOf[command] ?? [];
  return [
    `mesh-lint ${command}: ${commands[command]}\n`,
    `\nUsage\n  ${`mesh-lint ${command} ${words}`.trim()}\n`,
    ...(examples.length > 0 ? [`\nExamples\n${examples.map((each) => `  ${each}\n`).join("")}`] : []),
    ...(own.length > 0 ? [`\nFlags\n${rows(own)}\n`] : []),
  ].join("");
}

const examplesOf: Readonly<Partial<Record<Command, readonly string[]>>> = {
  explain: ["mesh-lint explain istio/unknown-subset", "mesh-lint explain IST0101"],
  rules: ["mesh-lint rules --format json"],
  environments: ["mesh-lint environments clusters/prod"],
  completion: [
    "bash        mesh-lint completion bash > ~/.local/share/bash-completion/completions/mesh-lint",
    'zsh         mesh-lint completion zsh > "${fpath[1]}/_mesh-lint"',
    "fish        mesh-lint completion fish > ~/.config/fish/completions/mesh-lint.fish",
    "powershell  mesh-lint completion powershell >> $PROFILE",
  ],
};

export function helpText(version: string): string {
  return `mesh-lint ${version}: finds mistakes in Istio, Linkerd, SMI and Gateway API manifests before the cluster does

Usage
${rows([["mesh-lint [paths]", "lint files, folders and globs (default: the folder you are in)"], ...usages])}

Examples
  mesh-lint                                      everything that git knows here
  mesh-lint clusters/prod --fail-on warning      one folder, strictly
  mesh-lint --changed                            only what this branch broke
  kustomize build . | mesh-lint -                what another tool has rendered
  mesh-lint --format sarif -o mesh.sarif         for GitHub code scanning
  mesh-lint --report junit=mesh.xml              test results in a file, and text in the log
  mesh-lint explain istio/unknown-subset         what a finding means

${groups()}

Formats
${rows(Object.entries(formats))}

A folder that is named like a command is written with a dot: mesh-lint ./rules
Exit codes: 0 nothing found, 1 findings from --fail-on up, 2 the work could not be done.
`;
}

const usages = Object.entries(commands).map(([name, help]) => [`mesh-lint ${name}`, help] as const);

function groups(): string {
  const entries: readonly (readonly [string, Flag])[] = Object.entries(flags);
  const names = [...new Set(entries.map(([, { group }]) => group))];
  return names
    .map((group) => {
      const own = entries.filter(([, flag]) => flag.group === group);
      return `${group}\n${rows(own.map(([name, flag]) => [usage(name, flag), flag.help]))}`;
    })
    .join("\n\n");
}

function usage(name: string, { short, value }: Flag): string {
  return `${short ? `-${short}, ` : "    "}--${name}${value ? ` ${value}` : ""}`;
}

function rows(entries: readonly (readonly [left: string, right: string])[]): string {
  return entries.map(([left, right]) => `  ${left.padEnd(30)} ${right}`).join("\n");
}
