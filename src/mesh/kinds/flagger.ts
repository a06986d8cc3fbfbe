/** Types of the kinds of flagger, written from `schemas/` by `npm run generate`. */

export interface FlaggerKinds {
  readonly "flagger/Canary": Canary;
}

export interface Canary {
  readonly spec?: CanarySpec;
}

export interface CanaryAlert {
  readonly name: string;
  readonly providerRef: NamespacedName;
  readonly severity?: "" | "info" | "warn" | "error";
}

export interface CanaryAnalysis {
  readonly alerts?: readonly CanaryAlert[];
  readonly canaryReadyThreshold?: number;
  readonly interval: string;
  readonly iterations?: number;
  readonly match?: readonly CanaryAnalysisMatch[];
  readonly maxWeight?: number;
  readonly metrics?: readonly CanaryMetric[];
  readonly mirror?: boolean;
  readonly mirrorWeight?: number;
  readonly primaryReadyThreshold?: number;
  readonly sessionAffinity?: SessionAffinity;
  readonly stepWeight?: number;
  readonly stepWeightPromotion?: number;
  readonly stepWeights?: readonly number[];
  readonly threshold: number;
  readonly webhooks?: readonly CanaryWebhook[];
}

export interface CanaryAnalysisMatch {
  readonly headers?: Readonly<Record<string, HeaderMatch>>;
  readonly queryParams?: Readonly<Record<string, StringMatch>>;
  readonly sourceLabels?: Readonly<Record<string, string>>;
}

export interface CanaryAutoscaler {
  readonly apiVersion: string;
  readonly kind: "HorizontalPodAutoscaler" | "ScaledObject";
  readonly name: string;
  readonly primaryScalerQueries?: Readonly<Record<string, string>>;
  readonly primaryScalerReplicas?: ScalerReplicas;
}

export interface CanaryBackendRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
}

export interface CanaryGatewayRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly sectionName?: string;
}

export interface CanaryHeaders {
  readonly request?: HeaderOperations;
  readonly response?: HeaderOperations;
}

export interface CanaryMetadata {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface CanaryMetric {
  readonly interval?: string;
  readonly name: string;
  readonly query?: string;
  readonly templateRef?: NamespacedName;
  readonly templateVariables?: Readonly<Record<string, string>>;
  readonly threshold?: number;
  readonly thresholdRange?: ThresholdRange;
}

export interface CanaryMirror {
  readonly backendRef?: CanaryBackendRef;
}

export interface CanaryRetries {
  readonly attempts?: number;
  readonly perTryTimeout?: string;
  readonly retryOn?: string;
}

export interface CanaryRewrite {
  readonly authority?: string;
  readonly type?: string;
  readonly uri?: string;
}

export interface CanaryRouteMatch {
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
  readonly uri?: StringMatch;
  readonly withoutHeaders?: Readonly<Record<string, StringMatch>>;
}

export interface CanaryService {
  readonly apex?: CanaryMetadata;
  readonly appProtocol?: string;
  readonly backendTimeout?: string;
  readonly backends?: readonly string[];
  readonly canary?: CanaryMetadata;
  readonly corsPolicy?: Readonly<Record<string, unknown>>;
  readonly delegation?: boolean;
  readonly gatewayRefs?: readonly CanaryGatewayRef[];
  readonly gateways?: readonly string[];
  readonly headers?: CanaryHeaders;
  readonly headless?: boolean;
  readonly hosts?: readonly string[];
  readonly match?: readonly CanaryRouteMatch[];
  readonly meshName?: string;
  readonly mirror?: readonly CanaryMirror[];
  readonly name?: string;
  readonly port: number;
  readonly portDiscovery?: boolean;
  readonly portName?: string;
  readonly primary?: CanaryMetadata;
  readonly retries?: CanaryRetries;
  readonly rewrite?: CanaryRewrite;
  readonly targetPort?: number | string;
  readonly timeout?: string;
  readonly trafficDistribution?: "PreferClose" | "PreferSameZone" | "PreferSameNode";
  readonly trafficPolicy?: Readonly<Record<string, unknown>>;
  readonly unmanagedMetadata?: UnmanagedMetadata;
}

export interface CanarySpec {
  readonly analysis: CanaryAnalysis;
  readonly autoscalerRef?: CanaryAutoscaler;
  readonly ingressRef?: Readonly<Record<string, unknown>>;
  readonly metricsServer?: string;
  readonly progressDeadlineSeconds?: number;
  readonly provider?: string;
  readonly revertOnDeletion?: boolean;
  readonly routeRef?: Readonly<Record<string, unknown>>;
  readonly service?: CanaryService;
  readonly skipAnalysis?: boolean;
  readonly suspend?: boolean;
  readonly targetRef: CanaryTarget;
  readonly upstreamRef?: Readonly<Record<string, unknown>>;
}

export interface CanaryTarget {
  readonly apiVersion: string;
  readonly kind: "DaemonSet" | "Deployment" | "Service";
  readonly name: string;
}

export interface CanaryWebhook {
  readonly disableTLS?: boolean;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly muteAlert?: boolean;
  readonly name: string;
  readonly retries?: number;
  readonly timeout?: string;
  readonly type?: string;
  readonly url: string;
}

export interface HeaderMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
  readonly suffix?: string;
}

export interface HeaderOperations {
  readonly add?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
  readonly set?: Readonly<Record<string, string>>;
}

export interface NamespacedName {
  readonly name: string;
  readonly namespace?: string;
}

export interface ScalerReplicas {
  readonly maxReplicas?: number;
  readonly minReplicas?: number;
}

export interface SessionAffinity {
  readonly cookieName: string;
  readonly domain?: string;
  readonly httpOnly?: boolean;
  readonly maxAge?: number;
  readonly partitioned?: boolean;
  readonly path?: string;
  readonly primaryCookieName?: string;
  readonly sameSite?: "Strict" | "Lax" | "None";
  readonly secure?: boolean;
}

export interface StringMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

export interface ThresholdRange {
  readonly max?: number;
  readonly min?: number;
}

export interface UnmanagedMetadata {
  readonly annotations?: readonly string[];
  readonly labels?: readonly string[];
}
