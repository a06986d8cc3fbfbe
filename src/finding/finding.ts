/** What any check may say. A finding is symbolic: it names objects and keys, never lines. */

export const severities = ["error", "warning", "info"] as const;
export type Severity = (typeof severities)[number];

/**
 * An object (or list) of a manifest, or one entry of it. The owner is known by identity: it must be the very object
 * that the manifest holds, never a copy. Without a key the place is the owner itself. An owner that the manifest does
 * not hold stands for the manifest as a whole.
 */
export interface Place {
  /** The manifest that holds the owner: a `Manifest` of the mesh, or the root object of a document. */
  readonly manifest: object;
  readonly owner: object;
  readonly key?: string | number;
  /** What of the entry to show: its value (default; the key where the value spans lines) or its key. */
  readonly part?: "key" | "value";
}

/** What stands at a place. */
export function valueAt({ owner, key }: Pick<Place, "owner" | "key">): unknown {
  return key === undefined ? owner : (owner as Readonly<Record<string | number, unknown>>)[key];
}

/** The place of one entry of an object or list of a manifest; the compiler checks the key. */
export function at<T extends object>(
  manifest: object,
  owner: T,
  key?: keyof T & (string | number),
  part?: "key" | "value",
): Place {
  return { manifest, owner, ...(key !== undefined && { key }), ...(part && { part }) };
}

export interface Related {
  readonly at: Place;
  readonly message: string;
}

/** What a finding says is missing; decides whether it may be reported in a world that is not closed. */
export interface Absence {
  /** A kind as `Mesh.all` names it ("kubernetes/Service"); the environment must define this kind to claim that one lacks. */
  readonly kind: string;
  /** Where it was looked for; left out for cluster-scoped kinds and for what may stand in any namespace. */
  readonly namespace?: string;
  /** Its name or host, compared with `external` of the configuration. */
  readonly name: string;
  /** Whether the files show what was meant instead, which is proof enough in a world that is not closed. */
  readonly isMeantElsewhere?: boolean;
}

/** An edit in terms of the manifest: exactly one of the four. */
export type Edit =
  | { readonly at: Place; readonly value: string | number | boolean }
  | { readonly at: Place; readonly key: string }
  | { readonly at: Place; readonly remove: true }
  | { readonly at: Place; readonly insert: Readonly<Record<string, string | number | boolean>> };

export interface Fix {
  /** Safe: the meaning that the author had in mind is kept for certain, so a machine may apply it. */
  readonly safe: boolean;
  /** Imperative, without a full stop: `rename "subest" to "subset"`. */
  readonly description: string;
  readonly edits: readonly Edit[];
}

export interface Finding {
  readonly at: Place;
  /** Lower case, wrong value in double quotes, no full stop, at most about 100 characters. */
  readonly message: string;
  readonly related?: readonly Related[];
  /** Sub-code of a rule that is a table of checks: `weight-sum-zero` of `istio/invalid-virtual-service`. */
  readonly code?: string;
  /** Where this finding is milder (or worse) than the rule's own severity. */
  readonly severity?: Severity;
  /** Codes of other tools for this very finding, where they differ from the rule's. */
  readonly upstream?: readonly string[];
  readonly absent?: Absence;
  readonly fix?: Fix;
}
