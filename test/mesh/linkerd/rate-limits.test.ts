import { expect, it } from "vitest";
import { rateLimitConditionOf } from "../../../src/mesh/linkerd/rate-limits.ts";
import { meshOf } from "../build.ts";

const server = `
  apiVersion: policy.linkerd.io/v1beta3
  kind: Server
  metadata: { name: web, namespace: shop }
  spec: { podSelector: {}, port: 80 }
`;

function limit(name: string, created: string, target = "web"): string {
  return `
  ---
  apiVersion: policy.linkerd.io/v1alpha1
  kind: HTTPLocalRateLimitPolicy
  metadata: { name: ${name}, namespace: shop${created && `, creationTimestamp: "${created}"`} }
  spec: { targetRef: { group: policy.linkerd.io, kind: Server, name: ${target} }, total: { requestsPerSecond: 10 } }
`;
}

async function conditions(...limits: readonly string[]): Promise<readonly string[]> {
  const mesh = await meshOf([server, ...limits].join(""));
  return mesh
    .all("linkerd/HTTPLocalRateLimitPolicy")
    .map((each) => `${each.name} ${rateLimitConditionOf(mesh, each)}`)
    .sort();
}

it("takes the oldest limit of a Server", async () => {
  expect(await conditions(limit("a", "2026-01-02T00:00:00Z"), limit("b", "2026-01-01T00:00:00Z"))).toEqual([
    "a RateLimitReasonAlreadyExists",
    "b Accepted",
  ]);
});

it("takes the first by name where no age is known", async () => {
  expect(await conditions(limit("b", ""), limit("a", ""))).toEqual(["a Accepted", "b RateLimitReasonAlreadyExists"]);
});

it("knows a limit whose Server is not there", async () => {
  expect(await conditions(limit("a", "", "wbe"))).toEqual(["a NoMatchingTarget"]);
});
