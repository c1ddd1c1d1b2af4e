// Sends a range of one replica as packets of 256 KiB: sums and data are read from the files straight into the frame
// that goes to the socket, the next frame while the last one drains. The range grows to whole chunks, so that the
// reader can verify them. Answers to org.apache.hadoop.hdfs.server.datanode.BlockSender.
import { DataChecksum, decodeMetaHeader, metaHeaderLength } from '../data-transfer/data-checksum.ts';
import { packetHeaderLength, putPacketHeader } from '../data-transfer/packet.ts';
import type { SocketReader } from '../data-transfer/socket-reader.ts';
import { WorldError } from '../env/env.ts';
import type { DiskFile, Env } from '../env/env.ts';
import { until, within } from '../env/waiting.ts';
import type { ExtendedBlock } from '../protocol/block.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { blockText } from './block-pool.ts';
import type { BlockPool, ReadableReplica } from './block-pool.ts';
import { replicaState, replicaStateName } from './replica-map.ts';

export interface SendRange {
  readonly block: ExtendedBlock;
  readonly offset: number;
  /** -1: up to the visible end. */
  readonly length: number;
  /** False: packets carry no sums (CHECKSUM_NULL). */
  readonly withSums: boolean;
}

const dataPerFrame = 256 * 1024;
/** Sums are read ahead of the data by this much: those of 8 MiB, with 512 bytes a chunk. */
const sumsPerRead = 64 * 1024;
/** BlockSender.CHUNK_SIZE: the chunk of a reader that wants no sums. */
const plainChunk = 512;
/** How long a reader waits for bytes of a block in a pipeline that its client was told of. */
const rbwWaitMs = 3000;

export class BlockSender {
  readonly checksum: DataChecksum;
  /** Where the first packet starts: at or before the range. */
  readonly start: number;
  readonly #env: Env;
  readonly #end: number;
  readonly #data: DiskFile;
  readonly #meta: DiskFile | undefined;
  /** The sum to send for the chunk that the replica ended in when this was opened. */
  readonly #lastSum: Buffer | undefined;
  #sums: Buffer = Buffer.alloc(0);
  #sumsStart = 0;

  private constructor(env: Env, checksum: DataChecksum, start: number, end: number, data: DiskFile, meta: DiskFile | undefined, lastSum: Buffer | undefined) {
    this.#env = env;
    this.checksum = checksum;
    this.start = start;
    this.#end = end;
    this.#data = data;
    this.#meta = meta;
    this.#lastSum = lastSum;
  }

  /** Finds and opens the replica. Rejects with HdfsException as Apache's, WorldError `not-found` when its files are missing. */
  static async open(env: Env, pool: BlockPool, range: SendRange): Promise<BlockSender> {
    const { block } = range;
    const replica = await readableReplica(env, pool, range);
    if (replica.genstamp < block.genstamp) {
      throw new HdfsException('IOException', `Replica gen stamp < block genstamp, block=${blockText(block)}, replica=${describe(block, replica)}`);
    }
    if (replica.visibleBytes < 0) throw new HdfsException('IOException', `Replica is not readable, block=${blockText(block)}, replica=${describe(block, replica)}`);
    const data = await env.disk.open(replica.dataPath, 'read');
    let meta: DiskFile | undefined;
    try {
      let checksum = new DataChecksum('NULL', plainChunk);
      if (range.withSums) {
        meta = await env.disk.open(replica.metaPath, 'read');
        const header = Buffer.alloc(metaHeaderLength);
        checksum = decodeMetaHeader(header.subarray(0, await meta.read(header, 0)));
      }
      const length = range.length < 0 ? replica.visibleBytes : range.length;
      const wanted = range.offset + length;
      if (range.offset < 0 || wanted > replica.bytesOnDisk) {
        throw new HdfsException('IOException', ` Offset ${range.offset} and length ${length} don't match block ${blockText(block)} ( blockLen ${replica.bytesOnDisk} )`);
      }
      const chunk = checksum.bytesPerChecksum;
      const end = Math.min(Math.ceil(wanted / chunk) * chunk, replica.bytesOnDisk);
      return new BlockSender(env, checksum, range.offset - (range.offset % chunk), end, data, meta, end === replica.bytesOnDisk ? replica.lastSum : undefined);
    } catch (error) {
      await data.close();
      await meta?.close();
      throw error;
    }
  }

  /**
   * Sends `prefix`, the packets and the empty last one. Resolves when all but the end of it is with the kernel; rejects with
   * WorldError when the peer is gone or takes nothing for `writeTimeoutMs`.
   */
  async send(peer: SocketReader, prefix: Uint8Array, writeTimeoutMs: number): Promise<void> {
    const { socket } = peer;
    const chunk = this.checksum.bytesPerChecksum;
    const step = Math.max(1, Math.floor(dataPerFrame / chunk)) * chunk;
    let spare: Buffer | undefined;
    let offset = this.start;
    let seqno = 0;
    const fill = (): Promise<Frame> => {
      const memory = spare;
      spare = undefined;
      const from = offset;
      const length = Math.min(step, this.#end - from);
      offset += length;
      return this.#fill(memory, seqno === 0 ? prefix : undefined, from, length, seqno++);
    };
    let next = fill();
    next.catch(() => {});
    for (;;) {
      const frame = await next;
      const more = offset < this.#end;
      if (more) {
        next = fill();
        next.catch(() => {});
      }
      if (peer.closed) throw new WorldError('closed', `${peer.peer} closed the connection`);
      if (!socket.write(frame.bytes)) await within(this.#env, writeTimeoutMs, `packets to ${peer.peer}`, socket.drained());
      if (!more) return;
      // Memory is used again only when nothing of it can still be on its way.
      if (socket.queuedBytes === 0) spare = frame.memory;
    }
  }

  async close(): Promise<void> {
    await this.#data.close();
    await this.#meta?.close();
  }

  /** Prefix, packet, and behind the last one the empty packet that ends the block. */
  async #fill(spare: Buffer | undefined, prefix: Uint8Array | undefined, offset: number, length: number, seqno: number): Promise<Frame> {
    const sumsLength = this.checksum.sumsLength(length);
    const isLast = offset + length === this.#end;
    const packetStart = prefix?.length ?? 0;
    const body = packetStart + packetHeaderLength;
    const frameLength = body + sumsLength + length + (isLast ? packetHeaderLength : 0);
    const memory = spare !== undefined && spare.length >= frameLength ? spare : Buffer.allocUnsafeSlow(frameLength);
    const bytes = memory.subarray(0, frameLength);
    if (prefix !== undefined) bytes.set(prefix, 0);
    if (length > 0) {
      putPacketHeader(bytes, body, sumsLength, length, offset, seqno, false);
      await Promise.all([
        this.#putSums(bytes.subarray(body, body + sumsLength), offset, length),
        this.#readFully(bytes.subarray(body + sumsLength, body + sumsLength + length), offset),
      ]);
      if (isLast) putPacketHeader(bytes, frameLength, 0, 0, offset + length, seqno + 1, true);
      return { bytes, memory };
    }
    putPacketHeader(bytes, body, 0, 0, offset, seqno, true);
    return { bytes: bytes.subarray(0, body), memory };
  }

  async #putSums(into: Buffer, offset: number, length: number): Promise<void> {
    if (into.length === 0 || this.#meta === undefined) return;
    const from = metaHeaderLength + this.checksum.sumsLength(offset);
    if (from < this.#sumsStart || from + into.length > this.#sumsStart + this.#sums.length) {
      const all = this.checksum.sumsLength(this.#end - offset);
      const window = Buffer.allocUnsafe(Math.max(into.length, Math.min(sumsPerRead, all)));
      const read = await this.#meta.read(window, from);
      if (read < into.length) throw new WorldError('io', `${this.#meta.path}: ends ${into.length - read} bytes early`);
      this.#sums = window.subarray(0, read);
      this.#sumsStart = from;
    }
    this.#sums.copy(into, 0, from - this.#sumsStart, from - this.#sumsStart + into.length);
    if (offset + length === this.#end && this.#lastSum !== undefined) this.#lastSum.copy(into, into.length - 4);
  }

  async #readFully(into: Buffer, offset: number): Promise<void> {
    const read = await this.#data.read(into, offset);
    if (read < into.length) throw new WorldError('io', `${this.#data.path}: ends ${into.length - read} bytes early`);
  }
}

interface Frame {
  readonly bytes: Buffer;
  /** What `bytes` is a part of. */
  readonly memory: Buffer;
}

/** The replica; one in a pipeline only when it holds the range, or after a while. */
async function readableReplica(env: Env, pool: BlockPool, range: SendRange): Promise<ReadableReplica> {
  const replica = pool.readable(range.block);
  if (replica.state !== replicaState.RBW || replica.bytesOnDisk >= range.offset + range.length) return replica;
  try {
    return await until(env, `bytes of ${blockText(range.block)}`, rbwWaitMs, 10, () => {
      const now = pool.readable(range.block);
      return now.state !== replicaState.RBW || now.bytesOnDisk >= range.offset + range.length ? now : undefined;
    });
  } catch (error) {
    if (error instanceof WorldError && error.code === 'timeout') return pool.readable(range.block);
    throw error;
  }
}

function describe(block: ExtendedBlock, replica: ReadableReplica): string {
  return `blk_${block.blockId}_${replica.genstamp}, ${replicaStateName(replica.state)}, getBytesOnDisk() = ${replica.bytesOnDisk}, getVisibleLength() = ${replica.visibleBytes}`;
}
