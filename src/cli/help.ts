/** What `--help` says. */

import { formats } from "../report/formats.ts";
import { commands, flags, type Flag } from "./flags.ts";

export function helpText(version: string): string {
  return `mesh-lint ${version}: finds mistakes in Istio, Linkerd, SMI and Gateway API manifests before the cluster does

Usage
${rows([["mesh-lint [paths]", "lint files, folders and globs (default: the folder you are in)"], ...usages])}

Examples
  mesh-lint                                      everything that git knows here
  mesh-lint clusters/prod --fail-on warning      one folder, strictly
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
