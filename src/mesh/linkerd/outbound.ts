/** Retries and timeouts of requests that a route or a Service names (linkerd2 policy-controller/k8s/index/src/outbound/index/{http,grpc}.rs). */

import { parseDuration } from "../values/duration.ts";
import { parseSimpleDuration, retryGrpc, retryHttp } from "./annotation-values.ts";
import { specOf, type Route } from "./route-parents.ts";

type Texts = Readonly<Record<string, string>>;

export interface StatusRange {
  readonly from: number;
  readonly to: number;
}

export interface Retry {
  /** HTTP status codes; none where only failures to connect are retried. */
  readonly statusRanges: readonly StatusRange[];
  readonly grpcStatus: readonly string[];
  readonly limit: number;
  /** Per try, in milliseconds. */
  readonly timeout?: number;
}

export interface Timeouts {
  /** In milliseconds. */
  readonly request?: number;
  readonly response?: number;
  readonly idle?: number;
}

const retryKeys = ["http", "grpc", "limit", "timeout"].map((key) => `retry.linkerd.io/${key}`);

function statusRange(part: string): StatusRange {
  if (part.toLowerCase() === "5xx") return { from: 500, to: 599 };
  if (part.toLowerCase() === "gateway-error") return { from: 502, to: 504 };
  const [from, to = from] = part.split("-").map(Number);
  return { from: from ?? 0, to: to ?? 0 };
}

/** Undefined without any key of the group, or where one of them cannot be read: then the whole group is dropped. */
export function retryOf(annotations: Texts): Retry | undefined {
  const [http, grpc, limit, timeout] = retryKeys.map((key) => annotations[key]);
  if (retryKeys.every((key) => annotations[key] === undefined)) return undefined;
  if (http !== undefined && retryHttp(http) !== undefined) return undefined;
  if (grpc !== undefined && retryGrpc(grpc) !== undefined) return undefined;
  const perTry = timeout === undefined ? 0 : parseSimpleDuration(timeout);
  const most = limit === undefined ? 1 : Number(limit);
  if (perTry === undefined || !Number.isInteger(most) || most < 0) return undefined;
  return {
    statusRanges: http === undefined ? [] : http.split(",").map(statusRange),
    grpcStatus: grpc === undefined ? [] : grpc.split(","),
    limit: most === 0 ? 1 : most,
    ...(perTry > 0 && { timeout: perTry }),
  };
}

/** The three belong together: one that cannot be read takes the others with it. */
export function timeoutsOf(annotations: Texts): Timeouts {
  const texts = ["request", "response", "idle"].map((key) => annotations[`timeout.linkerd.io/${key}`]);
  const values = texts.map((text) => (text === undefined ? 0 : parseSimpleDuration(text)));
  if (values.includes(undefined)) return {};
  const [request, response, idle] = values;
  return { ...(request && { request }), ...(response && { response }), ...(idle && { idle }) };
}

/** A rule's own timeout takes the place of the annotations; one of the Gateway API is read as they are. */
export function ruleTimeouts(route: Route, index: number): Timeouts {
  const written = specOf(route).rules?.[index]?.timeouts?.request;
  if (written === undefined) return timeoutsOf(route.annotations);
  const nanoseconds = route.is === "linkerd/HTTPRoute" ? parseDuration(written) : undefined;
  const request = nanoseconds === undefined ? parseSimpleDuration(written) : nanoseconds / 1e6;
  return request ? { request } : {};
}

/** Whether a route for a Service speaks for all clients, or for those of its own namespace alone. */
export function appliesToClientsIn(route: Route, serviceNamespace: string, clientNamespace: string): boolean {
  return route.namespace === serviceNamespace || route.namespace === clientNamespace;
}
