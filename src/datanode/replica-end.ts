// The chunk that a replica ends in, when it is opened to be written on or is cut: its sum goes on from there. It is the
// one that was written with the bytes, never one made up from what the disk says of them now; a chunk that has rotted
// would fit its sum from then on, and nobody would find out.
// Answers to BlockReceiver.computePartialChunkCrc, and to the sums in LocalReplica.truncateBlock.
import { decodeMetaHeader, metaHeaderLength } from '../data-transfer/data-checksum.ts';
import type { DataChecksum } from '../data-transfer/data-checksum.ts';
import { WorldError } from '../env/env.ts';
import type { DiskFile, Env } from '../env/env.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import type { ReplicaPaths } from './replica-paths.ts';

export interface ReplicaEnd {
  readonly lengthBytes: number;
  /** Of the chunk that the replica ends in; undefined at a chunk's end, and without sums. */
  readonly sum: Buffer | undefined;
}

/**
 * What a replica ends with that is cut to `lengthBytes`; `now` is how it ends, with the sum where that need not be the
 * meta file's. A chunk that does not fit its sum keeps it if `keepsWrong`; IOException otherwise, as Apache's. WorldError
 * `io` for files that are too short.
 */
export async function replicaEnd(
  env: Env, paths: ReplicaPaths, now: ReplicaEnd, lengthBytes: number, keepsWrong: boolean,
): Promise<ReplicaEnd & { readonly checksum: DataChecksum }> {
  const data = await env.disk.open(paths.dataPath, 'read');
  try {
    const meta = await env.disk.open(paths.metaPath, 'read');
    try {
      const header = Buffer.alloc(metaHeaderLength);
      const checksum = decodeMetaHeader(header.subarray(0, await meta.read(header, 0)));
      const size = await data.size();
      if (size < lengthBytes) throw new WorldError('io', `${data.path}: ends ${lengthBytes - size} bytes early`);
      return { checksum, lengthBytes, sum: await sumOfEnd(data, meta, checksum, now, lengthBytes, keepsWrong) };
    } finally {
      await meta.close();
    }
  } finally {
    await data.close();
  }
}

async function sumOfEnd(data: DiskFile, meta: DiskFile, checksum: DataChecksum, now: ReplicaEnd, lengthBytes: number, keepsWrong: boolean): Promise<Buffer | undefined> {
  const start = lengthBytes - (lengthBytes % checksum.bytesPerChecksum);
  if (start === lengthBytes || checksum.type === 'NULL') return undefined;
  const chunk = Buffer.alloc(Math.min(checksum.bytesPerChecksum, now.lengthBytes - start));
  await readFully(data, chunk, start);
  let sum = start + chunk.length === now.lengthBytes ? now.sum : undefined;
  if (sum === undefined) {
    sum = Buffer.alloc(checksum.size);
    await readFully(meta, sum, metaHeaderLength + checksum.sumsLength(start));
  }
  const computed = checksum.compute(chunk);
  if (computed.equals(sum)) return checksum.compute(chunk.subarray(0, lengthBytes - start));
  if (keepsWrong) return sum;
  throw new HdfsException('IOException', `Partial CRC ${computed.readUInt32BE(0)} does not match value computed the  last time file was closed ${sum.readUInt32BE(0)}`);
}

async function readFully(file: DiskFile, into: Buffer, position: number): Promise<void> {
  const read = await file.read(into, position);
  if (read < into.length) throw new WorldError('io', `${file.path}: ends ${into.length - read} bytes early`);
}
