/** IP addresses, CIDR blocks, unix sockets and ports, as Go's netip and Istio's admission read them. */

import ipaddr from "ipaddr.js";
import { written, type Judge } from "./judge.ts";
import { quote } from "./quote.ts";

const ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\.(?!$)|$)){4}$/;

/** Without leading zeros; an IPv6 zone is fine. */
export function isIp(text: string): boolean {
  return text.includes(":") ? ipaddr.IPv6.isValid(text) : ipv4.test(text);
}

export function isCidr(text: string): boolean {
  const slash = text.indexOf("/");
  const address = text.slice(0, slash);
  if (slash === -1 || address.includes("%") || !isIp(address)) return false;
  const bits = text.slice(slash + 1);
  return /^(?:0|[1-9][0-9]{0,2})$/.test(bits) && Number(bits) <= (address.includes(":") ? 128 : 32);
}

export const ip: Judge = written((text) => (isIp(text) ? undefined : `${quote(text)} is no IP address`));

export const ipOrCidr: Judge = written((text) =>
  (text.includes("/") ? isCidr(text) : isIp(text))
    ? undefined
    : `${quote(text)} is neither an IP address nor a CIDR block`,
);

const unixScheme = "unix://";

export function isUnix(address: string): boolean {
  return address.startsWith(unixScheme);
}

/** `unix://@abstract` or `unix:///path`, no directory (istio/istio pkg/config/validation ValidateUnixAddress). */
export const unixAddress: Judge = (text) => {
  const path = text.slice(unixScheme.length);
  if (path.startsWith("@")) return undefined;
  if (!path.startsWith("/")) return `${quote(text)} names neither an absolute path nor an abstract socket`;
  return path.endsWith("/") ? `${quote(text)} names a directory, not a socket` : undefined;
};

export function isPort(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= 65535;
}

export const port: Judge<number> = (number) =>
  isPort(number) ? undefined : `port ${number} is out of range: use 1 to 65535`;
