/** What a reference to something missing may have meant: where kustomize, another name or another namespace has it. */

import { at, type Finding, type Related } from "../finding/finding.ts";
import type { Manifest } from "../mesh/manifest.ts";
import type { Mesh } from "../mesh/mesh.ts";
import { renamedObject } from "../mesh/renamed.ts";
import { secretsCalled } from "../mesh/secrets.ts";
import { isSlip } from "../mesh/slips.ts";

/**
 * Comparing letter by letter is slow, whoever has more to mend than this needs no hint for each, and a name that is
 * everywhere says nothing.
 */
const most = { names: 1000, findings: 200, namespaces: 3 };

/** Whether what a rule misses is what a reference names; of other rules it may be the object that complains. */
export function isLookup(rule: string): boolean {
  return rule.includes("/unknown-");
}

/** Related places of a rule's findings, with a hint for those that bring none themselves. */
export function hints(mesh: Mesh): (finding: Finding, rule: string) => readonly Related[] {
  let left = most.findings;
  return (finding, rule) => {
    const { related = [], absent } = finding;
    if (!absent || !isLookup(rule) || related.length > 0 || left === 0) return related;
    left--;
    return hint(mesh, absent);
  };
}

function hint(mesh: Mesh, { kind, namespace, name }: NonNullable<Finding["absent"]>): readonly Related[] {
  if (namespace !== undefined) {
    const renamed = renamedObject(mesh, kind, { namespace, name });
    if (renamed.length > 0) return renamed;
  }
  const near = mesh.allOf(kind).filter((each) => namespace === undefined || each.namespace === namespace);
  const [meant, ...more] = near.slice(0, most.names).filter((each) => isSlip(name, each.name));
  const slip = meant && more.length === 0 ? [placed(meant, "did you mean this one?")] : [];
  return [...slip, ...elsewhere(mesh, kind, name)];
}

function elsewhere(mesh: Mesh, kind: string, name: string): readonly Related[] {
  const byNamespace = new Map<string, Manifest>();
  for (const each of kind === "kubernetes/Secret" ? secretsCalled(mesh, name) : mesh.allOf(kind)) {
    const isCalled = each.is !== kind || each.name === name;
    if (isCalled && !byNamespace.has(each.namespace)) byNamespace.set(each.namespace, each);
  }
  if (byNamespace.size > most.namespaces) return [];
  return [...byNamespace.values()].map((each) => {
    const what = each.is === kind ? "this one is" : `this ${each.kind} makes one`;
    return placed(each, `${what} in namespace "${each.namespace}"`);
  });
}

function placed(manifest: Manifest, message: string): Related {
  return { at: at(manifest, manifest.metadata, "name"), message };
}
