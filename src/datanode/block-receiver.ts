// Receives one replica: takes what has come of whole packets, sends it on to the mirror in one piece, verifies sums where it
// is the one to do so, queues the bytes for disk and the packets for acknowledgement. Everything that it waits for is bounded, so the slowest of
// upstream, disk and mirror sets the pace. Answers to org.apache.hadoop.hdfs.server.datanode.BlockReceiver.
import { Deferred } from '../base/async.ts';
import type { DataChecksum } from '../data-transfer/data-checksum.ts';
import type { Packet } from '../data-transfer/packet.ts';
import { PacketReceiver } from '../data-transfer/packet-receiver.ts';
import type { SocketReader } from '../data-transfer/socket-reader.ts';
import type { Slab } from '../data-transfer/transfer-memory.ts';
import { within } from '../env/waiting.ts';
import { damagedBlockReceived } from '../metrics/event-names.ts';
import type { ExtendedBlock } from '../protocol/block.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { Status } from '../wire/data-transfer.ts';
import type { DatanodeInfoProto } from '../wire/hdfs.ts';
import { blockText } from './block-pool.ts';
import type { BlockPool } from './block-pool.ts';
import type { Mirror } from './mirror.ts';
import type { OpenReplica, ReplicaOwner } from './open-replica.ts';
import { PacketResponder } from './packet-responder.ts';
import type { XceiverHost } from './xceiver-host.ts';

export interface ReceiverPlace {
  readonly host: XceiverHost;
  readonly pool: BlockPool;
  readonly upstream: SocketReader;
  /** The checksum the sender declared. */
  readonly checksum: DataChecksum;
  /** The DataNode that a copy comes from, to be reported if it is corrupt. */
  readonly source: DatanodeInfoProto | undefined;
}

/** How long the word of a corrupt packet may take to get out behind earlier acknowledgements. */
const errorAckMs = 3000;

/** A packet whose data does not have the sums it came with. */
class CorruptPacketError extends Error {
  override readonly name = 'CorruptPacketError';
}

export class BlockReceiver implements ReplicaOwner {
  readonly #place: ReceiverPlace;
  readonly #left = new Deferred<void>();
  readonly #stopping = new Deferred<never>();
  #responder: PacketResponder | undefined;
  /** hsync with the last packet, or dfs.datanode.synconclose: directories are synced too. */
  #durable: boolean;

  constructor(place: ReceiverPlace) {
    this.#place = place;
    this.#durable = place.host.settings.syncOnClose;
  }

  /** Breaks the connection that the replica comes from; resolves when nothing of it is written any more. */
  async stop(): Promise<void> {
    this.#stopping.reject(new HdfsException('IOException', 'Interrupted: another writer takes the replica over'));
    this.#responder?.stop();
    this.#place.upstream.destroy();
    await this.#left.promise;
  }

  /** Rejects when `stop` is called: for what has no connection yet that could be broken. */
  get stopping(): Promise<never> {
    return this.#stopping.promise;
  }

  /** A client's pipeline: resolves when the last packet is acknowledged, rejects when it breaks. The replica stays in rbw then. */
  async receivePipeline(replica: OpenReplica, mirror: Mirror | undefined, finalized: () => void): Promise<void> {
    const { host, pool, upstream } = this.#place;
    const responder = new PacketResponder({
      env: host.env, replica, upstream: upstream.socket, mirror,
      finalize: async () => {
        if (host.settings.syncOnClose) await replica.sync();
        await pool.finalize(replica, this.#durable);
        finalized();
      },
    });
    this.#responder = responder;
    // The responder's failure ends the receiving too; what it has written still goes out.
    const responding = responder.run().catch((error: unknown) => {
      upstream.fail(error instanceof Error ? error : new Error(String(error)));
      throw error;
    });
    responding.catch(() => {});
    try {
      await this.#receive(replica, mirror, responder);
      if (!(await responding)) throw new HdfsException('IOException', `Pipeline of blk_${replica.blockId} ended before its last acknowledgement`);
    } catch (error) {
      if (error instanceof CorruptPacketError) await within(host.env, errorAckMs, 'acknowledgement of a checksum error', responding).catch(() => {});
      throw error;
    } finally {
      responder.stop();
      await responding.catch(() => {});
      await this.#leave(replica);
    }
  }

  /** A copy from another DataNode: no acknowledgements. Resolves when all packets are written; the caller finalizes. */
  async receiveCopy(replica: OpenReplica, mirror: Mirror | undefined): Promise<void> {
    await this.#receive(replica, mirror, undefined);
    if (this.#durable) await replica.sync();
    await replica.flushed();
  }

  /** Lets go of the replica, so that whoever waits in `stop` goes on. */
  async #leave(replica: OpenReplica): Promise<void> {
    await replica.close().catch((error: unknown) => this.#place.host.env.log('warn', 'writing a replica failed', { blockId: replica.blockId, error: String(error) }));
    this.release(replica);
  }

  release(replica: OpenReplica | undefined): void {
    if (replica?.owner === this) replica.owner = undefined;
    this.#left.resolve();
  }

  get durable(): boolean {
    return this.#durable;
  }

  /** Takes packets up to the last. */
  async #receive(replica: OpenReplica, mirror: Mirror | undefined, responder: PacketResponder | undefined): Promise<void> {
    const packets = new PacketReceiver(this.#place.upstream);
    try {
      for (let last = false; !last; ) {
        const batch = await packets.next();
        try {
          const waits = mirror?.send(batch.bytes, batch.slab) === true;
          for (const packet of batch.packets) {
            this.#take(packet, batch.slab, replica, mirror, responder);
            last ||= packet.lastPacketInBlock;
          }
          if (waits) await mirror?.drained();
          await replica.room();
        } finally {
          batch.slab.release();
        }
      }
    } finally {
      packets.close();
    }
  }

  /** Checks a packet, queues it for disk and for its acknowledgement. */
  #take(packet: Packet, slab: Slab, replica: OpenReplica, mirror: Mirror | undefined, responder: PacketResponder | undefined): void {
    const { host, upstream } = this.#place;
    if (packet.offsetInBlock > replica.bytesReceived) {
      throw new HdfsException('IOException', `Received an out-of-sequence packet for blk_${replica.blockId}_${replica.genstamp}from ${upstream.peer} at offset ${packet.offsetInBlock}. Expecting packet starting at ${replica.bytesReceived}`);
    }
    const end = packet.offsetInBlock + packet.data.length;
    replica.bytesReceived = Math.max(replica.bytesReceived, end);
    if (packet.syncBlock && packet.lastPacketInBlock) this.#durable = true;
    const intact = packet.data.length === 0 || this.#verify(packet, replica, mirror, responder);
    const pending = {
      seqno: packet.seqno, last: packet.lastPacketInBlock, end, receivedMs: host.env.monotonicMs(),
      status: intact ? Status.SUCCESS : Status.ERROR_CHECKSUM,
    };
    if (!intact) {
      responder?.enqueue({ ...pending, synced: undefined });
      throw new CorruptPacketError(`Terminating due to a checksum error. Unexpected checksum mismatch while writing blk_${replica.blockId}_${replica.genstamp} from ${upstream.peer}`);
    }
    if (packet.data.length > 0) this.#write(packet, slab, replica);
    if (packet.syncBlock || packet.lastPacketInBlock) replica.flush();
    responder?.enqueue({ ...pending, synced: packet.syncBlock ? replica.sync() : undefined });
  }

  /** The last of a pipeline verifies, and whoever has no client to do it or must compute other sums. */
  #verify(packet: Packet, replica: OpenReplica, mirror: Mirror | undefined, responder: PacketResponder | undefined): boolean {
    const { checksum } = this.#place;
    const wanted = checksum.sumsLength(packet.data.length);
    if (packet.sums.length > 0 && packet.sums.length !== wanted) {
      throw new HdfsException('IOException', `Invalid checksum length: received length is ${packet.sums.length} but expected length is ${wanted}`);
    }
    if (packet.sums.length === 0) return true;
    if (mirror !== undefined && responder !== undefined && checksum.equals(replica.checksum)) return true;
    const at = checksum.firstMismatch(packet.data, packet.sums);
    if (at < 0) return true;
    const { host, pool, source, upstream } = this.#place;
    const block: ExtendedBlock = { poolId: pool.poolId, blockId: replica.blockId, genstamp: replica.genstamp, numBytes: replica.bytesReceived };
    host.env.log('warn', damagedBlockReceived, { block: blockText(block), from: upstream.peer, offset: packet.offsetInBlock + at });
    if (source !== undefined && responder === undefined) host.reportRemoteBad(source, block);
    return false;
  }

  #write(packet: Packet, slab: Slab, replica: OpenReplica): void {
    const { checksum } = this.#place;
    if (packet.offsetInBlock % replica.checksum.bytesPerChecksum !== 0 && packet.data.length > replica.checksum.bytesPerChecksum) {
      throw new HdfsException('IOException', `Unexpected packet data length for blk_${replica.blockId}_${replica.genstamp} from ${this.#place.upstream.peer}: a partial chunk must be  sent in an individual packet (data length = ${packet.data.length} > bytesPerChecksum = ${replica.checksum.bytesPerChecksum})`);
    }
    const usable = packet.sums.length > 0 && checksum.equals(replica.checksum);
    replica.write(packet.offsetInBlock, packet.data, usable ? packet.sums : undefined, slab);
  }
}
