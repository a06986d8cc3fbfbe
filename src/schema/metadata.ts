/** The part that all objects share: names, labels and annotations (apimachinery pkg/api/validation/objectmeta.go). */

import { isPlaceholder } from "../finding/placeholder.ts";
import type { Scope } from "./definition.ts";
import { closest } from "./words.ts";
import { keyFix, quote, report, type Mistake, type Walk } from "./walk.ts";

type Fields = Readonly<Record<string, unknown>>;

export interface Naming {
  readonly scope: Scope;
  /** subdomain: dots are allowed; label: they are not; segment: all but slashes and percent signs. */
  readonly form: "subdomain" | "label" | "segment";
  /** Whether an object may go without a name, or without any metadata. */
  readonly isOptional: boolean;
}

const known = [
  "name",
  "generateName",
  "namespace",
  "labels",
  "annotations",
  "finalizers",
  "ownerReferences",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "generation",
  "resourceVersion",
  "selfLink",
  "uid",
  "managedFields",
];
const knownFields: ReadonlySet<string> = new Set(known);
const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const qualified = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/;
const mostAnnotationBytes = 256 * 1024;

export function checkMetadata(walk: Walk, metadata: unknown, naming: Naming): void {
  if (metadata === undefined || metadata === null) {
    if (naming.isOptional) return;
    report(walk, { rule: "schema/missing-field", message: 'missing field "metadata"' });
  } else if (isPlaceholder(metadata)) {
    walk.isVague = true;
  } else if (typeof metadata !== "object" || Array.isArray(metadata)) {
    const message = `"metadata" must be an object, not ${Array.isArray(metadata) ? "a list" : `a ${typeof metadata}`}`;
    report(walk, { rule: "schema/invalid-type", message, below: ["metadata"] });
  } else {
    walk.path.push("metadata");
    checkFields(walk, metadata as Fields, naming);
    walk.path.pop();
  }
}

function checkFields(walk: Walk, metadata: Fields, naming: Naming): void {
  let hasNamelike = false;
  for (const key in metadata) {
    if (knownFields.has(key)) continue;
    if (isPlaceholder(key)) hasNamelike = true;
    else if (unknownField(walk, metadata, key) === "name") hasNamelike = true;
  }
  checkName(walk, metadata, naming, hasNamelike || naming.isOptional);
  checkNamespace(walk, metadata.namespace, naming);
  if (metadata.labels !== undefined) checkMap(walk, "labels", metadata.labels);
  if (metadata.annotations !== undefined) checkMap(walk, "annotations", metadata.annotations);
}

function unknownField(walk: Walk, metadata: Fields, key: string): string | undefined {
  const meant = key === "spec" ? undefined : closest(key, known);
  const hint = meant === undefined ? "" : `: did you mean ${quote(meant)}?`;
  const fix =
    meant !== undefined && !Object.hasOwn(metadata, meant) ? keyFix(walk, metadata, [key, meant], false) : undefined;
  report(walk, {
    rule: key === "spec" ? "schema/misplaced-field" : "schema/unknown-field",
    message: key === "spec" ? '"spec" belongs one level up, beside "metadata"' : `unknown field ${quote(key)}${hint}`,
    below: [key],
    part: "key",
    ...(fix && { fix }),
  });
  return meant;
}

function checkName(walk: Walk, metadata: Fields, { form }: Naming, hasNamelike: boolean): void {
  const { name, generateName } = metadata;
  if (name === undefined || name === null || name === "") {
    if (typeof generateName === "string" && generateName !== "") return;
    if (!hasNamelike) invalid(walk, { message: 'missing "name" in "metadata"' });
  } else if (typeof name !== "string") {
    wrongType(walk, ["name"], name);
  } else if (!isPlaceholder(name) && !isName(name, form)) {
    invalid(walk, { message: `invalid name ${quote(name)}: ${demands[form]}`, below: ["name"] });
  }
}

const demands = {
  subdomain: "use lower-case letters, digits, hyphens and dots, at most 253",
  label: "use lower-case letters, digits and hyphens, at most 63",
  segment: 'it must not hold "/" or "%"',
};

function isName(name: string, form: Naming["form"]): boolean {
  if (form === "label") return label.test(name);
  if (form === "segment") return name !== "." && name !== ".." && !/[/%]/.test(name);
  return isSubdomain(name);
}

/** RFC 1123: at most 253 characters; unlike a DNS name, its labels may be longer than 63. */
function isSubdomain(name: string): boolean {
  return name.length <= 253 && /^[a-z0-9]/.test(name) && !/[^-.a-z0-9]|\.[-.]|-\.|[-.]$/.test(name);
}

function checkNamespace(walk: Walk, namespace: unknown, { scope }: Naming): void {
  if (namespace === undefined || namespace === null || namespace === "") return;
  if (typeof namespace !== "string") wrongType(walk, ["namespace"], namespace);
  else if (isPlaceholder(namespace)) return;
  else if (scope === "Cluster") {
    const message = '"namespace" has no effect on a kind that lives in no namespace';
    invalid(walk, { message, below: ["namespace"], part: "key", severity: "warning" });
  } else if (!label.test(namespace)) {
    invalid(walk, { message: `invalid namespace ${quote(namespace)}: ${demands.label}`, below: ["namespace"] });
  }
}

function checkMap(walk: Walk, field: "labels" | "annotations", map: unknown): void {
  if (map === null) return;
  if (isPlaceholder(map)) {
    walk.isVague = true;
    return;
  }
  if (typeof map !== "object" || Array.isArray(map)) {
    report(walk, { rule: "schema/invalid-type", message: `${quote(field)} must be an object`, below: [field] });
    return;
  }
  let bytes = 0;
  for (const key in map) {
    const value = (map as Fields)[key];
    if (!isQualifiedName(field === "labels" ? key : key.toLowerCase()) && !isPlaceholder(key)) badKey(walk, field, key);
    if (typeof value === "string") {
      bytes += key.length + value.length;
      if (field === "labels" && !isLabelValue(value)) badValue(walk, [field, key], value);
    } else if (value !== null) wrongType(walk, [field, key], value);
  }
  if (field === "annotations" && bytes > mostAnnotationBytes) {
    invalid(walk, { message: `the annotations have ${bytes} characters: at most 256 KiB are allowed`, below: [field] });
  }
}

function isLabelValue(value: string): boolean {
  return value === "" || (value.length <= 63 && qualified.test(value)) || isPlaceholder(value);
}

function badKey(walk: Walk, field: "labels" | "annotations", key: string): void {
  const message = `invalid ${field.slice(0, -1)} key ${quote(key)}: an optional DNS name and "/", then at most 63 of A-Z a-z 0-9 - _ .`;
  invalid(walk, { message, below: [field, key], part: "key" });
}

function badValue(walk: Walk, below: readonly string[], value: string): void {
  const long =
    value.length > 63 ? `is ${value.length} characters long: at most 63` : "must consist of A-Z a-z 0-9 - _ .";
  invalid(walk, { message: `label value ${quote(value)} ${long}`, below });
}

function isQualifiedName(key: string): boolean {
  const slash = key.indexOf("/");
  if (slash === -1) return qualified.test(key);
  return isSubdomain(key.slice(0, slash)) && qualified.test(key.slice(slash + 1));
}

function wrongType(walk: Walk, below: readonly string[], value: unknown): void {
  const isScalar = typeof value === "number" || typeof value === "boolean" || typeof value === "bigint";
  const message = `${quote(below.at(-1) ?? "")} must be a string${isScalar ? `, not ${value}: quote it` : ""}`;
  report(walk, { rule: "schema/invalid-type", message, below });
}

function invalid(walk: Walk, mistake: Omit<Mistake, "rule">): void {
  report(walk, { rule: "schema/invalid-metadata", ...mistake });
}
