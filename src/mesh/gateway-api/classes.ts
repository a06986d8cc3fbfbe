/** GatewayClasses, those that controllers bring with them included. */

import type { Manifest } from "../manifest.ts";
import type { Mesh } from "../mesh.ts";

/** Made by istiod itself (istio/istio pilot/pkg/config/kube/gateway/gatewayclass.go). */
const ofIstio: ReadonlyMap<string, string> = new Map([
  ["istio", "istio.io/gateway-controller"],
  ["istio-remote", "istio.io/unmanaged-gateway"],
  ["istio-waypoint", "istio.io/mesh-controller"],
  ["istio-east-west", "istio.io/eastwest-controller"],
]);

/** Made by the controllers or clouds that serve them, so that they are seldom among the files. */
const brought =
  /^(?:gke-|cilium$|kgateway|agentgateway|azure-alb|amazon-vpc-lattice$|openshift-|traefik$|eg$|kong$|nginx$|haproxy$|contour)/;

export function bringsOwnClass(name: string): boolean {
  return ofIstio.has(name) || brought.test(name);
}

/** The controller of a class, as far as it is known. */
function controllerOf(mesh: Mesh, className: string): string | undefined {
  return mesh.find("gateway-api/GatewayClass", "", className)?.spec.controllerName ?? ofIstio.get(className);
}

type Gateway = Manifest<"gateway-api/Gateway">;

/** Whether Istio serves a Gateway. */
export function isIstios(mesh: Mesh, { spec }: Gateway): boolean {
  return controllerOf(mesh, spec.gatewayClassName)?.startsWith("istio.io/") ?? false;
}

/** Whether that is a gateway for traffic from and to the outside, and no waypoint. */
export function isIstiosIngress(mesh: Mesh, { spec }: Gateway): boolean {
  return controllerOf(mesh, spec.gatewayClassName) === ofIstio.get("istio");
}
