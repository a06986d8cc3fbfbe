/** Templates of Helm charts: recognised, never rendered and never taken for manifests. */

import { posix } from "node:path";
import { folderOf, type FileTree } from "./files.ts";

/** Files below `templates/` of a folder with a Chart.yaml that hold template actions. */
export function chartTemplates({ files }: FileTree): Set<string> {
  const templates = new Set<string>();
  const charts = [...files.keys()]
    .filter((path) => path.endsWith("Chart.yaml") && posix.basename(path) === "Chart.yaml")
    .map(templatesOf);
  if (charts.length === 0) return templates;
  const folders = new Set(charts);
  for (const { path, documents, unread } of files.values()) {
    if (!isIn(folders, path)) continue;
    if (unread !== undefined || documents[0]?.source.text.includes("{{")) templates.add(path);
  }
  return templates;
}

function templatesOf(chart: string): string {
  return posix.join(posix.dirname(chart), "templates");
}

function isIn(folders: ReadonlySet<string>, path: string): boolean {
  for (let at = folderOf(path); at !== "." && at !== "/"; at = folderOf(at)) if (folders.has(at)) return true;
  return folders.has(".");
}
