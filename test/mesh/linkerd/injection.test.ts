import { expect, it } from "vitest";
import { injectionByCommand } from "../../../src/mesh/linkerd/injection.ts";
import { workloads } from "../../../src/mesh/workloads.ts";
import { meshOf } from "../build.ts";

async function reasonsOf(spec: string, isTokenProjected = true): Promise<readonly string[]> {
  const [workload] = workloads(
    await meshOf(`{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop }, spec: ${spec} }`),
  );
  return workload ? injectionByCommand(workload, isTokenProjected).reasons : ["no workload"];
}

it("replaces a proxy of Linkerd's, and leaves Istio's alone", async () => {
  expect(await reasonsOf("{ containers: [{ name: linkerd-proxy }] }")).toEqual([]);
  expect(await reasonsOf("{ containers: [{ name: istio-proxy }] }")).toEqual(["sidecar_already_exists"]);
  expect(
    await reasonsOf('{ initContainers: [{ name: init, image: "gcr.io/istio-release/proxy_init:1" }], containers: [] }'),
  ).toEqual(["sidecar_already_exists"]);
});

it("needs the mounted token only where none is projected", async () => {
  const spec = "{ automountServiceAccountToken: false, containers: [{ name: web }] }";
  expect(await reasonsOf(spec)).toEqual([]);
  expect(await reasonsOf(spec, false)).toEqual(["disabled_automount_service_account_token_account"]);
});
