/** What Linkerd's webhook refuses in an HTTPLocalRateLimitPolicy (linkerd2 policy-controller/k8s/api/src/policy/ratelimit_policy.rs). */

import type { HTTPLocalRateLimitPolicySpec, RateLimit } from "../../kinds/linkerd.ts";
import { describeKind, isVagueReference, policyGroup, refersTo } from "../../linkerd/references.ts";
import { error, listOf, type Findings, type On } from "../row.ts";

export const rateLimitCodes = {
  "target-kind": "A target other than a Server",
  "rate-zero": "A limit of no requests at all",
  "rate-range": "A limit that does not fit into 32 bits",
  "rate-above-total": "A limit for one client above the limit for all",
  "client-kind": "An override for something other than a ServiceAccount",
};

type Spec = HTTPLocalRateLimitPolicySpec;

const most = 0xffff_ffff;

export function* rateLimitPolicy(on: On, spec: Spec): Findings {
  const { targetRef, total, identity, overrides } = spec;
  if (!isVagueReference(targetRef) && !refersTo(targetRef, policyGroup, "Server")) {
    const message = `a rate limit cannot target a ${describeKind(targetRef)}: use a Server of group "${policyGroup}"`;
    yield error(on(targetRef, "kind"), "target-kind", message);
  }
  const parts = [identity, ...listOf(overrides)].filter((part) => part !== undefined);
  for (const part of total ? [total, ...parts] : parts) yield* rate(on, part);
  for (const part of parts) yield* belowTotal(on, part, total);
  for (const { clientRefs } of listOf(overrides)) yield* clients(on, clientRefs);
}

function* rate(on: On, limit: RateLimit): Findings {
  const { requestsPerSecond } = limit;
  if (requestsPerSecond === 0) {
    yield error(on(limit, "requestsPerSecond"), "rate-zero", "a limit of 0 requests per second is refused");
  } else if (requestsPerSecond < 0 || requestsPerSecond > most) {
    const message = `${requestsPerSecond} requests per second are out of range: use 1 to ${most}`;
    yield error(on(limit, "requestsPerSecond"), "rate-range", message);
  }
}

function* belowTotal(on: On, limit: RateLimit, total: RateLimit | undefined): Findings {
  if (!total || !(limit.requestsPerSecond > total.requestsPerSecond)) return;
  const message = `${limit.requestsPerSecond} requests per second for one client, but ${total.requestsPerSecond} for all together`;
  yield error(on(limit, "requestsPerSecond"), "rate-above-total", message);
}

function* clients(on: On, references: NonNullable<Spec["overrides"]>[number]["clientRefs"]): Findings {
  for (const reference of listOf(references)) {
    if (isVagueReference(reference) || refersTo(reference, "", "ServiceAccount")) continue;
    const message = `an override knows clients by their ServiceAccount, not by ${describeKind(reference)}`;
    yield error(on(reference, "kind"), "client-kind", message);
  }
}
