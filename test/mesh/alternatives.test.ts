/** Versions of one object side by side in a folder, and what stands in their files. */

import { expect, it } from "vitest";
import { hasAlternatives } from "../../src/mesh/alternatives.ts";
import { createMesh } from "../../src/mesh/mesh.ts";
import { findEnvironments } from "../../src/render/render.ts";
import { readYamlFiles } from "../../src/yaml/read.ts";

const service = (name: string) => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\n---\n`;
const namespace = "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---\n";

async function alternativesAmong(files: Readonly<Record<string, string>>): Promise<string[]> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const read = await readYamlFiles(sources);
  const parsed = sources.map(({ path }, index) => ({ path, documents: read[index]?.documents ?? [] }));
  const { environments } = await findEnvironments({ files: parsed });
  return environments.flatMap((environment) => {
    const mesh = createMesh({ environment });
    return mesh.manifests.filter((manifest) => hasAlternatives(mesh, manifest)).map(({ name }) => name);
  });
}

it("marks them and all that comes and goes with them", async () => {
  const files = {
    "v1.yaml": service("cart") + service("beside"),
    "v2.yaml": namespace + service("cart"),
    "other.yaml": namespace + service("other"),
  };
  expect(await alternativesAmong(files)).toEqual(["cart", "beside", "shop", "cart", "shop"]);
});

it("marks nothing else of one file", async () => {
  expect(await alternativesAmong({ "a.yaml": service("cart") + service("cart") + service("x") })).toEqual([
    "cart",
    "cart",
  ]);
});
