/** URLs of key sets and plugins, split as Go's net/url does it. */

import { isIp } from "./address.ts";
import { written, type Judge } from "./judge.ts";
import { quote } from "./quote.ts";

interface Url {
  /** In lower case; empty where there is none. */
  readonly scheme: string;
  readonly hasAuthority: boolean;
}

// eslint-disable-next-line no-control-regex -- these characters are what is looked for
const control = /[\x00-\x1f\x7f]/;
const userInfo = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
const hostName = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:<>"[\]]|\P{ASCII}|%[89A-Fa-f][0-9A-Fa-f]|%25)*$/u;
const badEscape = /%(?![0-9A-Fa-f]{2})/;

/** As url.ParseRequestURI: an absolute URL or an absolute path. */
function parseUrl(text: string): Url | undefined {
  if (control.test(text)) return undefined;
  const colon = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(text)?.[0].length ?? 0;
  const scheme = text.slice(0, Math.max(colon - 1, 0)).toLowerCase();
  const [rest = ""] = text.slice(colon).split("?", 1);
  if (!rest.startsWith("/")) return scheme === "" ? undefined : { scheme, hasAuthority: false };
  const hasAuthority = scheme !== "" && rest.startsWith("//");
  const [, authority = "", path = ""] = hasAuthority ? (/^\/\/([^/]*)(.*)$/.exec(rest) ?? []) : ["", "", rest];
  return isAuthority(authority, scheme) && !badEscape.test(path) ? { scheme, hasAuthority } : undefined;
}

function isAuthority(text: string, scheme: string): boolean {
  const at = text.lastIndexOf("@");
  const user = text.slice(0, Math.max(at, 0));
  return userInfo.test(user) && !badEscape.test(user) && isHost(text.slice(at + 1), scheme);
}

function isHost(text: string, scheme: string): boolean {
  if (text.startsWith("[")) {
    const [, address = "", port] = /^\[(.*)\](:[0-9]*)?$/.exec(text) ?? [];
    return port !== undefined || text.endsWith("]")
      ? address.includes(":") && isIp(address.replace("%25", "%"))
      : false;
  }
  // Only http and https are strict about several colons.
  const colon = /^https?$/.test(scheme) ? text.indexOf(":") : text.lastIndexOf(":");
  const port = colon === -1 ? "" : text.slice(colon + 1);
  return !text.includes("[") && /^[0-9]*$/.test(port) && hostName.test(text) && !badEscape.test(text);
}

/** Absolute, http or https (istio/istio pkg/config/security ParseJwksURI). */
export const jwksUri: Judge = written((text) => {
  if (!/^https?:/i.test(text)) return `${quote(text)} must have the scheme http:// or https://`;
  return parseUrl(text)?.hasAuthority ? undefined : `${quote(text)} is no URL`;
});

const pluginSchemes = new Set(["", "file", "http", "https", "oci"]);

/** Without a scheme it is an image reference; one whose registry has a port needs `oci://`, or the host is the scheme. */
export const pluginUrl: Judge = written((text) => {
  const url = parseUrl(text);
  if (!url) return !text.includes("://") && parseUrl(`http://${text}`) ? undefined : `${quote(text)} is no URL`;
  if (pluginSchemes.has(url.scheme)) return undefined;
  const hint = url.hasAuthority ? "use oci, https, http or file" : `write ${quote(`oci://${text}`)}`;
  return `unknown scheme ${quote(url.scheme)}: ${hint}`;
});
