// Packets of block data: length, header length, header, sums, data. The same in both directions.
// Answers to org.apache.hadoop.hdfs.protocol.datatransfer.{PacketHeader, PacketReceiver}.
//
//   4 bytes  length of sums and data, plus 4
//   2 bytes  length of the header
//   n bytes  PacketHeaderProto
//            sums, one per chunk · data
import { PacketHeaderProto } from '../wire/data-transfer.ts';
import { WireError } from '../wire/wire-error.ts';
import type { SocketReader } from './socket-reader.ts';

/** DFSPacket.HEART_BEAT_SEQNO: a packet without data that only keeps the pipeline alive. */
export const heartbeatSeqno = -1;
/** dfs.data.transfer.max.packet.size. */
export const packetLengthMax = 16 * 1024 * 1024;

/** The longest chunk that a packet carries, with its sum, the lengths and the longest header. */
export const chunkLengthMax = packetLengthMax - 64;

/** The two lengths that a packet begins with. */
export const packetLengthsLength = 6;
/** The two lengths and a header without syncBlock, which are always as long. */
export const packetHeaderLength = packetLengthsLength + 25;

export interface Packet {
  readonly offsetInBlock: number;
  readonly seqno: number;
  readonly lastPacketInBlock: boolean;
  /** hsync: to be on disk before it is acknowledged. */
  readonly syncBlock: boolean;
  /** Over the memory in which the packet came. */
  readonly sums: Buffer;
  readonly data: Buffer;
}

/** The length of the packet whose first `packetLengthsLength` bytes are at `at`; WireError when no packet is so long. */
export function packetLengthOf(bytes: Buffer, at: number): number {
  const payload = bytes.readInt32BE(at) - 4;
  const headerLength = bytes.readInt16BE(at + 4);
  if (payload < 0) throw new WireError(`Invalid payload length ${payload + 4}`);
  if (headerLength < 0) throw new WireError(`Invalid header length ${headerLength}`);
  if (payload + 4 + headerLength > packetLengthMax) throw new WireError(`Incorrect value for packet payload size: ${payload + 4}`);
  return packetLengthsLength + headerLength + payload;
}

/** The packet at `at`, `length` bytes long, over the same memory; WireError when its lengths contradict each other. */
export function parsePacket(bytes: Buffer, at: number, length: number): Packet {
  const body = at + packetLengthsLength + bytes.readInt16BE(at + 4);
  const header = PacketHeaderProto.decode(bytes, at + packetLengthsLength, body);
  const payload = at + length - body;
  if (header.dataLen < 0 || header.dataLen > payload) {
    throw new WireError(`Invalid packet: data length in packet header exceeds data length received. dataPlusChecksumLen=${payload} header: ${header.dataLen}`);
  }
  const dataStart = at + length - header.dataLen;
  return {
    offsetInBlock: header.offsetInBlock,
    seqno: header.seqno,
    lastPacketInBlock: header.lastPacketInBlock,
    syncBlock: header.syncBlock === true,
    sums: bytes.subarray(body, dataStart),
    data: bytes.subarray(dataStart, at + length),
  };
}

/** One packet, in memory of its own, for those who have not many to receive. Rejects as SocketReader.wait, and with WireError. */
export async function readPacket(reader: SocketReader): Promise<Packet> {
  const lengths = await reader.read(packetLengthsLength);
  const bytes = Buffer.allocUnsafe(packetLengthOf(lengths, 0));
  lengths.copy(bytes);
  if (reader.available < bytes.length - packetLengthsLength) await reader.wait(bytes.length - packetLengthsLength);
  reader.takeInto(bytes.subarray(packetLengthsLength));
  return parsePacket(bytes, 0, bytes.length);
}

/**
 * Writes lengths and header of a packet without syncBlock into the `packetHeaderLength` bytes of `frame` before
 * `at`, where its sums and data follow.
 */
export function putPacketHeader(
  frame: Buffer, at: number, sumsLength: number, dataLength: number, offsetInBlock: number, seqno: number, last: boolean,
): void {
  const start = at - packetHeaderLength;
  frame.writeInt32BE(4 + sumsLength + dataLength, start);
  frame.writeInt16BE(25, start + 4);
  frame[start + 6] = 0x09;
  putLong(frame, start + 7, offsetInBlock);
  frame[start + 15] = 0x11;
  putLong(frame, start + 16, seqno);
  frame[start + 24] = 0x18;
  frame[start + 25] = last ? 1 : 0;
  frame[start + 26] = 0x25;
  frame.writeInt32LE(dataLength, start + 27);
}

function putLong(frame: Buffer, at: number, value: number): void {
  const high = Math.floor(value / 0x1_0000_0000);
  frame.writeUInt32LE(value - high * 0x1_0000_0000, at);
  frame.writeInt32LE(high, at + 4);
}

/** A whole packet in fresh memory, for what is not sent by the megabyte. */
export function encodePacket(packet: Pick<Packet, 'offsetInBlock' | 'seqno' | 'lastPacketInBlock' | 'syncBlock'> & { readonly sums: Uint8Array; readonly data: Uint8Array }): Buffer {
  const header = PacketHeaderProto.encode({
    offsetInBlock: packet.offsetInBlock, seqno: packet.seqno, lastPacketInBlock: packet.lastPacketInBlock,
    dataLen: packet.data.length, ...(packet.syncBlock ? { syncBlock: true } : {}),
  });
  const bytes = Buffer.allocUnsafe(packetLengthsLength + header.length + packet.sums.length + packet.data.length);
  bytes.writeInt32BE(4 + packet.sums.length + packet.data.length, 0);
  bytes.writeInt16BE(header.length, 4);
  bytes.set(header, packetLengthsLength);
  bytes.set(packet.sums, packetLengthsLength + header.length);
  bytes.set(packet.data, packetLengthsLength + header.length + packet.sums.length);
  return bytes;
}
