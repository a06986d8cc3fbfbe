/** String formats as the API server reads them; a format that it does not know demands nothing. */

export interface FormatCheck {
  /** For messages: `a duration such as "30s"`. */
  readonly means: string;
  readonly of: "string" | "number";
  accepts(value: string): boolean;
  readonly least?: bigint;
  readonly most?: bigint;
}

const durationUnits = [
  ["ns", "nano"],
  ["us", "µs", "micro"],
  ["ms", "milli"],
  ["s", "sec"],
  ["m", "min"],
  ["h", "hr", "hour"],
  ["d", "day"],
  ["w", "wk", "week"],
];

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** Longer strings are of none of these formats; keeps every test below cheap. */
const longest = 300;

const formats: ReadonlyMap<string, FormatCheck> = new Map([
  ["int32", integer("a 32 bit integer", 32n)],
  ["int64", integer("a 64 bit integer", 64n)],
  ["ipv4", text("an IPv4 address", isIpv4)],
  ["ipv6", text("an IPv6 address", isIpv6)],
  ["cidr", text("an IP range such as 10.0.0.0/8", isCidr)],
  ["mac", text("a MAC address", (value) => /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5,7}$/i.test(value))],
  [
    "uuid",
    text("a UUID", (value) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(value)),
  ],
  ["uri", text("a URI", isUri)],
  ["date", text("a date such as 2026-01-31", (value) => !Number.isNaN(dateOf(value)))],
  ["date-time", text("a time such as 2026-01-31T12:00:00Z", isDateTime)],
  ["datetime", text("a time such as 2026-01-31T12:00:00Z", isDateTime)],
  ["duration", text('a duration such as "30s"', isDuration)],
  ["byte", { means: "base64", of: "string", accepts: isBase64 }],
]);

export function formatCheck(name: string): FormatCheck | undefined {
  return formats.get(name);
}

function integer(means: string, bits: bigint): FormatCheck {
  const most = 2n ** (bits - 1n) - 1n;
  return { means, of: "number", accepts: () => true, least: -most - 1n, most };
}

function text(means: string, accepts: (value: string) => boolean): FormatCheck {
  return { means, of: "string", accepts: (value) => value.length <= longest && accepts(value) };
}

function isIpv4(value: string): boolean {
  return ipv4.test(value);
}

/** Go's net.ParseIP, without zones. */
function isIpv6(value: string): boolean {
  const halves = value.split("::");
  if (!value.includes(":") || halves.length > 2) return false;
  const [head = [], tail] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const groups = [...head, ...(tail ?? [])];
  const final = groups.at(-1);
  let count = groups.length;
  if (final?.includes(".")) {
    if (!isIpv4(final)) return false;
    groups.pop();
    count++;
  }
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return tail === undefined ? count === 8 : count <= 7;
}

function isCidr(value: string): boolean {
  const [address = "", bits = "", ...rest] = value.split("/");
  if (rest.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) return false;
  return isIpv4(address) ? Number(bits) <= 32 : isIpv6(address) && Number(bits) <= 128;
}

/** Go's url.ParseRequestURI as far as it matters: a scheme or an absolute path, and no blanks or control characters. */
function isUri(value: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/)[^\s]*$/i.test(value) && !/%(?![0-9a-f]{2})/i.test(value);
}

function dateOf(value: string): number {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
}

function isDateTime(value: string): boolean {
  const parts = /^(\d{4}-\d{2}-\d{2})[t ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,30})?(?:z|[+-]\d{2}:?\d{2})?$/i.exec(value);
  return parts?.[1] !== undefined && !Number.isNaN(dateOf(parts[1]));
}

/** go-openapi/strfmt ParseDuration: Go's own form, else any number with a unit of time somewhere in the text. */
function isDuration(value: string): boolean {
  if (/^[+-]?(?:0|(?:(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:ns|us|µs|μs|ms|s|m|h)){1,20})$/.test(value)) return true;
  for (const [, unit = ""] of value.matchAll(/\d{1,20}\s{0,20}([A-Za-zµ]{1,30})/g)) {
    if (isUnit(unit.toLowerCase())) return true;
  }
  return false;
}

function isUnit(unit: string): boolean {
  return durationUnits.some((names) => names.includes(unit) || unit.startsWith(names.at(-1) ?? ""));
}

function isBase64(value: string): boolean {
  const bytes = value.replaceAll(/[\r\n]/g, "");
  return bytes.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(bytes);
}
