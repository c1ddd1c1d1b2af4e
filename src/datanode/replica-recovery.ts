// What a crash leaves of a replica that was being written: the longest prefix that its sums vouch for.
// Answers to BlockPoolSlice.validateIntegrityAndSetLength, and goes further: where data of a half-written chunk went
// to disk before its sum, the length that the old sum covered is found again, so that no acknowledged byte is lost.
import { crcOf } from '../data-transfer/crc.ts';
import { decodeMetaHeader, InvalidChecksumError, metaHeaderLength } from '../data-transfer/data-checksum.ts';
import type { DataChecksum } from '../data-transfer/data-checksum.ts';
import type { DiskFile, Env } from '../env/env.ts';

/** The valid length of the replica in bytes; both files are cut to it. 0 when one of them is missing or unreadable. */
export async function recoverReplicaLength(env: Env, dataPath: string, metaPath: string): Promise<number> {
  const [dataStat, metaStat] = await Promise.all([env.disk.stat(dataPath), env.disk.stat(metaPath)]);
  if (dataStat === undefined || metaStat === undefined || dataStat.lengthBytes === 0 || metaStat.lengthBytes < metaHeaderLength) return 0;
  const data = await env.disk.open(dataPath, 'update');
  try {
    const meta = await env.disk.open(metaPath, 'update');
    try {
      const checksum = await readChecksum(meta);
      if (checksum === undefined) return 0;
      const length = await validLength(checksum, data, dataStat.lengthBytes, meta, metaStat.lengthBytes);
      if (length < dataStat.lengthBytes) await data.truncate(length);
      const metaLength = metaHeaderLength + checksum.sumsLength(length);
      if (metaLength < metaStat.lengthBytes) await meta.truncate(metaLength);
      return length;
    } finally {
      await meta.close();
    }
  } finally {
    await data.close();
  }
}

async function readChecksum(meta: DiskFile): Promise<DataChecksum | undefined> {
  const header = Buffer.alloc(metaHeaderLength);
  await meta.read(header, 0);
  try {
    return decodeMetaHeader(header);
  } catch (error) {
    if (error instanceof InvalidChecksumError) return undefined;
    throw error;
  }
}

async function validLength(checksum: DataChecksum, data: DiskFile, dataLength: number, meta: DiskFile, metaLength: number): Promise<number> {
  if (checksum.type === 'NULL') return dataLength;
  const chunk = checksum.bytesPerChecksum;
  const chunks = Math.min(checksum.chunks(dataLength), Math.floor((metaLength - metaHeaderLength) / checksum.size));
  if (chunks === 0) return 0;
  const start = (chunks - 1) * chunk;
  const last = Buffer.alloc(Math.min(chunk, dataLength - start));
  const sum = Buffer.alloc(4);
  await Promise.all([data.read(last, start), meta.read(sum, metaHeaderLength + (chunks - 1) * 4)]);
  return start + summedPrefix(checksum.type, last, sum.readInt32BE(0));
}

/** The longest prefix of `chunk` that has this sum; 0 when none has. */
function summedPrefix(type: 'CRC32' | 'CRC32C', chunk: Buffer, sum: number): number {
  if (crcOf(type, chunk) === sum) return chunk.length;
  let crc = 0;
  let longest = 0;
  for (let length = 1; length < chunk.length; length++) {
    crc = crcOf(type, chunk, length - 1, length, crc);
    if (crc === sum) longest = length;
  }
  return longest;
}
