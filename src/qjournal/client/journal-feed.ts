// What one JournalNode gives a Standby: edits in the order of txids, asked for ahead of need with calls that the
// JournalNode holds, kept until the tail has taken them. Apache's answer at once: there the questions back off.
import { FrameSplitter } from '../../edit-log/frame-splitter.ts';
import type { RawBatch } from '../../edit-log/frame-splitter.ts';
import type { Env } from '../../env/env.ts';
import { sleep } from '../../env/waiting.ts';
import { isException } from '../../protocol/exceptions.ts';
import type { GetJournaledEditsResponseProto } from '../../wire/qjournal-protocol.ts';
import type { EditRun } from './durable-end.ts';
import type { EditReader } from './edit-reader.ts';

/** One answer's edits. */
interface Piece {
  readonly firstTxid: number;
  readonly lastTxid: number;
  readonly layoutVersion: number;
  /** Undefined from Apache's. */
  readonly epoch: number | undefined;
  readonly segmentTxid: number | undefined;
  readonly final: boolean;
  /** The operations, without the header. */
  readonly bytes: Buffer;
}

/** How long a JournalNode may hold a question, in ms. */
const holdMs = 10_000;
const bufferedBytesMax = 16 * 1024 * 1024;
/** Edits that come sooner than this after the question are a stream, which is asked for so often. */
const streamMs = 4;
const pauseMinMs = 5;
const pauseMaxMs = 500;
/** A JournalNode that cannot serve edits over RPC at all is asked again after this. */
const uselessPauseMs = 5000;

export class JournalFeed {
  readonly name: string;
  readonly #env: Env;
  readonly #reader: EditReader;
  readonly #onChange: () => void;
  #pieces: Piece[] = [];
  #bufferedBytes = 0;
  #next = 0;
  #running = false;
  #wanted = false;
  #abort = new AbortController();
  #roomAgain: () => void = () => {};
  #pauseMs = pauseMinMs;
  /** The last question's failure; undefined when it was answered. */
  failure: unknown;
  /** It has the next edits, but only in its files. */
  missed = false;
  /** It serves no edits over RPC at all: one of Apache's with its default configuration. Tells nothing of what it has. */
  filesOnly = false;
  /** It answers with epochs: one of ours. */
  ours = false;

  constructor(env: Env, reader: EditReader, onChange: () => void) {
    this.#env = env;
    this.#reader = reader;
    this.name = reader.name;
    this.#onChange = onChange;
  }

  /** Forgets what it has and goes on at `txid`. */
  seek(txid: number): void {
    this.#pieces = [];
    this.#bufferedBytes = 0;
    this.#next = txid;
    // What its cache lacked there says nothing of `txid`.
    if (this.missed) this.failure = undefined;
    this.missed = false;
    this.#pauseMs = pauseMinMs;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#roomAgain();
  }

  /** Asks until `stop`. */
  start(): void {
    this.#wanted = true;
    if (this.#running) return;
    this.#running = true;
    void this.#run().finally(() => {
      this.#running = false;
      if (this.#wanted) this.start();
    });
  }

  stop(): void {
    this.#wanted = false;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#roomAgain();
  }

  /** It does not give the next edits, and waits for none: it lacks them, is away, or serves none. */
  get unable(): boolean {
    return this.failure !== undefined || this.missed || this.filesOnly;
  }

  /**
   * Drops what is at or below `txid`, and goes on behind it. A question that one of ours holds is left alone: its
   * JournalNode is a little late as a rule, and answers with what is wanted next as well.
   */
  taken(txid: number): void {
    if (this.#next <= txid && (this.missed || !this.ours) && !this.filesOnly) {
      this.seek(txid + 1);
      return;
    }
    this.#next = Math.max(this.#next, txid + 1);
    while (this.#pieces[0] !== undefined && this.#pieces[0].lastTxid <= txid) {
      this.#bufferedBytes -= this.#pieces.shift()?.bytes.length ?? 0;
    }
    if (this.#bufferedBytes < bufferedBytesMax) this.#roomAgain();
  }

  /** What it has from `txid` on, of one segment and one epoch; undefined when it has not got `txid`. */
  run(txid: number): EditRun | undefined {
    const at = this.#pieces.findIndex((piece) => piece.firstTxid <= txid && txid <= piece.lastTxid);
    const head = this.#pieces[at];
    if (head === undefined) return undefined;
    const same: Piece[] = [];
    for (const piece of this.#pieces.slice(at)) {
      if (piece.epoch !== head.epoch || piece.segmentTxid !== head.segmentTxid || piece.layoutVersion !== head.layoutVersion) break;
      same.push(piece);
    }
    const last = same.at(-1) ?? head;
    return {
      from: this.name,
      firstTxid: txid,
      lastTxid: last.lastTxid,
      epoch: head.epoch,
      segmentTxid: head.segmentTxid,
      finalTxid: same.findLast((piece) => piece.final)?.lastTxid ?? txid - 1,
      bytes: () => Buffer.concat([from(head, txid), ...same.slice(1).map((piece) => piece.bytes)]),
    };
  }

  /** The edits `txid` to `lastTxid`, which {@link run} has named, in batches. */
  batches(txid: number, lastTxid: number): (RawBatch & { readonly layoutVersion: number })[] {
    const batches: (RawBatch & { layoutVersion: number })[] = [];
    let next = txid;
    for (const piece of this.#pieces) {
      if (piece.lastTxid < next || next > lastTxid) continue;
      const end = Math.min(piece.lastTxid, lastTxid);
      const bytes = from(piece, next);
      batches.push({
        firstTxid: next, count: end - next + 1, layoutVersion: piece.layoutVersion,
        bytes: end === piece.lastTxid ? bytes : bytes.subarray(0, offsetOf(bytes, end - next + 1)),
      });
      next = end + 1;
    }
    return batches;
  }

  async #run(): Promise<void> {
    while (this.#wanted) {
      const { signal } = this.#abort;
      const askedMs = this.#env.monotonicMs();
      const asked = this.#next;
      try {
        if (this.#bufferedBytes >= bufferedBytesMax) {
          await new Promise<void>((resolve) => {
            this.#roomAgain = resolve;
          });
          continue;
        }
        const answer = await this.#reader.edits(asked, holdMs, signal);
        if (signal.aborted) continue;
        this.failure = undefined;
        this.missed = false;
        this.filesOnly = false;
        if (this.#take(asked, answer)) {
          this.#pauseMs = pauseMinMs;
          this.#onChange();
          // Under a steady stream of batches one question for several costs everybody less than one for each.
          if (this.#env.monotonicMs() - askedMs < streamMs) await sleep(this.#env, streamMs, signal).catch(() => {});
          continue;
        }
        // Held and nothing came: ask again. Answered at once: not one that holds.
        if (this.#env.monotonicMs() - askedMs > holdMs / 2) continue;
      } catch (error) {
        if (signal.aborted) continue;
        this.#failed(error);
      }
      await sleep(this.#env, this.#pauseMs, signal).catch(() => {});
      this.#pauseMs = Math.min(pauseMaxMs, this.#pauseMs * 1.5);
    }
  }

  #failed(error: unknown): void {
    this.failure = error;
    if (isException(error, 'CacheMissException')) this.missed = true;
    if (error instanceof Error && error.message.startsWith('The journal edits cache is not enabled')) {
      this.filesOnly = true;
      this.#pauseMs = uselessPauseMs;
    }
    this.#onChange();
  }

  /** Whether there was something in the answer. */
  #take(asked: number, answer: GetJournaledEditsResponseProto): boolean {
    if (answer.lastWriterEpoch !== undefined) this.ours = true;
    if (answer.txnCount === 0 || answer.editLog === undefined) return false;
    const splitter = new FrameSplitter(asked);
    const batch = splitter.push(answer.editLog);
    splitter.finish();
    if (batch === undefined) return false;
    const lastTxid = asked + batch.count - 1;
    // The others were quicker with all of this.
    if (lastTxid < this.#next) return true;
    const bytes = Buffer.from(batch.bytes);
    this.#pieces.push({
      firstTxid: asked, lastTxid, layoutVersion: splitter.layoutVersion ?? 0, bytes,
      epoch: answer.lastWriterEpoch, segmentTxid: answer.segmentTxId, final: answer.finalized ?? false,
    });
    this.#bufferedBytes += bytes.length;
    this.#next = lastTxid + 1;
    return true;
  }
}

/** The operations of a piece from `txid` on. */
function from(piece: Piece, txid: number): Buffer {
  return piece.bytes.subarray(offsetOf(piece.bytes, Math.max(0, txid - piece.firstTxid)));
}

/** Where the operation behind `count` others begins; all are verified. */
function offsetOf(bytes: Buffer, count: number): number {
  let offset = 0;
  for (let i = 0; i < count; i++) offset += bytes.readInt32BE(offset + 1) + 5;
  return offset;
}
