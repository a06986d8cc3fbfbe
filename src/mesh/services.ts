/** Who serves a host for clients of a namespace: Services, ServiceEntries, and what is made at run time. */

import { isGeneratedService } from "./canary.ts";
import { patternsFor, serviceHost, serviceOfHost } from "./hosts.ts";
import { append } from "./lists.ts";
import type { Manifest } from "./manifest.ts";
import { question, type Mesh } from "./mesh.ts";
import { isSlip } from "./slips.ts";
import { isUnknown } from "./unknown.ts";
import { mayBeHere } from "./unread.ts";
import { mayHoldMore } from "./unseen.ts";
import { isVisibleIn, serviceExports } from "./visibility.ts";
import type { Service } from "./workloads.ts";

export type ServiceEntry = Manifest<"istio/ServiceEntry">;

/** A port that clients may name; `owner` is the very object of the manifest. */
export interface ServedPort {
  readonly owner: object;
  readonly number: number;
  readonly name?: string;
  readonly protocol?: string;
  readonly targetPort?: number | string;
}

export interface Serving {
  readonly is: "served" | "hidden" | "unknown" | "missing";
  /** Those that serve it; for "hidden" those that would, were they exported. */
  readonly by: readonly (Service | ServiceEntry)[];
}

const none: readonly never[] = Object.freeze([]);

const servicesByHost = question((mesh): ReadonlyMap<string, readonly Service[]> => {
  const found = new Map<string, Service[]>();
  for (const service of mesh.all("kubernetes/Service")) {
    append(found, serviceHost(mesh, service.name, service.namespace), service);
  }
  return found;
});

const servicesByName = question((mesh): ReadonlyMap<string, readonly Service[]> => {
  const found = new Map<string, Service[]>();
  for (const service of mesh.all("kubernetes/Service")) append(found, service.name, service);
  return found;
});

/** Services of that name in any namespace. */
export function servicesCalled(mesh: Mesh, name: string): readonly Service[] {
  return servicesByName(mesh).get(name) ?? [];
}

interface Entries {
  readonly byHost: ReadonlyMap<string, readonly ServiceEntry[]>;
  /** Hosts of entries that failed their schema. */
  readonly broken: ReadonlySet<string>;
  /** Whether the hosts of some entry are placeholders, or cannot be read. */
  readonly vague: boolean;
}

/** Hosts as far as they are such: of an entry that failed its schema they may be anything. */
function writtenHosts({ spec }: Manifest): readonly unknown[] {
  const { hosts }: { readonly hosts?: unknown } = spec;
  return Array.isArray(hosts) ? hosts : [undefined];
}

const entries = question((mesh): Entries => {
  const byHost = new Map<string, ServiceEntry[]>();
  const broken = new Set<string>();
  let vague = false;
  for (const entry of mesh.all("istio/ServiceEntry")) {
    for (const host of entry.spec.hosts) {
      if (isUnknown(host)) vague = true;
      else append(byHost, host, entry);
    }
  }
  for (const host of mesh.invalid("istio/ServiceEntry").flatMap(writtenHosts)) {
    if (typeof host !== "string" || isUnknown(host)) vague = true;
    else broken.add(host);
  }
  return { byHost, broken, vague };
});

export function servicesNamed(mesh: Mesh, host: string): readonly Service[] {
  return servicesByHost(mesh).get(host) ?? [];
}

/** ServiceEntries that name the host, or a wildcard over it. */
export function entriesFor(mesh: Mesh, host: string): readonly ServiceEntry[] {
  const { byHost } = entries(mesh);
  if (byHost.size === 0) return none;
  const found = [...(byHost.get(host) ?? [])];
  for (const pattern of patternsFor(host)) if (pattern !== host) found.push(...(byHost.get(pattern) ?? []));
  return found;
}

function isVisible(mesh: Mesh, serving: Service | ServiceEntry, client: string): boolean {
  const exportTo = serving.is === "kubernetes/Service" ? serviceExports(serving) : serving.spec.exportTo;
  const fallback = "defaultServiceExportTo";
  return isVisibleIn(mesh, { exportTo, namespace: serving.namespace, fallback }, client);
}

/** Kinds that make Services of their own name: Knative, and multi-cluster imports. */
const serviceMakers = ["serving.knative.dev/Service", "multicluster.x-k8s.io/ServiceImport"];

/**
 * Kinds that make Services whose names begin with their own: of Gateway API after its class, of KServe after its
 * component, of Seldon after its predictor.
 */
const prefixMakers = [
  "gateway-api/Gateway",
  "serving.kserve.io/InferenceService",
  "machinelearning.seldon.io/SeldonDeployment",
];

/** Names of the Services of a namespace; of some that are made at run time only what they begin with. */
export function serviceNamesIn(mesh: Mesh, namespace: string): readonly string[] {
  const makers = [...serviceMakers, ...prefixMakers].flatMap((kind) => mesh.allOf(kind).slice(0, 1000));
  const own = makers.filter((maker) => maker.namespace === namespace);
  return [...mesh.in("kubernetes/Service", namespace).slice(0, 1000), ...own].map(({ name }) => name);
}

function isMadeByPrefix(mesh: Mesh, namespace: string, name: string): boolean {
  const parts = name.split("-");
  return parts.some((_, end) => {
    const prefix = parts.slice(0, end).join("-");
    return prefixMakers.some((kind) => mesh.has(kind, namespace, prefix));
  });
}

function isBrokenEntrys(mesh: Mesh, host: string): boolean {
  const { broken } = entries(mesh);
  return broken.size > 0 && (broken.has(host) || [...patternsFor(host)].some((pattern) => broken.has(pattern)));
}

function mayComeIntoBeing(mesh: Mesh, host: string): boolean {
  const service = serviceOfHost(mesh, host);
  if (isBrokenEntrys(mesh, host)) return true;
  if (!service) return entries(mesh).vague;
  const { name, namespace } = service;
  return (
    isUnknown(host) ||
    mayBeHere(mesh, "kubernetes/Service", namespace, name) ||
    isGeneratedService(mesh, namespace, name) ||
    mayHoldMore(mesh, namespace) ||
    serviceMakers.some((kind) => mesh.has(kind, namespace, name)) ||
    isMadeByPrefix(mesh, namespace, name)
  );
}

/** What serves a fully qualified host, as clients in a namespace see it. */
export function servingOf(mesh: Mesh, host: string, client: string): Serving {
  if (isUnknown(host) || host.startsWith("*")) return { is: "unknown", by: [] };
  const all = [...servicesNamed(mesh, host), ...entriesFor(mesh, host)];
  const visible = all.filter((serving) => isVisible(mesh, serving, client));
  if (visible.length > 0) return { is: "served", by: visible };
  if (all.length > 0) return { is: "hidden", by: all };
  return { is: mayComeIntoBeing(mesh, host) ? "unknown" : "missing", by: [] };
}

/** What serves a host for those who read the object that names it: one of them is enough. */
export function servingFor(mesh: Mesh, host: string, readers: readonly string[]): Serving {
  const answers = readers.map((client) => servingOf(mesh, host, client));
  return answers.find(({ is }) => is === "served") ?? answers[0] ?? { is: "unknown", by: [] };
}

/**
 * The fully qualified host of `name.namespace`, where a Service of that name is there: dotted names are literal, a trap.
 * The same for a slip in what follows: `name.namespace.svc.cluster.locl`.
 */
export function meantHost(mesh: Mesh, host: string): string | undefined {
  const [name, namespace, ...rest] = host.split(".");
  const tail = rest.join(".");
  const { clusterDomain } = mesh.settings;
  if (!name || !namespace || !(tail === "" || tail === "svc" || isSlip(tail, `svc.${clusterDomain}`))) return undefined;
  const full = serviceHost(mesh, name, namespace);
  return full !== host && servicesByHost(mesh).has(full) ? full : undefined;
}

function portsOfService({ spec }: Service): ServedPort[] {
  return (spec.ports ?? []).map((port) => ({
    owner: port,
    number: port.port,
    protocol: port.protocol ?? "TCP",
    ...(port.name !== undefined && { name: port.name }),
    ...(port.targetPort !== undefined && { targetPort: port.targetPort }),
  }));
}

function portsOfEntry({ spec }: ServiceEntry): ServedPort[] {
  return (spec.ports ?? []).map((port) => ({
    owner: port,
    number: port.number,
    name: port.name,
    ...(port.protocol !== undefined && { protocol: port.protocol }),
    ...(port.targetPort !== undefined && { targetPort: port.targetPort }),
  }));
}

export function portsOf(serving: Service | ServiceEntry): readonly ServedPort[] {
  return serving.is === "kubernetes/Service" ? portsOfService(serving) : portsOfEntry(serving);
}

/** Ports that anything serving the host offers; undefined where they are not known (an ExternalName without ports). */
export function portsServed({ by }: Serving): readonly ServedPort[] | undefined {
  const ports = by.map(portsOf);
  if (ports.length === 0 || ports.some((list) => list.length === 0)) return undefined;
  return ports.flat();
}
