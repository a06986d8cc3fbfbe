/** Which texts are worth the slow parser. */

import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { lintSources } from "../../src/lint/sources.ts";
import { hasFullParser } from "../../src/yaml/full.ts";

async function found(files: Readonly<Record<string, string>>) {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const run = await lintSources({ sources, rules, named: new Set() });
  return { messages: run.diagnostics.map(({ message }) => message), skipped: run.skipped, manifests: run.manifests };
}

const service =
  "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: ClusterIP, ports: [{ port: 80 }] }\n";

it("leaves blueprints and pipelines alone", async () => {
  const pipeline = "build:\n  script: !reference [.setup, script]\n  variables: &v { a: 1 }\n";
  const { messages, skipped, manifests } = await found({ ".gitlab-ci.yml": pipeline, "web.yaml": service });
  expect({ messages, manifests }).toEqual({ messages: [], manifests: 1 });
  expect(skipped).toEqual([{ file: ".gitlab-ci.yml", reason: "no manifest, and no plain YAML" }]);
  expect(hasFullParser()).toBe(false);
});

it("reads a manifest whose words are spelt with escapes", async () => {
  const hidden = 'x: &x !!str a\n"\\x6bind": Service\n"api\\u0056ersion": v1\nmetadata: { name: web }\n';
  expect((await found({ "web.yaml": hidden })).manifests).toBe(1);
});

it("reads kustomizations and the patches that they name", async () => {
  const { manifests, messages } = await found({
    "kustomization.yaml":
      "x-shared: &files [web.yaml]\nresources: *files\npatches: [{ path: patch.yaml, target: { kind: Service } }]\n",
    "patch.yaml": "- op: replace\n  path: /spec/type\n  value: &type Odd\n",
    "web.yaml": service,
  });
  expect(manifests).toBe(1);
  expect(messages.join()).toContain('"Odd"');
});
