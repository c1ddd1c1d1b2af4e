// What directories have and files have not: where their children are, and totals of everything below them. Each
// change of the namespace is added to the totals of all directories above it, so that quotas, content summaries
// and the deletion of a whole tree need not walk. Answers to DirectoryWithQuotaFeature's usage and ContentCounts.

import { Column } from '../blocks/columns.ts';

const twoTo32 = 2 ** 32;
const rowsAtStart = 256;
const growthMax = 1 << 18;

/** Totals below a directory, itself not counted. Files include symlinks; space is length times replication. */
export interface SubtreeTotals {
  readonly files: number;
  readonly directories: number;
  readonly blocks: number;
  readonly lengthBytes: number;
  readonly spaceBytes: number;
}

export class DirectoryTable {
  readonly #columns: Column[] = [];
  #list!: Int32Array;
  #children!: Int32Array;
  #files!: Uint32Array;
  #directories!: Uint32Array;
  #blocks!: Uint32Array;
  #lengthLow!: Uint32Array;
  #lengthHigh!: Int32Array;
  #spaceLow!: Uint32Array;
  #spaceHigh!: Int32Array;
  #capacity = 0;
  #end = 0;
  /** First of the chain of free entries through `list`, plus 1. */
  #free = 0;

  constructor(rowsMax: number) {
    for (let i = 0; i < 9; i++) this.#columns.push(new Column(4, rowsMax));
    this.#grow(rowsAtStart);
  }

  get byteLength(): number {
    return this.#columns.reduce((sum, column) => sum + column.byteLength, 0);
  }

  /** A new entry: no children, totals 0. */
  add(): number {
    let entry: number;
    if (this.#free !== 0) {
      entry = this.#free - 1;
      this.#free = this.#list[entry] as number;
    } else {
      if (this.#end === this.#capacity) this.#grow(this.#capacity + Math.min(this.#capacity, growthMax));
      entry = this.#end++;
    }
    this.#list[entry] = 0;
    this.#children[entry] = 0;
    this.clearTotals(entry);
    return entry;
  }

  free(entry: number): void {
    this.#list[entry] = this.#free;
    this.#free = entry + 1;
  }

  list(entry: number): number {
    return this.#list[entry] as number;
  }

  childCount(entry: number): number {
    return this.#children[entry] as number;
  }

  setList(entry: number, list: number, childCount: number): void {
    this.#list[entry] = list;
    this.#children[entry] = childCount;
  }

  totals(entry: number): SubtreeTotals {
    return {
      files: this.#files[entry] as number,
      directories: this.#directories[entry] as number,
      blocks: this.#blocks[entry] as number,
      lengthBytes: (this.#lengthHigh[entry] as number) * twoTo32 + (this.#lengthLow[entry] as number),
      spaceBytes: (this.#spaceHigh[entry] as number) * twoTo32 + (this.#spaceLow[entry] as number),
    };
  }

  clearTotals(entry: number): void {
    this.#files[entry] = 0;
    this.#directories[entry] = 0;
    this.#blocks[entry] = 0;
    this.#lengthLow[entry] = 0;
    this.#lengthHigh[entry] = 0;
    this.#spaceLow[entry] = 0;
    this.#spaceHigh[entry] = 0;
  }

  /** Adds, or with negative numbers takes away. */
  addInodes(entry: number, files: number, directories: number): void {
    this.#files[entry] = (this.#files[entry] as number) + files;
    this.#directories[entry] = (this.#directories[entry] as number) + directories;
  }

  /** Adds, or with negative numbers takes away. Exact up to 2^63 bytes, where a double alone would lose bytes. */
  addContent(entry: number, blocks: number, lengthBytes: number, spaceBytes: number): void {
    this.#blocks[entry] = (this.#blocks[entry] as number) + blocks;
    if (lengthBytes !== 0) {
      const low = (this.#lengthLow[entry] as number) + lengthBytes;
      const carry = Math.floor(low / twoTo32);
      this.#lengthLow[entry] = low - carry * twoTo32;
      this.#lengthHigh[entry] = (this.#lengthHigh[entry] as number) + carry;
    }
    if (spaceBytes !== 0) {
      const low = (this.#spaceLow[entry] as number) + spaceBytes;
      const carry = Math.floor(low / twoTo32);
      this.#spaceLow[entry] = low - carry * twoTo32;
      this.#spaceHigh[entry] = (this.#spaceHigh[entry] as number) + carry;
    }
  }

  #grow(entries: number): void {
    for (const column of this.#columns) column.grow(entries);
    const [list, children, files, directories, blocks, lengthLow, lengthHigh, spaceLow, spaceHigh] = this.#columns as [
      Column, Column, Column, Column, Column, Column, Column, Column, Column,
    ];
    this.#list = list.i32();
    this.#children = children.i32();
    this.#files = files.u32();
    this.#directories = directories.u32();
    this.#blocks = blocks.u32();
    this.#lengthLow = lengthLow.u32();
    this.#lengthHigh = lengthHigh.i32();
    this.#spaceLow = spaceLow.u32();
    this.#spaceHigh = spaceHigh.i32();
    this.#capacity = entries;
  }
}
