/*9e931b6cad872e3dadbaff7a639b0394*/const e=require("./core.js");function t({commands:e,rules:t,formats:i}){let[o,...s]=e;return`# bash completion for mesh-lint, written by: mesh-lint completion bash
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
  _mesh_lint_words "${t.map(({name:e})=>e).join(` `)}"
}
_mesh_lint_report() {
  if [[ $value == *=* ]]; then
    local file=\${value#*=} start=
    [[ $COMP_WORDBREAKS == *=* ]] || start=$prefix\${value%%=*}=
    local IFS=$'\\n'
    COMPREPLY=($(compgen -P "$start" -f -- "$file"))
    compopt -o filenames 2>/dev/null
  else
    _mesh_lint_words "${i.map(e=>`${e}=`).join(` `)}"
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
      ${s.map(({name:e})=>e).join(`|`)}) command=$word; break ;;
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
${e.map(r).join(``)}  esac
  case $command in
${s.map(a).join(``)}    *)
      if [[ $value == -* ]]; then
        _mesh_lint_words "${o?n(o.flags):``}"
      elif (( \${#words[@]} == 1 )); then
        _mesh_lint_words "${s.map(({name:e})=>e).join(` `)}"
      fi ;;
  esac
}
complete -o default -o bashdefault -F _mesh_lint mesh-lint
`}function n(e){return e.map(({name:e})=>`--${e}`).join(` `)}function r({name:e,flags:t}){return t.filter(({value:e})=>e!==void 0).map(t=>{let n=`${e}:--${t.name}`;return`    ${t.short?`${e}:-${t.short}|`:``}${n}) ${i(t.values)}return ;;\n`}).join(``)}function i(e){if(typeof e!=`string`)return`_mesh_lint_words "${e.join(` `)}"; `;switch(e){case`rules`:return`_mesh_lint_rules; `;case`reports`:return`_mesh_lint_report; `;case`environments`:return`_mesh_lint_lines < <(mesh-lint environments --format names 2>/dev/null); `;case`refs`:return`_mesh_lint_lines < <(git for-each-ref --format='%(refname:short)' 2>/dev/null); `;case`files`:case`none`:return``}}function a({name:e,flags:t,words:r}){return`    ${e})
      if [[ $value == -* ]]; then
        _mesh_lint_words "${n(t)}"
      else
        ${i(r)||`: `}
      fi ;;
`}function o({commands:e,rules:t,formats:n}){let r=e.filter(({name:e})=>e!==``);return`# fish completion for mesh-lint, written by: mesh-lint completion fish
function __mesh_lint_command
    set -l words (commandline -opc)
    for word in $words[2..-1]
        string match -q -- '-*' $word; and continue
        contains -- $word ${r.map(({name:e})=>e).join(` `)}; and echo $word; or echo lint
        return
    end
    echo none
end
function __mesh_lint_at
    contains -- (__mesh_lint_command) $argv
end
function __mesh_lint_rules
    printf '%s\\t%s\\n' \\
${t.map(({name:e,help:t})=>`        ${s(e)} ${s(t)}`).join(` \\
`)}
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
        printf '%s=\\n' ${n.join(` `)}
    end
end
complete -c mesh-lint -e
${r.map(({name:e,help:t})=>`complete -c mesh-lint -n '__mesh_lint_at none' -a ${e} -d ${s(t)}\n`).join(``)}${r.map(l).join(``)}${e.flatMap(({name:e,flags:t})=>t.map(t=>u(e,t))).join(``)}`}function s(e){return`'${e.replaceAll(`\\`,`\\\\`).replaceAll(`'`,`\\'`)}'`}function c(e){return`complete -c mesh-lint -n '__mesh_lint_at ${e||`none lint`}'`}function l({name:e,words:t}){return t===`files`?``:`${c(e)} -f${d(t)}\n`}function u(e,{name:t,short:n,help:r,value:i,values:a}){let o=i===void 0?``:a===`files`?` -r -F`:` -x${d(a)}`;return`${c(e)}${n?` -s ${n}`:``} -l ${t} -d ${s(r)}${o}\n`}function d(e){return typeof e==`string`?{files:``,none:``,rules:` -a '(__mesh_lint_rules)'`,environments:` -a '(mesh-lint environments --format names 2>/dev/null)'`,refs:` -a "(git for-each-ref --format='%(refname:short)' 2>/dev/null)"`,reports:` -a '(__mesh_lint_report)'`}[e]:` -a ${s(e.join(` `))}`}function f({commands:e,rules:t,formats:n}){let r=e.filter(({name:e})=>e!==``);return`# PowerShell completion for mesh-lint, written by: mesh-lint completion powershell
Register-ArgumentCompleter -Native -CommandName mesh-lint -ScriptBlock {
    param($word, $ast, $cursor)
    $commands = [ordered]@{
${r.map(({name:e,help:t})=>`        ${p(e)} = ${p(t)}\n`).join(``)}    }
    $flags = @{
${e.map(h).join(``)}    }
    $words = @{
${r.map(({name:e,words:t})=>`        ${p(e)} = ${_(t)}\n`).join(``)}    }
    $rules = [ordered]@{
${t.map(({name:e,help:t})=>`        ${p(e)} = ${p(t)}\n`).join(``)}    }
    $formats = ${m(n)}
    $before = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
    $command = ''
    foreach ($each in $before[1..$before.Count]) {
        if (-not $each -or $each.StartsWith('-')) { continue }
        if ($commands.Contains($each)) { $command = $each }
        break
    }
    $prefix = ''
    $value = "$word"
    $flag = if ($before.Count -gt 1) { $before[-1] } else { '' }
    if ($value -match '^(--[^=]+)=(.*)$') {
        $flag = $Matches[1]
        $prefix = "$flag="
        $value = $Matches[2]
    }
    $sort = $null
    if ($flags[$command].Contains($flag)) { $sort = $flags[$command][$flag][1] }
    $offers = [ordered]@{}
    if ($sort -is [array]) { foreach ($each in $sort) { $offers[$each] = $each } }
    elseif ($sort -eq 'rules') { $offers = $rules }
    elseif ($sort -eq 'reports') { foreach ($each in $formats) { $offers["$each="] = $each } }
    elseif ($sort -eq 'environments') { foreach ($each in (mesh-lint environments --format names 2>$null)) { $offers[$each] = $each } }
    elseif ($sort -eq 'refs') { foreach ($each in (git for-each-ref '--format=%(refname:short)' 2>$null)) { $offers[$each] = $each } }
    elseif ($sort) { return }
    elseif ($value.StartsWith('-')) { foreach ($each in $flags[$command].Keys) { $offers[$each] = $flags[$command][$each][0] } }
    elseif ($command -eq '') { if ($before.Count -eq 1) { $offers = $commands } }
    elseif ($words[$command] -is [array]) { foreach ($each in $words[$command]) { $offers[$each] = $each } }
    elseif ($words[$command] -eq 'rules') { $offers = $rules }
    foreach ($each in $offers.Keys) {
        if (-not $each.StartsWith($value, [StringComparison]::OrdinalIgnoreCase)) { continue }
        $text = "$prefix$each"
        if ($text -notmatch '^[\\w./=*-]+$') { $text = "'" + $text.Replace("'", "''") + "'" }
        $help = if ($offers[$each]) { $offers[$each] } else { $each }
        [System.Management.Automation.CompletionResult]::new($text, $each, 'ParameterValue', $help)
    }
}
`}function p(e){return`'${e.replaceAll(`'`,`''`)}'`}function m(e){return`@(${e.map(p).join(`, `)})`}function h({name:e,flags:t}){return`        ${p(e)} = [ordered]@{\n${t.flatMap(g).join(``)}        }\n`}function g({name:e,short:t,help:n,value:r,values:i}){let a=`@(${p(n)}, ${r===void 0?`''`:_(i)})`;return[`--${e}`,...t&&r!==void 0?[`-${t}`]:[]].map(e=>`            ${p(e)} = ${a}\n`)}function _(e){return typeof e==`string`?p(e):m(e)}function v({commands:e,rules:t,formats:n}){let[r,...i]=e;return`#compdef mesh-lint
# zsh completion for mesh-lint, written by: mesh-lint completion zsh
_mesh_lint_rules() {
  local -a offers=(
${t.map(({name:e,help:t})=>`    ${y(e,t)}\n`).join(``)}  )
  _describe -t rules rule offers
}
_mesh_lint_commands() {
  local -a offers=(
${i.map(({name:e,help:t})=>`    ${y(e,t)}\n`).join(``)}  )
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
    compadd -S = -- ${n.join(` `)}
  fi
}
_mesh_lint() {
  if (( CURRENT > 2 )); then
    case $words[2] in
${i.map(x).join(``)}    esac
  fi
  _arguments -s -S : \\
${r?S(r.flags,`      `):``}      '1:: :_mesh_lint_first' '*:path:_files'
}
if [[ \${funcstack[1]-} == _mesh-lint ]]; then
  _mesh_lint "$@"
else
  compdef _mesh_lint mesh-lint
fi
`}function y(e,t){return b(`${e.replaceAll(`:`,`\\:`)}:${t}`)}function b(e){return`'${e.replaceAll(`'`,`'\\''`)}'`}function x({name:e,flags:t,words:n}){let r=w(n);return`      ${e})
        _arguments -s -S : \\
${S(t,`          `)}          '1:command: '${r===` `?``:` '*:: :${r}'`}
        return ;;
`}function S(e,t){return e.map(e=>`${t}${C(e)} \\\n`).join(``)}function C({name:e,short:t,help:n,isMultiple:r,value:i,values:a}){let o=`[${n.replaceAll(`[`,`\\[`).replaceAll(`]`,`\\]`).replaceAll(`:`,`\\:`)}]`,s=i===void 0?``:`:${i}:${w(a)}`,c=`--${e}${i===void 0?``:`=`}`;return t===void 0?b(`${r?`*`:``}${c}${o}${s}`):`'(-${t} --${e})'{-${t},${c}}${b(`${o}${s}`)}`}function w(e){return typeof e==`string`?{files:`_files`,rules:`_mesh_lint_rules`,environments:`_mesh_lint_environments`,refs:`_mesh_lint_refs`,reports:`_mesh_lint_report`,none:` `}[e]:`(${e.join(` `)})`}function T(){let t=Object.keys(e.C);return{commands:[{name:``,help:``,flags:Object.keys(e.T).filter(t=>e.T[t].of===void 0).map(e=>E(e)),words:`files`},...t.map(n=>{let r=[...e.D[n].flags,...e.w];return{name:n,help:e.C[n],flags:r.map(t=>E(t,e.E[n])),words:k(e.D[n].words,t)}})],rules:e.sn.map(({id:e,rule:t})=>({name:e,help:t.summary})),formats:Object.keys(e.P)}}function E(t,n=Object.keys(e.P)){let{short:r,help:i,value:a,choices:o,multiple:s}=e.T[t];return{name:t,short:r,help:i,value:a,values:t===`format`?n:o??O(a),isMultiple:s??!1}}const D={FILE:`files`,PATH:`files`,PATTERN:`rules`,NAME:`environments`,REF:`refs`,"FORMAT=FILE":`reports`};function O(e){return e!==void 0&&D[e]||`none`}function k(e,t){return e===`RULE...`||e===`[RULE...]`?`rules`:e===`[paths]`?`files`:e===`[command]`?t:e===``?`none`:e.split(`|`)}async function A({words:t}){let[n=``,...r]=t;if(n===``||r.length>0)throw new e.M(`completion needs a shell: ${e.O.join(`, `)}`);if(!Object.hasOwn(j,n))throw new e.M(`there is no completion for "${n}"${e.N(n,e.O)||`: use ${e.O.join(`, `)}`}`);return await e.j(1,j[n](T())),0}const j={bash:t,zsh:v,fish:o,powershell:f};exports.completionCommand=A;