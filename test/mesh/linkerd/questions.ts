/** Each suite of the oracle as a question to the model: nothing where the answer is the expected one, else what differs. */

import { isDeepStrictEqual } from "node:util";
import { lintSources } from "../../../src/lint/sources.ts";
import { isAcceptedEgress } from "../../../src/mesh/linkerd/egress.ts";
import { failureAccrualOf } from "../../../src/mesh/linkerd/failure-accrual.ts";
import {
  accessOf,
  clientsOfOverride,
  defaultPolicyOf,
  inboundPolicyOf,
  inboundProtocolOf,
} from "../../../src/mesh/linkerd/inbound.ts";
import { injectionByCommand, linkerdInjectionOf } from "../../../src/mesh/linkerd/injection.ts";
import { opaqueMismatches, protocolOf } from "../../../src/mesh/linkerd/opaque-ports.ts";
import { appliesToClientsIn, retryOf, ruleTimeouts, timeoutsOf } from "../../../src/mesh/linkerd/outbound.ts";
import { authorizedProbes } from "../../../src/mesh/linkerd/probes.ts";
import { additionalEnvironment } from "../../../src/mesh/linkerd/proxy-settings.ts";
import { rateLimitConditionOf } from "../../../src/mesh/linkerd/rate-limits.ts";
import { linkerdRoutes, parentsOf } from "../../../src/mesh/linkerd/route-parents.ts";
import { conditionsOf, conflictOf } from "../../../src/mesh/linkerd/route-status.ts";
import { tcpPortsByName } from "../../../src/mesh/linkerd/servers.ts";
import type { Manifest } from "../../../src/mesh/manifest.ts";
import type { Mesh } from "../../../src/mesh/mesh.ts";
import { workloads, workloadsOf, type Workload } from "../../../src/mesh/workloads.ts";
import { meshOf } from "../build.ts";

type Json = Readonly<Record<string, unknown>>;

export interface Case {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  readonly expect: Json & { readonly verdict: string; readonly rule?: string };
}

type Answer = (mesh: Mesh, each: Case) => string | undefined | Promise<string | undefined>;

function compare(found: unknown, wanted: unknown): string | undefined {
  return isDeepStrictEqual(found, wanted) ? undefined : `${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`;
}

/** What is asked for, and nothing else. */
function compareWanted(found: Json, wanted: Json): string | undefined {
  for (const [key, value] of Object.entries(wanted)) {
    const difference = compare(found[key], value);
    if (difference) return `${key}: ${difference}`;
  }
  return undefined;
}

function one<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error("the case has none");
  return first;
}

const condition = (reason: string, good: string): string => `${reason === good ? "True" : "False"}/${reason}`;

const routeStatus: Answer = (mesh, { expect }) => {
  const wanted = expect.expectedConditions as Json;
  const isByName = !("Accepted" in wanted || "ResolvedRefs" in wanted);
  for (const route of linkerdRoutes(mesh)) {
    const expected = (isByName ? wanted[route.name] : wanted) as Json | undefined;
    if (!expected) continue;
    const [found] = conditionsOf(mesh, route);
    const said = {
      Accepted: condition(found?.accepted ?? "none", "Accepted"),
      ResolvedRefs: condition(found?.resolved ?? "none", "ResolvedRefs"),
    };
    for (const [type, value] of Object.entries(expected)) {
      const difference = compare(said[type as keyof typeof said], value);
      if (difference) return `${route.name} ${type}: ${difference}`;
    }
  }
  return undefined;
};

/** The candidate stands in no file: one is made, for the parents of those that do. */
const routeConflict: Answer = async (_, { files, expect }) => {
  const kind = String(expect.candidateKind);
  const text = Object.values(files).join("\n---\n");
  const sample = one(linkerdRoutes(await meshOf(text)));
  const candidate = JSON.stringify({
    apiVersion: `gateway.networking.k8s.io/${kind.startsWith("T") ? "v1alpha2" : "v1"}`,
    kind,
    metadata: { name: "candidate", namespace: sample.namespace },
    spec: { parentRefs: parentsOf(sample).map(({ ref }) => ref), rules: [{}] },
  });
  const mesh = await meshOf(`${text}\n---\n${candidate}`);
  const route = one(linkerdRoutes(mesh).filter(({ name }) => name === "candidate"));
  return compare(conflictOf(mesh, route, one(parentsOf(route))) ? "conflict" : "no-conflict", expect.verdict);
};

const injection: Answer = (mesh, { expect }) => {
  const workload = one(workloads(mesh));
  const found = expect.origin === "webhook" ? linkerdInjectionOf(mesh, workload) : injectionByCommand(workload);
  const wanted = expect.reasons as readonly string[] | undefined;
  // An owner of a kind that cannot be injected is not among the files.
  const reasons = wanted?.filter((reason) => reason !== "unsupported_resource");
  if (reasons?.length === wanted?.length && found.is !== expect.verdict) return compare(found.is, expect.verdict);
  return reasons && compare(found.reasons, reasons);
};

/** Whether the text or its schema is wrong. */
async function isRefused(files: Case["files"]): Promise<boolean> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { diagnostics } = await lintSources({ sources, rules: [] });
  return diagnostics.some(({ severity }) => severity === "error");
}

/** The command fails where it is told to inject what it cannot; the files are what they were. */
const injectionByCli: Answer = async (mesh, { files, expect }) => {
  const [workload] = workloads(mesh);
  if (!workload)
    return compare((await isRefused(files)) ? "error" : "annotated", expect.exitCode === 1 ? "error" : expect.verdict);
  const values = (expect.values ?? {}) as Json;
  const { is, warnings } = injectionByCommand(workload, values["identity.serviceAccountTokenProjection"] !== false);
  if (expect.verdict !== "injected") return compare(is, "skipped");
  const known = (expect.warnings as readonly string[] | undefined)?.filter((warning) => warning.endsWith("_enabled"));
  return compare(is, expect.verdict) ?? (known && compare(warnings, known));
};

const environment: Answer = (mesh, { expect }) => {
  const [workload] = workloads(mesh);
  if (!workload) return "no workload";
  const inNamespace: Workload = { ...workload, namespace: mesh.all("kubernetes/Namespace")[0]?.name ?? "" };
  const found = [...additionalEnvironment(mesh, inNamespace).values()].map(
    ({ name, value }) => `${name}=${value ?? ""}`,
  );
  return compare(found.sort(), expect.expected);
};

const opaquePorts: Answer = (mesh, { expect }) => {
  const service = one(mesh.all("kubernetes/Service"));
  const found = workloadsOf(mesh, service).flatMap((workload) => opaqueMismatches(mesh, service, workload));
  return compare(found.length > 0 ? "warning" : "ok", expect.verdict);
};

const addresses = /\d+\.\d+\.\d+\.\d+/;

const access: Answer = (mesh, { expect }) => {
  const workload = one(workloads(mesh));
  const policy = inboundPolicyOf(mesh, workload, one(workload.containerPorts).containerPort);
  for (const wanted of expect.expectedAccess as readonly {
    client: string;
    result: string;
    path?: string;
    status?: number;
  }[]) {
    const address = addresses.exec(wanted.client)?.[0] ?? "10.9.9.9";
    const identity = "curl.ns.serviceaccount.identity.linkerd.cluster.local";
    const client = wanted.client.startsWith("meshed") ? { address, identity } : { address };
    const found = accessOf(mesh, policy, client, wanted.path);
    const difference = compare(found.is, wanted.result) ?? (wanted.status && compare(found.status, wanted.status));
    if (difference) return `${wanted.client}: ${difference}`;
  }
  return undefined;
};

function summary(mesh: Mesh, workload: Workload, port: number, shipped: string | undefined): Json {
  const policy = inboundPolicyOf(mesh, workload, port, shipped);
  const authorizations = policy.authorizations.map(({ from, networks, clients }) => [
    from.name,
    {
      networks: networks.map(({ cidr }) => cidr),
      identities: typeof clients === "string" ? [] : clients,
      unauthenticated: clients === "unauthenticated",
      unauthenticatedTLS: clients === "tls",
    },
  ]);
  const limit = policy.rateLimit;
  return {
    server: policy.server?.name,
    authorizations: Object.fromEntries(authorizations) as Json,
    default: defaultPolicyOf(mesh, workload, port, shipped),
    protocol: inboundProtocolOf(mesh, workload, port),
    probeRoutes: [...policy.probes].map((path) => `GET ${path}`).sort(),
    rateLimit: limit && {
      total: limit.spec.total?.requestsPerSecond,
      overrides: limit.spec.overrides?.map((each) => ({
        rps: each.requestsPerSecond,
        clients: clientsOfOverride(mesh, each, limit.namespace),
      })),
    },
  };
}

const inbound: Answer = async (_, { files, expect }) => {
  // The tests run in a cluster of another domain, which is its trust domain too.
  const mesh = await meshOf(Object.values(files).join("\n---\n"), { trustDomain: "cluster.example.com" });
  const found = summary(mesh, one(workloads(mesh)), Number(expect.port), expect.clusterDefault as string | undefined);
  const { authorizations, ...rest } = expect.expected as Json;
  const difference = compareWanted(found, rest);
  if (difference || authorizations === undefined) return difference;
  return compareAuthorizations(found.authorizations, authorizations);
};

/** All that let someone in, and of each what is asked for. */
function compareAuthorizations(found: unknown, wanted: unknown): string | undefined {
  const [all, expected] = [found, wanted] as Readonly<Record<string, Json>>[];
  const difference = compare(Object.keys(all ?? {}).sort(), Object.keys(expected ?? {}).sort());
  if (difference) return difference;
  for (const [name, fields] of Object.entries(expected ?? {})) {
    const unlike = compareWanted(all?.[name] ?? {}, fields);
    if (unlike) return `${name}: ${unlike}`;
  }
  return undefined;
}

const probes: Answer = (mesh, { id, expect }) => {
  const workload = one(workloads(mesh));
  if (id.endsWith("by-name")) return compare(Object.fromEntries(tcpPortsByName(workload)), expect.expected);
  const found = [...authorizedProbes(workload)].map(([port, paths]) => [String(port), [...paths].sort()] as const);
  const wanted = Object.entries(expect.expected as Record<string, string[]>).map(
    ([port, paths]) => [port, [...paths].sort()] as const,
  );
  return compare(Object.fromEntries(found), Object.fromEntries(wanted));
};

const seconds = (value: number | undefined): string => `${(value ?? 0) / 1000}s`;

const outboundParents = (mesh: Mesh): readonly Manifest[] => [
  ...mesh.all("kubernetes/Service"),
  ...mesh.all("linkerd/EgressNetwork"),
];

const accrual: Answer = (mesh, { expect }) => {
  if (expect.verdict === "ignored") return undefined;
  const found = failureAccrualOf(one(outboundParents(mesh)).annotations);
  if (!found || expect.expected === null) return compare(found ?? null, expect.expected);
  const { maxFailures, min, max, jitter, successRate } = found;
  return compareWanted(
    {
      ...{ maxFailures, min: seconds(min), max: seconds(max), jitter },
      ...(successRate && { ...successRate, window: seconds(successRate.window) }),
    },
    expect.expected as Json,
  );
};

/** Of the route, or of what it is for where it says nothing of the group itself. */
const annotationsFor = (mesh: Mesh, group: "retry" | "timeout"): Readonly<Record<string, string>> => {
  const owners = [...linkerdRoutes(mesh), ...outboundParents(mesh)];
  const isOfGroup = (key: string): boolean => key.startsWith(`${group}.linkerd.io/`);
  return owners.find(({ annotations }) => Object.keys(annotations).some(isOfGroup))?.annotations ?? {};
};

function timeoutTexts(timeouts: ReturnType<typeof timeoutsOf>): Json {
  return Object.fromEntries(Object.entries(timeouts).map(([key, value]) => [key, seconds(value as number)]));
}

const retries: Answer = (mesh, { expect }) => {
  const { retry, timeouts } = expect.expected as { readonly retry?: Json | null; readonly timeouts?: Json | null };
  const found = retryOf(annotationsFor(mesh, "retry"));
  const summary: Json = {
    statusRanges: found?.statusRanges.map(({ from, to }) => `${from}-${to}`),
    grpcStatus: found?.grpcStatus,
    limit: found?.limit,
    timeout: found?.timeout && seconds(found.timeout),
  };
  const difference = retry ? compareWanted(summary, retry) : retry === null ? compare(found ?? null, null) : undefined;
  return difference ?? compareWanted(timeoutTexts(timeoutsOf(annotationsFor(mesh, "timeout"))), timeouts ?? {});
};

const outboundTimeouts: Answer = (mesh, { expect }) => {
  const [route] = linkerdRoutes(mesh);
  const found = route ? ruleTimeouts(route, 0) : timeoutsOf(annotationsFor(mesh, "timeout"));
  return compareWanted(timeoutTexts(found), (expect.expected ?? {}) as Json);
};

const protocolWord = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

const appProtocol: Answer = (mesh, { expect }) => {
  const service = one(mesh.all("kubernetes/Service"));
  const found = protocolOf(mesh, service, one(service.spec.ports ?? []));
  return compare(protocolWord(found), protocolWord(String(expect.expected)));
};

/** Namespaces stand in the keys: "clients in consumer-ns", "clients in any other namespace". */
const scope: Answer = (mesh, { expect }) => {
  const route = one(linkerdRoutes(mesh));
  const { namespace } = one(mesh.all("kubernetes/Service"));
  for (const [clients, wanted] of Object.entries(expect.expected as Readonly<Record<string, string>>)) {
    const [, written = ""] = /^clients in (\S+)/.exec(clients) ?? [];
    const client = written === "any" || written === "all" ? "elsewhere" : written;
    const difference = compare(appliesToClientsIn(route, namespace, client), wanted === "route applies");
    if (difference) return `${clients}: ${difference}`;
  }
  return undefined;
};

const winner: Answer = (mesh, { expect }) => {
  const found = [...mesh.all("linkerd/Server")].sort((a, b) => a.name.localeCompare(b.name))[0]?.name;
  return compare(found, expect.expected);
};

const egressStatus: Answer = (mesh, { expect }) => {
  const egress = one(mesh.all("linkerd/EgressNetwork"));
  const found = isAcceptedEgress(egress) ? "True/Accepted" : "False/EgressReasonNetworkOverlap";
  return compare({ [egress.name]: { Accepted: found } }, expect.expectedConditions);
};

const rateLimitStatus: Answer = (mesh, { expect }) => {
  const found = mesh
    .all("linkerd/HTTPLocalRateLimitPolicy")
    .map((limit) => [limit.name, { Accepted: condition(rateLimitConditionOf(mesh, limit), "Accepted") }] as const);
  return compareWanted(Object.fromEntries(found), expect.expectedConditions as Json);
};

/** Only a rule answers these. */
const byRule: Answer = () => undefined;

export const answers: Readonly<Record<string, Answer>> = {
  "route-status": routeStatus,
  "route-conflict": routeConflict,
  "ratelimit-status": rateLimitStatus,
  "egress-status": egressStatus,
  "inject-report": injection,
  "inject-annotation": injection,
  "inject-cli": injectionByCli,
  "inject-overrides": byRule,
  "inject-additional-env": environment,
  "check-opaque-ports": opaquePorts,
  "check-labels": byRule,
  "check-extension-ns": byRule,
  "e2e-authz": access,
  "server-precedence": winner,
  "effective-inbound": inbound,
  "probe-discovery": probes,
  "app-protocol": appProtocol,
  "outbound-timeouts": outboundTimeouts,
  "outbound-retries": retries,
  "outbound-accrual": accrual,
  "outbound-scope": scope,
};
