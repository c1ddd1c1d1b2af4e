// Blocks that want replicas, most endangered first. A million of them must not weigh on the garbage collector: each
// level is a list of rows in a column, and what a row's level is stands in its bits of the block table. A row that
// leaves a level stays in its list until the list is next looked through; when that is most of a long list, a slice at a
// time (`sweep`). Answers to LowRedundancyBlocks.

import type { BlockTable } from './block-table.ts';
import { Column } from './columns.ts';

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

// A row's nine bits: 0-2 level plus 1, or 0; 3-7 named in the list of level 0-4; 8 missing and wanting one replica.
const levelBits = 7;
const ofOneBit = 256;

function listedBit(level: number): number {
  return 8 << level;
}

export class LowRedundancy {
  readonly #table: BlockTable;
  readonly #lists: RowList[] = [];
  readonly #counts = new Float64Array(levels);
  #size = 0;
  #missingOfOne = 0;

  constructor(table: BlockTable) {
    this.#table = table;
    for (let level = 0; level < levels; level++) this.#lists.push(new RowList());
  }

  /** All, the missing ones included: FSNamesystem's under-replicated. */
  get size(): number {
    return this.#size;
  }

  get missing(): number {
    return this.#counts[priority.missing] as number;
  }

  /** Missing blocks that want only one replica. */
  get missingOfOne(): number {
    return this.#missingOfOne;
  }

  get highest(): number {
    return this.#counts[priority.highest] as number;
  }

  has(row: number): boolean {
    return (this.#table.queueBits(row) & levelBits) !== 0;
  }

  /** Puts a block where its counts say, from wherever it was. */
  put(row: number, level: Priority, expected: number): void {
    this.remove(row);
    let bits = this.#table.queueBits(row) | (level + 1);
    if ((bits & listedBit(level)) === 0) {
      (this.#lists[level] as RowList).push(row);
      bits |= listedBit(level);
    }
    if (level === priority.missing && expected === 1) {
      bits |= ofOneBit;
      this.#missingOfOne++;
    }
    this.#table.setQueueBits(row, bits);
    this.#counts[level] = (this.#counts[level] as number) + 1;
    this.#size++;
  }

  remove(row: number): boolean {
    const bits = this.#table.queueBits(row);
    const level = (bits & levelBits) - 1;
    if (level < 0) return false;
    if ((bits & ofOneBit) !== 0) this.#missingOfOne--;
    this.#table.setQueueBits(row, bits & ~(levelBits | ofOneBit));
    this.#counts[level] = (this.#counts[level] as number) - 1;
    this.#size--;
    return true;
  }

  /** Up to `count` blocks with their levels, going on where the last call ended, most endangered first. */
  next(count: number): [row: number, level: Priority][] {
    const chosen: [number, Priority][] = [];
    for (const level of [priority.highest, priority.veryLow, priority.low, priority.badlyPlaced] as const) {
      const list = this.#lists[level] as RowList;
      list.walk((row) => {
        if (!this.#isOn(row, level)) return false;
        chosen.push([row, level]);
        return true;
      }, () => chosen.length < count);
    }
    // Fewer than asked for: all have been seen, and the next round starts over.
    if (chosen.length < count) for (const list of this.#lists) list.rewind();
    return chosen;
  }

  /** Whether lists are so full of rows that have left them that looking through them would take long: to be swept first. */
  get littered(): boolean {
    return this.#lists.some((list, level) => this.#isLittered(list, level));
  }

  /** Looks through `rows` rows of littered lists; whether there is more to do. */
  sweep(rows: number): boolean {
    for (const [level, list] of this.#lists.entries()) {
      if (!list.sweeping && !this.#isLittered(list, level)) continue;
      list.sweep((row) => this.#isOn(row, level), rows);
      return true;
    }
    return false;
  }

  #isLittered(list: RowList, level: number): boolean {
    return list.length > 2 * (this.#counts[level] as number) + litterAllowed;
  }

  /** Rows of a level, as they were queued. */
  *rows(level: Priority): Generator<number> {
    for (const row of (this.#lists[level] as RowList).all()) if ((this.#table.queueBits(row) & levelBits) === level + 1) yield row;
  }

  clear(): void {
    for (const [level, list] of this.#lists.entries()) {
      for (const row of list.all()) {
        this.remove(row);
        this.#table.setQueueBits(row, this.#table.queueBits(row) & ~listedBit(level));
      }
      list.clear();
    }
  }

  /** Whether a row named in a level's list is still of that level; if not it is named there no more. */
  #isOn(row: number, level: number): boolean {
    const bits = this.#table.queueBits(row);
    if ((bits & levelBits) === level + 1) return true;
    this.#table.setQueueBits(row, bits & ~listedBit(level));
    return false;
  }
}

const rowsMax = 2 ** 27;
/** Rows that do not belong into a list and are stepped over when it is looked through. */
const litterAllowed = 16_384;
/** In the place of a row that a sweep under way has moved or taken out. */
const gap = 0xffff_ffff;

/** Rows in order of arrival, with a bookmark. A walk closes the gaps that rows leave behind. */
class RowList {
  readonly #column = new Column(4, rowsMax);
  #rows = this.#column.u32();
  #length = 0;
  /** Rows before it were seen in this round. */
  #bookmark = 0;
  /** A sweep has looked at the rows before the first, and kept those before the second; between them are gaps. */
  #sweptTo = 0;
  #keptTo = 0;

  get length(): number {
    return this.#length;
  }

  /** Whether a sweep has begun and is not through. */
  get sweeping(): boolean {
    return this.#sweptTo > 0;
  }

  /** Goes on with a sweep, `count` rows: rows for which `keep` is false are taken out. Rows may be pushed meanwhile. */
  sweep(keep: (row: number) => boolean, count: number): void {
    const rows = this.#rows;
    for (const end = Math.min(this.#length, this.#sweptTo + count); this.#sweptTo < end; ) {
      if (this.#sweptTo === this.#bookmark) this.#bookmark = this.#keptTo;
      const row = rows[this.#sweptTo] as number;
      rows[this.#sweptTo++] = gap;
      if (row !== gap && keep(row)) rows[this.#keptTo++] = row;
    }
    if (this.#sweptTo < this.#length) return;
    if (this.#bookmark === this.#length) this.#bookmark = this.#keptTo;
    this.#length = this.#keptTo;
    this.#endSweep();
  }

  /** What is left of a sweep is a list like any other, with gaps. */
  #endSweep(): void {
    this.#sweptTo = 0;
    this.#keptTo = 0;
  }

  push(row: number): void {
    if (this.#length === this.#rows.length) {
      this.#column.grow(Math.max(1024, this.#length * 2));
      this.#rows = this.#column.u32();
    }
    this.#rows[this.#length++] = row;
  }

  /** Visits rows from the bookmark on while `more`; rows for which `visit` is false are taken out. */
  walk(visit: (row: number) => boolean, more: () => boolean): void {
    const rows = this.#rows;
    let at = this.#bookmark;
    let kept = at;
    while (at < this.#length && more()) {
      const row = rows[at++] as number;
      if (row !== gap && visit(row)) rows[kept++] = row;
    }
    this.#bookmark = kept;
    if (kept === at) return;
    this.#endSweep();
    rows.copyWithin(kept, at, this.#length);
    this.#length -= at - kept;
  }

  rewind(): void {
    this.#bookmark = 0;
  }

  *all(): Generator<number> {
    for (let i = 0; i < this.#length; i++) {
      const row = this.#rows[i] as number;
      if (row !== gap) yield row;
    }
  }

  clear(): void {
    this.#length = 0;
    this.#bookmark = 0;
    this.#endSweep();
  }
}
