/** Fields of routes that the API server keeps and Linkerd does not look at (linkerd2 policy-controller/k8s/index/src/outbound). */

import type { RouteRule } from "./route-parents.ts";

interface IgnoredField {
  readonly owner: object;
  readonly key: string;
  readonly message: string;
}

const inClients: Readonly<Record<string, string>> = {
  retry: 'annotate the route with "retry.linkerd.io/http" instead',
  sessionPersistence: "it keeps no sessions",
};

/** `isInbound`: the route is for Servers alone, where no client reads it. */
export function* ignoredFields(rule: RouteRule, isInbound: boolean): Iterable<IgnoredField> {
  for (const [key, remedy] of Object.entries(inClients)) {
    if (Object.hasOwn(rule, key)) yield { owner: rule, key, message: `Linkerd does not read "${key}": ${remedy}` };
  }
  const { timeouts } = rule;
  if (timeouts?.backendRequest !== undefined && !isInbound) {
    const message = 'Linkerd does not read "backendRequest": annotate the route with "timeout.linkerd.io/response"';
    yield { owner: timeouts, key: "backendRequest", message };
  }
  for (const key of isInbound ? ["backendRefs", "timeouts"] : []) {
    const message = `"${key}" are for clients: a route for a Server does nothing with them`;
    if (Object.hasOwn(rule, key)) yield { owner: rule, key, message };
  }
}
