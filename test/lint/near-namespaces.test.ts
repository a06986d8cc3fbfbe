/** Namespaces that a plain folder does not hold: only what is nearly one of its own is a mistake. */

import { expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { lintSources } from "../../src/lint/sources.ts";

const policy = (source: string) =>
  `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: { name: cart, namespace: orders }\nspec: { rules: [{ from: [{ source: ${source} }] }] }\n`;

it.each([
  ["{ namespaces: [oders] }", ['there is no namespace "oders"']],
  ["{ namespaces: [payments] }", []],
  ["{ principals: [cluster.local/ns/oders/sa/web] }", ['there is no namespace "oders"']],
  ["{ principals: [cluster.local/ns/payments/sa/web] }", []],
  ["{ principals: [east.example/ns/oders/sa/web] }", []],
])("in %s", async (source, expected) => {
  const only = ["istio/unknown-principal", "istio/unknown-source-namespace"];
  const { diagnostics } = await lintSources({ sources: [{ path: "a.yaml", text: policy(source) }], rules, only });
  expect(diagnostics.map(({ message }) => message)).toEqual(expected);
});
