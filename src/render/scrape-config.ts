/** Prometheus' own configuration, which is no Kubernetes object, as a resource that rules can look at. */

import type { YamlDocument } from "../yaml/document.ts";
import { isMapping } from "./edit.ts";
import type { Change, Resource } from "./environment.ts";

export const scrapeConfigVersion = "prometheus.mesh-lint/v1";
export const scrapeConfigKind = "ScrapeConfig";

/** A list of scrape jobs, or a configuration that holds one. */
export function scrapeJobsIn(value: unknown): readonly unknown[] | undefined {
  const list = Array.isArray(value) ? (value as unknown[]) : isMapping(value) ? value.scrape_configs : undefined;
  return Array.isArray(list) && list.some(isJob) ? (list as unknown[]) : undefined;
}

function isJob(value: unknown): boolean {
  return isMapping(value) && typeof value.job_name === "string";
}

/** The jobs are the very objects of the document; what stands around them is led back to it. */
export function scrapeConfigOf(document: YamlDocument): Resource | undefined {
  const jobs = scrapeJobsIn(document.value);
  if (!jobs) return undefined;
  const root = { document, path: [] };
  const list = { document, path: Array.isArray(document.value) ? [] : ["scrape_configs"] };
  const spec = { scrape_configs: jobs };
  const metadata = { name: "prometheus" };
  const object = { apiVersion: scrapeConfigVersion, kind: scrapeConfigKind, metadata, spec };
  const changes = new Map<object, Change>([
    [object, { at: root, entries: entriesAt(["apiVersion", "kind", "metadata", "spec"], root) }],
    [metadata, { at: root, entries: entriesAt(["name"], root) }],
    [spec, { at: root, entries: entriesAt(["scrape_configs"], list) }],
  ]);
  return { document, prefix: [], object, changes };
}

function entriesAt(keys: readonly string[], written: Change["at"]): ReadonlyMap<string, Change["at"]> {
  return new Map(keys.map((key) => [key, written]));
}
