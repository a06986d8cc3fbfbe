/** Whether the files hold the Services that routes name, or whether those come from elsewhere (a chart, an earlier step). */

import { question, type Mesh } from "../mesh.ts";
import { serviceNamesIn } from "../services.ts";
import { isSlip } from "../slips.ts";
import { backends } from "./backends.ts";
import { attachmentParents } from "./parents.ts";
import { isMissing, type Referent } from "./references.ts";

interface Named {
  readonly here: Set<string>;
  readonly missing: Set<string>;
}

/** Services that routes name, by namespace. */
const named = question((mesh): ReadonlyMap<string, Named> => {
  const found = new Map<string, Named>();
  for (const { to } of [...backends(mesh), ...attachmentParents(mesh)]) {
    if (to.is !== "kubernetes/Service") continue;
    let services = found.get(to.namespace);
    if (!services) found.set(to.namespace, (services = { here: new Set(), missing: new Set() }));
    services[isMissing(mesh, to) ? "missing" : "here"].add(to.name);
  }
  return found;
});

function isPlainFolder({ environment }: Mesh): boolean {
  return environment.origin === "folder" && environment.completeness !== "complete";
}

/**
 * As `isMissing`; but in a plain folder, which nobody calls complete, a missing Service is only believed where most of
 * the Services that routes name in its namespace are here, or where its name is nearly that of one.
 */
export function isCredibleMiss(mesh: Mesh, to: Referent): boolean {
  if (!isMissing(mesh, to)) return false;
  if (to.is !== "kubernetes/Service" || !isPlainFolder(mesh)) return true;
  const services = named(mesh).get(to.namespace);
  if (isMisspelt(mesh, to)) return true;
  return services !== undefined && services.here.size > services.missing.size;
}

/** Whether it is nearly the name of a Service that is here; short names resemble each other. */
function isMisspelt(mesh: Mesh, { namespace, name }: Referent): boolean {
  return name.length > 4 && serviceNamesIn(mesh, namespace).some((service) => isSlip(name, service));
}
