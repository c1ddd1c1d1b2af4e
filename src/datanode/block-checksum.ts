// BLOCK_CHECKSUM: one sum over a block's sums, so that `hdfs dfs -checksum` and distcp compare files without reading
// them. Answers to BlockChecksumHelper.ReplicatedBlockChecksumComputer, CrcComposer and DFSClient.getFileChecksum.
import { present } from '../base/assert.ts';
import { Md5 } from '../base/checksums.ts';
import { crcJoin, crcShift } from '../data-transfer/crc.ts';
import { metaHeaderLength } from '../data-transfer/data-checksum.ts';
import type { DataChecksum } from '../data-transfer/data-checksum.ts';
import { WorldError } from '../env/env.ts';
import type { DiskFile, Env } from '../env/env.ts';
import type { ExtendedBlock } from '../protocol/block.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import type { OpBlockChecksumResponseProto } from '../wire/data-transfer.ts';
import { BlockChecksumTypeProto } from '../wire/hdfs.ts';
import type { BlockChecksumOptionsProto } from '../wire/hdfs.ts';
import type { BlockPool } from './block-pool.ts';
import { ReplicaFiles } from './replica-files.ts';

const pieceLength = 64 * 1024;

/** The checksum of the first `block.numBytes` bytes of a block, in the way that `options` ask for. */
export async function blockChecksum(env: Env, pool: BlockPool, block: ExtendedBlock, options: BlockChecksumOptionsProto | undefined): Promise<OpBlockChecksumResponseProto> {
  const files = await ReplicaFiles.open(env, pool, block, block.numBytes, true);
  try {
    const { replica, data, checksum } = files;
    const meta = present(files.meta, 'meta file');
    if (replica.genstamp < block.genstamp) throw new HdfsException('IOException', `Replica gen stamp < block genstamp, block=blk_${block.blockId}_${block.genstamp}`);
    const metaLength = await meta.size();
    const type = options?.blockChecksumType ?? BlockChecksumTypeProto.MD5CRC;
    const source = { data, meta, checksum, lengthBytes: Math.min(block.numBytes, replica.visibleBytes), cut: block.numBytes < replica.visibleBytes, metaLength };
    const sum = type === BlockChecksumTypeProto.MD5CRC ? await md5OfSums(source) : await compositeCrc(source, options?.stripeLength ?? 0);
    return {
      bytesPerCrc: checksum.bytesPerChecksum,
      crcPerBlock: checksum.size === 0 ? 0 : Math.floor((metaLength - metaHeaderLength) / checksum.size),
      blockChecksum: sum,
      crcType: checksum.typeId,
      blockChecksumOptions: { blockChecksumType: type, ...(options?.stripeLength === undefined ? {} : { stripeLength: options.stripeLength }) },
    };
  } finally {
    await files.close();
  }
}

interface Source {
  readonly data: DiskFile;
  readonly meta: DiskFile;
  readonly checksum: DataChecksum;
  readonly lengthBytes: number;
  /** Whether the range ends before the replica does: its last chunk's sum is not in the meta file then. */
  readonly cut: boolean;
  readonly metaLength: number;
}

async function md5OfSums(source: Source): Promise<Uint8Array> {
  const md5 = new Md5();
  const { checksum, lengthBytes } = source;
  const whole = source.cut ? Math.floor(lengthBytes / checksum.bytesPerChecksum) * checksum.size : source.metaLength - metaHeaderLength;
  await eachPiece(source.meta, whole, (piece) => md5.update(piece));
  if (source.cut) md5.update(await lastSum(source));
  return Buffer.from(md5.hex(), 'hex');
}

async function compositeCrc(source: Source, wantedStripe: number): Promise<Uint8Array> {
  const { checksum, lengthBytes } = source;
  const type = checksum.type;
  if (type === 'NULL') throw new HdfsException('IOException', 'Unsupported CRC type NULL for a composite CRC');
  const chunk = checksum.bytesPerChecksum;
  const stripe = wantedStripe <= 0 || wantedStripe > lengthBytes ? lengthBytes : wantedStripe;
  const shift = crcShift(type, chunk);
  const sums: number[] = [];
  let crc = 0;
  let inStripe = 0;
  const add = (next: number, length: number, by: number): void => {
    crc = inStripe === 0 ? next : crcJoin(type, crc, next, by);
    inStripe += length;
    if (inStripe > stripe) throw new HdfsException('IOException', `Current position in stripe '${inStripe}' after advancing by bytesPerCrc '${length}' exceeds stripeLength '${stripe}' without stripe alignment.`);
    if (inStripe < stripe) return;
    sums.push(crc);
    inStripe = 0;
  };
  await eachPiece(source.meta, Math.floor(lengthBytes / chunk) * 4, (piece) => {
    for (let at = 0; at < piece.length; at += 4) add(piece.readInt32BE(at), chunk, shift);
  });
  const rest = lengthBytes % chunk;
  if (rest > 0) add((await lastSum(source)).readInt32BE(0), rest, crcShift(type, rest));
  if (inStripe > 0) sums.push(crc);
  const bytes = Buffer.alloc(sums.length * 4);
  sums.forEach((sum, index) => bytes.writeInt32BE(sum, index * 4));
  return bytes;
}

/** The sum of the chunk that the range ends in: from the meta file, or computed where the replica goes on. */
async function lastSum(source: Source): Promise<Buffer> {
  const { checksum, lengthBytes } = source;
  const rest = lengthBytes % checksum.bytesPerChecksum;
  if (rest === 0 || checksum.size === 0) return Buffer.alloc(0);
  if (!source.cut) {
    const sum = Buffer.alloc(4);
    await readFully(source.meta, sum, metaHeaderLength + checksum.sumsLength(lengthBytes - rest));
    return sum;
  }
  const chunk = Buffer.alloc(rest);
  await readFully(source.data, chunk, lengthBytes - rest);
  return checksum.compute(chunk);
}

async function eachPiece(meta: DiskFile, length: number, visit: (piece: Buffer) => void): Promise<void> {
  for (let at = 0; at < length; at += pieceLength) {
    const piece = Buffer.alloc(Math.min(pieceLength, length - at));
    await readFully(meta, piece, metaHeaderLength + at);
    visit(piece);
  }
}

async function readFully(file: DiskFile, into: Buffer, position: number): Promise<void> {
  const read = await file.read(into, position);
  if (read < into.length) throw new WorldError('io', `${file.path}: ends ${into.length - read} bytes early`);
}
