// Every inode, one row each, in typed arrays over shared buffers: the garbage collector sees none of it. A row
// number is the handle; it stays valid until the row is freed. Two indexes lead to rows: by inode id, and by
// (parent, name). This table knows columns and indexes; what they mean together is namespace.ts's matter.
// Answers to INodeWithAdditionalFields, INodeFile's header and INodeMap.
//
// 52 bytes a row with both links, 8 bytes of buckets, the name, and 4 to 8 bytes in the parent's list.

import { assert } from '../../base/assert.ts';
import type { BackwardWriter } from '../../wire/backward-writer.ts';
import { Column } from '../blocks/columns.ts';
import type { RowOrder } from './child-lists.ts';
import { batchCount } from './inode-batch.ts';
import type { InodeBatch } from './inode-batch.ts';
import { LinearHash } from './linear-hash.ts';
import { NameArena, hashSeed } from './name-arena.ts';

/** What a row is; 0 is a free row. */
export const inodeKind = { file: 1, directory: 2, symlink: 3 } as const;
export type InodeKind = (typeof inodeKind)[keyof typeof inodeKind];

/** Bits that say which side tables know the row. */
export const inodeFlag = { underConstruction: 4, acl: 8, xattr: 16, quota: 32, striped: 64 } as const;

const kindMask = 3;
const policyShift = 8;
const policyMask = 15;
const replicationShift = 12;
const replicationMask = 0x7ff;
const modeBits = 12;
const modeMask = (1 << modeBits) - 1;

const twoTo32 = 2 ** 32;
const timeMax = 2 ** 48 - 1;
const rowsMaxDefault = 2 ** 27;
const rowsAtStart = 1024;
const growthRowsMax = 1 << 20;
/** A block size that found no place in the table of sizes. */
const oddBlockSize = 0xffff;

export class InodeTable implements RowOrder {
  readonly names = new NameArena();
  readonly #byId: LinearHash;
  readonly #byName: LinearHash;
  readonly #columns: Column[] = [];
  readonly #idHighColumn: Column;
  readonly #blockSizeColumn: Column;

  #idLow!: Uint32Array;
  #idHigh!: Uint16Array;
  /** Row of the parent; -1 without; in a free row the next free one. */
  #parent!: Int32Array;
  #name!: Int32Array;
  #mtimeLow!: Uint32Array;
  #atimeLow!: Uint32Array;
  /** Bits 32-47 of mtime in the upper half, of atime in the lower. */
  #timesHigh!: Uint32Array;
  /** Principals' pair above 12 bits of mode. */
  #permission!: Uint32Array;
  /** Kind, flags, storage policy, replication. */
  #meta!: Uint32Array;
  /** First block of a file, entry of a directory in the directory table; -1 without. */
  #first!: Int32Array;
  /** Last block of a file. */
  #last!: Int32Array;
  #blockSize!: Uint16Array;

  readonly #blockSizes: number[] = [];
  readonly #blockSizeIds = new Map<number, number>();
  /** The id that was set last: files are alike. */
  #recentBlockSize = 0;
  readonly #oddBlockSizes = new Map<number, number>();

  /** For many rows at once: their hashes, and their numbers. */
  #hashes = new Int32Array(0);
  #rows = new Int32Array(0);

  readonly #rowsMax: number;
  #capacity = 0;
  #rowEnd = 0;
  #freeHead = -1;
  #size = 0;

  constructor(rowsMax = rowsMaxDefault) {
    this.#rowsMax = rowsMax;
    for (let i = 0; i < 10; i++) this.#columns.push(new Column(4, rowsMax));
    this.#idHighColumn = new Column(2, rowsMax);
    this.#blockSizeColumn = new Column(2, rowsMax);
    this.#byId = new LinearHash(rowsMax, (row) => hashId(this.#idLow[row] as number, this.#idHigh[row] as number));
    this.#byName = new LinearHash(rowsMax, (row) => this.#nameHash(row));
    this.#grow(Math.min(rowsAtStart, rowsMax));
  }

  /** Rows in use, those of deleted trees that are not reclaimed yet included. */
  get size(): number {
    return this.#size;
  }

  /** One beyond the highest row ever used. */
  get rowEnd(): number {
    return this.#rowEnd;
  }

  get byteLength(): number {
    const own = this.#columns.reduce((sum, column) => sum + column.byteLength, 0);
    return own + this.#idHighColumn.byteLength + this.#blockSizeColumn.byteLength + this.#byId.byteLength + this.#byName.byteLength + this.names.byteLength;
  }

  /** Makes room for so many rows at once. */
  reserve(rows: number): void {
    const wanted = Math.min(rows, this.#rowsMax);
    if (wanted > this.#capacity) this.#grow(wanted);
    this.#byId.reserve(wanted);
    this.#byName.reserve(wanted);
  }

  /** See LinearHash.growsAtOnce. */
  set growsAtOnce(atOnce: boolean) {
    this.#byId.growsAtOnce = atOnce;
    this.#byName.growsAtOnce = atOnce;
  }

  /** A row of its own, not linked to a parent; its name is bytes[start..end). The id must be new. */
  add(kind: InodeKind, id: number, bytes: Uint8Array, start: number, end: number): number {
    const row = this.#takeRow();
    this.#idLow[row] = id;
    this.#idHigh[row] = Math.floor(id / twoTo32);
    this.#parent[row] = -1;
    this.#name[row] = this.names.add(bytes, start, end);
    this.#mtimeLow[row] = 0;
    this.#atimeLow[row] = 0;
    this.#timesHigh[row] = 0;
    this.#permission[row] = 0;
    this.#meta[row] = kind;
    this.#first[row] = -1;
    this.#last[row] = -1;
    this.#blockSize[row] = 0;
    this.#byId.insert(row, hashId(this.#idLow[row] as number, this.#idHigh[row] as number));
    this.#size++;
    return row;
  }

  /**
   * Rows of their own for all inodes of a batch, one behind the other, whose blocks begin at row `firstBlock` and whose directories have their entries; `pairs` are the
   * principals of the batch's. No row may have been freed before. Returns the first one.
   */
  addBatch(batch: InodeBatch, firstBlock: number, pairs: Int32Array): number {
    const count = batch.counts[batchCount.inodes] as number;
    const row = this.#takeRows(count);
    const firstName = this.names.addCells(batch.names, batch.counts[batchCount.nameUnits] as number);
    const sizes = Uint16Array.from(batch.blockSizes.subarray(0, batch.counts[batchCount.blockSizes]), (bytes) => this.#blockSizeId(bytes) ?? oddBlockSize);
    const hashes = this.#hashesFor(count);
    const rows = this.#rows;
    for (let i = 0; i < count; i++) {
      rows[i] = row + i;
      batch.name[i] = (batch.name[i] as number) + firstName;
      const permission = batch.permission[i] as number;
      batch.permission[i] = ((pairs[permission >>> modeBits] as number) << modeBits) | (permission & modeMask);
      if ((batch.last[i] as number) >= 0) {
        batch.first[i] = (batch.first[i] as number) + firstBlock;
        batch.last[i] = (batch.last[i] as number) + firstBlock;
      }
      const size = batch.blockSize[i] as number;
      batch.blockSize[i] = sizes[size] ?? 0;
      if (sizes[size] === oddBlockSize) this.#oddBlockSizes.set(row + i, batch.blockSizes[size] as number);
      hashes[i] = hashId(batch.idLow[i] as number, batch.idHigh[i] as number);
    }
    this.#idLow.set(batch.idLow.subarray(0, count), row);
    this.#idHigh.set(batch.idHigh.subarray(0, count), row);
    this.#parent.fill(-1, row, row + count);
    this.#name.set(batch.name.subarray(0, count), row);
    this.#mtimeLow.set(batch.mtimeLow.subarray(0, count), row);
    this.#atimeLow.set(batch.atimeLow.subarray(0, count), row);
    this.#timesHigh.set(batch.timesHigh.subarray(0, count), row);
    this.#permission.set(batch.permission.subarray(0, count), row);
    this.#meta.set(batch.meta.subarray(0, count), row);
    this.#first.set(batch.first.subarray(0, count), row);
    this.#last.set(batch.last.subarray(0, count), row);
    this.#blockSize.set(batch.blockSize.subarray(0, count), row);
    this.#byId.insertRows(rows, hashes, count);
    this.#size += count;
    return row;
  }

  /** A row in a directory, named by the arena's key, which no other child is: all that `add` and what follows it do, at once. `nameHash` is {@link keyHash}. */
  addKeyed(kind: InodeKind, id: number, parent: number, nameHash: number, mtime: number, atime: number, pair: number, mode: number): number {
    const row = this.#takeRow();
    const idHigh = Math.floor(id / twoTo32);
    const m = clampTime(mtime);
    const a = clampTime(atime);
    this.#idLow[row] = id;
    this.#idHigh[row] = idHigh;
    this.#parent[row] = parent;
    this.#name[row] = this.names.addKey();
    this.#mtimeLow[row] = m;
    this.#atimeLow[row] = a;
    this.#timesHigh[row] = (Math.floor(m / twoTo32) << 16) | Math.floor(a / twoTo32);
    this.#permission[row] = (pair << modeBits) | (mode & modeMask);
    this.#meta[row] = kind;
    this.#first[row] = -1;
    this.#last[row] = -1;
    this.#blockSize[row] = 0;
    this.#byId.insert(row, hashId(this.#idLow[row] as number, idHigh));
    this.#byName.insert(row, nameHash);
    this.#size++;
    return row;
  }

  /** Frees a row that no name leads to any more. */
  free(row: number): void {
    this.#byId.remove(row, hashId(this.#idLow[row] as number, this.#idHigh[row] as number));
    this.names.free(this.#name[row] as number);
    if (this.#blockSize[row] === oddBlockSize) this.#oddBlockSizes.delete(row);
    this.#meta[row] = 0;
    this.#parent[row] = this.#freeHead;
    this.#freeHead = row;
    this.#size--;
  }

  isLive(row: number): boolean {
    return row >= 0 && row < this.#rowEnd && ((this.#meta[row] as number) & kindMask) !== 0;
  }

  // Indexes.

  /** The row of an inode id, or -1. */
  findId(id: number): number {
    const low = id >>> 0;
    const high = Math.floor(id / twoTo32);
    let row = this.#byId.first(hashId(low, high));
    while (row >= 0 && (this.#idLow[row] !== low || this.#idHigh[row] !== high)) row = this.#byId.next(row);
    return row;
  }

  /** The child of that name, or -1. */
  findChild(parent: number, bytes: Uint8Array, start: number, end: number): number {
    this.names.setKey(bytes, start, end);
    return this.findKey(parent, this.keyHash(parent));
  }

  /** The hash of the arena's key as the name of a child. */
  keyHash(parent: number): number {
    return this.names.keyHash(hashSeed(parent));
  }

  /** The child that the arena's key names, or -1. */
  findKey(parent: number, hash: number): number {
    let row = this.#byName.first(hash);
    while (row >= 0 && (this.#parent[row] !== parent || !this.names.isKey(this.#name[row] as number))) row = this.#byName.next(row);
    return row;
  }

  compareToKey(row: number): number {
    return this.names.compareToKey(this.#name[row] as number);
  }

  /** Lets (parent, name) lead to a row that has no parent. */
  link(row: number, parent: number): void {
    this.#parent[row] = parent;
    this.#byName.insert(row, this.#nameHash(row));
  }

  /** Puts a row into a directory; no name leads to it before {@link linkPlaced}. */
  place(row: number, parent: number): void {
    this.#parent[row] = parent;
  }

  /** Lets names lead to rows[0..count), each of which has its place. The hashes first: so cache misses of the index overlap. */
  linkPlaced(rows: Int32Array, count: number): void {
    const hashes = this.#hashesFor(count);
    for (let i = 0; i < count; i++) hashes[i] = this.#nameHash(rows[i] as number);
    this.#byName.insertRows(rows, hashes, count);
  }

  /** Undoes {@link link}. */
  unlink(row: number): void {
    this.#byName.remove(row, this.#nameHash(row));
    this.#parent[row] = -1;
  }

  /** Gives another name to a row that is not linked. */
  rename(row: number, bytes: Uint8Array, start: number, end: number): void {
    if (this.names.equals(this.#name[row] as number, bytes, start, end)) return;
    const old = this.#name[row] as number;
    this.#name[row] = this.names.add(bytes, start, end);
    this.names.free(old);
  }

  compareRows(a: number, b: number): number {
    return this.names.compare(this.#name[a] as number, this.#name[b] as number);
  }

  compareToBytes(row: number, bytes: Uint8Array, start: number, end: number): number {
    return this.names.compareBytes(this.#name[row] as number, bytes, start, end);
  }

  // Columns.

  kind(row: number): InodeKind {
    return ((this.#meta[row] as number) & kindMask) as InodeKind;
  }

  hasFlag(row: number, flag: number): boolean {
    return ((this.#meta[row] as number) & flag) !== 0;
  }

  setFlag(row: number, flag: number, on: boolean): void {
    this.#meta[row] = on ? (this.#meta[row] as number) | flag : (this.#meta[row] as number) & ~flag;
  }

  id(row: number): number {
    return (this.#idHigh[row] as number) * twoTo32 + (this.#idLow[row] as number);
  }

  parent(row: number): number {
    return this.#parent[row] as number;
  }

  nameText(row: number): string {
    return this.names.text(this.#name[row] as number);
  }

  nameBytes(row: number): Buffer {
    return this.names.copy(this.#name[row] as number);
  }

  writeName(row: number, w: BackwardWriter): void {
    this.names.write(this.#name[row] as number, w);
  }

  nameLength(row: number): number {
    return this.names.length(this.#name[row] as number);
  }

  mtime(row: number): number {
    return ((this.#timesHigh[row] as number) >>> 16) * twoTo32 + (this.#mtimeLow[row] as number);
  }

  /** Times are ms from 0 to 2^48 - 1; others are brought into that range. */
  setMtime(row: number, time: number): void {
    const ms = clampTime(time);
    this.#mtimeLow[row] = ms;
    this.#timesHigh[row] = (Math.floor(ms / twoTo32) << 16) | ((this.#timesHigh[row] as number) & 0xffff);
  }

  atime(row: number): number {
    return ((this.#timesHigh[row] as number) & 0xffff) * twoTo32 + (this.#atimeLow[row] as number);
  }

  setAtime(row: number, time: number): void {
    const ms = clampTime(time);
    this.#atimeLow[row] = ms;
    this.#timesHigh[row] = ((this.#timesHigh[row] as number) & 0xffff0000) | Math.floor(ms / twoTo32);
  }

  /** Both times and the whole permission of a row at once. */
  setAttributes(row: number, mtime: number, atime: number, pair: number, mode: number): void {
    const m = clampTime(mtime);
    const a = clampTime(atime);
    this.#mtimeLow[row] = m;
    this.#atimeLow[row] = a;
    this.#timesHigh[row] = (Math.floor(m / twoTo32) << 16) | Math.floor(a / twoTo32);
    this.#permission[row] = (pair << modeBits) | (mode & modeMask);
  }

  mode(row: number): number {
    return (this.#permission[row] as number) & modeMask;
  }

  setMode(row: number, mode: number): void {
    this.#permission[row] = ((this.#permission[row] as number) & ~modeMask) | (mode & modeMask);
  }

  principals(row: number): number {
    return (this.#permission[row] as number) >>> modeBits;
  }

  setPrincipals(row: number, pair: number): void {
    this.#permission[row] = (pair << modeBits) | ((this.#permission[row] as number) & modeMask);
  }

  /** 0 to 2047; of a striped file its erasure coding policy's id. */
  replication(row: number): number {
    return ((this.#meta[row] as number) >>> replicationShift) & replicationMask;
  }

  setReplication(row: number, replication: number): void {
    assert(replication >= 0 && replication <= replicationMask, 'replication is below 2048');
    this.#meta[row] = ((this.#meta[row] as number) & ~(replicationMask << replicationShift)) | (replication << replicationShift);
  }

  storagePolicy(row: number): number {
    return ((this.#meta[row] as number) >>> policyShift) & policyMask;
  }

  setStoragePolicy(row: number, policy: number): void {
    this.#meta[row] = ((this.#meta[row] as number) & ~(policyMask << policyShift)) | ((policy & policyMask) << policyShift);
  }

  blockSize(row: number): number {
    const id = this.#blockSize[row] as number;
    return id === oddBlockSize ? (this.#oddBlockSizes.get(row) ?? 0) : (this.#blockSizes[id] ?? 0);
  }

  setBlockSize(row: number, bytes: number): void {
    const id = this.#blockSizeId(bytes);
    if (id === undefined) this.#oddBlockSizes.set(row, bytes);
    else if (this.#blockSize[row] === oddBlockSize) this.#oddBlockSizes.delete(row);
    this.#blockSize[row] = id ?? oddBlockSize;
    this.#recentBlockSize = id ?? 0;
  }

  /** The number of a block size; undefined when there are too many. */
  #blockSizeId(bytes: number): number | undefined {
    let id = this.#blockSizes[this.#recentBlockSize] === bytes ? this.#recentBlockSize : this.#blockSizeIds.get(bytes);
    if (id === undefined && this.#blockSizes.length < oddBlockSize) {
      id = this.#blockSizes.length;
      this.#blockSizes.push(bytes);
      this.#blockSizeIds.set(bytes, id);
    }
    return id;
  }

  first(row: number): number {
    return this.#first[row] as number;
  }

  setFirst(row: number, value: number): void {
    this.#first[row] = value;
  }

  last(row: number): number {
    return this.#last[row] as number;
  }

  setLast(row: number, value: number): void {
    this.#last[row] = value;
  }

  #hashesFor(count: number): Int32Array {
    if (this.#hashes.length < count) {
      this.#hashes = new Int32Array(count);
      this.#rows = new Int32Array(count);
    }
    return this.#hashes;
  }

  #nameHash(row: number): number {
    return this.names.hash(this.#name[row] as number, hashSeed(this.#parent[row] as number));
  }

  #takeRow(): number {
    const row = this.#freeHead;
    if (row >= 0) {
      this.#freeHead = this.#parent[row] as number;
      return row;
    }
    if (this.#rowEnd === this.#capacity) {
      assert(this.#capacity < this.#rowsMax, `a namespace holds at most ${this.#rowsMax} inodes`);
      this.#grow(Math.min(this.#rowsMax, this.#capacity + Math.min(this.#capacity, growthRowsMax)));
    }
    return this.#rowEnd++;
  }

  /** Rows one behind the other, never used before. */
  #takeRows(count: number): number {
    assert(this.#freeHead < 0, 'many rows at once are for a namespace that has freed none');
    const row = this.#rowEnd;
    const needed = row + count;
    if (needed > this.#capacity) {
      assert(needed <= this.#rowsMax, `a namespace holds at most ${this.#rowsMax} inodes`);
      this.#grow(Math.min(this.#rowsMax, Math.max(needed, this.#capacity + Math.min(this.#capacity, growthRowsMax))));
    }
    this.#rowEnd = needed;
    return row;
  }

  #grow(rows: number): void {
    for (const column of this.#columns) column.grow(rows);
    this.#idHighColumn.grow(rows);
    this.#blockSizeColumn.grow(rows);
    this.#byId.growRows(rows);
    this.#byName.growRows(rows);
    const [idLow, parent, name, mtimeLow, atimeLow, timesHigh, permission, meta, first, last] = this.#columns as [
      Column, Column, Column, Column, Column, Column, Column, Column, Column, Column,
    ];
    this.#idLow = idLow.u32();
    this.#idHigh = this.#idHighColumn.u16();
    this.#parent = parent.i32();
    this.#name = name.i32();
    this.#mtimeLow = mtimeLow.u32();
    this.#atimeLow = atimeLow.u32();
    this.#timesHigh = timesHigh.u32();
    this.#permission = permission.u32();
    this.#meta = meta.u32();
    this.#first = first.i32();
    this.#last = last.i32();
    this.#blockSize = this.#blockSizeColumn.u16();
    this.#capacity = rows;
  }
}

/** Ids come in sequence: neighbours share cache lines. */
function hashId(low: number, high: number): number {
  return low ^ Math.imul(high, 0x9e3779b1);
}

function clampTime(time: number): number {
  return time < 0 ? 0 : time > timeMax ? timeMax : time;
}
