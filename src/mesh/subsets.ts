/** Which pods and endpoints a subset of a DestinationRule picks. */

import { ruleHost, type DestinationRule, type Subset } from "./destination-rules.ts";
import { question, type Mesh } from "./mesh.ts";
import { fullHost } from "./hosts.ts";
import { areOperators, podlessSelectedBy } from "./podless.ts";
import { targetsOf } from "./routes.ts";
import { maySelect, selects, type Labels } from "./selectors.ts";
import { entriesFor, servicesNamed, type ServiceEntry } from "./services.ts";
import { mayHoldUnread } from "./unread.ts";
import {
  maySelectWorkload,
  selectorOf,
  workloadsOf,
  workloadsSelectedBy,
  type Service,
  type Workload,
} from "./workloads.ts";

/** Labels that nodes, controllers or the injector give to pods at run time. */
const given =
  /^(topology\.(kubernetes|istio)\.io|service\.istio\.io|security\.istio\.io|istio\.io|statefulset\.kubernetes\.io|apps\.kubernetes\.io|batch\.kubernetes\.io)\/|^(rollouts-)?pod-template-hash$|^controller-revision-hash$/;

/** Labels of a subset that pod templates must carry; an empty value of a given label picks nothing, so it stays. */
export function writtenLabels({ labels = {} }: Subset): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key, value]) => value === "" || !given.test(key)));
}

export interface SubsetPods {
  readonly service: Service;
  /** Those of the Service, in the subset or not. */
  readonly workloads: readonly Workload[];
  readonly isEmpty: boolean;
}

/** Whether placeholders in labels hide pods of a Service, or an operator makes them. */
function maySelectMore(mesh: Mesh, service: Service): boolean {
  const selector = selectorOf(service) ?? {};
  const { namespace } = service;
  if (workloadsOf(mesh, service).length > 0) return false;
  return maySelectWorkload(mesh, selector, namespace) || areOperators(mesh, selector, namespace);
}

/** A Service leads to WorkloadEntries with its labels as it does to pods. */
function machinesBehind(mesh: Mesh, service: Service): ReturnType<typeof podlessSelectedBy> {
  const selector = selectorOf(service);
  return selector ? podlessSelectedBy(mesh, selector, service.namespace) : [];
}

/** The pods of a subset; undefined where the host is no Service with a selector. */
export function podsOfSubset(mesh: Mesh, rule: DestinationRule, subset: Subset): SubsetPods | undefined {
  const services = servicesNamed(mesh, ruleHost(mesh, rule));
  const found = services.map((service) => ({ service, workloads: workloadsOf(mesh, service) }));
  const [first] = found;
  if (!first || services.some((service) => !selectorOf(service) || maySelectMore(mesh, service))) return undefined;
  const labels = writtenLabels(subset);
  const isEmpty =
    !found.some(({ workloads }) => workloads.some(({ podLabels }) => maySelect(labels, podLabels))) &&
    !services.some((service) => machinesBehind(mesh, service).some((each) => maySelect(labels, each.labels)));
  return { ...first, isEmpty };
}

/** Labels of everything that a ServiceEntry leads to. */
function labelsBehind(mesh: Mesh, { spec, namespace }: ServiceEntry): readonly Labels[] {
  const selector = spec.workloadSelector?.labels;
  const inline = (spec.endpoints ?? []).map(({ labels = {} }) => labels);
  if (!selector || Object.keys(selector).length === 0) return inline;
  return [
    ...inline,
    ...workloadsSelectedBy(mesh, selector, namespace).map(({ podLabels }) => podLabels),
    ...mesh
      .in("istio/WorkloadEntry", namespace)
      .map((entry) => ({ ...entry.labels, ...entry.spec.labels }))
      .filter((labels) => selects(selector, labels)),
  ];
}

/** ServiceEntries of the host of which none leads to an endpoint of a subset; undefined where some may. */
export function entryWithout(mesh: Mesh, rule: DestinationRule, subset: Subset): ServiceEntry | undefined {
  const host = ruleHost(mesh, rule);
  const labels = writtenLabels(subset);
  const entries = servicesNamed(mesh, host).length > 0 ? [] : entriesFor(mesh, host);
  // DNS without endpoints gives one that has no labels; where nothing is resolved there are none to pick from.
  const known = ["STATIC", "DNS", "DNS_ROUND_ROBIN"];
  if (!entries.every(({ spec }) => known.includes(spec.resolution ?? "NONE"))) return undefined;
  if (mesh.all("istio/WorkloadGroup").length > 0) return undefined;
  if (entries.some(({ namespace }) => mayHoldUnread(mesh, "istio/WorkloadEntry", namespace))) return undefined;
  return entries.some((entry) => labelsBehind(mesh, entry).some((each) => maySelect(labels, each)))
    ? undefined
    : entries[0];
}

/** `host\nsubset` of every route of every VirtualService. */
const routed = question((mesh): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const manifest of mesh.all("istio/VirtualService")) {
    for (const { destination } of targetsOf(manifest)) {
      found.add(`${fullHost(mesh, destination.host, manifest.namespace)}\n${destination.subset ?? ""}`);
    }
  }
  return found;
});

/** Whether a VirtualService routes to a subset of a host; without a subset: to the host itself. */
export function isRouted(mesh: Mesh, host: string, subset = ""): boolean {
  return routed(mesh).has(`${host}\n${subset}`);
}
