/** Protocol names of Istio ports and the classes that admission sorts them into (istio/istio pkg/config/protocol). */

import type { Judge } from "./judge.ts";
import { quote } from "./quote.ts";

const known = [
  "TCP",
  "UDP",
  "GRPC",
  "GRPC-WEB",
  "HTTP",
  "HTTP_PROXY",
  "HTTP2",
  "HTTPS",
  "TLS",
  "MONGO",
  "REDIS",
  "MYSQL",
];
const all: ReadonlySet<string> = new Set(known);
const http: ReadonlySet<string> = new Set(["HTTP", "HTTP2", "HTTP_PROXY", "GRPC", "GRPC-WEB"]);
const tls: ReadonlySet<string> = new Set(["HTTPS", "TLS"]);
const tcp: ReadonlySet<string> = new Set(["TCP", "HTTPS", "TLS", "MONGO", "REDIS", "MYSQL"]);

export const isHttpClass = (protocol: string): boolean => http.has(protocol.toUpperCase());
export const isTlsClass = (protocol: string): boolean => tls.has(protocol.toUpperCase());
export const isTcpClass = (protocol: string): boolean => tcp.has(protocol.toUpperCase());

export const protocol: Judge = (name) =>
  all.has(name.toUpperCase()) ? undefined : `unknown protocol ${quote(name)}: use one of ${known.join(", ")}`;

/** Where leaving the protocol empty means that it is detected. */
export const protocolOrEmpty: Judge = (name) => (name === "" ? undefined : protocol(name));
