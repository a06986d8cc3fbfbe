/** Absence in a plain folder, where another folder of the repository holds what lacks. */

import { expect, it } from "vitest";
import { rules as allRules } from "../../rules/index.ts";
import { lintSources } from "../../src/lint/sources.ts";
import { at, type Rule } from "../../src/rule/rule.ts";

const rule: Rule = {
  summary: "Names a ConfigMap's Service that is not there",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Test.",
  fix: "Test.",
  links: [],
  bad: [],
  good: [],
  *check(mesh) {
    for (const map of mesh.all("kubernetes/ConfigMap")) {
      const { namespace } = map;
      if (mesh.has("kubernetes/Service", namespace, map.name)) continue;
      const absent = { kind: "kubernetes/Service", namespace, name: map.name };
      yield { at: at(map, map.metadata, "name"), message: `no Service "${map.name}"`, absent };
    }
  },
};

const named = (kind: string, name: string) =>
  `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\n---\n`;

async function files(texts: Readonly<Record<string, string>>): Promise<string[]> {
  const sources = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const { diagnostics } = await lintSources({ sources, rules: [{ id: "test/absent", rule }] });
  return diagnostics.map(({ file, message }) => `${file}: ${message}`);
}

it("is not claimed of what lives elsewhere in the repository", async () => {
  const route = named("ConfigMap", "cart") + named("ConfigMap", "typo") + named("Service", "other");
  const app = {
    "app/kustomization.yaml": "resources: [cart.yaml]",
    "app/cart.yaml": named("Service", "cart"),
  };
  expect(await files({ ...app, "training/route.yaml": route })).toEqual(['training/route.yaml: no Service "typo"']);
});

it("is claimed of an overlay, whatever others hold", async () => {
  const overlay = (name: string, text: string) => ({
    [`${name}/kustomization.yaml`]: "resources: [all.yaml]",
    [`${name}/all.yaml`]: text,
  });
  const dev = overlay("dev", named("ConfigMap", "cart") + named("Service", "other"));
  expect(await files({ ...dev, ...overlay("prod", named("Service", "cart")) })).toEqual([
    'dev/all.yaml: no Service "cart"',
  ]);
});

it("is claimed of a namespace where all is known, or where it is nearly one that is there", async () => {
  const policy = (namespace: string): string =>
    `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: cart, namespace: shop }\n` +
    `spec: { rules: [{ from: [{ source: { namespaces: [${namespace}] } }] }] }\n---\n` +
    "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n";
  const messages = async (namespace: string, completeness: "open" | "complete"): Promise<string[]> => {
    const rules = allRules.filter(({ id }) => id === "istio/unknown-source-namespace");
    const run = await lintSources({ sources: [{ path: "a.yaml", text: policy(namespace) }], rules, completeness });
    return run.diagnostics.map(({ message }) => message);
  };
  expect(await messages("monitoring", "complete")).toEqual(['there is no namespace "monitoring"']);
  expect(await messages("monitoring", "open")).toEqual([]);
  expect(await messages("shpo", "open")).toEqual(['there is no namespace "shpo"']);
});

it.each([
  ["its namespace left out", "{ name: public }", "shop", ["edge"], true],
  ["its namespace misspelt", "{ name: public, namespace: egde }", "shop", ["edge"], true],
  ["another namespace", "{ name: public, namespace: inner }", "shop", ["edge"], false],
  ["two of that name", "{ name: public }", "shop", ["edge", "inner"], false],
  ["a route that goes anywhere", "{ name: public }", "", ["edge"], false],
])("is claimed of a Gateway whose namespace is clear: %s", async (_, parent, own, namespaces, expected) => {
  const metadata = own === "" ? "{ name: shop }" : `{ name: shop, namespace: ${own} }`;
  const route = `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: ${metadata}\nspec: { parentRefs: [${parent}], rules: [{ backendRefs: [{ name: a, port: 80 }] }] }\n---\n`;
  const gateways = namespaces.map(
    (namespace) =>
      `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: public, namespace: ${namespace} }\nspec: { gatewayClassName: x, listeners: [{ name: http, port: 80, protocol: HTTP, hostname: a.b }] }\n---\n`,
  );
  const sources = [{ path: "all.yaml", text: route + gateways.join("") }];
  const rules = allRules.filter(({ id }) => id === "gateway-api/unknown-parent");
  const { diagnostics } = await lintSources({ sources, rules });
  expect(diagnostics.length > 0).toBe(expected);
});
