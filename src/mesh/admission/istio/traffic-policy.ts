/** Traffic policies at the top, of a subset and of a port: istio/istio pkg/config/validation/validation.go validateTrafficPolicy. */

import type { OutlierDetection, PortTrafficPolicy, TrafficPolicy } from "../../kinds/istio.ts";
import { isUnknown } from "../../unknown.ts";
import { isIp, port } from "../../values/address.ts";
import { anyDuration, duration } from "../../values/duration.ts";
import { isFqdn } from "../../values/names.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, isSet, objectsOf, warning, type Findings, type On } from "../row.ts";
import { clientTls } from "./client-tls.ts";
import { connectionPool } from "./connection-pool.ts";
import { loadBalancer } from "./load-balancer.ts";

export const trafficPolicyCodes = {
  "policy-empty": "a traffic policy sets nothing",
  "tunnel-and-proxy-protocol": "both tunnel and proxyProtocol are set",
  "retry-budget-interval": "the interval of a retry budget is no duration",
  "tunnel-protocol": "a tunnel protocol is neither CONNECT nor POST",
  "tunnel-target-host": "the target of a tunnel is neither a domain name nor an IP address",
  "tunnel-target-port": "the target port of a tunnel is out of range",
  "port-policy-port": "the policy of a port names no port",
  "port-policy-empty": "the policy of a port sets nothing",
  "outlier-durations": "a time of the outlier detection is no valid duration",
  "outlier-consecutive-errors": "the deprecated consecutiveErrors is used",
  "outlier-local-origin": "local failures are counted without splitting them off",
  "outlier-percent": "a percentage of the outlier detection is out of range",
};

const portFields = ["outlierDetection", "connectionPool", "loadBalancer", "tls"] as const;
const fields = [...portFields, "portLevelSettings", "tunnel", "proxyProtocol", "retryBudget"] as const;

export function* trafficPolicy(on: On, owner: { readonly trafficPolicy?: TrafficPolicy }, namespace: string): Findings {
  const policy = owner.trafficPolicy;
  if (!policy || isUnknown(policy)) return;
  // Not `isSet`: a list in `portLevelSettings` counts only with items, a mapping counts when it is there.
  if (!fields.some((field) => isSet(policy[field]))) {
    yield error(
      on(owner, "trafficPolicy", "key"),
      "policy-empty",
      `a traffic policy needs one of ${fields.join(", ")}`,
    );
  }
  if (policy.tunnel && policy.proxyProtocol) {
    const message = "tunnel and proxyProtocol cannot both be set";
    yield error(on(policy, "proxyProtocol", "key"), "tunnel-and-proxy-protocol", message);
    return;
  }
  yield* settings(on, policy, namespace);
  yield* tunnel(on, policy);
  yield* entry(on, policy.retryBudget, "budgetInterval", "retry-budget-interval", anyDuration);
  for (const entryOfPort of objectsOf(policy.portLevelSettings)) yield* portPolicy(on, entryOfPort, namespace);
}

function* portPolicy(on: On, policy: PortTrafficPolicy, namespace: string): Findings {
  if (!policy.port) yield error(on(policy), "port-policy-port", "the policy of a port needs port.number");
  if (!portFields.some((field) => isSet(policy[field]))) {
    yield error(on(policy), "port-policy-empty", `the policy of a port needs one of ${portFields.join(", ")}`);
  }
  yield* settings(on, policy, namespace);
}

function* settings(on: On, policy: PortTrafficPolicy | TrafficPolicy, namespace: string): Findings {
  yield* outlierDetection(on, policy.outlierDetection);
  yield* connectionPool(on, policy, "connectionPool");
  yield* loadBalancer(on, policy.loadBalancer, isSet(policy.outlierDetection));
  yield* clientTls(on, policy.tls, namespace);
}

function* tunnel(on: On, { tunnel: settings }: TrafficPolicy): Findings {
  if (!settings) return;
  yield* entry(on, settings, "protocol", "tunnel-protocol", (name) =>
    ["", "CONNECT", "POST"].includes(name) ? undefined : `unknown protocol ${quote(name)}: use CONNECT or POST`,
  );
  yield* entry(on, settings, "targetHost", "tunnel-target-host", (host) =>
    isFqdn(host) || isIp(host) ? undefined : `${quote(host)} is neither a domain name nor an IP address`,
  );
  yield* entry(on, settings, "targetPort", "tunnel-target-port", port);
}

function* outlierDetection(on: On, outlier: OutlierDetection | undefined): Findings {
  if (!outlier) return;
  yield* entry(on, outlier, "baseEjectionTime", "outlier-durations", duration);
  yield* entry(on, outlier, "interval", "outlier-durations", duration);
  if (isSet(outlier.consecutiveErrors)) {
    const message = "consecutiveErrors is deprecated: use consecutive5xxErrors or consecutiveGatewayErrors";
    yield warning(on(outlier, "consecutiveErrors", "key"), "outlier-consecutive-errors", message);
  }
  if ((outlier.consecutiveLocalOriginFailures ?? 0) > 0 && outlier.splitExternalLocalOriginErrors !== true) {
    const message = "consecutiveLocalOriginFailures needs splitExternalLocalOriginErrors: true";
    yield error(on(outlier, "consecutiveLocalOriginFailures", "key"), "outlier-local-origin", message);
  }
  for (const field of ["maxEjectionPercent", "minHealthPercent"] as const) {
    yield* entry(on, outlier, field, "outlier-percent", (percent) =>
      percent < 0 || percent > 100 ? `${percent} % is out of range: use 0 to 100` : undefined,
    );
  }
}
