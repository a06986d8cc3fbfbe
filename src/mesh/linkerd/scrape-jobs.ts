/** Prometheus' scrape jobs, from files of its own and from ConfigMaps, and what their relabel rules keep of Linkerd's proxies. */

import { at, type Place } from "../../finding/finding.ts";
import { scrapeConfigKind, scrapeConfigVersion, scrapeJobsIn } from "../../render/scrape-config.ts";
import { matcherOf } from "../../schema/pattern.ts";
import { readYaml } from "../../yaml/read.ts";
import { question, type Mesh } from "../mesh.ts";

export interface RelabelRule {
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly action?: string;
  readonly target_label?: string;
}

export interface ScrapeJob {
  readonly job_name: string;
  readonly relabel_configs?: readonly RelabelRule[];
}

export interface ScrapeJobs {
  readonly jobs: readonly ScrapeJob[];
  /** Where an entry of a job stands, or the text that holds all of them. */
  readonly place: (owner: object, key: string) => Place;
}

function isJob(value: unknown): value is ScrapeJob {
  return typeof value === "object" && value !== null && typeof (value as { job_name?: unknown }).job_name === "string";
}

const isPlain = (is: string): boolean => is === `${scrapeConfigVersion.split("/")[0] ?? ""}/${scrapeConfigKind}`;

function fromFiles(mesh: Mesh): ScrapeJobs[] {
  return mesh.manifests
    .filter(({ is }) => isPlain(is))
    .map((manifest) => ({
      jobs: ((manifest.spec as { scrape_configs?: readonly unknown[] }).scrape_configs ?? []).filter(isJob),
      place: (owner: object, key: string) => at(manifest, owner, key as never),
    }));
}

/** The text of a ConfigMap is read as YAML; where it is none, Prometheus itself will say so. */
function jobsInText(text: unknown): readonly ScrapeJob[] {
  if (typeof text !== "string" || !text.includes("scrape_configs") || !text.includes("linkerd")) return [];
  const file = readYaml({ path: "", text });
  return (file?.documents ?? []).flatMap(({ value }) => (scrapeJobsIn(value) ?? []).filter(isJob));
}

function fromConfigMaps(mesh: Mesh): ScrapeJobs[] {
  return mesh.all("kubernetes/ConfigMap").flatMap((manifest) => {
    const { data } = manifest.object;
    if (typeof data !== "object") return [];
    return Object.keys(data).flatMap((key) => {
      const jobs = jobsInText(data[key]);
      return jobs.length > 0 ? [{ jobs, place: () => at(manifest, data, key, "key") }] : [];
    });
  });
}

export const scrapeJobs = question((mesh): readonly ScrapeJobs[] => [...fromFiles(mesh), ...fromConfigMaps(mesh)]);

/** What discovery says of the container of a proxy, which the injector names (linkerd2 charts/partials/templates/_proxy.tpl). */
const ofProxy: Readonly<Record<string, string>> = {
  __meta_kubernetes_pod_container_name: "linkerd-proxy",
  __meta_kubernetes_pod_container_port_name: "linkerd-admin",
  __meta_kubernetes_pod_container_port_number: "4191",
  __meta_kubernetes_pod_container_port_protocol: "TCP",
};

/** Workloads stand on pods as labels; as annotations these do not exist. */
const neverThere =
  /^__meta_kubernetes_pod_annotation_linkerd_io_(?:proxy_(?:deployment|replicaset|replicationcontroller|daemonset|statefulset|job|cronjob)|control_plane_ns|workload_ns)$/;

/** Undefined where the files do not tell. */
function valueOnProxy(label: string): string | undefined {
  return Object.hasOwn(ofProxy, label) ? ofProxy[label] : neverThere.test(label) ? "" : undefined;
}

export interface Kept {
  /** all: whatever the labels say; none: no proxy; unknown: the files do not tell. */
  readonly is: "all" | "none" | "unknown";
  readonly label?: string;
  readonly value?: string;
  readonly pattern: string;
}

const everything = new Set(["", ".*", "(.*)", "^.*$", "^(.*)$"]);

/** What a rule that keeps by a pattern keeps of the proxies; Prometheus anchors patterns at both ends. */
export function keptOfProxies({ source_labels: labels = [], separator = ";", regex }: RelabelRule): Kept {
  const pattern = regex ?? "(.*)";
  if (everything.has(pattern)) return { is: "all", pattern, ...(labels[0] !== undefined && { label: labels[0] }) };
  const parts = labels.length === 1 ? [pattern] : partsOf(pattern, separator);
  if (parts.length !== labels.length) return { is: "unknown", pattern };
  for (const [index, label] of labels.entries()) {
    const value = valueOnProxy(label);
    const matches = value === undefined ? undefined : matcherOf(`^(?:${parts[index] ?? ""})$`);
    if (value !== undefined && matches && !matches(value))
      return { is: "none", label, value, pattern: parts[index] ?? "" };
  }
  return { is: "unknown", pattern };
}

/** A pattern over several labels, cut where the separator stands for itself. */
function partsOf(pattern: string, separator: string): readonly string[] {
  const bare = pattern.replace(/^\^/, "").replace(/\$$/, "");
  return /[|[\]\\]/.test(bare) && /\([^)]*;/.test(bare) ? [] : bare.split(separator);
}

const proxyJob = /^linkerd$|linkerd[-_]prox/i;

function isRelabelRule(value: unknown): value is RelabelRule {
  if (typeof value !== "object" || value === null) return false;
  const { source_labels: labels = [], regex = "" } = value as Readonly<Record<string, unknown>>;
  return Array.isArray(labels) && labels.every((label) => typeof label === "string") && typeof regex === "string";
}

/** Rules of a job, those left out that Prometheus itself would refuse. */
export function relabelRulesOf({ relabel_configs: rules }: ScrapeJob): readonly RelabelRule[] {
  const list: readonly unknown[] = Array.isArray(rules) ? rules : [];
  return list.filter(isRelabelRule);
}

/** Whether a job is there for the proxies, by its name or by what it speaks of. */
export function isForProxies(job: ScrapeJob): boolean {
  if (proxyJob.test(job.job_name)) return true;
  return relabelRulesOf(job).some(
    ({ regex = "", source_labels: labels = [] }) =>
      regex.includes("linkerd-proxy") || labels.some((label) => label.includes("linkerd_io_proxy_")),
  );
}
