// What an edit log has taken and the journal has not acknowledged: batches of edits and, between them, the ends
// and starts of segments, in the order of txids. After a quorum was lost and recovered the part that the
// recovered log does not hold moves behind a new START_LOG_SEGMENT (HA.md 29); this file does that moving.
import type { Deferred } from '../base/async.ts';
import type { Span } from '../env/env.ts';
import { ByteWriter } from '../base/bytes.ts';
import { encodeOp, renumber, statedLength } from './ops/op-frame.ts';

/** Edits that go to the journal in one call. */
export interface PendingEdits {
  readonly kind: 'edits';
  readonly firstTxid: number;
  readonly count: number;
  readonly bytes: Buffer;
  /** Resolves when the last of them is durable. */
  readonly durable: Deferred<void>;
  /** When the first of them was appended, monotonic ms. */
  readonly sinceMs: number;
  /** Of those whose calls are traced; undefined of none. */
  readonly spans?: readonly Span[] | undefined;
}

/** A segment to open; its START_LOG_SEGMENT travels alone. */
export interface PendingStart {
  readonly kind: 'start';
  readonly firstTxid: number;
  readonly count: 1;
  readonly bytes: Buffer;
  readonly durable: Deferred<void>;
}

/** A segment to close, whose END_LOG_SEGMENT is the last of the edits before. */
export interface PendingFinalize {
  readonly kind: 'finalize';
  readonly lastTxid: number;
  readonly done: Deferred<void>;
}

export type Pending = PendingEdits | PendingStart | PendingFinalize;

/** One encoded operation. */
export interface EncodedEdit {
  readonly txid: number;
  readonly bytes: Buffer;
}

export function startItem(txid: number, durable: Deferred<void>): PendingStart {
  const w = new ByteWriter(32);
  encodeOp(w, { op: 'OP_START_LOG_SEGMENT' }, txid);
  return { kind: 'start', firstTxid: txid, count: 1, bytes: w.take(), durable };
}

/** The operations of a batch, one by one, over the same memory. */
export function editsOf(batch: { readonly firstTxid: number; readonly count: number; readonly bytes: Buffer }): EncodedEdit[] {
  const edits: EncodedEdit[] = [];
  let at = 0;
  for (let i = 0; i < batch.count; i++) {
    const length = statedLength(batch.bytes, at);
    edits.push({ txid: batch.firstTxid + i, bytes: batch.bytes.subarray(at, at + length) });
    at += length;
  }
  return edits;
}

export interface Moved {
  readonly items: readonly Pending[];
  /** What is to be added to every txid above the recovered end: 0 or 1. */
  readonly shift: 0 | 1;
  /** Of what the recovered log holds: theirs is to be resolved. */
  readonly settled: readonly Deferred<void>[];
}

/**
 * `items` as they are to be sent to a log that recovery has closed at `recoveredEnd`: what it holds is gone
 * from them, and what is left begins with a START at recoveredEnd + 1, the one that was waiting there or a
 * new one (`newStart` makes its promise). Nothing is left, and no START made, when nothing was left and
 * `open` says that no segment is to be open.
 */
export function movedBehind(items: readonly Pending[], recoveredEnd: number, open: boolean, newStart: () => Deferred<void>): Moved {
  const settled: Deferred<void>[] = [];
  const left: Pending[] = [];
  for (const item of items) {
    if (item.kind === 'finalize') {
      // Recovery has finalized what it found.
      if (item.lastTxid <= recoveredEnd) settled.push(item.done);
      else left.push(item);
    } else if (item.firstTxid + item.count - 1 <= recoveredEnd) {
      settled.push(item.durable);
    } else {
      left.push(item.kind === 'edits' ? behind(item, recoveredEnd) : item);
    }
  }
  const [first] = left;
  if (first === undefined && !open) return { items: left, shift: 0, settled };
  if (first?.kind === 'start') return { items: left, shift: 0, settled };
  return { items: [startItem(recoveredEnd + 1, newStart()), ...left.map(shifted)], shift: 1, settled };
}

/** The edits of a batch above a txid. Whoever waits for the others waits for these as well, which is only later. */
function behind(item: PendingEdits, txid: number): PendingEdits {
  const skip = txid - item.firstTxid + 1;
  if (skip <= 0) return item;
  let at = 0;
  for (let i = 0; i < skip; i++) at += statedLength(item.bytes, at);
  return { ...item, firstTxid: txid + 1, count: item.count - skip, bytes: item.bytes.subarray(at) };
}

function shifted(item: Pending): Pending {
  if (item.kind === 'finalize') return { ...item, lastTxid: item.lastTxid + 1 };
  const bytes = Buffer.concat(editsOf(item).map((edit) => renumber(edit.bytes, edit.txid + 1)));
  return { ...item, firstTxid: item.firstTxid + 1, bytes };
}
