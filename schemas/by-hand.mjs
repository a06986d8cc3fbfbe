/** Short words for schemas that are written by hand. */

import { anything } from "./body.mjs";
import { normalize } from "./normalize.mjs";

export const text = { type: "string" };
export const flag = { type: "boolean" };
export const integer = { type: "integer" };
export const int32 = { type: "integer", format: "int32" };
export const number = { type: "number" };
export const intOrString = { "x-kubernetes-int-or-string": true };
export const open = anything;
export const port = { ...int32, minimum: 1, maximum: 65535 };
export const texts = { type: "array", items: text };
export const labels = { type: "object", additionalProperties: text };

export const dnsName = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
export const group = { type: "string", maxLength: 253, pattern: `^$|^${dnsName}$` };
export const kind = { type: "string", minLength: 1, maxLength: 63, pattern: "^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$" };
export const name = { type: "string", minLength: 1, maxLength: 253 };
export const namespace = { type: "string", minLength: 1, maxLength: 63, pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" };

export const oneOf = (text) => ({ type: "string", enum: text.split(" ") });
export const list = (items, more = {}) => ({ type: "array", items, ...more });

/** An object with a type name, its required fields and its properties. */
export function object(typeName, required, properties, more = {}) {
  return {
    ...(typeName && { "x-type": typeName }),
    type: "object",
    ...(required && { required: required.split(" ") }),
    properties,
    ...more,
  };
}

/** Root of a kind: `required` says whether spec must be there. */
export function root(spec, required = true) {
  return normalize(object(undefined, required ? "spec" : undefined, { spec, status: anything }));
}

export const exactlyOne = (...fields) => ({ "x-one-of": [{ fields, required: true }] });

const requirement = (operator) =>
  object("LabelSelectorRequirement", "key operator", { key: text, operator, values: texts });

/** Kubernetes' label selector; Linkerd's leaves the values of matchLabels open. */
export const selector = object("LabelSelector", undefined, {
  matchLabels: labels,
  matchExpressions: list(requirement(oneOf("In NotIn Exists DoesNotExist"))),
});
