// The checksum of a whole file from the sums that its DataNodes hold: MD5 of MD5s of sums, or the CRC that the file's bytes
// have. Answers to FileChecksumHelper.ReplicatedFileChecksumComputer.
import { Md5 } from '../../base/checksums.ts';
import { crcJoin, crcShift } from '../../data-transfer/crc.ts';
import type { CrcName } from '../../data-transfer/crc.ts';
import { encodeOp } from '../../data-transfer/op-codes.ts';
import { BlockOpResponseProto, OpBlockChecksumProto, Status } from '../../wire/data-transfer.ts';
import type { OpBlockChecksumResponseProto } from '../../wire/data-transfer.ts';
import { BlockChecksumTypeProto, ChecksumTypeProto } from '../../wire/hdfs.ts';
import type { DatanodeInfoProto, LocatedBlockProto } from '../../wire/hdfs.ts';
import { ReplicaError } from '../block-reader.ts';
import type { ClientContext } from '../client-context.ts';
import type { DataNodeConnections } from '../data-node-connections.ts';
import { FileSystemError } from '../errors.ts';
import type { FileChecksum } from '../file-system.ts';
import { fetchBlocks } from '../located-blocks.ts';

interface BlockSum {
  readonly length: number;
  readonly response: OpBlockChecksumResponseProto;
}

/** The checksum of the first `length` bytes, of all when undefined. */
export async function fileChecksum(context: ClientContext, connections: DataNodeConnections, path: string, length: number | undefined, signal: AbortSignal): Promise<FileChecksum> {
  const located = await fetchBlocks(context, path, 0, length ?? Number.MAX_SAFE_INTEGER, signal);
  if (located.underConstruction && length === undefined && located.lastBlock !== undefined && !located.isLastBlockComplete) {
    throw new FileSystemError('EIO', `Fail to get checksum, since file ${path} is under construction.`, { path });
  }
  const sums: BlockSum[] = [];
  let left = length ?? Number.MAX_SAFE_INTEGER;
  for (const block of located.blocks) {
    const blockLength = Math.min(left, block.b.numBytes ?? 0);
    if (blockLength <= 0) break;
    left -= blockLength;
    sums.push({ length: blockLength, response: await blockSum(context, connections, path, block, blockLength, signal) });
  }
  return context.settings.combineMode === 'COMPOSITE_CRC' ? composite(path, sums) : md5OfMd5s(path, sums);
}

/** Asks one DataNode after the other. */
async function blockSum(
  context: ClientContext, connections: DataNodeConnections, path: string, block: LocatedBlockProto, length: number, signal: AbortSignal,
): Promise<OpBlockChecksumResponseProto> {
  let failure: unknown;
  for (const node of block.locs) {
    try {
      return await ask(context, connections, node, block, length, signal);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      context.env.log('warn', 'block checksum not told', { path, datanode: `${node.id.ipAddr}:${node.id.xferPort}`, error: String(error) });
      failure = error;
    }
  }
  throw new FileSystemError('EIO', `Fail to get block checksum for blk_${block.b.blockId}_${block.b.generationStamp}`, { path, cause: failure });
}

async function ask(
  context: ClientContext, connections: DataNodeConnections, node: DatanodeInfoProto, block: LocatedBlockProto, length: number, signal: AbortSignal,
): Promise<OpBlockChecksumResponseProto> {
  const reader = await connections.connect(node, signal);
  const onAbort = (): void => reader.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const blockChecksumType = context.settings.combineMode === 'COMPOSITE_CRC' ? BlockChecksumTypeProto.COMPOSITE_CRC : BlockChecksumTypeProto.MD5CRC;
    reader.socket.write(encodeOp('BLOCK_CHECKSUM', OpBlockChecksumProto, {
      header: { block: { ...block.b, numBytes: length }, token: block.blockToken }, blockChecksumOptions: { blockChecksumType },
    }));
    const { status, message, checksumResponse } = await reader.readDelimited(BlockOpResponseProto);
    if (status !== Status.SUCCESS || checksumResponse === undefined) throw new ReplicaError(`${reader.peer}: status ${status} ${message ?? ''}`);
    return checksumResponse;
  } finally {
    signal.removeEventListener('abort', onAbort);
    reader.destroy();
  }
}

/** MD5MD5CRC32FileChecksum.getBytes: bytes per sum (int), sums per block (long), MD5. */
function md5OfMd5s(path: string, sums: readonly BlockSum[]): FileChecksum {
  const [first] = sums;
  for (const { response } of sums) {
    if (first?.response.bytesPerCrc === response.bytesPerCrc) continue;
    throw new FileSystemError('EIO', `Byte-per-checksum not matched: bpc=${response.bytesPerCrc} but bytesPerCRC=${first?.response.bytesPerCrc}`, { path });
  }
  const bytesPerCrc = first?.response.bytesPerCrc ?? 0;
  const crcPerBlock = sums.length > 1 ? (first?.response.crcPerBlock ?? 0) : 0;
  const name = first === undefined ? 'CRC32' : (crcName(first.response) ?? 'NULL');
  const bytes = Buffer.alloc(28);
  bytes.writeInt32BE(bytesPerCrc, 0);
  bytes.writeBigInt64BE(BigInt(crcPerBlock), 4);
  const md5 = new Md5();
  md5.update(paddedSums(sums));
  bytes.set(Buffer.from(md5.hex(), 'hex'), 12);
  return { algorithm: `MD5-of-${crcPerBlock}MD5-of-${bytesPerCrc}${name}`, bytes };
}

/**
 * The blocks' MD5s, and zeros up to the capacity of the Java buffer that they are collected in (32, doubled as needed): all
 * of that buffer is what Apache's client takes the MD5 of.
 */
function paddedSums(sums: readonly BlockSum[]): Uint8Array {
  const length = sums.reduce((sum, { response }) => sum + response.blockChecksum.length, 0);
  let capacity = 32;
  while (capacity < length) capacity *= 2;
  const padded = Buffer.alloc(capacity);
  let at = 0;
  for (const { response } of sums) {
    padded.set(response.blockChecksum, at);
    at += response.blockChecksum.length;
  }
  return padded;
}

/** CompositeCrcFileChecksum.getBytes: the CRC (int). */
function composite(path: string, sums: readonly BlockSum[]): FileChecksum {
  let crc = 0;
  let name: CrcName = 'CRC32C';
  sums.forEach(({ length, response }, index) => {
    const [first] = sums;
    if (first !== undefined && first.response.crcType !== response.crcType) throw new FileSystemError('EIO', `${path}: blocks have sums of different types`, { path });
    name = crcName(response) ?? name;
    const next = Buffer.from(response.blockChecksum).readInt32BE(0);
    crc = index === 0 ? next : crcJoin(name, crc, next, crcShift(name, length));
  });
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(crc, 0);
  return { algorithm: `COMPOSITE-${name}`, bytes };
}

function crcName(response: OpBlockChecksumResponseProto): CrcName | undefined {
  if (response.crcType === ChecksumTypeProto.CHECKSUM_CRC32C) return 'CRC32C';
  return response.crcType === undefined || response.crcType === ChecksumTypeProto.CHECKSUM_CRC32 ? 'CRC32' : undefined;
}
