/** Templates in paths of an AuthorizationPolicy: `/users/{*}/orders` (istio/istio pkg/config/security CheckValidPathTemplate). */

import type { Judge } from "./judge.ts";
import { quote } from "./quote.ts";

const literal = /^[A-Za-z0-9\-._~%!$&'()+,;:@=]+$/;

export const pathTemplate: Judge = (path) => {
  if (!path.includes("{") && !path.includes("}")) return undefined;
  const segments = path.replace(/^\/+|\/+$/g, "").split("/");
  const rest = segments.indexOf("{**}");
  for (const [index, segment] of segments.entries()) {
    const isTemplate = segment === "{*}" || segment === "{**}";
    if (isTemplate && rest !== -1 && index > rest) return `${quote(path)} has a template after {**}`;
    if (!isTemplate && /[{}]/.test(segment)) return `${quote(path)} has braces that are neither {*} nor {**}`;
    if (!isTemplate && !literal.test(segment)) return `${quote(path)} mixes templates with ${quote(segment)}`;
  }
  return undefined;
};
