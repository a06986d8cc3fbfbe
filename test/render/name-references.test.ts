/** References that follow the names that a kustomization changes. Expected results are those of kustomize. */

import { describe, expect, it } from "vitest";
import type { Rendering } from "../../src/render/render.ts";
import { render, service } from "./world.ts";

const route = (name: string) => `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name} }
spec:
  parentRefs: [{ name: gateway }]
  rules: [{ backendRefs: [{ name: cart, port: 80 }] }, { backendRefs: [{ name: other, port: 80 }] }]
`;

const virtualService = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart }
spec: { hosts: [cart], http: [{ route: [{ destination: { host: cart } }] }] }
`;

const pods = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: cart }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec: { template: { spec: { serviceAccountName: cart, containers: [{ name: cart, image: cart }] } } }
`;

function specsOf({ environments }: Rendering, kind: string): unknown[] {
  return environments.flatMap(({ resources }) =>
    resources.filter(({ object }) => object.kind === kind).map(({ object }) => object.spec),
  );
}

describe("a kustomization with a prefix", () => {
  it("changes the backends of HTTPRoutes, and no parents", async () => {
    const rendering = await render({
      "base/kustomization.yaml": "resources: [a.yaml, b.yaml]",
      "base/a.yaml": service("cart"),
      "base/b.yaml": route("cart"),
      "prod/kustomization.yaml": "resources: [../base]\nnamePrefix: prod-\nnamespace: shop",
    });
    expect(specsOf(rendering, "HTTPRoute")).toEqual([
      {
        parentRefs: [{ name: "gateway" }],
        rules: [{ backendRefs: [{ name: "prod-cart", port: 80 }] }, { backendRefs: [{ name: "other", port: 80 }] }],
      },
    ]);
  });

  it("changes them on each layer, and accepts the first name on the last", async () => {
    const rendering = await render({
      "base/kustomization.yaml": "resources: [a.yaml, b.yaml]\nnamePrefix: a-",
      "base/a.yaml": service("cart"),
      "base/b.yaml": route("cart"),
      "top/kustomization.yaml": "resources: [../base, c.yaml]\nnameSuffix: -z",
      "top/c.yaml": route("late"),
    });
    const names = JSON.stringify(specsOf(rendering, "HTTPRoute")).match(/"a-cart-z"/g);
    expect(names).toHaveLength(2);
  });

  it("changes service accounts of pods, and nothing of Istio", async () => {
    const rendering = await render({
      "kustomization.yaml": "resources: [a.yaml, b.yaml, c.yaml]\nnamePrefix: prod-",
      "a.yaml": service("cart"),
      "b.yaml": pods,
      "c.yaml": virtualService,
    });
    expect(JSON.stringify(specsOf(rendering, "Deployment"))).toContain('"serviceAccountName":"prod-cart"');
    expect(JSON.stringify(specsOf(rendering, "VirtualService"))).toContain('"host":"cart"');
  });

  it("changes what its own configurations name", async () => {
    const rendering = await render({
      "kustomization.yaml": "resources: [a.yaml, c.yaml]\nnamePrefix: prod-\nconfigurations: [names.yaml]",
      "a.yaml": service("cart"),
      "c.yaml": virtualService,
      "names.yaml":
        "nameReference: [{ kind: Service, fieldSpecs: [{ kind: VirtualService, path: spec/http/route/destination/host }] }]",
    });
    expect(specsOf(rendering, "VirtualService")).toEqual([
      { hosts: ["cart"], http: [{ route: [{ destination: { host: "prod-cart" } }] }] },
    ]);
  });

  it("leaves alone what it did not rename, and names of another namespace", async () => {
    const rendering = await render({
      "kustomization.yaml": "resources: [a.yaml, b.yaml, inner]\nnameSuffix: -z",
      "a.yaml": service("other", "elsewhere"),
      "b.yaml": route("cart"),
      "inner/kustomization.yaml": "resources: [c.yaml]",
      "inner/c.yaml": service("pay"),
    });
    expect(JSON.stringify(specsOf(rendering, "HTTPRoute"))).not.toContain("-z");
  });
});
