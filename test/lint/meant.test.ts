/** Findings about what is missing point to what may have been meant. */

import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.ts";
import { lintSources } from "../../src/lint/sources.ts";

const service = (name: string, namespace = "shop") =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { selector: { app: ${name} }, ports: [{ name: http, port: 80 }] }\n---\n`;

const route = (host: string) =>
  `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: { name: shop, namespace: shop }\nspec: { hosts: [shop.example.com], http: [{ route: [{ destination: { host: ${host} } }] }] }\n---\n`;

async function lint(files: Readonly<Record<string, string>>): Promise<string[]> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { diagnostics } = await lintSources({ sources, rules });
  return diagnostics.flatMap(({ rule, related }) => [
    rule,
    ...related.map(({ file, range, message }) => `${file}:${range.start.line} ${message}`),
  ]);
}

it.each([
  ["a slip of the pen", [service("reviews"), route("review")], ["a.yaml:3 did you mean this one?"]],
  ["nothing alike", [service("reviews"), route("cart")], []],
  ["two that are alike", [service("reviews"), service("reviewz"), route("review")], []],
])("%s", async (_, texts, expected) => {
  expect(await lint({ "a.yaml": texts.join("") })).toEqual(["istio/unknown-host", ...expected]);
});

it.each([
  ["one other namespace", ["edge"], ['a.yaml:3 this one is in namespace "edge"']],
  ["one other namespace, twice", ["edge", "edge"], ['a.yaml:3 this one is in namespace "edge"']],
  [
    "two other namespaces",
    ["edge", "inner"],
    ['a.yaml:3 this one is in namespace "edge"', 'a.yaml:8 this one is in namespace "inner"'],
  ],
  ["many other namespaces", ["a", "b", "c", "d"], []],
])("%s", async (_, namespaces, expected) => {
  const gateway = (namespace: string) =>
    `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: public, namespace: ${namespace} }\nspec: { selector: { istio: edge }, servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: [shop.example.com] }] }\n---\n`;
  const bound = route("shop").replace("hosts:", "gateways: [shop/public], hosts:");
  const own = gateway("shop").replace("public", "other");
  const found = await lint({ "a.yaml": [...namespaces.map(gateway), own, service("shop"), bound].join("") });
  expect(found.slice(found.indexOf("istio/unknown-gateway"))).toEqual(["istio/unknown-gateway", ...expected]);
});

it("what makes a Secret of that name in another namespace", async () => {
  const gateway = `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: edge, namespace: edge }\nspec:\n  gatewayClassName: istio\n  listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: cert }] } }]\n---\n`;
  const own = `apiVersion: v1\nkind: Secret\nmetadata: { name: certs, namespace: edge }\n---\n`;
  const certificate = `apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: shop, namespace: shop }\nspec: { secretName: cert, dnsNames: [shop.example], issuerRef: { name: acme } }\n`;
  expect(await lint({ "a.yaml": gateway + own + certificate })).toEqual([
    "gateway-api/unknown-certificate",
    "a.yaml:10 did you mean this one?",
    'a.yaml:14 this Certificate makes one in namespace "shop"',
  ]);
});

it("a name that kustomize changed", async () => {
  const secret =
    "apiVersion: v1\nkind: Secret\nmetadata: { name: cert, namespace: shop }\ntype: kubernetes.io/tls\n---\n";
  const gateway = `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: edge, namespace: shop }\nspec:\n  gatewayClassName: istio\n  listeners: [{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: cert }] } }]\n`;
  const found = await lint({
    "kustomization.yaml": "resources: [a.yaml]\nnamePrefix: blue-\n",
    "a.yaml": secret + gateway,
  });
  expect(found).toContain(
    'a.yaml:3 kustomize names this Secret "blue-cert" here, and does not change what refers to it',
  );
});

it("a backend in a plain folder is believed to be missing if it is nearly the name of a Service", async () => {
  const routeTo = (name: string) =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: shop, namespace: shop }\nspec: { rules: [{ backendRefs: [{ name: ${name}, port: 80 }] }] }\n`;
  const files = (name: string) => ({ "a.yaml": service("reviews") + routeTo(name) });
  expect(await lint(files("review"))).toEqual(["gateway-api/unknown-backend", "a.yaml:3 did you mean this one?"]);
  expect(await lint(files("frontend"))).toEqual([]);
});

it("a backend in a plain folder is believed to be missing if it is nearly the name of what makes a Service", async () => {
  const routeTo = (...names: readonly string[]) =>
    `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: to-${names.join()}, namespace: shop }\nspec: { rules: [{ backendRefs: [${names.map((name) => `{ name: ${name}, port: 80 }`).join()}] }] }\n---\n`;
  const model = `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nmetadata: { name: sklearn, namespace: shop }\nspec: { predictor: {} }\n---\n`;
  const files = (name: string) => ({ "a.yaml": service("web") + routeTo("sklearn-predictor") + model + routeTo(name) });
  expect(await lint(files("sklaern"))).toEqual(["gateway-api/unknown-backend"]);
  expect(await lint(files("frontend"))).toEqual([]);
});

describe("files that no kustomization uses", () => {
  const base = {
    "kustomization.yaml": "namespace: shop\nresources: [route.yaml, other.yaml]\n",
    "route.yaml": route("cart"),
  };
  const files = { ...base, "other.yaml": service("reviews") };

  it.each([
    [
      "has what is missing",
      { "cart.yaml": service("cart") },
      ["cart.yaml:3 it is in this file, which no kustomization uses"],
    ],
    [
      "has it in a List",
      {
        "cart.yaml": `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Service\n    metadata:\n      name: cart\n`,
      },
      ["cart.yaml:7 it is in this file, which no kustomization uses"],
    ],
    ["has it in another namespace", { "cart.yaml": service("cart", "edge") }, []],
    ["has something else of that name", { "cart.yaml": service("cart").replace("Service", "ConfigMap") }, []],
    ["changes what is missing", { "cart-patch.yaml": service("cart") }, []],
    ["has it twice", { "cart.yaml": service("cart"), "cart-new.yaml": service("cart") }, []],
  ])("%s", async (_, more, expected) => {
    expect(await lint({ ...files, ...more })).toEqual(["istio/unknown-host", ...expected]);
  });

  it("beside the one that asks comes first", async () => {
    const below = { "more/kustomization.yaml": "resources: []\n", "more/cart.yaml": service("cart") };
    const found = await lint({ ...files, ...below, "cart.yaml": service("cart") });
    expect(found).toContain("cart.yaml:3 it is in this file, which no kustomization uses");
  });
});

it("nothing is missed where a kustomization names a file that is not there", async () => {
  const files = (resource: string) => ({
    "base/kustomization.yaml": `resources: [a.yaml, ${resource}]\n`,
    "base/a.yaml": service("other") + route("bank"),
    "base/pods.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\n",
    "prod/kustomization.yaml": "resources: [../base]\n",
  });
  expect(await lint(files("pods.yaml"))).toEqual(["istio/unknown-host"]);
  expect(await lint(files("pod.yaml"))).toEqual(["gitops/unknown-resource"]);
});
