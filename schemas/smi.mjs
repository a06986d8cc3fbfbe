/** SMI's kinds, by hand from the specification and the CRDs of its SDK and of Linkerd's extension. */

import { anything } from "./body.mjs";
import { integer, intOrString, list, number, object, oneOf, open, root, text, texts } from "./by-hand.mjs";
import { normalize } from "./normalize.mjs";

const source = "by hand from the SMI specification 0.6";

function trafficSplit(version) {
  const weight = version === "v1alpha1" ? intOrString : number;
  const match = object("TrafficSplitMatch", "kind name", { kind: oneOf("HTTPRouteGroup"), name: text });
  const spec = object("TrafficSplitSpec", "backends service", {
    service: text,
    backends: list(object("TrafficSplitBackend", "service weight", { service: text, weight })),
    ...(version > "v1alpha2" && { matches: list(match) }),
  });
  return root(spec, false);
}

const methods = list(oneOf("* GET HEAD PUT POST DELETE CONNECT OPTIONS TRACE PATCH"));
const headers = list({ type: "object", additionalProperties: text });
const httpMatch = object("HTTPMatch", "name", { name: text, pathRegex: text, methods, headers });

/** Up to v1alpha2 the matches stand at the top. */
function httpRouteGroup(version) {
  if (version < "v1alpha3") return normalize(object(undefined, "matches", { matches: list(httpMatch) }));
  return root(object("HTTPRouteGroupSpec", "matches", { matches: list(httpMatch) }), false);
}

/** Up to v1alpha3 a TCPRoute says nothing. */
function portRoute(version) {
  if (version < "v1alpha4") return normalize({ ...anything, properties: {} });
  const matches = object("PortMatch", "ports", { ports: list(integer) });
  return root(object("PortRouteSpec", "matches", { matches }), false);
}

function trafficTarget(version) {
  const subject = (extra) =>
    object(extra ? "TrafficDestination" : "TrafficSource", "kind name", {
      kind: text,
      name: text,
      namespace: text,
      ...extra,
    });
  const destination = subject(version < "v1alpha3" ? { port: intOrString } : {});
  const rule = object("TrafficRule", "kind name", {
    kind: oneOf("HTTPRouteGroup TCPRoute UDPRoute"),
    name: text,
    matches: texts,
  });
  const sources = list(subject());
  if (version === "v1alpha1")
    return normalize(object(undefined, undefined, { destination, specs: list(rule), sources }));
  const required = version === "v1alpha2" ? "destination sources" : "destination rules sources";
  return root(object("TrafficTargetSpec", required, { destination, rules: list(rule), sources }), false);
}

const asIs = () => normalize({ ...open, properties: {} });

/** group, kind, versions (storage first), schema of a version. */
const table = [
  ["split.smi-spec.io", "TrafficSplit", "v1alpha4 v1alpha3 v1alpha2 v1alpha1", trafficSplit],
  ["specs.smi-spec.io", "HTTPRouteGroup", "v1alpha4 v1alpha3 v1alpha2 v1alpha1", httpRouteGroup],
  ["specs.smi-spec.io", "TCPRoute", "v1alpha4 v1alpha3 v1alpha2 v1alpha1", portRoute],
  ["specs.smi-spec.io", "UDPRoute", "v1alpha4", portRoute],
  ["access.smi-spec.io", "TrafficTarget", "v1alpha3 v1alpha2 v1alpha1", trafficTarget],
  ["access.smi-spec.io", "IdentityBinding", "v1alpha4", asIs],
  ["metrics.smi-spec.io", "TrafficMetrics", "v1alpha2 v1alpha1", asIs],
];

export function* smiKinds() {
  for (const [group, kind, names, schemaOf] of table) {
    const versions = names.split(" ").map((version, i) => {
      return { version, schema: schemaOf(version), source, ...(i === 0 && { storage: true }) };
    });
    yield { group, kind, versions };
  }
}
