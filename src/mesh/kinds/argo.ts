/** Types of the kinds of argo, written from `schemas/` by `npm run generate`. */

import type { PodTemplateSpec } from "./kubernetes.ts";

export interface ArgoKinds {
  readonly "argo/Application": Application;
  readonly "argo/Rollout": Rollout;
}

export interface Application {
  readonly spec: ApplicationSpec;
}

export interface ApplicationSpec {
  readonly destination?: Readonly<Record<string, unknown>>;
  readonly project?: string;
  readonly source?: Readonly<Record<string, unknown>>;
  readonly sources?: readonly Readonly<Record<string, unknown>>[];
  readonly [key: string]: unknown;
}

export interface BlueGreenStrategy {
  readonly abortScaleDownDelaySeconds?: number;
  readonly activeMetadata?: BlueGreenStrategyActiveMetadata;
  readonly activeService: string;
  readonly antiAffinity?: BlueGreenStrategyAntiAffinity;
  readonly autoPromotionEnabled?: boolean;
  readonly autoPromotionSeconds?: number;
  readonly maxUnavailable?: unknown;
  readonly postPromotionAnalysis?: BlueGreenStrategyPostPromotionAnalysis;
  readonly prePromotionAnalysis?: BlueGreenStrategyPrePromotionAnalysis;
  readonly previewMetadata?: BlueGreenStrategyPreviewMetadata;
  readonly previewReplicaCount?: number;
  readonly previewService?: string;
  readonly scaleDownDelayRevisionLimit?: number;
  readonly scaleDownDelaySeconds?: number;
}

export interface BlueGreenStrategyActiveMetadata {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface BlueGreenStrategyAntiAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: BlueGreenStrategyAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution;
  readonly requiredDuringSchedulingIgnoredDuringExecution?: Readonly<Record<string, unknown>>;
}

export interface BlueGreenStrategyAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: number;
}

export interface BlueGreenStrategyPostPromotionAnalysis {
  readonly args?: readonly BlueGreenStrategyPostPromotionAnalysisArgs[];
  readonly dryRun?: readonly BlueGreenStrategyPostPromotionAnalysisDryRun[];
  readonly measurementRetention?: readonly BlueGreenStrategyPostPromotionAnalysisMeasurementRetention[];
  readonly templates?: readonly BlueGreenStrategyPostPromotionAnalysisTemplates[];
}

export interface BlueGreenStrategyPostPromotionAnalysisArgs {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: BlueGreenStrategyPostPromotionAnalysisArgsValueFrom;
}

export interface BlueGreenStrategyPostPromotionAnalysisArgsValueFrom {
  readonly fieldRef?: BlueGreenStrategyPostPromotionAnalysisArgsValueFromFieldRef;
  readonly podTemplateHashValue?: string;
}

export interface BlueGreenStrategyPostPromotionAnalysisArgsValueFromFieldRef {
  readonly fieldPath: string;
}

export interface BlueGreenStrategyPostPromotionAnalysisDryRun {
  readonly metricName: string;
}

export interface BlueGreenStrategyPostPromotionAnalysisMeasurementRetention {
  readonly limit: number;
  readonly metricName: string;
}

export interface BlueGreenStrategyPostPromotionAnalysisTemplates {
  readonly clusterScope?: boolean;
  readonly templateName?: string;
}

export interface BlueGreenStrategyPrePromotionAnalysis {
  readonly args?: readonly BlueGreenStrategyPrePromotionAnalysisArgs[];
  readonly dryRun?: readonly BlueGreenStrategyPrePromotionAnalysisDryRun[];
  readonly measurementRetention?: readonly BlueGreenStrategyPrePromotionAnalysisMeasurementRetention[];
  readonly templates?: readonly BlueGreenStrategyPrePromotionAnalysisTemplates[];
}

export interface BlueGreenStrategyPrePromotionAnalysisArgs {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: BlueGreenStrategyPrePromotionAnalysisArgsValueFrom;
}

export interface BlueGreenStrategyPrePromotionAnalysisArgsValueFrom {
  readonly fieldRef?: BlueGreenStrategyPrePromotionAnalysisArgsValueFromFieldRef;
  readonly podTemplateHashValue?: string;
}

export interface BlueGreenStrategyPrePromotionAnalysisArgsValueFromFieldRef {
  readonly fieldPath: string;
}

export interface BlueGreenStrategyPrePromotionAnalysisDryRun {
  readonly metricName: string;
}

export interface BlueGreenStrategyPrePromotionAnalysisMeasurementRetention {
  readonly limit: number;
  readonly metricName: string;
}

export interface BlueGreenStrategyPrePromotionAnalysisTemplates {
  readonly clusterScope?: boolean;
  readonly templateName?: string;
}

export interface BlueGreenStrategyPreviewMetadata {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface CanaryStep {
  readonly analysis?: CanaryStepAnalysis;
  readonly experiment?: CanaryStepExperiment;
  readonly pause?: CanaryStepPause;
  readonly plugin?: StepPlugin;
  readonly setCanaryScale?: CanaryStepSetCanaryScale;
  readonly setHeaderRoute?: CanaryStepSetHeaderRoute;
  readonly setMirrorRoute?: CanaryStepSetMirrorRoute;
  readonly setWeight?: number;
}

export interface CanaryStepAnalysis {
  readonly args?: readonly CanaryStepAnalysisArgs[];
  readonly dryRun?: readonly CanaryStepAnalysisDryRun[];
  readonly measurementRetention?: readonly CanaryStepAnalysisMeasurementRetention[];
  readonly templates?: readonly CanaryStepAnalysisTemplates[];
}

export interface CanaryStepAnalysisArgs {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: CanaryStepAnalysisArgsValueFrom;
}

export interface CanaryStepAnalysisArgsValueFrom {
  readonly fieldRef?: CanaryStepAnalysisArgsValueFromFieldRef;
  readonly podTemplateHashValue?: string;
}

export interface CanaryStepAnalysisArgsValueFromFieldRef {
  readonly fieldPath: string;
}

export interface CanaryStepAnalysisDryRun {
  readonly metricName: string;
}

export interface CanaryStepAnalysisMeasurementRetention {
  readonly limit: number;
  readonly metricName: string;
}

export interface CanaryStepAnalysisTemplates {
  readonly clusterScope?: boolean;
  readonly templateName?: string;
}

export interface CanaryStepExperiment {
  readonly analyses?: readonly CanaryStepExperimentAnalyses[];
  readonly duration?: string;
  readonly templates: readonly CanaryStepExperimentTemplates[];
}

export interface CanaryStepExperimentAnalyses {
  readonly args?: readonly CanaryStepExperimentAnalysesArgs[];
  readonly clusterScope?: boolean;
  readonly name: string;
  readonly requiredForCompletion?: boolean;
  readonly templateName: string;
}

export interface CanaryStepExperimentAnalysesArgs {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: CanaryStepExperimentAnalysesArgsValueFrom;
}

export interface CanaryStepExperimentAnalysesArgsValueFrom {
  readonly fieldRef?: CanaryStepExperimentAnalysesArgsValueFromFieldRef;
  readonly podTemplateHashValue?: string;
}

export interface CanaryStepExperimentAnalysesArgsValueFromFieldRef {
  readonly fieldPath: string;
}

export interface CanaryStepExperimentTemplates {
  readonly metadata?: CanaryStepExperimentTemplatesMetadata;
  readonly name: string;
  readonly replicas?: number;
  readonly selector?: CanaryStepExperimentTemplatesSelector;
  readonly service?: CanaryStepExperimentTemplatesService;
  readonly specRef: string;
  readonly weight?: number;
}

export interface CanaryStepExperimentTemplatesMetadata {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface CanaryStepExperimentTemplatesSelector {
  readonly matchExpressions?: readonly CanaryStepExperimentTemplatesSelectorMatchExpressions[];
  readonly matchLabels?: Readonly<Record<string, string>>;
}

export interface CanaryStepExperimentTemplatesSelectorMatchExpressions {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface CanaryStepExperimentTemplatesService {
  readonly name?: string;
}

export interface CanaryStepPause {
  readonly duration?: unknown;
}

export interface CanaryStepSetCanaryScale {
  readonly matchTrafficWeight?: boolean;
  readonly replicas?: number;
  readonly weight?: number;
}

export interface CanaryStepSetHeaderRoute {
  readonly match?: readonly CanaryStepSetHeaderRouteMatch[];
  readonly name?: string;
}

export interface CanaryStepSetHeaderRouteMatch {
  readonly headerName: string;
  readonly headerValue: CanaryStepSetHeaderRouteMatchHeaderValue;
}

export interface CanaryStepSetHeaderRouteMatchHeaderValue {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

export interface CanaryStepSetMirrorRoute {
  readonly match?: readonly CanaryStepSetMirrorRouteMatch[];
  readonly name: string;
  readonly percentage?: number;
}

export interface CanaryStepSetMirrorRouteMatch {
  readonly headers?: Readonly<Record<string, CanaryStepSetMirrorRouteMatchHeaders>>;
  readonly method?: CanaryStepSetMirrorRouteMatchMethod;
  readonly path?: CanaryStepSetMirrorRouteMatchPath;
}

export interface CanaryStepSetMirrorRouteMatchHeaders {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

export interface CanaryStepSetMirrorRouteMatchMethod {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

export interface CanaryStepSetMirrorRouteMatchPath {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

export interface CanaryStrategy {
  readonly abortScaleDownDelaySeconds?: number;
  readonly analysis?: CanaryStrategyAnalysis;
  readonly antiAffinity?: CanaryStrategyAntiAffinity;
  readonly canaryMetadata?: CanaryStrategyCanaryMetadata;
  readonly canaryService?: string;
  readonly dynamicStableScale?: boolean;
  readonly maxSurge?: unknown;
  readonly maxUnavailable?: unknown;
  readonly minPodsPerReplicaSet?: number;
  readonly pingPong?: CanaryStrategyPingPong;
  readonly replicaProgressThreshold?: ReplicaProgressThreshold;
  readonly scaleDownDelayRevisionLimit?: number;
  readonly scaleDownDelaySeconds?: number;
  readonly stableMetadata?: CanaryStrategyStableMetadata;
  readonly stableService?: string;
  readonly steps?: readonly CanaryStep[];
  readonly trafficRouting?: TrafficRouting;
}

export interface CanaryStrategyAnalysis {
  readonly args?: readonly CanaryStrategyAnalysisArgs[];
  readonly dryRun?: readonly CanaryStrategyAnalysisDryRun[];
  readonly measurementRetention?: readonly CanaryStrategyAnalysisMeasurementRetention[];
  readonly startingStep?: number;
  readonly templates?: readonly CanaryStrategyAnalysisTemplates[];
}

export interface CanaryStrategyAnalysisArgs {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: CanaryStrategyAnalysisArgsValueFrom;
}

export interface CanaryStrategyAnalysisArgsValueFrom {
  readonly fieldRef?: CanaryStrategyAnalysisArgsValueFromFieldRef;
  readonly podTemplateHashValue?: string;
}

export interface CanaryStrategyAnalysisArgsValueFromFieldRef {
  readonly fieldPath: string;
}

export interface CanaryStrategyAnalysisDryRun {
  readonly metricName: string;
}

export interface CanaryStrategyAnalysisMeasurementRetention {
  readonly limit: number;
  readonly metricName: string;
}

export interface CanaryStrategyAnalysisTemplates {
  readonly clusterScope?: boolean;
  readonly templateName?: string;
}

export interface CanaryStrategyAntiAffinity {
  readonly preferredDuringSchedulingIgnoredDuringExecution?: CanaryStrategyAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution;
  readonly requiredDuringSchedulingIgnoredDuringExecution?: Readonly<Record<string, unknown>>;
}

export interface CanaryStrategyAntiAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  readonly weight: number;
}

export interface CanaryStrategyCanaryMetadata {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface CanaryStrategyPingPong {
  readonly pingService: string;
  readonly pongService: string;
}

export interface CanaryStrategyStableMetadata {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface IstioTrafficRouting {
  readonly destinationRule?: RolloutDestinationRule;
  readonly virtualService?: RolloutVirtualService;
  readonly virtualServices?: readonly RolloutVirtualService[];
}

export interface LabelSelector {
  readonly matchExpressions?: readonly LabelSelectorMatchExpressions[];
  readonly matchLabels?: Readonly<Record<string, string>>;
}

export interface LabelSelectorMatchExpressions {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

export interface ReplicaProgressThreshold {
  readonly type?: string;
  readonly value?: number;
}

export interface Rollout {
  readonly spec: RolloutSpec;
}

export interface RolloutDestinationRule {
  readonly canarySubsetName: string;
  readonly name: string;
  readonly stableSubsetName: string;
}

export interface RolloutSpec {
  readonly analysis?: RolloutSpecAnalysis;
  readonly minReadySeconds?: number;
  readonly paused?: boolean;
  readonly progressDeadlineAbort?: boolean;
  readonly progressDeadlineSeconds?: number;
  readonly replicas?: number;
  readonly restartAt?: string;
  readonly revisionHistoryLimit?: number;
  readonly rollbackWindow?: RolloutSpecRollbackWindow;
  readonly selector?: LabelSelector;
  readonly strategy?: RolloutSpecStrategy;
  readonly template?: PodTemplateSpec;
  readonly workloadRef?: RolloutSpecWorkloadRef;
}

export interface RolloutSpecAnalysis {
  readonly successfulRunHistoryLimit?: number;
  readonly unsuccessfulRunHistoryLimit?: number;
}

export interface RolloutSpecRollbackWindow {
  readonly revisions?: number;
}

export interface RolloutSpecStrategy {
  readonly blueGreen?: BlueGreenStrategy;
  readonly canary?: CanaryStrategy;
}

export interface RolloutSpecWorkloadRef {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly scaleDown?: string;
}

export interface RolloutVirtualService {
  readonly name: string;
  readonly routes?: readonly string[];
  readonly tcpRoutes?: readonly RolloutVirtualServiceTcpRoutes[];
  readonly tlsRoutes?: readonly RolloutVirtualServiceTlsRoutes[];
}

export interface RolloutVirtualServiceTcpRoutes {
  readonly port?: number;
}

export interface RolloutVirtualServiceTlsRoutes {
  readonly port?: number;
  readonly sniHosts?: readonly string[];
}

export interface StepPlugin {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly name?: string;
}

export interface TrafficRouting {
  readonly alb?: TrafficRoutingAlb;
  readonly ambassador?: TrafficRoutingAmbassador;
  readonly apisix?: TrafficRoutingApisix;
  readonly appMesh?: TrafficRoutingAppMesh;
  readonly istio?: IstioTrafficRouting;
  readonly managedRoutes?: readonly TrafficRoutingManagedRoutes[];
  readonly maxTrafficWeight?: number;
  readonly nginx?: TrafficRoutingNginx;
  readonly plugins?: Readonly<Record<string, unknown>>;
  readonly smi?: TrafficRoutingSmi;
  readonly traefik?: TrafficRoutingTraefik;
}

export interface TrafficRoutingAlb {
  readonly annotationPrefix?: string;
  readonly ingress: string;
  readonly rootService?: string;
  readonly servicePort: number;
  readonly stickinessConfig?: TrafficRoutingAlbStickinessConfig;
}

export interface TrafficRoutingAlbStickinessConfig {
  readonly durationSeconds: number;
  readonly enabled: boolean;
}

export interface TrafficRoutingAmbassador {
  readonly mappings: readonly string[];
}

export interface TrafficRoutingApisix {
  readonly route?: TrafficRoutingApisixRoute;
}

export interface TrafficRoutingApisixRoute {
  readonly name: string;
  readonly rules?: readonly string[];
}

export interface TrafficRoutingAppMesh {
  readonly virtualNodeGroup?: TrafficRoutingAppMeshVirtualNodeGroup;
  readonly virtualService?: TrafficRoutingAppMeshVirtualService;
}

export interface TrafficRoutingAppMeshVirtualNodeGroup {
  readonly canaryVirtualNodeRef: TrafficRoutingAppMeshVirtualNodeGroupCanaryVirtualNodeRef;
  readonly stableVirtualNodeRef: TrafficRoutingAppMeshVirtualNodeGroupStableVirtualNodeRef;
}

export interface TrafficRoutingAppMeshVirtualNodeGroupCanaryVirtualNodeRef {
  readonly name: string;
}

export interface TrafficRoutingAppMeshVirtualNodeGroupStableVirtualNodeRef {
  readonly name: string;
}

export interface TrafficRoutingAppMeshVirtualService {
  readonly name: string;
  readonly routes?: readonly string[];
}

export interface TrafficRoutingManagedRoutes {
  readonly name: string;
}

export interface TrafficRoutingNginx {
  readonly additionalIngressAnnotations?: Readonly<Record<string, string>>;
  readonly annotationPrefix?: string;
  readonly stableIngress?: string;
  readonly stableIngresses?: readonly string[];
}

export interface TrafficRoutingSmi {
  readonly rootService?: string;
  readonly trafficSplitName?: string;
}

export interface TrafficRoutingTraefik {
  readonly weightedTraefikServiceName: string;
}
