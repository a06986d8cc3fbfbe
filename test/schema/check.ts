/** Findings of a manifest written as YAML, in one line each. */

import { loadSchemas, type Schemas } from "../../src/schema/pack.ts";
import { validate, type SchemaFinding } from "../../src/schema/validate.ts";
import { readYaml } from "../../src/yaml/read.ts";

export interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: unknown;
  readonly [key: string]: unknown;
}

export function objectOf(text: string): Written {
  const document = readYaml({ path: "test.yaml", text })?.documents[0];
  return document?.value as Written;
}

export function findingsOf(text: string, schemas: Schemas = loadSchemas()): readonly SchemaFinding[] {
  return validate(objectOf(text), schemas);
}

/** `rule path part: message`. */
export function said(text: string, schemas?: Schemas): string[] {
  return findingsOf(text, schemas).map(
    ({ rule, path, part, message }) => `${rule} ${path.join(".")} ${part}: ${message}`,
  );
}

/** A namespaced object of a kind with the spec that is given, in flow style. */
export function manifest(apiVersion: string, kind: string, spec: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: test }\nspec: ${spec}\n`;
}
