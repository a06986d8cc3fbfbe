/** Which releases of a mesh the files install: told by tags and versions that leave no doubt. */

import { mappingOf } from "../render/edit.ts";
import type { ParsedFile } from "../render/render.ts";

export type Product = "istio" | "linkerd" | "gatewayApi";

/** A release ("1.29") with the files that say so. */
export type Releases = ReadonlyMap<string, readonly string[]>;

type Json = Readonly<Record<string, unknown>>;

interface Saying {
  readonly product: Product;
  readonly release: string;
}

export function versionsIn(files: readonly ParsedFile[]): ReadonlyMap<Product, Releases> {
  const found = new Map<Product, Map<string, string[]>>();
  for (const { path, documents } of files) {
    for (const { value } of documents) {
      for (const { product, release } of sayings(value)) {
        const releases = found.get(product) ?? new Map<string, string[]>();
        const where = releases.get(release) ?? [];
        if (where.at(-1) !== path) where.push(path);
        found.set(product, releases.set(release, where));
      }
    }
  }
  return found;
}

/** What aliases lead to is looked at once. */
function* sayings(value: unknown, met = new Set<unknown>()): Generator<Saying> {
  if (typeof value === "string") yield* byUrl(value);
  if (typeof value !== "object" || value === null || met.has(value)) return;
  if (!Array.isArray(value)) {
    const mapping = value as Json;
    if (met.size === 0) yield* byKind(mapping);
    yield* byImage(mapping);
    yield* byChart(mapping);
  }
  met.add(value);
  for (const each of Object.values(value)) yield* sayings(each, met);
}

function* byKind(object: Json): Generator<Saying> {
  const { kind } = object;
  const [group = ""] = text(object.apiVersion).split("/");
  const spec = mappingOf(object.spec);
  if (group === "install.istio.io" && kind === "IstioOperator") yield* istio(text(spec.tag));
  if (group === "sailoperator.io") yield* istio(text(spec.version));
  const annotations = mappingOf(mappingOf(object.metadata).annotations);
  yield* said("gatewayApi", text(annotations["gateway.networking.k8s.io/bundle-version"]));
}

/** Of the control plane: a proxy that somebody wrote beside a workload may be any. */
const istioImage = /(?:^|\/)(?:pilot|install-cni)$/;
const linkerdImage = /(?:^|\/)linkerd\/(?:controller|policy-controller)$/;

/** `image:` of a container, and an entry of `images:` of a kustomization. */
function* byImage({ image, name, newName, newTag }: Json): Generator<Saying> {
  const [, repository = "", tag = ""] = /^([^@]*):([\w.-]+)(?:@.*)?$/.exec(text(image)) ?? [];
  const known = repository === "" ? [text(newName) || text(name), text(newTag)] : [repository, tag];
  const [from = "", release = ""] = known;
  if (istioImage.test(from)) yield* istio(release);
  if (linkerdImage.test(from)) yield* linkerd(release);
}

/** A chart with its version: of a HelmRelease, an Application, `helmCharts` of a kustomization, a Chart.yaml. */
function* byChart(mapping: Json): Generator<Saying> {
  const chart = text(mapping.chart) || text(mapping.name);
  const release = text(mapping.version) || text(mapping.targetRevision);
  if (chart === "istiod") yield* istio(release);
  if (chart === "linkerd2") yield* said("linkerd", release);
}

function* byUrl(value: string): Generator<Saying> {
  if (!value.includes("gateway-api")) return;
  const [, release = ""] =
    /kubernetes-sigs\/gateway-api\/(?:releases\/download\/|[^?\s]{0,200}\?ref=|)(v\d+\.\d+\.\d+)/.exec(value) ?? [];
  yield* said("gatewayApi", release);
}

/** `1.20.3`, `v1.24.3`, `1.22.1-distroless`; a development build is no release. */
function* istio(tag: string): Generator<Saying> {
  if (!/-(?:alpha|beta|rc|dev)/.test(tag)) yield* said("istio", tag);
}

/** Vendors number their releases; the edges of the project have dates. */
function* linkerd(tag: string): Generator<Saying> {
  yield* said("linkerd", /^(?:stable|enterprise|preview)-(.*)$/.exec(tag)?.[1] ?? "");
}

/** A version, or a range within one minor release (`1.24.x`, `~1.24.3`). */
function* said(product: Product, version: string): Generator<Saying> {
  const [, release] = /^[v~^=]?(\d{1,3}\.\d{1,3})\.(?:\d{1,3}|x|\*)(?:[-+].*)?$/.exec(version) ?? [];
  if (release !== undefined && !version.startsWith("^")) yield { product, release };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
