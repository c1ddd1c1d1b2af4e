// A file as a stream of chunks, each in memory of its own. The next one is read while the last one is worked on. The first
// ones are small: there is something to do at once, and code that V8 compiles after the first chunk has met a second one.
import type { Disk } from '../env/env.ts';

export const readChunkBytes = 256 * 1024;
const firstChunkBytes = 16 * 1024;

/** Bytes of the file from `position` to its end as it is when the end is reached. */
export async function* readChunks(disk: Pick<Disk, 'open'>, path: string, position = 0, chunkBytes = readChunkBytes): AsyncIterable<Buffer> {
  const file = await disk.open(path, 'read');
  let ahead: Promise<Buffer> | undefined;
  let bytes = Math.min(firstChunkBytes, chunkBytes);
  const read = async (at: number): Promise<Buffer> => {
    const chunk = Buffer.allocUnsafeSlow(bytes);
    const count = await file.read(chunk, at);
    return count === chunk.length ? chunk : chunk.subarray(0, count);
  };
  try {
    ahead = read(position);
    for (let at = position; ;) {
      const chunk: Buffer = await ahead;
      at += chunk.length;
      const isLast = chunk.length < bytes;
      bytes = Math.min(2 * bytes, chunkBytes);
      ahead = isLast ? undefined : read(at);
      // Whoever takes the chunk may never come back for the next.
      ahead?.catch(() => {});
      if (chunk.length > 0) yield chunk;
      if (ahead === undefined) return;
    }
  } finally {
    await ahead?.catch(() => {});
    await file.close();
  }
}
