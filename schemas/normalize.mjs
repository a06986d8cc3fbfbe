/** Brings extracted schemas into the pack's form: readable one-of groups, no noise, a fixed order of keywords. */

const order = [
  "$ref",
  "x-type",
  "x-channel",
  "x-since",
  "type",
  "x-kubernetes-int-or-string",
  "x-kubernetes-preserve-unknown-fields",
  "nullable",
  "format",
  "enum",
  "pattern",
  "default",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
  "x-kubernetes-list-type",
  "x-kubernetes-list-map-keys",
  "x-one-of",
  "required",
  "oneOf",
  "anyOf",
  "allOf",
  "not",
  "items",
  "additionalProperties",
  "properties",
];

const open = "x-kubernetes-preserve-unknown-fields";

/** The same schema in the pack's form; `place` says whether null means "not there" (an optional property). */
export function normalize(schema, place = "required") {
  const result = { ...schema };
  if (place === "optional") delete result.nullable;
  // A validator cannot tell "any field" from "no field"; a bare object is always meant as the former.
  if (result.properties && Object.keys(result.properties).length === 0) delete result.properties;
  if (result.type === "object" && !result.properties && !result.additionalProperties) result[open] = true;
  readGroups(result);
  readIntOrString(result);
  if (result.items) result.items = normalize(result.items);
  if (typeof result.additionalProperties === "object")
    result.additionalProperties = normalize(result.additionalProperties);
  if (result.required) result.required = [...result.required].sort();
  if (result.properties) {
    const required = new Set(result.required);
    const entries = Object.entries(result.properties).sort(([a], [b]) => (a < b ? -1 : 1));
    result.properties = Object.fromEntries(
      entries.map(([key, value]) => [key, normalize(value, required.has(key) ? "required" : "optional")]),
    );
  }
  return sorted(result);
}

function sorted(schema) {
  for (const key in schema) if (!order.includes(key)) throw new Error(`internal: keyword ${key} is not known`);
  return Object.fromEntries(order.filter((key) => schema[key] !== undefined).map((key) => [key, schema[key]]));
}

function readIntOrString(schema) {
  const types = schema.anyOf
    ?.map(({ type }) => type)
    .sort()
    .join();
  if (types !== "integer,string") return;
  delete schema.anyOf;
  schema["x-kubernetes-int-or-string"] = true;
}

/** Istio writes "at most one of a, b" as oneOf[not anyOf required…, required a, required b]. */
function readGroups(schema) {
  const groups = [];
  const group = groupOf(schema.oneOf);
  if (group) {
    groups.push(group);
    delete schema.oneOf;
  }
  const rest = [];
  for (const part of schema.allOf ?? []) {
    const own = Object.keys(part).join() === "oneOf" && groupOf(part.oneOf);
    if (own) groups.push(own);
    else rest.push(part);
  }
  if (rest.length) schema.allOf = rest;
  else delete schema.allOf;
  if (groups.length) schema["x-one-of"] = groups;
}

function groupOf(branches) {
  if (!branches) return undefined;
  const none = branches.filter(({ not }) => not);
  const fields = branches.filter(({ not }) => !not).map(onlyRequired);
  if (none.length > 1 || fields.includes(undefined)) return undefined;
  return { fields, required: none.length === 0 };
}

function onlyRequired(branch) {
  const { required } = branch;
  return Object.keys(branch).join() === "required" && required.length === 1 ? required[0] : undefined;
}
