// Where a segment file ends: its operations' frames and checksums are followed until they stop being good. Bodies are
// not decoded: a JournalNode keeps edits of newer NameNodes, too. Answers to FSEditLogLoader.scanEditLog.
import { Md5 } from '../../base/checksums.ts';
import type { DiskFile } from '../../env/env.ts';
import { CorruptOp, frameLength, opInvalid, txidAt } from '../../edit-log/ops/op-frame.ts';
import { SegmentHeaderCorrupt, readSegmentHeader, segmentHeaderBytes } from '../../edit-log/segment-header.ts';

const chunkBytes = 1024 * 1024;

export interface SegmentScan {
  /** Undefined when the header is cut off or no layout version: nothing in the file can be read. */
  readonly layoutVersion: number | undefined;
  /** Undefined when there is no operation. */
  readonly firstTxId: number | undefined;
  readonly lastTxId: number | undefined;
  /** Header and good operations. */
  readonly endBytes: number;
  readonly lengthBytes: number;
  /** What is behind them. clean: nothing, or padding. garbage: a torn write, or damage. */
  readonly tail: 'clean' | 'garbage';
  /** MD5 of the first `endBytes` bytes. */
  readonly digest: Uint8Array;
}

/** Reads `file` to the end of what is good: txids must follow each other. Throws WorldError only. */
export async function scanSegment(file: DiskFile): Promise<SegmentScan> {
  const lengthBytes = await file.size();
  const md5 = new Md5();
  let window = Buffer.allocUnsafe(2 * chunkBytes);
  /** What `window` holds: from windowFrom on, `filled` bytes. */
  let windowFrom = 0;
  let filled = 0;
  let at = 0;
  let layoutVersion: number | undefined;
  let firstTxId: number | undefined;
  let lastTxId: number | undefined;
  let stop = false;

  while (!stop) {
    if (at > 0) {
      md5.update(window.subarray(0, at));
      window.copyWithin(0, at, filled);
      windowFrom += at;
      filled -= at;
      at = 0;
    }
    if (filled === window.length) window = Buffer.concat([window], window.length * 2);
    const read = await file.read(window.subarray(filled), windowFrom + filled);
    filled += read;
    if (windowFrom === 0 && layoutVersion === undefined) {
      layoutVersion = layoutOf(window.subarray(0, filled));
      if (layoutVersion === undefined) break;
      at = segmentHeaderBytes;
    }
    for (;;) {
      let length: number;
      try {
        length = frameLength(window, at, filled);
      } catch (error) {
        if (!(error instanceof CorruptOp)) throw error;
        stop = true;
        break;
      }
      if (length < 0) stop = true;
      if (length <= 0) break;
      const txid = txidAt(window, at);
      if (lastTxId !== undefined && txid !== lastTxId + 1) {
        stop = true;
        break;
      }
      firstTxId ??= txid;
      lastTxId = txid;
      at += length;
    }
    if (read === 0) stop = true;
  }
  if (at > 0) md5.update(window.subarray(0, at));
  const endBytes = windowFrom + at;
  return {
    layoutVersion, firstTxId, lastTxId, endBytes, lengthBytes,
    tail: await paddedFrom(file, endBytes, lengthBytes) ? 'clean' : 'garbage',
    digest: md5.soFar(),
  };
}

function layoutOf(bytes: Uint8Array): number | undefined {
  try {
    return readSegmentHeader(bytes, true);
  } catch (error) {
    if (error instanceof SegmentHeaderCorrupt) return undefined;
    throw error;
  }
}

/** Whether there is nothing but OP_INVALID from `from` on. */
async function paddedFrom(file: DiskFile, from: number, lengthBytes: number): Promise<boolean> {
  const chunk = Buffer.allocUnsafe(Math.max(1, Math.min(chunkBytes, lengthBytes - from)));
  for (let position = from; position < lengthBytes;) {
    const read = await file.read(chunk, position);
    if (read === 0) return true;
    for (let i = 0; i < read; i++) if (chunk[i] !== opInvalid) return false;
    position += read;
  }
  return true;
}
