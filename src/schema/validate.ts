/** One manifest against its schema: what the API server would refuse or drop. */

import { lookup } from "./kind.ts";
import { checkMetadata } from "./metadata.ts";
import type { Schemas } from "./pack.ts";
import { check } from "./structure.ts";
import { isOddTemplate, podTemplateOf } from "./template.ts";
import { findingsOf, startWalk, type SchemaFinding } from "./walk.ts";

export type { SchemaFinding } from "./walk.ts";

const none: readonly SchemaFinding[] = Object.freeze([]);

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: unknown;
}

export interface Verdict {
  readonly findings: readonly SchemaFinding[];
  /** Whether parts of it are elsewhere: it is a patch, or placeholders stand for objects, lists or names of fields. */
  readonly isVague: boolean;
}

/** The findings alone. */
export function validate(object: Manifest, schemas: Schemas): readonly SchemaFinding[] {
  return judge(object, schemas).findings;
}

/** Checks a manifest and sets the defaults of its schema in it. A kind without a schema has no findings. */
export function judge(object: Manifest, schemas: Schemas): Verdict {
  const { apiVersion, kind } = object;
  const { node, naming, builtin, findings, isUnchecked } = lookup(schemas, apiVersion, kind);
  if (!node) {
    const template = podTemplateOf(object);
    return { findings, isVague: template ? isOddTemplate(template, schemas) : isUnchecked };
  }
  const walk = startWalk(object, builtin, apiVersion === "v1" && kind === "Secret");
  checkMetadata(walk, object.metadata, naming);
  check(walk, node, object);
  if (walk.isPatch) return { findings: none, isVague: true };
  const broken = kind === "CustomResourceDefinition" ? schemas.crdFindings.get(object) : undefined;
  const all = walk.findings.length === 0 ? (broken ?? findings) : [...findings, ...findingsOf(walk)];
  return { findings: all, isVague: walk.isVague };
}
