// The bytes of all path components, in one growable shared buffer that the garbage collector does not see.
// A name is a cell of whole 4-byte units: length (one byte, or 0xff and two bytes), then UTF-8. Freed cells
// are chained by size and given out again. Answers to INodeWithAdditionalFields.name and NameCache.

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
/** Cells of up to this many units are reused by exact size; larger ones by the next power of two. */
const exactUnits = 72;

/** Start value of {@link hashBytes}: mix in what the name belongs to. */
export function hashSeed(value: number): number {
  return Math.imul(value ^ 0x811c9dc5, 0x9e3779b1);
}

/** A 32-bit hash of bytes[start..end), continued from `seed`. */
export function hashBytes(bytes: Uint8Array, start: number, end: number, seed: number): number {
  let hash = seed | 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

export class NameArena {
  readonly #column = new Column(1, bytesMax);
  #bytes: Uint8Array;
  #buffer: Buffer;
  /** First unused unit; unit 0 holds the empty name. */
  #end = 1;
  /** Heads of the chains of free cells, by units or, above {@link exactUnits}, by exactUnits + log2. */
  readonly #free = new Uint32Array(exactUnits + 32);

  constructor() {
    this.#column.grow(startBytes);
    this.#bytes = this.#column.u8();
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
    const handle = this.#take(unitsFor(length));
    const own = this.#bytes;
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

  /** Stores `units` whole cells at once, as `add` would lay them out. Returns the first one's handle; the others lie behind it. */
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

  /** Order of names as Hadoop lists them: by bytes, unsigned; below, at or above zero. */
  compare(a: NameHandle, b: NameHandle): number {
    const lengthB = this.length(b);
    const at = b * unitBytes + (lengthB < longName ? 1 : 3);
    return this.compareBytes(a, this.#bytes, at, at + lengthB);
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
    const length = this.length(handle);
    const at = handle * unitBytes + (length < longName ? 1 : 3);
    return hashBytes(this.#bytes, at, at + length, seed);
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

function unitsFor(length: number): number {
  return (length + (length < longName ? 1 : 3) + unitBytes - 1) >>> 2;
}

function slotOf(units: number): number {
  return units <= exactUnits ? units : exactUnits + 32 - Math.clz32(units - 1) - 5;
}

function cellUnits(units: number): number {
  return units <= exactUnits ? units : 1 << (32 - Math.clz32(units - 1));
}
