// The frame of an operation on disk and on the wire: op-code (1), length (4: of everything but op-code and
// checksum), txid (8), body, CRC32 of all before it (4). Answers to FSEditLogOp.Writer and LengthPrefixedReader.
// Nothing of a body is looked at before its checksum holds.
import type { ByteReader, ByteWriter } from '../../base/bytes.ts';
import { asBuffer, int32At, ShortInputError } from '../../base/bytes.ts';
import { crc32Range } from '../../base/crc32-range.ts';
import { crc32BehindSealed, sealedBytesMax } from '../../base/crc32-sealed.ts';
import { viewOf } from '../../base/recent-view.ts';
import { nameNodeLayoutVersion } from '../../protocol/storage-info.ts';
import { WireError } from '../../wire/wire-error.ts';
import type { EditOp } from './edit-op.ts';
import { codecOf, codecOfCode } from './edit-op.ts';
import { MalformedOp } from './op-codec.ts';

/** Op-code, length, txid and checksum: an operation without a body. */
export const opLengthMin = 17;
/** dfs.namenode.max.op.size: a longer one is taken for garbage. */
export const opLengthMax = 50 * 1024 * 1024;
/** OP_INVALID: what a segment is padded with. The log ends before it. */
export const opInvalid = 0xff;
/** The oldest layout whose operations carry their length (EDITLOG_LENGTH, Hadoop 2.4). */
export const layoutOldest = -56;

/** Bytes that are not an operation. `reason` says which check found it. */
export class CorruptOp extends Error {
  override readonly name = 'CorruptOp';
  readonly reason: 'length' | 'checksum' | 'opcode' | 'body';
  /** Where the operation starts, in the buffer it was read from. */
  readonly offset: number;
  /** What its frame says; not to be relied on where the checksum failed. */
  readonly txid: number | undefined;

  constructor(reason: CorruptOp['reason'], message: string, offset: number, txid?: number, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
    this.offset = offset;
    this.txid = txid;
  }
}

export interface DecodedOp {
  readonly op: EditOp;
  readonly txid: number;
}

/** Appends `op` as layout -67 has it. Throws MalformedOp for a value that the format cannot hold. */
export function encodeOp(w: ByteWriter, op: EditOp, txid: number): void {
  const start = w.length;
  const codec = codecOf(op.op);
  w.u8(codec.code);
  w.i32(0);
  w.long(txid);
  codec.write(w, op);
  w.patchI32(start + 1, w.length - start - 1);
  w.i32(w.crc32(start));
}

/**
 * The length in bytes of the operation at `at`, its checksum verified; 0 when `bytes` end before the
 * operation does, -1 when the log ends here (OP_INVALID). Throws CorruptOp for a bad length or checksum.
 */
export function frameLength(bytes: Buffer, at: number, end: number, lengthMax = opLengthMax): number {
  if (at >= end) return 0;
  const opCode = bytes[at] as number;
  if (opCode === opInvalid) return -1;
  if (at + 5 > end) return 0;
  const length = statedLength(bytes, at);
  if (length > lengthMax) {
    throw new CorruptOp('length', `Op ${signed(opCode)} has size ${length}, but maxOpSize = ${lengthMax}`, at);
  }
  if (length < opLengthMin) {
    throw new CorruptOp('length', `Op ${signed(opCode)} has size ${length}, but the minimum op size is ${opLengthMin}`, at);
  }
  if (at + length > end) return 0;
  const calculated = crc32Range(bytes, at, at + length - 4);
  const read = int32At(bytes, at + length - 4);
  if (calculated !== read) {
    const message = `Transaction is corrupt. Calculated checksum is ${calculated} but read checksum ${read}`;
    throw new CorruptOp('checksum', message, at, txidAt(bytes, at));
  }
  return length;
}

/** Whole operations side by side. */
export interface FrameRun {
  readonly count: number;
  /** Behind the last one. */
  readonly end: number;
}

/** Fewer bytes are not worth a run. */
const runBytesMin = 256;

/**
 * The run of short operations from `at` on whose txids follow each other (from `txid` on; undefined: from whatever the first
 * has), all of their checksums verified at once; maybe none. undefined: one of them does not hold, which {@link frameLength}
 * will tell operation by operation.
 */
export function frameRun(bytes: Buffer, at: number, end: number, txid: number | undefined, lengthMax = opLengthMax): FrameRun | undefined {
  if (end - at < runBytesMin) return { count: 0, end: at };
  const view = viewOf(bytes);
  const longest = Math.min(lengthMax, sealedBytesMax - 1);
  let next = txid ?? txidAt(bytes, at);
  let count = 0;
  let sum = 0;
  let to = at;
  while (to + opLengthMin <= end) {
    const length = view.getInt32(to + 1) + 5;
    if (length < opLengthMin || length > longest || to + length > end || bytes[to] === opInvalid) break;
    if (view.getInt32(to + 5) * 0x1_0000_0000 + view.getUint32(to + 9) !== next) break;
    sum = crc32BehindSealed(sum, length, view, to + length - 4);
    next++;
    count++;
    to += length;
  }
  return sum === crc32Range(bytes, at, to) ? { count, end: to } : undefined;
}

function signed(byte: number): number {
  return (byte << 24) >> 24;
}

/** How long the operation at `at` says that it is, from its op-code to its checksum. */
export function statedLength(bytes: Buffer, at: number): number {
  return int32At(bytes, at + 1) + 5;
}

/** The txid of the operation at `at`. */
export function txidAt(bytes: Buffer, at: number): number {
  return int32At(bytes, at + 5) * 0x1_0000_0000 + (int32At(bytes, at + 9) >>> 0);
}

/** The operation at `at`, whose frame {@link frameLength} has verified. Throws CorruptOp. */
export function decodeFramed(r: ByteReader, at: number, length: number, layout: number): EditOp {
  const opCode = r.bytes[at] as number;
  const codec = codecOfCode[opCode];
  if (codec === undefined) throw new CorruptOp('opcode', `Read invalid opcode ${signed(opCode)}`, at, txidAt(r.bytes, at));
  r.position = at + 13;
  let op: EditOp;
  try {
    op = codec.read(r, layout);
  } catch (error) {
    if (!(error instanceof MalformedOp || error instanceof ShortInputError || error instanceof WireError)) throw error;
    throw new CorruptOp('body', `${codec.name}: ${error.message}`, at, txidAt(r.bytes, at), { cause: error });
  }
  if (r.position !== at + length - 4) {
    const message = `${codec.name}: the body has ${length - 17} bytes, ${r.position - at - 13} were read`;
    throw new CorruptOp('body', message, at, txidAt(r.bytes, at));
  }
  r.position = at + length;
  return op;
}

/**
 * Reads the operation at the reader's position and moves behind it; undefined, and no move, at the end of
 * the log or of the input. Throws CorruptOp, ShortInputError for an operation that is cut off.
 */
export function decodeOp(r: ByteReader, layout: number = nameNodeLayoutVersion): DecodedOp | undefined {
  const at = r.position;
  const length = frameLength(r.bytes, at, r.end);
  if (length < 0 || at >= r.end) return undefined;
  if (length === 0) throw new ShortInputError(at, opLengthMin, r.end);
  return { op: decodeFramed(r, at, length, layout), txid: txidAt(r.bytes, at) };
}

/** A copy of one encoded operation with another txid: for edits that move behind a new START_LOG_SEGMENT. */
export function renumber(opBytes: Uint8Array, txid: number): Buffer {
  const copy = Buffer.from(asBuffer(opBytes));
  if (frameLength(copy, 0, copy.length) !== copy.length) throw new MalformedOp('not exactly one operation');
  copy.writeInt32BE(Math.floor(txid / 0x1_0000_0000), 5);
  copy.writeUInt32BE(txid % 0x1_0000_0000, 9);
  copy.writeInt32BE(crc32Range(copy, 0, copy.length - 4), copy.length - 4);
  return copy;
}
