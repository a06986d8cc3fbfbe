/** Scrape jobs for Linkerd's proxies whose relabel rules keep none of them, or everything. */

import {
  isForProxies,
  keptOfProxies,
  relabelRulesOf,
  scrapeJobs,
  type RelabelRule,
} from "../../src/mesh/linkerd/scrape-jobs.ts";
import { isUnknown } from "../../src/mesh/unknown.ts";
import { quote } from "../../src/mesh/values/quote.ts";
import { defineRule, yaml } from "../../src/rule/rule.ts";

interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly severity?: "warning";
}

function complaint(rule: RelabelRule): Complaint | undefined {
  const { is, label = "", value, pattern } = keptOfProxies(rule);
  if (is === "unknown") return undefined;
  if (is === "all") {
    const message = `keeps every pod, those without ${label === "" ? "a proxy" : quote(label)} too: ${quote(pattern)} matches anything`;
    return { code: "keeps-all", message, severity: "warning" };
  }
  const found = value === "" ? "is on no pod: use the label, not the annotation" : `of a proxy is "${value ?? ""}"`;
  return { code: "keeps-none", message: `keeps no proxy: ${quote(pattern)} does not match, as ${label} ${found}` };
}

export default defineRule({
  summary: "A scrape job for Linkerd's proxies that keeps none of them, or every pod",
  category: "reliability",
  severity: "error",
  since: "0.1.0",
  why: "A relabel rule with action keep drops each target that its pattern does not match, so dashboards and alerts stay empty.",
  fix: "Keep by __meta_kubernetes_pod_container_name with the pattern linkerd-proxy, and by the port linkerd-admin.",
  links: [
    "https://linkerd.io/2-edge/tasks/external-prometheus/",
    "https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config",
  ],
  codes: {
    "keeps-none": "The pattern matches no container of a proxy",
    "keeps-all": "The pattern matches whatever stands there, so that nothing is dropped",
  },
  bad: [
    yaml`
      - job_name: linkerd-proxy
        kubernetes_sd_configs: [{ role: pod }]
        relabel_configs:
          - source_labels: [__meta_kubernetes_pod_container_name]
            action: keep
            regex: istio-proxy # error: of a proxy is "linkerd-proxy"
          - source_labels: [__meta_kubernetes_pod_container_name, __meta_kubernetes_pod_container_port_name]
            action: keep
            regex: ^linkerd-proxy;admin-http$ # error: of a proxy is "linkerd-admin"
    `,
    yaml`
      scrape_configs:
        - job_name: linkerd
          kubernetes_sd_configs: [{ role: pod }]
          relabel_configs:
            - source_labels: [__meta_kubernetes_pod_label_linkerd_io_proxy_deployment]
              action: keep
              regex: .* # warning: keeps every pod
    `,
    yaml`
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: prometheus }
      data:
        prometheus.yml: | # error: use the label, not the annotation
          scrape_configs:
            - job_name: linkerd
              relabel_configs:
                - source_labels: [__meta_kubernetes_pod_annotation_linkerd_io_proxy_deployment]
                  action: keep
                  regex: .+
    `,
  ],
  good: [
    yaml`
      - job_name: linkerd-proxy
        kubernetes_sd_configs: [{ role: pod }]
        relabel_configs:
          - source_labels:
              - __meta_kubernetes_pod_container_name
              - __meta_kubernetes_pod_container_port_name
              - __meta_kubernetes_pod_label_linkerd_io_control_plane_ns
            action: keep
            regex: ^linkerd-proxy;linkerd-admin;linkerd$
      - job_name: nodes
        relabel_configs: [{ action: keep, source_labels: [__meta_kubernetes_pod_container_name], regex: node-exporter }]
    `,
  ],
  *check(mesh) {
    for (const { jobs, place } of scrapeJobs(mesh)) {
      for (const job of jobs) {
        for (const rule of isForProxies(job) ? relabelRulesOf(job) : []) {
          const { action, regex, source_labels: labels = [] } = rule;
          if (action !== "keep" || labels.length === 0 || [regex, ...labels].some(isUnknown)) continue;
          const found = complaint(rule);
          if (found) yield { at: place(rule, regex === undefined ? "action" : "regex"), ...found };
        }
      }
    }
  },
});
