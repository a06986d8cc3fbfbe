/** Syntax errors of the full parser in words that say what to do. */

const words: readonly (readonly [pattern: RegExp, words: string])[] = [
  [
    /^Nested mappings are not allowed/,
    'a ": " within a value begins a mapping; quote the value, or correct the indentation',
  ],
  [/^Implicit map key needs to be followed by map value/, 'this key has no ":" behind it'],
  [/^Implicit keys need to be on a single line/, 'a key must stand on one line; is a ":" or an indentation missing?'],
  [/^All mapping items must start at the same column/, "this key begins in another column than those before it"],
  [
    /^(?:All|A) (?:sequence|collection|block sequence).*same column/i,
    "this item begins in another column than those before it",
  ],
  [/^A block sequence may not be used as an implicit map key/, 'a list cannot be a key; is a ":" too many?'],
  [/^Block collections are not allowed within flow/, "lists and mappings within brackets need brackets of their own"],
  [/^Missing closing ["']quote/, "this quote is never closed"],
  [/^Flow sequence .*end with a \]/, 'a "[" is never closed, or what it holds is not indented'],
  [/^Flow map .*end with a \}/, 'a "{" is never closed, or what it holds is not indented'],
  [/^Unexpected scalar at node end/, "this text follows a value that has ended"],
  [/^Plain value cannot start with/, "a value that begins with this character must be quoted"],
  [/^Missing directives-end/, "kubectl reads no directives"],
  [/^Missing , or : between flow/, 'a "," is missing'],
  [/^Comments must be separated/, 'a comment needs a space before its "#"'],
];

/** What the parser says, in our words where we have some. */
export function reworded(message: string): string {
  const known = words.find(([pattern]) => pattern.test(message));
  if (known) return known[1];
  return message.charAt(0).toLowerCase() + message.slice(1).replace(/[.:]$/, "");
}
