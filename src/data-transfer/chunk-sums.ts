// Sums of many chunks at once: sixteen at a time by the kernel, what is left by the table loop. The kernel works on
// memory of its own; buffers taken from `takeTransferBuffer` lie in it already, others are copied through.
import { crcOf } from './crc.ts';
import type { CrcName } from './crc.ts';
import { kernelChunks, makeKernel } from './crc-kernel.ts';
import type { CrcKernel } from './crc-kernel.ts';

/** Fits a packet of a client's default size, with header and sums. */
export const transferBufferLength = 68 * 1024;
const transferBuffers = 256;
const pageLength = 64 * 1024;
/** Chunks beyond this length, and such that vectors do not divide, are left to the table loop. */
const chunkLengthMax = 4096;
const copyLength = kernelChunks * chunkLengthMax;
/** Fewer chunks than this are not worth sixteen lanes. */
const chunksMin = 4;

const copyStart = transferBuffers * transferBufferLength;
const outStart = copyStart + copyLength;
const outLength = kernelChunks * 4;

// Of a fixed size, so that views of it stay valid. Untouched pages cost nothing. The kernel may read past the last
// chunk of a buffer, into what follows it; `copyLength` behind the buffers is room enough.
const memory = new WebAssembly.Memory({ initial: Math.ceil((outStart + outLength) / pageLength), maximum: Math.ceil((outStart + outLength) / pageLength) });
const bytes = Buffer.from(memory.buffer);
const out = bytes.subarray(outStart, outStart + outLength);
const freeBuffers: number[] = Array.from({ length: transferBuffers }, (_, index) => transferBuffers - 1 - index);
const kernels = new Map<CrcName, CrcKernel>();

function kernelOf(name: CrcName): CrcKernel {
  const known = kernels.get(name);
  if (known !== undefined) return known;
  const made = makeKernel(name, memory);
  kernels.set(name, made);
  return made;
}

/** Memory of at least `length` bytes for a packet; give it back with `giveTransferBuffer` when nobody has it any more. */
export function takeTransferBuffer(length: number): Buffer {
  const index = length <= transferBufferLength ? freeBuffers.pop() : undefined;
  if (index === undefined) return Buffer.allocUnsafeSlow(length);
  return bytes.subarray(index * transferBufferLength, index * transferBufferLength + length);
}

/** Makes a buffer of `takeTransferBuffer` (or a part from its start) free to be taken again. */
export function giveTransferBuffer(buffer: Buffer): void {
  if (buffer.buffer !== memory.buffer) return;
  freeBuffers.push(buffer.byteOffset / transferBufferLength);
}

/** Calls `each` with the big-endian sums of consecutive whole chunks of `data`; stops when it answers false. */
function eachBatch(name: CrcName, data: Uint8Array, chunk: number, each: (sums: Buffer, firstChunk: number) => boolean): number {
  const whole = Math.floor(data.length / chunk);
  if (chunk % 16 !== 0 || chunk > chunkLengthMax) return 0;
  const kernel = kernelOf(name);
  const inPlace = data.buffer === memory.buffer;
  let done = 0;
  while (whole - done >= chunksMin) {
    const count = Math.min(kernelChunks, whole - done);
    let start = data.byteOffset + done * chunk;
    if (!inPlace) {
      bytes.set(data.subarray(done * chunk, (done + count) * chunk), copyStart);
      start = copyStart;
    }
    kernel(start, chunk, outStart);
    if (!each(out.subarray(0, count * 4), done)) return done + count;
    done += count;
  }
  return done;
}

/** Writes the sums of `data`, cut into chunks of `chunk` bytes, to `sums`. */
export function putSums(name: CrcName, data: Uint8Array, chunk: number, sums: Buffer): void {
  const done = eachBatch(name, data, chunk, (batch, first) => {
    batch.copy(sums, first * 4);
    return true;
  });
  for (let at = done * chunk, to = done * 4; at < data.length; at += chunk, to += 4) {
    sums.writeInt32BE(crcOf(name, data, at, Math.min(at + chunk, data.length)), to);
  }
}

/** The offset of the first chunk of `data` whose sum is not the one in `sums`; -1 when all are. */
export function firstWrongSum(name: CrcName, data: Uint8Array, chunk: number, sums: Buffer): number {
  let wrong = -1;
  const done = eachBatch(name, data, chunk, (batch, first) => {
    if (batch.equals(sums.subarray(first * 4, first * 4 + batch.length))) return true;
    for (let at = 0; wrong < 0; at += 4) if (batch.readInt32BE(at) !== sums.readInt32BE(first * 4 + at)) wrong = first + at / 4;
    return false;
  });
  if (wrong >= 0) return wrong * chunk;
  for (let at = done * chunk, of = done * 4; at < data.length; at += chunk, of += 4) {
    if (crcOf(name, data, at, Math.min(at + chunk, data.length)) !== sums.readInt32BE(of)) return at;
  }
  return -1;
}

/** As `firstWrongSum`, of data that lies in several pieces of memory, one after the other. */
export function firstWrongSumOfParts(name: CrcName, parts: readonly Uint8Array[], chunk: number, sums: Buffer): number {
  const [only] = parts;
  if (only === undefined) return -1;
  if (parts.length === 1) return firstWrongSum(name, only, chunk, sums);
  if (chunk % 16 !== 0 || chunk > chunkLengthMax) return firstWrongSum(name, Buffer.concat(parts), chunk, sums);
  // A batch is put together where the kernel reads it.
  const batch = kernelChunks * chunk;
  let filled = 0;
  let done = 0;
  const check = (): number => {
    const wrong = firstWrongSum(name, bytes.subarray(copyStart, copyStart + filled), chunk, sums.subarray((done / chunk) * 4));
    if (wrong >= 0) return done + wrong;
    done += filled;
    filled = 0;
    return -1;
  };
  for (const part of parts) {
    for (let at = 0; at < part.length; ) {
      const count = Math.min(batch - filled, part.length - at);
      bytes.set(part.subarray(at, at + count), copyStart + filled);
      filled += count;
      at += count;
      if (filled < batch) continue;
      const wrong = check();
      if (wrong >= 0) return wrong;
    }
  }
  return filled === 0 ? -1 : check();
}
