/** Where in a configuration something stands, as problems and `mesh-lint config` show it. */

import { positionAt } from "../source/source.ts";
import type { Path, YamlDocument } from "../yaml/document.ts";
import { locate } from "../yaml/locate.ts";

/** `mesh-lint.yaml:3:5` */
export function placeIn(document: YamlDocument, path: Path, part: "key" | "value" = "value"): string {
  const { line, column } = positionAt(document.source, locate(document, path, part).start);
  return `${document.source.path}:${line}:${column}`;
}
