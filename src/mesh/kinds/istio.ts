/** Types of the kinds of istio, written from `schemas/` by `npm run generate`. */

export interface IstioKinds {
  readonly "istio/AuthorizationPolicy": AuthorizationPolicy;
  readonly "istio/DestinationRule": DestinationRule;
  readonly "istio/EnvoyFilter": EnvoyFilter;
  readonly "istio/Gateway": Gateway;
  readonly "istio/IstioOperator": IstioOperator;
  readonly "istio/PeerAuthentication": PeerAuthentication;
  readonly "istio/ProxyConfig": ProxyConfig;
  readonly "istio/RequestAuthentication": RequestAuthentication;
  readonly "istio/ServiceEntry": ServiceEntry;
  readonly "istio/Sidecar": Sidecar;
  readonly "istio/Telemetry": Telemetry;
  readonly "istio/TrafficExtension": TrafficExtension;
  readonly "istio/VirtualService": VirtualService;
  readonly "istio/WasmPlugin": WasmPlugin;
  readonly "istio/WorkloadEntry": WorkloadEntry;
  readonly "istio/WorkloadGroup": WorkloadGroup;
}

export interface AccessLogging {
  readonly disabled?: boolean;
  readonly filter?: AccessLoggingFilter;
  readonly match?: AccessLoggingMatch;
  readonly providers?: readonly AccessLoggingProviders[];
}

export interface AccessLoggingFilter {
  readonly expression?: string;
}

export interface AccessLoggingMatch {
  readonly mode?: "CLIENT_AND_SERVER" | "CLIENT" | "SERVER";
}

export interface AccessLoggingProviders {
  readonly name: string;
}

export interface AuthorizationFrom {
  readonly source?: Source;
}

export interface AuthorizationPolicy {
  readonly spec?: AuthorizationPolicySpec;
}

export interface AuthorizationPolicySpec {
  readonly action?: "ALLOW" | "DENY" | "AUDIT" | "CUSTOM";
  readonly provider?: AuthorizationPolicySpecProvider;
  readonly rules?: readonly AuthorizationRule[];
  readonly selector?: WorkloadSelector;
  readonly targetRef?: PolicyTargetReference;
  readonly targetRefs?: readonly PolicyTargetReference[];
}

export interface AuthorizationPolicySpecProvider {
  readonly name?: string;
}

export interface AuthorizationRule {
  readonly from?: readonly AuthorizationFrom[];
  readonly to?: readonly AuthorizationTo[];
  readonly when?: readonly Condition[];
}

export interface AuthorizationTo {
  readonly operation?: Operation;
}

export interface ClientTLSSettings {
  readonly caCertificates?: string;
  readonly caCrl?: string;
  readonly clientCertificate?: string;
  readonly credentialName?: string;
  readonly insecureSkipVerify?: boolean;
  readonly mode?: "DISABLE" | "SIMPLE" | "MUTUAL" | "ISTIO_MUTUAL";
  readonly privateKey?: string;
  readonly sni?: string;
  readonly subjectAltNames?: readonly string[];
}

export interface Condition {
  readonly key: string;
  readonly notValues?: readonly string[];
  readonly values?: readonly string[];
}

export interface ConnectionPoolSettings {
  readonly http?: HTTPSettings;
  readonly tcp?: TCPSettings;
}

export interface ConsistentHash {
  readonly httpCookie?: HTTPCookie;
  readonly httpHeaderName?: string;
  readonly httpQueryParameterName?: string;
  readonly maglev?: MagLev;
  readonly minimumRingSize?: number;
  readonly ringHash?: RingHash;
  readonly useSourceIp?: boolean;
}

export interface CorsPolicy {
  readonly allowCredentials?: boolean;
  readonly allowHeaders?: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowOrigin?: readonly string[];
  readonly allowOrigins?: readonly StringMatch[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAge?: string;
  readonly unmatchedPreflights?: "UNSPECIFIED" | "FORWARD" | "IGNORE";
}

export interface DefaultProviders {
  readonly accessLogging?: readonly string[];
  readonly metrics?: readonly string[];
  readonly tracing?: readonly string[];
}

export interface Delegate {
  readonly name?: string;
  readonly namespace?: string;
}

export interface Destination {
  readonly host: string;
  readonly port?: PortSelector;
  readonly subset?: string;
}

export interface DestinationRule {
  readonly spec?: DestinationRuleSpec;
}

export interface DestinationRuleSpec {
  readonly exportTo?: readonly string[];
  readonly host: string;
  readonly subsets?: readonly Subset[];
  readonly trafficPolicy?: TrafficPolicy;
  readonly workloadSelector?: WorkloadSelector;
}

export interface EnvoyConfigObjectMatch {
  readonly cluster?: EnvoyConfigObjectMatchCluster;
  readonly context?: "ANY" | "SIDECAR_INBOUND" | "SIDECAR_OUTBOUND" | "GATEWAY" | "WAYPOINT";
  readonly listener?: EnvoyConfigObjectMatchListener;
  readonly proxy?: EnvoyConfigObjectMatchProxy;
  readonly routeConfiguration?: EnvoyConfigObjectMatchRouteConfiguration;
  readonly waypoint?: EnvoyConfigObjectMatchWaypoint;
}

export interface EnvoyConfigObjectMatchCluster {
  readonly name?: string;
  readonly portNumber?: number;
  readonly service?: string;
  readonly subset?: string;
}

export interface EnvoyConfigObjectMatchListener {
  readonly filterChain?: EnvoyConfigObjectMatchListenerFilterChain;
  readonly listenerFilter?: string;
  readonly name?: string;
  readonly portName?: string;
  readonly portNumber?: number;
}

export interface EnvoyConfigObjectMatchListenerFilterChain {
  readonly applicationProtocols?: string;
  readonly destinationPort?: number;
  readonly filter?: EnvoyConfigObjectMatchListenerFilterChainFilter;
  readonly name?: string;
  readonly sni?: string;
  readonly transportProtocol?: string;
}

export interface EnvoyConfigObjectMatchListenerFilterChainFilter {
  readonly name?: string;
  readonly subFilter?: EnvoyConfigObjectMatchListenerFilterChainFilterSubFilter;
}

export interface EnvoyConfigObjectMatchListenerFilterChainFilterSubFilter {
  readonly name?: string;
}

export interface EnvoyConfigObjectMatchProxy {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly proxyVersion?: string;
}

export interface EnvoyConfigObjectMatchRouteConfiguration {
  readonly gateway?: string;
  readonly name?: string;
  readonly portName?: string;
  readonly portNumber?: number;
  readonly vhost?: EnvoyConfigObjectMatchRouteConfigurationVhost;
}

export interface EnvoyConfigObjectMatchRouteConfigurationVhost {
  readonly domainName?: string;
  readonly name?: string;
  readonly route?: EnvoyConfigObjectMatchRouteConfigurationVhostRoute;
}

export interface EnvoyConfigObjectMatchRouteConfigurationVhostRoute {
  readonly action?: "ANY" | "ROUTE" | "REDIRECT" | "DIRECT_RESPONSE";
  readonly name?: string;
}

export interface EnvoyConfigObjectMatchWaypoint {
  readonly filter?: EnvoyConfigObjectMatchWaypointFilter;
  readonly portNumber?: number;
  readonly route?: EnvoyConfigObjectMatchWaypointRoute;
}

export interface EnvoyConfigObjectMatchWaypointFilter {
  readonly name?: string;
  readonly subFilter?: EnvoyConfigObjectMatchWaypointFilterSubFilter;
}

export interface EnvoyConfigObjectMatchWaypointFilterSubFilter {
  readonly name?: string;
}

export interface EnvoyConfigObjectMatchWaypointRoute {
  readonly name?: string;
}

export interface EnvoyConfigObjectPatch {
  readonly applyTo?:
    | "INVALID"
    | "LISTENER"
    | "FILTER_CHAIN"
    | "NETWORK_FILTER"
    | "HTTP_FILTER"
    | "ROUTE_CONFIGURATION"
    | "VIRTUAL_HOST"
    | "HTTP_ROUTE"
    | "CLUSTER"
    | "EXTENSION_CONFIG"
    | "BOOTSTRAP"
    | "LISTENER_FILTER";
  readonly match?: EnvoyConfigObjectMatch;
  readonly patch?: EnvoyPatch;
}

export interface EnvoyFilter {
  readonly spec?: EnvoyFilterSpec;
}

export interface EnvoyFilterSpec {
  readonly configPatches?: readonly EnvoyConfigObjectPatch[];
  readonly priority?: number;
  readonly targetRefs?: readonly PolicyTargetReference[];
  readonly workloadSelector?: LabelsSelector;
}

export interface EnvoyPatch {
  readonly filterClass?: "UNSPECIFIED" | "AUTHN" | "AUTHZ" | "STATS";
  readonly operation?:
    | "INVALID"
    | "MERGE"
    | "ADD"
    | "REMOVE"
    | "INSERT_BEFORE"
    | "INSERT_AFTER"
    | "INSERT_FIRST"
    | "REPLACE"
    | "MERGE_AND_REPLACE_LIST";
  readonly value?: Readonly<Record<string, unknown>>;
}

export interface ExtensionProvider {
  readonly name: string;
  readonly [key: string]: unknown;
}

export interface Gateway {
  readonly spec?: GatewaySpec;
}

export interface GatewaySpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly servers?: readonly Server[];
}

export interface HTTP2KeepAlive {
  readonly interval?: string;
  readonly timeout?: string;
}

export interface HTTPCookie {
  readonly attributes?: readonly HTTPCookieAttribute[];
  readonly name: string;
  readonly path?: string;
  readonly ttl?: string;
}

export interface HTTPCookieAttribute {
  readonly name: string;
  readonly value?: string;
}

export interface HTTPDirectResponse {
  readonly body?: HTTPDirectResponseBody;
  readonly status: number;
}

export interface HTTPDirectResponseBody {
  readonly bytes?: string;
  readonly string?: string;
}

export interface HTTPFaultAbort {
  readonly grpcStatus?: string;
  readonly http2Error?: string;
  readonly httpStatus?: number;
  readonly percentage?: Percent;
}

export interface HTTPFaultDelay {
  readonly exponentialDelay?: string;
  readonly fixedDelay?: string;
  readonly percent?: number;
  readonly percentage?: Percent;
}

export interface HTTPFaultInjection {
  readonly abort?: HTTPFaultAbort;
  readonly delay?: HTTPFaultDelay;
}

export interface HTTPMatchRequest {
  readonly authority?: StringMatch;
  readonly gateways?: readonly string[];
  readonly headers?: Readonly<Record<string, StringMatch>>;
  readonly ignoreUriCase?: boolean;
  readonly method?: StringMatch;
  readonly name?: string;
  readonly port?: number;
  readonly queryParams?: Readonly<Record<string, StringMatch>>;
  readonly scheme?: StringMatch;
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
  readonly statPrefix?: string;
  readonly uri?: StringMatch;
  readonly withoutHeaders?: Readonly<Record<string, StringMatch>>;
}

export interface HTTPMirrorPolicy {
  readonly destination: Destination;
  readonly percentage?: Percent;
}

export interface HTTPRedirect {
  readonly authority?: string;
  readonly derivePort?: "FROM_PROTOCOL_DEFAULT" | "FROM_REQUEST_PORT";
  readonly port?: number;
  readonly prefixRewrite?: string;
  readonly redirectCode?: number;
  readonly scheme?: string;
  readonly uri?: string;
}

export interface HTTPRetry {
  readonly attempts?: number;
  readonly backoff?: string;
  readonly perTryTimeout?: string;
  readonly retryIgnorePreviousHosts?: boolean;
  readonly retryOn?: string;
  readonly retryRemoteLocalities?: boolean;
}

export interface HTTPRewrite {
  readonly authority?: string;
  readonly uri?: string;
  readonly uriRegexRewrite?: HTTPRewriteUriRegexRewrite;
}

export interface HTTPRewriteUriRegexRewrite {
  readonly match?: string;
  readonly rewrite?: string;
}

export interface HTTPRoute {
  readonly corsPolicy?: CorsPolicy;
  readonly delegate?: Delegate;
  readonly directResponse?: HTTPDirectResponse;
  readonly fault?: HTTPFaultInjection;
  readonly headers?: Headers;
  readonly match?: readonly HTTPMatchRequest[];
  readonly mirror?: Destination;
  readonly mirrorPercent?: number;
  readonly mirrorPercentage?: Percent;
  readonly mirror_percent?: number;
  readonly mirrors?: readonly HTTPMirrorPolicy[];
  readonly name?: string;
  readonly redirect?: HTTPRedirect;
  readonly retries?: HTTPRetry;
  readonly rewrite?: HTTPRewrite;
  readonly route?: readonly HTTPRouteDestination[];
  readonly timeout?: string;
}

export interface HTTPRouteDestination {
  readonly destination: Destination;
  readonly headers?: Headers;
  readonly weight?: number;
}

export interface HTTPSettings {
  readonly h2UpgradePolicy?: "DEFAULT" | "DO_NOT_UPGRADE" | "UPGRADE";
  readonly http1MaxPendingRequests?: number;
  readonly http2KeepAlive?: HTTP2KeepAlive;
  readonly http2MaxRequests?: number;
  readonly idleTimeout?: string;
  readonly maxConcurrentStreams?: number;
  readonly maxRequestsPerConnection?: number;
  readonly maxRetries?: number;
  readonly useClientProtocol?: boolean;
}

export interface HeaderOperations {
  readonly add?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
  readonly set?: Readonly<Record<string, string>>;
}

export interface Headers {
  readonly request?: HeaderOperations;
  readonly response?: HeaderOperations;
}

export interface IstioEgressListener {
  readonly bind?: string;
  readonly captureMode?: "DEFAULT" | "IPTABLES" | "NONE";
  readonly hosts: readonly string[];
  readonly port?: SidecarPort;
}

export interface IstioIngressListener {
  readonly bind?: string;
  readonly captureMode?: "DEFAULT" | "IPTABLES" | "NONE";
  readonly connectionPool?: ConnectionPoolSettings;
  readonly defaultEndpoint?: string;
  readonly port: SidecarPort;
  readonly tls?: ServerTLSSettings;
}

export interface IstioOperator {
  readonly spec?: IstioOperatorSpec;
}

export interface IstioOperatorSpec {
  readonly addonComponents?: Readonly<Record<string, unknown>>;
  readonly compatibilityVersion?: number | string;
  readonly components?: IstioOperatorSpecComponents;
  readonly defaultRevision?: boolean;
  readonly hub?: string;
  readonly installPackagePath?: string;
  readonly meshConfig?: MeshConfig;
  readonly namespace?: string;
  readonly profile?: string;
  readonly resourceSuffix?: string;
  readonly revision?: string;
  readonly tag?: number | string;
  readonly unvalidatedValues?: Readonly<Record<string, unknown>>;
  readonly values?: Readonly<Record<string, unknown>>;
}

export interface IstioOperatorSpecComponents {
  readonly egressGateways?: readonly OperatorComponent[];
  readonly ingressGateways?: readonly OperatorComponent[];
  readonly [key: string]: unknown;
}

export interface JWTRule {
  readonly audiences?: readonly string[];
  readonly forwardOriginalToken?: boolean;
  readonly fromCookies?: readonly string[];
  readonly fromHeaders?: readonly JWTRuleFromHeaders[];
  readonly fromParams?: readonly string[];
  readonly issuer?: string;
  readonly jwks?: string;
  readonly jwksUri?: string;
  readonly jwks_uri?: string;
  readonly outputClaimToHeaders?: readonly JWTRuleOutputClaimToHeaders[];
  readonly outputPayloadToHeader?: string;
  readonly presence?: "OPTIONAL" | "REQUIRED";
  readonly spaceDelimitedClaims?: readonly string[];
  readonly timeout?: string;
}

export interface JWTRuleFromHeaders {
  readonly name: string;
  readonly prefix?: string;
}

export interface JWTRuleOutputClaimToHeaders {
  readonly claim: string;
  readonly header: string;
}

export interface L4MatchAttributes {
  readonly destinationSubnets?: readonly string[];
  readonly gateways?: readonly string[];
  readonly port?: number;
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
  readonly sourceSubnet?: string;
}

export interface LabelSelector {
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
  readonly matchLabels?: Readonly<Record<string, string>>;
}

export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values?: readonly string[];
}

export interface LabelsSelector {
  readonly labels?: Readonly<Record<string, string>>;
}

export interface LoadBalancerSettings {
  readonly consistentHash?: ConsistentHash;
  readonly localityLbSetting?: LocalityLoadBalancerSetting;
  readonly simple?: "UNSPECIFIED" | "LEAST_CONN" | "RANDOM" | "PASSTHROUGH" | "ROUND_ROBIN" | "LEAST_REQUEST";
  readonly warmup?: WarmupConfiguration;
  readonly warmupDurationSecs?: string;
  readonly zoneAwareLbSetting?: ZoneAwareLbSetting;
}

export interface LocalityDistribute {
  readonly from?: string;
  readonly to?: Readonly<Record<string, number>>;
}

export interface LocalityFailover {
  readonly from?: string;
  readonly to?: string;
}

export interface LocalityLoadBalancerSetting {
  readonly distribute?: readonly LocalityDistribute[];
  readonly enabled?: boolean;
  readonly failover?: readonly LocalityFailover[];
  readonly failoverPriority?: readonly string[];
}

export interface LuaConfig {
  readonly inlineCode: string;
}

export interface MagLev {
  readonly tableSize?: number;
}

export interface MeshConfig {
  readonly accessLogEncoding?: "TEXT" | "JSON";
  readonly accessLogFile?: string;
  readonly accessLogFormat?: string;
  readonly connectTimeout?: string;
  readonly defaultConfig?: Readonly<Record<string, unknown>>;
  readonly defaultDestinationRuleExportTo?: readonly string[];
  readonly defaultProviders?: DefaultProviders;
  readonly defaultServiceExportTo?: readonly string[];
  readonly defaultVirtualServiceExportTo?: readonly string[];
  readonly discoverySelectors?: readonly LabelSelector[];
  readonly enableAutoMtls?: boolean;
  readonly enableTracing?: boolean;
  readonly extensionProviders?: readonly ExtensionProvider[];
  readonly inboundTrafficPolicy?: MeshInboundTrafficPolicy;
  readonly ingressClass?: string;
  readonly ingressControllerMode?: "UNSPECIFIED" | "OFF" | "DEFAULT" | "STRICT";
  readonly ingressSelector?: string;
  readonly ingressService?: string;
  readonly meshMTLS?: MeshTLSConfig;
  readonly outboundTrafficPolicy?: MeshOutboundTrafficPolicy;
  readonly pathNormalization?: ProxyPathNormalization;
  readonly proxyHttpPort?: number;
  readonly proxyInboundListenPort?: number;
  readonly proxyListenPort?: number;
  readonly rootNamespace?: string;
  readonly tlsDefaults?: MeshTLSConfig;
  readonly trustDomain?: string;
  readonly trustDomainAliases?: readonly string[];
  readonly [key: string]: unknown;
}

export interface MeshInboundTrafficPolicy {
  readonly mode?: "PASSTHROUGH" | "LOCALHOST";
}

export interface MeshOutboundTrafficPolicy {
  readonly mode?: "REGISTRY_ONLY" | "ALLOW_ANY" | "ALLOW_ANY_DYNAMIC_DNS";
}

export interface MeshTLSConfig {
  readonly cipherSuites?: readonly string[];
  readonly ecdhCurves?: readonly string[];
  readonly minProtocolVersion?: "TLS_AUTO" | "TLSV1_2" | "TLSV1_3";
}

export interface Metrics {
  readonly overrides?: readonly MetricsOverrides[];
  readonly providers?: readonly MetricsProviders[];
  readonly reportingInterval?: string;
}

export interface MetricsOverrides {
  readonly disabled?: boolean;
  readonly match?: MetricsOverridesMatch;
  readonly tagOverrides?: Readonly<Record<string, MetricsOverridesTagOverrides>>;
}

export interface MetricsOverridesMatch {
  readonly customMetric?: string;
  readonly metric?:
    | "ALL_METRICS"
    | "REQUEST_COUNT"
    | "REQUEST_DURATION"
    | "REQUEST_SIZE"
    | "RESPONSE_SIZE"
    | "TCP_OPENED_CONNECTIONS"
    | "TCP_CLOSED_CONNECTIONS"
    | "TCP_SENT_BYTES"
    | "TCP_RECEIVED_BYTES"
    | "GRPC_REQUEST_MESSAGES"
    | "GRPC_RESPONSE_MESSAGES";
  readonly mode?: "CLIENT_AND_SERVER" | "CLIENT" | "SERVER";
}

export interface MetricsOverridesTagOverrides {
  readonly operation?: "UPSERT" | "REMOVE";
  readonly value?: string;
}

export interface MetricsProviders {
  readonly name: string;
}

export interface MutualTLS {
  readonly mode?: "UNSET" | "DISABLE" | "PERMISSIVE" | "STRICT";
}

export interface Operation {
  readonly hosts?: readonly string[];
  readonly methods?: readonly string[];
  readonly notHosts?: readonly string[];
  readonly notMethods?: readonly string[];
  readonly notPaths?: readonly string[];
  readonly notPorts?: readonly string[];
  readonly paths?: readonly string[];
  readonly ports?: readonly string[];
}

export interface OperatorComponent {
  readonly enabled?: boolean;
  readonly hub?: string;
  readonly k8s?: Readonly<Record<string, unknown>>;
  readonly label?: Readonly<Record<string, unknown>>;
  readonly name?: string;
  readonly namespace?: string;
  readonly tag?: number | string;
}

export interface OutboundTrafficPolicy {
  readonly egressProxy?: Destination;
  readonly mode?: "REGISTRY_ONLY" | "ALLOW_ANY";
}

export interface OutlierDetection {
  readonly baseEjectionTime?: string;
  readonly consecutive5xxErrors?: number;
  readonly consecutiveErrors?: number;
  readonly consecutiveGatewayErrors?: number;
  readonly consecutiveLocalOriginFailures?: number;
  readonly interval?: string;
  readonly maxEjectionPercent?: number;
  readonly minHealthPercent?: number;
  readonly outlierDetectionHttpErrorCodes?: readonly number[];
  readonly splitExternalLocalOriginErrors?: boolean;
}

export interface PeerAuthentication {
  readonly spec?: PeerAuthenticationSpec;
}

export interface PeerAuthenticationSpec {
  readonly mtls?: MutualTLS;
  readonly portLevelMtls?: Readonly<Record<string, MutualTLS>>;
  readonly selector?: WorkloadSelector;
}

export interface Percent {
  readonly value?: number;
}

export interface PolicyTargetReference {
  readonly group?: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface PortSelector {
  readonly number?: number;
}

export interface PortTrafficPolicy {
  readonly connectionPool?: ConnectionPoolSettings;
  readonly loadBalancer?: LoadBalancerSettings;
  readonly outlierDetection?: OutlierDetection;
  readonly port?: PortSelector;
  readonly tls?: ClientTLSSettings;
}

export interface ProxyConfig {
  readonly spec?: ProxyConfigSpec;
}

export interface ProxyConfigSpec {
  readonly concurrency?: number;
  readonly environmentVariables?: Readonly<Record<string, string>>;
  readonly image?: ProxyConfigSpecImage;
  readonly selector?: WorkloadSelector;
}

export interface ProxyConfigSpecImage {
  readonly imageType?: string;
}

export interface ProxyPathNormalization {
  readonly normalization?: "DEFAULT" | "NONE" | "BASE" | "MERGE_SLASHES" | "DECODE_AND_MERGE_SLASHES";
}

export interface ProxyProtocol {
  readonly version?: "V1" | "V2";
}

export interface RequestAuthentication {
  readonly spec?: RequestAuthenticationSpec;
}

export interface RequestAuthenticationSpec {
  readonly jwtRules?: readonly JWTRule[];
  readonly selector?: WorkloadSelector;
  readonly targetRef?: PolicyTargetReference;
  readonly targetRefs?: readonly PolicyTargetReference[];
}

export interface RetryBudget {
  readonly budgetInterval?: string;
  readonly minRetryConcurrency?: number;
  readonly percent?: number;
}

export interface RingHash {
  readonly minimumRingSize?: number;
}

export interface RouteDestination {
  readonly destination: Destination;
  readonly weight?: number;
}

export interface Server {
  readonly bind?: string;
  readonly defaultEndpoint?: string;
  readonly hosts: readonly string[];
  readonly name?: string;
  readonly port: ServerPort;
  readonly tls?: ServerTLSSettings;
}

export interface ServerPort {
  readonly name: string;
  readonly number: number;
  readonly protocol: string;
  readonly targetPort?: number;
}

export interface ServerTLSSettings {
  readonly caCertCredentialName?: string;
  readonly caCertificates?: string;
  readonly caCrl?: string;
  readonly cipherSuites?: readonly string[];
  readonly credentialName?: string;
  readonly credentialNames?: readonly string[];
  readonly httpsRedirect?: boolean;
  readonly insecureSkipVerify?: boolean;
  readonly maxProtocolVersion?: "TLS_AUTO" | "TLSV1_0" | "TLSV1_1" | "TLSV1_2" | "TLSV1_3";
  readonly minProtocolVersion?: "TLS_AUTO" | "TLSV1_0" | "TLSV1_1" | "TLSV1_2" | "TLSV1_3";
  readonly mode?: "PASSTHROUGH" | "SIMPLE" | "MUTUAL" | "AUTO_PASSTHROUGH" | "ISTIO_MUTUAL" | "OPTIONAL_MUTUAL";
  readonly privateKey?: string;
  readonly serverCertificate?: string;
  readonly subjectAltNames?: readonly string[];
  readonly tlsCertificates?: readonly TLSCertificate[];
  readonly verifyCertificateHash?: readonly string[];
  readonly verifyCertificateSpki?: readonly string[];
}

export interface ServiceEntry {
  readonly spec: ServiceEntrySpec;
}

export interface ServiceEntrySpec {
  readonly addresses?: readonly string[];
  readonly endpoints?: readonly WorkloadEntrySpec[];
  readonly exportTo?: readonly string[];
  readonly hosts: readonly string[];
  readonly location?: "MESH_EXTERNAL" | "MESH_INTERNAL";
  readonly ports?: readonly ServicePort[];
  readonly resolution?: "NONE" | "STATIC" | "DNS" | "DNS_ROUND_ROBIN" | "DYNAMIC_DNS";
  readonly subjectAltNames?: readonly string[];
  readonly workloadSelector?: LabelsSelector;
}

export interface ServicePort {
  readonly name: string;
  readonly number: number;
  readonly protocol?: string;
  readonly targetPort?: number;
}

export interface Sidecar {
  readonly spec?: SidecarSpec;
}

export interface SidecarPort {
  readonly name?: string;
  readonly number?: number;
  readonly protocol?: string;
  readonly targetPort?: number;
}

export interface SidecarSpec {
  readonly egress?: readonly IstioEgressListener[];
  readonly inboundConnectionPool?: ConnectionPoolSettings;
  readonly ingress?: readonly IstioIngressListener[];
  readonly outboundTrafficPolicy?: OutboundTrafficPolicy;
  readonly workloadSelector?: LabelsSelector;
}

export interface Source {
  readonly ipBlocks?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly notIpBlocks?: readonly string[];
  readonly notNamespaces?: readonly string[];
  readonly notPrincipals?: readonly string[];
  readonly notRemoteIpBlocks?: readonly string[];
  readonly notRequestPrincipals?: readonly string[];
  readonly notServiceAccounts?: readonly string[];
  readonly notTrustDomains?: readonly string[];
  readonly principals?: readonly string[];
  readonly remoteIpBlocks?: readonly string[];
  readonly requestPrincipals?: readonly string[];
  readonly serviceAccounts?: readonly string[];
  readonly trustDomains?: readonly string[];
}

export interface StringMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

export interface Subset {
  readonly labels?: Readonly<Record<string, string>>;
  readonly name: string;
  readonly trafficPolicy?: TrafficPolicy;
}

export interface TCPRoute {
  readonly match?: readonly L4MatchAttributes[];
  readonly route?: readonly RouteDestination[];
}

export interface TCPSettings {
  readonly connectTimeout?: string;
  readonly idleTimeout?: string;
  readonly maxConnectionDuration?: string;
  readonly maxConnections?: number;
  readonly tcpKeepalive?: TcpKeepalive;
}

export interface TLSCertificate {
  readonly caCertificates?: string;
  readonly privateKey?: string;
  readonly serverCertificate?: string;
}

export interface TLSMatchAttributes {
  readonly destinationSubnets?: readonly string[];
  readonly gateways?: readonly string[];
  readonly port?: number;
  readonly sniHosts: readonly string[];
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
}

export interface TLSRoute {
  readonly match: readonly TLSMatchAttributes[];
  readonly route?: readonly RouteDestination[];
}

export interface TcpKeepalive {
  readonly interval?: string;
  readonly probes?: number;
  readonly time?: string;
}

export interface Telemetry {
  readonly spec?: TelemetrySpec;
}

export interface TelemetrySpec {
  readonly accessLogging?: readonly AccessLogging[];
  readonly metrics?: readonly Metrics[];
  readonly selector?: WorkloadSelector;
  readonly targetRef?: PolicyTargetReference;
  readonly targetRefs?: readonly PolicyTargetReference[];
  readonly tracing?: readonly Tracing[];
}

export interface Tracing {
  readonly customTags?: Readonly<Record<string, TracingCustomTags>>;
  readonly disableContextPropagation?: boolean;
  readonly disableSpanReporting?: boolean;
  readonly enableIstioTags?: boolean;
  readonly match?: TracingMatch;
  readonly providers?: readonly TracingProviders[];
  readonly randomSamplingPercentage?: number;
  readonly useRequestIdForTraceSampling?: boolean;
}

export interface TracingCustomTags {
  readonly environment?: TracingCustomTagsEnvironment;
  readonly formatter?: TracingCustomTagsFormatter;
  readonly header?: TracingCustomTagsHeader;
  readonly literal?: TracingCustomTagsLiteral;
}

export interface TracingCustomTagsEnvironment {
  readonly defaultValue?: string;
  readonly name: string;
}

export interface TracingCustomTagsFormatter {
  readonly value: string;
}

export interface TracingCustomTagsHeader {
  readonly defaultValue?: string;
  readonly name: string;
}

export interface TracingCustomTagsLiteral {
  readonly value: string;
}

export interface TracingMatch {
  readonly mode?: "CLIENT_AND_SERVER" | "CLIENT" | "SERVER";
}

export interface TracingProviders {
  readonly name: string;
}

export interface TrafficExtension {
  readonly spec: TrafficExtensionSpec;
}

export interface TrafficExtensionSpec {
  readonly lua?: LuaConfig;
  readonly match?: readonly TrafficExtensionSpecMatch[];
  readonly phase?: "UNSPECIFIED" | "AUTHN" | "AUTHZ" | "STATS";
  readonly priority?: number;
  readonly selector?: WorkloadSelector;
  readonly targetRefs?: readonly PolicyTargetReference[];
  readonly wasm?: WasmConfig;
}

export interface TrafficExtensionSpecMatch {
  readonly mode?: "UNDEFINED" | "CLIENT" | "SERVER" | "CLIENT_AND_SERVER";
  readonly ports?: readonly TrafficExtensionSpecMatchPorts[];
}

export interface TrafficExtensionSpecMatchPorts {
  readonly number: number;
}

export interface TrafficPolicy {
  readonly connectionPool?: ConnectionPoolSettings;
  readonly loadBalancer?: LoadBalancerSettings;
  readonly outlierDetection?: OutlierDetection;
  readonly portLevelSettings?: readonly PortTrafficPolicy[];
  readonly proxyProtocol?: ProxyProtocol;
  readonly retryBudget?: RetryBudget;
  readonly tls?: ClientTLSSettings;
  readonly tunnel?: TunnelSettings;
}

export interface TunnelSettings {
  readonly protocol?: string;
  readonly targetHost: string;
  readonly targetPort: number;
}

export interface VirtualService {
  readonly spec?: VirtualServiceSpec;
}

export interface VirtualServiceSpec {
  readonly exportTo?: readonly string[];
  readonly gateways?: readonly string[];
  readonly hosts?: readonly string[];
  readonly http?: readonly HTTPRoute[];
  readonly tcp?: readonly TCPRoute[];
  readonly tls?: readonly TLSRoute[];
}

export interface WarmupConfiguration {
  readonly aggression?: number;
  readonly duration: string;
  readonly minimumPercent?: number;
}

export interface WasmConfig {
  readonly failStrategy?: "FAIL_CLOSE" | "FAIL_OPEN" | "FAIL_RELOAD";
  readonly imagePullPolicy?: "UNSPECIFIED_POLICY" | "IfNotPresent" | "Always";
  readonly imagePullSecret?: string;
  readonly pluginConfig?: Readonly<Record<string, unknown>>;
  readonly pluginName?: string;
  readonly sha256?: string;
  readonly type?: "UNSPECIFIED_PLUGIN_TYPE" | "HTTP" | "NETWORK";
  readonly url: string;
  readonly verificationKey?: string;
  readonly vmConfig?: WasmConfigVmConfig;
}

export interface WasmConfigVmConfig {
  readonly env?: readonly WasmConfigVmConfigEnv[];
}

export interface WasmConfigVmConfigEnv {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: "INLINE" | "HOST";
}

export interface WasmPlugin {
  readonly spec: WasmPluginSpec;
}

export interface WasmPluginSpec {
  readonly failStrategy?: "FAIL_CLOSE" | "FAIL_OPEN" | "FAIL_RELOAD";
  readonly imagePullPolicy?: "UNSPECIFIED_POLICY" | "IfNotPresent" | "Always";
  readonly imagePullSecret?: string;
  readonly match?: readonly WasmPluginSpecMatch[];
  readonly phase?: "UNSPECIFIED_PHASE" | "AUTHN" | "AUTHZ" | "STATS";
  readonly pluginConfig?: Readonly<Record<string, unknown>>;
  readonly pluginName?: string;
  readonly priority?: number;
  readonly selector?: WorkloadSelector;
  readonly sha256?: string;
  readonly targetRef?: PolicyTargetReference;
  readonly targetRefs?: readonly PolicyTargetReference[];
  readonly type?: "UNSPECIFIED_PLUGIN_TYPE" | "HTTP" | "NETWORK";
  readonly url: string;
  readonly verificationKey?: string;
  readonly vmConfig?: WasmPluginSpecVmConfig;
}

export interface WasmPluginSpecMatch {
  readonly mode?: "UNDEFINED" | "CLIENT" | "SERVER" | "CLIENT_AND_SERVER";
  readonly ports?: readonly WasmPluginSpecMatchPorts[];
}

export interface WasmPluginSpecMatchPorts {
  readonly number: number;
}

export interface WasmPluginSpecVmConfig {
  readonly env?: readonly WasmPluginSpecVmConfigEnv[];
}

export interface WasmPluginSpecVmConfigEnv {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: "INLINE" | "HOST";
}

export interface WorkloadEntry {
  readonly spec: WorkloadEntrySpec;
}

export interface WorkloadEntrySpec {
  readonly address?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly locality?: string;
  readonly network?: string;
  readonly ports?: Readonly<Record<string, number>>;
  readonly serviceAccount?: string;
  readonly weight?: number;
}

export interface WorkloadGroup {
  readonly spec: WorkloadGroupSpec;
}

export interface WorkloadGroupSpec {
  readonly metadata?: WorkloadGroupSpecMetadata;
  readonly probe?: WorkloadGroupSpecProbe;
  readonly template: WorkloadEntrySpec;
}

export interface WorkloadGroupSpecMetadata {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface WorkloadGroupSpecProbe {
  readonly exec?: WorkloadGroupSpecProbeExec;
  readonly failureThreshold?: number;
  readonly grpc?: WorkloadGroupSpecProbeGrpc;
  readonly httpGet?: WorkloadGroupSpecProbeHttpGet;
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly successThreshold?: number;
  readonly tcpSocket?: WorkloadGroupSpecProbeTcpSocket;
  readonly timeoutSeconds?: number;
}

export interface WorkloadGroupSpecProbeExec {
  readonly command: readonly string[];
}

export interface WorkloadGroupSpecProbeGrpc {
  readonly port?: number;
  readonly service?: string;
}

export interface WorkloadGroupSpecProbeHttpGet {
  readonly host?: string;
  readonly httpHeaders?: readonly WorkloadGroupSpecProbeHttpGetHttpHeaders[];
  readonly path?: string;
  readonly port: number;
  readonly scheme?: string;
}

export interface WorkloadGroupSpecProbeHttpGetHttpHeaders {
  readonly name?: string;
  readonly value?: string;
}

export interface WorkloadGroupSpecProbeTcpSocket {
  readonly host?: string;
  readonly port: number;
}

export interface WorkloadSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

export interface ZoneAwareLbSetting {
  readonly enabled?: boolean;
  readonly failover?: readonly LocalityFailover[];
  readonly failoverPriority?: readonly string[];
  readonly minClusterSize?: number;
}
