/** Istio's kinds, from @kubernetes-models/istio. */

import { join } from "node:path";
import { schemaOf } from "./extract.mjs";
import { nameTypes } from "./names.mjs";
import { body } from "./body.mjs";

const source = "@kubernetes-models/istio@3.0.1 (Istio 1.29.2)";

const table = [
  ["networking.istio.io", "DestinationRule", "v1 v1beta1 v1alpha3"],
  ["networking.istio.io", "Gateway", "v1 v1beta1 v1alpha3"],
  ["networking.istio.io", "ServiceEntry", "v1 v1beta1 v1alpha3"],
  ["networking.istio.io", "Sidecar", "v1 v1beta1 v1alpha3"],
  ["networking.istio.io", "VirtualService", "v1 v1beta1 v1alpha3"],
  ["networking.istio.io", "WorkloadEntry", "v1 v1beta1 v1alpha3"],
  ["networking.istio.io", "WorkloadGroup", "v1 v1beta1 v1alpha3"],
  ["networking.istio.io", "EnvoyFilter", "v1alpha3"],
  ["networking.istio.io", "ProxyConfig", "v1beta1"],
  ["security.istio.io", "AuthorizationPolicy", "v1 v1beta1"],
  ["security.istio.io", "PeerAuthentication", "v1 v1beta1"],
  ["security.istio.io", "RequestAuthentication", "v1 v1beta1"],
  ["telemetry.istio.io", "Telemetry", "v1 v1alpha1"],
  ["extensions.istio.io", "WasmPlugin", "v1alpha1"],
];

const storage = { Telemetry: "v1alpha1" };

function moduleName(group, version, kind) {
  const pascal = group.replace(/(?:^|\.)(\w)/g, (_, letter) => letter.toUpperCase());
  return `${pascal}V${version.slice(1)}${kind}.js`;
}

export function* istioKinds(modules) {
  const folder = join(modules, "@kubernetes-models/istio/_schemas");
  for (const [group, kind, list] of table) {
    const versions = list.split(" ").map((version) => {
      const schema = body(schemaOf(join(folder, moduleName(group, version, kind))));
      return {
        version,
        schema: nameTypes(schema, kind),
        source,
        ...(version === (storage[kind] ?? list.split(" ")[0]) && { storage: true }),
      };
    });
    yield { group, kind, versions };
  }
}
