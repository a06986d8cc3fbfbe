/** Names that findings say nobody serves: candidates for `external`, if they live elsewhere. */

import type { External } from "../mesh/mesh.ts";
import type { Run } from "../lint/diagnostic.ts";

export interface Candidate {
  readonly name: string;
  /** `k8s/routes.yaml:12`, the first place that names it. */
  readonly place: string;
}

const listOf: Readonly<Record<string, keyof External>> = {
  "istio/unknown-host": "hosts",
  "istio/unknown-sidecar-host": "hosts",
  "istio/unknown-operation-host": "hosts",
  "istio/unknown-gateway": "gateways",
  "istio/unknown-credential": "secrets",
  "istio/unknown-export-namespace": "namespaces",
  "istio/unknown-source-namespace": "namespaces",
  "gateway-api/unknown-certificate": "secrets",
  "gateway-api/unknown-grant-namespace": "namespaces",
};

export function externalIn({ diagnostics, sourceOf }: Run): ReadonlyMap<keyof External, readonly Candidate[]> {
  const found = new Map<keyof External, Map<string, string>>();
  const texts = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const lines = texts.get(file) ?? sourceOf(file)?.text.split("\n") ?? [];
    texts.set(file, lines);
    return lines;
  };
  for (const { rule, file, range, suppressed } of diagnostics) {
    const list = Object.hasOwn(listOf, rule) ? listOf[rule] : undefined;
    if (list === undefined || suppressed || range.start.line !== range.end.line) continue;
    const line = linesOf(file)[range.start.line - 1] ?? "";
    const name = line.slice(range.start.column - 1, range.end.column - 1).replace(/^(["'])(.*)\1$/, "$2");
    if (!/^[\w.*/-]{1,253}$/.test(name)) continue;
    const names = found.get(list) ?? new Map<string, string>();
    if (!names.has(name)) names.set(name, `${file}:${range.start.line}`);
    found.set(list, names);
  }
  return new Map([...found].map(([list, names]) => [list, [...names].map(([name, place]) => ({ name, place }))]));
}
