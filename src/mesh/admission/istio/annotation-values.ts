/** Values of annotations that the sidecar injector judges: istio/istio pkg/kube/inject/validate.go. */

import { isCidr } from "../../values/address.ts";
import { written, type Judge } from "../../values/judge.ts";
import { quantity } from "../../values/quantity.ts";
import { quote } from "../../values/quote.ts";

const booleans = new Set("1 t T TRUE true True 0 f F FALSE false False".split(" "));

/** As Go's strconv.ParseBool. */
export const goBoolean: Judge = (text) =>
  booleans.has(text) ? undefined : `${quote(text)} is no boolean: use "true" or "false"`;

const naturalNumber: Judge = written((text) =>
  /^[0-9]{1,10}$/.test(text) && Number(text) < 2 ** 32 ? undefined : `${quote(text)} is no number of 0 or more`,
);

const isPortText = (text: string): boolean => /^[0-9]{1,5}$/.test(text.trim()) && Number(text) <= 65535;

const portNumber: Judge = written((text) =>
  isPortText(text) ? undefined : `${quote(text)} is no port: use 0 to 65535`,
);

const ports: Judge = written((text) => {
  const wrong = text.split(",").find((item) => !isPortText(item));
  return text.trim() === "" || wrong === undefined ? undefined : `${quote(wrong)} is no port: list numbers by commas`;
});

const portsOrAll: Judge = (text) => (text === "*" ? undefined : ports(text));

const ranges: Judge = written((text) => {
  const wrong = text.split(",").find((item) => !isCidr(item.trim()));
  return text === "" || wrong === undefined ? undefined : `${quote(wrong)} is no CIDR block: list them by commas`;
});

const rangesOrAll: Judge = (text) => (text === "*" ? undefined : ranges(text));

const interception: Judge = (text) =>
  ["REDIRECT", "TPROXY", "NONE"].includes(text)
    ? undefined
    : `unknown interception mode ${quote(text)}: use REDIRECT, TPROXY or NONE`;

export const annotationValues: ReadonlyMap<string, Judge> = new Map([
  ["sidecar.istio.io/interceptionMode", interception],
  ["status.sidecar.istio.io/port", portNumber],
  ["readiness.status.sidecar.istio.io/initialDelaySeconds", naturalNumber],
  ["readiness.status.sidecar.istio.io/periodSeconds", naturalNumber],
  ["readiness.status.sidecar.istio.io/failureThreshold", naturalNumber],
  ["traffic.sidecar.istio.io/includeOutboundIPRanges", rangesOrAll],
  ["traffic.sidecar.istio.io/excludeOutboundIPRanges", ranges],
  ["traffic.sidecar.istio.io/includeInboundPorts", portsOrAll],
  ["traffic.sidecar.istio.io/excludeInboundPorts", ports],
  ["traffic.sidecar.istio.io/excludeOutboundPorts", ports],
  ["prometheus.istio.io/merge-metrics", goBoolean],
  ["sidecar.istio.io/proxyCPU", quantity],
  ["sidecar.istio.io/proxyCPULimit", quantity],
  ["sidecar.istio.io/proxyMemory", quantity],
  ["sidecar.istio.io/proxyMemoryLimit", quantity],
]);
