// The children of every directory in name order, in one growable arena of 32-bit words: up to 64 rows as a plain
// sorted vector, more as a B+ tree with counts, so that a listing starts anywhere in logarithmic time and no
// insertion moves more than a node. Keys are not copied: rows are compared through the names they have.
// Answers to INodeDirectory.children, an ArrayList searched by Collections.binarySearch.

import { assert } from '../../base/assert.ts';
import { Column } from '../blocks/columns.ts';

/** How rows are ordered. A row's name must not change while it is in a list. */
export interface RowOrder {
  compareRows(a: number, b: number): number;
  /** The row's name against bytes[start..end). */
  compareToBytes(row: number, bytes: Uint8Array, start: number, end: number): number;
}

/** Where a list lies; 0 is the empty list. The caller keeps it together with the number of its rows. */
export type ListHandle = number;

const vectorMax = 64;
const leafMax = 64;
const innerMax = 32;
/** Node layout in words: kind and length; then rows, or child handles, their counts and their least rows. */
const leafWords = 1 + leafMax;
const innerWords = 1 + 3 * innerMax;
const counts = 1 + innerMax;
const mins = 1 + 2 * innerMax;
/** The sign. */
const innerFlag = 0x8000_0000 | 0;
const lengthMask = 0xffff;

const wordsMax = 2 ** 30;
const wordsAtStart = 4096;
const growthWordsMax = 1 << 20;

export class ChildLists {
  readonly #order: RowOrder;
  readonly #column = new Column(4, wordsMax);
  #words: Int32Array;
  /** Word 0 is never given out. */
  #end = 1;
  readonly #freeVectors = new Uint32Array(8);
  #freeLeaves = 0;
  #freeInners = 0;

  constructor(order: RowOrder) {
    this.#order = order;
    this.#column.grow(wordsAtStart);
    this.#words = this.#column.i32();
  }

  get byteLength(): number {
    return this.#column.byteLength;
  }

  /** Adds `row`, whose name no other row of the list has, maybe known to be behind all of theirs. Returns the list's new handle. */
  insert(list: ListHandle, size: number, row: number, behindAll = size > 0 && this.#order.compareRows(this.last(list, size), row) < 0): ListHandle {
    if (size < vectorMax) {
      const at = behindAll ? size : this.#searchRow(list, size, row);
      const vector = size === vectorCapacity(size) || size === 0 ? this.#moveVector(list, size, vectorCapacity(size + 1)) : list;
      if (at < size) this.#words.copyWithin(vector + at + 1, vector + at, vector + size);
      this.#words[vector + at] = row;
      return vector;
    }
    const root = size === vectorMax ? this.#treeOf(list) : list;
    const sibling = this.#insertInto(root, row, behindAll);
    return sibling === 0 ? root : this.#newRoot(root, sibling);
  }

  /** The list of rows[0..count), at least one, whose names are in order: every node but the last ones full. Returns its handle. */
  build(rows: Int32Array, count: number): ListHandle {
    if (count <= vectorMax) {
      const vector = this.#moveVector(0, 0, vectorCapacity(count));
      for (let i = 0; i < count; i++) this.#words[vector + i] = rows[i] as number;
      return vector;
    }
    let nodes: number[] = [];
    for (let from = 0; from < count; from += leafMax) {
      const leaf = this.#takeLeaf();
      const length = Math.min(leafMax, count - from);
      this.#words[leaf] = length;
      for (let i = 0; i < length; i++) this.#words[leaf + 1 + i] = rows[from + i] as number;
      nodes.push(leaf);
    }
    while (nodes.length > 1) {
      const above: number[] = [];
      for (let from = 0; from < nodes.length; from += innerMax) {
        const inner = this.#takeInner();
        const length = Math.min(innerMax, nodes.length - from);
        this.#words[inner] = innerFlag | length;
        for (let i = 0; i < length; i++) {
          this.#words[inner + 1 + i] = nodes[from + i] as number;
          this.#describe(inner, i);
        }
        above.push(inner);
      }
      nodes = above;
    }
    return nodes[0] as number;
  }

  /** Takes out a row that is in the list. Returns the list's new handle, 0 if it was the last row. */
  remove(list: ListHandle, size: number, row: number): ListHandle {
    if (size <= vectorMax) {
      const at = this.#searchRow(list, size, row);
      assert(this.#words[list + at] === row, 'the row is in its directory\'s list');
      this.#words.copyWithin(list + at, list + at + 1, list + size);
      return this.#shrinkVector(list, size - 1);
    }
    return this.#shrinkTree(list, size - 1, () => this.#removeFrom(list, row));
  }

  /** The greatest row of a list that is not empty. */
  last(list: ListHandle, size: number): number {
    if (size <= vectorMax) return this.#words[list + size - 1] as number;
    let node = list;
    while (this.#isInner(node)) node = this.#words[node + this.#length(node)] as number;
    return this.#words[node + this.#length(node)] as number;
  }

  /** Takes out the greatest row without comparing names. Returns the list's new handle. */
  removeLast(list: ListHandle, size: number): ListHandle {
    if (size <= vectorMax) return this.#shrinkVector(list, size - 1);
    return this.#shrinkTree(list, size - 1, () => this.#removeLastFrom(list));
  }

  /** How many rows have names at or below bytes[start..end): where a listing after that name starts. */
  rankAfter(list: ListHandle, size: number, bytes: Uint8Array, start: number, end: number): number {
    if (size === 0) return 0;
    if (size <= vectorMax) return this.#searchAfter(list, size, bytes, start, end);
    let rank = 0;
    let node = list;
    while (this.#isInner(node)) {
      const length = this.#length(node);
      let child = this.#searchAfter(node + mins, length, bytes, start, end) - 1;
      if (child < 0) child = 0;
      for (let i = 0; i < child; i++) rank += this.#words[node + counts + i] as number;
      node = this.#words[node + 1 + child] as number;
    }
    return rank + this.#searchAfter(node + 1, this.#length(node), bytes, start, end);
  }

  /** Visits rows from the `from`th on, at most `limit`, in order. The list must not change meanwhile. */
  visit(list: ListHandle, size: number, from: number, limit: number, visit: (row: number) => void): void {
    const rows = Math.min(limit, size - from);
    if (rows <= 0) return;
    if (size <= vectorMax) for (let i = from; i < from + rows; i++) visit(this.#words[list + i] as number);
    else this.#visitNode(list, from, rows, visit);
  }

  /** Gives a list's memory back without looking at its rows. */
  free(list: ListHandle, size: number): void {
    if (size === 0) return;
    if (size <= vectorMax) this.#freeVector(list, vectorCapacity(size));
    else this.#freeTree(list);
  }

  // Vectors: capacity is a function of the size, so that nobody has to store it.

  #shrinkVector(list: ListHandle, size: number): ListHandle {
    if (size === 0) {
      this.#freeVector(list, vectorCapacity(1));
      return 0;
    }
    return vectorCapacity(size) < vectorCapacity(size + 1) ? this.#moveVector(list, size, vectorCapacity(size), vectorCapacity(size + 1)) : list;
  }

  #moveVector(list: ListHandle, size: number, capacity: number, oldCapacity = vectorCapacity(size)): ListHandle {
    const slot = 31 - Math.clz32(capacity);
    let vector = this.#freeVectors[slot] as number;
    if (vector !== 0) this.#freeVectors[slot] = this.#words[vector] as number;
    else vector = this.#takeWords(capacity);
    if (list === 0) return vector;
    this.#words.copyWithin(vector, list, list + size);
    this.#freeVector(list, oldCapacity);
    return vector;
  }

  #freeVector(list: ListHandle, capacity: number): void {
    const slot = 31 - Math.clz32(capacity);
    this.#words[list] = this.#freeVectors[slot] as number;
    this.#freeVectors[slot] = list;
  }

  /** Position of the first row of words[base..base+length) that is not below `row`. */
  #searchRow(base: number, length: number, row: number): number {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#words[base + middle] as number;
      if (other !== row && this.#order.compareRows(other, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Position of the first row of words[base..base+length) above the name. */
  #searchAfter(base: number, length: number, bytes: Uint8Array, start: number, end: number): number {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#order.compareToBytes(this.#words[base + middle] as number, bytes, start, end) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // The tree.

  #isInner(node: number): boolean {
    return (this.#words[node] as number) < 0;
  }

  #length(node: number): number {
    return (this.#words[node] as number) & lengthMask;
  }

  /** Where a row belongs among the children of an inner node: the last whose least row is not above it. */
  #childFor(node: number, row: number): number {
    const length = this.#length(node);
    const at = this.#searchRow(node + mins, length, row);
    if (at < length && this.#words[node + mins + at] === row) return at;
    return at === 0 ? 0 : at - 1;
  }

  #treeOf(vector: ListHandle): number {
    const leaf = this.#takeLeaf();
    this.#words[leaf] = vectorMax;
    this.#words.copyWithin(leaf + 1, vector, vector + vectorMax);
    this.#freeVector(vector, vectorCapacity(vectorMax));
    return leaf;
  }

  #newRoot(left: number, right: number): number {
    const root = this.#takeInner();
    this.#words[root] = innerFlag;
    this.#putChild(root, 0, left);
    this.#putChild(root, 1, right);
    return root;
  }

  /**
   * Adds a row below `node`. Returns a new node right of it if it had to be split, else 0. Names that arrive in
   * order (`behindAll`: this one is above all others) need no search.
   */
  #insertInto(node: number, row: number, behindAll: boolean): number {
    const length = this.#length(node);
    if (!this.#isInner(node)) {
      const at = behindAll ? length : this.#searchRow(node + 1, length, row);
      if (length < leafMax) {
        this.#putRow(node, at, row);
        return 0;
      }
      const sibling = this.#takeLeaf();
      // Behind the end a new leaf is begun: names that arrive in order leave full leaves behind.
      const kept = at === length ? length : length >>> 1;
      this.#words[sibling] = length - kept;
      this.#words.copyWithin(sibling + 1, node + 1 + kept, node + 1 + length);
      this.#words[node] = kept;
      if (at <= kept && at < length) this.#putRow(node, at, row);
      else this.#putRow(sibling, at - kept, row);
      return sibling;
    }
    const child = behindAll ? length - 1 : this.#childFor(node, row);
    const split = this.#insertInto(this.#words[node + 1 + child] as number, row, behindAll);
    this.#describe(node, child);
    if (split === 0) return 0;
    if (length < innerMax) {
      this.#putChild(node, child + 1, split);
      return 0;
    }
    const sibling = this.#takeInner();
    const kept = child + 1 === length ? length : length >>> 1;
    this.#words[sibling] = innerFlag | (length - kept);
    for (const part of [1, counts, mins]) this.#words.copyWithin(sibling + part, node + part + kept, node + part + length);
    this.#words[node] = innerFlag | kept;
    if (child + 1 <= kept && child + 1 < length) this.#putChild(node, child + 1, split);
    else this.#putChild(sibling, child + 1 - kept, split);
    return sibling;
  }

  #removeFrom(node: number, row: number): void {
    const length = this.#length(node);
    if (!this.#isInner(node)) {
      const at = this.#searchRow(node + 1, length, row);
      assert(this.#words[node + 1 + at] === row, 'the row is in its directory\'s tree');
      this.#words.copyWithin(node + 1 + at, node + 2 + at, node + 1 + length);
      this.#words[node] = length - 1;
      return;
    }
    const child = this.#childFor(node, row);
    this.#removeFrom(this.#words[node + 1 + child] as number, row);
    this.#repair(node, child);
  }

  #removeLastFrom(node: number): void {
    if (!this.#isInner(node)) {
      this.#words[node] = this.#length(node) - 1;
      return;
    }
    const child = this.#length(node) - 1;
    this.#removeLastFrom(this.#words[node + 1 + child] as number);
    this.#repair(node, child);
  }

  /** After a removal below the child: drops it when empty, joins it to a neighbour when both are small. */
  #repair(node: number, child: number): void {
    const at = this.#words[node + 1 + child] as number;
    const size = this.#length(at);
    if (size === 0) {
      this.#freeNode(at);
      this.#dropChild(node, child);
      return;
    }
    this.#describe(node, child);
    const inner = this.#isInner(at);
    const small = inner ? innerMax >>> 2 : leafMax >>> 2;
    if (size >= small || this.#length(node) < 2) return;
    const left = child > 0 ? child - 1 : child;
    const a = this.#words[node + 1 + left] as number;
    const b = this.#words[node + 2 + left] as number;
    const sizeA = this.#length(a);
    const sizeB = this.#length(b);
    if (sizeA + sizeB > (inner ? innerMax : leafMax) - small) return;
    if (inner) for (const part of [1, counts, mins]) this.#words.copyWithin(a + part + sizeA, b + part, b + part + sizeB);
    else this.#words.copyWithin(a + 1 + sizeA, b + 1, b + 1 + sizeB);
    this.#words[a] = (inner ? innerFlag : 0) | (sizeA + sizeB);
    this.#freeNode(b);
    this.#dropChild(node, left + 1);
    this.#describe(node, left);
  }

  /** Runs the removal in a tree that had size + 1 rows; turns it into a vector when it has become small enough. */
  #shrinkTree(root: number, size: number, removal: () => void): ListHandle {
    removal();
    let top = root;
    while (this.#isInner(top) && this.#length(top) === 1) {
      const only = this.#words[top + 1] as number;
      this.#freeNode(top);
      top = only;
    }
    if (size > vectorMax) return top;
    const vector = this.#moveVector(0, 0, vectorCapacity(size));
    let at = vector;
    this.#visitNode(top, 0, size, (row) => {
      this.#words[at++] = row;
    });
    this.#freeTree(top);
    return vector;
  }

  #putRow(leaf: number, at: number, row: number): void {
    const length = this.#length(leaf);
    if (at < length) this.#words.copyWithin(leaf + 2 + at, leaf + 1 + at, leaf + 1 + length);
    this.#words[leaf + 1 + at] = row;
    this.#words[leaf] = length + 1;
  }

  #putChild(node: number, at: number, child: number): void {
    const length = this.#length(node);
    for (const part of [1, counts, mins]) this.#words.copyWithin(node + part + at + 1, node + part + at, node + part + length);
    this.#words[node + 1 + at] = child;
    this.#words[node] = innerFlag | (length + 1);
    this.#describe(node, at);
    if (at > 0) this.#describe(node, at - 1);
  }

  #dropChild(node: number, at: number): void {
    const length = this.#length(node);
    for (const part of [1, counts, mins]) this.#words.copyWithin(node + part + at, node + part + at + 1, node + part + length);
    this.#words[node] = innerFlag | (length - 1);
  }

  /** Renews the count and the least row that `node` keeps of a child. */
  #describe(node: number, at: number): void {
    const child = this.#words[node + 1 + at] as number;
    const length = this.#length(child);
    if (!this.#isInner(child)) {
      this.#words[node + counts + at] = length;
      this.#words[node + mins + at] = this.#words[child + 1] as number;
      return;
    }
    let rows = 0;
    for (let i = 0; i < length; i++) rows += this.#words[child + counts + i] as number;
    this.#words[node + counts + at] = rows;
    this.#words[node + mins + at] = this.#words[child + mins] as number;
  }

  #visitNode(node: number, from: number, rows: number, visit: (row: number) => void): void {
    if (!this.#isInner(node)) {
      for (let i = from; i < from + rows; i++) visit(this.#words[node + 1 + i] as number);
      return;
    }
    let skip = from;
    let left = rows;
    const length = this.#length(node);
    for (let i = 0; i < length && left > 0; i++) {
      const count = this.#words[node + counts + i] as number;
      if (skip >= count) {
        skip -= count;
        continue;
      }
      const part = Math.min(left, count - skip);
      this.#visitNode(this.#words[node + 1 + i] as number, skip, part, visit);
      left -= part;
      skip = 0;
    }
  }

  #freeTree(node: number): void {
    if (this.#isInner(node)) {
      const length = this.#length(node);
      for (let i = 0; i < length; i++) this.#freeTree(this.#words[node + 1 + i] as number);
    }
    this.#freeNode(node);
  }

  #freeNode(node: number): void {
    if (this.#isInner(node)) {
      this.#words[node] = this.#freeInners;
      this.#freeInners = node;
    } else {
      this.#words[node] = this.#freeLeaves;
      this.#freeLeaves = node;
    }
  }

  #takeLeaf(): number {
    const free = this.#freeLeaves;
    if (free === 0) return this.#takeWords(leafWords);
    this.#freeLeaves = this.#words[free] as number;
    return free;
  }

  #takeInner(): number {
    const free = this.#freeInners;
    if (free === 0) return this.#takeWords(innerWords);
    this.#freeInners = this.#words[free] as number;
    return free;
  }

  #takeWords(words: number): number {
    const at = this.#end;
    this.#end += words;
    if (this.#end > this.#words.length) {
      assert(this.#end <= wordsMax, 'the lists of all directories fit into 4 GiB');
      this.#column.grow(Math.min(wordsMax, Math.max(this.#end, this.#words.length + Math.min(this.#words.length, growthWordsMax))));
      this.#words = this.#column.i32();
    }
    return at;
  }
}

/** Words that a vector of `size` rows has: a power of two, 2 at least. */
function vectorCapacity(size: number): number {
  return size <= 2 ? 2 : 1 << (32 - Math.clz32(size - 1));
}
