/** Changes a resource without touching what is written: new objects on the way to a change, all others shared. */

import type { Change, KubernetesObject, Resource, Written } from "./environment.ts";

export type Key = string | number;
export type Mapping = Record<string, unknown>;

export interface Editor {
  /** The new root object. */
  readonly root: Mapping;
  /** The object or list at an entry, made new; undefined if it is a scalar or absent. */
  own(container: object, key: Key): object | undefined;
  set(container: object, key: Key, entry: { readonly value: unknown; readonly written: Written }): void;
  remove(container: object, key: Key): void;
  /** Puts an item into a list that is new. */
  insert(list: unknown[], index: number, entry: { readonly value: unknown; readonly written: Written }): void;
  writtenAt(container: object, key: Key): Written;
  done(): Resource;
}

interface Place {
  readonly at: Written;
  entries: Map<Key, Written>;
}

export function edit(resource: Resource): Editor {
  const before = new Map(resource.changes);
  const records = new Map<object, Place>();

  function copy<T extends object>(original: T, at: Written): T {
    const known = before.get(original);
    const made = (Array.isArray(original) ? [...(original as unknown[])] : { ...original }) as T;
    records.set(made, { at: known?.at ?? at, entries: new Map(known?.entries) });
    // Hundreds of patches in a row would else keep every state that there was between them.
    before.delete(original);
    return made;
  }

  function entriesOf(container: object): Map<Key, Written> {
    const record = records.get(container);
    if (!record) throw new Error("internal: edited an object that is not new");
    return record.entries;
  }

  function writtenAt(container: object, key: Key): Written {
    const record = records.get(container);
    if (!record) throw new Error("internal: asked for the place of an object that is not new");
    return record.entries.get(key) ?? below(record.at, key);
  }

  /** Items of a list move: from here on each says itself where it came from. */
  function splice(list: unknown[], index: number, change: { readonly drop: number; readonly add: Added[] }): void {
    const places = list.map((_, at) => writtenAt(list, at));
    places.splice(index, change.drop, ...change.add.map(({ written }) => written));
    list.splice(index, change.drop, ...change.add.map(({ value }) => value));
    const record = records.get(list);
    if (record) record.entries = new Map(places.entries());
  }

  const root = copy(resource.object, { document: resource.document, path: resource.prefix }) as Mapping;

  return {
    root,
    own(container, key) {
      const value = get(container, key);
      if (typeof value !== "object" || value === null) return undefined;
      if (records.has(value)) return value;
      const made = copy(value, writtenAt(container, key));
      put(container, key, made);
      return made;
    },
    set(container, key, { value, written }) {
      put(container, key, value);
      entriesOf(container).set(key, written);
    },
    remove(container, key) {
      if (Array.isArray(container)) splice(container, Number(key), { drop: 1, add: [] });
      else Reflect.deleteProperty(container, key);
    },
    insert(list, index, entry) {
      splice(list, index, { drop: 0, add: [entry] });
    },
    writtenAt,
    done: () => ({
      ...resource,
      object: root as KubernetesObject,
      changes: new Map<object, Change>([...before, ...records]),
    }),
  };
}

interface Added {
  readonly value: unknown;
  readonly written: Written;
}

export function below({ document, path }: Written, key: Key): Written {
  return { document, path: [...path, key] };
}

/** An entry of its own; never one of a prototype. */
export function get(container: object, key: Key): unknown {
  return Object.hasOwn(container, key) ? (container as Readonly<Mapping>)[key] : undefined;
}

/** Safe for a key like `__proto__`, which an assignment would take for the prototype. */
function put(container: object, key: Key, value: unknown): void {
  Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is no list has no items. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What is no mapping has no entries. */
export function mappingOf(value: unknown): Readonly<Mapping> {
  return isMapping(value) ? value : {};
}
