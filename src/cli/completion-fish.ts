/** TAB for fish. */

import type { CommandOffer, FlagOffer, Offers, Values } from "./offers.ts";

export function fish({ commands, rules, formats }: Offers): string {
  const others = commands.filter(({ name }) => name !== "");
  const names = others.map(({ name }) => name).join(" ");
  return `# fish completion for mesh-lint, written by: mesh-lint completion fish
function __mesh_lint_command
    set -l words (commandline -opc)
    for word in $words[2..-1]
        string match -q -- '-*' $word; and continue
        contains -- $word ${names}; and echo $word; or echo lint
        return
    end
    echo none
end
function __mesh_lint_at
    contains -- (__mesh_lint_command) $argv
end
function __mesh_lint_rules
    printf '%s\\t%s\\n' \\
${rules.map(({ name, help }) => `        ${quoted(name)} ${quoted(help)}`).join(" \\\n")}
end
function __mesh_lint_report
    set -l word (commandline -ct | string replace -r '^--report=' '')
    if string match -q -- '*=*' $word
        set -l format (string replace -r '=.*' '' -- $word)
        set -l file (string replace -r '^[^=]*=' '' -- $word)
        for path in (__fish_complete_path $file)
            echo $format=$path
        end
    else
        printf '%s=\\n' ${formats.join(" ")}
    end
end
complete -c mesh-lint -e
${others.map(({ name, help }) => `complete -c mesh-lint -n '__mesh_lint_at none' -a ${name} -d ${quoted(help)}\n`).join("")}${others.map(wordsOf).join("")}${commands.flatMap(({ name, flags }) => flags.map((flag) => flagLine(name, flag))).join("")}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

function at(command: string): string {
  return `complete -c mesh-lint -n '__mesh_lint_at ${command || "none lint"}'`;
}

function wordsOf({ name, words }: CommandOffer): string {
  return words === "files" ? "" : `${at(name)} -f${offered(words)}\n`;
}

function flagLine(command: string, { name, short, help, value, values }: FlagOffer): string {
  const takes = value === undefined ? "" : values === "files" ? " -r -F" : ` -x${offered(values)}`;
  return `${at(command)}${short ? ` -s ${short}` : ""} -l ${name} -d ${quoted(help)}${takes}\n`;
}

function offered(values: Values): string {
  if (typeof values !== "string") return ` -a ${quoted(values.join(" "))}`;
  const sources = {
    files: "",
    none: "",
    rules: " -a '(__mesh_lint_rules)'",
    environments: " -a '(mesh-lint environments --format names 2>/dev/null)'",
    refs: " -a \"(git for-each-ref --format='%(refname:short)' 2>/dev/null)\"",
    reports: " -a '(__mesh_lint_report)'",
  } as const;
  return sources[values];
}
