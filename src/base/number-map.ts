// A map from whole numbers for tables that live as long as the process and whose entries come and go: open files, blocks
// being written, calls on their way. Map is not for those: each time its tombstones fill it, V8 gives it another table
// and lets the old one point to it. One such table that a full collection moved among the old ones keeps the next alive,
// that one the one behind it, and each of them all that it held: every scavenge then copies what is long dead, and
// pauses grow from 2 to 15 ms. Here memory is taken only to grow.

import { assert } from './assert.ts';

const capacityAtStart = 16;

/** In the order of insertion, like Map; setting a key that is there leaves it in its place. Keys are 0 to 2^53 - 1. */
export class NumberMap<V> {
  #capacity = 0;
  #keys = new Float64Array(0);
  #values: (V | undefined)[] = [];
  /** Entries in order of insertion, -1 at both ends. Those of a removed entry stay, for an iteration that stands at it. */
  #next = new Int32Array(0);
  #before = new Int32Array(0);
  #first = -1;
  #last = -1;
  /** Removed entries, to be used again. */
  #free = new Int32Array(0);
  #freeCount = 0;
  #used = 0;
  /** Open addressing with linear probing, two slots an entry: entry + 1, or 0. */
  #slots = new Int32Array(0);
  #size = 0;

  constructor() {
    this.#grow(capacityAtStart);
  }

  get size(): number {
    return this.#size;
  }

  get(key: number): V | undefined {
    const entry = this.#find(key);
    return entry < 0 ? undefined : this.#values[entry];
  }

  has(key: number): boolean {
    return this.#find(key) >= 0;
  }

  set(key: number, value: V): void {
    const known = this.#find(key);
    if (known >= 0) {
      this.#values[known] = value;
      return;
    }
    assert(Number.isSafeInteger(key) && key >= 0, 'a key is a whole number');
    if (this.#freeCount === 0 && this.#used === this.#capacity) this.#grow(this.#capacity * 2);
    const entry = this.#freeCount > 0 ? (this.#free[--this.#freeCount] as number) : this.#used++;
    this.#keys[entry] = key;
    this.#values[entry] = value;
    this.#before[entry] = this.#last;
    this.#next[entry] = -1;
    if (this.#last < 0) this.#first = entry;
    else this.#next[this.#last] = entry;
    this.#last = entry;
    this.#link(entry);
    this.#size++;
  }

  /** Whether the key was there. */
  delete(key: number): boolean {
    const entry = this.#find(key);
    if (entry < 0) return false;
    this.#unlink(entry);
    const before = this.#before[entry] as number;
    const next = this.#next[entry] as number;
    if (before < 0) this.#first = next;
    else this.#next[before] = next;
    if (next < 0) this.#last = before;
    else this.#before[next] = before;
    this.#values[entry] = undefined;
    this.#free[this.#freeCount++] = entry;
    this.#size--;
    return true;
  }

  clear(): void {
    this.#slots.fill(0);
    this.#values.fill(undefined);
    this.#first = -1;
    this.#last = -1;
    this.#freeCount = 0;
    this.#used = 0;
    this.#size = 0;
  }

  /** Whoever iterates may delete the entry that was given last, and change nothing else. */
  *[Symbol.iterator](): Generator<[number, V]> {
    for (let entry = this.#first; entry >= 0; entry = this.#next[entry] as number) yield [this.#keys[entry] as number, this.#values[entry] as V];
  }

  *keys(): Generator<number> {
    for (const [key] of this) yield key;
  }

  *values(): Generator<V> {
    for (const [, value] of this) yield value;
  }

  #find(key: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = hashOf(key) & mask; ; slot = (slot + 1) & mask) {
      const entry = (slots[slot] as number) - 1;
      if (entry < 0 || this.#keys[entry] === key) return entry;
    }
  }

  #link(entry: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = hashOf(this.#keys[entry] as number) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = entry + 1;
  }

  /** Takes an entry out of the index; those behind it in its run move up, so that no tombstones pile up. */
  #unlink(entry: number): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let hole = hashOf(this.#keys[entry] as number) & mask;
    while (slots[hole] !== entry + 1) hole = (hole + 1) & mask;
    for (let slot = (hole + 1) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const home = hashOf(this.#keys[(slots[slot] as number) - 1] as number) & mask;
      if (((slot - home) & mask) >= ((slot - hole) & mask)) {
        slots[hole] = slots[slot] as number;
        hole = slot;
      }
    }
    slots[hole] = 0;
  }

  /** Nothing is free when it comes to this: entries stay where they are. */
  #grow(capacity: number): void {
    this.#keys = grown(this.#keys, new Float64Array(capacity));
    this.#next = grown(this.#next, new Int32Array(capacity));
    this.#before = grown(this.#before, new Int32Array(capacity));
    this.#free = new Int32Array(capacity);
    for (let i = this.#values.length; i < capacity; i++) this.#values.push(undefined);
    this.#slots = new Int32Array(capacity * 2);
    this.#capacity = capacity;
    for (let entry = 0; entry < this.#used; entry++) this.#link(entry);
  }
}

function grown<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function hashOf(key: number): number {
  const hash = Math.imul((key | 0) ^ ((key / 0x1_0000_0000) | 0), 0x9e3779b1);
  return (hash ^ (hash >>> 15)) >>> 0;
}
