/** Flagger's Canary, by hand from its documented API. */

import {
  dnsName,
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
  text,
  texts,
} from "./by-hand.mjs";

/** Istio's match; Flagger's headers take a suffix as well. */
const matchOf = (...fields) =>
  object("StringMatch", undefined, Object.fromEntries(fields.map((field) => [field, text])), {
    "x-one-of": [{ fields, required: false }],
  });
const stringMatch = matchOf("exact", "prefix", "regex");
const matches = { type: "object", additionalProperties: stringMatch };

const routeMatch = object("CanaryRouteMatch", undefined, {
  ...{
    authority: stringMatch,
    gateways: texts,
    headers: matches,
    ignoreUriCase: flag,
    method: stringMatch,
    name: text,
  },
  ...{
    port: { type: "integer" },
    queryParams: matches,
    scheme: stringMatch,
    sourceLabels: labels,
    sourceNamespace: text,
  },
  ...{ uri: stringMatch, withoutHeaders: matches },
});

const reference = (typeName, kinds, extra = {}) =>
  object(typeName, "apiVersion kind name", { apiVersion: text, kind: oneOf(kinds), name: text, ...extra });

const metadata = object("CanaryMetadata", undefined, { labels, annotations: labels });
const headerOperations = object("HeaderOperations", undefined, { add: labels, remove: texts, set: labels });
const backendRef = object("CanaryBackendRef", "name", {
  ...{ group: { ...group, default: "" }, kind: { ...kind, default: "Service" }, name, namespace, port },
});
const gatewayRef = object("CanaryGatewayRef", "name", {
  ...{
    group: { ...group, default: "gateway.networking.k8s.io" },
    kind: { ...kind, default: "Gateway" },
    name,
    namespace,
  },
  ...{ sectionName: { ...name, pattern: `^${dnsName}$` }, port },
});

const service = object("CanaryService", "port", {
  ...{ name: text, port: number, portName: text, appProtocol: text, targetPort: intOrString, portDiscovery: flag },
  trafficDistribution: oneOf("PreferClose PreferSameZone PreferSameNode"),
  ...{
    headless: flag,
    timeout: text,
    backendTimeout: text,
    meshName: text,
    backends: texts,
    hosts: texts,
    delegation: flag,
  },
  match: list(routeMatch),
  retries: object("CanaryRetries", undefined, { attempts: int32, perTryTimeout: text, retryOn: text }),
  rewrite: object("CanaryRewrite", undefined, { uri: text, authority: text, type: text }),
  mirror: list(object("CanaryMirror", undefined, { backendRef })),
  headers: object("CanaryHeaders", undefined, { request: headerOperations, response: headerOperations }),
  gateways: texts,
  gatewayRefs: list(gatewayRef, { maxItems: 32 }),
  ...{ corsPolicy: open, trafficPolicy: open, apex: metadata, primary: metadata, canary: metadata },
  unmanagedMetadata: object("UnmanagedMetadata", undefined, { annotations: texts, labels: texts }),
});

const interval = { type: "string", pattern: "^[0-9]+(m|s)" };
const namedRef = object("NamespacedName", "name", { name: text, namespace: text });
const headerMatch = {
  type: "object",
  additionalProperties: { ...matchOf("exact", "prefix", "suffix", "regex"), "x-type": "HeaderMatch" },
};

const analysis = object(
  "CanaryAnalysis",
  "interval threshold",
  {
    ...{
      interval,
      iterations: number,
      threshold: number,
      maxWeight: number,
      stepWeight: number,
      stepWeights: list(number),
    },
    ...{
      stepWeightPromotion: number,
      mirror: flag,
      mirrorWeight: number,
      primaryReadyThreshold: number,
      canaryReadyThreshold: number,
    },
    match: list(
      object("CanaryAnalysisMatch", undefined, { headers: headerMatch, queryParams: matches, sourceLabels: labels }),
    ),
    metrics: list(
      object("CanaryMetric", "name", {
        ...{ name: text, interval, threshold: number, query: text, templateRef: namedRef, templateVariables: labels },
        thresholdRange: object("ThresholdRange", undefined, { min: number, max: number }),
      }),
    ),
    alerts: list(
      object("CanaryAlert", "name providerRef", {
        ...{ name: text, severity: { type: "string", enum: ["", "info", "warn", "error"] }, providerRef: namedRef },
      }),
    ),
    webhooks: list(
      object("CanaryWebhook", "name url", {
        ...{ name: text, type: text, muteAlert: flag, url: text, timeout: interval, retries: number, disableTLS: flag },
        metadata: labels,
      }),
    ),
    sessionAffinity: object("SessionAffinity", "cookieName", {
      ...{
        cookieName: text,
        primaryCookieName: text,
        domain: text,
        httpOnly: flag,
        maxAge: { ...number, default: 86400 },
      },
      ...{ partitioned: flag, path: text, sameSite: oneOf("Strict Lax None"), secure: flag },
    }),
  },
  { "x-one-of": [{ fields: ["iterations", "stepWeight", "stepWeights"], required: true }] },
);

export function canary() {
  const scaler = {
    primaryScalerQueries: labels,
    primaryScalerReplicas: object("ScalerReplicas", undefined, { minReplicas: int32, maxReplicas: int32 }),
  };
  const spec = object("CanarySpec", "analysis targetRef", {
    ...{ provider: text, metricsServer: text, progressDeadlineSeconds: number },
    targetRef: reference("CanaryTarget", "DaemonSet Deployment Service"),
    autoscalerRef: reference("CanaryAutoscaler", "HorizontalPodAutoscaler ScaledObject", scaler),
    ...{ ingressRef: open, routeRef: open, upstreamRef: open, service, analysis },
    ...{ skipAnalysis: flag, revertOnDeletion: flag, suspend: flag },
  });
  const source = "by hand from the documented API";
  return {
    group: "flagger.app",
    kind: "Canary",
    versions: [{ version: "v1beta1", storage: true, source, schema: root(spec, false) }],
  };
}
