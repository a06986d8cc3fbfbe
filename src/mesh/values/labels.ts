/** Label keys and values (istio/istio pkg/config/labels; the length of values is Kubernetes' own limit). */

import { isFqdn } from "./names.ts";
import type { Judge } from "./judge.ts";
import { quote } from "./quote.ts";

const name = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const value = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const longest = 4096;

export const labelKey: Judge = (key) => {
  const slash = key.indexOf("/");
  const prefix = key.slice(0, Math.max(slash, 0));
  if (slash !== -1 && (prefix.length > 253 || !isFqdn(prefix)))
    return `label key ${quote(key)} has no DNS name before "/"`;
  return name.test(key.slice(slash + 1))
    ? undefined
    : `${quote(key)} is no label key: letters, digits, "-", "_" and ".", at most 63`;
};

export const labelValue: Judge = (text) =>
  text.length <= longest && value.test(text)
    ? undefined
    : `${quote(text)} is no label value: letters, digits, "-", "_" and ".", alphanumeric at both ends`;
