/** The part of a kind's schema that the pack keeps: all but apiVersion, kind, metadata and the inside of status. */

import { normalize } from "./normalize.mjs";

export const anything = { type: "object", "x-kubernetes-preserve-unknown-fields": true };

const elsewhere = new Set(["apiVersion", "kind", "metadata"]);

export function body(schema) {
  const properties = Object.fromEntries(Object.entries(schema.properties).filter(([name]) => !elsewhere.has(name)));
  if (properties.status) properties.status = anything;
  const required = schema.required?.filter((name) => name in properties && name !== "status");
  return normalize({ type: "object", properties, ...(required?.length && { required }) });
}
