import { expect, it } from "vitest";
import { routesOnServer } from "../../../src/mesh/linkerd/server-routes.ts";
import { meshOf } from "../build.ts";

const server = (protocol: string): string => `
  apiVersion: policy.linkerd.io/v1beta3
  kind: Server
  metadata: { name: web, namespace: shop }
  spec: { podSelector: {}, port: 80, proxyProtocol: ${protocol} }
`;
const route = (kind: string): string => `
  ---
  apiVersion: gateway.networking.k8s.io/v1
  kind: ${kind}
  metadata: { name: web, namespace: shop }
  spec: { parentRefs: [{ group: policy.linkerd.io, kind: Server, name: web }], rules: [{}] }
`;

it.each([
  ["HTTP/1", ["HTTPRoute"], ["HTTPRoute"]],
  ["gRPC", ["GRPCRoute", "HTTPRoute"], ["GRPCRoute"]],
  ["HTTP/1", ["GRPCRoute", "HTTPRoute"], []],
  ["opaque", ["HTTPRoute"], []],
] as const)("on a Server of %s, of %j attaches %j", async (protocol, kinds, attached) => {
  const mesh = await meshOf([server(protocol), ...kinds.map(route)].join(""));
  const found = mesh.all("linkerd/Server").flatMap((each) => routesOnServer(mesh, each));
  expect(found.map(({ manifest }) => manifest.kind)).toEqual(attached);
});
