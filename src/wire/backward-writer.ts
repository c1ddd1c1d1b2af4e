// Writes protobuf back to front: a nested message is complete before its length is written, so nothing is measured
// twice and nothing is copied. One buffer per thread is reused and only grows; what leaves it is always a copy.
// Callers write fields in descending order, and a field's value before its tag.

import { WireError } from './wire-error.ts'

const INITIAL_CAPACITY_BYTES = 64 * 1024
/** A buffer beyond this size is dropped after use, so that one huge message does not pin its memory for good. */
const RETAINED_CAPACITY_BYTES = 4 * 1024 * 1024
/** Results up to this size are cut from a shared slab: a small typed array of its own costs ten times as much. */
const POOLED_MAX_BYTES = 4096
/** Up to this size a loop is cheaper than the view that a copy of a part needs. */
const COPIED_BY_BYTE_MAX = 128
const SLAB_BYTES = 32 * 1024
const TWO_32 = 4294967296
const TWO_63 = 9223372036854775808

const scratch64 = new BigInt64Array(1)
const scratch32 = new Int32Array(scratch64.buffer)
const scratchDouble = new Float64Array(1)
const scratchDouble32 = new Int32Array(scratchDouble.buffer)

interface NodeStringWriter {
  utf8Write(text: string, offset: number, lengthBytes: number): number
}

export class BackwardWriter {
  #bytes: Buffer = Buffer.allocUnsafeSlow(INITIAL_CAPACITY_BYTES)
  #pos = INITIAL_CAPACITY_BYTES
  #slab = new ArrayBuffer(SLAB_BYTES)
  #slabPos = 0

  /** Bytes written since the last reset; nested codecs take differences of it to learn lengths. */
  get size(): number {
    return this.#bytes.length - this.#pos
  }

  /** Forgets all that was written. */
  reset(): void {
    if (this.#bytes.length > RETAINED_CAPACITY_BYTES) this.#bytes = Buffer.allocUnsafeSlow(INITIAL_CAPACITY_BYTES)
    this.#pos = this.#bytes.length
  }

  /**
   * A copy of what was written, of exactly its size and never written again. Its `buffer` may be shared with other
   * results, so a copy, not that buffer, is what may be transferred to another thread.
   */
  finish(): Uint8Array {
    const size = this.size
    if (size > POOLED_MAX_BYTES) {
      const own = new Uint8Array(size)
      this.#bytes.copy(own, 0, this.#pos)
      return own
    }
    if (this.#slabPos + size > SLAB_BYTES) {
      this.#slab = new ArrayBuffer(SLAB_BYTES)
      this.#slabPos = 0
    }
    const result = new Uint8Array(this.#slab, this.#slabPos, size)
    this.#slabPos += (size + 7) & ~7
    this.#bytes.copy(result, 0, this.#pos)
    return result
  }

  /** Copies what was written to `target` at `offset`; returns the number of bytes. */
  copyTo(target: Uint8Array, offset: number): number {
    const size = this.size
    if (size <= COPIED_BY_BYTE_MAX) {
      const bytes = this.#bytes
      const from = this.#pos
      for (let i = 0; i < size; i++) target[offset + i] = bytes[from + i] as number
      return size
    }
    target.set(new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + this.#pos, size), offset)
    return size
  }

  /** An unsigned 32-bit varint: lengths, tags, uint32 values (a negative number is its two's complement). */
  varint32(value: number): void {
    if (this.#pos < 5) this.#grow(5)
    const bytes = this.#bytes
    const v = value >>> 0
    if (v < 0x80) {
      bytes[--this.#pos] = v
      return
    }
    if (v < 0x4000) {
      this.#pos -= 2
      bytes[this.#pos] = (v & 0x7f) | 0x80
      bytes[this.#pos + 1] = v >>> 7
      return
    }
    const length = v < 0x200000 ? 3 : v < 0x10000000 ? 4 : 5
    this.#pos -= length
    let rest = v
    let at = this.#pos
    for (let i = 1; i < length; i++) {
      bytes[at++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    bytes[at] = rest
  }

  /** A tag below 128. */
  tag(value: number): void {
    if (this.#pos < 1) this.#grow(1)
    this.#bytes[--this.#pos] = value
  }

  uint32(value: number): void {
    if (!(value >= -2147483648 && value < TWO_32 && Math.floor(value) === value)) {
      throw new WireError(`not a 32-bit integer: ${String(value)}`)
    }
    this.varint32(value)
  }

  /** int32 and enums: a negative value takes ten bytes, as in Java. */
  int32(value: number): void {
    if ((value | 0) !== value) throw new WireError(`not a 32-bit integer: ${String(value)}`)
    if (value >= 0) this.varint32(value)
    else this.#varint64(value, -1)
  }

  sint32(value: number): void {
    if ((value | 0) !== value) throw new WireError(`not a 32-bit integer: ${String(value)}`)
    this.varint32((value << 1) ^ (value >> 31))
  }

  /**
   * A 64-bit varint from a number. At or beyond ±2^63 it saturates, so that the number which decoding yields for
   * Long.MAX_VALUE is written as exactly that.
   */
  int64(value: number): void {
    if ((value | 0) === value && value >= 0) {
      this.varint32(value)
      return
    }
    this.#split(value)
    this.#varint64(scratch32[0] as number, scratch32[1] as number)
  }

  sint64(value: number): void {
    this.#split(value)
    this.#zigzag()
  }

  /** A 64-bit varint from a bigint, taken modulo 2^64. */
  int64Big(value: bigint): void {
    scratch64[0] = value
    this.#varint64(scratch32[0] as number, scratch32[1] as number)
  }

  sint64Big(value: bigint): void {
    scratch64[0] = value
    this.#zigzag()
  }

  fixed32(value: number): void {
    if (!(value >= -2147483648 && value < TWO_32 && Math.floor(value) === value)) {
      throw new WireError(`not a 32-bit integer: ${String(value)}`)
    }
    this.#word(value)
  }

  fixed64(value: number): void {
    this.#split(value)
    this.#word(scratch32[1] as number)
    this.#word(scratch32[0] as number)
  }

  fixed64Big(value: bigint): void {
    scratch64[0] = value
    this.#word(scratch32[1] as number)
    this.#word(scratch32[0] as number)
  }

  double(value: number): void {
    scratchDouble[0] = value
    this.#word(scratchDouble32[1] as number)
    this.#word(scratchDouble32[0] as number)
  }

  bool(value: boolean): void {
    if (this.#pos < 1) this.#grow(1)
    this.#bytes[--this.#pos] = value ? 1 : 0
  }

  /** The bytes and, before them, their length. */
  bytes(value: Uint8Array): void {
    this.raw(value)
    this.varint32(value.length)
  }

  /** The bytes alone. */
  raw(value: Uint8Array): void {
    const length = value.length
    if (this.#pos < length) this.#grow(length)
    const at = (this.#pos -= length)
    const bytes = this.#bytes
    if (length > 32) bytes.set(value, at)
    else for (let i = 0; i < length; i++) bytes[at + i] = value[i] as number
  }

  /** bytes[start..end) and, before them, their length: of an arena, without a view of it. */
  part(value: Uint8Array, start: number, end: number): void {
    const length = end - start
    if (this.#pos < length) this.#grow(length)
    const at = (this.#pos -= length)
    const bytes = this.#bytes
    for (let i = 0; i < length; i++) bytes[at + i] = value[start + i] as number
    this.varint32(length)
  }

  /** A 32-bit big-endian integer: frame lengths of Hadoop RPC. */
  uint32be(value: number): void {
    if (this.#pos < 4) this.#grow(4)
    this.#pos -= 4
    this.#bytes.writeUInt32BE(value, this.#pos)
  }

  /** UTF-8 and, before it, its length; a lone surrogate becomes U+FFFD. */
  string(value: string): void {
    const chars = value.length
    if (chars > 64) {
      this.#utf8(value)
      return
    }
    if (this.#pos < chars + 1) this.#grow(chars + 1)
    const bytes = this.#bytes
    const start = this.#pos - chars
    for (let i = 0; i < chars; i++) {
      const c = value.charCodeAt(i)
      if (c > 0x7f) {
        this.#utf8(value)
        return
      }
      bytes[start + i] = c
    }
    bytes[start - 1] = chars
    this.#pos = start - 1
  }

  #utf8(value: string): void {
    const length = Buffer.byteLength(value, 'utf8')
    if (this.#pos < length) this.#grow(length)
    this.#pos -= length
    ;(this.#bytes as unknown as NodeStringWriter).utf8Write(value, this.#pos, length)
    this.varint32(length)
  }

  #split(value: number): void {
    if (value >= TWO_63) {
      scratch32[0] = -1
      scratch32[1] = 0x7fffffff
    } else if (value <= -TWO_63) {
      scratch32[0] = 0
      scratch32[1] = -0x80000000
    } else {
      const high = Math.floor(value / TWO_32)
      const low = value - high * TWO_32
      if (Math.floor(low) !== low) throw new WireError(`not an integer: ${String(value)}`)
      scratch32[0] = low
      scratch32[1] = high
    }
  }

  #zigzag(): void {
    const low = scratch32[0] as number
    const high = scratch32[1] as number
    const sign = high >> 31
    this.#varint64((low << 1) ^ sign, ((high << 1) | (low >>> 31)) ^ sign)
  }

  #varint64(low: number, high: number): void {
    if (high === 0) {
      this.varint32(low)
      return
    }
    if (this.#pos < 10) this.#grow(10)
    const bytes = this.#bytes
    // 28 bits in four bytes, 28 more in four, then what remains of the upper word.
    const middle = ((low >>> 28) | (high << 4)) >>> 0
    const top = high >>> 24
    let at: number
    if (top !== 0) {
      at = this.#pos - (top < 0x80 ? 9 : 10)
      if (top < 0x80) bytes[at + 8] = top
      else {
        bytes[at + 8] = (top & 0x7f) | 0x80
        bytes[at + 9] = top >>> 7
      }
      bytes[at + 4] = (middle & 0x7f) | 0x80
      bytes[at + 5] = ((middle >>> 7) & 0x7f) | 0x80
      bytes[at + 6] = ((middle >>> 14) & 0x7f) | 0x80
      bytes[at + 7] = ((middle >>> 21) & 0x7f) | 0x80
    } else {
      const length = middle < 0x80 ? 1 : middle < 0x4000 ? 2 : middle < 0x200000 ? 3 : 4
      at = this.#pos - 4 - length
      let rest = middle & 0xfffffff
      for (let i = 1; i < length; i++) {
        bytes[at + 3 + i] = (rest & 0x7f) | 0x80
        rest >>>= 7
      }
      bytes[at + 3 + length] = rest
    }
    bytes[at] = (low & 0x7f) | 0x80
    bytes[at + 1] = ((low >>> 7) & 0x7f) | 0x80
    bytes[at + 2] = ((low >>> 14) & 0x7f) | 0x80
    bytes[at + 3] = ((low >>> 21) & 0x7f) | 0x80
    this.#pos = at
  }

  #word(value: number): void {
    if (this.#pos < 4) this.#grow(4)
    const at = (this.#pos -= 4)
    const bytes = this.#bytes
    bytes[at] = value
    bytes[at + 1] = value >>> 8
    bytes[at + 2] = value >>> 16
    bytes[at + 3] = value >>> 24
  }

  #grow(neededBytes: number): void {
    const used = this.size
    let capacity = this.#bytes.length * 2
    while (capacity < used + neededBytes) capacity *= 2
    const grown = Buffer.allocUnsafeSlow(capacity)
    this.#bytes.copy(grown, capacity - used, this.#pos)
    this.#bytes = grown
    this.#pos = capacity - used
  }
}
