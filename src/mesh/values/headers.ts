/** Names and values of HTTP headers, by the place they stand in. */

import type { Judge } from "./judge.ts";
import { quote } from "./quote.ts";

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const pseudo = new Set([":method", ":scheme", ":authority", ":path", ":status"]);
const claims = /^@request\.auth\.claims(?:\.|\[)/i;

/** `@request.auth.claims.group`, a key for claims of a validated token instead of a header. */
export function isJwtClaim(name: string): boolean {
  return claims.test(name);
}

/** In a match. */
export const matchHeader: Judge = (name) => {
  if (name === "") return "empty header name";
  if (pseudo.has(name) || isJwtClaim(name) || token.test(name)) return undefined;
  return `${quote(name)} is no header name`;
};

/** In `headers.request.add` and `.set`. */
export const requestHeader: Judge = (name) => (/^(?::authority|host)$/i.test(name) ? undefined : changedHeader(name));

/** In `remove` and in all of `headers.response`. */
export const changedHeader: Judge = (name) => {
  if (name === "") return "empty header name";
  if (name.startsWith(":")) return `pseudo header ${quote(name)} cannot be changed`;
  return name.toLowerCase() === "host" ? `header ${quote(name)} cannot be changed here` : undefined;
};

/** In lists of a CORS policy. */
export const corsHeader: Judge = (name) => {
  if (name === "") return "empty header name";
  return name === "*" || token.test(name) ? undefined : `${quote(name)} is no header name`;
};

export const probeHeader: Judge = (name) =>
  /^[-A-Za-z0-9]+$/.test(name) ? undefined : `${quote(name)} is no header name: letters, digits and hyphens`;

/** `%NAME%`, `%NAME(arguments)%`, `%NAME(["an", "array"])%`; what the names mean is Envoy's business. */
const variable = /%[^%(]*(?:%|\( *(?:\[ *"|[^ [])(?:[^\\)"]|\\.)*(?:" *, *"(?:[^\\)"]|\\.)*)*(?:\)|" *\] *\)) *%)/sy;
// eslint-disable-next-line no-control-regex -- these characters are what is looked for
const control = /[\x00-\x08\x0a-\x1f\x7f]/;

/** As Envoy's header formatter reads it (istio/istio pkg/config/validation/header_value_validator.go). */
export const headerValue: Judge = (value) => {
  if (control.test(value)) return `${quote(value)} holds a control character`;
  for (let at = value.indexOf("%"); at !== -1; at = value.indexOf("%", at)) {
    variable.lastIndex = at;
    if (!variable.test(value)) return `${quote(value)} holds a "%" that ends no variable: write "%%" for the character`;
    at = variable.lastIndex;
  }
  return undefined;
};
