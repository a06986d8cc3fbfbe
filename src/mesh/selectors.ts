/** Which labels a selector picks, told from which it may pick once a placeholder is filled in. */

import { isUnknown } from "./unknown.ts";

export type Labels = Readonly<Record<string, string>>;

/** Whether all labels of the selector are among those given; an empty selector selects everything. */
export function selects(selector: Labels, labels: Labels): boolean {
  for (const key of Object.keys(selector)) {
    if (!Object.hasOwn(labels, key) || labels[key] !== selector[key]) return false;
  }
  return true;
}

/** Like `selects`, but a placeholder on either side may turn out to be equal. */
export function maySelect(selector: Labels, labels: Labels): boolean {
  for (const key of Object.keys(selector)) {
    if (isUnknown(key)) continue;
    if (!Object.hasOwn(labels, key)) {
      if (Object.keys(labels).some(isUnknown)) continue;
      return false;
    }
    const wanted = selector[key];
    const found = labels[key];
    if (found !== wanted && !isUnknown(wanted) && !isUnknown(found)) return false;
  }
  return true;
}

export function hasUnknown(labels: Labels): boolean {
  for (const key of Object.keys(labels)) if (isUnknown(labels[key]) || isUnknown(key)) return true;
  return false;
}

/** Kubernetes' selector of policies and workload kinds. */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/** Whether a Kubernetes label selector holds (kubernetes/apimachinery pkg/labels/selector.go); an empty one always does. */
export function matchesSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  if (!selects(matchLabels, labels)) return false;
  return matchExpressions.every(({ key, operator, values = [] }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    switch (operator) {
      case "In":
        return value !== undefined && values.includes(value);
      case "NotIn":
        return value === undefined || !values.includes(value);
      case "Exists":
        return value !== undefined;
      case "DoesNotExist":
        return value === undefined;
      default:
        return false;
    }
  });
}

/** Things that carry labels, indexed so that a selector finds them without looking at all. */
export class LabelIndex<T> {
  readonly #byPair = new Map<string, T[]>();
  readonly #all: T[] = [];
  readonly #uncertain: T[] = [];
  readonly #labelsOf: (item: T) => Labels;

  constructor(items: Iterable<T>, labelsOf: (item: T) => Labels) {
    this.#labelsOf = labelsOf;
    for (const item of items) this.#add(item);
  }

  #add(item: T): void {
    const labels = this.#labelsOf(item);
    this.#all.push(item);
    if (hasUnknown(labels)) this.#uncertain.push(item);
    for (const key of Object.keys(labels)) {
      const pair = `${key}\n${labels[key] ?? ""}`;
      const list = this.#byPair.get(pair);
      if (list) list.push(item);
      else this.#byPair.set(pair, [item]);
    }
  }

  /** Those whose labels hold all of the selector; all of them for an empty selector. */
  selected(selector: Labels): readonly T[] {
    const keys = Object.keys(selector);
    let fewest: readonly T[] = this.#all;
    if (keys.length === 0) return fewest;
    for (const key of keys) {
      const value = selector[key];
      // Definitions of Linkerd let anything stand there; only a text can be a label.
      const list = (typeof value === "string" ? this.#byPair.get(`${key}\n${value}`) : undefined) ?? [];
      if (list.length < fewest.length) fewest = list;
    }
    return fewest.filter((item) => selects(selector, this.#labelsOf(item)));
  }

  /** Whether the selector picks anything, or may once placeholders are filled in. */
  maySelect(selector: Labels): boolean {
    const candidates = hasUnknown(selector) ? this.#all : this.#uncertain;
    if (candidates.some((item) => maySelect(selector, this.#labelsOf(item)))) return true;
    return this.selected(selector).length > 0;
  }
}
