/** What is known of one kind, be it from the pack or from a CRD. */

import type { Node } from "./node.ts";

export type Scope = "Namespaced" | "Cluster";

export interface VersionOfKind {
  readonly served: boolean;
  readonly deprecated: boolean;
  /** The schema ready for walking; made once. */
  readonly node: () => Node;
}

export interface KindOfGroup {
  readonly scope: Scope;
  /** The newest first. */
  readonly versions: ReadonlyMap<string, VersionOfKind>;
  /** The CustomResourceDefinition that a user brought; absent for what the pack says. */
  readonly crd?: object;
}
