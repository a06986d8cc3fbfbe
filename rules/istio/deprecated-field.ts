/** Fields that Istio still reads but has replaced. */

import { at, defineRule, yaml, type Finding, type Mesh } from "../../src/rule/rule.ts";

function* faults(mesh: Mesh): Iterable<Finding> {
  for (const manifest of mesh.all("istio/VirtualService")) {
    for (const { fault } of manifest.spec.http ?? []) {
      if (!fault?.delay?.percent) continue;
      const message = `"percent" of a delay is replaced by "percentage.value"`;
      yield { at: at(manifest, fault.delay, "percent", "key"), message };
    }
  }
}

/** Old names that still do what the new ones do. */
function* aliases(mesh: Mesh): Iterable<Finding> {
  for (const manifest of mesh.all("istio/DestinationRule")) {
    const { trafficPolicy, subsets = [] } = manifest.spec;
    const policies = [trafficPolicy, ...subsets.map((subset) => subset.trafficPolicy)];
    for (const each of policies.flatMap((policy) => [policy, ...(policy?.portLevelSettings ?? [])])) {
      if (each?.loadBalancer?.simple !== "LEAST_CONN") continue;
      const message = `"LEAST_CONN" is replaced by LEAST_REQUEST`;
      yield { at: at(manifest, each.loadBalancer, "simple"), message, severity: "info", upstream: [] };
    }
  }
  for (const manifest of mesh.all("istio/VirtualService")) {
    for (const { corsPolicy } of manifest.spec.http ?? []) {
      if (!corsPolicy?.allowOrigin) continue;
      const message = `"allowOrigin" is replaced by "allowOrigins", a list of matches`;
      yield { at: at(manifest, corsPolicy, "allowOrigin", "key"), message, severity: "info", upstream: [] };
    }
  }
}

function* proxies(mesh: Mesh): Iterable<Finding> {
  for (const manifest of mesh.all("istio/Sidecar")) {
    const { outboundTrafficPolicy: policy } = manifest.spec;
    if (!policy?.egressProxy) continue;
    const message = `"egressProxy" is replaced by routes of a VirtualService to the egress gateway`;
    yield { at: at(manifest, policy, "egressProxy", "key"), message };
  }
}

interface ExtensionProvider {
  readonly name?: string;
  readonly lightstep?: unknown;
}

function* tracers(mesh: Mesh): Iterable<Finding> {
  const { extensionProviders } = mesh.settings.meshConfig as {
    readonly extensionProviders?: readonly ExtensionProvider[];
  };
  const names = new Set((extensionProviders ?? []).filter(({ lightstep }) => lightstep).map(({ name }) => name));
  if (names.size === 0) return;
  for (const manifest of mesh.all("istio/Telemetry")) {
    for (const provider of (manifest.spec.tracing ?? []).flatMap(({ providers }) => providers ?? [])) {
      if (!names.has(provider.name)) continue;
      const message = `"${provider.name}" is a Lightstep provider, which is replaced by OpenTelemetry`;
      yield { at: at(manifest, provider, "name"), message };
    }
  }
}

/** Kinds of the authorization that Istio 1.6 removed (istio/istio pkg/config/analysis/analyzers/deprecation). */
const removedKinds = new Set(["ClusterRbacConfig", "RbacConfig", "ServiceRole", "ServiceRoleBinding"]);

function* definitions(mesh: Mesh): Iterable<Finding> {
  for (const manifest of mesh.all("kubernetes/CustomResourceDefinition")) {
    const { group, names } = manifest.spec as { readonly group?: string; readonly names?: { readonly kind?: string } };
    if (group !== "rbac.istio.io" || names?.kind === undefined || !removedKinds.has(names.kind)) continue;
    yield { at: at(manifest, names, "kind"), message: `"${names.kind}" is replaced by AuthorizationPolicy` };
  }
}

export default defineRule({
  summary: "A field is deprecated",
  category: "deprecation",
  severity: "warning",
  since: "0.1.0",
  why: "Deprecated fields lose against their successors where both are set, and go away with a later version of the API.",
  fix: "Use what the message names.",
  links: ["https://istio.io/latest/docs/reference/config/analysis/ist0002/"],
  upstream: ["IST0002"],
  bad: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - fault:
              delay:
                percent: 50 # warning: "percent" of a delay is replaced by "percentage.value"
                fixedDelay: 5s
            corsPolicy:
              allowOrigin: ["*"] # info: "allowOrigin" is replaced by "allowOrigins"
            route: [{ destination: { host: cart } }]
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: { name: cart }
      spec:
        host: cart
        trafficPolicy:
          portLevelSettings:
            - port: { number: 80 }
              loadBalancer: { simple: LEAST_CONN } # info: "LEAST_CONN" is replaced by LEAST_REQUEST
    `,
    yaml`
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: { name: servicerolebindings.rbac.istio.io }
      spec:
        group: rbac.istio.io
        names: { kind: ServiceRoleBinding, plural: servicerolebindings } # warning: is replaced by AuthorizationPolicy
        scope: Namespaced
        versions: [{ name: v1alpha1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
    `,
  ],
  good: [
    yaml`
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: { name: cart }
      spec:
        hosts: [cart]
        http:
          - fault: { delay: { percentage: { value: 50 }, fixedDelay: 5s } }
            corsPolicy: { allowOrigins: [{ exact: "*" }] }
            route: [{ destination: { host: cart } }]
    `,
  ],
  *check(mesh) {
    yield* faults(mesh);
    yield* aliases(mesh);
    yield* proxies(mesh);
    yield* tracers(mesh);
    yield* definitions(mesh);
  },
});
