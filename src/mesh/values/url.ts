/** URLs of key sets and plugins. */

import { written, type Judge } from "./judge.ts";
import { quote } from "./quote.ts";

const scheme = /^([A-Za-z][A-Za-z0-9+.-]{0,30}):/;
const port = /^https?:\/\/(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:[\]]*)(?::([^/?#]*))?(?:[/?#]|$)/i;

/** Absolute, http or https (istio/istio pkg/config/security ParseJwksURI). */
export const jwksUri: Judge = written((text) => {
  const [, found] = scheme.exec(text) ?? [];
  if (found === undefined || !/^https?$/i.test(found)) return `${quote(text)} must have the scheme http:// or https://`;
  const authority = port.exec(text);
  if (!authority || /[\s\\]/.test(text)) return `${quote(text)} is no URL`;
  return authority[1] === undefined || /^[0-9]*$/.test(authority[1])
    ? undefined
    : `${quote(text)} has no number as port`;
});

const pluginSchemes = new Set(["file", "http", "https", "oci"]);

/** Without a scheme it is an image reference: `registry.example/plugin:v1` has a host and a tag, no scheme. */
export const pluginUrl: Judge = written((text) => {
  const [, found] = /^([A-Za-z][A-Za-z0-9+.-]{0,30}):\/\//.exec(text) ?? [];
  if (/[\s\\]/.test(text)) return `${quote(text)} is no URL`;
  return found === undefined || pluginSchemes.has(found.toLowerCase())
    ? undefined
    : `unknown scheme ${quote(found)}: use oci, https, http or file`;
});
