// Where a segment ends, and whether what lies behind its end is a write that was cut off or damage. Nothing is
// decoded. Answers to FSEditLogLoader.scanEditLog, which goes on behind damage as if nothing were missing;
// here a segment ends before the first byte that is wrong.
import type { Disk } from '../env/env.ts';
import { frameLength, opInvalid, opLengthMin, statedLength, txidAt } from './ops/op-frame.ts';
import { FrameSplitter } from './frame-splitter.ts';
import { EditLogCorrupt } from './journal-manager.ts';
import { readChunks } from './read-chunks.ts';
import { SegmentHeaderCorrupt } from './segment-header.ts';

/** What was found behind the last good operation that is not padding. */
export interface SegmentDamage {
  /** Where the first wrong byte's operation begins. */
  readonly offset: number;
  readonly message: string;
  /**
   * torn: the trace of a write that power or process did not live to finish: nothing good follows, or a
   * sector of it was never written. garbage: good operations follow bytes that were written and are wrong.
   * Which of the two may be cut off is the caller's to say: only what nobody was told is durable.
   */
  readonly kind: 'torn' | 'garbage';
  /** The txid of the next good operation behind it. */
  readonly nextTxid: number | undefined;
}

export interface SegmentScan {
  /** undefined: the header is unreadable, and so is all the rest; `damage` says why. */
  readonly layoutVersion: number | undefined;
  /** undefined: there is no operation. */
  readonly firstTxid: number | undefined;
  readonly lastTxid: number | undefined;
  /** Bytes up to the end of the last good operation; 0 without a header. */
  readonly validLength: number;
  /** Of the file, padding included. */
  readonly fileLength: number;
  readonly damage: SegmentDamage | undefined;
}

export interface ScanOptions {
  /** Stop behind this txid: what follows is being written. */
  readonly maxTxid?: number;
  /** What the first operation must have, from the file's name. */
  readonly firstTxid?: number;
}

/** Reads the whole file once, in bounded memory. Throws WorldError only. */
export async function scanSegment(disk: Pick<Disk, 'open' | 'stat'>, path: string, options: ScanOptions = {}): Promise<SegmentScan> {
  const fileLength = (await disk.stat(path))?.lengthBytes ?? 0;
  const splitter = new FrameSplitter(options.firstTxid, { anyLayout: true });
  let firstTxid: number | undefined;
  const ends = (damage: SegmentDamage | undefined): SegmentScan => ({
    layoutVersion: splitter.layoutVersion, firstTxid, lastTxid: firstTxid === undefined ? undefined : (splitter.nextTxid ?? 0) - 1,
    validLength: splitter.layoutVersion === undefined ? 0 : splitter.validLength, fileLength, damage,
  });
  try {
    for await (const chunk of readChunks(disk, path)) {
      for (const part of splitter.partsOf(chunk)) {
        const batch = splitter.push(part);
        firstTxid ??= batch?.firstTxid;
        if (options.maxTxid !== undefined && (splitter.nextTxid ?? 0) > options.maxTxid && firstTxid !== undefined) return ends(undefined);
      }
    }
    splitter.finish();
  } catch (error) {
    if (error instanceof SegmentHeaderCorrupt) return ends(await judgeHeader(disk, path, options.firstTxid ?? 0, error.message));
    if (!(error instanceof EditLogCorrupt)) throw error;
    return ends(await judge(disk, path, splitter, error.message));
  }
  if (splitter.layoutVersion === undefined) return ends({ offset: 0, message: 'No header found in log', kind: 'torn', nextTxid: undefined });
  if (splitter.unfinishedBytes === 0) return ends(undefined);
  return ends(await judge(disk, path, splitter, `the last operation is cut off after ${splitter.unfinishedBytes} bytes`));
}

/** A file without a header was never begun, unless there is an operation in it. */
async function judgeHeader(disk: Pick<Disk, 'open' | 'stat'>, path: string, txidMin: number, message: string): Promise<SegmentDamage> {
  const found = await nextGoodOp(disk, path, 0, txidMin);
  return { offset: 0, message, kind: found === undefined ? 'torn' : 'garbage', nextTxid: found?.txid };
}

/** Looks for a good operation behind the damage, and for sectors between that were never written. */
async function judge(disk: Pick<Disk, 'open' | 'stat'>, path: string, splitter: FrameSplitter, message: string): Promise<SegmentDamage> {
  const offset = splitter.validLength;
  const found = await nextGoodOp(disk, path, offset, splitter.nextTxid ?? 0);
  const torn = found === undefined || found.gapUnwritten;
  return { offset, message, kind: torn ? 'torn' : 'garbage', nextTxid: found?.txid };
}

/** Operations longer than this are not found again. */
const windowBytes = 1024 * 1024;
const sectorBytes = 512;
/** How far the txid may have gone on behind the damage. */
const txidsAhead = 1e12;

async function nextGoodOp(
  disk: Pick<Disk, 'open' | 'stat'>, path: string, from: number, txidMin: number,
): Promise<{ readonly txid: number; readonly gapUnwritten: boolean } | undefined> {
  let window: Buffer = Buffer.alloc(0);
  let gapUnwritten = false;
  let start = from;
  const examine = (end: number): number | undefined => {
    for (let at = start === from ? 1 : 0; at < end; at++) {
      if ((start + at) % sectorBytes === 0 && unwritten(window, at, Math.min(at + sectorBytes, window.length))) gapUnwritten = true;
      const txid = goodTxid(window, at, txidMin);
      if (txid !== undefined) return txid;
    }
    return undefined;
  };
  // The damage may begin inside a sector whose rest was never written.
  for await (const chunk of readChunks(disk, path, from, windowBytes)) {
    if (start === from && window.length === 0) {
      const sectorEnd = Math.min((Math.floor(from / sectorBytes) + 1) * sectorBytes - from, chunk.length);
      gapUnwritten = unwritten(chunk, 0, sectorEnd);
    }
    window = Buffer.concat([window, chunk]);
    if (window.length < 2 * windowBytes) continue;
    const txid = examine(windowBytes);
    if (txid !== undefined) return { txid, gapUnwritten };
    window = window.subarray(windowBytes);
    start += windowBytes;
  }
  const txid = examine(window.length);
  return txid === undefined ? undefined : { txid, gapUnwritten };
}

function unwritten(bytes: Buffer, from: number, to: number): boolean {
  const first = bytes[from];
  if (first !== opInvalid && first !== 0) return false;
  for (let i = from; i < to; i++) if (bytes[i] !== first) return false;
  return to > from;
}

function goodTxid(bytes: Buffer, at: number, txidMin: number): number | undefined {
  if (at + opLengthMin > bytes.length || (bytes[at] as number) > 0x7f) return undefined;
  const length = statedLength(bytes, at);
  if (length < opLengthMin || at + length > bytes.length) return undefined;
  const txid = txidAt(bytes, at);
  if (txid < txidMin || txid > txidMin + txidsAhead) return undefined;
  try {
    return frameLength(bytes, at, bytes.length) > 0 ? txid : undefined;
  } catch {
    return undefined;
  }
}
