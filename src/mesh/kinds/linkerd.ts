/** Types of the kinds of linkerd, written from `schemas/` by `npm run generate`. */

export interface LinkerdKinds {
  readonly "linkerd/AuthorizationPolicy": AuthorizationPolicy;
  readonly "linkerd/EgressNetwork": EgressNetwork;
  readonly "linkerd/ExternalWorkload": ExternalWorkload;
  readonly "linkerd/HTTPLocalRateLimitPolicy": HTTPLocalRateLimitPolicy;
  readonly "linkerd/HTTPRoute": HTTPRoute;
  readonly "linkerd/Link": Link;
  readonly "linkerd/MeshTLSAuthentication": MeshTLSAuthentication;
  readonly "linkerd/NetworkAuthentication": NetworkAuthentication;
  readonly "linkerd/Server": Server;
  readonly "linkerd/ServerAuthorization": ServerAuthorization;
  readonly "linkerd/ServiceProfile": ServiceProfile;
}

export interface AuthenticationReference {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface AuthorizationPolicy {
  readonly spec: AuthorizationPolicySpec;
}

export interface AuthorizationPolicySpec {
  readonly requiredAuthenticationRefs: readonly AuthenticationReference[];
  readonly targetRef: TargetReference;
}

export interface AuthorizedClient {
  readonly meshTLS?: MeshTLS;
  readonly networks?: readonly Network[];
  readonly unauthenticated?: boolean;
}

export interface ClientReference {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface EgressNetwork {
  readonly spec: EgressNetworkSpec;
}

export interface EgressNetworkSpec {
  readonly networks?: readonly Network[];
  readonly trafficPolicy: "Allow" | "Deny";
}

export interface ExternalWorkload {
  readonly spec: ExternalWorkloadSpec;
}

export interface ExternalWorkloadPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
}

export interface ExternalWorkloadSpec {
  readonly meshTLS?: ExternalWorkloadTLS;
  readonly meshTls?: ExternalWorkloadTLS;
  readonly ports?: readonly ExternalWorkloadPort[];
  readonly workloadIPs?: readonly WorkloadIP[];
}

export interface ExternalWorkloadTLS {
  readonly identity: string;
  readonly serverName: string;
}

export interface HTTPBackendRef {
  readonly filters?: readonly HTTPRouteFilter[];
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
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

export interface HTTPLocalRateLimitPolicy {
  readonly spec: HTTPLocalRateLimitPolicySpec;
}

export interface HTTPLocalRateLimitPolicySpec {
  readonly identity?: RateLimit;
  readonly overrides?: readonly RateLimitOverride[];
  readonly targetRef: TargetReference;
  readonly total?: RateLimit;
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

export interface HTTPRequestRedirectFilter {
  readonly hostname?: string;
  readonly path?: HTTPPathModifier;
  readonly port?: number;
  readonly scheme?: "http" | "https";
  readonly statusCode?: 301 | 302;
}

export interface HTTPRoute {
  readonly spec: HTTPRouteSpec;
}

export interface HTTPRouteFilter {
  readonly requestHeaderModifier?: HTTPHeaderFilter;
  readonly requestRedirect?: HTTPRequestRedirectFilter;
  readonly responseHeaderModifier?: HTTPHeaderFilter;
  readonly type: "RequestHeaderModifier" | "RequestRedirect" | "ResponseHeaderModifier";
}

export interface HTTPRouteMatch {
  readonly headers?: readonly HTTPHeaderMatch[];
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "CONNECT" | "OPTIONS" | "TRACE" | "PATCH";
  readonly path?: HTTPPathMatch;
  readonly queryParams?: readonly HTTPQueryParamMatch[];
}

export interface HTTPRouteRule {
  readonly backendRefs?: readonly HTTPBackendRef[];
  readonly filters?: readonly HTTPRouteFilter[];
  readonly matches?: readonly HTTPRouteMatch[];
  readonly timeouts?: HTTPRouteTimeouts;
}

export interface HTTPRouteSpec {
  readonly hostnames?: readonly string[];
  readonly parentRefs?: readonly ParentReference[];
  readonly rules?: readonly HTTPRouteRule[];
}

export interface HTTPRouteTimeouts {
  readonly backendRequest?: string;
  readonly request?: string;
}

export interface IdentityReference {
  readonly group?: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
}

export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values?: readonly string[];
}

export interface Link {
  readonly spec?: LinkSpec;
}

export interface LinkSpec {
  readonly clusterCredentialsSecret?: string;
  readonly excludedAnnotations?: readonly string[];
  readonly excludedLabels?: readonly string[];
  readonly federatedServiceSelector?: Selector;
  readonly gatewayAddress?: string;
  readonly gatewayIdentity?: string;
  readonly gatewayPort?: string;
  readonly probeSpec?: ProbeSpec;
  readonly remoteDiscoverySelector?: Selector;
  readonly selector?: Selector;
  readonly targetClusterDomain?: string;
  readonly targetClusterLinkerdNamespace?: string;
  readonly targetClusterName?: string;
}

export interface MeshTLS {
  readonly identities?: readonly string[];
  readonly serviceAccounts?: readonly ServiceAccountName[];
  readonly unauthenticatedTLS?: boolean;
}

export interface MeshTLSAuthentication {
  readonly spec: MeshTLSAuthenticationSpec;
}

export interface MeshTLSAuthenticationSpec {
  readonly identities?: readonly string[];
  readonly identityRefs?: readonly IdentityReference[];
}

export interface Network {
  readonly cidr: string;
  readonly except?: readonly string[];
}

export interface NetworkAuthentication {
  readonly spec: NetworkAuthenticationSpec;
}

export interface NetworkAuthenticationSpec {
  readonly networks: readonly Network[];
}

export interface ParentReference {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly sectionName?: string;
}

export interface ProbeSpec {
  readonly failureThreshold?: string;
  readonly path?: string;
  readonly period?: string;
  readonly port?: string;
  readonly timeout?: string;
}

export interface RateLimit {
  readonly requestsPerSecond: number;
}

export interface RateLimitOverride {
  readonly clientRefs: readonly ClientReference[];
  readonly requestsPerSecond: number;
}

export interface RequestMatch {
  readonly all?: readonly Readonly<Record<string, unknown>>[];
  readonly any?: readonly Readonly<Record<string, unknown>>[];
  readonly method?: string;
  readonly not?: readonly Readonly<Record<string, unknown>>[];
  readonly pathRegex?: string;
}

export interface ResponseClass {
  readonly condition: ResponseMatch;
  readonly isFailure?: boolean;
}

export interface ResponseMatch {
  readonly all?: readonly Readonly<Record<string, unknown>>[];
  readonly any?: readonly Readonly<Record<string, unknown>>[];
  readonly not?: Readonly<Record<string, unknown>>;
  readonly status?: StatusRange;
}

export interface RetryBudget {
  readonly minRetriesPerSecond: number;
  readonly retryRatio: number;
  readonly ttl: string;
}

export interface Selector {
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
  readonly matchLabels?: Readonly<Record<string, unknown>>;
}

export interface Server {
  readonly spec: ServerSpec;
}

export interface ServerAuthorization {
  readonly spec: ServerAuthorizationSpec;
}

export interface ServerAuthorizationSpec {
  readonly client: AuthorizedClient;
  readonly server: ServerReference;
}

export interface ServerReference {
  readonly name?: string;
  readonly selector?: Selector;
}

export interface ServerSpec {
  readonly accessPolicy?: string;
  readonly externalWorkloadSelector?: Selector;
  readonly podSelector?: Selector;
  readonly port: number | string;
  readonly proxyProtocol?: string;
}

export interface ServiceAccountName {
  readonly name: string;
  readonly namespace?: string;
}

export interface ServiceProfile {
  readonly spec?: ServiceProfileSpec;
}

export interface ServiceProfileRoute {
  readonly condition: RequestMatch;
  readonly isRetryable?: boolean;
  readonly name: string;
  readonly responseClasses?: readonly ResponseClass[];
  readonly timeout?: string;
}

export interface ServiceProfileSpec {
  readonly dstOverrides?: readonly WeightedDst[];
  readonly opaquePorts?: readonly string[];
  readonly retryBudget?: RetryBudget;
  readonly routes?: readonly ServiceProfileRoute[];
}

export interface StatusRange {
  readonly max?: number;
  readonly min?: number;
}

export interface TargetReference {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
}

export interface WeightedDst {
  readonly authority?: string;
  readonly weight?: number | string;
}

export interface WorkloadIP {
  readonly ip?: string;
}
