// Memory of the block map that the garbage collector does not see: typed arrays over shared buffers
// that grow in place, so that growing copies nothing and pauses nobody. The views are of fixed length
// (length-tracking ones are several times slower) and are renewed by their owner after each growth.

/** The part of ES2024's SharedArrayBuffer that the compiler's ES2023 library does not know yet. */
interface GrowableBuffer extends SharedArrayBuffer {
  grow(byteLength: number): void;
}

const Growable = SharedArrayBuffer as unknown as new (byteLength: number, options: { maxByteLength: number }) => GrowableBuffer;

/** One column: `bytesPerItem` is 1, 2 or 4; `itemsMax` only reserves addresses, not memory. */
export class Column {
  readonly #buffer: GrowableBuffer;
  readonly #bytesPerItem: number;

  constructor(bytesPerItem: 1 | 2 | 4, itemsMax: number) {
    this.#bytesPerItem = bytesPerItem;
    this.#buffer = new Growable(0, { maxByteLength: itemsMax * bytesPerItem });
  }

  /** Bytes in use. */
  get byteLength(): number {
    return this.#buffer.byteLength;
  }

  /** Makes room for `items`; new memory is zero. Views taken before do not see it. */
  grow(items: number): void {
    const bytes = items * this.#bytesPerItem;
    if (bytes > this.#buffer.byteLength) this.#buffer.grow(bytes);
  }

  u32(): Uint32Array {
    return new Uint32Array(this.#buffer, 0, this.#buffer.byteLength >>> 2);
  }

  i32(): Int32Array {
    return new Int32Array(this.#buffer, 0, this.#buffer.byteLength >>> 2);
  }

  u16(): Uint16Array {
    return new Uint16Array(this.#buffer, 0, this.#buffer.byteLength >>> 1);
  }

  u8(): Uint8Array {
    return new Uint8Array(this.#buffer, 0, this.#buffer.byteLength);
  }
}
