// Reads a range of one replica from one DataNode and verifies every chunk before a byte of it is given out.
// Answers to org.apache.hadoop.hdfs.client.impl.BlockReaderRemote.
import { DataChecksum } from '../data-transfer/data-checksum.ts';
import { encodeOp } from '../data-transfer/op-codes.ts';
import type { Packet } from '../data-transfer/packet.ts';
import { PacketReceiver } from '../data-transfer/packet-receiver.ts';
import type { PacketBatch } from '../data-transfer/packet-receiver.ts';
import type { SocketReader } from '../data-transfer/socket-reader.ts';
import type { Slab } from '../data-transfer/transfer-memory.ts';
import { BlockOpResponseProto, ClientReadStatusProto, OpReadBlockProto, Status } from '../wire/data-transfer.ts';
import type { DatanodeInfoProto, LocatedBlockProto } from '../wire/hdfs.ts';
import { WireError } from '../wire/wire-error.ts';
import type { DataNodeConnections } from './data-node-connections.ts';

/** A DataNode refused or broke off a read: another replica may do. */
export class ReplicaError extends Error {
  override readonly name: string = 'ReplicaError';
}

/** A chunk does not fit its sum: the replica, or the way to it, is bad. */
export class ReplicaChecksumError extends ReplicaError {
  override readonly name = 'ReplicaChecksumError';
}

export interface BlockRange {
  readonly block: LocatedBlockProto;
  readonly node: DatanodeInfoProto;
  /** In the block. */
  readonly offset: number;
  readonly length: number;
}

/** Verified bytes, for the caller to keep, or, where there is a `slab`, until the caller releases that. */
export interface BlockBytes {
  readonly bytes: Uint8Array;
  readonly slab: Slab | undefined;
}

const nothing = Buffer.alloc(0);

export class BlockReader {
  readonly #connections: DataNodeConnections;
  readonly #range: BlockRange;
  readonly #reader: SocketReader;
  readonly #checksum: DataChecksum;
  /** In the block: the next byte to give out, and the end. */
  #position: number;
  readonly #end: number;
  readonly #packets: PacketReceiver;
  /** Packets that have come, and how many of them are taken. */
  #batch: PacketBatch | undefined;
  #taken = 0;
  /** What of the last packet taken is verified and not given out; it lies in the batch's slab. */
  #rest: Buffer = nothing;
  #dropped = false;

  private constructor(connections: DataNodeConnections, range: BlockRange, reader: SocketReader, checksum: DataChecksum) {
    this.#connections = connections;
    this.#range = range;
    this.#reader = reader;
    this.#checksum = checksum;
    this.#packets = new PacketReceiver(reader);
    this.#position = range.offset;
    this.#end = range.offset + range.length;
  }

  /** Asks the DataNode for the range. Rejects with ReplicaError, WorldError, EndOfStreamError. `signal` breaks it off, now and later. */
  static async open(connections: DataNodeConnections, range: BlockRange, clientName: string, signal: AbortSignal | undefined): Promise<BlockReader> {
    const { block, node } = range;
    const op = encodeOp('READ_BLOCK', OpReadBlockProto, {
      header: { baseHeader: { block: block.b, token: block.blockToken }, clientName }, offset: range.offset, len: range.length, sendChecksums: true,
    });
    const kept = connections.kept(node);
    if (kept !== undefined) {
      try {
        return await BlockReader.#ask(connections, range, kept, op, signal);
      } catch (error) {
        // The DataNode may just have closed what it thought idle.
        if (error instanceof ReplicaError || signal?.aborted === true) throw error;
      }
    }
    return BlockReader.#ask(connections, range, await connections.connect(node, signal), op, signal);
  }

  static async #ask(connections: DataNodeConnections, range: BlockRange, reader: SocketReader, op: Uint8Array, signal: AbortSignal | undefined): Promise<BlockReader> {
    const onAbort = (): void => reader.destroy();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      reader.socket.write(op);
      const response = await reader.readDelimited(BlockOpResponseProto);
      const info = response.readOpChecksumInfo;
      if (response.status !== Status.SUCCESS || info === undefined) {
        throw new ReplicaError(`${reader.peer} does not send blk_${range.block.b.blockId}_${range.block.b.generationStamp}: ${response.message ?? `status ${response.status}`}`);
      }
      const checksum = DataChecksum.of(info.checksum.type, info.checksum.bytesPerChecksum);
      if (info.chunkOffset < 0 || info.chunkOffset > range.offset || info.chunkOffset <= range.offset - checksum.bytesPerChecksum) {
        throw new ReplicaError(`${reader.peer}: the first chunk begins at ${info.chunkOffset}, asked for was ${range.offset}`);
      }
      return new BlockReader(connections, range, reader, checksum);
    } catch (error) {
      reader.destroy();
      throw error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  get node(): DatanodeInfoProto {
    return this.#range.node;
  }

  /** In the block: the next byte to be given out. */
  get position(): number {
    return this.#position;
  }

  /** Bytes of the range that are still to come. */
  get remaining(): number {
    return this.#end - this.#position;
  }

  /** The next bytes where they are received already; undefined where `next` has to wait for them. */
  ready(lends: boolean): BlockBytes | undefined {
    try {
      if (this.#rest.length === 0 && !this.#takePacket()) return undefined;
    } catch {
      // `next` meets it again, and tells.
      return undefined;
    }
    const { length } = this.#rest;
    if (!lends) {
      const bytes = Buffer.allocUnsafeSlow(length);
      this.#give(bytes);
      return { bytes, slab: undefined };
    }
    const bytes = this.#rest;
    const slab = this.#batch?.slab;
    slab?.retain();
    this.#advance(length);
    return { bytes, slab };
  }

  /** The next bytes; undefined at the end of the range. Rejects as `open`, and with ReplicaChecksumError. */
  async next(lends: boolean): Promise<BlockBytes | undefined> {
    if (this.remaining > 0) await this.#more();
    return this.ready(lends);
  }

  /** Fills `into` as far as the range goes; the count. */
  async read(into: Uint8Array): Promise<number> {
    const wanted = Math.min(into.length, this.remaining);
    for (let done = 0; done < wanted; ) {
      await this.#more();
      done += this.#give(into.subarray(done, wanted));
    }
    return wanted;
  }

  /** Drops the connection, unless the range was read to its end: then it is kept for another read. */
  close(): void {
    if (this.remaining > 0) this.#drop();
  }

  #drop(): void {
    this.#dropped = true;
    this.#leave();
    this.#reader.destroy();
  }

  /** Lets go of the memory that packets lie in. */
  #leave(): void {
    this.#rest = nothing;
    this.#batch?.slab.release();
    this.#batch = undefined;
    this.#packets.close();
  }

  /** Copies as much of #rest as fits; the count. */
  #give(into: Uint8Array): number {
    const count = Math.min(into.length, this.#rest.length);
    this.#rest.copy(into, 0, 0, count);
    this.#advance(count);
    return count;
  }

  /** So many bytes of #rest are given out. */
  #advance(count: number): void {
    this.#rest = this.#rest.subarray(count);
    this.#position += count;
    if (this.remaining === 0) void this.#finish();
  }

  /** Resolves when there is something in #rest. */
  async #more(): Promise<void> {
    while (this.#rest.length === 0 && !this.#takePacket()) await this.#nextBatch();
  }

  async #nextBatch(): Promise<void> {
    const batch = await this.#packets.next();
    if (this.#dropped) {
      batch.slab.release();
      throw new ReplicaError(`${this.#reader.peer}: the read was given up`);
    }
    this.#batch?.slab.release();
    this.#batch = batch;
    this.#taken = 0;
  }

  /** Verifies the next packet that has come, and puts what of it belongs to the range into #rest; false when none has. */
  #takePacket(): boolean {
    const packet = this.#batch?.packets[this.#taken];
    if (packet === undefined || this.remaining === 0) return false;
    this.#check(packet);
    const { data, offsetInBlock } = packet;
    const skip = this.#position - offsetInBlock;
    if (packet.lastPacketInBlock || data.length <= skip || skip < 0) {
      throw new ReplicaError(`${this.#reader.peer}: packet of ${data.length} bytes at ${offsetInBlock}, expected was ${this.#position} of ${this.#end}`);
    }
    const wrong = this.#checksum.firstMismatch(data, packet.sums);
    if (wrong >= 0) throw new ReplicaChecksumError(`Checksum error: blk_${this.#range.block.b.blockId} at ${offsetInBlock + wrong} from ${this.#reader.peer}`);
    this.#taken++;
    this.#rest = data.subarray(skip, skip + Math.min(data.length - skip, this.remaining));
    return true;
  }

  #check({ sums, data }: Packet): void {
    if (sums.length === this.#checksum.sumsLength(data.length)) return;
    throw new WireError(`${this.#reader.peer}: a packet with ${sums.length} bytes of sums for ${data.length} bytes`);
  }

  /** Takes the empty packet that ends the range, tells the DataNode that all is well, and keeps the connection. */
  async #finish(): Promise<void> {
    try {
      for (;;) {
        const packet = this.#batch?.packets[this.#taken++];
        if (packet === undefined) await this.#nextBatch();
        else if (packet.lastPacketInBlock) break;
      }
      if (this.#dropped) return;
      this.#leave();
      this.#reader.socket.write(ClientReadStatusProto.encodeDelimited({ status: this.#checksum.size === 0 ? Status.SUCCESS : Status.CHECKSUM_OK }));
      this.#connections.keep(this.#range.node, this.#reader);
    } catch {
      // All bytes are here; the connection is just not of use any more.
      this.#drop();
    }
  }
}
