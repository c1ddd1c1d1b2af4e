// Receives packets where they can stay until they are on disk and with the next DataNode: the socket writes into slabs of
// transfer memory, and what has come is handed out in batches, each a run of whole packets in one slab. Nothing is copied
// but the part of a packet that a slab's end cuts off. Answers to org.apache.hadoop.hdfs.protocol.datatransfer.PacketReceiver.
//
//   slab   | packet | packet | packet | part of a p…      |
//          ^ #batchStart     ^ after what was handed out
//                            #packetStart ^    ^ #end
import type { Landing } from '../env/env.ts';
import { packetLengthOf, parsePacket, packetLengthsLength } from './packet.ts';
import type { Packet } from './packet.ts';
import type { SocketReader } from './socket-reader.ts';
import { Slab, slabLength } from './transfer-memory.ts';

export interface PacketBatch {
  readonly packets: readonly Packet[];
  /** All of them, as they came. */
  readonly bytes: Buffer;
  /** Where they lie; the receiver of the batch is a user and releases it. */
  readonly slab: Slab;
}

/** Received and not asked for, beyond which the socket is paused. */
const readyBytesMax = slabLength;

export class PacketReceiver implements Landing {
  readonly #reader: SocketReader;
  #slab = Slab.take(slabLength);
  /** In the slab: the first packet that was not handed out, the first that is not complete, the end of what came. */
  #batchStart = 0;
  #packetStart = 0;
  #end = 0;
  /** Complete packets from #batchStart to #packetStart. */
  #packets: Packet[] = [];
  /** Batches of slabs that are full. */
  #ready: PacketBatch[] = [];
  #readyBytes = 0;
  /** Of the packet before. */
  #usualLength = 0;
  #failure: Error | undefined;
  #closed = false;

  /** Takes over from `reader` until `close`. */
  constructor(reader: SocketReader) {
    this.#reader = reader;
    reader.land(this);
  }

  /** What has come of whole packets, at least one. Rejects as SocketReader.wait, and with WireError for what is no packet. */
  async next(): Promise<PacketBatch> {
    for (;;) {
      const batch = this.#ready.shift() ?? this.#takeCurrent();
      if (batch !== undefined) {
        this.#readyBytes -= batch.bytes.length;
        if (this.#readyBytes <= readyBytesMax && this.#failure === undefined) this.#reader.resume();
        return batch;
      }
      if (this.#failure !== undefined) throw this.#failure;
      await this.#reader.untilLanded();
    }
  }

  /** What was received and not handed out is dropped. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { slab } of this.#ready) slab.release();
    this.#ready = [];
    this.#reader.unland(() => this.#slab.release());
  }

  /** Up to the end of the slab; a little less where that lets the last packet end with it. */
  space(): Uint8Array {
    const isLengthKnown = this.#end - this.#packetStart >= packetLengthsLength;
    const length = isLengthKnown ? packetLengthOf(this.#slab.bytes, this.#packetStart) : this.#usualLength;
    if (this.#packetStart + Math.max(length, packetLengthsLength) > this.#slab.bytes.length) this.#nextSlab(length);
    const room = this.#slab.bytes.length - this.#packetStart;
    return this.#slab.bytes.subarray(this.#end, this.#packetStart + (length === 0 ? room : room - (room % length)));
  }

  landed(length: number): void {
    this.#end += length;
    try {
      this.#parse();
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      this.#end = this.#packetStart;
    }
    if (this.#readyBytes > readyBytesMax || this.#failure !== undefined) this.#reader.pause();
  }

  #parse(): void {
    while (this.#failure === undefined && this.#end - this.#packetStart >= packetLengthsLength) {
      const length = packetLengthOf(this.#slab.bytes, this.#packetStart);
      if (this.#end - this.#packetStart < length) return;
      this.#packets.push(parsePacket(this.#slab.bytes, this.#packetStart, length));
      this.#packetStart += length;
      this.#readyBytes += length;
      this.#usualLength = length;
    }
  }

  #takeCurrent(): PacketBatch | undefined {
    const packets = this.#packets;
    if (packets.length === 0) return undefined;
    const batch = { packets, bytes: this.#slab.bytes.subarray(this.#batchStart, this.#packetStart), slab: this.#slab };
    this.#packets = [];
    this.#batchStart = this.#packetStart;
    batch.slab.retain();
    return batch;
  }

  /** The beginning of a packet that does not fit moves to a slab that it fits in. */
  #nextSlab(packetLength: number): void {
    const before = this.#slab;
    const batch = this.#takeCurrent();
    if (batch !== undefined) this.#ready.push(batch);
    this.#slab = Slab.take(Math.max(slabLength, packetLength));
    const begun = this.#end - this.#packetStart;
    this.#slab.bytes.set(before.bytes.subarray(this.#packetStart, this.#end), 0);
    this.#batchStart = 0;
    this.#packetStart = 0;
    this.#end = begun;
    before.release();
  }
}
