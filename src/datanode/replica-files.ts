// The files of a replica as a reader opens them: those of one moment, although replicas are finalized, appended to and
// get new generation stamps meanwhile. What renames a replica's files has its turn in BlockPool; an opening does not wait
// for one, so that readers do not wait for each other, but looks afterwards whether it has met a change.
import { DataChecksum, decodeMetaHeader, metaHeaderLength } from '../data-transfer/data-checksum.ts';
import { WorldError } from '../env/env.ts';
import type { DiskFile, Env } from '../env/env.ts';
import type { ExtendedBlock } from '../protocol/block.ts';
import { HdfsException, isException } from '../protocol/exceptions.ts';
import { blockText } from './block-pool.ts';
import type { BlockPool, ReadableReplica } from './block-pool.ts';

/** BlockSender.CHUNK_SIZE: the chunk of a reader that wants no sums. */
const plainChunk = 512;

/** The open files and what their replica was when they were opened. */
export class ReplicaFiles {
  readonly replica: ReadableReplica;
  readonly data: DiskFile;
  /** Undefined for who wants no sums. */
  readonly meta: DiskFile | undefined;
  /** As the meta file says; of type NULL without one. */
  readonly checksum: DataChecksum;
  /** Of the chunk that the replica ends in, where that is not full: the meta file's may be of a longer one by the time that it is read. */
  readonly lastSum: Buffer | undefined;

  private constructor(replica: ReadableReplica, data: DiskFile, meta: DiskFile | undefined, checksum: DataChecksum, lastSum: Buffer | undefined) {
    this.replica = replica;
    this.data = data;
    this.meta = meta;
    this.checksum = checksum;
    this.lastSum = lastSum;
  }

  /**
   * For reading up to `end`, with or without sums. Rejects with ReplicaNotFoundException, with FileNotFoundException when a
   * file is not where the replica's are to be, and with WorldError.
   */
  static async open(env: Env, pool: BlockPool, block: ExtendedBlock, end: number, withSums: boolean): Promise<ReplicaFiles> {
    for (;;) {
      await pool.settled(block.blockId);
      const replica = pool.readable(block);
      // Names a directory and a generation stamp: whatever changes a replica's files changes it.
      const isSame = (): boolean => pool.readable(block).metaPath === replica.metaPath;
      let files: ReplicaFiles;
      try {
        files = await ReplicaFiles.#open(env, block, replica, end, withSums);
      } catch (error) {
        if (!isException(error, 'FileNotFoundException')) throw error;
        await pool.settled(block.blockId);
        if (isSame()) throw error;
        continue;
      }
      try {
        if (isSame()) return files;
      } catch (error) {
        await files.close();
        throw error;
      }
      await files.close();
    }
  }

  static async #open(env: Env, block: ExtendedBlock, replica: ReadableReplica, end: number, withSums: boolean): Promise<ReplicaFiles> {
    const data = await existing(env, replica.dataPath, withSums ? `BlockId ${block.blockId} is not valid.` : `${replica.dataPath} (No such file or directory)`);
    if (!withSums) return new ReplicaFiles(replica, data, undefined, new DataChecksum('NULL', plainChunk), undefined);
    let meta: DiskFile | undefined;
    try {
      meta = await existing(env, replica.metaPath, `Meta-data not found for ${blockText({ ...block, genstamp: replica.genstamp })}`);
      const header = Buffer.alloc(metaHeaderLength);
      const checksum = decodeMetaHeader(header.subarray(0, await meta.read(header, 0)));
      return new ReplicaFiles(replica, data, meta, checksum, replica.lastSum ?? (await sumOfEnd(meta, checksum, replica.bytesOnDisk, end)));
    } catch (error) {
      await data.close();
      await meta?.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.data.close();
    await this.meta?.close();
  }
}

/** Opens a file; FileNotFoundException with these words where it is missing. */
async function existing(env: Env, path: string, missing: string): Promise<DiskFile> {
  try {
    return await env.disk.open(path, 'read');
  } catch (error) {
    if (error instanceof WorldError && error.code === 'not-found') throw new HdfsException('FileNotFoundException', missing, { cause: error });
    throw error;
  }
}

/** The sum of a replica's last chunk, as it is in the meta file now; undefined where `end` is before that chunk, or the chunk is full. */
async function sumOfEnd(meta: DiskFile, checksum: DataChecksum, lengthBytes: number, end: number): Promise<Buffer | undefined> {
  const start = lengthBytes - (lengthBytes % checksum.bytesPerChecksum);
  if (checksum.size === 0 || start === lengthBytes || end <= start) return undefined;
  const sum = Buffer.alloc(checksum.size);
  const read = await meta.read(sum, metaHeaderLength + checksum.sumsLength(start));
  if (read < sum.length) throw new WorldError('io', `${meta.path}: ends ${sum.length - read} bytes early`);
  return sum;
}
