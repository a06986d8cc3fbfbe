/** Durations as Go's time.ParseDuration and Istio's admission read them. */

import type { Judge } from "./judge.ts";
import { quote } from "./quote.ts";

const nanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
};
const whole = /^[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const parts = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g;
const longest = 100;
/** Go counts in a signed number of 64 bits. */
const most = 2 ** 63;

/** In nanoseconds; undefined where Go could not parse it. */
export function parseDuration(text: string): number | undefined {
  if (/^[-+]?0$/.test(text)) return 0;
  if (text.length > longest || !whole.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(parts)) sum += Number(amount) * (nanoseconds[unit ?? ""] ?? 0);
  if (sum > most) return undefined;
  return text.startsWith("-") ? -sum : sum;
}

/** Of any length. */
export const anyDuration: Judge = (text) =>
  parseDuration(text) === undefined
    ? `${quote(text)} is no duration: write a number and a unit, such as "5s" or "250ms"`
    : undefined;

function judge(text: string, least: number, step: number, words: string): string | undefined {
  const value = parseDuration(text);
  if (value === undefined) return anyDuration(text);
  if (value < least) return `${quote(text)} is too short: the least duration is 1ms`;
  return Math.round(value) % step === 0 ? undefined : `${quote(text)} is no whole number of ${words}`;
}

/** At least a millisecond and a whole number of them (istio/istio pkg/config/validation/agent ValidateDuration). */
export const duration: Judge = (text) => judge(text, 1e6, 1e6, "milliseconds");

/** As `duration`, but zero switches the timeout off. */
export const durationOrZero: Judge = (text) => judge(text, 0, 1e6, "milliseconds");

/** As `duration`, in whole seconds. */
export const secondsDuration: Judge = (text) => judge(text, 1e6, 1e9, "seconds");
