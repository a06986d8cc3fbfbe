/** Which workloads of an environment demand Istio's mTLS of their callers, and which accept plain text. */

import { injectionOf } from "./injection.ts";
import { linkerdInjectionOf } from "./linkerd/injection.ts";
import type { Manifest } from "./manifest.ts";
import type { Mesh } from "./mesh.ts";
import { described, mtlsOf, workloadPolicies, type Mtls } from "./mtls.ts";
import { isGatewayPod } from "./proxies.ts";
import { targetPortOf } from "./service-ports.ts";
import { isUnknown } from "./unknown.ts";
import { servicesOf, workloads, type Workload } from "./workloads.ts";

type Class = "strict" | "permissive" | "disable" | "outside" | "unknown";

/** How many workloads there are of each sort; a workload counts as the weakest of its ports. */
export interface MtlsCoverage extends Readonly<Record<Class, number>> {
  /** Sorted by namespace and name; those outside of the mesh come last. */
  readonly plainText: readonly PlainText[];
}

export interface PlainText {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly mode: "permissive" | "disable" | "outside";
  /** Container ports that accept it; empty where all do. */
  readonly ports: readonly number[];
  /** In words: `PERMISSIVE by mesh-wide "default"`. */
  readonly why: string;
}

interface Verdict {
  readonly mode: Class;
  readonly ports: readonly number[];
  readonly why: string;
}

/** Undefined where nothing speaks of Istio. */
export function mtlsCoverage(mesh: Mesh): MtlsCoverage | undefined {
  if (!usesIstio(mesh)) return undefined;
  const verdicts = new Map<string, { readonly workload: Workload; readonly verdict: Verdict }>();
  for (const workload of workloads(mesh).filter((each) => isMeant(mesh, each))) {
    const { is, namespace, name } = workload.manifest;
    const key = `${namespace}\n${name}\n${is}`;
    const verdict = verdictOn(mesh, workload);
    const other = verdicts.get(key)?.verdict;
    // Several objects of one name are alternatives, and nobody knows which one the cluster gets.
    if (!other || other.mode === verdict.mode) verdicts.set(key, { workload, verdict });
    else verdicts.set(key, { workload, verdict: { mode: "unknown", ports: [], why: "" } });
  }
  return summed([...verdicts.values()]);
}

function usesIstio(mesh: Mesh): boolean {
  const asks = ({ labels }: Manifest): boolean =>
    ["istio-injection", "istio.io/rev", "istio.io/dataplane-mode"].some((key) => Object.hasOwn(labels, key));
  return mesh.manifests.some(
    (manifest) => manifest.is.startsWith("istio/") || (manifest.kind === "Namespace" && asks(manifest)),
  );
}

/** What listens to nobody, gateways, whose callers come from anywhere, and the control plane are no part of it. */
function isMeant(mesh: Mesh, workload: Workload): boolean {
  const { manifest, namespace, containerPorts } = workload;
  if (namespace === mesh.settings.rootNamespace || isGatewayPod(mesh, workload)) return false;
  const ends = manifest.kind === "Job" || manifest.kind === "CronJob";
  return !ends || containerPorts.length > 0;
}

function verdictOn(mesh: Mesh, workload: Workload): Verdict {
  const injection = injectionOf(mesh, workload);
  if (injection.is === "none") {
    // Linkerd's own policies say what its proxies accept.
    if (linkerdInjectionOf(mesh, workload).is === "injected") return { mode: "unknown", ports: [], why: "" };
    return { mode: "outside", ports: [], why: injection.why };
  }
  const verdict = policyVerdict(mesh, workload);
  // Outside of the mesh or within, what a policy lets through is plain text.
  return verdict.mode === "strict" && injection.is === "unknown" ? { ...verdict, mode: "unknown" } : verdict;
}

interface Port {
  readonly port: number | undefined;
  readonly mode: Class;
  readonly why: string;
}

function policyVerdict(mesh: Mesh, workload: Workload): Verdict {
  const excluded = excludedPorts(workload);
  const listening = listeningPorts(mesh, workload);
  const ports = (listening.length > 0 ? listening : [undefined]).map((port): Port => {
    if (port !== undefined && excluded.has(port)) return { port, mode: "disable", why: "bypasses the sidecar" };
    return { port, ...modeOf(mesh, workload, port) };
  });
  const weak = ports.filter(({ mode }) => mode === "permissive" || mode === "disable");
  if (weak.length === 0)
    return { mode: ports.some(({ mode }) => mode === "unknown") ? "unknown" : "strict", ports: [], why: "" };
  return {
    mode: weak.some(({ mode }) => mode === "disable") ? "disable" : "permissive",
    ports: weak.length === ports.length ? [] : weak.flatMap(({ port }) => port ?? []),
    why: [...new Set(weak.map(({ why }) => why))].join("; "),
  };
}

const classes = { STRICT: "strict", PERMISSIVE: "permissive", DISABLE: "disable", unknown: "unknown" } as const;

function modeOf(mesh: Mesh, { namespace, podLabels }: Workload, port: number | undefined): Pick<Port, "mode" | "why"> {
  const mtls: Mtls = mtlsOf(mesh, { namespace, labels: podLabels }, port);
  if (mtls.by) return { mode: classes[mtls.mode], why: `${mtls.mode} by ${described(mesh, mtls.by)}` };
  // A policy may yet live where these files do not show it.
  if (mesh.environment.completeness !== "complete") return { mode: "unknown", why: "" };
  return { mode: classes[mtls.mode], why: `${mtls.mode} is Istio's default` };
}

/** Ports that the pods declare, that Services send to, and that policies name, in order. */
function listeningPorts(mesh: Mesh, workload: Workload): number[] {
  const declared = workload.containerPorts.map(({ containerPort }) => containerPort);
  const targets = servicesOf(mesh, workload).flatMap(({ spec }) =>
    (spec.ports ?? []).map((port) => targetPortOf(port, workload)),
  );
  const pods = { namespace: workload.namespace, labels: workload.podLabels };
  const named = workloadPolicies(mesh, pods).flatMap(({ spec }) => Object.keys(spec.portLevelMtls ?? {}).map(Number));
  const known = [...declared, ...targets, ...(declared.length > 0 ? [] : named)];
  const numbers = known.filter((port): port is number => typeof port === "number" && Number.isInteger(port));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function excludedPorts({ podAnnotations }: Workload): ReadonlySet<number> {
  const written: unknown = podAnnotations["traffic.sidecar.istio.io/excludeInboundPorts"];
  if (typeof written !== "string" || isUnknown(written)) return new Set();
  return new Set(written.split(",").map((port) => Number(port.trim())));
}

function summed(all: readonly { readonly workload: Workload; readonly verdict: Verdict }[]): MtlsCoverage {
  const counts: Record<Class, number> = { strict: 0, permissive: 0, disable: 0, outside: 0, unknown: 0 };
  const plainText: PlainText[] = [];
  for (const { workload, verdict } of all) {
    const { mode, ports, why } = verdict;
    counts[mode]++;
    const { kind, namespace, name } = workload.manifest;
    if (mode !== "strict" && mode !== "unknown") plainText.push({ kind, namespace, name, mode, ports, why });
  }
  return { ...counts, plainText: plainText.sort(byPlace) };
}

function byPlace(a: PlainText, b: PlainText): number {
  const order = Number(a.mode === "outside") - Number(b.mode === "outside");
  return order || compare(a.namespace, b.namespace) || compare(a.name, b.name) || compare(a.kind, b.kind);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
