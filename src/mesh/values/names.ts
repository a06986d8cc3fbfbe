/** DNS names as Istio reads them (istio/istio pkg/config/labels, pkg/config/validation/agent). */

import { written, type Judge } from "./judge.ts";
import { quote } from "./quote.ts";

const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

export function isDnsLabel(text: string): boolean {
  return label.test(text);
}

/** A single label counts as one; the last label is not a number, so that no IP address is taken for a name. */
export function isFqdn(text: string): boolean {
  if (text.length === 0 || text.length > 255) return false;
  const labels = (text.endsWith(".") ? text.slice(0, -1) : text).split(".");
  return labels.every(isDnsLabel) && !isNumber(labels.at(-1));
}

/** An FQDN, or one whose first label is `*` or begins with `*` or `*-`. */
export function isWildcardDomain(text: string): boolean {
  if (text.length === 0 || text.length > 255) return false;
  const dot = text.indexOf(".");
  const first = dot === -1 ? text : text.slice(0, dot);
  if (first !== "*" && !isDnsLabel(first.replace(/^\*-?/, ""))) return false;
  return dot === -1 || isFqdn(text.slice(dot + 1));
}

/** `*foo.com`: a wildcard that is neither alone nor a label of its own. */
export function isPartialWildcard(text: string): boolean {
  return text.includes("*") && text !== "*" && !text.startsWith("*.");
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^[0-9]+$/.test(text);
}

export const dnsLabel: Judge = written((text) =>
  isDnsLabel(text) ? undefined : `${quote(text)} is no DNS label: letters, digits and inner hyphens, at most 63`,
);

export const wildcardDomain: Judge = written((text) =>
  isWildcardDomain(text)
    ? undefined
    : `${quote(text)} is no domain name${text.includes("*") ? ": a wildcard stands only in the first label" : ""}`,
);

/** Whether two hosts can name the same one (istio/istio pkg/config/host Name.Matches). */
export function hostsOverlap(a: string, b: string): boolean {
  if (a.startsWith("*") && b.startsWith("*")) {
    return a.length < b.length ? b.endsWith(a.slice(1)) : a.endsWith(b.slice(1));
  }
  if (a.startsWith("*")) return b.endsWith(a.slice(1));
  return b.startsWith("*") ? a.endsWith(b.slice(1)) : a === b;
}

/** Whether every host that `inner` names is one of `outer` (istio/istio pkg/config/host Name.SubsetOf). */
export function isHostWithin(inner: string, outer: string): boolean {
  if (!outer.startsWith("*")) return inner === outer;
  if (inner.startsWith("*") && inner.length < outer.length) return false;
  return inner.endsWith(outer.slice(1));
}
