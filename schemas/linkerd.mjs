/** Linkerd's kinds, by hand from the API that Linkerd documents and serves (2.20). */

import {
  exactlyOne,
  flag,
  group,
  int32,
  intOrString,
  kind,
  labels,
  list,
  name,
  namespace,
  number,
  object,
  oneOf,
  open,
  port,
  root,
  selector,
  text,
  texts,
} from "./by-hand.mjs";
import { httpRoute } from "./linkerd-route.mjs";

const source = "by hand from Linkerd's API, 2.20";
const storage = { storage: true };
const deprecated = { deprecated: true };

const authority = { type: "string", pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" };
/** A name, `*` in front of one, or a SPIFFE id, whose details the policy controller checks. */
const identities = list({
  type: "string",
  pattern: "^(\\*|[a-z0-9]([-a-z0-9]*[a-z0-9])?)(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$|^spiffe://",
});
const networks = list(object("Network", "cidr", { cidr: text, except: texts }));
const quantity = {
  ...intOrString,
  pattern:
    "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$",
};

/** The API server keeps any value of a label here, so a number passes. */
const openSelector = { ...selector, properties: { ...selector.properties, matchLabels: { ...labels, ...open } } };
delete openSelector.properties.matchLabels.additionalProperties;
const typedSelector = { ...openSelector, "x-type": "Selector" };

function serviceProfile(requireRoutes) {
  const nested = list(open);
  const range = object("StatusRange", undefined, { min: int32, max: int32 });
  const requestMatch = object("RequestMatch", undefined, {
    ...{ pathRegex: text, method: text, all: nested, any: nested, not: nested },
  });
  const responseMatch = object("ResponseMatch", undefined, { all: nested, any: nested, not: open, status: range });
  const responseClass = object("ResponseClass", "condition", { condition: responseMatch, isFailure: flag });
  const route = object("ServiceProfileRoute", "condition name", {
    ...{ condition: requestMatch, isRetryable: flag, name: text, timeout: text },
    responseClasses: list(responseClass),
  });
  const spec = object("ServiceProfileSpec", requireRoutes ? "routes" : undefined, {
    dstOverrides: list(object("WeightedDst", undefined, { authority: text, weight: quantity })),
    opaquePorts: texts,
    retryBudget: object("RetryBudget", "minRetriesPerSecond retryRatio ttl", {
      ...{ minRetriesPerSecond: int32, retryRatio: { ...number, format: "float" }, ttl: text },
    }),
    routes: list(route),
  });
  return root(spec, false);
}

function server(version) {
  const early = version === "v1alpha1" || version === "v1beta1";
  const pods =
    version === "v1alpha1" ? { ...typedSelector, ...exactlyOne("matchExpressions", "matchLabels") } : typedSelector;
  const properties = {
    ...{ podSelector: pods, port: intOrString, proxyProtocol: { ...text, default: "unknown" } },
    ...(!early && { externalWorkloadSelector: typedSelector }),
    ...(version === "v1beta3" && { accessPolicy: { ...text, default: "deny" } }),
  };
  const choice = early ? {} : exactlyOne("podSelector", "externalWorkloadSelector");
  return root(object("ServerSpec", early ? "podSelector port" : "port", properties, choice));
}

function serverAuthorization() {
  const meshTLS = object("MeshTLS", undefined, {
    ...{ unauthenticatedTLS: flag, identities },
    serviceAccounts: list(object("ServiceAccountName", "name", { name: authority, namespace: authority })),
  });
  const client = object("AuthorizedClient", undefined, { networks, unauthenticated: flag, meshTLS });
  const target = object(
    "ServerReference",
    undefined,
    { name: authority, selector: typedSelector },
    exactlyOne("name", "selector"),
  );
  return root(object("ServerAuthorizationSpec", "client server", { server: target, client }));
}

const targetRef = object("TargetReference", "kind name", { group, kind, name });
const looseNamespace = { type: "string", maxLength: 253 };

function authorizationPolicy() {
  const authentication = object("AuthenticationReference", "kind name", {
    group,
    kind,
    name,
    namespace: looseNamespace,
  });
  const required = "requiredAuthenticationRefs targetRef";
  return root(
    object("AuthorizationPolicySpec", required, { targetRef, requiredAuthenticationRefs: list(authentication) }),
  );
}

function meshTLSAuthentication() {
  const identity = object("IdentityReference", "kind", { group, kind, name, namespace: looseNamespace });
  const properties = { identities, identityRefs: list(identity) };
  return root(object("MeshTLSAuthenticationSpec", undefined, properties, exactlyOne("identities", "identityRefs")));
}

function rateLimit() {
  const requestsPerSecond = { type: "integer", format: "int64" };
  const limit = object("RateLimit", "requestsPerSecond", { requestsPerSecond });
  const client = object("ClientReference", "kind name", { group, kind, namespace, name });
  const override = object("RateLimitOverride", "clientRefs requestsPerSecond", {
    requestsPerSecond,
    clientRefs: list(client),
  });
  const properties = { targetRef, total: limit, identity: limit, overrides: list(override) };
  return root(object("HTTPLocalRateLimitPolicySpec", "targetRef", properties));
}

function egressNetwork() {
  return root(object("EgressNetworkSpec", "trafficPolicy", { trafficPolicy: oneOf("Allow Deny"), networks }));
}

function externalWorkload(version) {
  const tls = version === "v1alpha1" ? "meshTls" : "meshTLS";
  const workloadPort = object("ExternalWorkloadPort", "port", {
    name: text,
    port,
    protocol: { ...text, default: "TCP" },
  });
  const properties = {
    [tls]: object("ExternalWorkloadTLS", "identity serverName", { identity: name, serverName: name }),
    ports: list(workloadPort),
    workloadIPs: list(object("WorkloadIP", undefined, { ip: text }), { maxItems: version === "v1alpha1" ? 1 : 2 }),
  };
  return root(object("ExternalWorkloadSpec", tls, properties));
}

function link(version) {
  const probe = object("ProbeSpec", undefined, {
    ...{ failureThreshold: { ...text, default: "3" }, path: text, period: text, port: text },
    timeout: { ...text, format: "duration", default: "30s" },
  });
  const properties = {
    ...{
      clusterCredentialsSecret: text,
      gatewayAddress: text,
      gatewayIdentity: text,
      gatewayPort: text,
      probeSpec: probe,
    },
    ...{ selector: typedSelector, remoteDiscoverySelector: typedSelector },
    ...{ targetClusterName: text, targetClusterDomain: text, targetClusterLinkerdNamespace: text },
    ...(version !== "v1alpha1" && { federatedServiceSelector: typedSelector }),
    ...(version === "v1alpha3" && { excludedAnnotations: texts, excludedLabels: texts }),
  };
  return root(object("LinkSpec", undefined, properties), false);
}

/** group, kind, versions → marks, schema of a version. */
const table = [
  [
    "linkerd.io",
    "ServiceProfile",
    { v1alpha2: storage, v1alpha1: {} },
    (version) => serviceProfile(version === "v1alpha1"),
  ],
  ["policy.linkerd.io", "Server", { v1beta3: storage, v1beta2: {}, v1beta1: deprecated, v1alpha1: deprecated }, server],
  ["policy.linkerd.io", "ServerAuthorization", { v1beta1: storage, v1alpha1: deprecated }, serverAuthorization],
  ["policy.linkerd.io", "AuthorizationPolicy", { v1alpha1: storage }, authorizationPolicy],
  ["policy.linkerd.io", "MeshTLSAuthentication", { v1alpha1: storage }, meshTLSAuthentication],
  [
    ...["policy.linkerd.io", "NetworkAuthentication", { v1alpha1: storage }],
    () => root(object("NetworkAuthenticationSpec", "networks", { networks })),
  ],
  ["policy.linkerd.io", "HTTPRoute", { v1beta3: storage, v1beta2: {}, v1beta1: {}, v1alpha1: {} }, httpRoute],
  ["policy.linkerd.io", "HTTPLocalRateLimitPolicy", { v1alpha1: { ...storage, "x-since": "2.17" } }, rateLimit],
  ["policy.linkerd.io", "EgressNetwork", { v1alpha1: { ...storage, "x-since": "2.17" } }, egressNetwork],
  ["workload.linkerd.io", "ExternalWorkload", { v1beta1: storage, v1alpha1: {} }, externalWorkload],
  ["multicluster.linkerd.io", "Link", { v1alpha3: storage, v1alpha2: {}, v1alpha1: {} }, link],
];

export function* linkerdKinds() {
  for (const [group, kind, versions, schemaOf] of table) {
    const list = Object.entries(versions).map(([version, marks]) => ({
      version,
      schema: schemaOf(version),
      source,
      ...marks,
    }));
    yield { group, kind, versions: list };
  }
}
