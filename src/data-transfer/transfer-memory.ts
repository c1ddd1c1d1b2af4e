// The memory that block data passes through. It is WebAssembly's, so that the CRC kernel (crc-kernel.ts) can read it where
// it lies: what is received into it, or filled in it, is summed without a copy. Whoever finds it all taken gets memory of
// the heap, which works the same and is copied to be summed.

/** Fits a packet of a client's default size, with header and sums. */
export const transferBufferLength = 68 * 1024;
const transferBuffers = 256;
/** A slab fits eight packets of a client's default size, or two of those in which a DataNode of ours sends. */
export const slabLength = 528 * 1024;
const slabs = 64;
const pageLength = 64 * 1024;
/** Behind the buffers and slabs: what the kernel works in itself, for copies and for sums. */
const kernelLength = 256 * 1024;

const slabsStart = transferBuffers * transferBufferLength;
/** Where the kernel's own part begins. */
export const kernelStart = slabsStart + slabs * slabLength;
const pages = Math.ceil((kernelStart + kernelLength) / pageLength);

/** Of a fixed size, so that views of it stay valid. Untouched pages cost nothing. */
export const transferMemory = new WebAssembly.Memory({ initial: pages, maximum: pages });
/** All of it. */
export const transferBytes = Buffer.from(transferMemory.buffer);

const freeBuffers: number[] = Array.from({ length: transferBuffers }, (_, index) => transferBuffers - 1 - index);
const freeSlabs: Buffer[] = Array.from({ length: slabs }, (_, index) => {
  const start = kernelStart - (index + 1) * slabLength;
  return transferBytes.subarray(start, start + slabLength);
}).reverse();

/** Memory of at least `length` bytes for a packet; give it back with `giveTransferBuffer` when nobody has it any more. */
export function takeTransferBuffer(length: number): Buffer {
  const index = length <= transferBufferLength ? freeBuffers.pop() : undefined;
  if (index === undefined) return Buffer.allocUnsafeSlow(length);
  return transferBytes.subarray(index * transferBufferLength, index * transferBufferLength + length);
}

/** Makes a buffer of `takeTransferBuffer` (or a part from its start) free to be taken again. */
export function giveTransferBuffer(buffer: Buffer): void {
  if (buffer.buffer !== transferMemory.buffer) return;
  freeBuffers.push(buffer.byteOffset / transferBufferLength);
}

/** Memory that several have at once; it is taken again when the last of them has released it. */
export class Slab {
  /** At least as much as was asked for. */
  readonly bytes: Buffer;
  #users = 1;

  private constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** With one user. */
  static take(length: number): Slab {
    return new Slab((length <= slabLength ? freeSlabs.pop() : undefined) ?? Buffer.allocUnsafeSlow(Math.max(length, slabLength)));
  }

  retain(): void {
    this.#users++;
  }

  release(): void {
    if (--this.#users !== 0) return;
    if (this.bytes.buffer === transferMemory.buffer) freeSlabs.push(this.bytes);
  }
}
