/** Locality weights and failover: istio/istio pkg/config/validation/agent/validation.go ValidateLocalityLbSetting. */

import type { LoadBalancerSettings, LocalityLoadBalancerSetting } from "../../kinds/istio.ts";
import { isUnknown } from "../../unknown.ts";
import { quote } from "../../values/quote.ts";
import { entriesOf, error, isSet, items, listOf, objectsOf, warning, type Findings, type On } from "../row.ts";

export const localityCodes = {
  "locality-distribute-and-failover": "both distribute and failover are set",
  "locality-failover-topology-priority": "failover stands beside a priority of region, zone or subzone",
  "locality-weight-range": "a locality weight is not 1 to 100",
  "locality-weight-sum": "the locality weights of one source do not add up to 100",
  "locality-format": "a locality is not region/zone/subzone",
  "locality-overlap": "two localities overlap",
  "locality-failover-no-outlier": "failover without outlierDetection at the same level never happens",
  "locality-failover-same-region": "a region fails over to itself",
  "locality-failover-not-region": "failover names a zone instead of a region",
  "locality-failover-wildcard": "failover names a wildcard",
  "lb-locality-and-zone-aware": "both localityLbSetting and zoneAwareLbSetting are set",
  "zone-aware-priority": "a priority of zone awareness is a label of the topology",
};

const topology = new Set(["topology.kubernetes.io/region", "topology.kubernetes.io/zone", "topology.istio.io/subzone"]);

export function* locality(on: On, settings: LoadBalancerSettings, hasOutlier: boolean): Findings {
  const setting = settings.localityLbSetting;
  if (typeof setting !== "object") return;
  if (isSet(setting.distribute) && isSet(setting.failover)) {
    const message = "distribute and failover cannot both be set";
    yield error(on(setting, "failover", "key"), "locality-distribute-and-failover", message);
  }
  yield* distribute(on, setting);
  yield* failover(on, setting, hasOutlier);
}

/** The newer sibling of localityLbSetting (Istio 1.31): failover as there, but no priority by topology. */
export function* zoneAware(on: On, settings: LoadBalancerSettings, hasOutlier: boolean): Findings {
  const setting = settings.zoneAwareLbSetting;
  if (typeof setting !== "object") return;
  if (settings.localityLbSetting) {
    const message = "localityLbSetting and zoneAwareLbSetting cannot both be set";
    yield error(on(settings, "zoneAwareLbSetting", "key"), "lb-locality-and-zone-aware", message);
  }
  yield* failover(on, setting, hasOutlier);
  const { failoverPriority } = setting;
  yield* items(on, failoverPriority, "zone-aware-priority", (label) =>
    topology.has(label) ? `${quote(label)} is what zone awareness follows anyway` : undefined,
  );
}

function* distribute(on: On, setting: LocalityLoadBalancerSetting): Findings {
  const sources: string[] = [];
  for (const item of objectsOf(setting.distribute)) {
    const { from = "", to } = item;
    if (!isUnknown(from)) {
      const place = item.from === undefined ? on(item) : on(item, "from");
      // The first that fits is taken: a broad one after a narrow one is meant for the rest.
      yield* localityName(place, from, sources, from.endsWith("*"));
      sources.push(from);
    }
    if (entriesOf(to).length === 0 && !isUnknown(to)) {
      yield error(on(item), "locality-weight-sum", "distribute without weights: those of a source must add up to 100");
    } else if (to) yield* weights(on, to);
  }
}

function* weights(on: On, to: Readonly<Record<string, number>>): Findings {
  const names: string[] = [];
  const shares = entriesOf(to);
  for (const [name, weight] of shares) {
    if (!isUnknown(name)) yield* localityName(on(to, name, "key"), name, names, false);
    names.push(name);
    if (isUnknown(weight)) return;
    if (weight >= 1 && weight <= 100) continue;
    yield error(on(to, name), "locality-weight-range", `locality weight ${weight} is out of range: use 1 to 100`);
  }
  const sum = shares.reduce((total, [, weight]) => total + weight, 0);
  const [first] = shares;
  if (!first || sum === 100) return;
  yield error(on(to, first[0], "key"), "locality-weight-sum", `locality weights add up to ${sum}, not to 100`);
}

/** Its form, and whether one that was named before covers it or is covered. */
function* localityName(place: ReturnType<On>, name: string, earlier: readonly string[], mayCover: boolean): Findings {
  const star = name.indexOf("*");
  // A subzone may hold slashes.
  const [region, zone, ...subzone] = name.split("/");
  if (
    (star !== -1 && star !== name.length - 1) ||
    [region, zone].includes("") ||
    (subzone.join("/") === "" && subzone.length > 0)
  ) {
    yield error(place, "locality-format", `${quote(name)} is no locality: write "region/zone/subzone", "*" at the end`);
    return;
  }
  const other = earlier.find((candidate) => covers(candidate, name) || (!mayCover && covers(name, candidate)));
  if (other !== undefined) yield error(place, "locality-overlap", `locality ${quote(name)} overlaps ${quote(other)}`);
}

function covers(outer: string, inner: string): boolean {
  if (outer === inner || outer === "*") return true;
  const stem = outer.endsWith("*") ? outer.slice(0, -1) : `${outer}/`;
  return inner.startsWith(stem);
}

type Failover = Pick<LocalityLoadBalancerSetting, "failover" | "failoverPriority">;

function* failover(on: On, setting: Failover, hasOutlier: boolean): Findings {
  const failing = isSet(setting.failover)
    ? "failover"
    : isSet(setting.failoverPriority)
      ? "failoverPriority"
      : undefined;
  if (failing && !hasOutlier) {
    const message = `${failing} never happens: outlierDetection is missing at this level`;
    yield warning(on(setting, failing, "key"), "locality-failover-no-outlier", message);
  }
  const list = objectsOf(setting.failover);
  const priority = listOf(setting.failoverPriority).find((label) => topology.has(label));
  if (list.length > 0 && priority !== undefined) {
    const message = `failover cannot stand beside the priority ${quote(priority)}`;
    yield error(on(setting, "failoverPriority", "key"), "locality-failover-topology-priority", message);
    return;
  }
  for (const item of list) {
    const { from = "", to = "" } = item;
    if (from === to && !isUnknown(from)) {
      const place = item.to === undefined ? on(item) : on(item, "to");
      yield error(place, "locality-failover-same-region", `${quote(from)} fails over to itself`);
    }
    for (const field of ["from", "to"] as const) {
      const region = item[field] ?? "";
      if (isUnknown(region)) continue;
      if (region.includes("/")) {
        yield error(
          on(item, field),
          "locality-failover-not-region",
          `${quote(region)} is no region: failover takes no zones`,
        );
      }
      if (region.includes("*")) {
        yield error(
          on(item, field),
          "locality-failover-wildcard",
          `wildcard in ${quote(region)}: failover takes regions`,
        );
      }
    }
  }
}
