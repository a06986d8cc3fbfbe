/** Values and names that nobody expects where they stand. */

export const oddNames: readonly string[] = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "length",
  "0",
  "-1",
  "",
  " ",
  "*",
  "**",
  "*.*",
  "a/b/c",
  "/",
  "..",
  "-",
  ".",
  "a..b",
  "::",
  "[::1]",
  "10.0.0.0/99",
  "ünïcode.例え",
  "${NAME}",
  "{{ .Values.name }}",
  "ENC[AES256_GCM,data:x]",
  "\u0000",
  "\ud800",
  "\u202e",
  "\u001b[31m",
  "::set-output name=x::y",
  "##[error]x",
  "[x](https://example.com)",
  "line one\nline two",
  "x".repeat(5000),
  "a.".repeat(1000),
  "(".repeat(200),
  "(a+)+$",
  "{a,b}".repeat(12),
  "[[:alpha:]",
  "%2e%2e%2f%",
  "1e999",
  "99999999999999999999s",
  "1h1h1h",
  "-5s",
];

/** What JSON cannot say is written by these names and put in afterwards. */
const special: Readonly<Record<string, string>> = {
  "@nan": ".nan",
  "@inf": ".inf",
  "@huge": "1e999",
  "@date": "2024-01-01",
};

export const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e308,
  2 ** 53,
  -0,
  [],
  {},
  [null],
  [[]],
  [{}],
  [null, {}, "", 0],
  { a: null },
  JSON.parse('{"__proto__": {"a": 1}}') as unknown,
  { constructor: "x", toString: null, length: 7 },
  { matchLabels: null },
  { name: null },
  ...Object.keys(special),
  ...oddNames,
];

/** The YAML text of documents, one after the other. */
export function textOf(documents: readonly unknown[]): string {
  const text = documents.map((document) => JSON.stringify(document, null, 1)).join("\n---\n");
  return text.replace(/"(@\w+)"(?!:)/g, (whole, name: string) => special[name] ?? whole);
}
