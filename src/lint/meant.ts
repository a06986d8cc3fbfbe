/** What a reference to something missing may have meant: where kustomize, another name or another namespace has it. */

import { at, type Finding, type Related } from "../finding/finding.ts";
import type { Manifest } from "../mesh/manifest.ts";
import type { Mesh } from "../mesh/mesh.ts";
import { renamedObject } from "../mesh/renamed.ts";
import { isSlip } from "../mesh/slips.ts";

/** Comparing letter by letter is slow, and whoever has more to mend than this needs no hint for each. */
const most = { names: 1000, findings: 200 };

/** Related places of findings, with a hint for those that bring none themselves. */
export function hints(mesh: Mesh): (finding: Finding) => readonly Related[] {
  let left = most.findings;
  return (finding) => {
    const { related = [], absent, message } = finding;
    if (!absent || related.length > 0 || message.includes("there is one in") || left === 0) return related;
    left--;
    return hint(mesh, absent);
  };
}

function hint(mesh: Mesh, { kind, namespace, name }: NonNullable<Finding["absent"]>): readonly Related[] {
  if (namespace !== undefined) {
    const renamed = renamedObject(mesh, kind, { namespace, name });
    if (renamed.length > 0) return renamed;
  }
  const all = mesh.allOf(kind);
  const near = all.filter((each) => namespace === undefined || each.namespace === namespace).slice(0, most.names);
  const [meant, ...more] = near.filter((each) => isSlip(name, each.name));
  if (meant && more.length === 0) return [placed(meant, "did you mean this one?")];
  const [other, ...others] = all.filter((each) => each.name === name);
  return other && others.length === 0 ? [placed(other, `this one is in namespace "${other.namespace}"`)] : [];
}

function placed(manifest: Manifest, message: string): Related {
  return { at: at(manifest, manifest.metadata, "name"), message };
}
