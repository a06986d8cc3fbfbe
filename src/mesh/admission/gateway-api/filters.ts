/** Filters of routes: each type with its own field, and which may stand together (Gateway API's CEL rules). */

import type {
  Fraction,
  HTTPCORSFilter,
  HTTPExternalAuthFilter,
  HTTPHeaderFilter,
  HTTPPathModifier,
} from "../../kinds/gateway-api.ts";
import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { error, listOf, type Findings, type On } from "../row.ts";
import { backend } from "./references.ts";

export const filterCodes = {
  "filter-field-missing": "A filter without the field that its type needs",
  "filter-field-mismatched": "A filter with the field of another type",
  "filter-repeated": "A filter that may stand once in a list stands there twice",
  "filter-header-value": "A header value with control characters",
  "filter-mirror-share": "A mirror with both a percent and a fraction, or a fraction above one",
};
export const httpFilterCodes = {
  "filter-redirect-and-rewrite": "A redirect and a rewrite in one list of filters",
  "filter-path-mismatched": "A path modifier whose type and field do not fit",
  "filter-cors-wildcard": "A CORS list with * beside other entries",
  "filter-auth-protocol": "An external authorization whose protocol and field do not fit",
};

const fields: readonly (readonly [type: string, field: keyof AnyFilter])[] = [
  ["RequestHeaderModifier", "requestHeaderModifier"],
  ["ResponseHeaderModifier", "responseHeaderModifier"],
  ["RequestMirror", "requestMirror"],
  ["RequestRedirect", "requestRedirect"],
  ["URLRewrite", "urlRewrite"],
  ["ExtensionRef", "extensionRef"],
  ["CORS", "cors"],
  ["ExternalAuth", "externalAuth"],
];
const onlyOnce: ReadonlySet<string> = new Set([
  "RequestHeaderModifier",
  "ResponseHeaderModifier",
  "RequestRedirect",
  "URLRewrite",
  "CORS",
]);

/** A filter of HTTPRoute or GRPCRoute. */
export interface AnyFilter {
  readonly type: string;
  readonly requestHeaderModifier?: HTTPHeaderFilter;
  readonly responseHeaderModifier?: HTTPHeaderFilter;
  readonly requestMirror?: { readonly backendRef: object; readonly percent?: number; readonly fraction?: Fraction };
  readonly requestRedirect?: { readonly path?: HTTPPathModifier };
  readonly urlRewrite?: { readonly path?: HTTPPathModifier };
  readonly extensionRef?: object;
  readonly cors?: HTTPCORSFilter;
  readonly externalAuth?: HTTPExternalAuthFilter;
}

export function* filters(on: On, list: readonly AnyFilter[] | undefined): Findings {
  const known = listOf(list);
  yield* combination(on, known);
  for (const filter of known) {
    if (isUnknown(filter.type)) continue;
    yield* pairing(on, filter);
    yield* headerValues(on, filter.requestHeaderModifier);
    yield* headerValues(on, filter.responseHeaderModifier);
    yield* mirror(on, filter.requestMirror);
    yield* pathModifier(on, filter.requestRedirect?.path);
    yield* pathModifier(on, filter.urlRewrite?.path);
    yield* cors(on, filter.cors);
    yield* externalAuth(on, filter.externalAuth);
  }
}

function* combination(on: On, list: readonly AnyFilter[]): Findings {
  const seen = new Set<string>();
  for (const filter of list) {
    const { type } = filter;
    if (seen.has(type) && onlyOnce.has(type)) {
      yield error(on(filter, "type"), "filter-repeated", `${quote(type)} may stand once in a list of filters`);
    }
    seen.add(type);
    const clash = { RequestRedirect: "URLRewrite", URLRewrite: "RequestRedirect" }[type];
    if (clash === undefined || !seen.has(clash)) continue;
    yield error(on(filter, "type"), "filter-redirect-and-rewrite", `${quote(type)} cannot stand beside "${clash}"`);
  }
}

function* pairing(on: On, filter: AnyFilter): Findings {
  for (const [type, field] of fields) {
    const isPresent = filter[field] !== undefined;
    if (filter.type === type && !isPresent) {
      yield error(on(filter, "type"), "filter-field-missing", `a filter of type ${quote(type)} needs ${quote(field)}`);
    } else if (filter.type !== type && isPresent) {
      const message = `${quote(field)} needs the type ${quote(type)}, not ${quote(filter.type)}`;
      yield error(on(filter, field, "key"), "filter-field-mismatched", message);
    }
  }
}

// eslint-disable-next-line no-control-regex -- these are what must not be there
const controlCharacters = /[\x00-\x08\x0a-\x1f\x7f]/;

/** The experimental channel refuses them by a pattern; no HTTP header can carry them anywhere. */
function* headerValues(on: On, modifier: HTTPHeaderFilter | undefined): Findings {
  for (const header of [...listOf(modifier?.set), ...listOf(modifier?.add)]) {
    if (!controlCharacters.test(header.value)) continue;
    const message = `the value of ${quote(header.name)} holds control characters, such as a line break`;
    yield error(on(header, "value"), "filter-header-value", message);
  }
}

function* mirror(on: On, filter: AnyFilter["requestMirror"]): Findings {
  if (!filter) return;
  yield* backend(on, filter.backendRef);
  const { percent, fraction } = filter;
  if (percent !== undefined && fraction !== undefined) {
    yield error(
      on(filter, "fraction", "key"),
      "filter-mirror-share",
      'only one of "percent" and "fraction" may be set',
    );
  }
  if (typeof fraction?.numerator !== "number") return;
  const { numerator, denominator = 100 } = fraction;
  if (!(numerator > denominator)) return;
  const message = `the numerator ${numerator} is greater than the denominator ${denominator}`;
  yield error(on(fraction, "numerator"), "filter-mirror-share", message);
}

const modifiers = [
  ["ReplaceFullPath", "replaceFullPath"],
  ["ReplacePrefixMatch", "replacePrefixMatch"],
] as const;

function* pathModifier(on: On, path: HTTPPathModifier | undefined): Findings {
  if (!path || isUnknown(path.type)) return;
  for (const [type, field] of modifiers) {
    if (path.type === type && path[field] === undefined) {
      yield error(on(path, "type"), "filter-path-mismatched", `the type ${quote(type)} needs ${quote(field)}`);
    } else if (path.type !== type && path[field] !== undefined) {
      yield error(on(path, field, "key"), "filter-path-mismatched", `${quote(field)} needs the type ${quote(type)}`);
    }
  }
}

function* cors(on: On, filter: HTTPCORSFilter | undefined): Findings {
  for (const field of ["allowOrigins", "allowMethods", "allowHeaders"] as const) {
    const list: readonly string[] = listOf<string>(filter?.[field]);
    const index = list.indexOf("*");
    if (index === -1 || list.length < 2) continue;
    yield error(on(list, index), "filter-cors-wildcard", `"*" cannot stand beside other entries of ${quote(field)}`);
  }
}

const protocols = [
  ["GRPC", "grpc"],
  ["HTTP", "http"],
] as const;

function* externalAuth(on: On, filter: HTTPExternalAuthFilter | undefined): Findings {
  if (!filter) return;
  yield* backend(on, filter.backendRef);
  if (isUnknown(filter.protocol)) return;
  for (const [protocol, field] of protocols) {
    if (filter.protocol === protocol && filter[field] === undefined) {
      yield error(
        on(filter, "protocol"),
        "filter-auth-protocol",
        `the protocol ${quote(protocol)} needs ${quote(field)}`,
      );
    } else if (filter.protocol !== protocol && filter[field] !== undefined) {
      yield error(
        on(filter, field, "key"),
        "filter-auth-protocol",
        `${quote(field)} needs the protocol ${quote(protocol)}`,
      );
    }
  }
}
