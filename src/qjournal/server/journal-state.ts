// The rules of one journal on one JournalNode, without the disk: whose calls count, and in what order. Whatever
// passes here is carried out by journal.ts before the next call is judged. Answers to Journal (qjournal.server).
// Invariant: promisedEpoch, committedTxId and, within one writer epoch, nextTxId never go back.
import { HdfsException } from '../../protocol/exceptions.ts';

/** What every call of a writer says about itself (RequestInfo). */
export interface WriterRequest {
  readonly epoch: number;
  /** Rises with each call of one epoch. */
  readonly serial: number;
  /** The highest txid that this writer knows to be on a majority, if any. */
  readonly committedTxId?: number | undefined;
  /** The writer's address, for messages. */
  readonly from: string;
}

/** The segment that is being written. */
export interface OpenSegment {
  readonly firstTxId: number;
  readonly layoutVersion: number;
  /** The epoch that started it; only that epoch may write to it. */
  readonly epoch: number;
  /** What the next batch must begin with: firstTxId until the first batch was let in. */
  readonly nextTxId: number;
}

/** Hadoop's INVALID_TXID: no transaction. */
export const invalidTxId = -12345;

export interface JournalStateOptions {
  readonly journalId: string;
  readonly promisedEpoch: number;
  readonly lastWriterEpoch: number;
  readonly committedTxId: number;
  readonly highestWrittenTxId: number;
}

/**
 * A journal's promise, writer and position.
 *
 * | event | needs | then |
 * |---|---|---|
 * | proposal(e) | e > promised | promised = e, serial = -1, nothing open |
 * | any call of a writer (e, s) | e >= promised (above it is adopted), s > serial | serial = s, committed rises |
 * | start(S) | | lastWriterEpoch = e, open = S, next = S |
 * | batch(S, t, n) | e == lastWriterEpoch, open == S (else nothing stays open), t == next | next = t + n |
 * | prepare, accept | | nothing open |
 * | rejoin(S) up to t | on disk: S of e, or its lastWriterEpoch = e | open = S, next = t + 1 |
 * | finalize(S, t) | S open in e: next == t + 1 | nothing open |
 */
export class JournalState {
  readonly #journalId: string;
  /** Calls below it are refused. On disk before anything is answered on the strength of it. */
  #promisedEpoch: number;
  /** The highest epoch that was promised here with its election, not adopted from a later call; at most promisedEpoch. */
  #electedEpoch: number;
  /** The epoch of the last writer that started a segment here; at most promisedEpoch. */
  #lastWriterEpoch: number;
  /** The highest serial of a call of promisedEpoch; -1 before the first. */
  #serial = -1;
  /** A lower bound of what is on a majority. */
  #committedTxId: number;
  /**
   * What is committed and has been here: only that is damage when it is gone. What a lagging JournalNode hears to be
   * committed it may never have had.
   */
  #committedHereTxId: number;
  /** The highest txid on this disk, synced. */
  #highestWrittenTxId: number;
  #open: OpenSegment | undefined;

  constructor(options: JournalStateOptions) {
    this.#journalId = options.journalId;
    this.#promisedEpoch = options.promisedEpoch;
    this.#electedEpoch = options.promisedEpoch;
    this.#lastWriterEpoch = options.lastWriterEpoch;
    this.#committedTxId = options.committedTxId;
    this.#highestWrittenTxId = options.highestWrittenTxId;
    this.#committedHereTxId = options.committedTxId;
  }

  get promisedEpoch(): number {
    return this.#promisedEpoch;
  }

  /** Whether all is known that came with the election of `epoch`. */
  knowsElection(epoch: number): boolean {
    return epoch <= this.#electedEpoch;
  }

  /** `epoch` is promised with its election, or what came with that was found out. */
  electionKnown(epoch: number): void {
    this.#electedEpoch = Math.max(this.#electedEpoch, epoch);
  }

  get lastWriterEpoch(): number {
    return this.#lastWriterEpoch;
  }

  get serial(): number {
    return this.#serial;
  }

  get committedTxId(): number {
    return this.#committedTxId;
  }

  /** A lower bound of what is on a majority, this JournalNode among it. */
  get committedHereTxId(): number {
    return this.#committedHereTxId;
  }

  get highestWrittenTxId(): number {
    return this.#highestWrittenTxId;
  }

  get open(): OpenSegment | undefined {
    return this.#open;
  }

  /** Throws IOException unless `epoch` is above the promise (JOURNAL.md 1). */
  checkProposal(epoch: number): void {
    if (epoch <= this.#promisedEpoch) {
      throw this.#refusal('IOException', `Proposed epoch ${epoch} <= last promise ${this.#promisedEpoch}`);
    }
  }

  /** Raises the promise: whoever wrote before is fenced from this turn on, though the disk knows it only later. */
  promise(epoch: number): void {
    this.#promisedEpoch = epoch;
    this.#serial = -1;
    this.#open = undefined;
  }

  /**
   * First check of every call of a writer: throws IOException for an epoch below the promise. True when the epoch
   * was above it and has been adopted: then the promise must reach the disk before the call goes on.
   */
  admitEpoch(request: WriterRequest): boolean {
    this.checkStillPromised(request.epoch);
    if (request.epoch === this.#promisedEpoch) return false;
    this.promise(request.epoch);
    return true;
  }

  /** Throws IOException when the promise has risen above `epoch`. */
  checkStillPromised(epoch: number): void {
    if (epoch < this.#promisedEpoch) {
      throw this.#refusal('IOException', `IPC's epoch ${epoch} is less than the last promised epoch ${this.#promisedEpoch}`);
    }
  }

  /**
   * Second check: JournalOutOfSyncException for a serial that does not rise; takes over committedTxId. A writer that
   * starts a segment at `startingAt` knows the log to end before it: a higher committedTxId here is a damaged file, and
   * is lowered instead of keeping this JournalNode out for ever (HA.md 27).
   */
  admitInOrder(request: WriterRequest, startingAt = Infinity): void {
    if (request.serial <= this.#serial) {
      throw this.#refusal('JournalOutOfSyncException', `IPC serial ${request.serial} from client ${request.from} was not higher than `
        + `prior highest IPC serial ${this.#serial}`);
    }
    this.#serial = request.serial;
    if (this.#committedTxId >= startingAt) this.#committedTxId = startingAt - 1;
    this.#committedHereTxId = Math.min(this.#committedHereTxId, this.#committedTxId);
    if (request.committedTxId === undefined) return;
    if (request.committedTxId < this.#committedTxId) {
      throw this.#refusal('IllegalArgumentException', `Client trying to move committed txid backward from ${this.#committedTxId} `
        + `to ${request.committedTxId}`);
    }
    this.#committedTxId = request.committedTxId;
    this.#noteCommittedHere();
  }

  /** Only of the open segment: a segment may be started here though the one before it has never been here whole. */
  #noteCommittedHere(): void {
    if (this.#open === undefined || this.#highestWrittenTxId < this.#open.firstTxId) return;
    this.#committedHereTxId = Math.max(this.#committedHereTxId, Math.min(this.#committedTxId, this.#highestWrittenTxId));
  }

  /** Third check, of journal() only: IOException unless the caller started the last segment here. */
  admitWriter(request: WriterRequest): void {
    if (request.epoch !== this.#lastWriterEpoch) {
      throw this.#refusal('IOException', `IPC's epoch ${request.epoch} is not the current writer epoch  ${this.#lastWriterEpoch}`);
    }
  }

  /**
   * Lets a batch of `numTxns` > 0 transactions in and moves nextTxId; JournalOutOfSyncException otherwise. A batch for
   * another segment than the open one closes that one: the writer's calls in between were lost (HDFS-3797).
   */
  admitBatch(segmentTxId: number, firstTxId: number, numTxns: number): void {
    const open = this.#open;
    if (open === undefined) throw this.#refusal('JournalOutOfSyncException', "Can't write, no segment open");
    if (open.firstTxId !== segmentTxId) {
      this.#open = undefined;
      throw this.#refusal('JournalOutOfSyncException', `Writer out of sync: it thinks it is writing segment ${segmentTxId} `
        + `but current segment is ${open.firstTxId}`);
    }
    if (open.nextTxId !== firstTxId) {
      throw this.#refusal('JournalOutOfSyncException', `Can't write txid ${firstTxId} expecting nextTxId=${open.nextTxId}`);
    }
    this.#open = { ...open, nextTxId: firstTxId + numTxns };
  }

  /** Bytes up to `txId` of the open segment are on disk and synced. */
  written(txId: number): void {
    this.#highestWrittenTxId = txId;
    this.#noteCommittedHere();
  }

  /** What the disk holds now, after a recovery replaced or cut a segment. */
  resetHighestWritten(txId: number): void {
    this.#highestWrittenTxId = txId;
  }

  /** The open segment gets no more bytes: a newer writer, a recovery, or a failed disk. */
  closeSegment(): void {
    this.#open = undefined;
  }

  /** The epoch is on disk as lastWriterEpoch. */
  becameWriter(epoch: number): void {
    this.#lastWriterEpoch = epoch;
  }

  /** The segment is on disk, empty: the log ends before it, on this disk or on others. */
  started(firstTxId: number, layoutVersion: number, epoch: number): void {
    this.#open = { firstTxId, layoutVersion, epoch, nextTxId: firstTxId };
    this.#highestWrittenTxId = firstTxId - 1;
  }

  /** The segment is on disk up to `nextTxId`, and is written on by its own epoch. */
  reopened(firstTxId: number, layoutVersion: number, epoch: number, nextTxId: number): void {
    this.#open = { firstTxId, layoutVersion, epoch, nextTxId };
    this.#highestWrittenTxId = nextTxId - 1;
  }

  /** Throws JournalOutOfSyncException unless the open segment ends at `endTxId`. */
  checkFinalizable(open: OpenSegment, endTxId: number): void {
    if (open.nextTxId !== endTxId + 1) {
      throw this.#refusal('JournalOutOfSyncException', `Trying to finalize in-progress log segment ${open.firstTxId} to end at `
        + `txid ${endTxId} but only written up to txid ${open.nextTxId - 1}`);
    }
  }

  /** After discardSegments: the one road back. */
  discardedFrom(txId: number): void {
    this.#committedTxId = txId - 1;
    this.#committedHereTxId = txId - 1;
    this.#highestWrittenTxId = Math.min(this.#highestWrittenTxId, txId - 1);
  }

  #refusal(name: 'IOException' | 'IllegalArgumentException' | 'JournalOutOfSyncException', message: string): HdfsException {
    return new HdfsException(name, `${message} ; journal id: ${this.#journalId}`);
  }
}
