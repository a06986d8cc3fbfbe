/** The webhooks that inject sidecars: which pods of which namespaces each of them takes. */

import type { Manifest } from "./manifest.ts";
import { question } from "./mesh.ts";
import { matchesSelector, type Labels, type LabelSelector } from "./selectors.ts";

type Configuration = Manifest<"kubernetes/MutatingWebhookConfiguration">;

export interface Webhook {
  readonly name?: string;
  readonly clientConfig?: {
    readonly url?: string | null;
    readonly service?: { readonly name?: string; readonly namespace?: string };
  };
  readonly namespaceSelector?: LabelSelector | null;
  readonly objectSelector?: LabelSelector | null;
}

export interface Injector {
  readonly manifest: Configuration;
  /** The very object of the manifest. */
  readonly webhook: Webhook;
}

const revisionKey = "istio.io/rev";

/** The API server takes null for nothing. */
function selectorIn(selector: LabelSelector | null | undefined): Required<LabelSelector> {
  return { matchLabels: selector?.matchLabels ?? {}, matchExpressions: selector?.matchExpressions ?? [] };
}

/** Revisions that a selector names. */
function revisionsIn(selector: LabelSelector | null | undefined): readonly string[] {
  const { matchLabels, matchExpressions } = selectorIn(selector);
  const named = matchExpressions.filter(({ key }) => key === revisionKey).flatMap(({ values }) => values ?? []);
  return Object.hasOwn(matchLabels, revisionKey) ? [matchLabels[revisionKey] ?? "", ...named] : named;
}

function webhooksOf({ object }: Configuration): readonly Webhook[] {
  return object.webhooks ?? [];
}

function revisionsOf(manifest: Configuration): readonly string[] {
  const own = manifest.labels[revisionKey];
  const named = webhooksOf(manifest).flatMap(({ namespaceSelector, objectSelector }) => [
    ...revisionsIn(namespaceSelector),
    ...revisionsIn(objectSelector),
  ]);
  return own === undefined ? named : [own, ...named];
}

/** Known by a revision, or by its name (istio/istio pkg/config/analysis/analyzers/webhook). */
function isInjector(manifest: Configuration): boolean {
  return (
    revisionsOf(manifest).length > 0 || webhooksOf(manifest).some(({ name }) => name?.endsWith("istio.io") ?? false)
  );
}

const configurations = question((mesh) => mesh.all("kubernetes/MutatingWebhookConfiguration").filter(isInjector));

/** All webhooks of Istio's injectors, in the order of the files. */
export const injectors = question((mesh): readonly Injector[] =>
  configurations(mesh).flatMap((manifest) => webhooksOf(manifest).map((webhook) => ({ manifest, webhook }))),
);

/** Revisions that any injector speaks of. */
export const revisions = question(
  (mesh): ReadonlySet<string> => new Set(configurations(mesh).flatMap((manifest) => revisionsOf(manifest))),
);

/** Whether a webhook is called for a pod; a selector that is left out takes everything. */
export function takes({ namespaceSelector, objectSelector }: Webhook, namespace: Labels, pod: Labels): boolean {
  return matchesSelector(selectorIn(namespaceSelector), namespace) && matchesSelector(selectorIn(objectSelector), pod);
}
