/** A list without the room that the engine leaves for more: what is read stays in memory, and most lists are short. */
export function exact<T>(list: readonly T[]): T[] {
  return list.slice();
}
