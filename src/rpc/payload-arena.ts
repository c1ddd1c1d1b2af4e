// Byte strings of unequal length that are freed roughly in the order in which they came: chunks filled from
// front to back, given up when nothing in them is alive. What the retry cache keeps of replies.
import { present } from '../base/assert.ts';

const chunkBytes = 256 * 1024;

interface Chunk {
  readonly bytes: Uint8Array;
  used: number;
  alive: number;
}

/** A handle is a row of small columns; rows are reused. */
export class PayloadArena {
  readonly #chunks = new Map<number, Chunk>();
  #current = 0;
  #chunk = new Int32Array(64);
  #offset = new Int32Array(64);
  #length = new Int32Array(64);
  #rows = 0;
  /** Freed rows, a list through `#offset`. */
  #free = -1;
  #chunkBytes = 0;

  get bytes(): number {
    return this.#chunkBytes + 3 * this.#chunk.byteLength;
  }

  /** Copies `payload` in; its handle, never negative. */
  put(payload: Uint8Array): number {
    let chunk = this.#chunks.get(this.#current);
    if (chunk === undefined || chunk.used + payload.length > chunk.bytes.length) {
      if (chunk?.alive === 0) this.#drop(this.#current, chunk);
      this.#current++;
      chunk = { bytes: new Uint8Array(Math.max(chunkBytes, payload.length)), used: 0, alive: 0 };
      this.#chunkBytes += chunk.bytes.length;
      this.#chunks.set(this.#current, chunk);
    }
    const handle = this.#row();
    this.#chunk[handle] = this.#current;
    this.#offset[handle] = chunk.used;
    this.#length[handle] = payload.length;
    chunk.bytes.set(payload, chunk.used);
    chunk.used += payload.length;
    chunk.alive++;
    return handle;
  }

  /** A copy of what `put` was given; undefined for a negative handle. */
  get(handle: number): Uint8Array | undefined {
    if (handle < 0) return undefined;
    const chunk = present(this.#chunks.get(this.#chunk[handle] ?? -1), 'a payload');
    const offset = this.#offset[handle] ?? 0;
    return chunk.bytes.slice(offset, offset + (this.#length[handle] ?? 0));
  }

  /** The handle is dead from now on; negative ones are ignored. */
  free(handle: number): void {
    if (handle < 0) return;
    const number = this.#chunk[handle] ?? -1;
    const chunk = present(this.#chunks.get(number), 'a payload');
    chunk.alive--;
    this.#offset[handle] = this.#free;
    this.#free = handle;
    if (chunk.alive > 0) return;
    if (number === this.#current) chunk.used = 0;
    else this.#drop(number, chunk);
  }

  #drop(number: number, chunk: Chunk): void {
    this.#chunks.delete(number);
    this.#chunkBytes -= chunk.bytes.length;
  }

  #row(): number {
    const free = this.#free;
    if (free >= 0) {
      this.#free = this.#offset[free] ?? -1;
      return free;
    }
    if (this.#rows === this.#chunk.length) {
      this.#chunk = doubled(this.#chunk);
      this.#offset = doubled(this.#offset);
      this.#length = doubled(this.#length);
    }
    return this.#rows++;
  }
}

function doubled(column: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
