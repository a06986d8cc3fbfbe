/** Which policy governs a port of a pod, and whom it lets in (linkerd2 policy-controller/k8s/index/src/inbound). */

import type { HTTPLocalRateLimitPolicySpec } from "../kinds/linkerd.ts";
import type { Mesh } from "../mesh.ts";
import type { Workload } from "../workloads.ts";
import { accessPolicies } from "./access-policies.ts";
import { authorizationsOf, authorizationsOfRoute, type Authorization } from "./authorizations.ts";
import { identityMatches, serviceAccountIdentity } from "./identities.ts";
import { defaultPolicyKey, opaquePortsKey, requireIdentityKey } from "./known-annotations.ts";
import { clusterNetworks, holdsNetwork, parseNetwork } from "./networks.ts";
import { defaultOpaquePorts } from "./opaque-ports.ts";
import { authorizedProbes } from "./probes.ts";
import { holdsPort, policyPorts, settingOf } from "./proxy-settings.ts";
import { rateLimitOf, type RateLimit } from "./rate-limits.ts";
import { routesOnServer } from "./server-routes.ts";
import { serversOn, type Server } from "./servers.ts";

/** The default for a port without a Server; `shipped` is the cluster's own. */
export function defaultPolicyOf(mesh: Mesh, workload: Workload, port: number, shipped = "all-unauthenticated"): string {
  const written = settingOf(mesh, workload, defaultPolicyKey) ?? "";
  const policy = accessPolicies.includes(written) ? written : shipped;
  const hardened = policyPorts(settingOf(mesh, workload, requireIdentityKey) ?? "");
  return holdsPort(hardened, port) ? policy.replace("-unauthenticated", "-authenticated") : policy;
}

/** What the proxy makes of bytes on a port: the Server says so, or else the list of opaque ports. */
export function inboundProtocolOf(mesh: Mesh, workload: Workload, port: number): string {
  const [server] = serversOn(mesh, workload, port);
  if (server) return server.spec.proxyProtocol ?? "unknown";
  const written = settingOf(mesh, workload, opaquePortsKey);
  const isOpaque = written === undefined ? isOpaqueByDefault(workload, port) : holdsPort(policyPorts(written), port);
  return isOpaque ? "opaque" : "unknown";
}

/** The injector writes those of the default list that containers declare. */
function isOpaqueByDefault({ containerPorts }: Workload, port: number): boolean {
  return defaultOpaquePorts.includes(port) && containerPorts.some(({ containerPort }) => containerPort === port);
}

export interface InboundPolicy {
  readonly server?: Server;
  /** Where there is no Server, the default; with one, what the Server adds to the policies. */
  readonly fallback: string;
  readonly authorizations: readonly Authorization[];
  readonly rateLimit?: RateLimit;
  /** Paths of probes that need no authorization. */
  readonly probes: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
const httpProtocols = new Set(["unknown", "HTTP/1", "HTTP/2"]);

export function inboundPolicyOf(mesh: Mesh, workload: Workload, port: number, shipped?: string): InboundPolicy {
  const [server] = serversOn(mesh, workload, port);
  const probes = authorizedProbes(workload).get(port) ?? none;
  if (!server) {
    return { fallback: defaultPolicyOf(mesh, workload, port, shipped), authorizations: [], probes };
  }
  const isHttp = httpProtocols.has(server.spec.proxyProtocol ?? "unknown");
  const rateLimit = isHttp ? rateLimitOf(mesh, server.namespace, server.name) : undefined;
  return {
    server,
    fallback: server.spec.accessPolicy ?? "deny",
    authorizations: authorizationsOf(mesh, server),
    probes: isHttp && routesOnServer(mesh, server).length === 0 ? probes : none,
    ...(rateLimit && { rateLimit }),
  };
}

/** Identities of the clients that an override of a limit is for. */
export function clientsOfOverride(
  mesh: Mesh,
  { clientRefs }: NonNullable<HTTPLocalRateLimitPolicySpec["overrides"]>[number],
  namespace: string,
): readonly string[] {
  return clientRefs.map((reference) => serviceAccountIdentity(mesh, reference.name, reference.namespace ?? namespace));
}

export interface Client {
  /** The name in its certificate; undefined for a client without a proxy. */
  readonly identity?: string;
  readonly address: string;
}

function isIn(networks: Authorization["networks"], address: string): boolean {
  const client = parseNetwork(address);
  if (!client) return false;
  const holds = (text: string): boolean => {
    const network = parseNetwork(text);
    return network !== undefined && holdsNetwork(network, client);
  };
  return networks.some(({ cidr, except = [] }) => holds(cidr) && !except.some(holds));
}

function admits({ networks, clients }: Authorization, { identity, address }: Client): boolean {
  if (!isIn(networks, address)) return false;
  if (clients === "unauthenticated") return true;
  if (identity === undefined) return false;
  return clients === "tls" || clients.some((wanted) => identityMatches(wanted, identity));
}

function fallbackAdmits(policy: string, { identity, address }: Client): boolean {
  if (policy === "audit") return true;
  if (policy === "deny") return false;
  const needsCluster = policy.startsWith("cluster-");
  if (
    needsCluster &&
    !isIn(
      clusterNetworks.map((cidr) => ({ cidr })),
      address,
    )
  )
    return false;
  return policy.endsWith("-unauthenticated") || identity !== undefined;
}

export interface Verdict {
  readonly is: "allow" | "deny";
  /** What a refused request is answered with. */
  readonly status?: 403 | 404;
}

/** Whether a client gets through to a port, or to a path on it; once routes are attached, no other path exists. */
export function accessOf(mesh: Mesh, policy: InboundPolicy, client: Client, path?: string): Verdict {
  const isAdmitted =
    fallbackAdmits(policy.fallback, client) || policy.authorizations.some((each) => admits(each, client));
  const routes = policy.server && path !== undefined ? routesOnServer(mesh, policy.server) : [];
  if (path === undefined || routes.length === 0) {
    const isProbe = path !== undefined && policy.probes.has(path);
    return isAdmitted || isProbe ? { is: "allow" } : { is: "deny", status: 403 };
  }
  const route = routes.find((each) => each.matches(path));
  if (!route) return { is: "deny", status: 404 };
  const ofRoute = authorizationsOfRoute(mesh, route.manifest);
  return isAdmitted || ofRoute.some((each) => admits(each, client)) ? { is: "allow" } : { is: "deny", status: 403 };
}
