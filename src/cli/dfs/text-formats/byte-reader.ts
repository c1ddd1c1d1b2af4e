// Numbers and runs of bytes out of a stream of chunks, as they are asked for: Java's DataInput over a file of any length.
import { Damaged } from './damaged.ts';

/** A record longer than this is not read: what says so is damaged, or not for a terminal. */
const runMax = 1024 * 1024 * 1024;

export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Buffer = Buffer.alloc(0);
  #at = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async atEnd(): Promise<boolean> {
    return !(await this.#more());
  }

  /** `length` bytes; the memory may be the chunk's own. Throws Damaged where the stream ends before. */
  async bytes(length: number): Promise<Buffer> {
    if (length < 0 || length > runMax) throw new Damaged(`a run of ${length} bytes`);
    const parts: Buffer[] = [];
    for (let missing = length; missing > 0;) {
      if (!(await this.#more())) throw new Damaged('it ends too early');
      const part = this.#chunk.subarray(this.#at, this.#at + missing);
      this.#at += part.length;
      missing -= part.length;
      parts.push(part);
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  }

  async byte(): Promise<number> {
    return (await this.bytes(1)).readUInt8();
  }

  async int32(): Promise<number> {
    return (await this.bytes(4)).readInt32BE();
  }

  async #more(): Promise<boolean> {
    while (this.#at === this.#chunk.length) {
      const { done, value } = await this.#chunks.next();
      if (done === true) return false;
      this.#chunk = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      this.#at = 0;
    }
    return true;
  }
}
