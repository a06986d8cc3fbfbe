import { expect, it } from "vitest";
import { authorizedProbes } from "../../../src/mesh/linkerd/probes.ts";
import { inboundProtocolOf } from "../../../src/mesh/linkerd/inbound.ts";
import { workloads } from "../../../src/mesh/workloads.ts";
import { meshOf } from "../build.ts";

const pod = (spec: string): ReturnType<typeof meshOf> =>
  meshOf(`{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop }, spec: ${spec} }`);

async function pathsOf(spec: string): Promise<object> {
  const [workload] = workloads(await pod(spec));
  return Object.fromEntries(
    [...(workload ? authorizedProbes(workload) : [])].map(([port, paths]) => [port, [...paths]]),
  );
}

it("recognises probes of containers and of sidecars among the init containers", async () => {
  const spec = `{
    containers: [{ name: web, ports: [{ name: HTTP, containerPort: 80 }],
      livenessProbe: { httpGet: { port: http, path: "/live?full" } }, readinessProbe: { httpGet: { port: 80 } } }],
    initContainers: [{ name: proxy, restartPolicy: Always, startupProbe: { httpGet: { port: 4191, path: /ready } } }] }`;
  expect(await pathsOf(spec)).toEqual({ 80: ["/live", "/"], 4191: ["/ready"] });
});

it("recognises no other port, protocol or path", async () => {
  const probed = (probe: string, ports = "[]"): Promise<object> =>
    pathsOf(`{ containers: [{ name: web, ports: ${ports}, livenessProbe: ${probe} }] }`);
  expect(await probed("{ httpGet: { port: 80, path: live } }")).toEqual({});
  expect(await probed("{ httpGet: { port: 0, path: /live } }")).toEqual({});
  expect(await probed("{ httpGet: { port: http, path: /live } }")).toEqual({});
  expect(await probed("{ grpc: { port: 80 } }")).toEqual({});
  const udp = "[{ name: http, containerPort: 80, protocol: UDP }]";
  expect(await probed("{ httpGet: { port: http, path: /live } }", udp)).toEqual({});
});

it("takes a default opaque port as such only where a container declares it", async () => {
  for (const [ports, protocol] of [
    ["[]", "unknown"],
    ["[{ containerPort: 3306 }]", "opaque"],
  ]) {
    const mesh = await pod(`{ containers: [{ name: web, ports: ${ports ?? ""} }] }`);
    const [workload] = workloads(mesh);
    expect(workload && inboundProtocolOf(mesh, workload, 3306)).toBe(protocol);
  }
});
