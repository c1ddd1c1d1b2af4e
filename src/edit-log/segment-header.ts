// The eight bytes before the first operation of a segment: layout version and layout flags. Answers to
// EditLogFileOutputStream.writeHeader and EditLogFileInputStream.readLogVersion.
import type { ByteWriter } from '../base/bytes.ts';
import { asBuffer } from '../base/bytes.ts';
import { nameNodeLayoutVersion } from '../protocol/storage-info.ts';
import { layoutOldest } from './ops/op-frame.ts';

export const segmentHeaderBytes = 8;

export function writeSegmentHeader(w: ByteWriter, layoutVersion: number): void {
  w.i32(layoutVersion);
  w.i32(0);
}

/** A segment whose first bytes are not a header that we understand. */
export class SegmentHeaderCorrupt extends Error {
  override readonly name = 'SegmentHeaderCorrupt';
}

/**
 * The layout version that `bytes` begin with. Throws SegmentHeaderCorrupt for too few bytes, for padding in
 * place of a header, for layout flags, and, unless `anyLayout`, for a layout whose operations we do not read.
 */
export function readSegmentHeader(bytes: Uint8Array, anyLayout = false): number {
  const buffer = asBuffer(bytes);
  if (buffer.length < 4) throw new SegmentHeaderCorrupt('No header found in log');
  const layout = buffer.readInt32BE(0);
  if (layout === -1) {
    throw new SegmentHeaderCorrupt('No header present in log (value is -1), probably due to disk space issues when it was '
      + 'created. The log has no transactions and will be sidelined.');
  }
  if (layout > layoutOldest || (!anyLayout && layout < nameNodeLayoutVersion)) {
    throw new SegmentHeaderCorrupt(`Unexpected version of the file system log file: ${layout}. Current version = ${nameNodeLayoutVersion}.`);
  }
  if (buffer.length < segmentHeaderBytes) throw new SegmentHeaderCorrupt('EOF while reading layout flags from log');
  const flags = buffer.readInt32BE(4);
  if (flags !== 0) throw new SegmentHeaderCorrupt(`The log has ${flags} layout flags; this version knows none.`);
  return layout;
}
