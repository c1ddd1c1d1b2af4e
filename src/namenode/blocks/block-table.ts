// Every block of the namespace, one row each, in typed arrays: ids, genstamps, lengths, owning inode, the
// chain of a file's blocks, and the storages that hold a replica. A row number is the handle; it stays valid
// until `remove`. The index by id is a linear hash: it grows by one bucket an insertion, so that nothing is
// ever rehashed at once. Answers to BlocksMap, BlockInfo and DatanodeStorageInfo's block list.
//
// About 50 bytes a block with up to three replicas, index included; each replica beyond three costs 8 more.

import { assert } from '../../base/assert.ts';
import { batchCount } from '../namespace/inode-batch.ts';
import type { InodeBatch } from '../namespace/inode-batch.ts';
import { rowsMovedMax } from '../namespace/linear-hash.ts';
import { Column } from './columns.ts';

/** HdfsServerConstants.BlockUCState, as far as a row tells: the file closed it, the client did, or it is being written. */
export const blockState = { complete: 0, committed: 1, underConstruction: 2 } as const;
export type BlockState = (typeof blockState)[keyof typeof blockState];

/** The index of a storage in the registry of datanodes: 0 to {@link storagesMax} - 1. */
export type StorageIndex = number;
export const storagesMax = 0xffff;

const inlineSlots = 3;
const emptySlot = 0xffff;
const stateMask = 3;
const freed = 3;
const safeBit = 4;
const queueShift = 3;
/** Nine bits that belong to LowRedundancy; they outlive the row, since its queues may still name it. */
const queueMask = 0x1ff << queueShift;
const replicationShift = 16;
const bucketsAtStart = 1024;
const rowsAtStart = 4096;
const growthRowsMax = 1 << 20;
const defaultRowsMax = 2 ** 27;
const twoTo32 = 4294967296;

const scratch64 = new BigInt64Array(1);
const scratch32 = new Uint32Array(scratch64.buffer);

export class BlockTable {
  readonly #rowsMax: number;
  readonly #columns: Column[] = [];
  readonly #bucketColumn: Column;
  readonly #overflowStorageColumn: Column;
  readonly #overflowNextColumn: Column;
  readonly #slotColumn: Column;

  #idLow!: Uint32Array;
  #idHigh!: Uint32Array;
  #genstampLow!: Uint32Array;
  #lengthLow!: Uint32Array;
  /** Bits 32-47 of the genstamp in the upper half, of the length in the lower. */
  #highs!: Uint32Array;
  #owner!: Int32Array;
  /** The next block of the file, or of the free list once freed; -1 at the end. */
  #next!: Int32Array;
  /** State in bits 0-1 (3: the row is free), safe in bit 2, queues in bits 3-11, expected replication in bits 16-31. */
  #meta!: Uint32Array;
  #hashNext!: Int32Array;
  /** Head of the chain of replicas beyond the inline ones, plus 1; 0 if none. */
  #overflowHead!: Uint32Array;
  #slots!: Uint16Array;

  /** Head of each bucket's chain, plus 1; 0 if empty. */
  #buckets!: Int32Array;
  #bucketCount = bucketsAtStart;
  /** Power of two with mask < bucketCount <= 2 * (mask + 1). */
  #mask = bucketsAtStart - 1;
  /** See LinearHash.growsAtOnce. */
  growsAtOnce = false;

  #overflowStorage!: Uint16Array;
  #overflowNext!: Uint32Array;
  #overflowUsed = 0;
  #overflowFree = 0;

  #capacity = 0;
  #rowEnd = 0;
  #freeHead = -1;
  #size = 0;
  #underConstruction = 0;
  #replicas = 0;
  readonly #storageBlocks = new Uint32Array(storagesMax);

  constructor(options: { readonly rowsMax?: number } = {}) {
    this.#rowsMax = options.rowsMax ?? defaultRowsMax;
    for (let i = 0; i < 10; i++) this.#columns.push(new Column(4, this.#rowsMax));
    this.#slotColumn = new Column(2, this.#rowsMax * inlineSlots);
    this.#bucketColumn = new Column(4, this.#rowsMax * 2);
    this.#overflowStorageColumn = new Column(2, this.#rowsMax);
    this.#overflowNextColumn = new Column(4, this.#rowsMax);
    this.#growBuckets(bucketsAtStart);
    this.#growOverflow(256);
    this.#growRows(Math.min(rowsAtStart, this.#rowsMax));
  }

  /** Blocks in the table. */
  get size(): number {
    return this.#size;
  }

  /** One beyond the highest row ever used: the end of a scan over rows. */
  get rowEnd(): number {
    return this.#rowEnd;
  }

  /** Blocks whose state is not complete. */
  get incomplete(): number {
    return this.#underConstruction;
  }

  /** Replicas of all blocks on all storages. */
  get replicas(): number {
    return this.#replicas;
  }

  /** Bytes of all columns and of the index. */
  get byteLength(): number {
    let bytes = this.#slotColumn.byteLength + this.#bucketColumn.byteLength;
    bytes += this.#overflowStorageColumn.byteLength + this.#overflowNextColumn.byteLength;
    for (const column of this.#columns) bytes += column.byteLength;
    return bytes;
  }

  /** Makes room for so many blocks at once; buckets only while there are no blocks. */
  reserve(rows: number): void {
    const wanted = Math.min(rows, this.#rowsMax);
    if (wanted > this.#capacity) this.#growRows(wanted);
    if (this.#size > 0 || wanted <= this.#bucketCount) return;
    if (wanted > this.#buckets.length) this.#growBuckets(wanted);
    this.#bucketCount = wanted;
    this.#mask = 2 ** Math.floor(Math.log2(wanted)) - 1;
  }

  /**
   * A new row. `blockId` must not be in the table. Replication starts at 0, next at -1, without replicas.
   * @param owner the row of the file's inode
   */
  add(blockId: bigint, genstamp: number, numBytes: number, owner: number, state: BlockState = blockState.complete): number {
    scratch64[0] = blockId;
    return this.addHiLo(scratch32[1] as number, scratch32[0] as number, genstamp, numBytes, owner, state);
  }

  /** The same with the block id as its two unsigned halves. */
  addHiLo(high: number, low: number, genstamp: number, numBytes: number, owner: number, state: BlockState): number {
    const row = this.#takeRow();
    this.#idLow[row] = low;
    this.#idHigh[row] = high;
    this.#genstampLow[row] = genstamp;
    this.#lengthLow[row] = numBytes;
    this.#highs[row] = (Math.floor(genstamp / twoTo32) << 16) | (Math.floor(numBytes / twoTo32) & 0xffff);
    this.#owner[row] = owner;
    this.#next[row] = -1;
    this.#meta[row] = ((this.#meta[row] as number) & queueMask) | state;
    this.#overflowHead[row] = 0;
    for (let i = row * inlineSlots, end = i + inlineSlots; i < end; i++) this.#slots[i] = emptySlot;
    if (state !== blockState.complete) this.#underConstruction++;
    this.#size++;
    if (this.#size > this.#bucketCount) this.#makeBuckets(row);
    this.#put(row);
    return row;
  }

  /**
   * Rows of their own for all blocks of a batch, one behind the other, of the inodes whose rows begin at `firstInode`. No row may
   * have been freed before. Returns the first one.
   */
  addBatch(batch: InodeBatch, firstInode: number): number {
    const count = batch.counts[batchCount.blocks] as number;
    const row = this.#takeRows(count);
    for (let i = 0; i < count; i++) {
      batch.owner[i] = (batch.owner[i] as number) + firstInode;
      if ((batch.next[i] as number) >= 0) batch.next[i] = (batch.next[i] as number) + row;
    }
    this.#idLow.set(batch.blockIdLow.subarray(0, count), row);
    this.#idHigh.set(batch.blockIdHigh.subarray(0, count), row);
    this.#genstampLow.set(batch.genstampLow.subarray(0, count), row);
    this.#lengthLow.set(batch.lengthLow.subarray(0, count), row);
    this.#highs.set(batch.highs.subarray(0, count), row);
    this.#owner.set(batch.owner.subarray(0, count), row);
    this.#next.set(batch.next.subarray(0, count), row);
    this.#meta.set(batch.blockMeta.subarray(0, count), row);
    // The heads of chains beyond the inline slots are 0, as all fresh memory.
    this.#slots.fill(emptySlot, row * inlineSlots, (row + count) * inlineSlots);
    const hashNext = this.#hashNext;
    for (let i = 0; i < count; i++) {
      if (++this.#size > this.#bucketCount) this.#split();
      const bucket = this.#bucketOf(batch.blockIdLow[i] as number, batch.blockIdHigh[i] as number);
      hashNext[row + i] = (this.#buckets[bucket] as number) - 1;
      this.#buckets[bucket] = row + i + 1;
    }
    return row;
  }

  /** The row of a block id, or -1. */
  find(blockId: bigint): number {
    scratch64[0] = blockId;
    return this.findHiLo(scratch32[1] as number, scratch32[0] as number);
  }

  /** The row of a block id given as its two unsigned halves, or -1. */
  findHiLo(high: number, low: number): number {
    let row = (this.#buckets[this.#bucketOf(low, high)] as number) - 1;
    while (row >= 0 && (this.#idLow[row] !== low || this.#idHigh[row] !== high)) row = this.#hashNext[row] as number;
    return row;
  }

  /** Frees the row and forgets its replicas. The file's chain is the caller's to repair. */
  remove(row: number): void {
    assert(this.isLive(row), 'block row is live');
    const bucket = this.#bucketOf(this.#idLow[row] as number, this.#idHigh[row] as number);
    let at = (this.#buckets[bucket] as number) - 1;
    if (at === row) this.#buckets[bucket] = (this.#hashNext[row] as number) + 1;
    else {
      while (this.#hashNext[at] !== row) at = this.#hashNext[at] as number;
      this.#hashNext[at] = this.#hashNext[row] as number;
    }
    this.#clearReplicas(row);
    if (this.state(row) !== blockState.complete) this.#underConstruction--;
    this.#meta[row] = ((this.#meta[row] as number) & queueMask) | freed;
    this.#next[row] = this.#freeHead;
    this.#freeHead = row;
    this.#size--;
  }

  /** Whether the row holds a block: rows below {@link rowEnd} may be free. */
  isLive(row: number): boolean {
    return row >= 0 && row < this.#rowEnd && ((this.#meta[row] as number) & stateMask) !== freed;
  }

  /** The id's lower half, unsigned: without the cost of a bigint. */
  idLow(row: number): number {
    return this.#idLow[row] as number;
  }

  idHigh(row: number): number {
    return this.#idHigh[row] as number;
  }

  blockId(row: number): bigint {
    scratch32[0] = this.#idLow[row] as number;
    scratch32[1] = this.#idHigh[row] as number;
    return scratch64[0] as bigint;
  }

  /** Whether the row is that block's: without the cost of another bigint. */
  hasId(row: number, blockId: bigint): boolean {
    scratch64[0] = blockId;
    return this.#idLow[row] === scratch32[0] && this.#idHigh[row] === scratch32[1];
  }

  genstamp(row: number): number {
    return ((this.#highs[row] as number) >>> 16) * twoTo32 + (this.#genstampLow[row] as number);
  }

  setGenstamp(row: number, genstamp: number): void {
    this.#genstampLow[row] = genstamp;
    this.#highs[row] = (Math.floor(genstamp / twoTo32) << 16) | ((this.#highs[row] as number) & 0xffff);
  }

  numBytes(row: number): number {
    return ((this.#highs[row] as number) & 0xffff) * twoTo32 + (this.#lengthLow[row] as number);
  }

  /** @param numBytes below 2^48 */
  setNumBytes(row: number, numBytes: number): void {
    this.#lengthLow[row] = numBytes;
    this.#highs[row] = ((this.#highs[row] as number) & 0xffff0000) | (Math.floor(numBytes / twoTo32) & 0xffff);
  }

  /** The inode row given to `add` or `setOwner`. */
  owner(row: number): number {
    return this.#owner[row] as number;
  }

  setOwner(row: number, inodeRow: number): void {
    this.#owner[row] = inodeRow;
  }

  state(row: number): BlockState {
    return ((this.#meta[row] as number) & stateMask) as BlockState;
  }

  setState(row: number, state: BlockState): void {
    if (this.state(row) !== blockState.complete) this.#underConstruction--;
    if (state !== blockState.complete) this.#underConstruction++;
    this.#meta[row] = ((this.#meta[row] as number) & ~stateMask) | state;
  }

  /** A mark of the safe mode: the block has been counted as sufficiently reported. */
  isSafe(row: number): boolean {
    return ((this.#meta[row] as number) & safeBit) !== 0;
  }

  setSafe(row: number, safe: boolean): void {
    this.#meta[row] = safe ? (this.#meta[row] as number) | safeBit : (this.#meta[row] as number) & ~safeBit;
  }

  /** Nine bits for LowRedundancy, kept when the row is freed and used again. */
  queueBits(row: number): number {
    return ((this.#meta[row] as number) & queueMask) >>> queueShift;
  }

  setQueueBits(row: number, bits: number): void {
    this.#meta[row] = ((this.#meta[row] as number) & ~queueMask) | (bits << queueShift);
  }

  /** How many replicas the file wants; 0 to 65535. */
  replication(row: number): number {
    return (this.#meta[row] as number) >>> replicationShift;
  }

  setReplication(row: number, replication: number): void {
    this.#meta[row] = ((this.#meta[row] as number) & 0xffff) | (replication << replicationShift);
  }

  /** The file's next block, or -1. */
  next(row: number): number {
    return this.#next[row] as number;
  }

  setNext(row: number, next: number): void {
    this.#next[row] = next;
  }

  /** Replicas stored for the block, corrupt ones included. */
  liveReplicas(row: number): number {
    const base = row * inlineSlots;
    let count = 0;
    for (let i = 0; i < inlineSlots; i++) if (this.#slots[base + i] !== emptySlot) count++;
    for (let at = this.#overflowHead[row] as number; at !== 0; at = this.#overflowNext[at] as number) count++;
    return count;
  }

  hasReplica(row: number, storage: StorageIndex): boolean {
    const base = row * inlineSlots;
    for (let i = 0; i < inlineSlots; i++) if (this.#slots[base + i] === storage) return true;
    for (let at = this.#overflowHead[row] as number; at !== 0; at = this.#overflowNext[at] as number) {
      if (this.#overflowStorage[at] === storage) return true;
    }
    return false;
  }

  /** Notes a replica; false if it was known. */
  addReplica(row: number, storage: StorageIndex): boolean {
    assert(storage >= 0 && storage < storagesMax, 'storage index in range');
    if (this.hasReplica(row, storage)) return false;
    this.#storageBlocks[storage] = (this.#storageBlocks[storage] as number) + 1;
    this.#replicas++;
    const base = row * inlineSlots;
    for (let i = 0; i < inlineSlots; i++) {
      if (this.#slots[base + i] !== emptySlot) continue;
      this.#slots[base + i] = storage;
      return true;
    }
    const at = this.#takeOverflow();
    this.#overflowStorage[at] = storage;
    this.#overflowNext[at] = this.#overflowHead[row] as number;
    this.#overflowHead[row] = at;
    return true;
  }

  /** Forgets a replica; false if there was none. Never call it from a visit of the same row. */
  removeReplica(row: number, storage: StorageIndex): boolean {
    const base = row * inlineSlots;
    for (let i = 0; i < inlineSlots; i++) {
      if (this.#slots[base + i] !== storage) continue;
      // A replica of the chain moves in, so that the chain exists only behind full slots.
      const head = this.#overflowHead[row] as number;
      if (head === 0) this.#slots[base + i] = emptySlot;
      else {
        this.#slots[base + i] = this.#overflowStorage[head] as number;
        this.#overflowHead[row] = this.#overflowNext[head] as number;
        this.#freeOverflow(head);
      }
      this.#forget(storage);
      return true;
    }
    let before = 0;
    for (let at = this.#overflowHead[row] as number; at !== 0; at = this.#overflowNext[at] as number) {
      if (this.#overflowStorage[at] === storage) {
        if (before === 0) this.#overflowHead[row] = this.#overflowNext[at] as number;
        else this.#overflowNext[before] = this.#overflowNext[at] as number;
        this.#freeOverflow(at);
        this.#forget(storage);
        return true;
      }
      before = at;
    }
    return false;
  }

  /** Visits the storages of a block's replicas. */
  forEachReplica(row: number, visit: (storage: StorageIndex) => void): void {
    const base = row * inlineSlots;
    for (let i = 0; i < inlineSlots; i++) {
      const storage = this.#slots[base + i] as number;
      if (storage !== emptySlot) visit(storage);
    }
    for (let at = this.#overflowHead[row] as number; at !== 0; at = this.#overflowNext[at] as number) {
      visit(this.#overflowStorage[at] as number);
    }
  }

  /** The storages of a block's replicas, as a list of its own. */
  storagesOf(row: number): StorageIndex[] {
    const list: StorageIndex[] = [];
    this.forEachReplica(row, (storage) => list.push(storage));
    return list;
  }

  /** Replicas noted on a storage. */
  storageBlocks(storage: StorageIndex): number {
    return this.#storageBlocks[storage] as number;
  }

  /**
   * One slice of a walk over the rows that have a replica on a storage: looks at `rowsMax` rows from `from` and
   * visits those that match. Returns where to go on, or -1 at the end. `visit` may remove the replica and the row.
   * There are no lists by storage: a whole walk reads 6 bytes of every row, some ms per million.
   */
  scanStorage(storage: StorageIndex, from: number, rowsMax: number, visit: (row: number) => void): number {
    const end = Math.min(this.#rowEnd, from + rowsMax);
    for (let row = from; row < end; row++) {
      const base = row * inlineSlots;
      const slots = this.#slots;
      if (slots[base] === storage || slots[base + 1] === storage || slots[base + 2] === storage) visit(row);
      else if (this.#overflowHead[row] !== 0 && this.hasReplica(row, storage)) visit(row);
    }
    return end < this.#rowEnd && this.storageBlocks(storage) > 0 ? end : -1;
  }

  #takeRow(): number {
    const row = this.#freeHead;
    if (row >= 0) {
      this.#freeHead = this.#next[row] as number;
      return row;
    }
    if (this.#rowEnd === this.#capacity) {
      assert(this.#capacity < this.#rowsMax, `block table holds at most ${this.#rowsMax} blocks`);
      this.#growRows(Math.min(this.#rowsMax, this.#capacity + Math.min(this.#capacity, growthRowsMax)));
    }
    return this.#rowEnd++;
  }

  /** Rows one behind the other, never used before. */
  #takeRows(count: number): number {
    assert(this.#freeHead < 0, 'many rows at once are for a table that has freed none');
    const row = this.#rowEnd;
    const needed = row + count;
    if (needed > this.#capacity) {
      assert(needed <= this.#rowsMax, `block table holds at most ${this.#rowsMax} blocks`);
      this.#growRows(Math.min(this.#rowsMax, Math.max(needed, this.#capacity + Math.min(this.#capacity, growthRowsMax))));
    }
    this.#rowEnd = needed;
    return row;
  }

  #growRows(rows: number): void {
    for (const column of this.#columns) column.grow(rows);
    this.#slotColumn.grow(rows * inlineSlots);
    const [idLow, idHigh, genstamp, length, highs, owner, next, meta, hashNext, overflow] = this.#columns as [
      Column, Column, Column, Column, Column, Column, Column, Column, Column, Column,
    ];
    this.#idLow = idLow.u32();
    this.#idHigh = idHigh.u32();
    this.#genstampLow = genstamp.u32();
    this.#lengthLow = length.u32();
    this.#highs = highs.u32();
    this.#owner = owner.i32();
    this.#next = next.i32();
    this.#meta = meta.u32();
    this.#hashNext = hashNext.i32();
    this.#overflowHead = overflow.u32();
    this.#slots = this.#slotColumn.u16();
    this.#capacity = rows;
  }

  /** Ids come in sequence: neighbours share cache lines, and the fold spreads block groups that step by 16. */
  #bucketOf(low: number, high: number): number {
    const hash = low ^ (low >>> 4) ^ Math.imul(high, 0x9e3779b1);
    const wide = hash & ((this.#mask << 1) | 1);
    return wide < this.#bucketCount ? wide : hash & this.#mask;
  }

  #put(row: number): void {
    const bucket = this.#bucketOf(this.#idLow[row] as number, this.#idHigh[row] as number);
    this.#hashNext[row] = (this.#buckets[bucket] as number) - 1;
    this.#buckets[bucket] = row + 1;
  }

  /** More buckets for all rows but `fresh`, which is not in any yet. */
  #makeBuckets(fresh: number): void {
    const buckets = 2 * (this.#mask + 1);
    if (!this.growsAtOnce || buckets > Math.min(rowsMovedMax, 2 * this.#rowsMax)) return this.#split();
    if (buckets > this.#buckets.length) this.#growBuckets(buckets);
    this.#buckets.fill(0, 0, this.#bucketCount);
    this.#bucketCount = buckets;
    this.#mask = buckets - 1;
    for (let row = 0; row < this.#rowEnd; row++) if (row !== fresh && this.isLive(row)) this.#put(row);
  }

  /** Adds one bucket and moves to it what belongs there from the one it splits. */
  #split(): void {
    const fresh = this.#bucketCount;
    if (fresh >= this.#buckets.length) this.#growBuckets(Math.min(this.#rowsMax * 2, fresh + Math.min(fresh, growthRowsMax)));
    const old = fresh - this.#mask - 1;
    let row = (this.#buckets[old] as number) - 1;
    this.#buckets[old] = 0;
    this.#buckets[fresh] = 0;
    this.#bucketCount++;
    while (row >= 0) {
      const next = this.#hashNext[row] as number;
      const bucket = this.#bucketOf(this.#idLow[row] as number, this.#idHigh[row] as number);
      this.#hashNext[row] = (this.#buckets[bucket] as number) - 1;
      this.#buckets[bucket] = row + 1;
      row = next;
    }
    if (this.#bucketCount === 2 * (this.#mask + 1)) this.#mask = 2 * this.#mask + 1;
  }

  #growBuckets(buckets: number): void {
    this.#bucketColumn.grow(buckets);
    this.#buckets = this.#bucketColumn.i32();
  }

  #growOverflow(entries: number): void {
    this.#overflowStorageColumn.grow(entries);
    this.#overflowNextColumn.grow(entries);
    this.#overflowStorage = this.#overflowStorageColumn.u16();
    this.#overflowNext = this.#overflowNextColumn.u32();
  }

  /** Entry 0 is never given out: it ends chains. */
  #takeOverflow(): number {
    const at = this.#overflowFree;
    if (at !== 0) {
      this.#overflowFree = this.#overflowNext[at] as number;
      return at;
    }
    const fresh = ++this.#overflowUsed;
    if (fresh >= this.#overflowNext.length) this.#growOverflow(fresh + Math.min(fresh, growthRowsMax));
    return fresh;
  }

  #freeOverflow(at: number): void {
    this.#overflowNext[at] = this.#overflowFree;
    this.#overflowFree = at;
  }

  #forget(storage: StorageIndex): void {
    this.#storageBlocks[storage] = (this.#storageBlocks[storage] as number) - 1;
    this.#replicas--;
  }

  #clearReplicas(row: number): void {
    const base = row * inlineSlots;
    for (let i = 0; i < inlineSlots; i++) {
      const storage = this.#slots[base + i] as number;
      if (storage !== emptySlot) this.#forget(storage);
      this.#slots[base + i] = emptySlot;
    }
    let at = this.#overflowHead[row] as number;
    this.#overflowHead[row] = 0;
    while (at !== 0) {
      const next = this.#overflowNext[at] as number;
      this.#forget(this.#overflowStorage[at] as number);
      this.#freeOverflow(at);
      at = next;
    }
  }
}
