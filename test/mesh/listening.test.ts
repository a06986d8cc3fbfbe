/** Which port of a policy is that of a Service, and on which ports pods may listen. */

import { expect, it } from "vitest";
import { mistakenPort } from "../../src/mesh/listening.ts";
import { workloads } from "../../src/mesh/workloads.ts";
import { meshOf } from "./build.ts";

interface World {
  readonly ports: readonly object[];
  readonly service?: object;
  readonly labels?: Readonly<Record<string, string>>;
  readonly containers?: readonly (readonly object[])[];
}

/** A Service, and a pod for each list of container ports. */
async function targetsOf(port: number, { ports, service = {}, labels = {}, containers = [[]] }: World) {
  const metadata = { namespace: "shop", name: "web" };
  const spec = { selector: { app: "web" }, ports, ...service };
  const documents = [
    { apiVersion: "v1", kind: "Service", metadata: { ...metadata, labels }, spec },
    ...containers.map((each, index) => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { ...metadata, name: `web-${index}`, labels: { app: "web" } },
      spec: { containers: [{ name: "web", ports: each }] },
    })),
  ];
  const mesh = await meshOf(documents.map((document) => JSON.stringify(document)).join("\n---\n"));
  return mistakenPort(mesh, workloads(mesh), port)?.targets;
}

const http = { port: 80, targetPort: 8080 };
const named = { port: 80, targetPort: "http" };

it.each<[string, World, readonly number[] | undefined]>([
  ["leads elsewhere", { ports: [http] }, [8080]],
  ["leads to a port by its name", { ports: [named], containers: [[{ name: "http", containerPort: 8080 }]] }, [8080]],
  [
    "leads to several",
    {
      ports: [named],
      containers: [[{ name: "http", containerPort: 8080 }], [{ name: "http", containerPort: 9090 }]],
    },
    [8080, 9090],
  ],
  ["leads to a name that nobody knows", { ports: [named] }, undefined],
  ["leads to a placeholder", { ports: [{ port: 80, targetPort: "${PORT}" }] }, undefined],
  ["leads to itself", { ports: [{ port: 80 }] }, undefined],
  ["is what another leads to", { ports: [http, { port: 81, targetPort: 80 }] }, undefined],
  ["is what a container declares", { ports: [http], containers: [[{ containerPort: 80 }]] }, undefined],
  ["is called by pod", { ports: [http], service: { clusterIP: "None" } }, undefined],
  [
    "is that of a gateway too",
    { ports: [http], labels: { "experimental.istio.io/disable-gateway-port-translation": "true" } },
    undefined,
  ],
  ["is for UDP", { ports: [{ ...http, protocol: "UDP" }] }, undefined],
  ["is nobody's", { ports: [{ port: 81, targetPort: 8080 }] }, undefined],
])("a port of a Service %s", async (_, world, targets) => {
  expect(await targetsOf(80, world)).toEqual(targets);
});
