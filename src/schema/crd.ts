/** The schemas of one CustomResourceDefinition, of apiextensions.k8s.io/v1 or v1beta1. */

import { compile, type Node, type Schema } from "./node.ts";
import type { KindOfGroup, VersionOfKind } from "./definition.ts";
import { matcherOf } from "./pattern.ts";
import type { SchemaFinding } from "./walk.ts";

export interface CrdReading {
  readonly group: string;
  readonly kind: string;
  /** Absent where the definition is too broken to know a kind by it. */
  readonly definition?: KindOfGroup;
  readonly findings: readonly SchemaFinding[];
}

export function readCrd(crd: object): CrdReading {
  const spec = record((crd as Schema).spec);
  const group = text(spec.group);
  const kind = text(record(spec.names).kind);
  const findings: SchemaFinding[] = [];
  const versions = new Map<string, VersionOfKind>();
  for (const [name, version, schema] of versionsOf(spec)) {
    versions.set(name, versionOf(spec, version, schema));
    if (schema.value === undefined) continue;
    if (typeof schema.value !== "object" || schema.value === null) {
      findings.push(problem(`the schema of ${kind} ${name} is no object`, schema.path));
    } else checkPatterns(findings, schema.value, [...schema.path], 0);
  }
  if (!group || !kind || versions.size === 0) {
    const message = "this definition names no kind: group, names.kind and versions are needed";
    return { group, kind, findings: [problem(message, ["spec"])] };
  }
  const scope = spec.scope === "Cluster" ? "Cluster" : "Namespaced";
  return { group, kind, definition: { scope, versions, crd }, findings };
}

interface Written {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
}

/** Name, entry and schema of each version; v1beta1 may hold one schema for all, and one version without a list. */
function* versionsOf(spec: Schema): Generator<readonly [string, Schema, Written]> {
  const shared = spec.validation;
  const entries = Array.isArray(spec.versions) ? spec.versions : [{ name: spec.version, served: true }];
  for (const [index, entry] of entries.entries()) {
    const version = record(entry);
    const name = text(version.name);
    if (!name) continue;
    const own = version.schema;
    const base = own === undefined ? ["spec", "validation"] : ["spec", "versions", index, "schema"];
    const value = record(own ?? shared).openAPIV3Schema;
    yield [name, version, { value, path: [...base, "openAPIV3Schema"] }];
  }
}

function versionOf(spec: Schema, version: Schema, { value }: Written): VersionOfKind {
  let made: Node | undefined;
  const schema = record(value);
  const isOpen = spec.preserveUnknownFields === true || value === undefined;
  const written = isOpen ? { ...schema, type: "object", "x-kubernetes-preserve-unknown-fields": true } : schema;
  return {
    served: version.served !== false,
    deprecated: version.deprecated === true,
    node: () => (made ??= compile(written)),
  };
}

const deepest = 100;
const mostFindings = 20;

function checkPatterns(findings: SchemaFinding[], value: unknown, path: (string | number)[], depth: number): void {
  if (typeof value !== "object" || value === null || depth > deepest || findings.length >= mostFindings) return;
  const { pattern, type } = value as Schema;
  if (typeof pattern === "string" && type === "string" && matcherOf(pattern) === undefined) {
    findings.push(problem(`this pattern is not checked: ${pattern.slice(0, 60)}`, [...path, "pattern"], "warning"));
  }
  for (const [key, child] of Object.entries(value)) {
    if (key === "enum" || key === "default" || key === "example") continue;
    path.push(key);
    checkPatterns(findings, child, path, depth + 1);
    path.pop();
  }
}

function problem(
  message: string,
  path: readonly (string | number)[],
  severity: SchemaFinding["severity"] = "error",
): SchemaFinding {
  return { rule: "schema/invalid-value", severity, message, path, part: "value" };
}

function record(value: unknown): Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
