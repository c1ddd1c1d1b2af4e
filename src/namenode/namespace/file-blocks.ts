// The blocks of files: a chain through the block table from the inode's first block to its last, and what each
// change of it means for the totals of all directories above. Part of Namespace, which hands out these methods.
// Answers to INodeFile's block list and BlockInfo's collection id.

import { assert } from '../../base/assert.ts';
import type { Block } from '../../protocol/block.ts';
import { blockState } from '../blocks/block-table.ts';
import type { BlockState, BlockTable } from '../blocks/block-table.ts';
import type { BlockEvents } from './block-events.ts';
import type { DirectoryTable } from './directory-table.ts';
import type { IdCounters } from './id-counters.ts';
import { inodeFlag } from './inode-table.ts';
import type { InodeTable } from './inode-table.ts';
import type { PolicyTable } from './policy-table.ts';

export class FileBlocks {
  readonly #inodes: InodeTable;
  readonly #directories: DirectoryTable;
  readonly #blocks: BlockTable;
  readonly #ids: IdCounters;
  readonly #policies: PolicyTable;

  constructor(inodes: InodeTable, directories: DirectoryTable, blocks: BlockTable, ids: IdCounters, policies: PolicyTable) {
    this.#inodes = inodes;
    this.#directories = directories;
    this.#blocks = blocks;
    this.#ids = ids;
    this.#policies = policies;
  }

  /** The rows of a file's blocks, in order. */
  rows(file: number): number[] {
    const rows: number[] = [];
    for (let row = this.#inodes.first(file); row >= 0; row = this.#blocks.next(row)) rows.push(row);
    return rows;
  }

  /** Bytes of all blocks of a file. */
  length(file: number): number {
    let bytes = 0;
    for (let row = this.#inodes.first(file); row >= 0; row = this.#blocks.next(row)) bytes += this.#blocks.numBytes(row);
    return bytes;
  }

  /** Bytes that a file takes with all replicas: a whole block for one that is written (storagespaceConsumed). */
  space(file: number): number {
    let bytes = 0;
    for (let row = this.#inodes.first(file); row >= 0; row = this.#blocks.next(row)) bytes += this.#blockSpace(file, row);
    return bytes;
  }

  /** The block before the last one, or -1. */
  penultimate(file: number): number {
    const last = this.#inodes.last(file);
    let row = this.#inodes.first(file);
    if (row === last) return -1;
    while (this.#blocks.next(row) !== last) row = this.#blocks.next(row);
    return row;
  }

  append(file: number, block: Block, state: BlockState, events: BlockEvents): number {
    const row = this.#blocks.add(block.blockId, block.genstamp, block.numBytes, file, state);
    this.adopt(file, row);
    this.#chargeFile(file, 1, block.numBytes, this.#blockSpace(file, row));
    events.blockAdded(row);
    return row;
  }

  /** Puts a new row at the end of a file without counting it. */
  adopt(file: number, row: number): void {
    this.#blocks.setReplication(row, this.replication(file));
    this.#chain(file, row);
    this.#ids.sawBlockGenstamp(this.#blocks.genstamp(row));
  }

  update(file: number, row: number, block: { readonly genstamp: number; readonly numBytes: number }, state: BlockState, events: BlockEvents): void {
    const length = this.#blocks.numBytes(row);
    const space = this.#blockSpace(file, row);
    const before = this.#blocks.state(row);
    const genstamp = this.#blocks.genstamp(row);
    if (genstamp !== block.genstamp) {
      this.#blocks.setGenstamp(row, block.genstamp);
      this.#ids.sawBlockGenstamp(block.genstamp);
    }
    this.#blocks.setNumBytes(row, block.numBytes);
    if (before !== state) this.#blocks.setState(row, state);
    this.#chargeFile(file, 0, block.numBytes - length, this.#blockSpace(file, row) - space);
    if (genstamp !== block.genstamp) events.genstampChanged(row, genstamp);
    if (before === state) return;
    if (state === blockState.underConstruction) events.blockReopened(row);
    if (state === blockState.committed) events.blockCommitted(row);
    if (state === blockState.complete) events.blockCompleted(row);
  }

  removeLast(file: number, events: BlockEvents): void {
    const row = this.#inodes.last(file);
    assert(row >= 0, 'a block to remove');
    const before = this.penultimate(file);
    this.#chargeFile(file, -1, -this.#blocks.numBytes(row), -this.#blockSpace(file, row));
    if (before >= 0) this.#blocks.setNext(before, -1);
    else this.#inodes.setFirst(file, -1);
    this.#inodes.setLast(file, before);
    events.blockRemoved(row);
    this.#blocks.remove(row);
  }

  /** Moves all blocks of `source` to the end of `target`. */
  move(source: number, target: number, events: BlockEvents): void {
    const rows = this.rows(source);
    this.#chargeFile(source, -rows.length, -this.length(source), -this.space(source));
    this.#inodes.setFirst(source, -1);
    this.#inodes.setLast(source, -1);
    const replication = this.replication(target);
    const before = this.replication(source);
    for (const row of rows) {
      this.#blocks.setOwner(row, target);
      this.#chain(target, row);
      this.#chargeFile(target, 1, this.#blocks.numBytes(row), this.#blockSpace(target, row));
      if (before === replication) continue;
      this.#blocks.setReplication(row, replication);
      events.replicationChanged(row, before);
    }
  }

  /** Frees the first block of a file that is garbage: nobody counts it any more. */
  pruneFirst(file: number, events: BlockEvents): void {
    const row = this.#inodes.first(file);
    this.#inodes.setFirst(file, this.#blocks.next(row));
    if (this.#blocks.next(row) < 0) this.#inodes.setLast(file, -1);
    events.blockRemoved(row);
    this.#blocks.remove(row);
  }

  /** Replicas that a file wants; 1 for a striped one. */
  replication(file: number): number {
    return this.#inodes.hasFlag(file, inodeFlag.striped) ? 1 : this.#inodes.replication(file);
  }

  setReplication(file: number, replication: number, events: BlockEvents): void {
    const before = this.replication(file);
    if (before === replication) return;
    const space = this.space(file);
    this.#chargeFile(file, 0, 0, -space);
    this.#inodes.setReplication(file, replication);
    this.#chargeFile(file, 0, 0, this.space(file));
    for (const row of this.rows(file)) {
      this.#blocks.setReplication(row, replication);
      events.replicationChanged(row, before);
    }
  }

  #chargeFile(file: number, blocks: number, lengthBytes: number, spaceBytes: number): void {
    this.charge(file, blocks, lengthBytes, spaceBytes);
    this.#policies.charged(file, spaceBytes);
  }

  /** Adds to the totals of all directories above a row. */
  charge(row: number, blocks: number, lengthBytes: number, spaceBytes: number): void {
    if (blocks === 0 && lengthBytes === 0 && spaceBytes === 0) return;
    for (let at = this.#inodes.parent(row); at >= 0; at = this.#inodes.parent(at)) {
      this.#directories.addContent(this.#inodes.first(at), blocks, lengthBytes, spaceBytes);
    }
  }

  #blockSpace(file: number, row: number): number {
    const bytes = this.#blocks.state(row) === blockState.underConstruction ? this.#inodes.blockSize(file) : this.#blocks.numBytes(row);
    return bytes * this.replication(file);
  }

  #chain(file: number, block: number): void {
    const last = this.#inodes.last(file);
    if (last < 0) this.#inodes.setFirst(file, block);
    else this.#blocks.setNext(last, block);
    this.#blocks.setNext(block, -1);
    this.#inodes.setLast(file, block);
  }
}
