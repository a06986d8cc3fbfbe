/** What is done and why, for whoever listens (`--debug`). Where nobody does, nothing is worded. */

let hear: ((text: string) => void) | undefined;

export function trace(told: () => string): void {
  hear?.(told());
}

export function isTraced(): boolean {
  return hear !== undefined;
}

/** Calls the listener with one text a step. */
export function listen(listener: (text: string) => void): void {
  hear = listener;
}
