// A file as a stream of chunks, each in memory of its own. The next one is read while the last one is worked on.
import type { Disk } from '../env/env.ts';

export const readChunkBytes = 256 * 1024;

/** Bytes of the file from `position` to its end as it is when the end is reached. */
export async function* readChunks(disk: Pick<Disk, 'open'>, path: string, position = 0, chunkBytes = readChunkBytes): AsyncIterable<Buffer> {
  const file = await disk.open(path, 'read');
  let ahead: Promise<Buffer> | undefined;
  const read = async (at: number): Promise<Buffer> => {
    const chunk = Buffer.allocUnsafeSlow(chunkBytes);
    const count = await file.read(chunk, at);
    return count === chunkBytes ? chunk : chunk.subarray(0, count);
  };
  try {
    ahead = read(position);
    for (let at = position; ;) {
      const chunk: Buffer = await ahead;
      at += chunk.length;
      ahead = chunk.length === chunkBytes ? read(at) : undefined;
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
