/** Each suite of the oracle as a question to the model: nothing where the answer is the expected one, else what differs. */

import { isDeepStrictEqual } from "node:util";
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
import { linkerdRoutes, parentsOf } from "../../../src/mesh/linkerd/route-parents.ts";
import { conditionsOf, conflictOf } from "../../../src/mesh/linkerd/route-status.ts";
import { tcpPortsByName } from "../../../src/mesh/linkerd/servers.ts";
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

function one<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error("the case has none");
  return first;
}

const condition = (reason: string, good: string): string => `${reason === good ? "True" : "False"}/${reason}`;

const routeStatus: Answer = (mesh, { expect }) => {
  const wanted = expect.expectedConditions as Json;
  for (const route of linkerdRoutes(mesh)) {
    const expected = (wanted[route.name] ?? wanted) as Json;
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
  if (expect.unsupportedResource !== true && found.is !== expect.verdict) return compare(found.is, expect.verdict);
  return reasons && compare(found.reasons, reasons);
};

const injectionByCli: Answer = (mesh, { expect }) => {
  const [workload] = workloads(mesh);
  if (!workload) return compare("annotated", expect.verdict);
  const { is, warnings } = injectionByCommand(workload);
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
  const policy = inboundPolicyOf(mesh, workload, 8080);
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
    { networks: networks.map(({ cidr }) => cidr), identities: clients },
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
  for (const [key, wanted] of Object.entries(expect.expected as Json)) {
    const difference = compare(found[key], wanted);
    if (difference) return `${key}: ${difference}`;
  }
  return undefined;
};

const probes: Answer = (mesh, { id, expect }) => {
  const workload = one(workloads(mesh));
  if (id.endsWith("by-name")) return compare(Object.fromEntries(tcpPortsByName(workload)), expect.expected);
  const found = [...authorizedProbes(workload)].map(([port, paths]) => [String(port), [...paths]] as const);
  return compare(Object.fromEntries(found), expect.expected);
};

const seconds = (value: number | undefined): string => `${(value ?? 0) / 1000}s`;

const accrual: Answer = (mesh, { expect }) => {
  if (expect.verdict === "ignored") return undefined;
  const { annotations } = one(mesh.all("kubernetes/Service"));
  const found = failureAccrualOf(annotations);
  const { maxFailures, min, max, jitter } = found ?? {};
  return compare(found ? { maxFailures, min: seconds(min), max: seconds(max), jitter } : null, expect.expected);
};

const retries: Answer = (mesh, { expect }) => {
  const { annotations } = one(linkerdRoutes(mesh));
  const ranges = retryOf(annotations)?.statusRanges.map(({ from, to }) => `${from}-${to}`);
  const { response } = timeoutsOf(annotations);
  return compare({ retry: { statusRanges: ranges }, timeouts: { response: seconds(response) } }, expect.expected);
};

const outboundTimeouts: Answer = (mesh, { expect }) =>
  compare({ request: seconds(ruleTimeouts(one(linkerdRoutes(mesh)), 0).request) }, expect.expected);

const appProtocol: Answer = (mesh, { expect }) => {
  const service = one(mesh.all("kubernetes/Service"));
  return compare(protocolOf(mesh, service, one(service.spec.ports ?? [])), expect.expected);
};

const scope: Answer = (mesh) => {
  const route = one(linkerdRoutes(mesh));
  const { namespace } = one(mesh.all("kubernetes/Service"));
  const found = [route.namespace, "elsewhere"].map((client) => appliesToClientsIn(route, namespace, client));
  return compare(found, [true, false]);
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
  const policy = one(mesh.all("linkerd/HTTPLocalRateLimitPolicy"));
  const found = mesh.has("linkerd/Server", policy.namespace, policy.spec.targetRef.name)
    ? "True/Accepted"
    : "False/NoMatchingTarget";
  return compare({ [policy.name]: { Accepted: found } }, expect.expectedConditions);
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
