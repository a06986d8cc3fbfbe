import { describe, expect, it } from "vitest";
import { injectionOf } from "../../src/mesh/injection.ts";
import type { Mesh } from "../../src/mesh/mesh.ts";
import { LabelIndex, matchesSelector, maySelect, selects } from "../../src/mesh/selectors.ts";
import {
  maySelectWorkload,
  servicesOf,
  workloads,
  workloadsOf,
  workloadsSelectedBy,
  type Workload,
} from "../../src/mesh/workloads.ts";
import { meshOf } from "./build.ts";

describe("selectors", () => {
  it("select by all of their labels, and everything without any", () => {
    expect(selects({}, { app: "a" })).toBe(true);
    expect(selects({ app: "a" }, { app: "a", version: "v1" })).toBe(true);
    expect(selects({ app: "a", version: "v2" }, { app: "a", version: "v1" })).toBe(false);
    expect(selects({ constructor: "a" }, {})).toBe(false);
  });

  it("may select what a placeholder could become", () => {
    expect(maySelect({ app: "${APP}" }, { app: "cart" })).toBe(true);
    expect(maySelect({ app: "cart" }, { app: "{{ name }}" })).toBe(true);
    expect(maySelect({ app: "cart", version: "v1" }, { app: "{{ name }}" })).toBe(false);
  });

  it("reads expressions as Kubernetes does", () => {
    const matchExpressions = [
      { key: "tier", operator: "NotIn", values: ["db"] },
      { key: "app", operator: "Exists" },
    ];
    expect(matchesSelector({ matchExpressions }, { app: "a" })).toBe(true);
    expect(matchesSelector({ matchExpressions }, { app: "a", tier: "db" })).toBe(false);
    expect(matchesSelector({ matchExpressions: [{ key: "x", operator: "Likes" }] }, { x: "" })).toBe(false);
  });

  it("find the same through an index", () => {
    const items = [{ app: "a", v: "1" }, { app: "a", v: "2" }, { app: "${X}" }];
    const index = new LabelIndex(items, (item) => item);
    expect(index.selected({ app: "a", v: "2" })).toEqual([items[1]]);
    expect(index.selected({})).toHaveLength(3);
    expect(index.maySelect({ app: "b" })).toBe(true);
    expect(index.maySelect({ app: "b", v: "3" })).toBe(false);
  });
});

const world = `
  apiVersion: v1
  kind: Service
  metadata: { name: cart, namespace: shop }
  spec: { selector: { app: cart }, ports: [{ port: 80 }] }
  ---
  apiVersion: batch/v1
  kind: CronJob
  metadata: { name: clean, namespace: shop, labels: { app: cart } }
  spec:
    schedule: "* * * * *"
    jobTemplate:
      spec:
        template:
          metadata: { labels: { app: clean } }
          spec: { serviceAccountName: cleaner, containers: [{ name: clean, ports: [{ containerPort: 9 }] }] }
  ---
  apiVersion: argoproj.io/v1alpha1
  kind: Rollout
  metadata: { name: cart, namespace: shop }
  spec: { template: { metadata: { labels: { app: cart } }, spec: { hostNetwork: true, containers: [] } } }
  ---
  apiVersion: argoproj.io/v1alpha1
  kind: Rollout
  metadata: { name: other, namespace: shop }
  spec: { workloadRef: { kind: Deployment, name: other } }
  ---
  apiVersion: v1
  kind: Pod
  metadata: { name: cart, namespace: stage, labels: { app: cart } }
  spec: { containers: [{ name: cart }] }
`;

function named(found: readonly Workload[]): string[] {
  return found.map(({ manifest }) => `${manifest.kind} ${manifest.namespace}/${manifest.name}`);
}

describe("workloads", () => {
  it("are the pod templates of all kinds that have one", async () => {
    const mesh = await meshOf(world);
    expect(named(workloads(mesh))).toEqual(["CronJob shop/clean", "Rollout shop/cart", "Pod stage/cart"]);
    const [clean, cart] = workloads(mesh);
    expect(clean).toMatchObject({
      serviceAccount: "cleaner",
      containerPorts: [{ containerPort: 9 }],
      hostNetwork: false,
    });
    expect(cart).toMatchObject({ serviceAccount: "default", hostNetwork: true, podLabels: { app: "cart" } });
  });

  it("are selected by pod labels within a namespace, or everywhere", async () => {
    const mesh = await meshOf(world);
    expect(named(workloadsSelectedBy(mesh, { app: "cart" }, "shop"))).toEqual(["Rollout shop/cart"]);
    expect(workloadsSelectedBy(mesh, { app: "cart" })).toHaveLength(2);
    expect(workloadsSelectedBy(mesh, {}, "shop")).toHaveLength(2);
    expect(maySelectWorkload(mesh, { app: "nobody" }, "shop")).toBe(false);
  });

  it("lead to their Services and back", async () => {
    const mesh = await meshOf(world);
    const [, cart] = workloads(mesh);
    const [service] = mesh.all("kubernetes/Service");
    expect(cart && servicesOf(mesh, cart).map(({ name }) => name)).toEqual(["cart"]);
    expect(service && named(workloadsOf(mesh, service))).toEqual(["Rollout shop/cart"]);
  });
});

interface Injected {
  readonly namespace?: Readonly<Record<string, string>> | null;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec?: Readonly<Record<string, unknown>>;
}

async function injected({ namespace = {}, labels = {}, annotations = {}, spec = {} }: Injected): Promise<string> {
  const documents = [
    ...(namespace ? [{ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: namespace } }] : []),
    { apiVersion: "v1", kind: "Pod", metadata: { name: "cart", namespace: "shop", labels, annotations }, spec },
  ];
  const mesh: Mesh = await meshOf(documents.map((document) => JSON.stringify(document)).join("\n---\n"));
  const [pod] = workloads(mesh);
  return pod ? injectionOf(mesh, pod).is : "no pod";
}

const enabled = { "istio-injection": "enabled" };
const inject = "sidecar.istio.io/inject";

describe("injection", () => {
  it.each<[string, Injected, string]>([
    ["follows the namespace", { namespace: enabled }, "sidecar"],
    ["follows a revision", { namespace: { "istio.io/rev": "1-29" } }, "sidecar"],
    ["is off in a namespace that asks for nothing", {}, "none"],
    ["is unknown without the namespace", { namespace: null }, "unknown"],
    ["is refused by the pod's label", { namespace: enabled, labels: { [inject]: "false" } }, "none"],
    ["is refused by the pod's annotation", { namespace: enabled, annotations: { [inject]: "false" } }, "none"],
    [
      "prefers the label to the annotation",
      { namespace: enabled, labels: { [inject]: "true" }, annotations: { [inject]: "false" } },
      "sidecar",
    ],
    ["is asked for by the pod's label", { labels: { [inject]: "true" } }, "sidecar"],
    ["is not asked for by the pod's annotation", { annotations: { [inject]: "true" } }, "none"],
    [
      "stays off where the namespace forbids it",
      { namespace: { "istio-injection": "disabled" }, labels: { [inject]: "true" } },
      "none",
    ],
    ["never touches the host network", { namespace: enabled, spec: { hostNetwork: true } }, "none"],
    ["is unknown behind a placeholder", { namespace: { "istio-injection": "${MESH}" } }, "unknown"],
    ["may be ambient", { namespace: { "istio.io/dataplane-mode": "ambient" } }, "ambient"],
    [
      "leaves ambient where the pod says so",
      { namespace: { "istio.io/dataplane-mode": "ambient" }, labels: { "istio.io/dataplane-mode": "none" } },
      "none",
    ],
    ["prefers a sidecar to ambient", { namespace: { ...enabled, "istio.io/dataplane-mode": "ambient" } }, "sidecar"],
    [
      "sees a proxy that is written by hand",
      { namespace: null, spec: { containers: [{ name: "istio-proxy", image: "proxyv2" }] } },
      "sidecar",
    ],
  ])("%s", async (_, world, expected) => {
    expect(await injected(world)).toBe(expected);
  });
});
