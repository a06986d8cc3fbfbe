/** What an error says, where anything may have been thrown. */

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
