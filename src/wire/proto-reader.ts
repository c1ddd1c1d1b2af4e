// Reads protobuf from a byte array that it never copies: bytes fields are views of the input. A read past the end of a
// nested message is caught when that message ends; a read past the end of the input is caught at once. Whatever the
// bytes are, the outcome is a value or a WireError.

import { WireError } from './wire-error.ts'

const TWO_32 = 4294967296
const TWO_28 = 268435456
/** The number that stands for Long.MAX_VALUE, and negated for Long.MIN_VALUE. */
const SATURATED = 2 ** 63
const GROUP_DEPTH_MAX = 100

const scratch64 = new BigInt64Array(1)
const scratch32 = new Int32Array(scratch64.buffer)
const scratchDouble = new Float64Array(1)
const scratchDouble32 = new Int32Array(scratchDouble.buffer)

interface NodeStringReader {
  utf8Slice(start: number, end: number): string
}
const utf8Slice = (Buffer.prototype as unknown as NodeStringReader).utf8Slice

export class ProtoReader {
  readonly #bytes: Uint8Array
  readonly #end: number
  /** Offset of the next byte. Message codecs compare it to their end; only readers move it. */
  pos: number

  constructor(bytes: Uint8Array, start = 0, end: number = bytes.length) {
    if (!(start >= 0 && start <= end && end <= bytes.length)) {
      throw new WireError(`range ${start}..${end} outside of ${bytes.length} bytes`)
    }
    this.#bytes = bytes
    this.#end = end
    this.pos = start
  }

  /** Where the input ends. */
  get end(): number {
    return this.#end
  }

  /** A field's tag: its number shifted left by three, and the wire type. */
  tag(): number {
    const b = this.#bytes[this.pos] as number
    if (b < 0x80 && b > 7) {
      this.pos++
      return b
    }
    this.#varint64()
    const tag = (scratch32[0] as number) >>> 0
    if (scratch32[1] !== 0 || tag < 8) throw new WireError(`invalid tag at offset ${this.pos}`)
    return tag
  }

  /** Low 32 bits of a varint, signed as in Java: int32, uint32 and enums. */
  int32(): number {
    const b = this.#bytes[this.pos] as number
    if (b < 0x80) {
      this.pos++
      return b
    }
    this.#varint64()
    return scratch32[0] as number
  }

  sint32(): number {
    const v = this.int32()
    return (v >>> 1) ^ -(v & 1)
  }

  /** A signed 64-bit varint; beyond ±2^53 it saturates to ±2^63, which is encoded as Long.MAX_VALUE or MIN_VALUE. */
  int64(): number {
    const bytes = this.#bytes
    const at = this.pos
    let b = bytes[at] as number
    if (b < 0x80) {
      this.pos = at + 1
      return b
    }
    let low = b & 0x7f
    b = bytes[at + 1] as number
    low |= (b & 0x7f) << 7
    if (b < 0x80) {
      this.pos = at + 2
      return low
    }
    b = bytes[at + 2] as number
    low |= (b & 0x7f) << 14
    if (b < 0x80) {
      this.pos = at + 3
      return low
    }
    b = bytes[at + 3] as number
    low |= (b & 0x7f) << 21
    if (b < 0x80) {
      this.pos = at + 4
      return low
    }
    // Times, block ids and large lengths: up to 21 bits more, which a double holds exactly.
    b = bytes[at + 4] as number
    let high = b & 0x7f
    if (b < 0x80) {
      this.pos = at + 5
      return high * TWO_28 + low
    }
    b = bytes[at + 5] as number
    high |= (b & 0x7f) << 7
    if (b < 0x80) {
      this.pos = at + 6
      return high * TWO_28 + low
    }
    b = bytes[at + 6] as number
    high |= (b & 0x7f) << 14
    if (b < 0x80) {
      this.pos = at + 7
      return high * TWO_28 + low
    }
    this.#varint64()
    return this.#number()
  }

  sint64(): number {
    this.#varint64()
    this.#unzigzag()
    return this.#number()
  }

  /** A signed 64-bit varint, all bits. */
  int64Big(): bigint {
    this.#varint64()
    return scratch64[0] as bigint
  }

  sint64Big(): bigint {
    this.#varint64()
    this.#unzigzag()
    return scratch64[0] as bigint
  }

  fixed32(): number {
    const at = this.#advance(4)
    const bytes = this.#bytes
    return (
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)
    )
  }

  fixed64(): number {
    scratch32[0] = this.fixed32()
    scratch32[1] = this.fixed32()
    return this.#number()
  }

  fixed64Big(): bigint {
    scratch32[0] = this.fixed32()
    scratch32[1] = this.fixed32()
    return scratch64[0] as bigint
  }

  double(): number {
    scratchDouble32[0] = this.fixed32()
    scratchDouble32[1] = this.fixed32()
    return scratchDouble[0] as number
  }

  bool(): boolean {
    const b = this.#bytes[this.pos] as number
    if (b < 0x80) {
      this.pos++
      return b !== 0
    }
    this.#varint64()
    return ((scratch32[0] as number) | (scratch32[1] as number)) !== 0
  }

  /** Reads a length and returns the offset at which what it measures ends. */
  lengthEnd(): number {
    const length = this.int64()
    const end = this.pos + length
    if (length < 0 || end > this.#end) {
      throw new WireError(`length ${length} at offset ${this.pos} exceeds the ${this.#end - this.pos} bytes left`)
    }
    return end
  }

  /** A view of the input, no copy. */
  bytes(): Uint8Array {
    const end = this.lengthEnd()
    const view = new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset + this.pos, end - this.pos)
    this.pos = end
    return view
  }

  /** UTF-8; invalid sequences become U+FFFD. */
  string(): string {
    const end = this.lengthEnd()
    const start = this.pos
    this.pos = end
    return end - start > SHORT_TEXT_MAX ? utf8Slice.call(this.#bytes, start, end) : shortText(this.#bytes, start, end)
  }

  /**
   * Skips a field that the message does not know. `known` lists the message's field numbers: such a field is here
   * only if its wire type is wrong.
   */
  skip(tag: number, message: string, known: readonly number[]): void {
    if (known.includes(tag >>> 3)) throw new WireError(`${message}: field ${tag >>> 3} has wire type ${tag & 7}`)
    this.#skipValue(tag, message)
  }

  #skipValue(tag: number, message: string): void {
    const open: number[] = []
    let current = tag
    for (;;) {
      switch (current & 7) {
        case 0:
          this.#varint64()
          break
        case 1:
          this.#advance(8)
          break
        case 2:
          this.pos = this.lengthEnd()
          break
        case 3:
          if (open.length >= GROUP_DEPTH_MAX) throw new WireError(`${message}: groups nested deeper than ${GROUP_DEPTH_MAX}`)
          open.push(current >>> 3)
          break
        case 4:
          if (open.pop() !== current >>> 3) throw new WireError(`${message}: stray end of group ${current >>> 3}`)
          break
        case 5:
          this.#advance(4)
          break
        default:
          throw new WireError(`${message}: field ${current >>> 3} has invalid wire type ${current & 7}`)
      }
      if (open.length === 0) return
      current = this.tag()
    }
  }

  #advance(count: number): number {
    const at = this.pos
    if (count > this.#end - at) throw new WireError(`truncated: ${count} bytes wanted at offset ${at}, ${this.#end - at} left`)
    this.pos = at + count
    return at
  }

  #unzigzag(): void {
    const low = scratch32[0] as number
    const high = scratch32[1] as number
    const sign = -(low & 1)
    scratch32[0] = ((low >>> 1) | (high << 31)) ^ sign
    scratch32[1] = (high >>> 1) ^ sign
  }

  #number(): number {
    const value = (scratch32[1] as number) * TWO_32 + ((scratch32[0] as number) >>> 0)
    if (value > Number.MAX_SAFE_INTEGER) return SATURATED
    return value < Number.MIN_SAFE_INTEGER ? -SATURATED : value
  }

  /** Reads up to ten bytes into the scratch words, low word first. */
  #varint64(): void {
    const bytes = this.#bytes
    const start = this.pos
    const limit = Math.min(this.#end, start + 10)
    let low = 0
    let high = 0
    for (let at = start; at < limit; at++) {
      const b = bytes[at] as number
      const i = at - start
      if (i < 4) low |= (b & 0x7f) << (7 * i)
      else if (i === 4) {
        low |= (b & 0x7f) << 28
        high = (b & 0x7f) >>> 4
      } else high |= (b & 0x7f) << (7 * i - 32)
      if (b < 0x80) {
        scratch32[0] = low
        scratch32[1] = high
        this.pos = at + 1
        return
      }
    }
    if (limit === start + 10) throw new WireError(`varint of more than ten bytes at offset ${start}`)
    throw new WireError(`truncated varint at offset ${start}`)
  }
}

/** Up to this length one call of fromCharCode is faster than the way out of JavaScript, and its result is flat. */
const SHORT_TEXT_MAX = 12
const fromCharCode = String.fromCharCode as (...codes: (number | undefined)[]) => string

function shortText(b: Uint8Array, s: number, end: number): string {
  for (let i = s; i < end; i++) if ((b[i] as number) > 0x7f) return utf8Slice.call(b, s, end)
  switch (end - s) {
    case 0: return ''
    case 1: return fromCharCode(b[s])
    case 2: return fromCharCode(b[s], b[s + 1])
    case 3: return fromCharCode(b[s], b[s + 1], b[s + 2])
    case 4: return fromCharCode(b[s], b[s + 1], b[s + 2], b[s + 3])
    case 5: return fromCharCode(b[s], b[s + 1], b[s + 2], b[s + 3], b[s + 4])
    case 6: return fromCharCode(b[s], b[s + 1], b[s + 2], b[s + 3], b[s + 4], b[s + 5])
    case 7: return fromCharCode(b[s], b[s + 1], b[s + 2], b[s + 3], b[s + 4], b[s + 5], b[s + 6])
    case 8: return fromCharCode(b[s], b[s + 1], b[s + 2], b[s + 3], b[s + 4], b[s + 5], b[s + 6], b[s + 7])
    case 9: return fromCharCode(b[s], b[s + 1], b[s + 2], b[s + 3], b[s + 4], b[s + 5], b[s + 6], b[s + 7], b[s + 8])
    case 10: return fromCharCode(b[s], b[s + 1], b[s + 2], b[s + 3], b[s + 4], b[s + 5], b[s + 6], b[s + 7], b[s + 8], b[s + 9])
    case 11: return fromCharCode(b[s], b[s + 1], b[s + 2], b[s + 3], b[s + 4], b[s + 5], b[s + 6], b[s + 7], b[s + 8], b[s + 9], b[s + 10])
    case 12: return fromCharCode(b[s], b[s + 1], b[s + 2], b[s + 3], b[s + 4], b[s + 5], b[s + 6], b[s + 7], b[s + 8], b[s + 9], b[s + 10], b[s + 11])
    default: return utf8Slice.call(b, s, end)
  }
}
