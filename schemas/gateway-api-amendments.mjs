/** What @kubernetes-models/gateway-api leaves out: defaults, list types, the experimental channel's marks, newer fields. */

const atomic = { "x-kubernetes-list-type": "atomic" };
const set = { "x-kubernetes-list-type": "set" };
const mapBy = (...keys) => ({ "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": keys });
const experimental = { "x-channel": "experimental" };
const gatewayGroup = { default: "gateway.networking.k8s.io" };
const everyPath = { path: { type: "PathPrefix", value: "/" } };
const reference = { group: { default: "" }, kind: { default: "Service" } };
const weighted = { ...reference, weight: { default: 1 } };
const routeSpec = { parentRefs: atomic, useDefaultGateways: experimental };
const fromSame = { default: { namespaces: { from: "Same" } } };
const listener = { allowedRoutes: fromSame };
const exact = { properties: { type: { default: "Exact" } } };
const printable = { pattern: "^[^\\x00-\\x08\\x0a-\\x1f\\x7f]*$" };
const methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "*"];

/** The form of v1.6; sessionName and cookieConfig are that of the versions before. */
const sessionName = { type: "string", minLength: 1, maxLength: 128 };
const sessionCookie = {
  "x-type": "SessionCookie",
  "x-since": "1.6",
  type: "object",
  required: ["name"],
  properties: {
    name: sessionName,
    lifetimeType: { type: "string", enum: ["Permanent", "Session"], default: "Session" },
  },
};
const sessionHeader = {
  "x-type": "SessionHeader",
  "x-since": "1.6",
  type: "object",
  required: ["name"],
  properties: { name: sessionName },
};

const description = { type: "string", maxLength: 64 };

/** Type name → what to merge into it. */
export const amendments = {
  ParentReference: { properties: { group: gatewayGroup, kind: { default: "Gateway" } } },
  ParentGatewayReference: { properties: { group: gatewayGroup, kind: { default: "Gateway" } } },
  RouteGroupKind: { properties: { group: gatewayGroup } },
  BackendObjectReference: { properties: reference },
  BackendRef: { properties: weighted },
  HTTPBackendRef: { properties: { ...weighted, filters: atomic } },
  GRPCBackendRef: { properties: { ...weighted, filters: atomic } },
  SecretObjectReference: { properties: { group: { default: "" }, kind: { default: "Secret" } } },

  GatewayClassSpec: { properties: { description } },
  MeshSpec: { properties: { description } },
  GatewaySpec: {
    properties: { addresses: atomic, listeners: mapBy("name"), defaultScope: experimental },
  },
  GatewayInfrastructure: { properties: { annotations: { maxProperties: 16 } } },
  GatewaySpecAddress: {
    properties: { type: { default: "IPAddress" } },
    oneOf: [
      {
        properties: {
          type: { enum: ["IPAddress"] },
          value: { anyOf: [{ format: "ipv4" }, { format: "ipv6" }] },
        },
      },
      { properties: { type: { not: { enum: ["IPAddress"] } } } },
    ],
  },
  AllowedListeners: { properties: { namespaces: { default: { from: "None" } } } },
  ListenerNamespaces: { properties: { from: { default: "None" } } },
  Listener: { properties: listener },
  ListenerEntry: { properties: listener },
  ListenerSetSpec: { properties: { listeners: mapBy("name") } },
  AllowedRoutes: { properties: { kinds: atomic, namespaces: { default: { from: "Same" } } } },
  RouteNamespaces: { properties: { from: { default: "Same" } } },
  ListenerTLSConfig: { properties: { mode: { default: "Terminate" }, certificateRefs: atomic } },
  FrontendTLSConfig: { properties: { perPort: mapBy("port") } },
  FrontendTLSValidation: { properties: { caCertificateRefs: atomic, mode: { default: "AllowValidOnly" } } },

  HTTPRouteSpec: {
    properties: { ...routeSpec, hostnames: atomic, rules: { ...atomic, default: [{ matches: [everyPath] }] } },
  },
  HTTPRouteRule: {
    properties: {
      backendRefs: atomic,
      filters: atomic,
      matches: { ...atomic, default: [everyPath] },
      retry: experimental,
      sessionPersistence: experimental,
    },
  },
  HTTPRouteMatch: {
    properties: { headers: mapBy("name"), path: { default: everyPath.path }, queryParams: mapBy("name") },
  },
  HTTPPathMatch: { properties: { type: { default: "PathPrefix" }, value: { default: "/" } } },
  // The experimental channel demands more; a control character is refused by every proxy.
  HTTPHeaderMatch: { properties: { ...exact.properties, value: printable } },
  HTTPQueryParamMatch: exact,
  HTTPHeader: { properties: { value: printable } },
  HTTPHeaderFilter: { properties: { add: mapBy("name"), remove: set, set: mapBy("name") } },
  HTTPRequestRedirectFilter: { properties: { statusCode: { default: 302 } } },
  HTTPRouteFilter: {
    properties: {
      externalAuth: experimental,
      type: {
        enum: [
          ...["RequestHeaderModifier", "ResponseHeaderModifier", "RequestMirror", "RequestRedirect"],
          ...["URLRewrite", "ExtensionRef", "CORS", "ExternalAuth"],
        ],
      },
    },
  },
  HTTPCORSFilter: {
    properties: {
      allowHeaders: set,
      allowMethods: { ...set, items: { type: "string", enum: methods } },
      allowOrigins: set,
      exposeHeaders: set,
      maxAge: { default: 5 },
    },
  },
  HTTPAuthConfig: { properties: { allowedHeaders: set, allowedResponseHeaders: set } },
  GRPCAuthConfig: { properties: { allowedHeaders: set } },
  ForwardBodyConfig: { properties: { maxSize: { format: "int32", minimum: 0 } } },
  HTTPRouteRetry: { properties: { codes: atomic } },
  Fraction: { properties: { denominator: { default: 100 } } },
  SessionPersistence: { properties: { type: { default: "Cookie" }, cookie: sessionCookie, header: sessionHeader } },
  CookieConfig: { properties: { lifetimeType: { default: "Session" } } },

  GRPCRouteSpec: { properties: { ...routeSpec, hostnames: atomic, rules: atomic } },
  GRPCRouteRule: {
    properties: { backendRefs: atomic, filters: atomic, matches: atomic, sessionPersistence: experimental },
  },
  GRPCRouteMatch: { properties: { headers: mapBy("name") } },
  GRPCHeaderMatch: exact,
  GRPCMethodMatch: exact,
  TLSRouteSpec: { properties: { ...routeSpec, hostnames: atomic, rules: atomic } },
  TCPRouteSpec: { properties: { ...routeSpec, rules: atomic } },
  UDPRouteSpec: { properties: { ...routeSpec, rules: atomic } },
  TLSRouteRule: { properties: { backendRefs: atomic } },
  TCPRouteRule: { properties: { backendRefs: atomic } },
  UDPRouteRule: { properties: { backendRefs: atomic } },

  BackendTLSPolicySpec: { properties: { targetRefs: atomic } },
  BackendTLSPolicyValidation: { properties: { caCertificateRefs: atomic, subjectAltNames: atomic } },
  ReferenceGrantSpec: { properties: { from: atomic, to: atomic } },
  BackendTrafficPolicySpec: { properties: { targetRefs: mapBy("group", "kind", "name") } },
  RetryConstraint: {
    properties: {
      budget: { default: { percent: 20, interval: "10s" } },
      minRetryRate: { default: { count: 10, interval: "1s" } },
    },
  },
  BudgetDetails: { properties: { percent: { default: 20 }, interval: { default: "10s" } } },
};

const port = { type: "integer", format: "int32", minimum: 1, maximum: 65535 };
const text = { type: "string" };

export const additions = {
  /** XBackend came after the package: its own part by hand, the shared types from kinds that have them. */
  backend(gateway, tlsPolicy, anything, normalize) {
    const tls = gateway.properties.spec.properties.tls.properties;
    const { validation } = tlsPolicy.properties.spec.properties;
    const { hostname } = validation.properties;
    const spec = {
      "x-type": "BackendSpec",
      type: "object",
      required: ["port", "type"],
      properties: {
        type: { type: "string", enum: ["ExternalHostname", "EndpointSelector"] },
        // `number` came after 1.6, which has `port` and a name.
        port: {
          "x-type": "BackendPort",
          type: "object",
          minProperties: 1,
          properties: { number: port, port, name: { ...text, maxLength: 63 } },
        },
        externalHostname: {
          "x-type": "ExternalHostnameBackend",
          type: "object",
          required: ["hostname"],
          properties: { hostname },
        },
        endpointSelector: {
          "x-type": "EndpointSelectorBackend",
          type: "object",
          required: ["matchLabels"],
          properties: {
            matchLabels: { type: "object", minProperties: 1, maxProperties: 64, additionalProperties: text },
          },
        },
        protocol: { type: "string", enum: ["TCP", "HTTP", "HTTP2", "HTTP11", "H2C", "MCP", "GRPC", "WSS"] },
        tls: {
          "x-type": "BackendTLS",
          type: "object",
          required: ["mode"],
          properties: {
            mode: { type: "string", enum: ["None", "ServerOnly", "ClientAndServer"] },
            clientCertificateRef: tls.backend.properties.clientCertificateRef,
            validation,
          },
        },
      },
    };
    const schema = normalize({ type: "object", required: ["spec"], properties: { spec, status: anything } });
    const marks = { storage: true, "x-channel": "experimental", "x-since": "1.6" };
    return {
      group: "gateway.networking.x-k8s.io",
      kind: "XBackend",
      versions: [{ version: "v1alpha1", schema, source: "by hand from the documented API", ...marks }],
    };
  },
};
