// What is to be sent on one connection and has not been handed to the socket: everything that a
// turn of the loop produces leaves in one write. Bytes that were taken never change any more.
import type { BackwardWriter } from '../wire/backward-writer.ts';

const chunkBytesMin = 1024;
const chunkBytesMax = 64 * 1024;

export class SendBuffer {
  #chunk: Buffer | undefined;
  /** `#start` to `#end` is what was appended since the last `take`; before it lies what the socket may still be sending. */
  #start = 0;
  #end = 0;
  #chunkBytes = chunkBytesMin;

  /** Bytes appended and not taken. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** Appends all that `writer` holds. */
  appendWritten(writer: BackwardWriter): void {
    const length = writer.size;
    writer.copyTo(this.#room(length), this.#end);
    this.#end += length;
  }

  append(bytes: Uint8Array): void {
    this.#room(bytes.length).set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** All that was appended, in order; the buffer is empty afterwards. */
  take(): Uint8Array {
    const chunk = this.#chunk;
    if (chunk === undefined) return new Uint8Array(0);
    const taken = chunk.subarray(this.#start, this.#end);
    this.#start = this.#end;
    return taken;
  }

  #room(length: number): Buffer {
    const chunk = this.#chunk;
    if (chunk !== undefined && this.#end + length <= chunk.length) return chunk;
    const pending = this.#end - this.#start;
    // A busy connection gets larger chunks; one with a reply now and then pins a kilobyte.
    if (chunk !== undefined && this.#chunkBytes < chunkBytesMax) this.#chunkBytes *= 2;
    let capacity = this.#chunkBytes;
    while (capacity < 2 * pending + length) capacity *= 2;
    const grown = Buffer.allocUnsafeSlow(capacity);
    chunk?.copy(grown, 0, this.#start, this.#end);
    this.#chunk = grown;
    this.#start = 0;
    this.#end = pending;
    return grown;
  }
}
