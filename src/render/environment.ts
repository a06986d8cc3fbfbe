/** The objects that live together in one cluster, as far as the files tell. */

import type { Path, YamlDocument } from "../yaml/document.ts";

/**
 * complete: everything that the cluster holds in these namespaces is here, so absence may be claimed.
 * partial: some input could not be rendered. open: a plain folder, of which nothing is known.
 */
export type Completeness = "complete" | "partial" | "open";

/** How an environment was found: configured, the root of a kustomization, a plain folder, or handed over as text. */
export type Origin = "config" | "kustomize" | "folder" | "stdin";

/** One Kubernetes object of an environment, and where it came from. */
export interface Resource {
  readonly document: YamlDocument;
  /** Path from the document's root to the object: empty, or `["items", i]` within a List. */
  readonly prefix: Path;
  /**
   * The object itself: `document.value` or an item of it. Where patches or variables changed it, the objects on the way
   * to a change are new, all others are those of the documents; `writtenAt` of origin.ts finds each of them.
   */
  readonly object: KubernetesObject;
  /** Where the new objects came from; absent where `object` is as written. */
  readonly changes?: Changes;
  /** What the environment sets over what is written (kustomize's `namespace`, `commonLabels` …). */
  readonly overrides?: Overrides;
}

/** New object → where it and those of its entries that came from elsewhere were written. */
export type Changes = ReadonlyMap<object, Change>;

export interface Change {
  readonly at: Written;
  readonly entries?: ReadonlyMap<string | number, Written>;
}

/** A place in a document. */
export interface Written {
  readonly document: YamlDocument;
  /** Path from the document's root. */
  readonly path: Path;
}

export interface Overrides {
  readonly namespace?: string;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Whether `labels` also go into selectors and pod templates (`commonLabels`, `includeSelectors`, `includeTemplates`). */
  readonly labelSelectors?: boolean;
}

/** A mapping with apiVersion and kind as strings; nothing else is checked yet. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: unknown;
  readonly [key: string]: unknown;
}

export interface Environment {
  /** Short and unique in a run: `prod`, `overlays/prod`, `.`. */
  readonly name: string;
  /** Folders or files that it starts from, as `Source.path` names them. */
  readonly roots: readonly string[];
  readonly origin: Origin;
  readonly completeness: Completeness;
  /** Why it is not complete, in words: `remote base "https://…" is not fetched`. */
  readonly reasons: readonly string[];
  /** Whether a kustomization names files that are not there: it is not built, and what it lacks may be in them. */
  readonly isBroken?: true;
  readonly resources: readonly Resource[];
  /** Values for `${NAME}` placeholders; what is not named stays unknown. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Namespace of namespaced objects that name none; default "default". */
  readonly defaultNamespace?: string;
}
