// The segment that is being written, as the writer keeps it for JournalNodes that miss calls: the edits that not all of them
// have yet, up to a bound. Whatever is older they must get from one another.
import { assert } from '../../base/assert.ts';
import { asBuffer } from '../../base/bytes.ts';
import { statedLength } from '../../edit-log/ops/op-frame.ts';

/** Edits in a row. */
export interface SegmentPiece {
  readonly firstTxid: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** More is not kept for a JournalNode that is gone, in bytes. */
const keptBytesMax = 16 * 1024 * 1024;
/** Pieces are sent together up to this. */
const pieceBytesMax = 512 * 1024;

export class OpenSegment {
  readonly firstTxid: number;
  readonly layoutVersion: number;
  /** A majority has its START: only from then on may anybody be taken into it (HA.md 23). */
  started = false;
  #pieces: SegmentPiece[] = [];
  #bytes = 0;
  #nextTxid: number;
  readonly #keptBytesMax: number;

  constructor(firstTxid: number, layoutVersion: number, bytesMax = keptBytesMax) {
    this.firstTxid = firstTxid;
    this.layoutVersion = layoutVersion;
    this.#nextTxid = firstTxid;
    this.#keptBytesMax = bytesMax;
  }

  /** Behind the last edits that were sent. */
  get nextTxid(): number {
    return this.#nextTxid;
  }

  /** The first txid from which on everything is here. */
  get heldTxid(): number {
    return this.#pieces[0]?.firstTxid ?? this.#nextTxid;
  }

  /** Edits that are sent. */
  add(piece: SegmentPiece): void {
    assert(piece.firstTxid === this.#nextTxid, `edits from ${piece.firstTxid}, ${this.#nextTxid} are next`);
    this.#pieces.push(piece);
    this.#bytes += piece.bytes.length;
    this.#nextTxid += piece.count;
    while (this.#bytes > this.#keptBytesMax) this.#dropFirst();
  }

  /** All JournalNodes have what lies at or below `txid`. */
  trim(txid: number): void {
    for (let first = this.#pieces[0]; first !== undefined && first.firstTxid + first.count - 1 <= txid; first = this.#pieces[0]) this.#dropFirst();
  }

  #dropFirst(): void {
    this.#bytes -= this.#pieces.shift()?.bytes.length ?? 0;
  }

  /**
   * The edits from `fromTxid` up to, without it, `untilTxid`, where a batch begins, in pieces that are worth a call. Undefined when
   * they are not all here.
   */
  between(fromTxid: number, untilTxid: number): SegmentPiece[] | undefined {
    if (fromTxid === untilTxid) return [];
    if (fromTxid < this.heldTxid || fromTxid > untilTxid || untilTxid > this.#nextTxid) return undefined;
    const joined: SegmentPiece[] = [];
    let run: SegmentPiece[] = [];
    let runBytes = 0;
    const join = (): void => {
      const [first] = run;
      if (first !== undefined) joined.push({ firstTxid: first.firstTxid, count: run.reduce((sum, { count }) => sum + count, 0), bytes: Buffer.concat(run.map(({ bytes }) => bytes)) });
      run = [];
      runBytes = 0;
    };
    for (const whole of this.#pieces) {
      if (whole.firstTxid + whole.count <= fromTxid) continue;
      if (whole.firstTxid >= untilTxid) break;
      const piece = tailOf(whole, fromTxid);
      if (runBytes > 0 && runBytes + piece.bytes.length > pieceBytesMax) join();
      run.push(piece);
      runBytes += piece.bytes.length;
    }
    join();
    return joined;
  }
}

/** The edits of a piece from `txid` on: a batch may have been torn in its middle. */
function tailOf(piece: SegmentPiece, txid: number): SegmentPiece {
  if (txid <= piece.firstTxid) return piece;
  const bytes = asBuffer(piece.bytes);
  let at = 0;
  for (let next = piece.firstTxid; next < txid; next++) at += statedLength(bytes, at);
  return { firstTxid: txid, count: piece.firstTxid + piece.count - txid, bytes: bytes.subarray(at) };
}
