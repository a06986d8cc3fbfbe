/** Reads a structural schema back out of a validator that ajv compiled (the form in which kubernetes-models ships its schemas). */

import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parse } from "acorn";

const modules = new Map();
const clone = (value) => JSON.parse(JSON.stringify(value));

/** The functions, constants and imports of one compiled module. */
function load(file) {
  let known = modules.get(file);
  if (known) return known;
  const text = readFileSync(file, "utf8");
  known = { file, text, functions: new Map(), constants: new Map(), imports: new Map(), main: undefined };
  modules.set(file, known);
  for (const node of parse(text, { ecmaVersion: "latest", sourceType: "module" }).body) declare(known, node);
  return known;
}

function declare(module, node) {
  if (node.type === "FunctionDeclaration") module.functions.set(node.id.name, node);
  if (node.type === "ImportDeclaration") {
    for (const { local } of node.specifiers) module.imports.set(local.name, node.source.value);
  }
  if (node.type === "VariableDeclaration") {
    for (const { id, init } of node.declarations) module.constants.set(id.name, init);
  }
  if (node.type === "ExportNamedDeclaration" && node.declaration) {
    for (const { init } of node.declaration.declarations) module.main = init.name;
  }
}

/**
 * Schema of the type that a compiled module checks.
 * `name(source)` gives the type's name of an imported module, `ref(source)` the file of the pack that holds it.
 */
export function schemaOf(file, naming = {}) {
  const module = load(file);
  return read(module, module.main, naming);
}

function read(module, name, naming) {
  const node = module.functions.get(name);
  if (!node) return imported(module, name, naming);
  const schema = {};
  const pending = [];
  for (const event of eventsOf(node.body)) apply({ module, schema, pending, naming }, event);
  for (const target of pending) Object.assign(schema, mergeInto(schema, read(module, target, naming)));
  if (nullable(module, node)) schema.nullable = true;
  return schema;
}

/** A reference to another file; those to the API machinery have short forms. */
function imported(module, name, naming) {
  const source = module.imports.get(name);
  if (!source) throw new Error(`internal: ${name} is not in ${module.file}`);
  if (/ObjectMeta(\.js)?$/.test(source)) return clone(objectMeta);
  if (source.includes("MetaV1MicroTime") || source.includes("MetaV1Time"))
    return { type: "string", format: "date-time" };
  if (source.includes("IntOrString")) return { "x-kubernetes-int-or-string": true };
  if (source.includes("Quantity")) return { anyOf: [{ type: "number" }, { type: "string" }] };
  if (/RawExtension|FieldsV1|ListMeta/.test(source)) return clone(open);
  if (/\/IoK8sApimachinery\w+LabelSelector(\.js)?$/.test(source)) return clone(labelSelector);
  if (/MetaV1Condition(\.js)?$/.test(source)) return clone(open);
  const shared = naming.ref?.(source);
  if (shared) return { $ref: shared };
  if (!source.startsWith("./")) throw new Error(`internal: ${source} is not known`);
  const file = resolve(dirname(module.file), source);
  const schema = schemaOf(file, naming);
  const title = naming.name?.(source);
  return title && schema.type === "object" && schema.properties ? { ...schema, "x-type": title } : schema;
}

const map = { type: "object", additionalProperties: { type: "string" } };
const text = { type: "string" };
const number = { type: "integer" };
const open = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
const objectMeta = {
  "x-type": "ObjectMeta",
  type: "object",
  properties: {
    ...{ name: text, generateName: text, namespace: text, labels: map, annotations: map },
    ...{ creationTimestamp: text, deletionTimestamp: text, deletionGracePeriodSeconds: number, generation: number },
    ...{ resourceVersion: text, selfLink: text, uid: text },
    finalizers: { type: "array", items: text },
    ownerReferences: { type: "array", items: open },
    managedFields: { type: "array", items: open },
  },
};

const strings = { type: "array", items: { type: "string" } };
const labelSelector = {
  "x-type": "LabelSelector",
  type: "object",
  properties: {
    matchLabels: map,
    matchExpressions: {
      type: "array",
      items: {
        "x-type": "LabelSelectorRequirement",
        type: "object",
        required: ["key", "operator"],
        properties: { key: { type: "string" }, operator: { type: "string" }, values: strings },
      },
    },
  },
};

/** Calls of other validators and error objects of one function, in the order of the text. */
function eventsOf(body) {
  const events = [];
  const walk = (node) => {
    if (!node || typeof node !== "object") return;
    if (Array.isArray(node)) return void node.forEach(walk);
    if (node.type === "CallExpression" && /^validate\d+$/.test(node.callee.name ?? "")) {
      events.push({ start: node.start, call: node.callee.name, data: node.arguments[0] });
    }
    if (node.type === "ObjectExpression") {
      const keyword = property(node, "keyword");
      if (keyword) {
        const path = property(node, "schemaPath").value;
        events.push({ start: node.start, keyword: keyword.value, path, params: property(node, "params") });
      }
    }
    for (const key in node) if (key !== "type" && key !== "start" && key !== "end") walk(node[key]);
  };
  walk(body);
  return events.sort((a, b) => a.start - b.start);
}

function property(node, name) {
  return node.properties.find((p) => (p.key?.name ?? p.key?.value) === name)?.value;
}

function apply(state, event) {
  if (event.call) applyCall(state, event);
  else if (event.path.split("/").length > 2) throw new Error(`internal: inline ${event.path} in ${state.module.file}`);
  else applyKeyword(state, event);
}

function applyCall({ module, schema, pending, naming }, { call, data }) {
  if (data.type === "Identifier") return void pending.push(call);
  const key = data.computed ? data.property.value : data.property.name;
  const target = read(module, call, naming);
  if (data.computed && data.property.type === "Identifier") {
    if (data.property.name.startsWith("key")) schema.additionalProperties = target;
    else schema.items = target;
  } else (schema.properties ??= {})[key] = target;
}

function applyKeyword({ module, schema, pending, naming }, { keyword, params }) {
  const value = (name) => literal(module, property(params, name));
  if (keyword === "type") schema.type = value("type");
  else if (keyword === "required") (schema.required ??= []).push(value("missingProperty"));
  else if (keyword === "enum") schema.enum = value("allowedValues");
  else if (keyword === "pattern") schema.pattern = value("pattern");
  else if (keyword === "format") schema.format = value("format");
  else if (keyword === "not") schema.not = read(module, pending.splice(0)[0], naming);
  else if (keyword === "anyOf" || keyword === "oneOf") {
    schema[keyword] = pending.splice(0).map((target) => read(module, target, naming));
  } else schema[keyword] = value("limit");
}

function literal(module, node) {
  if (node.type === "Identifier") return literal(module, module.constants.get(node.name));
  if (node.type === "ArrayExpression") return node.elements.map((element) => literal(module, element));
  if (node.type === "UnaryExpression" && node.operator === "-") return -literal(module, node.argument);
  if (node.type === "TemplateLiteral") return node.quasis[0].value.cooked;
  if (node.type === "Literal") return node.value;
  throw new Error(`internal: no literal: ${node.type} in ${module.file}`);
}

function mergeInto(schema, other) {
  const merged = { ...other, ...schema };
  if (schema.properties && other.properties) merged.properties = { ...other.properties, ...schema.properties };
  if (schema.required && other.required) merged.required = [...new Set([...other.required, ...schema.required])];
  for (const keyword of ["oneOf", "anyOf", "not"]) {
    if (!schema[keyword] || !other[keyword]) continue;
    merged.allOf = [...(schema.allOf ?? []), { [keyword]: other[keyword] }];
  }
  return merged;
}

/** ajv writes `null!==data` into the type check of a nullable schema, and before a nullable reference. */
function nullable(module, node) {
  const text = module.text.slice(node.start, node.end);
  return (
    /&&null!==data\)\{let err\d+=\{instancePath,schemaPath:"#\/type"/.test(text) ||
    /return null!==data&&\(validate/.test(text)
  );
}
