/** TAB for PowerShell 5.1 and newer. */

import type { CommandOffer, FlagOffer, Offers, Values } from "./offers.ts";

export function powershell({ commands, rules, formats }: Offers): string {
  const others = commands.filter(({ name }) => name !== "");
  return `# PowerShell completion for mesh-lint, written by: mesh-lint completion powershell
Register-ArgumentCompleter -Native -CommandName mesh-lint -ScriptBlock {
    param($word, $ast, $cursor)
    $commands = [ordered]@{
${others.map(({ name, help }) => `        ${quoted(name)} = ${quoted(help)}\n`).join("")}    }
    $flags = @{
${commands.map(flagTable).join("")}    }
    $words = @{
${others.map(({ name, words }) => `        ${quoted(name)} = ${sortOf(words)}\n`).join("")}    }
    $rules = [ordered]@{
${rules.map(({ name, help }) => `        ${quoted(name)} = ${quoted(help)}\n`).join("")}    }
    $formats = ${list(formats)}
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
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function list(words: readonly string[]): string {
  return `@(${words.map(quoted).join(", ")})`;
}

function flagTable({ name, flags }: CommandOffer): string {
  return `        ${quoted(name)} = [ordered]@{\n${flags.flatMap(flagRows).join("")}        }\n`;
}

function flagRows({ name, short, help, value, values }: FlagOffer): string[] {
  const row = `@(${quoted(help)}, ${value === undefined ? "''" : sortOf(values)})`;
  return [`--${name}`, ...(short && value !== undefined ? [`-${short}`] : [])].map(
    (each) => `            ${quoted(each)} = ${row}\n`,
  );
}

function sortOf(values: Values): string {
  return typeof values === "string" ? quoted(values) : list(values);
}
