import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A file imports from its own folder and from lower floors, never upward or sideways. */
const floors: readonly (readonly [folder: string, floor: number])[] = [
  ["src/source", 0],
  ["src/yaml", 1],
  ["src/finding", 2],
  ["src/render", 3],
  ["src/schema", 3],
  ["src/mesh", 4],
  ["src/rule", 5],
  ["rules", 6],
  ["src/config", 7],
  ["src/lint", 8],
  ["src/report", 10],
  ["src/docs", 9],
  ["src", 11],
];

interface Room {
  readonly folder: string;
  readonly floor: number;
}

function roomOf(file: string): Room | undefined {
  const found = floors.find(([folder]) => file.startsWith(`${folder}/`));
  return found && { folder: found[0], floor: found[1] };
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

const importOf = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8").replace(/`[^`]*`/gs, "");
  return [...text.matchAll(importOf)].map(([, target = ""]) => join(dirname(file), target).replaceAll("\\", "/"));
}

const files = [...filesBelow("src"), ...filesBelow("rules")];

describe("architecture", () => {
  it("has a floor for every file", () => {
    expect(files.filter((file) => !roomOf(file))).toEqual([]);
  });

  it("imports from its own folder and lower floors only", () => {
    const upward = files.flatMap((file) => {
      const from = roomOf(file);
      return importsOf(file).flatMap((target) => {
        const to = roomOf(target);
        if (!from || !to || to.folder === from.folder || to.floor < from.floor) return [];
        return [`${file} (floor ${from.floor}) imports ${target} (floor ${to.floor})`];
      });
    });
    expect(upward).toEqual([]);
  });

  it("has no circle within a folder", () => {
    const graph = new Map(files.map((file) => [file, importsOf(file)]));
    expect(circles(graph)).toEqual([]);
  });
});

/** Files that reach themselves through imports, found by one walk in depth. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const state = new Map<string, "open" | "done">();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    state.set(file, "open");
    for (const target of graph.get(file) ?? []) {
      if (state.get(target) === "open") found.push([...trail.slice(trail.indexOf(target)), target].join(" → "));
      else if (!state.has(target) && graph.has(target)) visit(target, [...trail, target]);
    }
    state.set(file, "done");
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file, [file]);
  return found;
}
