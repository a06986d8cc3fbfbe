/** Annotations of Linkerd that open a gap or leak what passes through the proxy. */

import { linkerdAnnotations } from "../../src/mesh/linkerd/annotated.ts";
import { knownAnnotations } from "../../src/mesh/linkerd/known-annotations.ts";
import { parseNetwork } from "../../src/mesh/linkerd/networks.ts";
import { portEntries } from "../../src/mesh/linkerd/annotation-values.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { at, defineRule, yaml } from "../../src/rule/rule.ts";

interface Gap {
  readonly code: string;
  readonly message: string;
}

const config = "config.linkerd.io/";
const truths = new Set(["1", "t", "T", "TRUE", "true", "True"]);
const widest = 8;

/** More than half of the address space passes the proxy by. */
function isWide(text: string): boolean {
  const network = parseNetwork(text);
  return network !== undefined && network.length < widest;
}

const judges: Readonly<Record<string, (value: string) => Gap | undefined>> = {
  [`${config}enable-debug-sidecar`]: (value) =>
    truths.has(value)
      ? { code: "debug", message: "the debug container sees all traffic of the pod, and may read it in clear text" }
      : undefined,
  [`${config}proxy-log-http-headers`]: (value) =>
    value === "insecure"
      ? { code: "headers", message: "all HTTP headers are logged, tokens and cookies among them" }
      : undefined,
  [`${config}skip-subnets`]: (value) => {
    const wide = portEntries(value).find(isWide);
    return wide === undefined
      ? undefined
      : { code: "subnets", message: `traffic with ${wide} passes the proxy by: no mTLS, no policy` };
  },
  [`${config}skip-inbound-ports`]: (value) => {
    const all = portEntries(value).find((entry) => /^1-65535$/.test(entry));
    return all === undefined
      ? undefined
      : { code: "ports", message: "all ports pass the proxy by: no mTLS, no policy" };
  },
};

export default defineRule({
  summary: "An annotation of Linkerd that leaks traffic or takes it past the proxy",
  category: "security",
  severity: "warning",
  since: "0.1.0",
  why: "What passes the proxy by is neither encrypted nor checked, and what is logged or sniffed can be read by others.",
  fix: "Remove the annotation, or narrow it to what needs it.",
  links: ["https://linkerd.io/2-edge/reference/proxy-configuration/"],
  securitySeverity: "5.5",
  codes: {
    debug: "The debug container is injected",
    headers: "HTTP headers are logged",
    subnets: "Wide networks pass the proxy by",
    ports: "All ports pass the proxy by",
  },
  bad: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        annotations:
          config.linkerd.io/enable-debug-sidecar: "true" # warning: sees all traffic
          config.linkerd.io/proxy-log-http-headers: insecure # warning: all HTTP headers are logged
          config.linkerd.io/skip-subnets: 0.0.0.0/0 # warning: traffic with 0.0.0.0/0 passes the proxy by
          config.linkerd.io/skip-inbound-ports: 1-65535 # warning: all ports pass the proxy by
    `,
  ],
  good: [
    yaml`
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
        annotations:
          config.linkerd.io/enable-debug-sidecar: "false"
          config.linkerd.io/proxy-log-http-headers: "off"
          config.linkerd.io/skip-subnets: 172.17.0.0/16
          config.linkerd.io/skip-inbound-ports: "4567,4568"
    `,
  ],
  *check(mesh) {
    for (const { manifest, owner, name, value, kind } of linkerdAnnotations(mesh)) {
      const judge = Object.hasOwn(judges, name) ? judges[name] : undefined;
      if (!judge || isUnknown(value) || knownAnnotations().get(name)?.on?.includes(kind) !== true) continue;
      const gap = judge(value);
      if (gap) yield { at: at(manifest, owner, name), ...gap };
    }
  },
});
