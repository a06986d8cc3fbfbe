/** Reads a pattern in RE2's syntax into a tree; `undefined` where a construct is unknown here or RE2 refuses it. */

/** Inclusive code point ranges, as pairs: `[0x61, 0x7a]` is a-z. */
export interface CharacterSet {
  readonly ranges: readonly number[];
  readonly negated: boolean;
  readonly foldCase: boolean;
  /** Unicode classes (`\pL`) and negated sets within the set. */
  readonly others: readonly ((codePoint: number) => boolean)[];
}

export type Expression =
  | { readonly is: "set"; readonly set: CharacterSet }
  | { readonly is: "start" | "end" | "empty" }
  | { readonly is: "sequence" | "choice"; readonly parts: readonly Expression[] }
  | { readonly is: "repeat"; readonly body: Expression; readonly least: number; readonly most: number };

interface Flags {
  readonly i: boolean;
  readonly s: boolean;
}

interface Reader {
  readonly text: string;
  at: number;
  depth: number;
  flags: Flags;
}

/** Go's limit (regexp/syntax: maxRepeat). */
const mostRepeats = 1000;
const deepest = 200;
const last = 0x10ffff;
const digits = [0x30, 0x39];
const word = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
const space = [0x09, 0x0a, 0x0c, 0x0d, 0x20, 0x20];

const posix: ReadonlyMap<string, readonly number[]> = new Map([
  ["alnum", [0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a]],
  ["alpha", [0x41, 0x5a, 0x61, 0x7a]],
  ["ascii", [0, 0x7f]],
  ["blank", [0x09, 0x09, 0x20, 0x20]],
  ["cntrl", [0, 0x1f, 0x7f, 0x7f]],
  ["digit", digits],
  ["graph", [0x21, 0x7e]],
  ["lower", [0x61, 0x7a]],
  ["print", [0x20, 0x7e]],
  ["punct", [0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e]],
  ["space", [0x09, 0x0d, 0x20, 0x20]],
  ["upper", [0x41, 0x5a]],
  ["word", word],
  ["xdigit", [0x30, 0x39, 0x41, 0x46, 0x61, 0x66]],
]);
const controls: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["f", 12],
  ["t", 9],
  ["n", 10],
  ["r", 13],
  ["v", 11],
]);

class Unsupported extends Error {}

export function parsePattern(pattern: string): Expression | undefined {
  const reader: Reader = { text: pattern, at: 0, depth: 0, flags: { i: false, s: false } };
  try {
    const whole = choice(reader);
    return reader.at === pattern.length ? whole : undefined;
  } catch (error) {
    if (error instanceof Unsupported) return undefined;
    throw error;
  }
}

function choice(reader: Reader): Expression {
  if (++reader.depth > deepest) throw new Unsupported();
  const { flags } = reader;
  const parts = [sequence(reader)];
  while (reader.text[reader.at] === "|") {
    reader.at++;
    parts.push(sequence(reader));
  }
  reader.flags = flags;
  reader.depth--;
  return parts.length === 1 && parts[0] ? parts[0] : { is: "choice", parts };
}

function sequence(reader: Reader): Expression {
  const parts: Expression[] = [];
  while (reader.at < reader.text.length && reader.text[reader.at] !== "|" && reader.text[reader.at] !== ")") {
    parts.push(...quoted(reader));
    const part = atom(reader);
    if (part) parts.push(repeated(reader, part));
  }
  return { is: "sequence", parts };
}

/** `\Q…\E`: the characters as they are. */
function quoted(reader: Reader): Expression[] {
  if (!reader.text.startsWith("\\Q", reader.at)) return [];
  const end = reader.text.indexOf("\\E", reader.at);
  const characters = reader.text.slice(reader.at + 2, end === -1 ? undefined : end);
  reader.at = end === -1 ? reader.text.length : end + 2;
  const parts = Array.from(characters, (character) => literal(reader, character.codePointAt(0) ?? 0));
  const tail = parts.pop();
  return tail ? [...parts, repeated(reader, tail)] : [];
}

function atom(reader: Reader): Expression | undefined {
  const codePoint = reader.text.codePointAt(reader.at);
  if (codePoint === undefined) return undefined;
  const character = String.fromCodePoint(codePoint);
  if (character === "|" || character === ")") return undefined;
  reader.at += character.length;
  if (character === "(") return group(reader);
  if (character === "[") return { is: "set", set: bracket(reader) };
  if (character === "\\") return escape(reader);
  if (character === "^") return { is: "start" };
  if (character === "$") return { is: "end" };
  if (character === ".") return setOf(reader, reader.flags.s ? [0, last] : [0, 9, 11, last]);
  if (character === "*" || character === "+" || character === "?") throw new Unsupported();
  // A count with nothing before it, or after another; `{` and anything else is itself.
  if (character === "{" && /^[0-9]+(?:,[0-9]*)?\}/.test(reader.text.slice(reader.at, reader.at + 24))) {
    throw new Unsupported();
  }
  return literal(reader, codePoint);
}

function group(reader: Reader): Expression | undefined {
  const opening = /^\?(?:P?<(\w+)>|([is]*)(?:-([is]+))?([:)]))/.exec(reader.text.slice(reader.at, reader.at + 100));
  if (!opening && reader.text[reader.at] === "?") throw new Unsupported();
  const before = reader.flags;
  if (opening) reader.at += opening[0].length;
  if (opening?.[4]) {
    const on = opening[2] ?? "";
    const off = opening[3] ?? "";
    reader.flags = { i: flag("i", on, off, before.i), s: flag("s", on, off, before.s) };
    if (opening[4] === ")") return undefined;
  }
  const body = choice(reader);
  reader.flags = before;
  if (reader.text[reader.at++] !== ")") throw new Unsupported();
  return body;
}

function flag(name: string, on: string, off: string, before: boolean): boolean {
  return off.includes(name) ? false : on.includes(name) || before;
}

function repeated(reader: Reader, body: Expression): Expression {
  const quantifier = /^(?:([*+?])|\{(\d{1,4})(,(\d{0,4}))?\})\??/.exec(reader.text.slice(reader.at, reader.at + 16));
  if (!quantifier) return body;
  reader.at += quantifier[0].length;
  if (/[*+?]/.test(reader.text[reader.at] ?? "")) throw new Unsupported();
  const [, sign, least = "", comma, most = ""] = quantifier;
  if (sign) return { is: "repeat", body, least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : Infinity };
  const upper = comma === undefined ? Number(least) : most === "" ? Infinity : Number(most);
  if (Number(least) > mostRepeats || (upper !== Infinity && upper > mostRepeats)) throw new Unsupported();
  if (upper < Number(least)) throw new Unsupported();
  return { is: "repeat", body, least: Number(least), most: upper };
}

function literal(reader: Reader, codePoint: number): Expression {
  return setOf(reader, [codePoint, codePoint]);
}

function setOf(reader: Reader, ranges: readonly number[], negated = false): Expression {
  return { is: "set", set: { ranges, negated, foldCase: reader.flags.i, others: [] } };
}

function escape(reader: Reader): Expression {
  const letter = reader.text[reader.at];
  if (letter === "A" || letter === "z") {
    reader.at++;
    return { is: letter === "A" ? "start" : "end" };
  }
  const perl = perlClass(reader);
  if (perl) return { is: "set", set: { ...perl, foldCase: false } };
  return literal(reader, escapedCharacter(reader));
}

type Members = Pick<CharacterSet, "ranges" | "negated" | "others">;

/** The class that stands after a backslash, if one does: `\d`, `\W`, `\pL`, `\P{Greek}`. */
function perlClass(reader: Reader): Members | undefined {
  const letter = reader.text[reader.at] ?? "";
  const ranges = { d: digits, w: word, s: space }[letter.toLowerCase()];
  if (ranges) {
    reader.at++;
    return { ranges, negated: letter !== letter.toLowerCase(), others: [] };
  }
  if (letter !== "p" && letter !== "P") return undefined;
  const name = /^.(?:\{(\^?)(\w+)\}|([A-Z]))/.exec(reader.text.slice(reader.at, reader.at + 60));
  if (!name) throw new Unsupported();
  reader.at += name[0].length;
  return { ranges: [], negated: (letter === "P") !== (name[1] === "^"), others: [unicode(name[2] ?? name[3] ?? "")] };
}

/** JavaScript's engine sees one character at a time here, so it cannot be made slow. */
function unicode(name: string): (codePoint: number) => boolean {
  for (const source of [`^\\p{${name}}$`, `^\\p{Script=${name}}$`]) {
    try {
      const property = new RegExp(source, "u");
      return (codePoint) => property.test(String.fromCodePoint(codePoint));
    } catch {
      // Not a property of this sort: the next form decides.
    }
  }
  throw new Unsupported();
}

function escapedCharacter(reader: Reader): number {
  const rest = reader.text.slice(reader.at, reader.at + 12);
  const hex = /^x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/.exec(rest);
  if (hex) {
    reader.at += hex[0].length;
    const codePoint = Number.parseInt(hex[1] ?? hex[2] ?? "", 16);
    if (codePoint > last) throw new Unsupported();
    return codePoint;
  }
  const letter = rest[0];
  if (letter === undefined) throw new Unsupported();
  reader.at++;
  const control = controls.get(letter);
  if (control !== undefined) return control;
  if (/[0-9A-Za-z]/.test(letter) || letter.charCodeAt(0) > 0x7f) throw new Unsupported();
  return letter.charCodeAt(0);
}

function bracket(reader: Reader): CharacterSet {
  const negated = reader.text[reader.at] === "^";
  if (negated) reader.at++;
  const ranges: number[] = [];
  const others: ((codePoint: number) => boolean)[] = [];
  for (let first = true; first || reader.text[reader.at] !== "]"; first = false) {
    if (reader.at >= reader.text.length) throw new Unsupported();
    const members = classWithin(reader);
    if (!members) ranges.push(...range(reader));
    else if (!members.negated && members.others.length === 0) ranges.push(...members.ranges);
    else others.push((codePoint) => holds({ ...members, foldCase: false }, codePoint));
  }
  reader.at++;
  return { ranges, negated, foldCase: reader.flags.i, others };
}

function classWithin(reader: Reader): Members | undefined {
  const named = /^\[:(\^?)(\w+):\]/.exec(reader.text.slice(reader.at, reader.at + 20));
  if (named) {
    const ranges = posix.get(named[2] ?? "");
    if (!ranges) throw new Unsupported();
    reader.at += named[0].length;
    return { ranges, negated: named[1] === "^", others: [] };
  }
  if (reader.text[reader.at] !== "\\") return undefined;
  reader.at++;
  const members = perlClass(reader);
  if (!members) reader.at--;
  return members;
}

function range(reader: Reader): [number, number] {
  const from = member(reader);
  if (reader.text[reader.at] !== "-" || reader.text[reader.at + 1] === "]") return [from, from];
  reader.at++;
  const to = member(reader);
  if (to < from) throw new Unsupported();
  return [from, to];
}

function member(reader: Reader): number {
  const codePoint = reader.text.codePointAt(reader.at);
  if (codePoint === undefined) throw new Unsupported();
  reader.at += codePoint > 0xffff ? 2 : 1;
  return codePoint === 0x5c ? escapedCharacter(reader) : codePoint;
}

/** Whether a character belongs to a set. */
export function holds(set: CharacterSet, codePoint: number): boolean {
  const found = within(set, codePoint) || (set.foldCase && casesOf(codePoint).some((other) => within(set, other)));
  return found !== set.negated;
}

function within({ ranges, others }: CharacterSet, codePoint: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) {
    if (codePoint >= (ranges[i] ?? 0) && codePoint <= (ranges[i + 1] ?? 0)) return true;
  }
  return others.some((has) => has(codePoint));
}

function casesOf(codePoint: number): number[] {
  const character = String.fromCodePoint(codePoint);
  const forms = [character.toLowerCase(), character.toUpperCase(), character.toUpperCase().toLowerCase()];
  return forms.flatMap((form) => (Array.from(form).length === 1 ? [form.codePointAt(0) ?? 0] : []));
}
