/** A structural schema as JSON Schema, so that ajv may judge what the interpreter judges. */

import { readFileSync } from "node:fs";

type Schema = Readonly<Record<string, unknown>>;

const pack = new URL("../../schemas/", import.meta.url);

function readBody(file: string): Schema {
  return JSON.parse(readFileSync(new URL(file, pack), "utf8")) as Schema;
}

/** The schema of a whole manifest: what every object has is left open. */
export function jsonSchema(file: string): Schema {
  const body = convert(readBody(file), true);
  const open = { apiVersion: true, kind: true, metadata: true, status: true };
  const properties = { ...(body.properties as Schema | undefined), ...open };
  return { ...body, properties, additionalProperties: body.additionalProperties ?? false };
}

const kept = new Set([
  ...["type", "enum", "pattern", "format", "required", "minLength", "maxLength", "minimum", "maximum", "multipleOf"],
  ...["minItems", "maxItems", "minProperties", "maxProperties"],
]);

/** On the spine of a schema unknown fields are forbidden; within allOf, anyOf, oneOf and not they are not. */
function convert(schema: Schema, spine: boolean): Schema {
  if (typeof schema.$ref === "string") return convert(readBody(schema.$ref), spine);
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) if (kept.has(key)) result[key] = value;
  if (schema["x-kubernetes-int-or-string"] === true) result.type = ["integer", "string"];
  convertObject(schema, result, spine);
  if (schema.items) result.items = convert(schema.items as Schema, spine);
  for (const junctor of ["allOf", "anyOf", "oneOf"]) {
    const branches = schema[junctor] as readonly Schema[] | undefined;
    if (branches) result[junctor] = branches.map((branch) => convert(branch, false));
  }
  if (schema.not) result.not = convert(schema.not as Schema, false);
  const groups = (schema["x-one-of"] ?? []) as readonly { fields: string[]; required: boolean }[];
  if (groups.length > 0) result.allOf = [...((result.allOf ?? []) as Schema[]), ...groups.map(oneOfGroup)];
  return schema.nullable === true ? { anyOf: [{ type: "null" }, result] } : result;
}

function convertObject(schema: Schema, result: Record<string, unknown>, spine: boolean): void {
  const properties = schema.properties as Readonly<Record<string, Schema>> | undefined;
  const additional = schema.additionalProperties;
  if (properties) {
    result.properties = Object.fromEntries(
      Object.entries(properties).map(([key, child]) => [key, convert(child, spine)]),
    );
  }
  if (typeof additional === "object" && additional !== null) {
    result.additionalProperties = convert(additional as Schema, spine);
  } else if (spine && schema.type === "object" && additional !== true) {
    result.additionalProperties = schema["x-kubernetes-preserve-unknown-fields"] === true;
  }
}

function oneOfGroup({ fields, required }: { fields: string[]; required: boolean }): Schema {
  const branches: Schema[] = fields.map((field) => ({ required: [field] }));
  return { oneOf: required ? branches : [{ not: { anyOf: branches } }, ...branches] };
}
