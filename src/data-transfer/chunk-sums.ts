// Sums of many chunks at once: sixteen at a time by the kernel, what is left by the table loop. The kernel reads transfer
// memory; data that lies elsewhere is copied there.
import { crcOf } from './crc.ts';
import type { CrcName } from './crc.ts';
import { kernelChunks, makeKernel } from './crc-kernel.ts';
import type { CrcKernel } from './crc-kernel.ts';
import { kernelStart, transferBytes, transferMemory } from './transfer-memory.ts';

/** Chunks beyond this length, and such that vectors do not divide, are left to the table loop. */
const chunkLengthMax = 4096;
const copyLength = kernelChunks * chunkLengthMax;
/** Fewer chunks than this are not worth sixteen lanes. */
const chunksMin = 4;

// The kernel may read past the last chunk of a buffer, into what follows it; the copies behind all of them are room enough.
const copyStart = kernelStart;
const outStart = copyStart + 2 * copyLength;
const outLength = 32 * 1024;

const bytes = transferBytes;
const out = bytes.subarray(outStart, outStart + outLength);
const kernels = new Map<CrcName, CrcKernel>();

function kernelOf(name: CrcName): CrcKernel {
  const known = kernels.get(name);
  if (known !== undefined) return known;
  const made = makeKernel(name, transferMemory);
  kernels.set(name, made);
  return made;
}

/**
 * Calls `each` with the big-endian sums of consecutive whole chunks of `data`, as many as there is room for at a time;
 * stops when it answers false. Returns how many chunks are done.
 */
function eachBatch(name: CrcName, data: Uint8Array, chunk: number, each: (sums: Buffer, firstChunk: number) => boolean): number {
  const whole = Math.floor(data.length / chunk);
  if (chunk % 16 !== 0 || chunk > chunkLengthMax) return 0;
  const kernel = kernelOf(name);
  const inPlace = data.buffer === transferMemory.buffer;
  let done = 0;
  while (whole - done >= chunksMin) {
    const first = done;
    const end = Math.min(whole, first + outLength / 4 - kernelChunks);
    while (end - done >= chunksMin) {
      let start = data.byteOffset + done * chunk;
      const count = Math.min(kernelChunks, end - done);
      if (!inPlace) {
        bytes.set(data.subarray(done * chunk, (done + count) * chunk), copyStart);
        start = copyStart;
      }
      kernel(start, chunk, outStart + (done - first) * 4);
      done += count;
    }
    if (!each(out.subarray(0, (done - first) * 4), first)) return done;
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
    if (batch.compare(sums, first * 4, first * 4 + batch.length) === 0) return true;
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
