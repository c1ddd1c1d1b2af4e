// Reads a range of one replica from one DataNode and verifies every chunk before a byte of it is given out.
// Answers to org.apache.hadoop.hdfs.client.impl.BlockReaderRemote.
import { DataChecksum } from '../data-transfer/data-checksum.ts';
import { encodeOp } from '../data-transfer/op-codes.ts';
import { packetLengthMax } from '../data-transfer/packet.ts';
import type { SocketReader } from '../data-transfer/socket-reader.ts';
import { BlockOpResponseProto, ClientReadStatusProto, OpReadBlockProto, PacketHeaderProto, Status } from '../wire/data-transfer.ts';
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

const lengthsLength = 6;

interface PacketHead {
  /** In the block: where the packet's data begins. */
  readonly offset: number;
  readonly sumsLength: number;
  readonly dataLength: number;
  /** Bytes of it before the range. */
  readonly skip: number;
  /** Bytes of it in the range. */
  readonly take: number;
}

export class BlockReader {
  readonly #connections: DataNodeConnections;
  readonly #range: BlockRange;
  readonly #reader: SocketReader;
  readonly #checksum: DataChecksum;
  /** In the block: the next byte to give out, and the end. */
  #position: number;
  readonly #end: number;
  /** What of the last packet is verified and not given out. */
  readonly #rest: Uint8Array[] = [];
  #lastSeen = false;
  #dropped = false;

  private constructor(connections: DataNodeConnections, range: BlockRange, reader: SocketReader, checksum: DataChecksum) {
    this.#connections = connections;
    this.#range = range;
    this.#reader = reader;
    this.#checksum = checksum;
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

  /** The next bytes where they are received and verified already; undefined where `next` has to wait for them. */
  ready(): Uint8Array | undefined {
    const bytes = this.#rest.shift();
    if (bytes !== undefined) this.#advance(bytes.length);
    return bytes;
  }

  /** The next verified bytes, for the caller to keep; undefined at the end of the range. Rejects as `open`, and with ReplicaChecksumError. */
  async next(): Promise<Uint8Array | undefined> {
    if (this.#rest.length === 0 && this.remaining > 0) await this.#receive(await this.#head());
    return this.ready();
  }

  /** Fills `into` as far as the range goes; the count. */
  async read(into: Uint8Array): Promise<number> {
    const wanted = Math.min(into.length, this.remaining);
    let done = 0;
    while (done < wanted) {
      const [rest] = this.#rest;
      if (rest === undefined) {
        const head = await this.#head();
        if (head.skip === 0 && head.take === head.dataLength && head.take <= wanted - done) {
          await this.#receiveInto(head, into.subarray(done, done + head.take));
          done += head.take;
          this.#advance(head.take);
        } else {
          await this.#receive(head);
        }
        continue;
      }
      const count = Math.min(rest.length, wanted - done);
      into.set(rest.subarray(0, count), done);
      if (count === rest.length) this.#rest.shift();
      else this.#rest[0] = rest.subarray(count);
      done += count;
      this.#advance(count);
    }
    return done;
  }

  /** Drops the connection, unless the range was read to its end: then it is kept for another read. */
  close(): void {
    if (this.remaining > 0) this.#drop();
  }

  #drop(): void {
    this.#dropped = true;
    this.#reader.destroy();
  }

  #advance(count: number): void {
    this.#position += count;
    if (this.remaining === 0) void this.#finish();
  }

  /** The next packet's header, and what of its data belongs to the range. */
  async #head(): Promise<PacketHead> {
    const { header, sumsLength } = await this.#header();
    const dataLength = header.dataLen;
    const skip = this.#position - header.offsetInBlock;
    if (header.lastPacketInBlock || dataLength <= skip || skip < 0) {
      throw new ReplicaError(`${this.#reader.peer}: packet of ${dataLength} bytes at ${header.offsetInBlock}, expected was ${this.#position} of ${this.#end}`);
    }
    return { offset: header.offsetInBlock, sumsLength, dataLength, skip, take: Math.min(dataLength - skip, this.remaining) };
  }

  /** Receives a packet's data into #rest, in the memory in which it came. */
  async #receive(head: PacketHead): Promise<void> {
    const sums = await this.#sums(head);
    const parts = this.#reader.takeParts(head.dataLength);
    this.#check(head, this.#checksum.firstMismatchOfParts(parts, sums));
    let { skip, take } = head;
    for (const part of parts) {
      const own = part.subarray(skip, skip + take);
      skip -= Math.min(skip, part.length);
      take -= own.length;
      if (own.length > 0) this.#rest.push(own);
    }
  }

  /** Receives a packet's data into `data`, which is as long. */
  async #receiveInto(head: PacketHead, data: Uint8Array): Promise<void> {
    const sums = await this.#sums(head);
    this.#reader.takeInto(data);
    this.#check(head, this.#checksum.firstMismatch(data, sums));
  }

  /** A packet's sums, when its data is there as well. */
  async #sums(head: PacketHead): Promise<Buffer> {
    const length = head.sumsLength + head.dataLength;
    if (this.#reader.available < length) await this.#reader.wait(length);
    return this.#reader.take(head.sumsLength);
  }

  #check(head: PacketHead, wrong: number): void {
    if (wrong < 0) return;
    throw new ReplicaChecksumError(`Checksum error: blk_${this.#range.block.b.blockId} at ${head.offset + wrong} from ${this.#reader.peer}`);
  }

  async #header(): Promise<{ header: PacketHeaderProto; sumsLength: number }> {
    const reader = this.#reader;
    if (reader.available < lengthsLength) await reader.wait(lengthsLength);
    const lengths = reader.take(lengthsLength);
    const payload = lengths.readInt32BE(0) - 4;
    const headerLength = lengths.readUInt16BE(4);
    if (payload < 0 || payload + headerLength > packetLengthMax) throw new WireError(`${reader.peer}: a packet of ${payload} bytes`);
    const header = PacketHeaderProto.decode(await reader.read(headerLength));
    const sumsLength = payload - header.dataLen;
    if (header.dataLen < 0 || sumsLength !== this.#checksum.sumsLength(header.dataLen)) {
      throw new WireError(`${reader.peer}: a packet with ${sumsLength} bytes of sums for ${header.dataLen} bytes`);
    }
    return { header, sumsLength };
  }

  /** Takes the empty packet that ends the range, tells the DataNode that all is well, and keeps the connection. */
  async #finish(): Promise<void> {
    try {
      while (!this.#lastSeen) {
        const { header, sumsLength } = await this.#header();
        this.#lastSeen = header.lastPacketInBlock;
        if (!this.#lastSeen) await this.#reader.read(sumsLength + header.dataLen);
      }
      if (this.#dropped) return;
      this.#reader.socket.write(ClientReadStatusProto.encodeDelimited({ status: this.#checksum.size === 0 ? Status.SUCCESS : Status.CHECKSUM_OK }));
      this.#connections.keep(this.#range.node, this.#reader);
    } catch {
      // All bytes are here; the connection is just not of use any more.
      this.#drop();
    }
  }
}
