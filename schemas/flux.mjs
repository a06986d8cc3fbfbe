/** Flux's Kustomization, by hand from its documented API. What a root Kustomization may patch into it is not required. */

import { flag, labels, list, object, oneOf, open, root, text, texts } from "./by-hand.mjs";

const duration = { type: "string", pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$" };
const short = { type: "string", minLength: 1, maxLength: 200 };
const local = object("LocalReference", undefined, { name: text });

const target = object("PatchTarget", undefined, {
  ...{ group: text, version: text, kind: text, name: text, namespace: text },
  ...{ labelSelector: text, annotationSelector: text },
});

const operation = object("PatchOperation", undefined, {
  op: oneOf("test remove add replace move copy"),
  ...{ path: text, from: text, value: open },
});

const health = { apiVersion: text, kind: text };
const expressions = { inProgress: text, failed: text, current: text };
const substitutes = object("SubstituteReference", undefined, {
  kind: oneOf("Secret ConfigMap"),
  ...{ name: text, optional: flag },
});

const shared = {
  commonMetadata: object("CommonMetadata", undefined, { labels, annotations: labels }),
  components: texts,
  decryption: object("Decryption", undefined, { provider: text, secretRef: local, serviceAccountName: text }),
  dependsOn: list(object("Dependency", undefined, { name: text, namespace: text, readyExpr: text })),
  force: flag,
  healthChecks: list(object("HealthCheck", undefined, { ...health, name: text, namespace: text })),
  images: list(object("Image", undefined, { name: text, newName: text, newTag: text, digest: text })),
  interval: duration,
  kubeConfig: object("KubeConfig", undefined, {
    configMapRef: local,
    secretRef: object("SecretReference", undefined, { name: text, key: text }),
  }),
  patches: list(object("Patch", undefined, { patch: text, target })),
  path: text,
  postBuild: object("PostBuild", undefined, { substitute: labels, substituteFrom: list(substitutes) }),
  prune: flag,
  retryInterval: duration,
  serviceAccountName: text,
  sourceRef: object("SourceReference", undefined, {
    apiVersion: text,
    kind: oneOf("OCIRepository GitRepository Bucket ExternalArtifact"),
    ...{ name: text, namespace: text },
  }),
  suspend: flag,
  targetNamespace: { type: "string", minLength: 1, maxLength: 63 },
  timeout: duration,
  wait: flag,
};

const newer = {
  buildMetadata: list(oneOf("originAnnotations transformerAnnotations")),
  deletionPolicy: oneOf("MirrorPrune Delete WaitForTermination Orphan"),
  driftIgnoreRules: list(object("DriftIgnoreRule", undefined, { paths: texts, target })),
  healthCheckExprs: list(object("HealthExpressions", undefined, { ...health, ...expressions })),
  ignoreMissingComponents: flag,
  namePrefix: short,
  nameSuffix: short,
};

const older = {
  patchesJson6902: list(object("JsonPatch", undefined, { patch: list(operation), target })),
  patchesStrategicMerge: list(open),
  validation: oneOf("none client server"),
};

const specOf = (fields) => root(object("KustomizationSpec", undefined, fields));
const source = "by hand from the documented API";

export const kustomization = {
  group: "kustomize.toolkit.fluxcd.io",
  kind: "Kustomization",
  versions: [
    { version: "v1", storage: true, source, schema: specOf({ ...shared, ...newer }) },
    // Gone since Flux 2.8.
    { version: "v1beta2", deprecated: true, source, schema: specOf({ ...shared, ...older }) },
    // Gone since Flux 2.7; its fields were others.
    { version: "v1beta1", served: false, source, schema: root(open) },
  ],
};
