/** What Argo Rollouts and Flagger Canaries name: Services, routes and workloads that must be there before they start. */

import { listOf, objectsOf } from "./admission/row.ts";
import type { RolloutSpec } from "./kinds/argo.ts";
import type { CanaryTarget } from "./kinds/flagger.ts";
import type { Manifest } from "./manifest.ts";
import { question } from "./mesh.ts";
import { isUnknown } from "./unknown.ts";

export type Rollout = Manifest<"argo/Rollout">;
export type Delivery = Rollout | Manifest<"flagger/Canary">;

export interface NamedTarget {
  readonly manifest: Delivery;
  /** The very object of the manifest that holds the name, and its key there. */
  readonly owner: object;
  readonly key: string | number;
  readonly kind: string;
  readonly is: string;
  readonly namespace: string;
  readonly name: string;
}

type Trafficking = NonNullable<NonNullable<NonNullable<RolloutSpec["strategy"]>["canary"]>["trafficRouting"]>;

function* textsOf(
  owner: object | null | undefined,
  keys: readonly string[],
): Iterable<{ owner: object; key: string; text: string }> {
  if (typeof owner !== "object" || owner === null) return;
  for (const key of keys) {
    const text: unknown = Object.hasOwn(owner, key) ? (owner as Readonly<Record<string, unknown>>)[key] : undefined;
    if (typeof text === "string" && text !== "") yield { owner, key, text };
  }
}

function* servicesOf(manifest: Rollout): Iterable<NamedTarget> {
  const { canary, blueGreen } = manifest.spec.strategy ?? {};
  const places = [
    ...textsOf(canary, ["canaryService", "stableService"]),
    ...textsOf(canary?.pingPong, ["pingService", "pongService"]),
    ...textsOf(canary?.trafficRouting?.smi, ["rootService"]),
    ...textsOf(blueGreen, ["activeService", "previewService"]),
  ];
  for (const { owner, key, text: name } of places) {
    yield { manifest, owner, key, kind: "Service", is: "kubernetes/Service", namespace: manifest.namespace, name };
  }
}

function* istioOf(manifest: Rollout, { istio }: Trafficking): Iterable<NamedTarget> {
  for (const owner of [istio?.virtualService, ...objectsOf(istio?.virtualServices)]) {
    for (const { key, text } of textsOf(owner, ["name"])) {
      // "vs.namespace" names one elsewhere.
      const [name = text, namespace = manifest.namespace] = text.split(".");
      if (owner) yield { manifest, owner, key, kind: "VirtualService", is: "istio/VirtualService", namespace, name };
    }
  }
  for (const { owner, key, text: name } of textsOf(istio?.destinationRule, ["name"])) {
    const { namespace } = manifest;
    yield { manifest, owner, key, kind: "DestinationRule", is: "istio/DestinationRule", namespace, name };
  }
}

function listed(value: unknown): readonly object[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.filter((item): item is object => typeof item === "object" && item !== null);
}

const routeFields = [
  ["httpRoute", "HTTPRoute"],
  ["grpcRoute", "GRPCRoute"],
  ["tcpRoute", "TCPRoute"],
  ["tlsRoute", "TLSRoute"],
] as const;

/** Fields of the plugin (argoproj-labs/rollouts-plugin-trafficrouter-gatewayapi pkg/plugin/types.go). */
function* pluginOf(manifest: Rollout, { plugins }: Trafficking): Iterable<NamedTarget> {
  for (const [plugin, config] of Object.entries(plugins ?? {})) {
    if (!plugin.toLowerCase().endsWith("gatewayapi") || typeof config !== "object" || config === null) continue;
    const settings = config as Readonly<Record<string, unknown>>;
    const namespace = typeof settings.namespace === "string" ? settings.namespace : manifest.namespace;
    for (const [field, kind] of routeFields) {
      const entries = listed(settings[`${field}s`]);
      const places = [...textsOf(settings, [field]), ...entries.flatMap((entry) => [...textsOf(entry, ["name"])])];
      for (const { owner, key, text: name } of places) {
        yield { manifest, owner, key, kind, is: `gateway-api/${kind}`, namespace, name };
      }
    }
  }
}

function* canaryTargets(manifest: Manifest<"flagger/Canary">): Iterable<NamedTarget> {
  // The schema lets an object without a spec pass, as Flagger's own does.
  const { targetRef, service }: Partial<typeof manifest.spec> = manifest.spec;
  for (const { owner, key, text: name } of textsOf(targetRef, ["name"])) {
    const { kind } = owner as CanaryTarget;
    yield { manifest, owner, key, kind, is: `kubernetes/${kind}`, namespace: manifest.namespace, name };
  }
  for (const owner of objectsOf(service?.gatewayRefs)) {
    const { group = "gateway.networking.k8s.io", kind: parent = "Gateway", namespace = manifest.namespace } = owner;
    if (group !== "gateway.networking.k8s.io" || parent !== "Gateway") continue;
    yield { manifest, owner, key: "name", kind: parent, is: "gateway-api/Gateway", namespace, name: owner.name };
  }
}

/** Istio's Gateways: `name`, `namespace/name`, or by the host of old (`name.namespace.svc…`); `mesh` is none. */
function* canaryGateways(manifest: Manifest<"flagger/Canary">): Iterable<NamedTarget> {
  const { service, provider = "istio" } = manifest.spec;
  const owner = listOf(service?.gateways);
  if (provider !== "istio") return;
  for (const [index, written] of owner.entries()) {
    if (written === "mesh" || isUnknown(written)) continue;
    const slash = written.indexOf("/");
    const [name = "", own = manifest.namespace] = written.slice(slash + 1).split(".");
    const namespace = slash === -1 ? own : written.slice(0, slash);
    yield { manifest, owner, key: index, kind: "Gateway", is: "istio/Gateway", namespace, name };
  }
}

/** Everything that is named, Services first. */
export const deliveryTargets = question((mesh): readonly NamedTarget[] => [
  ...mesh.all("argo/Rollout").flatMap((rollout) => {
    const routing = rollout.spec.strategy?.canary?.trafficRouting;
    return [...servicesOf(rollout), ...(routing ? [...istioOf(rollout, routing), ...pluginOf(rollout, routing)] : [])];
  }),
  ...mesh.all("flagger/Canary").flatMap((canary) => [...canaryTargets(canary), ...canaryGateways(canary)]),
]);
