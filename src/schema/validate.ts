/** One manifest against its schema: what the API server would refuse or drop. */

import { lookup } from "./kind.ts";
import { checkMetadata } from "./metadata.ts";
import type { Schemas } from "./pack.ts";
import { check } from "./structure.ts";
import { findingsOf, startWalk, type SchemaFinding } from "./walk.ts";

export type { SchemaFinding } from "./walk.ts";

const none: readonly SchemaFinding[] = Object.freeze([]);

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: unknown;
}

/** Checks a manifest and sets the defaults of its schema in it. A kind without a schema has no findings. */
export function validate(object: Manifest, schemas: Schemas): readonly SchemaFinding[] {
  const { apiVersion, kind } = object;
  const { node, naming, builtin, findings } = lookup(schemas, apiVersion, kind);
  if (!node) return findings;
  const walk = startWalk(object, builtin, apiVersion === "v1" && kind === "Secret");
  checkMetadata(walk, object.metadata, naming);
  check(walk, node, object);
  if (walk.isPatch) return none;
  const broken = kind === "CustomResourceDefinition" ? schemas.crdFindings.get(object) : undefined;
  if (walk.findings.length === 0) return broken ?? (findings.length > 0 ? findings : none);
  return [...findings, ...findingsOf(walk)];
}
