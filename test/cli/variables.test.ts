import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the command line reads of its environment; the Action has a table of its own. */
function read(): string[] {
  const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  const texts = files
    .filter((file) => file.endsWith(".ts") && !/^action\b/.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, "src", file), "utf8") }));
  const names = texts.flatMap(({ file, text }) => [
    // How CI systems tell `--changed` of a pull request is told where that is.
    ...[...text.matchAll(/\benv\??\.([A-Z][A-Z_]+)\b/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !file.endsWith("since.ts") || name.startsWith("MESH_")),
    ...[...text.matchAll(/\{ ([A-Z][A-Z_]+)\b[^}]*\} = process\.env/g)].map(([, name = ""]) => name),
  ]);
  return [...new Set(names)].sort();
}

it("is told in the README of every variable that is read, and of no other", () => {
  const page = readFileSync(join(root, "README.md"), "utf8");
  const table = /^\| variable .*\n(?:\|.*\n)+/m.exec(page)?.[0] ?? "";
  const first = table.split("\n").map((row) => row.split("|")[1] ?? "");
  const told = first.flatMap((cell) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name = ""]) => name));
  expect(told.sort()).toEqual(read());
});
