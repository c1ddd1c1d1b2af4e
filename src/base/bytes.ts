// Big-endian byte reader and growing writer: Java's DataInput and DataOutput, for the disk
// formats and RPC framing that are not protobuf. A short read is a ShortInputError, never NaN.

import { crc32Range } from './crc32-range.ts';
import { viewOf } from './recent-view.ts';

/** The input ended inside a value: `wanted` bytes at `offset` of `length`. */
export class ShortInputError extends Error {
  override readonly name = 'ShortInputError';
  readonly offset: number;
  readonly wanted: number;

  constructor(offset: number, wanted: number, length: number) {
    super(`input ends inside a value: ${wanted} bytes wanted at offset ${offset} of ${length}`);
    this.offset = offset;
    this.wanted = wanted;
  }
}

/** Bytes as a Buffer over the same memory (no copy). */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const scratch64 = new BigInt64Array(1);
const scratch32 = new Int32Array(scratch64.buffer);

/**
 * Reads Java's DataInput values, big-endian, from `bytes`; `position` moves with each read. A value's bounds are checked
 * once, so its bytes are taken as they are: Buffer's own methods check each of them again, and make two bigints of one.
 */
/** Whether both hold the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

export class ByteReader {
  readonly bytes: Buffer;
  /** Over the same bytes: it takes four of them at once. */
  readonly view: DataView;
  position: number;
  readonly end: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = asBuffer(bytes);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.position = start;
    this.end = end;
  }

  get remaining(): number {
    return this.end - this.position;
  }

  /** Moves behind the next `length` bytes; where they begin. For who reads several values of fixed length at once. */
  take(length: number): number {
    const at = this.position;
    if (length < 0 || at + length > this.end) throw new ShortInputError(at, length, this.end);
    this.position = at + length;
    return at;
  }

  u8(): number {
    return this.bytes[this.take(1)] as number;
  }

  i8(): number {
    return (this.u8() << 24) >> 24;
  }

  bool(): boolean {
    return this.u8() !== 0;
  }

  u16(): number {
    return this.view.getUint16(this.take(2));
  }

  i16(): number {
    return (this.u16() << 16) >> 16;
  }

  u32(): number {
    return this.i32() >>> 0;
  }

  i32(): number {
    return this.view.getInt32(this.take(4));
  }

  i64(): bigint {
    const at = this.take(8);
    scratch32[1] = this.view.getInt32(at);
    scratch32[0] = this.view.getInt32(at + 4);
    return scratch64[0] as bigint;
  }

  /** A signed 64-bit value as a number; beyond 2^53 it rounds (Long.MAX_VALUE becomes 2^63). */
  long(): number {
    return longAt(this.view, this.take(8));
  }

  /** `length` bytes, over the same memory. */
  slice(length: number): Buffer {
    const at = this.take(length);
    return this.bytes.subarray(at, at + length);
  }

  skip(length: number): void {
    this.take(length);
  }
}

/** The signed 64-bit number at `at`, all of whose bytes are there; beyond 2^53 it rounds. */
export function longAt(view: DataView, at: number): number {
  return view.getInt32(at) * 0x1_0000_0000 + view.getUint32(at + 4);
}

/** The signed 32-bit number at `at`, all of whose bytes are there. */
export function int32At(bytes: Uint8Array, at: number): number {
  return viewOf(bytes).getInt32(at);
}

/** Writes Java's DataOutput values, big-endian, into a buffer that doubles when it is full. */
export class ByteWriter {
  #buffer: Buffer;
  length = 0;

  constructor(capacity = 256) {
    this.#buffer = Buffer.allocUnsafe(capacity);
  }

  #room(length: number): number {
    const at = this.length;
    const end = at + length;
    if (end > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(end, this.#buffer.length * 2));
      this.#buffer.copy(grown, 0, 0, at);
      this.#buffer = grown;
    }
    this.length = end;
    return at;
  }

  u8(value: number): void {
    const at = this.#room(1);
    this.#buffer[at] = value;
  }

  bool(value: boolean): void {
    this.u8(value ? 1 : 0);
  }

  u16(value: number): void {
    const at = this.#room(2);
    this.#buffer.writeUInt16BE(value & 0xffff, at);
  }

  i32(value: number): void {
    const at = this.#room(4);
    this.#buffer.writeInt32BE(value | 0, at);
  }

  u32(value: number): void {
    const at = this.#room(4);
    this.#buffer.writeUInt32BE(value >>> 0, at);
  }

  i64(value: bigint): void {
    const at = this.#room(8);
    this.#buffer.writeBigInt64BE(value, at);
  }

  /** A signed 64-bit value given as a number; saturates at Long.MAX_VALUE and Long.MIN_VALUE. */
  long(value: number): void {
    const at = this.#room(8);
    if (value >= 0x7fff_ffff_ffff_ffff) this.#buffer.writeBigInt64BE(0x7fff_ffff_ffff_ffffn, at);
    else if (value <= -0x8000_0000_0000_0000) this.#buffer.writeBigInt64BE(-0x8000_0000_0000_0000n, at);
    else {
      const high = Math.floor(value / 0x1_0000_0000);
      this.#buffer.writeInt32BE(high, at);
      this.#buffer.writeUInt32BE(value - high * 0x1_0000_0000, at + 4);
    }
  }

  raw(bytes: Uint8Array): void {
    const at = this.#room(bytes.length);
    this.#buffer.set(bytes, at);
  }

  /** Overwrites four bytes written earlier, for lengths that are known last. */
  patchI32(at: number, value: number): void {
    this.#buffer.writeInt32BE(value | 0, at);
  }

  /** java.util.zip.CRC32 of the bytes written from `from` on, as a signed 32-bit number. */
  crc32(from: number): number {
    return crc32Range(this.#buffer, from, this.length);
  }

  /** What was written, over the writer's memory: copy it before writing on or resetting. */
  view(from = 0, to = this.length): Buffer {
    return this.#buffer.subarray(from, to);
  }

  /** What was written, as a copy of its own. */
  take(): Buffer {
    const copy = Buffer.from(this.view());
    this.length = 0;
    return copy;
  }

  reset(): void {
    this.length = 0;
  }
}
