// A file as a stream of chunks, each in memory of its own.
import type { Disk } from '../env/env.ts';

export const readChunkBytes = 256 * 1024;

/** Bytes of the file from `position` to its end as it is when the end is reached. */
export async function* readChunks(disk: Disk, path: string, position = 0, chunkBytes = readChunkBytes): AsyncIterable<Buffer> {
  const file = await disk.open(path, 'read');
  try {
    for (let at = position; ;) {
      const chunk = Buffer.allocUnsafeSlow(chunkBytes);
      const count = await file.read(chunk, at);
      if (count > 0) yield count === chunkBytes ? chunk : chunk.subarray(0, count);
      if (count < chunkBytes) return;
      at += count;
    }
  } finally {
    await file.close();
  }
}
