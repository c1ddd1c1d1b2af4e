// Blocks that want replicas, most endangered first, and those for which copies are on their way. Answers to
// LowRedundancyBlocks and PendingReconstructionBlocks.

import type { Storage } from './datanode.ts';

/** LowRedundancyBlocks' levels. The last holds blocks without any good replica: nothing to copy from. */
export const priority = { highest: 0, veryLow: 1, low: 2, badlyPlaced: 3, missing: 4 } as const;
export type Priority = (typeof priority)[keyof typeof priority];
const levels = 5;

/** The level of a block by its replicas on live nodes, on leaving nodes, and how many it should have. */
export function priorityOf(live: number, leaving: number, expected: number): Priority {
  if (live >= expected) return priority.badlyPlaced;
  if (live === 0) return leaving > 0 ? priority.highest : priority.missing;
  if (live === 1) return priority.highest;
  return live * 3 < expected ? priority.veryLow : priority.low;
}

export class LowRedundancy {
  readonly #queues: Set<number>[] = [];
  #bookmarks: Iterator<number>[] = [];
  readonly #level = new Map<number, Priority>();
  /** Blocks without a good replica that want only one. */
  readonly #missingOfOne = new Set<number>();

  constructor() {
    for (let level = 0; level < levels; level++) this.#queues.push(new Set());
    this.#rewind();
  }

  /** All, the missing ones included: FSNamesystem's under-replicated. */
  get size(): number {
    return this.#level.size;
  }

  get missing(): number {
    return this.#queue(priority.missing).size;
  }

  get missingOfOne(): number {
    return this.#missingOfOne.size;
  }

  get highest(): number {
    return this.#queue(priority.highest).size;
  }

  has(row: number): boolean {
    return this.#level.has(row);
  }

  /** Puts a block where its counts say, from wherever it was. */
  put(row: number, level: Priority, expected: number): void {
    const before = this.#level.get(row);
    if (before !== level) {
      if (before !== undefined) this.#queue(before).delete(row);
      this.#queue(level).add(row);
      this.#level.set(row, level);
    }
    if (level === priority.missing && expected === 1) this.#missingOfOne.add(row);
    else this.#missingOfOne.delete(row);
  }

  remove(row: number): boolean {
    const level = this.#level.get(row);
    if (level === undefined) return false;
    this.#queue(level).delete(row);
    this.#level.delete(row);
    this.#missingOfOne.delete(row);
    return true;
  }

  /** Up to `count` blocks with their levels, going on where the last call ended, most endangered first. */
  *next(count: number): Generator<readonly [row: number, level: Priority]> {
    let left = count;
    for (const level of [priority.highest, priority.veryLow, priority.low, priority.badlyPlaced] as const) {
      const bookmark = this.#bookmarks[level] as Iterator<number>;
      while (left > 0) {
        const step = bookmark.next();
        if (step.done === true) break;
        left--;
        yield [step.value, level];
      }
    }
    if (left > 0) this.#rewind();
  }

  /** Rows of a level, as they were queued. */
  rows(level: Priority): Iterable<number> {
    return this.#queue(level);
  }

  clear(): void {
    for (const queue of this.#queues) queue.clear();
    this.#level.clear();
    this.#missingOfOne.clear();
    this.#rewind();
  }

  #queue(level: Priority): Set<number> {
    return this.#queues[level] as Set<number>;
  }

  #rewind(): void {
    this.#bookmarks = this.#queues.map((queue) => queue.values());
  }
}

interface Copies {
  readonly targets: Storage[];
  sinceMs: number;
}

/** Copies ordered, or pipelines closed, whose replicas have not been reported yet. */
export class PendingCopies {
  readonly #timeoutMs: number;
  /** Oldest first: a row moves to the end when it is touched. */
  readonly #byRow = new Map<number, Copies>();
  #timedOut = 0;

  /** @param timeoutMs dfs.namenode.reconstruction.pending.timeout-sec */
  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  get size(): number {
    return this.#byRow.size;
  }

  /** Copies that never arrived. */
  get timedOut(): number {
    return this.#timedOut;
  }

  add(row: number, targets: readonly Storage[], nowMs: number): void {
    if (targets.length === 0) return;
    const known = this.#byRow.get(row);
    const list = known?.targets ?? [];
    for (const target of targets) if (!list.includes(target)) list.push(target);
    this.#byRow.delete(row);
    this.#byRow.set(row, { targets: list, sinceMs: nowMs });
  }

  /** The node reported its replica; true when none is awaited any more. */
  arrived(row: number, storage: Storage): boolean {
    const copies = this.#byRow.get(row);
    if (copies === undefined) return false;
    for (let i = copies.targets.length - 1; i >= 0; i--) if (copies.targets[i]?.node === storage.node) copies.targets.splice(i, 1);
    if (copies.targets.length > 0) return false;
    this.#byRow.delete(row);
    return true;
  }

  /** Copies awaited from nodes that are still alive. */
  count(row: number): number {
    const copies = this.#byRow.get(row);
    if (copies === undefined) return 0;
    let count = 0;
    for (const target of copies.targets) if (target.node.alive) count++;
    return count;
  }

  targets(row: number): readonly Storage[] {
    return this.#byRow.get(row)?.targets ?? [];
  }

  /** Forgets a block; returns what was awaited. */
  remove(row: number): readonly Storage[] {
    const targets = this.targets(row);
    this.#byRow.delete(row);
    return targets;
  }

  /** Takes out the rows that have waited too long. */
  takeTimedOut(nowMs: number): number[] {
    const rows: number[] = [];
    for (const [row, copies] of this.#byRow) {
      if (nowMs <= copies.sinceMs + this.#timeoutMs) break;
      rows.push(row);
    }
    for (const row of rows) this.#byRow.delete(row);
    this.#timedOut += rows.length;
    return rows;
  }

  clear(): void {
    this.#byRow.clear();
  }
}
