// How an operation opens on a DataNode's streaming port: version (short), op code (byte), then one protobuf message
// with its varint length. Answers to org.apache.hadoop.hdfs.protocol.datatransfer.{Op, Sender, Receiver}.
import type { Codec } from '../wire/codec.ts';

/** DataTransferProtocol.DATA_TRANSFER_VERSION. */
export const dataTransferVersion = 28;

export const opCode = {
  WRITE_BLOCK: 80,
  READ_BLOCK: 81,
  READ_METADATA: 82,
  REPLACE_BLOCK: 83,
  COPY_BLOCK: 84,
  BLOCK_CHECKSUM: 85,
  TRANSFER_BLOCK: 86,
  REQUEST_SHORT_CIRCUIT_FDS: 87,
  RELEASE_SHORT_CIRCUIT_FDS: 88,
  REQUEST_SHORT_CIRCUIT_SHM: 89,
  BLOCK_GROUP_CHECKSUM: 90,
  CUSTOM: 127,
} as const;

export type OpName = keyof typeof opCode;

const names: ReadonlyMap<number, OpName> = new Map((Object.keys(opCode) as OpName[]).map((name) => [opCode[name], name]));

/** The operation of a code; undefined for a code that is none. */
export function opOfCode(code: number): OpName | undefined {
  return names.get(code);
}

/** The bytes that open operation `op` with `message`. */
export function encodeOp<T>(op: OpName, codec: Codec<T>, message: T): Uint8Array {
  const body = codec.encodeDelimited(message);
  const bytes = new Uint8Array(3 + body.length);
  bytes[1] = dataTransferVersion;
  bytes[2] = opCode[op];
  bytes.set(body, 3);
  return bytes;
}
