/** Gateway API's kinds, both channels together, from @kubernetes-models/gateway-api and what that package leaves out. */

import { join } from "node:path";
import { anything, body } from "./body.mjs";
import { schemaOf } from "./extract.mjs";
import { amendments, additions } from "./gateway-api-amendments.mjs";
import { normalize } from "./normalize.mjs";

const source = "@kubernetes-models/gateway-api@2.0.0 and gateway-api-amendments.mjs";

const naming = { name: (path) => /V\d+(?:alpha\d+|beta\d+)?([A-Z]\w*?)(?:\.js)?$/.exec(path)?.[1] };
const official = "gateway.networking.k8s.io";
const experimental = "gateway.networking.x-k8s.io";
const gone = { served: false, deprecated: true };
const old = { deprecated: true, "x-channel": "experimental" };
const newer = (since) => ({ "x-since": since, storage: true });

/** kind, scope, version → [module, marks]; a version names the module whose schema it has. */
const table = [
  ["GatewayClass", "Cluster", { v1: ["V1", { storage: true }], v1beta1: ["V1beta1"], v1alpha2: ["V1", gone] }],
  ["Gateway", "Namespaced", { v1: ["V1", { storage: true }], v1beta1: ["V1beta1"], v1alpha2: ["V1", gone] }],
  ["HTTPRoute", "Namespaced", { v1: ["V1", { storage: true }], v1beta1: ["V1beta1"], v1alpha2: ["V1", gone] }],
  // Gone from the newest CRDs; those that Linkerd installs still serve v1alpha2.
  ["GRPCRoute", "Namespaced", { v1: ["V1", { storage: true }], v1alpha2: ["V1alpha2", { deprecated: true }] }],
  ["TLSRoute", "Namespaced", { v1: ["V1", newer("1.5")], v1alpha3: ["V1alpha3", old], v1alpha2: ["V1alpha2", old] }],
  ["BackendTLSPolicy", "Namespaced", { v1: ["V1", { storage: true }], v1alpha3: ["V1alpha3", old] }],
  ["ListenerSet", "Namespaced", { v1: ["V1", newer("1.5")] }],
  [
    "ReferenceGrant",
    "Namespaced",
    { v1: ["V1", { "x-since": "1.5" }], v1beta1: ["V1beta1", { storage: true }], v1alpha2: ["V1beta1", gone] },
  ],
  [
    "TCPRoute",
    "Namespaced",
    { v1: ["V1alpha2", newer("1.6")], v1alpha2: ["V1alpha2", { "x-channel": "experimental" }] },
  ],
  [
    "UDPRoute",
    "Namespaced",
    { v1: ["V1alpha2", newer("1.6")], v1alpha2: ["V1alpha2", { "x-channel": "experimental" }] },
  ],
];

const experiments = [
  ["XBackendTrafficPolicy", "Namespaced", { v1alpha1: ["xV1alpha1", { storage: true, "x-channel": "experimental" }] }],
  ["XMesh", "Cluster", { v1alpha1: ["xV1alpha1", { storage: true, "x-channel": "experimental" }] }],
];

export function* gatewayApiKinds(modules) {
  const folder = join(modules, "@kubernetes-models/gateway-api/_schemas");
  const read = (module, kind) => {
    const schema = schemaOf(join(folder, `IoK8sSigsGatewayApiApis${module}${kind}.js`), naming);
    return body(amend(schema));
  };
  for (const [group, rows] of [
    [official, table],
    [experimental, experiments],
  ]) {
    for (const [kind, scope, versions] of rows) {
      const list = Object.entries(versions).map(([version, [module, marks]]) => {
        return { version, schema: limited(kind, version, read(module, kind)), source, ...marks };
      });
      yield { group, kind, scope, versions: list };
    }
  }
  const schema = read("V1", "ListenerSet");
  yield {
    group: experimental,
    kind: "XListenerSet",
    versions: [{ version: "v1alpha1", schema, source, storage: true, ...gone }],
  };
  yield additions.backend(read("V1", "Gateway"), read("V1", "BackendTLSPolicy"), anything, normalize);
}

/** v1 of TCPRoute and UDPRoute takes one rule, v1alpha2 up to 16; v1 of TLSRoute takes 1024 host names since 1.6. */
function limited(kind, version, schema) {
  const { properties } = schema.properties.spec;
  if (version === "v1" && (kind === "TCPRoute" || kind === "UDPRoute")) properties.rules.maxItems = 1;
  if (kind === "TLSRoute" && version !== "v1alpha2") properties.hostnames.maxItems = 1024;
  return schema;
}

/** Merges what the amendments say of a type into each place where it occurs. */
function amend(schema) {
  const amendment = amendments[schema["x-type"]] ?? {};
  for (const [key, extra] of Object.entries(amendment.properties ?? {})) {
    schema.properties[key] = { ...schema.properties[key], ...extra };
  }
  Object.assign(schema, amendment, { properties: schema.properties });
  if (!schema.properties) delete schema.properties;
  for (const value of Object.values(schema.properties ?? {})) amend(value);
  if (schema.items) amend(schema.items);
  if (typeof schema.additionalProperties === "object") amend(schema.additionalProperties);
  return schema;
}
