// A set of blocks by id, with genstamp and one flag, in typed arrays: deletions of a million replicas must not
// become a million objects. Split into shards, so that growing never touches more than a few thousand entries.

const shardsLog = 6;
const shards = 1 << shardsLog;

/** What `take` hands out: the id in two unsigned halves. */
export type BlockVisit = (low: number, high: number, genstamp: number, flag: boolean) => void;

export class BlockSet {
  readonly #shards: (Shard | undefined)[] = Array.from({ length: shards }, () => undefined);
  #size = 0;
  #takeFrom = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a block, or gives it another genstamp and flag; true if it is new. */
  add(low: number, high: number, genstamp: number, flag: boolean): boolean {
    const hash = hashOf(low, high);
    const index = hash & (shards - 1);
    const shard = (this.#shards[index] ??= new Shard());
    const fresh = shard.add(hash >>> shardsLog, low, high, genstamp, flag);
    if (fresh) this.#size++;
    return fresh;
  }

  /** The block's genstamp, or -1 if it is not in the set. */
  genstampOf(low: number, high: number): number {
    const hash = hashOf(low, high);
    return this.#shards[hash & (shards - 1)]?.genstampOf(hash >>> shardsLog, low, high) ?? -1;
  }

  delete(low: number, high: number): boolean {
    const hash = hashOf(low, high);
    const had = this.#shards[hash & (shards - 1)]?.delete(hash >>> shardsLog, low, high) === true;
    if (had) this.#size--;
    return had;
  }

  /** Takes out up to `limit` blocks, in no order. */
  take(limit: number, visit: BlockVisit): void {
    let left = Math.min(limit, this.#size);
    this.#size -= left;
    for (; left > 0; this.#takeFrom = (this.#takeFrom + 1) % shards) {
      const shard = this.#shards[this.#takeFrom];
      if (shard === undefined) continue;
      left -= shard.take(left, visit);
      if (left === 0 && shard.size > 0) return;
      this.#shards[this.#takeFrom] = undefined;
    }
  }
}

function hashOf(low: number, high: number): number {
  let hash = low ^ Math.imul(high, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const free = 0;
const gone = 1;
const taken = 2;
const takenWithFlag = 3;

/** Open addressing with linear probing. */
class Shard {
  size = 0;
  #capacity = 8;
  /** Taken entries and the marks of those that are gone. */
  #used = 0;
  #state = new Uint8Array(8);
  #low = new Uint32Array(8);
  #high = new Uint32Array(8);
  #genstamp = new Float64Array(8);

  add(hash: number, low: number, high: number, genstamp: number, flag: boolean): boolean {
    let at = this.#find(hash, low, high);
    const fresh = at < 0;
    if (fresh) {
      if ((this.#used + 1) * 4 > this.#capacity * 3) this.#resize();
      at = hash & (this.#capacity - 1);
      while ((this.#state[at] as number) >= taken) at = (at + 1) & (this.#capacity - 1);
      if (this.#state[at] === free) this.#used++;
      this.#low[at] = low;
      this.#high[at] = high;
      this.size++;
    }
    this.#state[at] = flag ? takenWithFlag : taken;
    this.#genstamp[at] = genstamp;
    return fresh;
  }

  genstampOf(hash: number, low: number, high: number): number {
    const at = this.#find(hash, low, high);
    return at < 0 ? -1 : (this.#genstamp[at] as number);
  }

  delete(hash: number, low: number, high: number): boolean {
    const at = this.#find(hash, low, high);
    if (at < 0) return false;
    this.#state[at] = gone;
    this.size--;
    return true;
  }

  take(limit: number, visit: BlockVisit): number {
    let count = 0;
    for (let at = 0; at < this.#capacity && count < limit; at++) {
      const state = this.#state[at] as number;
      if (state < taken) continue;
      this.#state[at] = gone;
      this.size--;
      count++;
      visit(this.#low[at] as number, this.#high[at] as number, this.#genstamp[at] as number, state === takenWithFlag);
    }
    return count;
  }

  #find(hash: number, low: number, high: number): number {
    const mask = this.#capacity - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const state = this.#state[at] as number;
      if (state === free) return -1;
      if (state >= taken && this.#low[at] === low && this.#high[at] === high) return at;
    }
  }

  #resize(): void {
    const [state, low, high, genstamp, capacity] = [this.#state, this.#low, this.#high, this.#genstamp, this.#capacity];
    while ((this.size + 1) * 2 > this.#capacity) this.#capacity *= 2;
    this.#state = new Uint8Array(this.#capacity);
    this.#low = new Uint32Array(this.#capacity);
    this.#high = new Uint32Array(this.#capacity);
    this.#genstamp = new Float64Array(this.#capacity);
    this.#used = 0;
    this.size = 0;
    for (let i = 0; i < capacity; i++) {
      const kind = state[i] as number;
      if (kind < taken) continue;
      this.add(hashOf(low[i] as number, high[i] as number) >>> shardsLog, low[i] as number, high[i] as number, genstamp[i] as number, kind === takenWithFlag);
    }
  }
}
