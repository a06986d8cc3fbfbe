/** Istio's kinds, from @kubernetes-models/istio. */

import { join } from "node:path";
import { schemaOf } from "./extract.mjs";
import { amendIstio } from "./istio-amendments.mjs";
import { meshConfig } from "./mesh-config.mjs";
import { nameTypes } from "./names.mjs";
import { normalize } from "./normalize.mjs";
import { body } from "./body.mjs";
import { flag, list, object, oneOf, open, root, text } from "./by-hand.mjs";

const source = "@kubernetes-models/istio@3.0.1 (Istio 1.29.2) and istio-amendments.mjs";

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

const mapBy = (key) => ({ "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": [key] });

/** The validators of the package know nothing of list types: these are all that Istio's API has. */
const listTypes = {
  ServiceEntry(schema) {
    Object.assign(schema.properties.spec.properties.ports, mapBy("name"));
    return schema;
  },
  WasmPlugin(schema) {
    const { match, vmConfig } = schema.properties.spec.properties;
    Object.assign(match.items.properties.ports, mapBy("number"));
    Object.assign(vmConfig.properties.env, mapBy("name"));
    return schema;
  },
};

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
        schema: normalize(amendIstio(nameTypes(listTypes[kind]?.(schema) ?? schema, kind))),
        source,
        ...(version === (storage[kind] ?? list.split(" ")[0]) && { storage: true }),
      };
    });
    yield { group, kind, versions };
    if (kind === "WasmPlugin") yield trafficExtension(versions[0].schema);
  }
  yield istioOperator;
}

/** Came after the package: WasmPlugin's parts in a new order. */
function trafficExtension(wasmPlugin) {
  const wasm = wasmPlugin.properties.spec.properties;
  const { priority, selector, targetRefs, match } = wasm;
  const phase = oneOf("UNSPECIFIED AUTHN AUTHZ STATS");
  const own = ["phase", "priority", "selector", "targetRefs", "match", "targetRef"];
  const config = Object.fromEntries(Object.entries(wasm).filter(([key]) => !own.includes(key)));
  const lua = object("LuaConfig", "inlineCode", { inlineCode: { type: "string", minLength: 1, maxLength: 65536 } });
  const spec = object(
    "TrafficExtensionSpec",
    undefined,
    { phase, priority, selector, targetRefs, match, lua, wasm: object("WasmConfig", "url", config) },
    { "x-one-of": [{ fields: ["wasm", "lua"], required: true }] },
  );
  const marks = { storage: true, "x-since": "1.30" };
  return {
    group: "extensions.istio.io",
    kind: "TrafficExtension",
    versions: [{ version: "v1alpha1", source: "by hand from Istio's API", schema: root(spec), ...marks }],
  };
}

/** Read by the `istioctl install` command alone: what rules need of it is named, the rest is left open. */
const component = object("OperatorComponent", undefined, {
  ...{
    enabled: flag,
    name: text,
    namespace: text,
    label: open,
    hub: text,
    tag: { anyOf: [{ type: "number" }, text] },
    k8s: open,
  },
});
const gateways = list(component);
const istioOperator = {
  group: "install.istio.io",
  kind: "IstioOperator",
  versions: [
    {
      version: "v1alpha1",
      served: true,
      storage: true,
      source: "by hand from the documented API",
      schema: root(
        object("IstioOperatorSpec", undefined, {
          ...{ profile: text, hub: text, tag: component.properties.tag, revision: text, namespace: text },
          ...{ installPackagePath: text, resourceSuffix: text, defaultRevision: flag },
          components: { ...open, properties: { ingressGateways: gateways, egressGateways: gateways } },
          ...{ meshConfig, values: open, unvalidatedValues: open, addonComponents: open },
          compatibilityVersion: component.properties.tag,
        }),
        false,
      ),
    },
  ],
};
