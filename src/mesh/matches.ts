/** Which match of a route takes all requests of another: only what can be proved, never what merely looks alike. */

import type { VirtualService } from "./routes.ts";

type Http = NonNullable<VirtualService["spec"]["http"]>[number];
type Tls = NonNullable<VirtualService["spec"]["tls"]>[number];
type Tcp = NonNullable<VirtualService["spec"]["tcp"]>[number];
export type HttpMatch = NonNullable<Http["match"]>[number];
export type L4Match = Partial<NonNullable<Tls["match"]>[number]> & NonNullable<Tcp["match"]>[number];

interface Text {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

/** Nothing set: any value that is there. */
function isPresence({ exact, prefix, regex }: Text): boolean {
  return exact === undefined && prefix === undefined && regex === undefined;
}

function takesAll(text: Text): boolean {
  return isPresence(text) || text.prefix === "" || text.regex === ".*" || text.regex === "^.*$";
}

/** Whether every value that `narrow` matches is one that `wide` matches. Of regexes only equal ones are compared. */
function textCovers(wide: Text, narrow: Text): boolean {
  if (takesAll(wide)) return true;
  if (wide.exact !== undefined) return narrow.exact === wide.exact;
  if (wide.prefix !== undefined) return (narrow.exact ?? narrow.prefix)?.startsWith(wide.prefix) ?? false;
  return narrow.regex === wide.regex && narrow.regex !== undefined;
}

function lower({ exact, prefix, regex }: Text): Text {
  return {
    ...(exact !== undefined && { exact: exact.toLowerCase() }),
    ...(prefix !== undefined && { prefix: prefix.toLowerCase() }),
    ...(regex !== undefined && { regex }),
  };
}

/** Every path begins with a slash, so the prefix "/" takes all. */
function uriCovers(wide: HttpMatch, narrow: HttpMatch): boolean {
  if (wide.uri === undefined || wide.uri.prefix === "/" || takesAll(wide.uri)) return true;
  if (narrow.uri === undefined) return false;
  if (wide.ignoreUriCase) return textCovers(lower(wide.uri), lower(narrow.uri));
  return !narrow.ignoreUriCase && textCovers(wide.uri, narrow.uri);
}

function fieldCovers(wide: Text | undefined, narrow: Text | undefined): boolean {
  if (wide === undefined) return true;
  return narrow !== undefined && textCovers(wide, narrow);
}

type Texts = Readonly<Record<string, Text>> | undefined;

function allCovered(wide: Texts, narrow: Texts, covers: (wide: Text, narrow: Text) => boolean): boolean {
  return Object.entries(wide ?? {}).every(([key, text]) => {
    const other = narrow && Object.hasOwn(narrow, key) ? narrow[key] : undefined;
    return other !== undefined && covers(text, other);
  });
}

function labelsCover(
  wide: Readonly<Record<string, string>> = {},
  narrow: Readonly<Record<string, string>> = {},
): boolean {
  return Object.entries(wide).every(([key, value]) => Object.hasOwn(narrow, key) && narrow[key] === value);
}

/** `own`: the gateways of the VirtualService, for matches that name none. */
function gatewaysCover(
  wide: readonly string[] | undefined,
  narrow: readonly string[] | undefined,
  own: readonly string[],
) {
  if (!wide || wide.length === 0) return true;
  return (narrow && narrow.length > 0 ? narrow : own).every((name) => wide.includes(name));
}

interface Origin {
  readonly port?: number;
  readonly gateways?: readonly string[];
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
}

function originCovers(wide: Origin, narrow: Origin, own: readonly string[]): boolean {
  if (wide.port && wide.port !== narrow.port) return false;
  if (wide.sourceNamespace && wide.sourceNamespace !== narrow.sourceNamespace) return false;
  return labelsCover(wide.sourceLabels, narrow.sourceLabels) && gatewaysCover(wide.gateways, narrow.gateways, own);
}

/** Conditions of one match are ANDed, so it covers another when each of its conditions follows from one of the other's. */
export function httpCovers(wide: HttpMatch, narrow: HttpMatch, own: readonly string[]): boolean {
  return (
    uriCovers(wide, narrow) &&
    fieldCovers(wide.method, narrow.method) &&
    fieldCovers(wide.scheme, narrow.scheme) &&
    fieldCovers(wide.authority, narrow.authority) &&
    originCovers(wide, narrow, own) &&
    allCovered(wide.headers, narrow.headers, textCovers) &&
    allCovered(wide.queryParams, narrow.queryParams, textCovers) &&
    // What is forbidden is turned round: the narrow one must forbid at least as much.
    allCovered(wide.withoutHeaders, narrow.withoutHeaders, (forbidden, other) => textCovers(other, forbidden))
  );
}

function sniCovers(wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean {
  if (!wide) return true;
  return (narrow ?? []).every((host) =>
    wide.some((pattern) => pattern === host || (pattern.startsWith("*") && host.endsWith(pattern.slice(1)))),
  );
}

/** The same for TLS and TCP; subnets are compared as they are written. */
export function l4Covers(wide: L4Match, narrow: L4Match, own: readonly string[]): boolean {
  const subnets = wide.destinationSubnets ?? [];
  return (
    sniCovers(wide.sniHosts, narrow.sniHosts) &&
    originCovers(wide, narrow, own) &&
    (!wide.sourceSubnet || wide.sourceSubnet === narrow.sourceSubnet) &&
    (subnets.length === 0 ||
      (narrow.destinationSubnets?.every((subnet) => subnets.includes(subnet)) === true &&
        narrow.destinationSubnets.length > 0))
  );
}
