/** Circuit breaking by annotations of a Service (linkerd2 policy-controller/k8s/index/src/outbound/index.rs parse_accrual_config). */

import { isUnknown } from "../unknown.ts";
import type { Judge } from "../values/judge.ts";
import { decimal, oneOf, parseBool, parseSimpleDuration, simpleDuration, wholeNumber } from "./annotation-values.ts";

type Texts = Readonly<Record<string, string>>;

const stable = "balancer.linkerd.io/failure-accrual";
const alpha = "balancer.alpha.linkerd.io/";
const maxFailures = `${stable}-consecutive-max-failures`;
const minPenalty = `${stable}-consecutive-min-penalty`;
const maxPenalty = `${stable}-consecutive-max-penalty`;
const jitterRatio = `${stable}-consecutive-jitter-ratio`;
const threshold = `${alpha}failure-accrual-success-rate-threshold`;
const window = `${alpha}failure-accrual-success-rate-window`;
const minRequests = `${alpha}failure-accrual-success-rate-min-requests`;
const honorRetryAfter = `${alpha}failure-accrual-honor-retry-after`;
const penalizeFailures = `${alpha}penalize-failures`;
const biaserPenalty = `${alpha}load-biaser-penalty`;
const biaserMaxRetryAfter = `${alpha}load-biaser-max-retry-after`;

const consecutiveKeys = [maxFailures, minPenalty, maxPenalty, jitterRatio];
const successRateKeys = [threshold, window, minRequests];
const biaserKeys = [biaserPenalty, biaserMaxRetryAfter];

export interface Wrong {
  readonly key: string;
  readonly problem: string;
}

const leastWindow = 10;
const longestPenalty = 2 ** 32 - 1;

function judged(texts: Texts, key: string, judge: Judge): Wrong[] {
  if (!Object.hasOwn(texts, key)) return [];
  const text = texts[key] ?? "";
  const problem = isUnknown(text) ? undefined : judge(text);
  return problem === undefined ? [] : [{ key, problem }];
}

const trimmed =
  (judge: Judge): Judge =>
  (text) =>
    judge(text.trim());

const truth: Judge = (text) => (parseBool(text.trim()) === undefined ? oneOf("true", "false")(text) : undefined);

function isOn(text: string | undefined): boolean {
  return text !== undefined && parseBool(text.trim()) === true;
}

/** Values that make Linkerd drop the whole group. */
export function wrongBalancing(texts: Texts): readonly Wrong[] {
  return [
    ...wrongAccrual(texts),
    ...judged(texts, honorRetryAfter, truth),
    ...judged(texts, penalizeFailures, truth),
    ...(isOn(texts[penalizeFailures]) ? wrongBiaser(texts) : []),
  ];
}

/** Values of circuit breaking alone, which the webhook reads on routes too. */
export function wrongAccrual(texts: Texts): readonly Wrong[] {
  return [
    ...judged(texts, stable, oneOf("consecutive", "unified")),
    ...(isMode(texts[stable]) ? wrongConsecutive(texts) : []),
    ...(texts[stable] === "unified" ? wrongSuccessRate(texts) : []),
  ];
}

function isMode(mode: string | undefined): boolean {
  return mode === "consecutive" || mode === "unified";
}

function wrongConsecutive(texts: Texts): Wrong[] {
  const found = [
    ...judged(texts, maxFailures, trimmed(wholeNumber(2 ** 32 - 1))),
    ...judged(texts, minPenalty, simpleDuration),
    ...judged(texts, maxPenalty, simpleDuration),
    ...judged(texts, jitterRatio, trimmed(decimal(0, 100))),
  ];
  const [least, most] = [
    parseSimpleDuration(texts[minPenalty] ?? "1s"),
    parseSimpleDuration(texts[maxPenalty] ?? "60s"),
  ];
  if (most === 0) found.push({ key: maxPenalty, problem: "the longest penalty must be above zero" });
  else if (least !== undefined && most !== undefined && least > most) {
    const key = Object.hasOwn(texts, minPenalty) ? minPenalty : maxPenalty;
    found.push({ key, problem: `the shortest penalty (${least}ms) is above the longest (${most}ms)` });
  }
  return found;
}

/** A threshold of zero switches this half off, and with it the bounds of the proxy; no window may be zero. */
function wrongSuccessRate(texts: Texts): Wrong[] {
  const isOff = Number(texts[threshold] ?? "0.8") === 0;
  const length = parseSimpleDuration(texts[window] ?? "10s");
  const least = isOff ? 1 : leastWindow;
  const tooShort: Judge = () => `a window below ${least}ms is refused`;
  return [
    ...judged(texts, threshold, trimmed(decimal(0, 1))),
    ...judged(texts, window, simpleDuration),
    ...(length !== undefined && length < least ? judged(texts, window, tooShort) : []),
    ...judged(texts, minRequests, trimmed(wholeNumber(isOff ? 2 ** 32 - 1 : 1_000_000))),
  ];
}

function wrongBiaser(texts: Texts): Wrong[] {
  const penalty: Judge = (text) => {
    const value = parseSimpleDuration(text);
    if (value === undefined) return simpleDuration(text);
    return value > longestPenalty ? `"${text}" is too long: at most 49.7 days` : undefined;
  };
  return [...judged(texts, biaserPenalty, penalty), ...judged(texts, biaserMaxRetryAfter, simpleDuration)];
}

/** Keys that say nothing without another one, with what they lack. */
export function ineffectiveBalancing(texts: Texts): readonly Wrong[] {
  const mode = texts[stable];
  const has = (key: string): boolean => Object.hasOwn(texts, key);
  const without = (keys: readonly string[], problem: string): Wrong[] =>
    keys.filter(has).map((key) => ({ key, problem }));
  const noMode = `nothing happens without "${stable}: consecutive" or "unified"`;
  const accrual = [...consecutiveKeys, ...successRateKeys, honorRetryAfter];
  return [
    ...(mode === undefined ? without(accrual, noMode) : []),
    ...(mode === "consecutive" ? without(successRateKeys, 'it is read in the mode "unified" alone') : []),
    ...(texts[penalizeFailures] === undefined
      ? without(biaserKeys, `nothing happens without "${penalizeFailures}: true"`)
      : []),
  ];
}

export interface FailureAccrual {
  readonly maxFailures: number;
  /** Penalties in milliseconds. */
  readonly min: number;
  readonly max: number;
  readonly jitter: number;
  readonly successRate?: { readonly threshold: number; readonly window: number; readonly minRequests: number };
}

/** What the annotations come to; undefined where there is no circuit breaking. */
export function failureAccrualOf(texts: Texts): FailureAccrual | undefined {
  const mode = texts[stable];
  if (!isMode(mode) || wrongBalancing(texts).length > 0) return undefined;
  return {
    maxFailures: Number(texts[maxFailures] ?? 7),
    min: parseSimpleDuration(texts[minPenalty] ?? "1s") ?? 0,
    max: parseSimpleDuration(texts[maxPenalty] ?? "60s") ?? 0,
    jitter: Number(texts[jitterRatio] ?? 0.5),
    ...(mode === "unified" && {
      successRate: {
        threshold: Number(texts[threshold] ?? 0.8),
        window: parseSimpleDuration(texts[window] ?? "10s") ?? 0,
        minRequests: Number(texts[minRequests] ?? 5),
      },
    }),
  };
}
