/** What Flux adds to a folder that it applies. */

import { describe, expect, it } from "vitest";
import { contents, render, service, type Files } from "./world.ts";

const apply = (name: string, path: string, more = "") => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec:
  interval: 10m
  path: ${path}
  sourceRef: { kind: GitRepository, name: flux-system }
${more}`;

const world = (flux: Files, kustomization = "resources: [cart.yaml]\n"): Files => ({
  "apps/cart/app/kustomization.yaml": kustomization,
  "apps/cart/app/cart.yaml": service('"${APP}"'),
  ...flux,
});

describe("a folder that Flux applies", () => {
  it("has the namespace and the values that it gives", async () => {
    const more = "  targetNamespace: shop\n  postBuild: { substitute: { APP: cart } }\n";
    const rendering = await render(world({ "apps/cart/ks.yaml": apply("cart", "./apps/cart/app", more) }));
    expect(contents(rendering)).toMatchObject({ "apps/cart/app": ["Service shop/cart"] });
  });

  it("keeps what nobody defines for sure: a parent may add values of its own", async () => {
    const more = "  postBuild: { substitute: { OTHER: x }, substituteFrom: [{ kind: Secret, name: s }] }\n";
    const files = world({ "apps/cart/ks.yaml": apply("cart", "apps/cart/app", more) });
    const rendering = await render({ ...files, "apps/cart/app/cart.yaml": service('"${APP:=cart}"') });
    expect(contents(rendering)).toMatchObject({ "apps/cart/app": ["Service default/${APP:=cart}"] });
  });

  it("is moved out of the namespace that its kustomization sets", async () => {
    const more = "  targetNamespace: shop\n";
    const files = world(
      { "apps/cart/ks.yaml": apply("cart", "./apps/cart/app", more) },
      "namespace: own\nresources: [cart.yaml]\n",
    );
    expect(contents(await render(files))).toMatchObject({ "apps/cart/app": ["Service shop/${APP}"] });
  });

  it("is left as it is where two say different things of it", async () => {
    const one = apply("one", "./apps/cart/app", "  targetNamespace: one\n");
    const two = apply("two", "./apps/cart/app", "  targetNamespace: two\n");
    const rendering = await render(world({ "apps/cart/ks.yaml": `${one}---\n${two}` }));
    expect(contents(rendering)).toMatchObject({ "apps/cart/app": ["Service default/${APP}"] });
  });

  it.each([
    ["another repository", ""],
    [
      "another state of this one",
      `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: flux-system, namespace: flux-system }
spec: { url: https://git.example.com/shop, ref: { tag: v1 } }
`,
    ],
  ])("is not meant where the source may be %s", async (_, source) => {
    const more = "  targetNamespace: shop\n";
    // Kin of the folder it would be this repository.
    const file = source === "" ? "clusters/cart.yaml" : "apps/cart/ks.yaml";
    const rendering = await render(
      world({ [file]: apply("cart", "./apps/cart/app", more), "clusters/source.yaml": source }),
    );
    expect(contents(rendering)).toMatchObject({ "apps/cart/app": ["Service default/${APP}"] });
  });
});
