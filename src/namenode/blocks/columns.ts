// Memory of the namespace and the block map that the garbage collector does not see: typed arrays over shared buffers
// that grow in place, so that growing copies nothing and pauses nobody. A buffer is made as large as it may ever
// become: the system gives memory only for the part that is touched, and shared buffers do not count towards the
// collector's pace. Views are of fixed length and are renewed by their owner after each growth.
//
// Not ES2024's growable buffers: in Node 20 every access to a view of one, of fixed length or not, costs 5 to 10 times as
// much (11 ns against 1 for a store into a field's array). They only stand in where so much cannot be reserved.

/** The part of ES2024's SharedArrayBuffer that the compiler's ES2023 library does not know yet. */
interface GrowableBuffer extends SharedArrayBuffer {
  readonly growable: boolean;
  grow(byteLength: number): void;
}

const Growable = SharedArrayBuffer as unknown as new (byteLength: number, options?: { maxByteLength: number }) => GrowableBuffer;

/** Addresses for `bytesMax` bytes; where the system counts reserved ones as used (vm.overcommit_memory=2), a growable buffer. */
function reserve(bytesMax: number): GrowableBuffer {
  try {
    return new Growable(bytesMax);
  } catch {
    return new Growable(0, { maxByteLength: bytesMax });
  }
}

/** One column: `bytesPerItem` is 1, 2 or 4; `itemsMax` only reserves addresses, not memory. */
export class Column {
  readonly #buffer: GrowableBuffer;
  readonly #bytesPerItem: number;
  #byteLength = 0;

  constructor(bytesPerItem: 1 | 2 | 4, itemsMax: number) {
    this.#bytesPerItem = bytesPerItem;
    this.#buffer = reserve(itemsMax * bytesPerItem);
  }

  /** Bytes in use. */
  get byteLength(): number {
    return this.#byteLength;
  }

  /** Makes room for `items`; new memory is zero. Views taken before do not see it. */
  grow(items: number): void {
    const bytes = items * this.#bytesPerItem;
    if (bytes <= this.#byteLength) return;
    if (this.#buffer.growable) this.#buffer.grow(bytes);
    this.#byteLength = bytes;
  }

  u32(): Uint32Array {
    return new Uint32Array(this.#buffer, 0, this.#byteLength >>> 2);
  }

  i32(): Int32Array {
    return new Int32Array(this.#buffer, 0, this.#byteLength >>> 2);
  }

  u16(): Uint16Array {
    return new Uint16Array(this.#buffer, 0, this.#byteLength >>> 1);
  }

  u8(): Uint8Array {
    return new Uint8Array(this.#buffer, 0, this.#byteLength);
  }
}
