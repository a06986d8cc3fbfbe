/** From which namespaces a Gateway takes routes and listener sets. */

import type { LabelSelector } from "../kinds/gateway-api.ts";
import { question, type Mesh } from "../mesh.ts";
import { hasUnknown, matchesSelector, type Labels } from "../selectors.ts";
import { isUnknown } from "../unknown.ts";

export interface NamespaceRule {
  readonly from?: string;
  readonly selector?: LabelSelector;
}

const nameLabel = "kubernetes.io/metadata.name";

const labelsByNamespace = question((mesh): ReadonlyMap<string, readonly Labels[]> => {
  const found = new Map<string, Labels[]>();
  for (const { name, labels } of mesh.all("kubernetes/Namespace")) {
    const own = { ...labels, [nameLabel]: name };
    const known = found.get(name);
    if (known) known.push(own);
    else found.set(name, [own]);
  }
  return found;
});

/** Whether a selector asks for nothing but the name, which is known even of a namespace that the files do not hold. */
function asksForName({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)].every((key) => key === nameLabel);
}

function isVague({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return hasUnknown(matchLabels) || matchExpressions.some(({ values = [] }) => values.some(isUnknown));
}

function maySelect(mesh: Mesh, selector: LabelSelector, namespace: string): boolean {
  if (isUnknown(selector) || isUnknown(namespace) || isVague(selector)) return true;
  const known = labelsByNamespace(mesh).get(namespace);
  if (!known) return !asksForName(selector) || matchesSelector(selector, { [nameLabel]: namespace });
  return known.some((labels) => hasUnknown(labels) || matchesSelector(selector, labels));
}

interface Pair {
  /** Of the object that holds the rule. */
  readonly home: string;
  /** Of the object that wants to attach. */
  readonly guest: string;
}

/** False only where the files prove that objects of the guest's namespace are turned away. */
export function mayAttachFrom(mesh: Mesh, { from = "Same", selector }: NamespaceRule, { home, guest }: Pair): boolean {
  if (from === "Same") return home === guest || isUnknown(home) || isUnknown(guest);
  if (from === "Selector") return maySelect(mesh, selector ?? {}, guest);
  return from !== "None";
}
