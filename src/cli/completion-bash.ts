/** TAB for bash, from 3.2 (macOS) on. */

import type { CommandOffer, FlagOffer, Offers, Values } from "./offers.ts";

/**
 * What comes from a repository (names of environments, git refs) never goes through `compgen -W`, which would expand
 * `$(...)` in it, and is quoted before it reaches the line.
 */
export function bash({ commands, rules, formats }: Offers): string {
  const [lint, ...others] = commands;
  return `# bash completion for mesh-lint, written by: mesh-lint completion bash
_mesh_lint_words() {
  local IFS=$' \\t\\n'
  COMPREPLY=($(compgen -P "$prefix" -W "$1" -- "$value"))
}
_mesh_lint_lines() {
  local line quoted
  while IFS= read -r line; do
    [[ $line == "$value"* ]] || continue
    printf -v quoted %q "$line"
    COMPREPLY+=("$prefix$quoted")
  done
}
_mesh_lint_rules() {
  _mesh_lint_words "${rules.map(({ name }) => name).join(" ")}"
}
_mesh_lint_report() {
  if [[ $value == *=* ]]; then
    local file=\${value#*=} start=
    [[ $COMP_WORDBREAKS == *=* ]] || start=$prefix\${value%%=*}=
    local IFS=$'\\n'
    COMPREPLY=($(compgen -P "$start" -f -- "$file"))
    compopt -o filenames 2>/dev/null
  else
    _mesh_lint_words "${formats.map((name) => `${name}=`).join(" ")}"
    compopt -o nospace 2>/dev/null
  fi
}
_mesh_lint() {
  COMPREPLY=()
  local line=\${COMP_LINE:0:COMP_POINT} command= flag= prefix= value word words index
  value=\${line##*[[:space:]]}
  read -ra words <<< "\${line%"$value"}"
  for word in "\${words[@]:1}"; do
    case $word in
      -*) ;;
      ${others.map(({ name }) => name).join("|")}) command=$word; break ;;
      *) break ;;
    esac
  done
  if [[ $value == --*=* ]]; then
    flag=\${value%%=*}
    [[ $COMP_WORDBREAKS == *=* ]] || prefix=$flag=
    value=\${value#*=}
  elif (( \${#words[@]} > 1 )); then
    flag=\${words[\${#words[@]} - 1]}
  fi
  case $command:$flag in
${commands.map(valueCases).join("")}  esac
  case $command in
${others.map(commandCase).join("")}    *)
      if [[ $value == -* ]]; then
        _mesh_lint_words "${lint ? namesOf(lint.flags) : ""}"
      elif (( \${#words[@]} == 1 )); then
        _mesh_lint_words "${others.map(({ name }) => name).join(" ")}"
      fi ;;
  esac
}
complete -o default -o bashdefault -F _mesh_lint mesh-lint
`;
}

function namesOf(flags: readonly FlagOffer[]): string {
  return flags.map(({ name }) => `--${name}`).join(" ");
}

function valueCases({ name, flags }: CommandOffer): string {
  return flags
    .filter(({ value }) => value !== undefined)
    .map((flag) => {
      const long = `${name}:--${flag.name}`;
      return `    ${flag.short ? `${name}:-${flag.short}|` : ""}${long}) ${offer(flag.values)}return ;;\n`;
    })
    .join("");
}

/** Nothing to say means that readline offers files. */
function offer(values: Values): string {
  if (typeof values !== "string") return `_mesh_lint_words "${values.join(" ")}"; `;
  switch (values) {
    case "rules":
      return "_mesh_lint_rules; ";
    case "reports":
      return "_mesh_lint_report; ";
    case "environments":
      return "_mesh_lint_lines < <(mesh-lint environments --format names 2>/dev/null); ";
    case "refs":
      return "_mesh_lint_lines < <(git for-each-ref --format='%(refname:short)' 2>/dev/null); ";
    case "files":
    case "none":
      return "";
  }
}

function commandCase({ name, flags, words }: CommandOffer): string {
  return `    ${name})
      if [[ $value == -* ]]; then
        _mesh_lint_words "${namesOf(flags)}"
      else
        ${offer(words) || ": "}
      fi ;;
`;
}
