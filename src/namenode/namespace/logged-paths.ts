// Paths as the bytes that a log has of them, between two places of a reader, and the rows that they lead to. A file is made,
// gets its blocks and is closed by operations that name the same path, and its neighbours are in the same directory: so
// where paths led lately is kept. Only paths of ASCII without doubled slashes, which are the same bytes as text and as names.

import type { ByteReader } from '../../base/bytes.ts';
import { inodeKind } from './inode-table.ts';
import type { InodeTable } from './inode-table.ts';

const slash = 0x2f;

/** Part of Namespace, which says what is where no more. */
export class LoggedPaths {
  readonly #inodes: InodeTable;
  readonly #root: number;
  readonly #files = new RecentRows();
  readonly #directories = new RecentRows();
  /** Where the path that was claimed lies; undefined when none is. */
  #claimed: ByteReader | undefined;
  #from = 0;
  #to = 0;
  /** Of its last name: the hash, and whether it is behind those of all others in its directory. */
  nameHash = 0;
  isBehindAll = false;

  constructor(inodes: InodeTable, root: number) {
    this.#inodes = inodes;
    this.#root = root;
  }

  /** The row of a file, or -1. */
  file(r: ByteReader, from: number, to: number): number {
    const row = this.#row(this.#files, r, from, to);
    return row >= 0 && this.#inodes.kind(row) === inodeKind.file ? row : -1;
  }

  /** The row of a directory, or -1. The root's path has no bytes. */
  directory(r: ByteReader, from: number, to: number): number {
    const row = this.#row(this.#directories, r, from, to);
    return row >= 0 && this.#inodes.kind(row) === inodeKind.directory ? row : -1;
  }

  /**
   * Whether the path, whose last name begins at `nameFrom`, leads to nothing in the directory `parent`: then it is the one that
   * Namespace.addClaimed takes, which must be next. `last` is the greatest child of the directory, or -1.
   */
  claim(r: ByteReader, from: number, nameFrom: number, to: number, parent: number, last: number): boolean {
    const inodes = this.#inodes;
    if (!inodes.names.setAsciiKey(r.view, nameFrom, to)) return false;
    this.nameHash = inodes.keyHash(parent);
    // Files of a job are made in the order of their names: the last one, just made, is compared without waiting for memory.
    this.isBehindAll = last >= 0 && inodes.compareToKey(last) < 0;
    if (!this.isBehindAll && inodes.findKey(parent, this.nameHash) >= 0) return false;
    this.#claimed = r;
    this.#from = from;
    this.#to = to;
    return true;
  }

  /** The claimed path leads to `row` now. */
  claimed(row: number): void {
    if (this.#claimed === undefined) return;
    const recent = this.#inodes.kind(row) === inodeKind.file ? this.#files : this.#directories;
    recent.note(this.#claimed.view, this.#from, this.#to, row);
    // Its bytes may be many.
    this.#claimed = undefined;
  }

  /** Something is not any more where it was. */
  forget(isDirectory: boolean): void {
    this.#files.forget();
    if (isDirectory) this.#directories.forget();
  }

  #row(recent: RecentRows, r: ByteReader, from: number, to: number): number {
    let row = recent.find(r.view, from, to);
    if (row >= 0) return row;
    row = this.#follow(r.bytes, from, to);
    if (row >= 0) recent.note(r.view, from, to, row);
    return row;
  }

  /** Component by component. */
  #follow(bytes: Uint8Array, from: number, to: number): number {
    const inodes = this.#inodes;
    let row = this.#root;
    for (let at = from; at < to && row >= 0;) {
      if (bytes[at] !== slash || inodes.kind(row) !== inodeKind.directory) return -1;
      const start = at + 1;
      for (at = start; at < to && bytes[at] !== slash; at++) if ((bytes[at] as number) >= 0x80) return -1;
      row = inodes.findChild(row, bytes, start, at);
    }
    return row;
  }
}

const slots = 512;
/** Words of a slot: the whole ones of a path, and one of its last four bytes. */
const wordsMax = 64;
const bytesMin = 4;
const bytesMax = 4 * (wordsMax - 1);
/** A path is known by its end: directory and file. */
const hashedBytes = 16;

/** Rows by the bytes of the path that led to them, the newest of a slot. */
class RecentRows {
  readonly #words = new Int32Array(slots * wordsMax);
  /** Bytes of a slot's path; 0: it is empty. */
  readonly #lengths = new Int32Array(slots);
  readonly #rows = new Int32Array(slots);
  /** The slot of the last answer: the next one is likely the same. */
  #slot = 0;
  #isEmpty = true;

  find(view: DataView, from: number, to: number): number {
    if (this.#is(this.#slot, view, from, to)) return this.#rows[this.#slot] as number;
    if (to - from < bytesMin || to - from > bytesMax) return -1;
    const slot = slotOf(view, from, to);
    if (!this.#is(slot, view, from, to)) return -1;
    this.#slot = slot;
    return this.#rows[slot] as number;
  }

  note(view: DataView, from: number, to: number, row: number): void {
    const length = to - from;
    if (length < bytesMin || length > bytesMax) return;
    const slot = slotOf(view, from, to);
    const words = this.#words;
    const last = (length - 1) >> 2;
    let word = slot * wordsMax;
    for (let at = from, end = from + 4 * last; at < end; at += 4) words[word++] = view.getInt32(at, true);
    words[word] = view.getInt32(to - 4, true);
    this.#lengths[slot] = length;
    this.#rows[slot] = row;
    this.#slot = slot;
    this.#isEmpty = false;
  }

  forget(): void {
    if (this.#isEmpty) return;
    this.#lengths.fill(0);
    this.#isEmpty = true;
  }

  /** Whether a slot's path are those bytes. The ends of paths differ more often than their beginnings. */
  #is(slot: number, view: DataView, from: number, to: number): boolean {
    const length = to - from;
    if (this.#lengths[slot] !== length || length === 0) return false;
    const words = this.#words;
    const first = slot * wordsMax;
    const last = (length - 1) >> 2;
    if (words[first + last] !== view.getInt32(to - 4, true)) return false;
    for (let i = last - 1; i >= 0; i--) if (words[first + i] !== view.getInt32(from + 4 * i, true)) return false;
    return true;
  }
}

function slotOf(view: DataView, from: number, to: number): number {
  let hash = to - from;
  for (let at = to - 4, end = Math.max(from, to - hashedBytes); at >= end; at -= 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash & (slots - 1);
}
