/** What is done and why, for whoever listens (`--debug`). Where nobody does, nothing is worded. */

import { channel, subscribe } from "node:diagnostics_channel";

const name = "mesh-lint";
const steps = channel(name);

export function trace(told: () => string): void {
  if (steps.hasSubscribers) steps.publish(told());
}

export function isTraced(): boolean {
  return steps.hasSubscribers;
}

/** Calls the listener with one text a step. */
export function listen(listener: (text: string) => void): void {
  subscribe(name, (text) => {
    listener(String(text));
  });
}
