/** How repositories name files that are merged into others. */

const word = /(?:^|[/_.-])patch(?:es)?(?:[/_.-]|$)/i;

/** What such a file lacks stands in the one that it is merged into. */
export function isNamedPatch(path: string): boolean {
  return word.test(path);
}
