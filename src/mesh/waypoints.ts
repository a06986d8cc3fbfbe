/** Which waypoint stands before a Service or a pod in ambient mode: HTTP is looked at nowhere else. */

import { namespacesNamed } from "./injection.ts";
import type { Mesh } from "./mesh.ts";
import type { Labels } from "./selectors.ts";
import { isUnknown } from "./unknown.ts";

export const waypointKey = "istio.io/use-waypoint";
const namespaceKey = "istio.io/use-waypoint-namespace";

export interface WaypointName {
  readonly namespace: string;
  readonly name: string;
}

/** The waypoint that labels name; undefined for none and for placeholders. */
export function waypointIn(labels: Labels, namespace: string): WaypointName | undefined {
  const name = labels[waypointKey];
  const elsewhere = labels[namespaceKey] ?? namespace;
  if (name === undefined || name === "" || name === "none" || isUnknown(name) || isUnknown(elsewhere)) return undefined;
  return { namespace: elsewhere, name };
}

/** Whether an object has a waypoint: its own label wins over that of its namespace, "none" included. */
export function isEnrolled(mesh: Mesh, { labels, namespace }: { labels: Labels; namespace: string }): boolean {
  if (Object.hasOwn(labels, waypointKey)) return labels[waypointKey] !== "none";
  return namespacesNamed(mesh, namespace).some((one) => (one.labels[waypointKey] ?? "none") !== "none");
}
