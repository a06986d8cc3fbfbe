/** Connection pools of a DestinationRule and of a Sidecar: istio/istio pkg/config/validation/validation.go validateConnectionPool. */

import type { ConnectionPoolSettings, HTTPSettings, TCPSettings } from "../../kinds/istio.ts";
import { duration, durationOrZero } from "../../values/duration.ts";
import { entry, error, isSet, type Findings, type On } from "../row.ts";

export const connectionPoolCodes = {
  "pool-empty": "a connection pool sets neither http nor tcp",
  "pool-negative": "a limit of a connection pool is below zero",
  "pool-durations": "a time of a connection pool is no valid duration",
  "pool-h2-upgrade-client-protocol": "h2UpgradePolicy UPGRADE stands beside useClientProtocol",
  "pool-http2-keepalive": "http2KeepAlive lacks interval or timeout",
};

const httpLimits = [
  "http1MaxPendingRequests",
  "http2MaxRequests",
  "maxRequestsPerConnection",
  "maxRetries",
  "maxConcurrentStreams",
] as const;

export function* connectionPool<K extends string>(
  on: On,
  owner: Readonly<Partial<Record<K, ConnectionPoolSettings>>>,
  key: K,
): Findings {
  const pool = owner[key];
  if (typeof pool !== "object") return;
  if (!pool.http && !pool.tcp) {
    yield error(on(owner, key, "key"), "pool-empty", "a connection pool needs http or tcp");
  }
  if (pool.http) yield* http(on, pool.http);
  if (pool.tcp) yield* tcp(on, pool.tcp);
}

function negative(limit: number): string | undefined {
  return limit < 0 ? `limit ${limit} is below zero` : undefined;
}

function* http(on: On, settings: HTTPSettings): Findings {
  for (const field of httpLimits) yield* entry(on, settings, field, "pool-negative", negative);
  yield* entry(on, settings, "idleTimeout", "pool-durations", duration);
  if (settings.h2UpgradePolicy === "UPGRADE" && settings.useClientProtocol === true) {
    const message = "h2UpgradePolicy UPGRADE and useClientProtocol cannot both be set";
    yield error(on(settings, "useClientProtocol"), "pool-h2-upgrade-client-protocol", message);
  }
  yield* keepAlive(on, settings);
}

function* keepAlive(on: On, settings: HTTPSettings): Findings {
  const { http2KeepAlive: ping } = settings;
  if (!ping) return;
  for (const field of ["interval", "timeout"] as const) {
    if (isSet(ping[field])) yield* entry(on, ping, field, "pool-http2-keepalive", duration);
    else yield error(on(settings, "http2KeepAlive", "key"), "pool-http2-keepalive", `http2KeepAlive needs ${field}`);
  }
}

function* tcp(on: On, settings: TCPSettings): Findings {
  yield* entry(on, settings, "maxConnections", "pool-negative", negative);
  yield* entry(on, settings, "connectTimeout", "pool-durations", duration);
  yield* entry(on, settings, "maxConnectionDuration", "pool-durations", duration);
  yield* entry(on, settings, "idleTimeout", "pool-durations", durationOrZero);
  for (const field of ["time", "interval"] as const) {
    yield* entry(on, settings.tcpKeepalive, field, "pool-durations", duration);
  }
}
