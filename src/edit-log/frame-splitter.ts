// Cuts the bytes of a segment, which come in chunks of any size, into whole operations, and checks what can
// be checked without decoding them: header, lengths, checksums, that txids follow each other, that nothing
// but padding follows the end. Memory: one chunk and one operation.
import { asBuffer } from '../base/bytes.ts';
import { EditLogCorrupt } from './journal-manager.ts';
import { CorruptOp, frameLength, frameRun, statedLength, txidAt } from './ops/op-frame.ts';
import { readSegmentHeader, segmentHeaderBytes } from './segment-header.ts';

/** Whole operations with consecutive txids, as they lie in the segment. */
export interface RawBatch {
  readonly firstTxid: number;
  readonly count: number;
  /** The operations back to back, verified. */
  readonly bytes: Buffer;
}

export class FrameSplitter {
  readonly #anyLayout: boolean;
  readonly #lengthMax: number | undefined;
  #layout: number | undefined;
  /** Bytes behind the last whole operation, and how many of them it takes to go on. */
  #rest: Buffer[] = [];
  #restBytes = 0;
  #wanted = segmentHeaderBytes;
  /** Where #rest begins in the segment. */
  #offset = 0;
  #nextTxid: number | undefined;
  #padding = false;
  #failure: EditLogCorrupt | undefined;

  /**
   * `firstTxid`: what the first operation must have; undefined: anything. `anyLayout`: for readers that do
   * not decode, such as JournalNodes during an upgrade.
   */
  constructor(firstTxid: number | undefined, options: { readonly anyLayout?: boolean; readonly opLengthMax?: number } = {}) {
    this.#nextTxid = firstTxid;
    this.#anyLayout = options.anyLayout ?? false;
    this.#lengthMax = options.opLengthMax;
  }

  /** The header's layout version; undefined before eight bytes have come. */
  get layoutVersion(): number | undefined {
    return this.#layout;
  }

  /** Bytes from the segment's start to the end of the last whole operation. */
  get validLength(): number {
    return this.#offset;
  }

  /** The txid that the next operation must have; undefined before the first one. */
  get nextTxid(): number | undefined {
    return this.#nextTxid;
  }

  /** Whether OP_INVALID was met: no operation follows. */
  get ended(): boolean {
    return this.#padding;
  }

  /** Bytes of an operation that is not whole yet. */
  get unfinishedBytes(): number {
    return this.#restBytes;
  }

  /** A chunk in the parts that it is best pushed in: so only an operation that the chunk before cut off is copied, not all behind it. */
  *partsOf(chunk: Uint8Array): Generator<Uint8Array> {
    for (let rest = chunk; rest.length > 0;) {
      const length = this.#restBytes === 0 ? rest.length : Math.min(rest.length, Math.max(1, this.#wanted - this.#restBytes));
      yield rest.subarray(0, length);
      rest = rest.subarray(length);
    }
  }

  /**
   * Takes the next bytes and gives the operations that are whole with them; undefined when none is. Throws
   * EditLogCorrupt (with the offset in the segment) for damage and SegmentHeaderCorrupt; what was whole
   * before the damage is given first, and the error comes with the next call.
   */
  push(chunk: Uint8Array): RawBatch | undefined {
    this.#throwIfFailed();
    if (this.#padding) {
      this.#checkPadding(asBuffer(chunk), 0);
      this.#throwIfFailed();
      return undefined;
    }
    this.#rest.push(asBuffer(chunk));
    this.#restBytes += chunk.length;
    if (this.#restBytes < this.#wanted) return undefined;
    const bytes = this.#rest.length === 1 ? asBuffer(chunk) : Buffer.concat(this.#rest);
    let start = 0;
    if (this.#layout === undefined) {
      this.#layout = readSegmentHeader(bytes.subarray(0, segmentHeaderBytes), this.#anyLayout);
      start = segmentHeaderBytes;
    }
    return this.#split(bytes, start);
  }

  /** Throws what the last bytes pushed had wrong with them behind the operations that were given. */
  finish(): void {
    this.#throwIfFailed();
  }

  #throwIfFailed(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  #split(bytes: Buffer, start: number): RawBatch | undefined {
    let at = start;
    let count = 0;
    let next = this.#nextTxid;
    const first = start < bytes.length - 12 ? txidAt(bytes, start) : 0;
    let runs = true;
    try {
      for (;;) {
        const run = runs ? frameRun(bytes, at, bytes.length, next, this.#lengthMax) : undefined;
        if (run === undefined) {
          // There is damage: the operations before it are taken one by one.
          runs = false;
        } else {
          next = (next ?? first) + run.count;
          at = run.end;
          count += run.count;
        }
        const length = frameLength(bytes, at, bytes.length, this.#lengthMax);
        if (length < 0) this.#padding = true;
        if (length <= 0) break;
        const txid = txidAt(bytes, at);
        if (next !== undefined && txid !== next) {
          throw new EditLogCorrupt(`There appears to be a gap in the edit log.  We expected txid ${next}, but got txid ${txid}.`, this.#offset + at);
        }
        next = txid + 1;
        at += length;
        count++;
      }
    } catch (error) {
      if (error instanceof CorruptOp) this.#failure = new EditLogCorrupt(error.message, this.#offset + at, { cause: error });
      else if (error instanceof EditLogCorrupt) this.#failure = error;
      else throw error;
    }
    this.#nextTxid = next;
    this.#offset += at;
    // A copy: a view would keep the whole chunk in memory.
    this.#rest = at < bytes.length && !this.#padding ? [Buffer.from(bytes.subarray(at))] : [];
    this.#restBytes = this.#padding ? 0 : bytes.length - at;
    this.#wanted = this.#restBytes >= 5 ? statedLength(bytes, at) : 5;
    if (this.#padding) this.#checkPadding(bytes, at);
    if (count === 0) {
      this.#throwIfFailed();
      return undefined;
    }
    return { firstTxid: first, count, bytes: bytes.subarray(start, at) };
  }

  #checkPadding(bytes: Buffer, from: number): void {
    for (let i = from; i < bytes.length; i++) {
      const byte = bytes[i];
      if (byte !== 0xff && byte !== 0) {
        this.#failure ??= new EditLogCorrupt('Read extra bytes after the terminator!', this.#offset);
        return;
      }
    }
  }
}
