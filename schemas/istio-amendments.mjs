/** What Istio's API has gained since the version of @kubernetes-models/istio that the pack is made from (1.29). */

import { flag, list, object, oneOf, text, texts } from "./by-hand.mjs";

const since = (version) => ({ "x-since": version });

const failover = list(object("LocalityFailover", undefined, { from: text, to: text }));
const zoneAware = object(
  "ZoneAwareLbSetting",
  undefined,
  { enabled: flag, minClusterSize: { type: "integer", minimum: 1 }, failover, failoverPriority: texts },
  since("1.31"),
);
const errorCodes = list({ type: "integer", minimum: 100, maximum: 599 }, since("1.31"));

/** Type name → fields that it gained. */
const fields = {
  Source: { trustDomains: { ...texts, ...since("1.31") }, notTrustDomains: { ...texts, ...since("1.31") } },
  HTTPSettings: {
    http2KeepAlive: object("HTTP2KeepAlive", undefined, { interval: text, timeout: text }, since("1.31")),
  },
  OutlierDetection: { outlierDetectionHttpErrorCodes: errorCodes },
  RetryBudget: { budgetInterval: { ...text, ...since("1.31") } },
  ServerTLSSettings: { insecureSkipVerify: { ...flag, ...since("1.31") } },
  LoadBalancerSettings: { zoneAwareLbSetting: zoneAware },
  HTTPRedirect: { prefixRewrite: { ...text, ...since("1.31") } },
  Tracing: { disableContextPropagation: { ...flag, ...since("1.31") } },
  JWTRule: { presence: { ...oneOf("OPTIONAL REQUIRED"), ...since("1.32") } },
};

/** Type name → keywords that changed. */
const changes = {
  WarmupConfiguration: ({ aggression }) => (aggression.minimum = 0),
  EnvoyPatch: ({ operation }) => operation.enum.push("MERGE_AND_REPLACE_LIST"),
};

export function amendIstio(schema) {
  const { "x-type": type, properties, items, additionalProperties } = schema;
  if (properties) {
    if (type && fields[type]) Object.assign(properties, fields[type]);
    if (type && changes[type]) changes[type](properties);
    for (const value of Object.values(properties)) amendIstio(value);
  }
  if (items) amendIstio(items);
  if (typeof additionalProperties === "object") amendIstio(additionalProperties);
  return schema;
}
