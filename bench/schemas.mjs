/** Our schemas in the form that kubeconform reads, so that it checks the same kinds from local files. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const pack = fileURLToPath(new URL("../schemas/", import.meta.url));

/** Writes `<kind>-<group>-<version>.json` as `{{.ResourceKind}}{{.KindSuffix}}` names it. */
export function writeSchemas(folder) {
  const index = JSON.parse(readFileSync(join(pack, "index.json"), "utf8"));
  const bodies = new Map();
  const body = (file) => {
    if (!bodies.has(file)) bodies.set(file, JSON.parse(readFileSync(join(pack, file), "utf8")));
    return bodies.get(file);
  };
  for (const [group, kinds] of Object.entries(index)) {
    for (const [kind, { versions }] of Object.entries(kinds)) {
      for (const [version, { file }] of Object.entries(versions)) {
        const suffix = group === "" ? `-${version}` : `-${group.split(".")[0]}-${version}`;
        const target = join(folder, `${kind.toLowerCase()}${suffix}.json`);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, JSON.stringify(whole(inlined(body(file), body))));
      }
    }
  }
}

function whole(schema) {
  const properties = {
    apiVersion: { type: "string" },
    kind: { type: "string" },
    metadata: { type: "object" },
    status: { type: "object" },
  };
  return { ...schema, properties: { ...schema.properties, ...properties } };
}

/** Local references replaced by what they name, unknown fields forbidden, Kubernetes' own keywords left out. */
function inlined(schema, body) {
  if (Array.isArray(schema)) return schema.map((each) => inlined(each, body));
  if (typeof schema !== "object" || schema === null) return schema;
  if (typeof schema.$ref === "string") return inlined(body(schema.$ref), body);
  const entries = Object.entries(schema).filter(
    ([key]) => !key.startsWith("x-") && key !== "nullable" && key !== "default",
  );
  const result = {};
  for (const [key, value] of entries) {
    const isMap = key === "properties";
    result[key] = isMap
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inlined(each, body)]))
      : inlined(value, body);
  }
  const isOpen = schema["x-kubernetes-preserve-unknown-fields"] === true || "additionalProperties" in schema;
  if (schema.properties && !isOpen) result.additionalProperties = false;
  return result;
}
