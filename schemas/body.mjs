/** The part of a kind's schema that the pack keeps: all but apiVersion, kind, metadata and the inside of status. */

import { normalize } from "./normalize.mjs";

export const anything = { type: "object", "x-kubernetes-preserve-unknown-fields": true };

export function body(schema) {
  const { apiVersion, kind, metadata, ...properties } = schema.properties;
  if (properties.status) properties.status = anything;
  const required = schema.required?.filter((name) => name in properties && name !== "status");
  const { nullable, ...rest } = schema;
  return normalize({ ...rest, required: required?.length ? required : undefined, properties });
}
