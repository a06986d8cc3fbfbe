/** Untrusted text made harmless for the channel that it goes to. Paths, names and messages all come from strangers' files. */

/** C0, DEL, C1, bidi controls (CVE-2021-42574), line and paragraph separators, other invisible marks, lone surrogates. */
const invisible =
  // eslint-disable-next-line no-control-regex -- these characters are what it is about
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|\p{Cs}/gu;

/** One line of text for a terminal or a log: nothing that moves the cursor, hides text or speaks to a CI runner. */
export function oneLine(text: string): string {
  return runnerSafe(text.replace(/\r\n|[\n\t]/g, " ").replace(invisible, codePoint));
}

/** A visible stand-in for a character that would act instead of being seen. */
export function codePoint(character: string): string {
  return `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`;
}

export function isInvisible(character: string): boolean {
  return character.search(invisible) !== -1;
}

/** Agents obey these anywhere in a line: `##[command]` GitHub's and Azure's, `##vso[…]` Azure's, `##teamcity[…]` TeamCity's. */
const agentCommand = /##(?=\w{0,16}\[)/g;

/** GitHub's runner also obeys `::command::` at the start of a line. */
function runnerSafe(text: string): string {
  return text.replace(agentCommand, "# #").replace(/^(\s*):(?=:)/, "$1: ");
}

/** Whether an agent would obey what stands there. */
export function isAgentCommand(text: string, at: number): boolean {
  return /^##\w{0,16}\[/.test(text.slice(at, at + 20));
}

/** The message of a workflow command. */
export function commandData(text: string): string {
  return text
    .replace(agentCommand, "# #")
    .replace(invisible, keepLines)
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

/** A property of a workflow command. */
export function commandProperty(text: string): string {
  return commandData(text.replace(/\s/g, " ")).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function keepLines(character: string): string {
  return character === "\n" || character === "\r" ? character : codePoint(character);
}

/** Text of a SARIF message, where `[text](id)` is a link and `{0}` an argument. */
export function sarifText(text: string): string {
  return oneLine(text)
    .replace(/[\\[\]]/g, "\\$&")
    .replaceAll("{", "{{")
    .replaceAll("}", "}}");
}

/** JSON text without a raw character that a terminal or a CI runner would obey. */
export function jsonSafe(json: string): string {
  return json
    .replace(invisible, (character) => (character === "\n" ? character : unicodeEscape(character)))
    .replace(agentCommand, "#\\u0023");
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A relative path as a URI reference: each segment percent-encoded. */
export function relativeUri(path: string): string {
  // A lone surrogate has no UTF-8 to encode.
  const segments = path
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent);
  return segments.join("/").replace(/^(?=[^/]*%3A)/i, "./");
}

/** The message of an Azure logging command. `%AZP25` is how its agent writes a per cent sign (microsoft/azure-pipelines-task-lib taskcommand.ts). */
export function azureData(text: string): string {
  return oneLine(text).replaceAll("%", "%AZP25");
}

/** A property of an Azure logging command. */
export function azureProperty(text: string): string {
  return azureData(text).replaceAll(";", "%3B").replaceAll("]", "%5D");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\n": "&#10;",
};

/** Text of an XML element or attribute, on one line. Some characters have no place in XML 1.0, not even as a reference. */
export function xmlText(text: string): string {
  return text
    .replace(/\r\n?|\t/g, (blank) => (blank === "\t" ? " " : "\n"))
    .replace(invisible, keepLines)
    .replace(/[&<>"'\n]/g, (character) => entities[character] ?? character)
    .replace(agentCommand, "#&#35;");
}

/**
 * Text of a Markdown paragraph or table cell. Mentions notify people, references link issues, addresses become links: a
 * blank without width takes them apart, where a backslash would not.
 */
export function markdownText(text: string): string {
  return oneLine(text)
    .replace(/[&<>]/g, (character) => entities[character] ?? character)
    .replace(/[\\`*_[\]|~$]/g, "\\$&")
    .replace(/[@#!%](?=\w)|:(?=\/\/)|\bwww(?=\.)|\bGH(?=-\d)/gi, "$&&#8203;");
}

/** Text as code in Markdown, outside of tables. */
export function markdownCode(text: string): string {
  const shown = oneLine(text);
  const runs = shown.match(/`+/g) ?? [];
  const fence = "`".repeat(runs.reduce((longest, { length }) => Math.max(longest, length), 0) + 1);
  const pad = /^[ `]|[ `]$/.test(shown) ? " " : "";
  return fence + pad + shown + pad + fence;
}
