/** How a message shows a wrong value. */

const longest = 60;

/** In double quotes, cut where it is long. */
export function quote(value: string): string {
  return value.length <= longest ? `"${value}"` : `"${value.slice(0, longest - 1)}…"`;
}
