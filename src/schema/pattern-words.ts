/** What the patterns of Kubernetes and Gateway API that people meet most often mean in words. */

const label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const name = `${label}(\\.${label})*`;

const meanings: ReadonlyMap<string, string> = new Map([
  [`^(\\*\\.)?${name}$`, 'is no host name: lower-case letters, digits, "-" and ".", and at most "*." in front'],
  [`^${name}$`, 'is no DNS name: lower-case letters, digits, "-" and "."'],
  [`^${label}$`, 'is no name of one part: lower-case letters, digits and "-"'],
  [`^$|^${name}$`, 'is no API group: a DNS name, or "" for the core group'],
  ["^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", 'is no kind: letters, digits and "-"'],
  ["^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$", "is no name of a header"],
  ["^([0-9]{1,5}(h|m|s|ms)){1,4}$", "is no duration: whole numbers with h, m, s or ms, such as 1m30s"],
]);

/** Says that a value does not meet a pattern. */
export function mismatch(pattern: string): string {
  return meanings.get(pattern) ?? `does not match ${pattern}`;
}
