/** TAB for zsh, as a file of `fpath` or sourced. */

import type { CommandOffer, FlagOffer, Offers, Values } from "./offers.ts";

export function zsh({ commands, rules, formats }: Offers): string {
  const [lint, ...others] = commands;
  return `#compdef mesh-lint
# zsh completion for mesh-lint, written by: mesh-lint completion zsh
_mesh_lint_rules() {
  local -a offers=(
${rules.map(({ name, help }) => `    ${described(name, help)}\n`).join("")}  )
  _describe -t rules rule offers
}
_mesh_lint_commands() {
  local -a offers=(
${others.map(({ name, help }) => `    ${described(name, help)}\n`).join("")}  )
  _describe -t commands command offers
}
_mesh_lint_first() {
  _alternative 'commands:command:_mesh_lint_commands' 'files:file:_files'
}
_mesh_lint_environments() {
  local -a offers=(\${(f)"$(_call_program environments mesh-lint environments --format names 2>/dev/null)"})
  compadd -a offers
}
_mesh_lint_refs() {
  local -a offers=(\${(f)"$(_call_program refs git for-each-ref '--format=%\\(refname:short\\)' 2>/dev/null)"})
  compadd -a offers
}
_mesh_lint_report() {
  if compset -P '*='; then
    _files
  else
    compadd -S = -- ${formats.join(" ")}
  fi
}
_mesh_lint() {
  if (( CURRENT > 2 )); then
    case $words[2] in
${others.map(commandCase).join("")}    esac
  fi
  _arguments -s -S : \\
${lint ? specs(lint.flags, "      ") : ""}      '1:: :_mesh_lint_first' '*:path:_files'
}
if [[ \${funcstack[1]-} == _mesh-lint ]]; then
  _mesh_lint "$@"
else
  compdef _mesh_lint mesh-lint
fi
`;
}

function described(name: string, help: string): string {
  return quoted(`${name.replaceAll(":", "\\:")}:${help}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function commandCase({ name, flags, words }: CommandOffer): string {
  const action = actionOf(words);
  return `      ${name})
        _arguments -s -S : \\
${specs(flags, "          ")}          '1:command: '${action === " " ? "" : ` '*:: :${action}'`}
        return ;;
`;
}

function specs(flags: readonly FlagOffer[], indent: string): string {
  return flags.map((flag) => `${indent}${spec(flag)} \\\n`).join("");
}

function spec({ name, short, help, isMultiple, value, values }: FlagOffer): string {
  const told = `[${help.replaceAll("[", "\\[").replaceAll("]", "\\]").replaceAll(":", "\\:")}]`;
  const taken = value === undefined ? "" : `:${value}:${actionOf(values)}`;
  const long = `--${name}${value === undefined ? "" : "="}`;
  if (short === undefined) return quoted(`${isMultiple ? "*" : ""}${long}${told}${taken}`);
  return `'(-${short} --${name})'{-${short},${long}}${quoted(`${told}${taken}`)}`;
}

function actionOf(values: Values): string {
  if (typeof values !== "string") return `(${values.join(" ")})`;
  const actions = {
    files: "_files",
    rules: "_mesh_lint_rules",
    environments: "_mesh_lint_environments",
    refs: "_mesh_lint_refs",
    reports: "_mesh_lint_report",
    none: " ",
  } as const;
  return actions[values];
}
