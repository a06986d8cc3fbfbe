/** One object against the schema of its kind. */

import type { Fix, Severity } from "../finding/finding.ts";
import type { Path } from "../yaml/document.ts";
import type { Schemas } from "./pack.ts";

export interface SchemaFinding {
  readonly rule: `schema/${string}`;
  readonly severity: Severity;
  readonly message: string;
  readonly path: Path;
  readonly part: "key" | "value";
  readonly fix?: Fix;
  readonly upstream?: readonly string[];
}

export function validate(_object: object, _schemas: Schemas): readonly SchemaFinding[] {
  return [];
}
