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
const underscored = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
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
  // Go's strconv.ParseFloat takes single underscores between digits.
  const plain = underscored.test(text) ? text.replaceAll("_", "") : text;
  return decimal.test(plain) ? finite(plain, text) : text;
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
  // Signed numbers have 63 bits, and one more value below zero.
  if (sign && exact > (largest >> 1n) + (sign === "-" ? 1n : 0n)) return undefined;
  return sign === "-" ? Number(-exact) : Number(exact);
}

function finite(plain: string, text: string): string | number {
  const value = Number(plain);
  return Number.isFinite(value) ? value : text;
}

/** The key that a plain scalar spells, as JSON names it; undefined where JSON has no such key (null). */
export function plainKeyName(text: string): string | undefined {
  const value = resolvePlain(text);
  if (typeof value !== "number") return value === null ? undefined : String(value);
  return integerName(text, value) ?? floatName(value);
}

function integerName(text: string, value: number): string | undefined {
  const plain = text.replaceAll("_", "");
  if (digits.test(plain)) {
    const exact = BigInt(plain);
    return exact <= largest && exact >= -(largest >> 1n) ? String(exact) : undefined;
  }
  const match = based.exec(plain);
  return match && integer(match) !== undefined ? String(value) : undefined;
}

/** Go's strconv.FormatFloat(value, 'g', -1, 32). */
function floatName(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  const single = Math.fround(value);
  let short = single.toExponential();
  for (let precision = 8; precision >= 0; precision--) {
    const text = single.toExponential(precision);
    if (Math.fround(Number(text)) !== single) break;
    short = text;
  }
  const [mantissa = "", exponent = "0"] = short.split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(short));
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
