// What every generated message codec is: a pair of straight-line functions and the conveniences built on them. All
// codecs of a thread share one BackwardWriter, which is safe because encoding never yields.

import { BackwardWriter } from './backward-writer.ts'
import { ProtoReader } from './proto-reader.ts'
import { WireError } from './wire-error.ts'

/**
 * Codec of one protobuf message.
 *
 * Decoded 64-bit integers are signed, as in Java. Bytes fields are views of the input: copy them if they outlive it.
 * An absent optional field is undefined, or its default if the schema gives one.
 */
export interface Codec<T> {
  /** Full protobuf name, such as hadoop.hdfs.MkdirsRequestProto. */
  readonly name: string
  /** Writes the message without a length. Throws WireError for a number that its field cannot carry. */
  write(w: BackwardWriter, m: T): void
  /** Reads a message that ends at offset `end`. Throws WireError. */
  read(r: ProtoReader, end: number): T
  /** A fresh array of exactly the message's size. */
  encode(m: T): Uint8Array
  /** The same with its varint length in front. */
  encodeDelimited(m: T): Uint8Array
  /** Decodes bytes `start` (0) to `end` (all). Throws WireError. */
  decode(b: Uint8Array, start?: number, end?: number): T
  /** Reads a varint length and the message, as the reader stands. Throws WireError. */
  readDelimited(r: ProtoReader): T
  /** Writes the message and, before it, its varint length. */
  writeDelimited(w: BackwardWriter, m: T): void
}

/** One method of an RPC service. */
export interface Method<Request, Response> {
  readonly name: string
  readonly request: Codec<Request>
  readonly response: Codec<Response>
}

/** An RPC protocol: the Java interface that goes over the wire, and its methods by name. */
export interface Service {
  readonly protocol: string
  readonly version: number
  readonly methods: Readonly<Record<string, Method<unknown, unknown>>>
}

const shared = new BackwardWriter()
const frames = new BackwardWriter()

/**
 * Returns a copy of what `fill` writes, last part first: frames of several messages. `fill` may encode messages of
 * their own meanwhile, but must not call this function again.
 */
export function writeBackward(fill: (w: BackwardWriter) => void): Uint8Array {
  frames.reset()
  fill(frames)
  return frames.finish()
}

/** Completes a generated pair of functions into a codec. */
export function codec<T>(
  name: string,
  write: (w: BackwardWriter, m: T) => void,
  read: (r: ProtoReader, end: number) => T,
): Codec<T> {
  return {
    name,
    write,
    read,
    encode(m) {
      shared.reset()
      write(shared, m)
      return shared.finish()
    },
    encodeDelimited(m) {
      shared.reset()
      write(shared, m)
      shared.varint32(shared.size)
      return shared.finish()
    },
    decode(b, start = 0, end = b.length) {
      return read(new ProtoReader(b, start, end), end)
    },
    readDelimited(r) {
      return read(r, r.lengthEnd())
    },
    writeDelimited(w, m) {
      const before = w.size
      write(w, m)
      w.varint32(w.size - before)
    },
  }
}

/** For generated code: a field reached beyond the end of its message. */
export function overrun(message: string): WireError {
  return new WireError(`${message}: truncated, a field exceeds the end of the message`)
}

/** For generated code: a required field is absent, or holds an enum value that this version does not know. */
export function missing(message: string, field: string): WireError {
  return new WireError(`${message}: required field ${field} is missing`)
}
