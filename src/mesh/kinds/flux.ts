/** Types of the kinds of flux, written from `schemas/` by `npm run generate`. */

export interface FluxKinds {
  readonly "flux/Kustomization": Kustomization;
}

export interface CommonMetadata {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface Decryption {
  readonly provider?: string;
  readonly secretRef?: LocalReference;
  readonly serviceAccountName?: string;
}

export interface Dependency {
  readonly name?: string;
  readonly namespace?: string;
  readonly readyExpr?: string;
}

export interface DriftIgnoreRule {
  readonly paths?: readonly string[];
  readonly target?: PatchTarget;
}

export interface HealthCheck {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

export interface HealthExpressions {
  readonly apiVersion?: string;
  readonly current?: string;
  readonly failed?: string;
  readonly inProgress?: string;
  readonly kind?: string;
}

export interface Image {
  readonly digest?: string;
  readonly name?: string;
  readonly newName?: string;
  readonly newTag?: string;
}

export interface JsonPatch {
  readonly patch?: readonly PatchOperation[];
  readonly target?: PatchTarget;
}

export interface KubeConfig {
  readonly configMapRef?: LocalReference;
  readonly secretRef?: SecretReference;
}

export interface Kustomization {
  readonly spec: KustomizationSpec;
}

export interface KustomizationSpec {
  readonly buildMetadata?: readonly ("originAnnotations" | "transformerAnnotations")[];
  readonly commonMetadata?: CommonMetadata;
  readonly components?: readonly string[];
  readonly decryption?: Decryption;
  readonly deletionPolicy?: "MirrorPrune" | "Delete" | "WaitForTermination" | "Orphan";
  readonly dependsOn?: readonly Dependency[];
  readonly driftIgnoreRules?: readonly DriftIgnoreRule[];
  readonly force?: boolean;
  readonly healthCheckExprs?: readonly HealthExpressions[];
  readonly healthChecks?: readonly HealthCheck[];
  readonly ignoreMissingComponents?: boolean;
  readonly images?: readonly Image[];
  readonly interval?: string;
  readonly kubeConfig?: KubeConfig;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly patches?: readonly Patch[];
  readonly patchesJson6902?: readonly JsonPatch[];
  readonly patchesStrategicMerge?: readonly Readonly<Record<string, unknown>>[];
  readonly path?: string;
  readonly postBuild?: PostBuild;
  readonly prune?: boolean;
  readonly retryInterval?: string;
  readonly serviceAccountName?: string;
  readonly sourceRef?: SourceReference;
  readonly suspend?: boolean;
  readonly targetNamespace?: string;
  readonly timeout?: string;
  readonly validation?: "none" | "client" | "server";
  readonly wait?: boolean;
}

export interface LocalReference {
  readonly name?: string;
}

export interface Patch {
  readonly patch?: string;
  readonly target?: PatchTarget;
}

export interface PatchOperation {
  readonly from?: string;
  readonly op?: "test" | "remove" | "add" | "replace" | "move" | "copy";
  readonly path?: string;
  readonly value?: Readonly<Record<string, unknown>>;
}

export interface PatchTarget {
  readonly annotationSelector?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly labelSelector?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly version?: string;
}

export interface PostBuild {
  readonly substitute?: Readonly<Record<string, string>>;
  readonly substituteFrom?: readonly SubstituteReference[];
}

export interface SecretReference {
  readonly key?: string;
  readonly name?: string;
}

export interface SourceReference {
  readonly apiVersion?: string;
  readonly kind?: "OCIRepository" | "GitRepository" | "Bucket" | "ExternalArtifact";
  readonly name?: string;
  readonly namespace?: string;
}

export interface SubstituteReference {
  readonly kind?: "Secret" | "ConfigMap";
  readonly name?: string;
  readonly optional?: boolean;
}
