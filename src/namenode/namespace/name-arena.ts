// The bytes of all path components, in one growable shared buffer that the garbage collector does not see.
// A name is a cell of whole 4-byte units: length (one byte, or 0xff and two bytes), then UTF-8, then zeros: so names are
// hashed and compared a unit at a time. Freed cells are chained by size and given out again. Answers to INodeWithAdditionalFields.name and NameCache.

import { assert } from '../../base/assert.ts';
import type { BackwardWriter } from '../../wire/backward-writer.ts';
import { Column } from '../blocks/columns.ts';

/** Where a name lies, in 4-byte units; 0 is the empty name (the root's). */
export type NameHandle = number;

const unitBytes = 4;
const bytesMax = 2 ** 32 - 65536;
const growthBytesMax = 16 * 2 ** 20;
const startBytes = 64 * 1024;
const longName = 0xff;
const keyUnits = 0x4001;
/** Cells of up to this many units are reused by exact size; larger ones by the next power of two. */
const exactUnits = 72;

/** Start value of a name's hash: mix in what the name belongs to. */
export function hashSeed(value: number): number {
  return Math.imul(value ^ 0x811c9dc5, 0x9e3779b1);
}

/** A 32-bit hash of words[start..end), continued from `seed`. */
function hashWords(words: Int32Array, start: number, end: number, seed: number): number {
  let hash = seed | 0;
  for (let i = start; i < end; i++) {
    hash = Math.imul(hash ^ (words[i] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

export class NameArena {
  readonly #column = new Column(1, bytesMax);
  #bytes: Uint8Array;
  #words: Int32Array;
  #buffer: Buffer;
  /** The cell that the name of {@link setKey} would have, and its units. */
  readonly #key = new Int32Array(keyUnits);
  readonly #keyBytes = new Uint8Array(this.#key.buffer);
  #keyUnits = 0;
  /** First unused unit; unit 0 holds the empty name. */
  #end = 1;
  /** Heads of the chains of free cells, by units or, above {@link exactUnits}, by exactUnits + log2. */
  readonly #free = new Uint32Array(exactUnits + 32);

  constructor() {
    this.#column.grow(startBytes);
    this.#bytes = this.#column.u8();
    this.#words = this.#column.i32();
    this.#buffer = Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
  }

  get byteLength(): number {
    return this.#column.byteLength;
  }

  /** Stores bytes[start..end), at most 65535 of them. */
  add(bytes: Uint8Array, start = 0, end = bytes.length): NameHandle {
    const length = end - start;
    if (length === 0) return 0;
    assert(length <= 0xffff, 'a name has at most 65535 bytes');
    const units = unitsFor(length);
    const handle = this.#take(units);
    const own = this.#bytes;
    this.#words[handle + units - 1] = 0;
    let at = handle * unitBytes;
    if (length < longName) own[at++] = length;
    else {
      own[at] = longName;
      own[at + 1] = length >>> 8;
      own[at + 2] = length & 0xff;
      at += 3;
    }
    for (let i = start; i < end; i++) own[at++] = bytes[i] as number;
    return handle;
  }

  /** Stores whole cells of `units` in all, as `add` would lay them out, at once. Returns the first one's handle; the others lie behind it. */
  addCells(cells: Uint8Array, units: number): NameHandle {
    const handle = this.#takeFresh(units);
    this.#bytes.set(cells.subarray(0, units * unitBytes), handle * unitBytes);
    return handle;
  }

  free(handle: NameHandle): void {
    if (handle === 0) return;
    const slot = slotOf(unitsFor(this.length(handle)));
    this.#writeLink(handle, this.#free[slot] as number);
    this.#free[slot] = handle;
  }

  /** Bytes of the name. */
  length(handle: NameHandle): number {
    const at = handle * unitBytes;
    const first = this.#bytes[at] as number;
    return first < longName ? first : ((this.#bytes[at + 1] as number) << 8) | (this.#bytes[at + 2] as number);
  }

  equals(handle: NameHandle, bytes: Uint8Array, start: number, end: number): boolean {
    const length = end - start;
    if (this.length(handle) !== length) return false;
    let at = handle * unitBytes + (length < longName ? 1 : 3);
    const own = this.#bytes;
    for (let i = start; i < end; i++) if (own[at++] !== bytes[i]) return false;
    return true;
  }

  /** Takes the name bytes[start..end) for {@link keyHash} and {@link isKey}. */
  setKey(bytes: Uint8Array, start: number, end: number): void {
    const length = end - start;
    const key = this.#key;
    let from = start;
    let unit = 0;
    if (length === 0 || length > 0xffff) {
      this.#keyUnits = 0;
      return;
    }
    this.#keyUnits = unitsFor(length);
    let word = length;
    let shift = 8;
    if (length >= longName) {
      word = longName | ((length >>> 8) << 8) | ((length & 0xff) << 16);
      shift = 24;
    }
    for (; from < end && shift < 32; shift += 8) word |= (bytes[from++] as number) << shift;
    key[unit++] = word;
    for (; from + 4 <= end; from += 4) key[unit++] = (bytes[from] as number) | ((bytes[from + 1] as number) << 8) | ((bytes[from + 2] as number) << 16) | ((bytes[from + 3] as number) << 24);
    if (from === end) return;
    word = 0;
    for (shift = 0; from < end; shift += 8) word |= (bytes[from++] as number) << shift;
    key[unit] = word;
  }

  /**
   * The same of bytes from `from` to `to` of a view; false, and no key, unless these are a short name of ASCII, which is the same
   * in every encoding.
   */
  setAsciiKey(view: DataView, from: number, to: number): boolean {
    const length = to - from;
    this.#keyUnits = 0;
    // A word at a time, the last of which ends with the name.
    if (length < 3 || length >= longName) return false;
    const key = this.#key;
    let all = view.getInt32(from - 1, true) & ~0xff;
    key[0] = all | length;
    let unit = 1;
    let at = from + 3;
    for (; at + 4 <= to; at += 4) {
      const word = view.getInt32(at, true);
      key[unit++] = word;
      all |= word;
    }
    if (at < to) {
      const word = view.getInt32(to - 4, true) >>> (8 * (at + 4 - to));
      key[unit++] = word;
      all |= word;
    }
    if ((all & 0x80808080) !== 0) return false;
    this.#keyUnits = unit;
    return true;
  }

  /** Stores the key's name. */
  addKey(): NameHandle {
    const units = this.#keyUnits;
    if (units === 0) return 0;
    const handle = this.#take(units);
    const words = this.#words;
    const key = this.#key;
    for (let i = 0; i < units; i++) words[handle + i] = key[i] as number;
    return handle;
  }

  /** Order of a stored name against the key of {@link setAsciiKey}. */
  compareToKey(handle: NameHandle): number {
    const length = this.length(handle);
    if (length >= longName) return this.compareBytes(handle, this.#keyBytes, 1, 1 + (this.#keyBytes[0] as number));
    return compareCells(this.#words, handle, this.#key, 0);
  }

  /** What {@link hash} is of the key's name. */
  keyHash(seed: number): number {
    return hashWords(this.#key, 0, this.#keyUnits, seed);
  }

  /** Whether the stored name is the key. */
  isKey(handle: NameHandle): boolean {
    const units = this.#keyUnits;
    if (handle === 0 || units === 0) return handle === 0 && units === 0;
    const words = this.#words;
    const key = this.#key;
    // The length is in the first unit. Ends differ more often than beginnings.
    if (words[handle] !== key[0]) return false;
    for (let i = units - 1; i > 0; i--) if (words[handle + i] !== key[i]) return false;
    return true;
  }

  /** Order of names as Hadoop lists them: by bytes, unsigned; below, at or above zero. */
  compare(a: NameHandle, b: NameHandle): number {
    const lengthA = this.length(a);
    const lengthB = this.length(b);
    if (lengthA >= longName || lengthB >= longName) {
      const at = b * unitBytes + (lengthB < longName ? 1 : 3);
      return this.compareBytes(a, this.#bytes, at, at + lengthB);
    }
    return compareCells(this.#words, a, this.#words, b);
  }

  /** Order of a stored name against bytes[start..end). */
  compareBytes(handle: NameHandle, bytes: Uint8Array, start: number, end: number): number {
    const own = this.#bytes;
    const length = this.length(handle);
    const other = end - start;
    const common = length < other ? length : other;
    const at = handle * unitBytes + (length < longName ? 1 : 3);
    for (let i = 0; i < common; i++) {
      const difference = (own[at + i] as number) - (bytes[start + i] as number);
      if (difference !== 0) return difference;
    }
    return length - other;
  }

  hash(handle: NameHandle, seed: number): number {
    return hashWords(this.#words, handle, handle === 0 ? 0 : handle + unitsFor(this.length(handle)), seed);
  }

  /** The name as text; bytes that are not UTF-8 become U+FFFD, as in Java. */
  text(handle: NameHandle): string {
    const length = this.length(handle);
    const at = handle * unitBytes + (length < longName ? 1 : 3);
    if (length <= 24) {
      let text = '';
      for (let i = at; i < at + length; i++) {
        const byte = this.#bytes[i] as number;
        if (byte >= 0x80) return this.#buffer.toString('utf8', at, at + length);
        text += String.fromCharCode(byte);
      }
      return text;
    }
    return this.#buffer.toString('utf8', at, at + length);
  }

  /** The name's bytes, as a copy. */
  copy(handle: NameHandle): Buffer {
    const length = this.length(handle);
    const at = handle * unitBytes + (length < longName ? 1 : 3);
    return Buffer.from(this.#buffer.subarray(at, at + length));
  }

  /** Writes the name's bytes as a field's value. */
  write(handle: NameHandle, w: BackwardWriter): void {
    const length = this.length(handle);
    const at = handle * unitBytes + (length < longName ? 1 : 3);
    w.part(this.#bytes, at, at + length);
  }

  #take(units: number): NameHandle {
    const slot = slotOf(units);
    const reused = this.#free[slot] as number;
    if (reused !== 0) {
      this.#free[slot] = this.#readLink(reused);
      return reused;
    }
    return this.#takeFresh(cellUnits(units));
  }

  #takeFresh(units: number): NameHandle {
    const handle = this.#end;
    this.#end += units;
    const needed = this.#end * unitBytes;
    if (needed > this.#bytes.length) {
      assert(needed <= bytesMax, 'all names of a namespace fit into 4 GiB');
      this.#column.grow(Math.min(bytesMax, Math.max(needed, this.#bytes.length + Math.min(this.#bytes.length, growthBytesMax))));
      this.#bytes = this.#column.u8();
      this.#words = this.#column.i32();
      this.#buffer = Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
    }
    return handle;
  }

  /** A free cell keeps the next one's handle in its bytes and its length out of the way: both are one unit at least. */
  #writeLink(handle: NameHandle, next: NameHandle): void {
    this.#buffer.writeUInt32BE(next, handle * unitBytes);
  }

  #readLink(handle: NameHandle): NameHandle {
    return this.#buffer.readUInt32BE(handle * unitBytes);
  }
}

/** Order of the names of two cells, both shorter than {@link longName}. */
function compareCells(wordsA: Int32Array, a: number, wordsB: Int32Array, b: number): number {
  const lengthA = (wordsA[a] as number) & 0xff;
  const lengthB = (wordsB[b] as number) & 0xff;
  const units = unitsFor(lengthA < lengthB ? lengthA : lengthB);
  // Without the lengths.
  let mask = ~0xff;
  for (let i = 0; i < units; i++) {
    const wordA = (wordsA[a + i] as number) & mask;
    const wordB = (wordsB[b + i] as number) & mask;
    if (wordA !== wordB) {
      // The first byte that differs: the lowest one.
      const difference = wordA ^ wordB;
      const shift = (31 - Math.clz32(difference & -difference)) & ~7;
      return ((wordA >>> shift) & 0xff) - ((wordB >>> shift) & 0xff);
    }
    mask = -1;
  }
  return lengthA - lengthB;
}

function unitsFor(length: number): number {
  return (length + (length < longName ? 1 : 3) + unitBytes - 1) >>> 2;
}

function slotOf(units: number): number {
  return units <= exactUnits ? units : exactUnits + 32 - Math.clz32(units - 1) - 5;
}

function cellUnits(units: number): number {
  return units <= exactUnits ? units : 1 << (32 - Math.clz32(units - 1));
}
