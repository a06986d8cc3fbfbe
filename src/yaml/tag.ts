/** Scalars with an explicit tag, as kubectl reads them: goyaml.v2 resolve.go. */

import { resolvePlain } from "./scalar.ts";

const core = "tag:yaml.org,2002:";

/** The value of a tagged scalar; undefined where the text does not fit the tag. Tags of others mean text. */
export function resolveTagged(tag: string, text: string): string | number | boolean | null | undefined {
  if (!tag.startsWith(core)) return text;
  switch (tag.slice(core.length)) {
    case "int":
      return when(resolvePlain(text), Number.isInteger);
    case "float":
      return when(resolvePlain(text), (value) => typeof value === "number");
    case "bool":
      return when(resolvePlain(text), (value) => typeof value === "boolean");
    case "null":
      return when(resolvePlain(text), (value) => value === null);
    case "binary":
      return binary(text);
    default:
      return text;
  }
}

function when<T>(value: T, holds: (value: T) => boolean): T | undefined {
  return holds(value) ? value : undefined;
}

function binary(text: string): string | undefined {
  const packed = text.replaceAll(/[\r\n]/g, "");
  const isBase64 = packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed);
  return isBase64 ? Buffer.from(packed, "base64").toString("utf8") : undefined;
}
