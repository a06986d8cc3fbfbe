/** What is wrong with the way files are put together: a kustomization that names what is not there. */

import type { Severity } from "../finding/finding.ts";
import type { Path, YamlDocument } from "../yaml/document.ts";

export interface RenderProblem {
  readonly rule: `gitops/${string}`;
  readonly severity: Severity;
  readonly message: string;
  readonly document: YamlDocument;
  /** Of the value (or key) at fault in that document. */
  readonly path: Path;
  readonly part?: "key" | "value";
  /** Environments in which it holds. */
  readonly environments?: readonly string[];
}
