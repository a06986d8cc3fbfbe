/** Small meshes for tests of questions: YAML text to a `Mesh`, all of it valid and complete. */

import { createMesh, defaultSettings, type Mesh, type MeshSettings } from "../../src/mesh/mesh.ts";
import type { Environment } from "../../src/render/environment.ts";
import { resourcesOf } from "../../src/render/resources.ts";
import { readYamlFiles } from "../../src/yaml/read.ts";
import { dedent } from "../world.ts";

export async function meshOf(text: string, settings: Partial<MeshSettings> = {}): Promise<Mesh> {
  const [file] = await readYamlFiles([{ path: "mesh.yaml", text: dedent(text) }]);
  const resources = (file?.documents ?? []).flatMap((document) => resourcesOf(document));
  const environment: Environment = {
    name: ".",
    roots: ["."],
    origin: "folder",
    completeness: "complete",
    reasons: [],
    resources,
  };
  return createMesh({ environment, settings: { ...defaultSettings, ...settings } });
}
