// Packets of block data: length, header length, header, sums, data. The same in both directions.
// Answers to org.apache.hadoop.hdfs.protocol.datatransfer.{PacketHeader, PacketReceiver}.
//
//   4 bytes  length of sums and data, plus 4
//   2 bytes  length of the header
//   n bytes  PacketHeaderProto
//            sums, one per chunk · data
import { PacketHeaderProto } from '../wire/data-transfer.ts';
import { WireError } from '../wire/wire-error.ts';
import { takeTransferBuffer } from './chunk-sums.ts';
import type { SocketReader } from './socket-reader.ts';

/** DFSPacket.HEART_BEAT_SEQNO: a packet without data that only keeps the pipeline alive. */
export const heartbeatSeqno = -1;
/** dfs.data.transfer.max.packet.size. */
export const packetLengthMax = 16 * 1024 * 1024;

const lengthsLength = 6;
/** The two lengths and a header without syncBlock, which are always as long. */
export const packetHeaderLength = lengthsLength + 25;

export interface Packet {
  readonly offsetInBlock: number;
  readonly seqno: number;
  readonly lastPacketInBlock: boolean;
  /** hsync: to be on disk before it is acknowledged. */
  readonly syncBlock: boolean;
  /** The whole packet as it came, for the mirror; `giveTransferBuffer` frees it, `sums` and `data`. */
  readonly bytes: Buffer;
  readonly sums: Buffer;
  readonly data: Buffer;
}

/** The next packet, in memory of `takeTransferBuffer`; WireError when its lengths contradict each other. */
export async function readPacket(reader: SocketReader): Promise<Packet> {
  if (reader.available < lengthsLength) await reader.wait(lengthsLength);
  const payload = ((reader.peek(0) << 24) | (reader.peek(1) << 16) | (reader.peek(2) << 8) | reader.peek(3)) - 4;
  const headerLength = (reader.peek(4) << 8) | reader.peek(5);
  if (payload < 0) throw new WireError(`Invalid payload length ${payload + 4}`);
  if (headerLength > 0x7fff) throw new WireError(`Invalid header length ${headerLength - 0x1_0000}`);
  const length = lengthsLength + headerLength + payload;
  if (payload + 4 + headerLength > packetLengthMax) throw new WireError(`Incorrect value for packet payload size: ${payload + 4}`);
  if (reader.available < length) await reader.wait(length);
  const bytes = takeTransferBuffer(length);
  reader.takeInto(bytes);
  const body = lengthsLength + headerLength;
  const header = PacketHeaderProto.decode(bytes, lengthsLength, body);
  if (header.dataLen < 0 || header.dataLen > payload) {
    throw new WireError(`Invalid packet: data length in packet header exceeds data length received. dataPlusChecksumLen=${payload} header: ${header.dataLen}`);
  }
  const dataStart = length - header.dataLen;
  return {
    offsetInBlock: header.offsetInBlock,
    seqno: header.seqno,
    lastPacketInBlock: header.lastPacketInBlock,
    syncBlock: header.syncBlock === true,
    bytes,
    sums: bytes.subarray(body, dataStart),
    data: bytes.subarray(dataStart, length),
  };
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
  const bytes = Buffer.allocUnsafe(lengthsLength + header.length + packet.sums.length + packet.data.length);
  bytes.writeInt32BE(4 + packet.sums.length + packet.data.length, 0);
  bytes.writeInt16BE(header.length, 4);
  bytes.set(header, lengthsLength);
  bytes.set(packet.sums, lengthsLength + header.length);
  bytes.set(packet.data, lengthsLength + header.length + packet.sums.length);
  return bytes;
}
