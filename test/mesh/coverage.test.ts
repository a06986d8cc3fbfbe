import { describe, expect, it } from "vitest";
import { mtlsCoverage, type MtlsCoverage } from "../../src/mesh/coverage.ts";
import { meshOf } from "./build.ts";

const strict = policy("istio-system", "mtls: { mode: STRICT }");
const shop = "---\napiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { istio-injection: enabled } }\n";

function policy(namespace: string, spec: string, name = "default"): string {
  return `---\napiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { ${spec} }\n`;
}

function pod(name: string, { ports = [8080], more = "", kind = "Pod" } = {}): string {
  const list = ports.map((port) => `{ containerPort: ${port} }`).join(", ");
  const metadata = `metadata: { name: ${name}, namespace: shop, labels: { app: ${name} }${more} }`;
  return `---\napiVersion: v1\nkind: ${kind}\n${metadata}\nspec: { containers: [{ name: c, image: i, ports: [${list}] }] }\n`;
}

async function coverageOf(...texts: readonly string[]): Promise<MtlsCoverage | undefined> {
  return mtlsCoverage(await meshOf(texts.join("")));
}

describe("mTLS coverage", () => {
  it("is nothing where nothing speaks of Istio", async () => {
    expect(await coverageOf(pod("a"))).toBeUndefined();
  });

  it("counts a workload as what its policies demand", async () => {
    const cart = policy("shop", "selector: { matchLabels: { app: cart } }, mtls: { mode: PERMISSIVE }", "cart");
    expect(await coverageOf(strict, shop, cart, pod("a"), pod("b"), pod("cart"))).toEqual({
      strict: 2,
      permissive: 1,
      disable: 0,
      outside: 0,
      unknown: 0,
      plainText: [
        {
          kind: "Pod",
          namespace: "shop",
          name: "cart",
          mode: "permissive",
          ports: [],
          why: 'PERMISSIVE by "cart" of namespace "shop"',
        },
      ],
    });
  });

  it("names the ports that are weaker than the rest", async () => {
    const ports =
      "selector: { matchLabels: { app: a } }, mtls: { mode: STRICT }, portLevelMtls: { 9090: { mode: DISABLE } }";
    const found = await coverageOf(strict, shop, policy("shop", ports, "a"), pod("a", { ports: [8080, 9090] }));
    expect(found).toMatchObject({ strict: 0, disable: 1, plainText: [{ ports: [9090], mode: "disable" }] });
  });

  it("knows ports that bypass the sidecar, and pods without one", async () => {
    const bypass = ', annotations: { "traffic.sidecar.istio.io/excludeInboundPorts": "9090, 15020" }';
    const apart = ', annotations: { "sidecar.istio.io/inject": "false" }';
    const found = await coverageOf(
      strict,
      shop,
      pod("z", { ports: [8080, 9090], more: bypass }),
      pod("a", { more: apart }),
    );
    expect(found).toMatchObject({
      strict: 0,
      outside: 1,
      plainText: [
        { name: "z", ports: [9090], why: "bypasses the sidecar" },
        { name: "a", mode: "outside", ports: [], why: 'the pod has sidecar.istio.io/inject "false"' },
      ],
    });
  });

  it("takes Istio's default where the environment is complete", async () => {
    expect(await coverageOf(shop, pod("a"))).toMatchObject({
      permissive: 1,
      plainText: [{ why: "PERMISSIVE is Istio's default" }],
    });
  });

  it("says what accepts plain text even where nobody knows of its sidecar, and no more", async () => {
    const weak = policy("shop", "mtls: { mode: PERMISSIVE }");
    expect(await coverageOf(weak, pod("a"))).toMatchObject({ permissive: 1, unknown: 0 });
    expect(await coverageOf(strict, pod("a"))).toMatchObject({ strict: 0, unknown: 1, plainText: [] });
  });

  it("leaves out jobs that listen to nobody, gateways and the control plane", async () => {
    const gateway = pod("g").replace("app: g", "istio: ingressgateway");
    const control = pod("istiod").replace("namespace: shop", "namespace: istio-system");
    const job =
      "---\napiVersion: batch/v1\nkind: Job\nmetadata: { name: j, namespace: shop }\nspec: { template: { spec: { containers: [{ name: c }] } } }\n";
    expect(await coverageOf(strict, shop, gateway, control, job)).toMatchObject({ strict: 0, outside: 0, unknown: 0 });
  });

  it("leaves to Linkerd what is in its mesh", async () => {
    const lone = shop.replace("istio-injection: enabled", "team: shop");
    const linkerd = pod("a", { more: ", annotations: { linkerd.io/inject: enabled }" });
    expect(await coverageOf(strict, lone, linkerd, pod("b"))).toMatchObject({
      outside: 1,
      unknown: 1,
      plainText: [{ name: "b" }],
    });
  });

  it("knows nothing of what stands there in two ways", async () => {
    const apart = ', annotations: { "sidecar.istio.io/inject": "false" }';
    const found = await coverageOf(strict, shop, pod("a"), pod("a", { more: apart }));
    expect(found).toMatchObject({ strict: 0, outside: 0, unknown: 1, plainText: [] });
  });
});
