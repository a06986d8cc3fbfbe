/** Ports, users and times of pods that collide with those of Linkerd's proxy. */

import { linkerdInjectionOf } from "../../src/mesh/linkerd/injection.ts";
import { settingOf } from "../../src/mesh/linkerd/proxy-settings.ts";
import { workloads, type Workload } from "../../src/mesh/workloads.ts";
import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

/** linkerd2 charts/linkerd-control-plane/values.yaml proxy.ports. */
const ports = [
  ["outbound-port", "4140"],
  ["inbound-port", "4143"],
  ["control-port", "4190"],
  ["admin-port", "4191"],
] as const;

function* portsTaken(mesh: Mesh, workload: Workload): Iterable<Finding> {
  const taken = new Map(
    ports.map(([name, shipped]) => [Number(settingOf(mesh, workload, `config.linkerd.io/${name}`) ?? shipped), name]),
  );
  for (const port of workload.containerPorts) {
    const name = taken.get(port.containerPort);
    if (name === undefined || (port.protocol ?? "TCP") !== "TCP") continue;
    const message = `port ${port.containerPort} is the proxy's own (config.linkerd.io/${name})`;
    yield { at: at(workload.manifest, port, "containerPort"), code: "port", message };
  }
}

interface User {
  readonly runAsUser?: number;
}

/** linkerd2 charts/linkerd-control-plane/values.yaml proxy.uid. */
function* sameUser(mesh: Mesh, workload: Workload): Iterable<Finding> {
  const { podSpec, manifest } = workload;
  const uid = Number(settingOf(mesh, workload, "config.linkerd.io/proxy-uid") ?? "2102");
  const ofPod = podSpec.securityContext as User | null | undefined;
  for (const container of podSpec.containers ?? []) {
    const own = container.securityContext as User | null | undefined;
    const context = own?.runAsUser === undefined ? ofPod : own;
    if (context?.runAsUser !== uid) continue;
    const message = `user ${uid} is the proxy's own: what the container sends goes past the proxy`;
    yield { at: at(manifest, context, "runAsUser"), code: "user", message };
    if (context === ofPod) return;
  }
}

const waitKey = "config.alpha.linkerd.io/proxy-wait-before-exit-seconds";
const nativeKeys = ["config", "config.beta", "config.alpha"].map(
  (each) => `${each}.linkerd.io/proxy-enable-native-sidecar`,
);

/** The kubelet ends a native sidecar after the application, and the wait is not heeded. It is the default from 2.20 on. */
function isNative(mesh: Mesh, workload: Workload): boolean {
  const said = nativeKeys.map((key) => settingOf(mesh, workload, key)).find((each) => each !== undefined);
  if (said !== undefined) return said !== "false";
  const [major = 2, minor = 20] = mesh.settings.linkerd.split(".").map(Number);
  return major > 2 || minor >= 20;
}

function tooLong(mesh: Mesh, workload: Workload): Finding | undefined {
  const { podSpec, template, manifest } = workload;
  const wait = Number(settingOf(mesh, workload, waitKey));
  const { terminationGracePeriodSeconds: grace = 30 } = podSpec as { readonly terminationGracePeriodSeconds?: number };
  if (!(wait >= grace) || isNative(mesh, workload)) return undefined;
  const annotations = template.metadata?.annotations;
  const place =
    annotations && Object.hasOwn(annotations, waitKey)
      ? at(manifest, annotations, waitKey)
      : at(manifest, manifest.metadata, "name");
  const message = `the proxy waits ${wait} s, but the pod is killed after ${grace} s (terminationGracePeriodSeconds)`;
  return { at: place, code: "grace-period", message };
}

export default defineRule({
  summary: "A setting of a pod collides with Linkerd's proxy",
  category: "correctness",
  severity: "error",
  since: "0.1.0",
  why: "Proxy and application share ports and users of a pod: the application cannot listen on a port of the proxy, and traffic of the proxy's own user is not sent through it.",
  fix: "Use another port or user, or move the proxy's with the annotation that the message names.",
  links: ["https://linkerd.io/2-edge/reference/proxy-configuration/"],
  codes: {
    port: "A port that the proxy listens on",
    user: "A container that runs as the proxy's user",
    "grace-period": "A proxy that waits longer than the pod may live",
  },
  bad: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, annotations: { linkerd.io/inject: enabled } }
      spec:
        containers:
          - name: web
            image: web
            securityContext:
              runAsUser: 2102 # error: user 2102 is the proxy's own
            ports:
              - containerPort: 8080
              - containerPort: 4191 # error: config.linkerd.io/admin-port
    `,
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
        annotations:
          linkerd.io/inject: enabled
          config.linkerd.io/proxy-enable-native-sidecar: "false"
          config.alpha.linkerd.io/proxy-wait-before-exit-seconds: "40" # error: the pod is killed after 30 s
      spec: { containers: [{ name: web, image: web }] }
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
        annotations: { linkerd.io/inject: enabled, config.linkerd.io/admin-port: "9991" }
      spec: { containers: [{ name: web, image: web, ports: [{ containerPort: 4191 }] }] }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: db, namespace: shop }
      spec: { containers: [{ name: db, image: db, ports: [{ containerPort: 4143 }] }] }
    `,
  ],
  *check(mesh) {
    for (const workload of workloads(mesh)) {
      if (linkerdInjectionOf(mesh, workload).is !== "injected") continue;
      yield* portsTaken(mesh, workload);
      yield* sameUser(mesh, workload);
      const late = tooLong(mesh, workload);
      if (late) yield late;
    }
  },
});
