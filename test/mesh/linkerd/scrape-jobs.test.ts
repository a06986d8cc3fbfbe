/** What relabel rules keep of Linkerd's proxies. */

import { expect, it } from "vitest";
import { keptOfProxies } from "../../../src/mesh/linkerd/scrape-jobs.ts";

const name = "__meta_kubernetes_pod_container_name";
const port = "__meta_kubernetes_pod_container_port_name";

it("keeps nothing where another container is named", () => {
  expect(keptOfProxies({ source_labels: [name], regex: "linkerd-init" }).is).toBe("none");
});

it("anchors patterns at both ends", () => {
  expect(keptOfProxies({ source_labels: [name], regex: "linkerd" }).is).toBe("none");
  expect(keptOfProxies({ source_labels: [name], regex: "linkerd-.*" }).is).toBe("unknown");
});

it("compares several labels part by part", () => {
  expect(keptOfProxies({ source_labels: [name, port], regex: "^linkerd-proxy;linkerd-admin$" }).is).toBe("unknown");
  expect(keptOfProxies({ source_labels: [name, port], regex: "linkerd-proxy;admin" }).label).toBe(port);
});

it("keeps everything without a pattern", () => {
  expect(keptOfProxies({ source_labels: [name] }).is).toBe("all");
});
