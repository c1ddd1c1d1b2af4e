// What a DataNode has of one block pool: block id to generation stamp, length, state and volume, in columns of about
// 40 bytes a replica, so that millions of them are invisible to the garbage collector.
// Answers to org.apache.hadoop.hdfs.server.datanode.fsdataset.impl.ReplicaMap.

/** HdfsServerConstants.ReplicaState; the numbers are on the wire in block reports. */
export const replicaState = { FINALIZED: 0, RBW: 1, RWR: 2, RUR: 3, TEMPORARY: 4 } as const;
export type ReplicaState = (typeof replicaState)[keyof typeof replicaState];
export type ReplicaStateName = keyof typeof replicaState;

const stateNames: readonly ReplicaStateName[] = ['FINALIZED', 'RBW', 'RWR', 'RUR', 'TEMPORARY'];

export function replicaStateName(state: ReplicaState): ReplicaStateName {
  return stateNames[state] as ReplicaStateName;
}

/** One replica as a value: a copy that does not follow later changes. */
export interface Replica {
  readonly blockId: bigint;
  readonly genstamp: number;
  /** Bytes on disk. */
  readonly lengthBytes: number;
  readonly state: ReplicaState;
  /** Index of the volume among the pool's slices. */
  readonly volume: number;
}

const free = 0xff;
const slotsMin = 1024;

/** Open addressing with linear probing; never more than two thirds full. */
export class ReplicaMap {
  #mask = slotsMin - 1;
  #low = new Int32Array(slotsMin);
  #high = new Int32Array(slotsMin);
  #genstamp = new Float64Array(slotsMin);
  #length = new Float64Array(slotsMin);
  #state = new Uint8Array(slotsMin).fill(free);
  #volume = new Uint8Array(slotsMin);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(blockId: bigint): Replica | undefined {
    const slot = this.#find(lowOf(blockId), highOf(blockId));
    return this.#state[slot] === free ? undefined : this.#at(slot, blockId);
  }

  /** Adds the replica, or takes the place of the one with its block id. */
  put(replica: Replica): void {
    const low = lowOf(replica.blockId);
    const high = highOf(replica.blockId);
    let slot = this.#find(low, high);
    if (this.#state[slot] === free) {
      if ((this.#size + 1) * 3 > (this.#mask + 1) * 2) {
        this.#grow();
        slot = this.#find(low, high);
      }
      this.#size++;
      this.#low[slot] = low;
      this.#high[slot] = high;
    }
    this.#genstamp[slot] = replica.genstamp;
    this.#length[slot] = replica.lengthBytes;
    this.#state[slot] = replica.state;
    this.#volume[slot] = replica.volume;
  }

  /** False when there was none. */
  remove(blockId: bigint): boolean {
    let hole = this.#find(lowOf(blockId), highOf(blockId));
    if (this.#state[hole] === free) return false;
    this.#size--;
    // Later entries of the same run move up, so that no look-up ends at the hole too early.
    for (let slot = (hole + 1) & this.#mask; this.#state[slot] !== free; slot = (slot + 1) & this.#mask) {
      const home = this.#home(this.#low[slot] as number, this.#high[slot] as number);
      if (((slot - home) & this.#mask) >= ((slot - hole) & this.#mask)) {
        this.#move(slot, hole);
        hole = slot;
      }
    }
    this.#state[hole] = free;
    return true;
  }

  /** Calls `visit` with every replica's columns; `visit` must not change the map. */
  forEach(visit: (low: number, high: number, genstamp: number, lengthBytes: number, state: ReplicaState, volume: number) => void): void {
    for (let slot = 0; slot <= this.#mask; slot++) {
      const state = this.#state[slot] as number;
      if (state === free) continue;
      visit(
        this.#low[slot] as number, this.#high[slot] as number, this.#genstamp[slot] as number, this.#length[slot] as number,
        state as ReplicaState, this.#volume[slot] as number,
      );
    }
  }

  #at(slot: number, blockId: bigint): Replica {
    return {
      blockId,
      genstamp: this.#genstamp[slot] as number,
      lengthBytes: this.#length[slot] as number,
      state: this.#state[slot] as ReplicaState,
      volume: this.#volume[slot] as number,
    };
  }

  #home(low: number, high: number): number {
    const mixed = Math.imul(low ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }

  /** The slot of an id, or the free one where it would go. */
  #find(low: number, high: number): number {
    let slot = this.#home(low, high);
    while (this.#state[slot] !== free && (this.#low[slot] !== low || this.#high[slot] !== high)) slot = (slot + 1) & this.#mask;
    return slot;
  }

  #move(from: number, to: number): void {
    this.#low[to] = this.#low[from] as number;
    this.#high[to] = this.#high[from] as number;
    this.#genstamp[to] = this.#genstamp[from] as number;
    this.#length[to] = this.#length[from] as number;
    this.#state[to] = this.#state[from] as number;
    this.#volume[to] = this.#volume[from] as number;
  }

  #grow(): void {
    const [low, high, genstamp, length, state, volume] = [this.#low, this.#high, this.#genstamp, this.#length, this.#state, this.#volume];
    const slots = low.length * 2;
    this.#mask = slots - 1;
    this.#low = new Int32Array(slots);
    this.#high = new Int32Array(slots);
    this.#genstamp = new Float64Array(slots);
    this.#length = new Float64Array(slots);
    this.#state = new Uint8Array(slots).fill(free);
    this.#volume = new Uint8Array(slots);
    for (let from = 0; from < low.length; from++) {
      if (state[from] === free) continue;
      const to = this.#find(low[from] as number, high[from] as number);
      this.#low[to] = low[from] as number;
      this.#high[to] = high[from] as number;
      this.#genstamp[to] = genstamp[from] as number;
      this.#length[to] = length[from] as number;
      this.#state[to] = state[from] as number;
      this.#volume[to] = volume[from] as number;
    }
  }
}

function lowOf(id: bigint): number {
  return Number(BigInt.asIntN(32, id));
}

function highOf(id: bigint): number {
  return Number(BigInt.asIntN(32, id >> 32n));
}

/** The block id of two columns. */
export function blockIdOf(low: number, high: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low >>> 0);
}
