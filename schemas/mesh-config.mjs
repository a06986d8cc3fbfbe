/** Istio's MeshConfig as far as rules read it; what is not named here is left open. */

import { flag, int32, list, object, oneOf, open, selector, text, texts } from "./by-hand.mjs";

const mode = (typeName, modes) => object(typeName, undefined, { mode: oneOf(modes) });
const tls = object("MeshTLSConfig", undefined, {
  ...{ minProtocolVersion: oneOf("TLS_AUTO TLSV1_2 TLSV1_3"), cipherSuites: texts, ecdhCurves: texts },
});
const normalizations = "DEFAULT NONE BASE MERGE_SLASHES DECODE_AND_MERGE_SLASHES";

export const meshConfig = {
  ...open,
  "x-type": "MeshConfig",
  properties: {
    ...{ trustDomain: text, trustDomainAliases: texts, rootNamespace: text, enableAutoMtls: flag },
    outboundTrafficPolicy: mode("MeshOutboundTrafficPolicy", "REGISTRY_ONLY ALLOW_ANY ALLOW_ANY_DYNAMIC_DNS"),
    inboundTrafficPolicy: mode("MeshInboundTrafficPolicy", "PASSTHROUGH LOCALHOST"),
    ...{ defaultServiceExportTo: texts, defaultVirtualServiceExportTo: texts, defaultDestinationRuleExportTo: texts },
    discoverySelectors: list(selector),
    extensionProviders: list({
      ...open,
      "x-type": "ExtensionProvider",
      required: ["name"],
      properties: { name: text },
    }),
    defaultProviders: object("DefaultProviders", undefined, { tracing: texts, metrics: texts, accessLogging: texts }),
    ...{ accessLogFile: text, accessLogFormat: text, accessLogEncoding: oneOf("TEXT JSON"), enableTracing: flag },
    ...{ ingressClass: text, ingressService: text, ingressSelector: text },
    ingressControllerMode: oneOf("UNSPECIFIED OFF DEFAULT STRICT"),
    pathNormalization: object("ProxyPathNormalization", undefined, { normalization: oneOf(normalizations) }),
    ...{ meshMTLS: tls, tlsDefaults: tls, defaultConfig: open },
    ...{ proxyListenPort: int32, proxyInboundListenPort: int32, proxyHttpPort: int32, connectTimeout: text },
  },
};
