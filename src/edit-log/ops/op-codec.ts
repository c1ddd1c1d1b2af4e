// What every edit-log operation is made of: a plain readonly value and a codec for its body. The frame
// around the body (op-code, length, txid, checksum) is op-frame.ts; the table of all codecs edit-op.ts.
// Answers to FSEditLogOp.readFields and writeFields of Hadoop 3.4.
import type { ByteReader, ByteWriter } from '../../base/bytes.ts';

/** The body of one operation. */
export interface OpCodec<T extends { readonly op: string }> {
  readonly name: T['op'];
  /** FSEditLogOpCodes: 0 to 127. */
  readonly code: number;
  /** Writes the body as layout -67 has it. */
  readonly write: (w: ByteWriter, op: T) => void;
  /** Reads the body as `layout` (negative, at most -56) has it. Throws ShortInputError or MalformedOp. */
  readonly read: (r: ByteReader, layout: number) => T;
}

/**
 * Who asked, for the retry cache: on operations that a client must not run twice. An empty client id and
 * call id -2 say that nobody did (RpcConstants.DUMMY_CLIENT_ID, INVALID_CALL_ID).
 */
export interface RpcIds {
  /** 16 bytes, or none. */
  readonly rpcClientId: Uint8Array;
  readonly rpcCallId: number;
}

/** The ids of an operation that no RPC asked for. */
export const noRpcIds: RpcIds = { rpcClientId: new Uint8Array(0), rpcCallId: -2 };

/** Whether an operation belongs into the retry cache (FSEditLogOp.hasRpcIds). */
export function hasRpcIds<T extends object>(op: T & Partial<RpcIds>): op is T & RpcIds {
  return op.rpcClientId !== undefined && op.rpcClientId.length > 0 && op.rpcCallId !== -2;
}

/** A body whose checksum holds and which is still not what its op-code says. */
export class MalformedOp extends Error {
  override readonly name = 'MalformedOp';
}
