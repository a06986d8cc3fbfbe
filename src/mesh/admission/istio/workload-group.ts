/** What admission demands of a WorkloadGroup: istio/istio pkg/config/validation/validation.go ValidateWorkloadGroup. */

import type { WorkloadGroupSpec, WorkloadGroupSpecProbe } from "../../kinds/istio.ts";
import type { Manifest } from "../../manifest.ts";
import { port } from "../../values/address.ts";
import { probeHeader } from "../../values/headers.ts";
import { quote } from "../../values/quote.ts";
import { entry, error, isSet, isThere, objectsOf, placesIn, type Findings, type On } from "../row.ts";
import { labelMap } from "./blocks.ts";
import { workload } from "./workload-entry.ts";

export const workloadGroupCodes = {
  labels: "a label of the workloads is no label",
  "probe-http": "an http probe has a port, scheme or header that does not work",
  "probe-tcp": "the port of a tcp probe is out of range",
  "probe-exec": "an exec probe has no command",
  "probe-unknown": "a probe has no method that admission knows",
};

export function* workloadGroup(manifest: Manifest<"istio/WorkloadGroup">): Findings {
  const { spec } = manifest;
  const on = placesIn(manifest);
  yield* labelMap(on, spec.metadata?.labels, "labels");
  for (const finding of workload(on, spec.template)) {
    // Upstream judges labels when a workload registers, and refuses its entry then.
    yield finding.code === "endpoint-labels" ? { ...finding, severity: "warning", upstream: [] } : finding;
  }
  if (spec.probe) yield* probe(on, spec, spec.probe);
}

function* probe(on: On, spec: WorkloadGroupSpec, { httpGet, tcpSocket, exec, grpc }: WorkloadGroupSpecProbe): Findings {
  yield* entry(on, httpGet, "port", "probe-http", port);
  yield* entry(on, httpGet, "scheme", "probe-http", (scheme) =>
    ["", "HTTP", "HTTPS"].includes(scheme) ? undefined : `unknown scheme ${quote(scheme)}: use HTTP or HTTPS`,
  );
  for (const header of objectsOf(httpGet?.httpHeaders)) {
    yield* entry(on, header, "name", "probe-http", probeHeader);
    if (!isThere(header.name)) yield error(on(header), "probe-http", "a header of a probe needs a name");
  }
  yield* entry(on, tcpSocket, "port", "probe-tcp", port);
  if (exec && !isSet(exec.command))
    yield error(on(exec, "command", "key"), "probe-exec", "an exec probe needs a command");
  if (httpGet ?? tcpSocket ?? exec) return;
  const message = grpc
    ? "admission refuses grpc probes, although the schema has them"
    : "a probe needs one of httpGet, tcpSocket and exec";
  yield error(on(spec, "probe", "key"), "probe-unknown", message);
}
