/** TrafficSplits as the adaptor of Linkerd's SMI extension reads them (linkerd-smi pkg/adaptor/controller.go). */

import type { Manifest } from "../manifest.ts";
import { question, type Mesh } from "../mesh.ts";

export type TrafficSplit = Manifest<"smi/TrafficSplit">;

export interface Backend {
  readonly service: string;
  readonly weight: number | string;
}

const scale: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};
const form = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([numkMGTPE])(i?)|[eE]([+-]?\d+))?$/;

/** A Kubernetes quantity or a number; undefined where it is neither. */
export function weightOf(written: unknown): number | undefined {
  if (typeof written === "number") return written;
  if (typeof written !== "string") return undefined;
  const [, digits, unit, binary, exponent] = form.exec(written.trim()) ?? [];
  if (digits === undefined) return undefined;
  if (exponent !== undefined) return Number(digits) * 10 ** Number(exponent);
  if (unit === undefined) return Number(digits);
  const thousands = Math.log10(scale[unit] ?? 1) / 3;
  return Number(digits) * (binary === "i" ? 1024 ** Math.round(thousands) : (scale[unit] ?? 1));
}

export function backendsOf({ spec }: TrafficSplit): readonly Backend[] {
  return Array.isArray(spec.backends) ? (spec.backends as readonly Backend[]) : [];
}

/** From v1alpha3 on a split knows matches; Linkerd's extension serves the two versions before. */
export function isServedByLinkerd({ apiVersion }: TrafficSplit): boolean {
  return apiVersion.endsWith("/v1alpha1") || apiVersion.endsWith("/v1alpha2");
}

/** All splits that say something: no definition demands a spec. */
export const trafficSplits = question((mesh): readonly TrafficSplit[] =>
  mesh.all("smi/TrafficSplit").filter(({ object }) => object.spec !== undefined),
);

const byApex = question((mesh): ReadonlyMap<string, readonly TrafficSplit[]> => {
  const found = new Map<string, TrafficSplit[]>();
  for (const split of trafficSplits(mesh)) {
    const key = `${split.namespace}\n${split.spec.service}`;
    const known = found.get(key);
    if (known) known.push(split);
    else found.set(key, [split]);
  }
  return found;
});

/** Splits whose root is that Service. */
export function splitsOf(mesh: Mesh, namespace: string, service: string): readonly TrafficSplit[] {
  return byApex(mesh).get(`${namespace}\n${service}`) ?? [];
}

/** Whether some backend gets traffic, so that the adaptor's profile overrides the Service. */
export function isActive(split: TrafficSplit): boolean {
  return backendsOf(split).some(({ weight }) => (weightOf(weight) ?? 0) > 0);
}
