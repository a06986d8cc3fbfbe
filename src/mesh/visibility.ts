/** To which namespaces an Istio object or a Service shows itself (`exportTo`). */

import type { Mesh } from "./mesh.ts";
import type { Service } from "./workloads.ts";

type ExportTo = readonly string[] | undefined;

/** Defaults of MeshConfig for objects that say nothing. */
type Default = "defaultServiceExportTo" | "defaultVirtualServiceExportTo" | "defaultDestinationRuleExportTo";

function exportsOrDefault(mesh: Mesh, exportTo: ExportTo, fallback: Default): readonly string[] {
  if (exportTo && exportTo.length > 0) return exportTo;
  const configured = mesh.settings.meshConfig[fallback];
  return Array.isArray(configured) && configured.length > 0 ? (configured as string[]) : everyone;
}

const everyone: readonly string[] = ["*"];

/** Namespaces with `.` written out; "*" stands for all. */
export function exportedTo(mesh: Mesh, exportTo: ExportTo, namespace: string, fallback: Default): readonly string[] {
  return exportsOrDefault(mesh, exportTo, fallback).map((entry) => (entry === "." ? namespace : entry));
}

export interface Visibility {
  readonly exportTo: ExportTo;
  /** Namespace of the object. */
  readonly namespace: string;
  readonly fallback: Default;
}

/** Whether clients in a namespace see the object. */
export function isVisibleIn(mesh: Mesh, { exportTo, namespace, fallback }: Visibility, client: string): boolean {
  return exportsOrDefault(mesh, exportTo, fallback).some(
    (target) => target === "*" || (target === "." ? namespace : target) === client,
  );
}

/**
 * The namespaces whose proxies read an object that names them in `exportTo`; its own where it names none or all
 * (istio/istio pkg/config/analysis/analyzers/util/service_lookup.go GetDestinationHost).
 */
export function readersOf({ namespace, spec: { exportTo } }: Exporting): readonly string[] {
  if (!exportTo || exportTo.length === 0 || exportTo.includes("*")) return [namespace];
  return exportTo.map((target) => (target === "." ? namespace : target));
}

interface Exporting {
  readonly namespace: string;
  readonly spec: { readonly exportTo?: readonly string[] };
}

/** A Service says it in an annotation (istio/api annotation/annotations.yaml networking.istio.io/exportTo). */
export function serviceExports({ annotations }: Service): ExportTo {
  const written = annotations["networking.istio.io/exportTo"];
  return written === undefined ? undefined : written.split(",").map((entry) => entry.trim());
}
