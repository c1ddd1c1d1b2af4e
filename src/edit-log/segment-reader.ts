// Edits out of the bytes of one segment, wherever those come from: a file, an HTTP answer, an RPC. Bounded
// memory: one chunk of the source at a time. Answers to EditLogFileInputStream.
import { EditBatch } from './edit-batch.ts';
import { FrameSplitter } from './frame-splitter.ts';
import type { RawBatch } from './frame-splitter.ts';
import { EditLogCorrupt } from './journal-manager.ts';
import { SegmentHeaderCorrupt } from './segment-header.ts';

export interface SegmentBytes {
  /** For messages: a path or a URL. */
  readonly name: string;
  /** From the header on. Called for each pass over the segment. */
  chunks(): AsyncIterable<Uint8Array>;
}

export interface ReadRange {
  /** The segment's first txid; undefined: as the file has it. */
  readonly segmentTxid?: number | undefined;
  /** The first one wanted; default: the segment's first. */
  readonly fromTxid?: number | undefined;
  /** The last one that may be read: anything behind it is not even looked at. undefined: to the end of the segment. */
  readonly lastTxid?: number | undefined;
  /** Whether an operation cut off at the end of the bytes is damage (a final segment) or not there yet. */
  readonly inProgress: boolean;
}

/**
 * Verified operations of the range as they lie on disk, for those who pass them on or count them. Throws
 * EditLogCorrupt for damage, or when the segment ends before `lastTxid`.
 */
export async function* readRawSegment(source: SegmentBytes, range: ReadRange, anyLayout = true): AsyncIterable<RawBatch & { readonly layoutVersion: number }> {
  const splitter = new FrameSplitter(range.segmentTxid, { anyLayout });
  const last = range.lastTxid ?? Number.POSITIVE_INFINITY;
  try {
    for await (const chunk of source.chunks()) {
      for (const part of splitter.partsOf(chunk)) {
        const batch = splitter.push(part);
        const wanted = batch === undefined ? undefined : cut(batch, range.fromTxid ?? 0, last);
        if (wanted !== undefined) yield { ...wanted, layoutVersion: splitter.layoutVersion ?? 0 };
        if ((splitter.nextTxid ?? 0) > last && batch !== undefined) return;
      }
    }
    splitter.finish();
  } catch (error) {
    if (error instanceof SegmentHeaderCorrupt) {
      if (range.inProgress && range.lastTxid === undefined) return;
      throw new EditLogCorrupt(`${source.name}: ${error.message}`, 0, { cause: error });
    }
    if (error instanceof EditLogCorrupt) throw new EditLogCorrupt(`${source.name}: ${error.message}`, error.offset, { cause: error });
    throw error;
  }
  if (range.lastTxid !== undefined && (splitter.nextTxid ?? range.segmentTxid ?? 0) <= range.lastTxid) {
    const end = splitter.nextTxid === undefined ? 'there is no operation' : `it ends at ${splitter.nextTxid - 1}`;
    throw new EditLogCorrupt(`${source.name}: expected to hold edits up to txid ${range.lastTxid}, but ${end}`, splitter.validLength);
  }
  if (!range.inProgress && splitter.unfinishedBytes > 0) {
    throw new EditLogCorrupt(`${source.name}: the last operation is cut off after ${splitter.unfinishedBytes} bytes`, splitter.validLength);
  }
}

/** The same for those who decode: of a layout that this version knows. */
export async function* readSegment(source: SegmentBytes, range: ReadRange): AsyncIterable<EditBatch> {
  for await (const raw of readRawSegment(source, range, false)) yield new EditBatch(raw, raw.layoutVersion, source.name);
}

/** The part of a batch between two txids, both included; undefined when there is none. */
function cut(batch: RawBatch, from: number, last: number): RawBatch | undefined {
  const end = batch.firstTxid + batch.count - 1;
  if (from <= batch.firstTxid && end <= last) return batch;
  const first = Math.max(from, batch.firstTxid);
  const count = Math.min(end, last) - first + 1;
  if (count <= 0) return undefined;
  const start = offsetOf(batch.bytes, 0, first - batch.firstTxid);
  return { firstTxid: first, count, bytes: batch.bytes.subarray(start, offsetOf(batch.bytes, start, count)) };
}

/** Where the operation `skip` places behind the one at `at` begins. */
function offsetOf(bytes: Buffer, at: number, skip: number): number {
  let offset = at;
  for (let i = 0; i < skip; i++) offset += bytes.readInt32BE(offset + 1) + 5;
  return offset;
}
