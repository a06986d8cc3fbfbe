/** IP networks as Linkerd's policy controller reads them (linkerd2 policy-controller/core/src/network_match.rs). */

import ipaddr from "ipaddr.js";
import { isCidr, isIp } from "../values/address.ts";

export interface IpNetwork {
  readonly bytes: readonly number[];
  /** Length of the prefix in bits. */
  readonly length: number;
}

/** An address stands for the network that holds it alone; undefined where the text is neither address nor CIDR block. */
export function parseNetwork(text: string): IpNetwork | undefined {
  const slash = text.indexOf("/");
  if (slash === -1 ? !isIp(text) || text.includes("%") : !isCidr(text)) return undefined;
  const bytes = ipaddr.parse(slash === -1 ? text : text.slice(0, slash)).toByteArray();
  return { bytes, length: slash === -1 ? bytes.length * 8 : Number(text.slice(slash + 1)) };
}

/** Whether every address of `inner` is one of `outer`; networks of different families hold nothing of each other. */
export function holdsNetwork(outer: IpNetwork, inner: IpNetwork): boolean {
  if (outer.bytes.length !== inner.bytes.length || outer.length > inner.length) return false;
  return sharesPrefix(outer, inner, outer.length);
}

export function networksOverlap(one: IpNetwork, other: IpNetwork): boolean {
  return holdsNetwork(one, other) || holdsNetwork(other, one);
}

function sharesPrefix({ bytes }: IpNetwork, other: IpNetwork, bits: number): boolean {
  const whole = Math.floor(bits / 8);
  for (let index = 0; index < whole; index++) if (bytes[index] !== other.bytes[index]) return false;
  const rest = bits % 8;
  if (rest === 0) return true;
  const mask = (0xff << (8 - rest)) & 0xff;
  return ((bytes[whole] ?? 0) & mask) === ((other.bytes[whole] ?? 0) & mask);
}

/** Whether the network holds all addresses of its family. */
export function isEverywhere({ length }: IpNetwork): boolean {
  return length === 0;
}

/** What the chart ships as `clusterNetworks` (linkerd2 charts/linkerd-control-plane/values.yaml). */
export const clusterNetworks: readonly string[] = [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "fd00::/8",
];

export const allNetworks: readonly string[] = ["0.0.0.0/0", "::/0"];
