/** What a reference to something missing may have meant: where kustomize, another name or another namespace has it. */

import { at, type Finding, type Related } from "../finding/finding.ts";
import type { Manifest } from "../mesh/manifest.ts";
import type { Mesh } from "../mesh/mesh.ts";
import { renamedObject } from "../mesh/renamed.ts";
import { isSlip } from "../mesh/slips.ts";

/** Comparing letter by letter is slow, and whoever has more to mend than this needs no hint for each. */
const most = { names: 1000, findings: 200 };

/** Whether what a rule misses is what a reference names; of other rules it may be the object that complains. */
export function isLookup(rule: string): boolean {
  return rule.includes("/unknown-");
}

/** Related places of a rule's findings, with a hint for those that bring none themselves. */
export function hints(mesh: Mesh): (finding: Finding, rule: string) => readonly Related[] {
  let left = most.findings;
  return (finding, rule) => {
    const { related = [], absent, message } = finding;
    if (!absent || !isLookup(rule) || related.length > 0 || message.includes("there is one in") || left === 0)
      return related;
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
