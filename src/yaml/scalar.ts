/** Reads scalars as kubectl does: sigs.k8s.io/yaml with the rules of its goyaml.v2, which are neither YAML 1.1 nor 1.2. */

const words: ReadonlyMap<string, boolean | null | number> = new Map<string, boolean | null | number>([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map((word) => [word, true] as const),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map((word) => [word, false] as const),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, NaN] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, Infinity] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, -Infinity] as const),
]);

const digits = /^[-+]?(?:0|[1-9][0-9]*)$/;
const based = /^([-+]?)0(?:[xX]([0-9a-fA-F]+)|[oO]?([0-7]+)|[bB]([01]+))$/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const largest = 0xffff_ffff_ffff_ffffn;

/** The value of a plain (unquoted) scalar. */
export function resolvePlain(text: string): string | number | boolean | null {
  switch (text.charCodeAt(0)) {
    case 0x2b: // +
    case 0x2d: // -
    case 0x30: // 0 … 9
    case 0x31:
    case 0x32:
    case 0x33:
    case 0x34:
    case 0x35:
    case 0x36:
    case 0x37:
    case 0x38:
    case 0x39:
      return number(text);
    case 0x2e: // .
      return pointNumber(text);
    case 0x46: // F f N n O o T t Y y ~
    case 0x66:
    case 0x4e:
    case 0x6e:
    case 0x4f:
    case 0x6f:
    case 0x54:
    case 0x74:
    case 0x59:
    case 0x79:
    case 0x7e:
      return word(text);
    default:
      return text === "" ? null : text;
  }
}

function word(text: string): string | number | boolean | null {
  if (text.length > 5) return text;
  const known = words.get(text);
  return known === undefined ? text : known;
}

function pointNumber(text: string): string | number | boolean | null {
  if (text.length <= 5 && words.has(text)) return word(text);
  return decimal.test(text) ? finite(text, text) : text;
}

function number(text: string): string | number | boolean | null {
  if (digits.test(text)) return Number(text) || 0;
  const infinity = words.get(text);
  if (infinity !== undefined) return infinity;
  const plain = text.includes("_") ? text.replaceAll("_", "") : text;
  if (digits.test(plain)) return Number(plain) || 0;
  const match = based.exec(plain);
  if (match) {
    const value = integer(match);
    if (value !== undefined) return value;
  }
  return decimal.test(plain) ? finite(plain, text) : text;
}

/** Beyond 64 bits only what reads as a decimal is a number still. */
function integer([, sign, hex, octal, binary]: RegExpExecArray): number | undefined {
  const prefixed = hex ? `0x${hex}` : octal ? `0o${octal}` : `0b${binary ?? "0"}`;
  const exact = BigInt(prefixed);
  if (exact > largest) return undefined;
  if (sign && exact > largest >> 1n) return undefined;
  return sign === "-" ? Number(-exact) : Number(exact);
}

function finite(plain: string, text: string): string | number {
  const value = Number(plain);
  return Number.isFinite(value) ? value : text;
}

/** A key as JSON names it, or undefined where JSON has no such key (null). */
export function keyName(value: string | number | boolean | null): string | undefined {
  if (typeof value === "string") return value;
  if (value === null) return undefined;
  return typeof value === "number" ? numberName(value) : String(value);
}

/** Go's strconv.FormatFloat(v, 'g', -1, 32) for what is no integer. */
function numberName(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  if (Number.isInteger(value)) return String(value);
  const single = Math.fround(value);
  for (let precision = 1; precision < 10; precision++) {
    const text = single.toPrecision(precision);
    if (Math.fround(Number(text)) === single) return String(Number(text));
  }
  return String(value);
}
