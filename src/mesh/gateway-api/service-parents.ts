/** Ports of the Services that references name. */

import { portsOf, servicesNamed, type ServedPort } from "../services.ts";
import { serviceHost } from "../hosts.ts";
import type { Mesh } from "../mesh.ts";
import { isUnknown } from "../unknown.ts";
import type { Referent } from "./references.ts";

/** Of all Services under that name; undefined where they are not known: no such Service, or one without ports. */
export function portsNamed(mesh: Mesh, { is, name, namespace }: Referent): readonly ServedPort[] | undefined {
  if (is !== "kubernetes/Service") return undefined;
  const ports = servicesNamed(mesh, serviceHost(mesh, name, namespace)).map(portsOf);
  if (ports.length === 0 || ports.some((list) => list.length === 0)) return undefined;
  const all = ports.flat();
  return all.some(({ number, name: port }) => isUnknown(number) || isUnknown(port)) ? undefined : all;
}
