/** Types of the kinds of gateway-api, written from `schemas/` by `npm run generate`. */

export interface GatewayApiKinds {
  readonly "gateway-api/BackendTLSPolicy": BackendTLSPolicy;
  readonly "gateway-api/GRPCRoute": GRPCRoute;
  readonly "gateway-api/Gateway": Gateway;
  readonly "gateway-api/GatewayClass": GatewayClass;
  readonly "gateway-api/HTTPRoute": HTTPRoute;
  readonly "gateway-api/ListenerSet": ListenerSet;
  readonly "gateway-api/ReferenceGrant": ReferenceGrant;
  readonly "gateway-api/TCPRoute": TCPRoute;
  readonly "gateway-api/TLSRoute": TLSRoute;
  readonly "gateway-api/UDPRoute": UDPRoute;
  readonly "gateway-api/XBackend": XBackend;
  readonly "gateway-api/XBackendTrafficPolicy": XBackendTrafficPolicy;
  readonly "gateway-api/XListenerSet": XListenerSet;
  readonly "gateway-api/XMesh": XMesh;
}

export interface AllowedListeners {
  readonly namespaces?: ListenerNamespaces;
}

export interface AllowedRoutes {
  readonly kinds?: readonly RouteGroupKind[];
  readonly namespaces?: RouteNamespaces;
}

export interface BackendObjectReference {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
}

export interface BackendPort {
  readonly name?: string;
  readonly number?: number;
  readonly port?: number;
}

export interface BackendRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
}

export interface BackendSpec {
  readonly endpointSelector?: EndpointSelectorBackend;
  readonly externalHostname?: ExternalHostnameBackend;
  readonly port: BackendPort;
  readonly protocol?: "TCP" | "HTTP" | "HTTP2" | "HTTP11" | "H2C" | "MCP" | "GRPC" | "WSS";
  readonly tls?: BackendTLS;
  readonly type: "ExternalHostname" | "EndpointSelector";
}

export interface BackendTLS {
  readonly clientCertificateRef?: SecretObjectReference;
  readonly mode: "None" | "ServerOnly" | "ClientAndServer";
  readonly validation?: BackendTLSPolicyValidation;
}

export interface BackendTLSPolicy {
  readonly spec: BackendTLSPolicySpec;
}

export interface BackendTLSPolicySpec {
  readonly options?: Readonly<Record<string, string>>;
  readonly targetRefs: readonly LocalPolicyTargetReferenceWithSectionName[];
  readonly validation: BackendTLSPolicyValidation;
}

export interface BackendTLSPolicyValidation {
  readonly caCertificateRefs?: readonly LocalObjectReference[];
  readonly hostname: string;
  readonly subjectAltNames?: readonly SubjectAltName[];
  readonly wellKnownCACertificates?: string;
}

export interface BackendTrafficPolicySpec {
  readonly retryConstraint?: RetryConstraint;
  readonly sessionPersistence?: SessionPersistence;
  readonly targetRefs: readonly LocalPolicyTargetReference[];
}

export interface BudgetDetails {
  readonly interval?: string;
  readonly percent?: number;
}

export interface CookieConfig {
  readonly lifetimeType?: "Permanent" | "Session";
}

export interface EndpointSelectorBackend {
  readonly matchLabels: Readonly<Record<string, string>>;
}

export interface ExternalHostnameBackend {
  readonly hostname: string;
}

export interface ForwardBodyConfig {
  readonly maxSize?: number;
}

export interface Fraction {
  readonly denominator?: number;
  readonly numerator: number;
}

export interface FrontendTLSConfig {
  readonly default: TLSConfig;
  readonly perPort?: readonly TLSPortConfig[];
}

export interface FrontendTLSValidation {
  readonly caCertificateRefs: readonly ObjectReference[];
  readonly mode?: "AllowValidOnly" | "AllowInsecureFallback";
}

export interface GRPCAuthConfig {
  readonly allowedHeaders?: readonly string[];
}

export interface GRPCBackendRef {
  readonly filters?: readonly GRPCRouteFilter[];
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
}

export interface GRPCHeaderMatch {
  readonly name: string;
  readonly type?: "Exact" | "RegularExpression";
  readonly value: string;
}

export interface GRPCMethodMatch {
  readonly method?: string;
  readonly service?: string;
  readonly type?: "Exact" | "RegularExpression";
}

export interface GRPCRoute {
  readonly spec: GRPCRouteSpec;
}

export interface GRPCRouteFilter {
  readonly extensionRef?: LocalObjectReference;
  readonly requestHeaderModifier?: HTTPHeaderFilter;
  readonly requestMirror?: HTTPRequestMirrorFilter;
  readonly responseHeaderModifier?: HTTPHeaderFilter;
  readonly type: "ResponseHeaderModifier" | "RequestHeaderModifier" | "RequestMirror" | "ExtensionRef";
}

export interface GRPCRouteMatch {
  readonly headers?: readonly GRPCHeaderMatch[];
  readonly method?: GRPCMethodMatch;
}

export interface GRPCRouteRule {
  readonly backendRefs?: readonly GRPCBackendRef[];
  readonly filters?: readonly GRPCRouteFilter[];
  readonly matches?: readonly GRPCRouteMatch[];
  readonly name?: string;
  readonly sessionPersistence?: SessionPersistence;
}

export interface GRPCRouteSpec {
  readonly hostnames?: readonly string[];
  readonly parentRefs?: readonly ParentReference[];
  readonly rules?: readonly GRPCRouteRule[];
  readonly useDefaultGateways?: "All" | "None";
}

export interface Gateway {
  readonly spec: GatewaySpec;
}

export interface GatewayBackendTLS {
  readonly clientCertificateRef?: SecretObjectReference;
}

export interface GatewayClass {
  readonly spec: GatewayClassSpec;
}

export interface GatewayClassSpec {
  readonly controllerName: string;
  readonly description?: string;
  readonly parametersRef?: ParametersReference;
}

export interface GatewayInfrastructure {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly parametersRef?: LocalParametersReference;
}

export interface GatewaySpec {
  readonly addresses?: readonly GatewaySpecAddress[];
  readonly allowedListeners?: AllowedListeners;
  readonly defaultScope?: "All" | "None";
  readonly gatewayClassName: string;
  readonly infrastructure?: GatewayInfrastructure;
  readonly listeners: readonly Listener[];
  readonly tls?: GatewayTLSConfig;
}

export interface GatewaySpecAddress {
  readonly type?: string;
  readonly value?: string;
}

export interface GatewayTLSConfig {
  readonly backend?: GatewayBackendTLS;
  readonly frontend?: FrontendTLSConfig;
}

export interface HTTPAuthConfig {
  readonly allowedHeaders?: readonly string[];
  readonly allowedResponseHeaders?: readonly string[];
  readonly path?: string;
}

export interface HTTPBackendRef {
  readonly filters?: readonly HTTPRouteFilter[];
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
}

export interface HTTPCORSFilter {
  readonly allowCredentials?: boolean;
  readonly allowHeaders?: readonly string[];
  readonly allowMethods?: readonly (
    "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "CONNECT" | "OPTIONS" | "TRACE" | "PATCH" | "*"
  )[];
  readonly allowOrigins?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAge?: number;
}

export interface HTTPExternalAuthFilter {
  readonly backendRef: BackendObjectReference;
  readonly forwardBody?: ForwardBodyConfig;
  readonly grpc?: GRPCAuthConfig;
  readonly http?: HTTPAuthConfig;
  readonly protocol: "HTTP" | "GRPC";
}

export interface HTTPHeader {
  readonly name: string;
  readonly value: string;
}

export interface HTTPHeaderFilter {
  readonly add?: readonly HTTPHeader[];
  readonly remove?: readonly string[];
  readonly set?: readonly HTTPHeader[];
}

export interface HTTPHeaderMatch {
  readonly name: string;
  readonly type?: "Exact" | "RegularExpression";
  readonly value: string;
}

export interface HTTPPathMatch {
  readonly type?: "Exact" | "PathPrefix" | "RegularExpression";
  readonly value?: string;
}

export interface HTTPPathModifier {
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
  readonly type: "ReplaceFullPath" | "ReplacePrefixMatch";
}

export interface HTTPQueryParamMatch {
  readonly name: string;
  readonly type?: "Exact" | "RegularExpression";
  readonly value: string;
}

export interface HTTPRequestMirrorFilter {
  readonly backendRef: BackendObjectReference;
  readonly fraction?: Fraction;
  readonly percent?: number;
}

export interface HTTPRequestRedirectFilter {
  readonly hostname?: string;
  readonly path?: HTTPPathModifier;
  readonly port?: number;
  readonly scheme?: "http" | "https";
  readonly statusCode?: 301 | 302 | 303 | 307 | 308;
}

export interface HTTPRoute {
  readonly spec: HTTPRouteSpec;
}

export interface HTTPRouteFilter {
  readonly cors?: HTTPCORSFilter;
  readonly extensionRef?: LocalObjectReference;
  readonly externalAuth?: HTTPExternalAuthFilter;
  readonly requestHeaderModifier?: HTTPHeaderFilter;
  readonly requestMirror?: HTTPRequestMirrorFilter;
  readonly requestRedirect?: HTTPRequestRedirectFilter;
  readonly responseHeaderModifier?: HTTPHeaderFilter;
  readonly type:
    | "RequestHeaderModifier"
    | "ResponseHeaderModifier"
    | "RequestMirror"
    | "RequestRedirect"
    | "URLRewrite"
    | "ExtensionRef"
    | "CORS"
    | "ExternalAuth";
  readonly urlRewrite?: HTTPURLRewriteFilter;
}

export interface HTTPRouteMatch {
  readonly headers?: readonly HTTPHeaderMatch[];
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "CONNECT" | "OPTIONS" | "TRACE" | "PATCH";
  readonly path?: HTTPPathMatch;
  readonly queryParams?: readonly HTTPQueryParamMatch[];
}

export interface HTTPRouteRetry {
  readonly attempts?: number;
  readonly backoff?: string;
  readonly codes?: readonly number[];
}

export interface HTTPRouteRule {
  readonly backendRefs?: readonly HTTPBackendRef[];
  readonly filters?: readonly HTTPRouteFilter[];
  readonly matches?: readonly HTTPRouteMatch[];
  readonly name?: string;
  readonly retry?: HTTPRouteRetry;
  readonly sessionPersistence?: SessionPersistence;
  readonly timeouts?: HTTPRouteTimeouts;
}

export interface HTTPRouteSpec {
  readonly hostnames?: readonly string[];
  readonly parentRefs?: readonly ParentReference[];
  readonly rules?: readonly HTTPRouteRule[];
  readonly useDefaultGateways?: "All" | "None";
}

export interface HTTPRouteTimeouts {
  readonly backendRequest?: string;
  readonly request?: string;
}

export interface HTTPURLRewriteFilter {
  readonly hostname?: string;
  readonly path?: HTTPPathModifier;
}

export interface LabelSelector {
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
  readonly matchLabels?: Readonly<Record<string, string>>;
}

export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface Listener {
  readonly allowedRoutes?: AllowedRoutes;
  readonly hostname?: string;
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly tls?: ListenerTLSConfig;
}

export interface ListenerEntry {
  readonly allowedRoutes?: AllowedRoutes;
  readonly hostname?: string;
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly tls?: ListenerTLSConfig;
}

export interface ListenerNamespaces {
  readonly from?: "All" | "Selector" | "Same" | "None";
  readonly selector?: LabelSelector;
}

export interface ListenerSet {
  readonly spec: ListenerSetSpec;
}

export interface ListenerSetSpec {
  readonly listeners: readonly ListenerEntry[];
  readonly parentRef: ParentGatewayReference;
}

export interface ListenerTLSConfig {
  readonly certificateRefs?: readonly SecretObjectReference[];
  readonly mode?: "Terminate" | "Passthrough";
  readonly options?: Readonly<Record<string, string>>;
}

export interface LocalObjectReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

export interface LocalParametersReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

export interface LocalPolicyTargetReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

export interface LocalPolicyTargetReferenceWithSectionName {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly sectionName?: string;
}

export interface MeshSpec {
  readonly controllerName: string;
  readonly description?: string;
  readonly parametersRef?: ParametersReference;
}

export interface ObjectReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface ParametersReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface ParentGatewayReference {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface ParentReference {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly sectionName?: string;
}

export interface ReferenceGrant {
  readonly spec?: ReferenceGrantSpec;
}

export interface ReferenceGrantFrom {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
}

export interface ReferenceGrantSpec {
  readonly from: readonly ReferenceGrantFrom[];
  readonly to: readonly ReferenceGrantTo[];
}

export interface ReferenceGrantTo {
  readonly group: string;
  readonly kind: string;
  readonly name?: string;
}

export interface RequestRate {
  readonly count?: number;
  readonly interval?: string;
}

export interface RetryConstraint {
  readonly budget?: BudgetDetails;
  readonly minRetryRate?: RequestRate;
}

export interface RouteGroupKind {
  readonly group?: string;
  readonly kind: string;
}

export interface RouteNamespaces {
  readonly from?: "All" | "Selector" | "Same";
  readonly selector?: LabelSelector;
}

export interface SecretObjectReference {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface SessionCookie {
  readonly lifetimeType?: "Permanent" | "Session";
  readonly name: string;
}

export interface SessionHeader {
  readonly name: string;
}

export interface SessionPersistence {
  readonly absoluteTimeout?: string;
  readonly cookie?: SessionCookie;
  readonly cookieConfig?: CookieConfig;
  readonly header?: SessionHeader;
  readonly idleTimeout?: string;
  readonly sessionName?: string;
  readonly type?: "Cookie" | "Header";
}

export interface SubjectAltName {
  readonly hostname?: string;
  readonly type: "Hostname" | "URI";
  readonly uri?: string;
}

export interface TCPRoute {
  readonly spec: TCPRouteSpec;
}

export interface TCPRouteRule {
  readonly backendRefs: readonly BackendRef[];
  readonly name?: string;
}

export interface TCPRouteSpec {
  readonly parentRefs?: readonly ParentReference[];
  readonly rules: readonly TCPRouteRule[];
  readonly useDefaultGateways?: "All" | "None";
}

export interface TLSConfig {
  readonly validation?: FrontendTLSValidation;
}

export interface TLSPortConfig {
  readonly port: number;
  readonly tls: TLSConfig;
}

export interface TLSRoute {
  readonly spec: TLSRouteSpec;
}

export interface TLSRouteRule {
  readonly backendRefs: readonly BackendRef[];
  readonly name?: string;
}

export interface TLSRouteSpec {
  readonly hostnames?: readonly string[];
  readonly parentRefs?: readonly ParentReference[];
  readonly rules: readonly TLSRouteRule[];
  readonly useDefaultGateways?: "All" | "None";
}

export interface UDPRoute {
  readonly spec: UDPRouteSpec;
}

export interface UDPRouteRule {
  readonly backendRefs: readonly BackendRef[];
  readonly name?: string;
}

export interface UDPRouteSpec {
  readonly parentRefs?: readonly ParentReference[];
  readonly rules: readonly UDPRouteRule[];
  readonly useDefaultGateways?: "All" | "None";
}

export interface XBackend {
  readonly spec: BackendSpec;
}

export interface XBackendTrafficPolicy {
  readonly spec: BackendTrafficPolicySpec;
}

export interface XListenerSet {
  readonly spec: ListenerSetSpec;
}

export interface XMesh {
  readonly spec: MeshSpec;
}
