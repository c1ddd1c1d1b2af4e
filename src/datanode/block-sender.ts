// Sends a range of one replica as packets of 256 KiB: sums and data are read from the files straight into the frame
// that goes to the socket, on the loop or, where the disk is slow, in a thread while the frame before drains
// (read-pace.ts). The range grows to whole chunks, so that the reader can verify them.
// Answers to org.apache.hadoop.hdfs.server.datanode.BlockSender.
import { metaHeaderLength } from '../data-transfer/data-checksum.ts';
import type { DataChecksum } from '../data-transfer/data-checksum.ts';
import { chunkLengthMax, packetHeaderLength, putPacketHeader } from '../data-transfer/packet.ts';
import type { SocketReader } from '../data-transfer/socket-reader.ts';
import { WorldError } from '../env/env.ts';
import type { Env } from '../env/env.ts';
import { until, within } from '../env/waiting.ts';
import type { ExtendedBlock } from '../protocol/block.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { blockText } from './block-pool.ts';
import type { BlockPool, ReadableReplica } from './block-pool.ts';
import type { ReadPace } from './read-pace.ts';
import { ReplicaFiles } from './replica-files.ts';
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
/** The first frame and the last are longer than the others by about so much. */
const spareLength = 256;
/** Frames after which others have their turn, however fast the peer takes them. */
const framesPerTurn = 4;
/** How long a reader waits for bytes of a block in a pipeline that its client was told of. */
const rbwWaitMs = 3000;

export class BlockSender {
  readonly checksum: DataChecksum;
  /** Where the first packet starts: at or before the range. */
  readonly start: number;
  readonly #env: Env;
  readonly #end: number;
  readonly #files: ReplicaFiles;
  /** The sum to send for the chunk that the replica ended in when this was opened. */
  readonly #lastSum: Buffer | undefined;
  /** The sums of some chunks from that on whose sum is at #sumsStart in the meta file. */
  #sums: Buffer = Buffer.alloc(0);
  #sumsStart = 0;

  private constructor(env: Env, files: ReplicaFiles, start: number, end: number, lastSum: Buffer | undefined) {
    this.#env = env;
    this.checksum = files.checksum;
    this.start = start;
    this.#end = end;
    this.#files = files;
    this.#lastSum = lastSum;
  }

  /** Bytes and sums that are sent, without what frames them. */
  get lengthBytes(): number {
    const length = this.#end - this.start;
    return length + (this.#files.meta === undefined ? 0 : this.checksum.sumsLength(length));
  }

  /** Finds and opens the replica. Rejects with HdfsException as Apache's, FileNotFoundException when a file of it is missing. */
  static async open(env: Env, pool: BlockPool, range: SendRange): Promise<BlockSender> {
    await untilWritten(env, pool, range);
    const files = await ReplicaFiles.open(env, pool, range.block, range.length < 0 ? Number.POSITIVE_INFINITY : range.offset + range.length, range.withSums);
    try {
      const { replica, checksum } = files;
      const { block } = range;
      if (replica.genstamp < block.genstamp) {
        throw new HdfsException('IOException', `Replica gen stamp < block genstamp, block=${blockText(block)}, replica=${describe(block, replica)}`);
      }
      if (replica.visibleBytes < 0) throw new HdfsException('IOException', `Replica is not readable, block=${blockText(block)}, replica=${describe(block, replica)}`);
      const length = range.length < 0 ? replica.visibleBytes : range.length;
      const wanted = range.offset + length;
      if (range.offset < 0 || wanted > replica.bytesOnDisk) {
        throw new HdfsException('IOException', ` Offset ${range.offset} and length ${length} don't match block ${blockText(block)} ( blockLen ${replica.bytesOnDisk} )`);
      }
      const chunk = checksum.bytesPerChecksum;
      const end = Math.min(Math.ceil(wanted / chunk) * chunk, replica.bytesOnDisk);
      const start = range.offset - (range.offset % chunk);
      const longest = Math.min(chunk, end - start);
      if (longest > chunkLengthMax) throw new HdfsException('IOException', `${blockText(block)} is summed ${longest} bytes at a time, more than a packet carries`);
      return new BlockSender(env, files, start, end, end === replica.bytesOnDisk ? files.lastSum : undefined);
    } catch (error) {
      await files.close();
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
    // A frame's memory is free when the frame is with the kernel, which is waited for; so two are enough to fill one meanwhile.
    let memories: [Buffer | undefined, Buffer | undefined] = [undefined, undefined];
    let offset = this.start;
    let seqno = 0;
    const fill = (): Frame | Promise<Frame> => {
      const length = Math.min(step, this.#end - offset);
      const slot = seqno % 2 === 0 ? 0 : 1;
      const frame = this.#frame(memories[slot], seqno === 0 ? prefix : undefined, offset, length, seqno);
      memories[slot] = frame.memory;
      offset += length;
      seqno++;
      return this.#fill(frame);
    };
    let next = fill();
    for (let sent = 1; ; sent++) {
      const frame = await next;
      const more = offset < this.#end;
      const ahead = more && !this.#pace.isOnLoop ? Promise.resolve(fill()) : undefined;
      ahead?.catch(() => {});
      if (peer.closed) throw new WorldError('closed', `${peer.peer} closed the connection`);
      socket.write(frame.bytes);
      if (socket.queuedBytes > 0) await within(this.#env, writeTimeoutMs, `packets to ${peer.peer}`, socket.drained());
      else if (sent % framesPerTurn === 0) await this.#env.turn();
      if (!more) return;
      if (socket.queuedBytes > 0) memories = [undefined, undefined];
      next = ahead ?? fill();
    }
  }

  close(): Promise<void> {
    return this.#files.close();
  }

  get #pace(): ReadPace {
    return this.#files.replica.pace;
  }

  /** Prefix, packet, and behind the last one the empty packet that ends the block; sums and data are still to be filled in. */
  #frame(spare: Buffer | undefined, prefix: Uint8Array | undefined, offset: number, length: number, seqno: number): Frame {
    const sumsLength = this.checksum.sumsLength(length);
    const isLast = offset + length === this.#end;
    const body = (prefix?.length ?? 0) + packetHeaderLength;
    const frameLength = body + sumsLength + length + (isLast && length > 0 ? packetHeaderLength : 0);
    const memory = spare !== undefined && spare.length >= frameLength ? spare : Buffer.allocUnsafeSlow(frameLength + spareLength);
    if (prefix !== undefined) memory.set(prefix, 0);
    putPacketHeader(memory, body, sumsLength, length, offset, seqno, length === 0);
    if (isLast && length > 0) putPacketHeader(memory, frameLength, 0, 0, offset + length, seqno + 1, true);
    const dataStart = body + sumsLength;
    return { memory, bytes: memory.subarray(0, frameLength), offset, sums: memory.subarray(body, dataStart), data: memory.subarray(dataStart, dataStart + length) };
  }

  /** Reads sums and data into their places. */
  #fill(frame: Frame): Frame | Promise<Frame> {
    if (frame.data.length === 0) return frame;
    if (this.#pace.isOnLoop && this.#files.data.readNow !== undefined) {
      const beganMs = this.#env.monotonicMs();
      this.#fillNow(frame);
      this.#pace.readOnLoop(this.#env.monotonicMs() - beganMs);
      return frame;
    }
    this.#pace.readAway();
    return this.#fillAway(frame);
  }

  #fillNow(frame: Frame): void {
    if (!this.#hasSums(frame)) {
      const window = this.#window(frame);
      this.#keepSums(frame, window, this.#files.meta?.readNow?.(window, this.#sumsAt(frame)) ?? 0);
    }
    this.#putSums(frame);
    this.#checkRead(frame, this.#files.data.readNow?.(frame.data, frame.offset) ?? 0);
  }

  async #fillAway(frame: Frame): Promise<Frame> {
    const data = this.#files.data.read(frame.data, frame.offset);
    data.catch(() => {});
    if (!this.#hasSums(frame)) {
      const window = this.#window(frame);
      this.#keepSums(frame, window, (await this.#files.meta?.read(window, this.#sumsAt(frame))) ?? 0);
    }
    this.#putSums(frame);
    this.#checkRead(frame, await data);
    return frame;
  }

  /** In the meta file. */
  #sumsAt(frame: Frame): number {
    return metaHeaderLength + this.checksum.sumsLength(frame.offset);
  }

  #hasSums(frame: Frame): boolean {
    const from = this.#sumsAt(frame);
    return frame.sums.length === 0 || (from >= this.#sumsStart && from + frame.sums.length <= this.#sumsStart + this.#sums.length);
  }

  /** Room for the sums from a frame on, as many as are read at a time. */
  #window(frame: Frame): Buffer {
    return Buffer.allocUnsafe(Math.max(frame.sums.length, Math.min(sumsPerRead, this.checksum.sumsLength(this.#end - frame.offset))));
  }

  #keepSums(frame: Frame, window: Buffer, read: number): void {
    if (read < frame.sums.length) throw new WorldError('io', `${this.#files.meta?.path}: ends ${frame.sums.length - read} bytes early`);
    this.#sums = window.subarray(0, read);
    this.#sumsStart = this.#sumsAt(frame);
  }

  #putSums({ sums, offset, data }: Frame): void {
    if (sums.length === 0) return;
    const from = metaHeaderLength + this.checksum.sumsLength(offset) - this.#sumsStart;
    this.#sums.copy(sums, 0, from, from + sums.length);
    if (offset + data.length === this.#end && this.#lastSum !== undefined) this.#lastSum.copy(sums, sums.length - 4);
  }

  #checkRead(frame: Frame, read: number): void {
    if (read < frame.data.length) throw new WorldError('io', `${this.#files.data.path}: ends ${frame.data.length - read} bytes early`);
  }
}

interface Frame {
  /** What all the others are parts of. */
  readonly memory: Buffer;
  /** All that is sent. */
  readonly bytes: Buffer;
  /** In the block: where the data begins. */
  readonly offset: number;
  readonly sums: Buffer;
  readonly data: Buffer;
}

/** Waits for a replica in a pipeline until it holds the range; IOException when that takes too long. */
async function untilWritten(env: Env, pool: BlockPool, range: SendRange): Promise<void> {
  const wanted = range.offset + range.length;
  const isWritten = (): true | undefined => {
    const { state, bytesOnDisk } = pool.readable(range.block);
    return state !== replicaState.RBW || bytesOnDisk >= wanted ? true : undefined;
  };
  if (isWritten()) return;
  try {
    await until(env, `bytes of ${blockText(range.block)}`, rbwWaitMs, 10, isWritten);
  } catch (error) {
    if (!(error instanceof WorldError && error.code === 'timeout')) throw error;
    throw new HdfsException('IOException', `Need ${wanted} bytes, but only ${pool.readable(range.block).bytesOnDisk} bytes available`);
  }
}

function describe(block: ExtendedBlock, replica: ReadableReplica): string {
  return `blk_${block.blockId}_${replica.genstamp}, ${replicaStateName(replica.state)}, getBytesOnDisk() = ${replica.bytesOnDisk}, getVisibleLength() = ${replica.visibleBytes}`;
}
