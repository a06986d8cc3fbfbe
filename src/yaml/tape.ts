/** Where the nodes of one document stand: a flat list in reading order, five numbers a node. */

/** Key start and end, value start and end, and the number of the first node after this one's subtree. */
const width = 5;

/** Nodes that a new tape has room for. */
const firstSize = 256;

/** A node with more children than this gets an index. */
const wide = 64;

export class Tape {
  /** A tape that is off notes nothing, for whom values are enough. */
  isOn = true;
  /** Number of nodes. */
  length = 0;
  private cells = new Int32Array(firstSize * width);
  private readonly names: (string | number)[] = [];
  /** Children by name, for nodes that have many and were asked for one. */
  private readonly indexes = new Map<number, ReadonlyMap<string | number, number>>();
  /** Nodes whose value is a collection in the text (an alias is none). */
  private collections = new Uint8Array(firstSize);

  /** Whether it still has its first size. */
  get isSmall(): boolean {
    return this.cells.length === firstSize * width;
  }

  clear(): void {
    this.length = 0;
    if (this.indexes.size > 0) this.indexes.clear();
  }

  /** Opens a node; list items have the item's index as name and no key (-1). */
  open(name: string | number, keyStart: number, keyEnd: number): number {
    if (!this.isOn) return 0;
    const node = this.length++;
    if (node * width + width > this.cells.length) this.grow();
    const at = node * width;
    this.cells[at] = keyStart;
    this.cells[at + 1] = keyEnd;
    this.collections[node] = 0;
    this.names[node] = name;
    return node;
  }

  close(node: number, start: number, end: number, collection: boolean): void {
    if (!this.isOn) return;
    const at = node * width;
    this.cells[at + 2] = start;
    this.cells[at + 3] = end;
    this.cells[at + 4] = this.length;
    if (collection) this.collections[node] = 1;
  }

  private grow(): void {
    const cells = new Int32Array(this.cells.length * 2);
    cells.set(this.cells);
    this.cells = cells;
    const collections = new Uint8Array(this.collections.length * 2);
    collections.set(this.collections);
    this.collections = collections;
  }

  name(node: number): string | number | undefined {
    return this.names[node];
  }

  keyStart(node: number): number {
    return this.cells[node * width] ?? -1;
  }

  keyEnd(node: number): number {
    return this.cells[node * width + 1] ?? -1;
  }

  start(node: number): number {
    return this.cells[node * width + 2] ?? 0;
  }

  end(node: number): number {
    return this.cells[node * width + 3] ?? 0;
  }

  next(node: number): number {
    return this.cells[node * width + 4] ?? this.length;
  }

  isCollection(node: number): boolean {
    return this.collections[node] === 1;
  }

  /** The child of that name; the last one where a key stands twice, as its value is the one that counts. */
  child(node: number, name: string | number): number | undefined {
    const index = this.indexes.get(node);
    if (index) return index.get(name);
    let found: number | undefined;
    let count = 0;
    for (let child = node + 1; child < this.next(node); child = this.next(child)) {
      if (this.names[child] === name) found = child;
      count++;
    }
    if (count > wide) this.indexes.set(node, this.indexOf(node));
    return found;
  }

  private indexOf(node: number): ReadonlyMap<string | number, number> {
    const index = new Map<string | number, number>();
    for (let child = node + 1; child < this.next(node); child = this.next(child)) {
      index.set(this.names[child] ?? "", child);
    }
    return index;
  }
}
