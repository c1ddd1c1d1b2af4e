// A hash index over rows that never rehashes at once: each insertion may split one bucket (linear hashing), so
// it grows to any size without a pause. 8 bytes a row: a chain link, and one bucket a row. Keys stay with the
// rows; the caller tells their hashes and compares. Answers to INodeMap's GSet and, for (parent, name), to
// INodeDirectory's search.

import { Column } from '../blocks/columns.ts';

const bucketsAtStart = 256;
const growthMax = 1 << 20;
/** Giving more rows than this their places anew would stop the loop for too long. */
export const rowsMovedMax = 1 << 20;

export class LinearHash {
  readonly #hashOf: (row: number) => number;
  readonly #bucketColumn: Column;
  readonly #nextColumn: Column;
  /** Head of each bucket's chain, plus 1; 0 if empty. */
  #buckets!: Int32Array;
  /** The next row of the chain, plus 1; 0 at its end. */
  #next!: Int32Array;
  #bucketCount = bucketsAtStart;
  /** Power of two minus 1, with mask < bucketCount <= 2 * (mask + 1). */
  #mask = bucketsAtStart - 1;
  #size = 0;
  readonly #bucketsMax: number;
  /**
   * Whether buckets come as many at once as there are, which is cheaper than one by one: rows get their new places in the order in
   * which they lie in memory. For a NameNode that starts, whom a pause of some ms does not hurt.
   */
  growsAtOnce = false;

  /** @param hashOf the hash of a row that is in the index: 32 bits, well mixed */
  constructor(rowsMax: number, hashOf: (row: number) => number) {
    this.#hashOf = hashOf;
    this.#bucketsMax = rowsMax * 2;
    this.#bucketColumn = new Column(4, this.#bucketsMax);
    this.#nextColumn = new Column(4, rowsMax);
    this.#growBuckets(bucketsAtStart);
    this.growRows(0);
  }

  get size(): number {
    return this.#size;
  }

  get byteLength(): number {
    return this.#bucketColumn.byteLength + this.#nextColumn.byteLength;
  }

  /** Makes room for rows below `rows`. */
  growRows(rows: number): void {
    this.#nextColumn.grow(rows);
    this.#next = this.#nextColumn.i32();
  }

  /** Makes buckets for so many rows at once, while there are few: those there are get their places anew. */
  reserve(rows: number): void {
    const wanted = Math.min(rows, this.#bucketsMax);
    if (wanted <= this.#bucketCount) return;
    const isKept = new Uint8Array(this.#next.length);
    for (let bucket = 0; bucket < this.#bucketCount; bucket++) {
      for (let at = this.#buckets[bucket] as number; at !== 0; at = this.#next[at - 1] as number) isKept[at - 1] = 1;
    }
    this.#buckets.fill(0, 0, this.#bucketCount);
    if (wanted > this.#buckets.length) this.#growBuckets(wanted);
    this.#bucketCount = wanted;
    this.#mask = 2 ** Math.floor(Math.log2(wanted)) - 1;
    for (let row = 0; row < isKept.length; row++) if (isKept[row] === 1) this.#put(row, this.#hashOf(row));
  }

  /** The first row of the bucket that rows of this hash are in, or -1. */
  first(hash: number): number {
    return (this.#buckets[this.#bucketOf(hash)] as number) - 1;
  }

  /** The row behind `row` in its bucket, or -1. */
  next(row: number): number {
    return (this.#next[row] as number) - 1;
  }

  insert(row: number, hash: number): void {
    if (++this.#size > this.#bucketCount) {
      if (this.growsAtOnce && this.#size < rowsMovedMax) this.reserve(2 * this.#bucketCount);
      else this.#split();
    }
    this.#put(row, hash);
  }

  #put(row: number, hash: number): void {
    const bucket = this.#bucketOf(hash);
    this.#next[row] = this.#buckets[bucket] as number;
    this.#buckets[bucket] = row + 1;
  }

  /** Inserts rows[0..count), each under its hash. */
  insertRows(rows: Int32Array, hashes: Int32Array, count: number): void {
    if (this.#size + count > this.#bucketCount) {
      for (let i = 0; i < count; i++) this.insert(rows[i] as number, hashes[i] as number);
      return;
    }
    const buckets = this.#buckets;
    const next = this.#next;
    const mask = this.#mask;
    const wideMask = 2 * mask + 1;
    const bucketCount = this.#bucketCount;
    for (let i = 0; i < count; i++) {
      const row = rows[i] as number;
      const hash = hashes[i] as number;
      const wide = hash & wideMask;
      const bucket = wide < bucketCount ? wide : hash & mask;
      next[row] = buckets[bucket] as number;
      buckets[bucket] = row + 1;
    }
    this.#size += count;
  }

  /** Takes out a row that is in the index under this hash. */
  remove(row: number, hash: number): void {
    const bucket = this.#bucketOf(hash);
    let at = this.#buckets[bucket] as number;
    if (at === row + 1) this.#buckets[bucket] = this.#next[row] as number;
    else {
      while (this.#next[at - 1] !== row + 1) at = this.#next[at - 1] as number;
      this.#next[at - 1] = this.#next[row] as number;
    }
    this.#size--;
  }

  #bucketOf(hash: number): number {
    const wide = hash & ((this.#mask << 1) | 1);
    return wide < this.#bucketCount ? wide : hash & this.#mask;
  }

  /** Adds a bucket and moves to it what belongs there from the one that it splits. */
  #split(): void {
    const fresh = this.#bucketCount;
    if (fresh >= this.#bucketsMax) return;
    if (fresh >= this.#buckets.length) this.#growBuckets(Math.min(this.#bucketsMax, fresh + Math.min(fresh, growthMax)));
    const old = fresh - this.#mask - 1;
    let at = this.#buckets[old] as number;
    this.#buckets[old] = 0;
    this.#buckets[fresh] = 0;
    this.#bucketCount++;
    while (at !== 0) {
      const following = this.#next[at - 1] as number;
      const bucket = this.#bucketOf(this.#hashOf(at - 1));
      this.#next[at - 1] = this.#buckets[bucket] as number;
      this.#buckets[bucket] = at;
      at = following;
    }
    if (this.#bucketCount === 2 * (this.#mask + 1)) this.#mask = 2 * this.#mask + 1;
  }

  #growBuckets(buckets: number): void {
    this.#bucketColumn.grow(buckets);
    this.#buckets = this.#bucketColumn.i32();
  }
}
