// Acknowledges the packets of one pipeline, in their order: a packet is acknowledged when all DataNodes below have
// done so and its bytes are written here. The last one also finalizes the replica before that.
// Answers to BlockReceiver.PacketResponder.
import { Deferred } from '../base/async.ts';
import { encodeAck, isOutOfBand, repliesOf, unknownSeqno } from '../data-transfer/pipeline-ack.ts';
import type { Env, Socket } from '../env/env.ts';
import { PipelineAckProto, Status } from '../wire/data-transfer.ts';
import type { Mirror } from './mirror.ts';
import type { OpenReplica } from './open-replica.ts';

/** A packet that was received and waits for its acknowledgement. */
export interface PendingPacket {
  readonly seqno: number;
  readonly last: boolean;
  /** End of the packet's data in the block. */
  readonly end: number;
  readonly status: Status;
  /** Settles when the packet's bytes are durable, where it asks for that. */
  readonly synced: Promise<void> | undefined;
  readonly receivedMs: number;
}

export interface ResponderPlace {
  readonly env: Env;
  readonly replica: OpenReplica;
  readonly upstream: Socket;
  readonly mirror: Mirror | undefined;
  /** Closes, finalizes and reports the replica; before the last acknowledgement. */
  readonly finalize: () => Promise<void>;
}

export class PacketResponder {
  readonly #place: ResponderPlace;
  #queue: PendingPacket[] = [];
  /** What `run` waits for, while it does. */
  #change: Deferred<void> | undefined;
  #stopped = false;
  /** Acknowledgements of this turn of the loop, which leave in one write. */
  #unsent: Uint8Array[] = [];

  constructor(place: ResponderPlace) {
    this.#place = place;
    place.replica.onWritten = () => this.#wake();
  }

  enqueue(packet: PendingPacket): void {
    // A failure is met when its turn comes; until then it must not count as unhandled.
    packet.synced?.catch(() => {});
    this.#queue.push(packet);
    this.#wake();
  }

  /** Ends `run` where it waits. */
  stop(): void {
    this.#stopped = true;
    this.#wake();
    this.#place.mirror?.close();
  }

  /** Resolves true when the last packet is acknowledged, false when stopped or the mirror's loss was reported; rejects when the pipeline is over. */
  async run(): Promise<boolean> {
    try {
      return await this.#respond();
    } finally {
      this.#place.replica.onWritten = () => {};
      this.#flush();
    }
  }

  async #respond(): Promise<boolean> {
    const { mirror } = this.#place;
    while (!this.#stopped) {
      let ack: PipelineAckProto | undefined;
      if (mirror !== undefined) {
        // Those that have come with others are there without waiting.
        ack = (mirror.failed ? undefined : this.#taken(mirror)) ?? (await this.#downstreamAck(mirror));
        if (this.#stopped) return false;
        if (ack === undefined) {
          this.#send(unknownSeqno, [Status.SUCCESS, Status.ERROR], 0);
          return false;
        }
        if (isOutOfBand(ack) || ack.seqno === unknownSeqno) {
          this.#send(unknownSeqno, [Status.SUCCESS, ...repliesOf(ack)], 0);
          continue;
        }
      }
      let packet = this.#queue[0];
      while (!this.#stopped && (packet === undefined || !this.#isWritten(packet))) {
        this.#change ??= new Deferred();
        await this.#change.promise;
        packet = this.#queue[0];
      }
      if (this.#stopped || packet === undefined) return false;
      if (ack !== undefined && ack.seqno !== packet.seqno) {
        throw new Error(`acknowledgement of packet ${ack.seqno} from ${mirror?.address} where ${packet.seqno} was due`);
      }
      if (packet.synced !== undefined) await packet.synced;
      if (packet.last && packet.status === Status.SUCCESS) await this.#place.finalize();
      this.#acknowledge(packet, ack);
      this.#queue.shift();
      if (packet.last) return true;
    }
    return false;
  }

  /** Whether a packet's bytes are in the files; those of a corrupt one never will be. Throws when writing has failed. */
  #isWritten(packet: PendingPacket): boolean {
    const { replica } = this.#place;
    if (replica.failure !== undefined) throw replica.failure;
    return replica.bytesOnDisk >= packet.end || packet.status !== Status.SUCCESS;
  }

  #taken(mirror: Mirror): PipelineAckProto | undefined {
    try {
      return mirror.reader.takeDelimited(PipelineAckProto);
    } catch {
      // It is malformed, as the read that follows will find and say.
      return undefined;
    }
  }

  /** The mirror's next acknowledgement; undefined when there will be none. */
  async #downstreamAck(mirror: Mirror): Promise<PipelineAckProto | undefined> {
    if (mirror.failed) return undefined;
    try {
      return await mirror.reader.readDelimited(PipelineAckProto);
    } catch (error) {
      if (!this.#stopped) this.#place.env.log('info', 'mirror lost', { mirror: mirror.address, block: `blk_${this.#place.replica.blockId}`, error: String(error) });
      mirror.failed = true;
      return undefined;
    }
  }

  #acknowledge(packet: PendingPacket, ack: PipelineAckProto | undefined): void {
    const { env, replica } = this.#place;
    const below = ack === undefined ? [] : repliesOf(ack);
    if (below[0] === Status.ERROR_CHECKSUM) {
      throw new Error('Shutting down writer and responder since the down streams reported the data sent by this thread is corrupt');
    }
    const replies = [packet.status, ...below];
    if (packet.end > replica.bytesAcked && replies.every((status) => status === Status.SUCCESS)) replica.bytesAcked = packet.end;
    this.#send(packet.seqno, replies, ack === undefined ? 0 : (env.monotonicMs() - packet.receivedMs) * 1e6);
    if (packet.status === Status.ERROR_CHECKSUM) {
      throw new Error('Shutting down writer and responder due to a checksum error in received data. The error response has been sent upstream.');
    }
  }

  #send(seqno: number, replies: readonly Status[], downstreamNanos: number): void {
    if (this.#unsent.length === 0) void this.#place.env.turn().then(() => this.#flush());
    this.#unsent.push(encodeAck(seqno, replies, Math.max(0, Math.round(downstreamNanos))));
  }

  #flush(): void {
    const acks = this.#unsent;
    if (acks.length === 0) return;
    this.#unsent = [];
    this.#place.upstream.write(acks.length === 1 ? (acks[0] as Uint8Array) : Buffer.concat(acks));
  }

  #wake(): void {
    const change = this.#change;
    this.#change = undefined;
    change?.resolve();
  }
}
