/** To whom a VirtualService speaks, as its routes need to know. */

/** To what the routes are bound: an empty list of gateways means the mesh. */
export interface Binding {
  readonly isDelegate: boolean;
  /** Gateways alone: the list has no `mesh`. */
  readonly gatewayOnly: boolean;
  readonly toGateway: boolean;
  readonly hosts: readonly string[];
}

/** `outbound_.80_.v1_.reviews.default.svc.cluster.local`, the names of AUTO_PASSTHROUGH gateways. */
export function isSniHost(host: string): boolean {
  const [direction, port = "", , ...name] = host.split("_");
  return direction === "outbound" && name.length > 0 && /[0-9]/.test(port) && /[A-Za-z]/.test(name.join("_"));
}
