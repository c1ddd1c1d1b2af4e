// A packet on its way to a pipeline: filled in place, summed in place, kept until it is acknowledged, and sent again as it
// is when the pipeline had to be set up anew. Answers to org.apache.hadoop.hdfs.DFSPacket.
import { giveTransferBuffer, takeTransferBuffer } from '../data-transfer/transfer-memory.ts';
import type { DataChecksum } from '../data-transfer/data-checksum.ts';
import { packetHeaderLength, putPacketHeader } from '../data-transfer/packet.ts';
import { PacketHeaderProto } from '../wire/data-transfer.ts';

const lengthsLength = 6;
/** PacketHeader.PKT_MAX_HEADER_LEN: the lengths, and a header with syncBlock. */
export const headerLengthMax = packetHeaderLength + 2;

export class OutgoingPacket {
  /** In the block: where the data begins. */
  readonly offset: number;
  /** Data that fits. */
  readonly capacity: number;
  /** Given when the packet is queued: the order of packets of a file. */
  seqno = 0;
  /** The empty packet that ends a block. */
  last = false;
  /** hsync: on disk before it is acknowledged. */
  sync = false;
  readonly #checksum: DataChecksum;
  readonly #memory: Buffer;
  readonly #dataStart: number;
  #length = 0;
  #frame: Buffer | undefined;

  constructor(checksum: DataChecksum, offset: number, capacity: number) {
    this.#checksum = checksum;
    this.offset = offset;
    this.capacity = capacity;
    this.#dataStart = headerLengthMax + checksum.sumsLength(capacity);
    this.#memory = takeTransferBuffer(this.#dataStart + capacity);
  }

  /** Bytes of data. */
  get length(): number {
    return this.#length;
  }

  /** In the block: where the data ends. */
  get end(): number {
    return this.offset + this.#length;
  }

  get isFull(): boolean {
    return this.#length === this.capacity;
  }

  /** Copies as much of `bytes` as fits; the count. */
  put(bytes: Uint8Array): number {
    const count = Math.min(bytes.length, this.capacity - this.#length);
    this.#memory.set(count === bytes.length ? bytes : bytes.subarray(0, count), this.#dataStart + this.#length);
    this.#length += count;
    return count;
  }

  /** The data from `offset` in the block on, over the packet's memory. */
  from(offset: number): Buffer {
    return this.#memory.subarray(this.#dataStart + offset - this.offset, this.#dataStart + this.#length);
  }

  /** The bytes to send; made when they are first asked for, after which nothing may be put any more. */
  get frame(): Buffer {
    this.#frame ??= this.#seal();
    return this.#frame;
  }

  /** Nobody needs the packet any more. */
  release(): void {
    giveTransferBuffer(this.#memory);
  }

  #seal(): Buffer {
    const dataEnd = this.#dataStart + this.#length;
    const sumsLength = this.#checksum.sumsLength(this.#length);
    const sumsStart = this.#dataStart - sumsLength;
    this.#checksum.put(this.#memory.subarray(this.#dataStart, dataEnd), this.#memory.subarray(sumsStart, this.#dataStart));
    if (!this.sync) {
      putPacketHeader(this.#memory, sumsStart, sumsLength, this.#length, this.offset, this.seqno, this.last);
      return this.#memory.subarray(sumsStart - packetHeaderLength, dataEnd);
    }
    const header = PacketHeaderProto.encode({ offsetInBlock: this.offset, seqno: this.seqno, lastPacketInBlock: this.last, dataLen: this.#length, syncBlock: true });
    const start = sumsStart - header.length - lengthsLength;
    this.#memory.writeInt32BE(4 + sumsLength + this.#length, start);
    this.#memory.writeInt16BE(header.length, start + 4);
    this.#memory.set(header, start + lengthsLength);
    return this.#memory.subarray(start, dataEnd);
  }
}
