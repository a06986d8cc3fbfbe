/** Values of Linkerd's annotations, as the injector and the policy controller read them (linkerd2 pkg/inject/inject.go, policy-controller/k8s/index/src/ports.rs). */

import { isCidr, isIp, isPort } from "../values/address.ts";
import { parseDuration } from "../values/duration.ts";
import type { Judge } from "../values/judge.ts";
import { quote } from "../values/quote.ts";

const truths = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const falsehoods = new Set(["0", "f", "F", "FALSE", "false", "False"]);

/** Go's ParseBool; undefined where it fails. */
export function parseBool(text: string): boolean | undefined {
  if (truths.has(text)) return true;
  return falsehoods.has(text) ? false : undefined;
}

export const bool: Judge = (text) =>
  parseBool(text) === undefined ? `${quote(text)} is neither "true" nor "false", so it is passed over` : undefined;

export const goDuration: Judge = (text) =>
  parseDuration(text) === undefined
    ? `${quote(text)} is no duration: write a number and a unit, such as "5s" or "250ms"`
    : undefined;

const simple = /^\+?(?:0+|(\d{1,20})(ms|s|m|h|d))$/;
const longest = 2 ** 64;
const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1e3, m: 6e4, h: 3.6e6, d: 8.64e7 };

/** One whole number and one unit, in milliseconds that fit into 64 bits; undefined for all else. */
export function parseSimpleDuration(text: string): number | undefined {
  const found = simple.exec(text.trim());
  if (!found) return undefined;
  const value = Number(found[1] ?? 0) * (milliseconds[found[2] ?? ""] ?? 0);
  return value < longest ? value : undefined;
}

export const simpleDuration: Judge = (text) =>
  parseSimpleDuration(text) === undefined
    ? `${quote(text)} is no duration here: write one whole number and one of ms, s, m, h, d`
    : undefined;

export const portNumber: Judge = (text) =>
  /^\d{1,5}$/.test(text) && isPort(Number(text)) ? undefined : `${quote(text)} is no port: use 1 to 65535`;

const portRange = /^(\d{1,5})(?:-(\d{1,5}))?$/;

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Undefined where the entry is neither a port nor a rising range. */
export function parsePortRange(text: string): PortRange | undefined {
  const [, first, second] = portRange.exec(text.trim()) ?? [];
  const from = Number(first);
  const to = second === undefined ? from : Number(second);
  return isPort(from) && isPort(to) && from <= to ? { from, to } : undefined;
}

export function portEntries(text: string): readonly string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

export const portList: Judge = (text) => {
  const wrong = portEntries(text).find((part) => !parsePortRange(part));
  return wrong === undefined ? undefined : `${quote(wrong)} is neither a port nor a rising range such as "8000-8010"`;
};

/** One wrong entry, a port name among them, and the policy controller takes the whole list as empty. */
export const opaquePortList: Judge = (text) => {
  const wrong = portEntries(text).find((part) => !parsePortRange(part));
  if (wrong === undefined) return undefined;
  const what = /^[a-z]/i.test(wrong) ? "is a name, and the policy controller wants numbers" : "is no port";
  return `${quote(wrong)} ${what}: the whole list counts as empty`;
};

export const cidrList: Judge = (text) => {
  const wrong = portEntries(text).find((part) => !isCidr(part) && !isIp(part));
  return wrong === undefined ? undefined : `${quote(wrong)} is no CIDR block`;
};

export function oneOf(...allowed: readonly string[]): Judge {
  const named = allowed.filter((each) => each !== "");
  const words = `${named.slice(0, -1).join(", ")} or ${named.at(-1) ?? ""}`;
  return (text) => (allowed.includes(text) ? undefined : `unknown value ${quote(text)}: use ${words}`);
}

export function wholeNumber(most: number, least = 0): Judge {
  return (text) => {
    const value = /^\+?\d{1,12}$/.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? undefined : `${quote(text)} is no whole number from ${least} to ${most}`;
  };
}

const decimalNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

export function decimal(least: number, most: number): Judge {
  return (text) => {
    const value = decimalNumber.test(text) ? Number(text) : NaN;
    return value >= least && value <= most ? undefined : `${quote(text)} is no number from ${least} to ${most}`;
  };
}

/** A share of the node's cores: more than none, less than all. */
export const openRatio: Judge = (text) => {
  const value = text.trim() === "" ? NaN : Number(text);
  return value > 0 && value < 1 ? undefined : `${quote(text)} is no share between 0 and 1`;
};

const levels = /^(?:off|error|warn|info|debug|trace|[0-5])$/i;

/** Directives of the form `level` or `target=level`; a target alone is one too. */
export const logLevel: Judge = (text) => {
  for (const part of text.split(",")) {
    const equals = part.lastIndexOf("=");
    if (equals === -1 || levels.test(part.slice(equals + 1).trim())) continue;
    return `unknown level ${quote(part.slice(equals + 1))}: use off, error, warn, info, debug or trace`;
  }
  return undefined;
};

export const environment: Judge = (text) =>
  parseEnvironment(text) === undefined
    ? `${quote(text)} is no JSON list of environment variables, so it is passed over`
    : undefined;

export interface Variable {
  readonly name: string;
  readonly value?: string;
}

/** What `config.linkerd.io/proxy-additional-env` holds. */
export function parseEnvironment(text: string): readonly Variable[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return undefined;
    return list.every(isVariable) ? list : undefined;
  } catch {
    // Not JSON: the injector passes over it too.
    return undefined;
  }
}

function isVariable(value: unknown): value is Variable {
  return typeof value === "object" && value !== null && typeof (value as Record<string, unknown>).name === "string";
}

const statusWord = /^(?:5xx|gateway-error)$/i;

export const retryHttp: Judge = (text) => {
  const wrong = text.split(",").find((part) => !statusWord.test(part) && !isStatusRange(part));
  if (wrong === undefined) return undefined;
  const isBlank = wrong.trim() !== wrong && (statusWord.test(wrong.trim()) || isStatusRange(wrong.trim()));
  if (isBlank) return `${quote(text)} holds a blank: separate with a comma alone`;
  return `${quote(wrong)} is no status to retry: use 5xx, gateway-error, a code or a range such as 500-504`;
};

function isStatusRange(part: string): boolean {
  const [, first, second] = /^(\d{3})(?:-(\d{3}))?$/.exec(part) ?? [];
  const from = Number(first);
  const to = second === undefined ? from : Number(second);
  return from >= 100 && to <= 599 && from <= to;
}

const grpcStatus = new Set(["cancelled", "deadline-exceeded", "internal", "resource-exhausted", "unavailable"]);

export const retryGrpc: Judge = (text) => {
  const wrong = text.split(",").find((part) => !grpcStatus.has(part));
  if (wrong === undefined) return undefined;
  if (grpcStatus.has(wrong.trim())) return `${quote(text)} holds a blank: separate with a comma alone`;
  return `${quote(wrong)} is no status to retry: use ${[...grpcStatus].join(", ")}`;
};
