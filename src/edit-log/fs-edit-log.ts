// The edit log as the NameNode writes it: an operation gets its txid and is encoded at once, the operations of
// a tick travel together, at most two batches are under way, and whoever needs to know waits for a txid to be
// durable. Answers to FSEditLog and FSEditLogAsync; its journals are behind JournalManager.
//
// Invariants:
// - durableTxid <= lastWrittenTxid; txids are handed out without gap, in the order of the appends;
// - a batch is sent only while its segment's START is durable, START and the end of a segment travel alone;
// - what is above durableTxid is kept, encoded, until it is durable or the log is abandoned.
//
// States, as in Apache:
//   UNINITIALIZED --initJournalsForWrite--> BETWEEN_LOG_SEGMENTS --openForWrite--> IN_SEGMENT
//   IN_SEGMENT --endCurrentLogSegment--> BETWEEN_LOG_SEGMENTS --startLogSegment--> IN_SEGMENT
//   UNINITIALIZED, CLOSED --initJournalsForRead--> OPEN_FOR_READING
//   any --close, closeInOrder, abandon--> CLOSED --initJournalsForWrite--> BETWEEN_LOG_SEGMENTS
// A lost quorum does not change the state: edits are taken and held until `resume` or `abandon`.
import { assert } from '../base/assert.ts';
import { Deferred } from '../base/async.ts';
import { ByteWriter } from '../base/bytes.ts';
import type { Env, Span } from '../env/env.ts';
import { nameNodeLayoutVersion } from '../protocol/storage-info.ts';
import { EditLogMetrics } from './edit-log-metrics.ts';
import type { JournalManager } from './journal-manager.ts';
import { JournalFenced } from './journal-manager.ts';
import type { EditOp } from './ops/edit-op.ts';
import { encodeOp } from './ops/op-frame.ts';
import { readerOf } from './recovered-edits.ts';
import type { EncodedEdit, Pending, PendingEdits, PendingFinalize, PendingStart } from './unacknowledged.ts';
import { editsOf, movedBehind, startItem } from './unacknowledged.ts';

export type EditLogState = 'UNINITIALIZED' | 'BETWEEN_LOG_SEGMENTS' | 'IN_SEGMENT' | 'OPEN_FOR_READING' | 'CLOSED';

export interface EditLogOptions {
  readonly layoutVersion?: number;
  /** A batch is closed when it has this many bytes; default 512 KiB. */
  readonly batchBytesMax?: number;
  /** Edits that may wait for durability before `room` asks callers to wait; default 100,000. */
  readonly unsyncedEditsMax?: number;
  /** The same in bytes; default 64 MiB. */
  readonly unsyncedBytesMax?: number;
  /** Counts go on there from term to term; its own when absent. */
  readonly metrics?: EditLogMetrics;
}

/** What the log tells its owner. All are called in the log's own turn and must not throw. */
export interface EditLogHooks {
  /** durableTxid rose. */
  readonly onDurable?: (txid: number) => void;
  /** The journal refused or lost something: JournalFenced, QuorumLost or what else it threw. Called once until `resume`. */
  readonly onFailed?: (error: Error) => void;
  /** A segment was opened and its START is durable. */
  readonly onSegmentStarted?: (firstTxid: number) => void;
  /**
   * `resume` gave the edits that were not in the recovered log other txids; lastWrittenTxid is now this. Runs in the
   * turn in which it happens: who remembers a txid above the recovered end must take this one instead.
   */
  readonly onRenumbered?: (lastWrittenTxid: number) => void;
}

/** An edit's waiter when the log was given up: the edit may be in the log, or not. */
export class EditNotAcknowledged extends Error {
  override readonly name = 'EditNotAcknowledged';
  readonly txid: number;

  constructor(txid: number, reason: Error) {
    super(`edit ${txid} was not acknowledged and may have been executed: ${reason.message}`, { cause: reason });
    this.txid = txid;
  }
}

const batchesInFlightMax = 2;

export class FSEditLog {
  readonly #env: Env;
  readonly #journal: JournalManager;
  readonly #hooks: EditLogHooks;
  readonly #layoutVersion: number;
  readonly #batchBytesMax: number;
  readonly #unsyncedEditsMax: number;
  readonly #unsyncedBytesMax: number;

  #state: EditLogState = 'UNINITIALIZED';
  /** The last txid handed out. */
  #lastWritten = 0;
  /** The last txid that the journal acknowledged, with all before it. */
  #acknowledged = 0;
  /** What durableTxid says: #acknowledged, or less while edits that were given other txids are under way. */
  #durable = 0;
  /** Until #acknowledged is here, #durable stays where the recovered log ended. */
  #holdUntil = 0;
  /** First txid of the segment that is open at the journal; undefined: none is. */
  #openSegment: number | undefined;
  /** First txid of the segment that edits appended now belong to. */
  #segmentTxid = 0;
  #segmentBytes = 0;

  /** Appended, and not yet closed into a batch. */
  readonly #current = new ByteWriter(64 * 1024);
  #currentFirst = 1;
  #currentDurable: Deferred<void> | undefined;
  /** Closed and waiting for their turn. */
  #queue: Pending[] = [];
  /** Under way: batches, or one start or finalization alone. */
  #inFlight: Pending[] = [];
  #unsyncedBytes = 0;
  #flushing = false;
  /** Answers to calls of an earlier generation mean nothing any more. */
  #generation = 0;
  #failure: Error | undefined;
  /** Rejected when the journal fails: for those who must not wait for it to come back. */
  #trouble = new Deferred<never>();
  #room: Deferred<void> | undefined;
  /** The START that `resume` waits for. */
  #resuming: PendingStart | undefined;
  /** Of what is under way, what the journal acknowledged before something older. */
  readonly #arrivedEarly = new Set<Pending>();

  /** When a segment was last begun. */
  #startSinceMs = 0;
  /** When the first edit of the batch that is filling was appended. */
  #currentSinceMs = 0;
  /** Of the edits that it is filled with, as far as their calls are traced. */
  #currentSpans: Span[] | undefined;
  readonly metrics: EditLogMetrics;

  constructor(env: Env, journal: JournalManager, options: EditLogOptions = {}, hooks: EditLogHooks = {}) {
    this.#env = env;
    this.#journal = journal;
    this.#hooks = hooks;
    this.metrics = options.metrics ?? new EditLogMetrics();
    this.#layoutVersion = options.layoutVersion ?? nameNodeLayoutVersion;
    this.#batchBytesMax = options.batchBytesMax ?? 512 * 1024;
    this.#unsyncedEditsMax = options.unsyncedEditsMax ?? 100_000;
    this.#unsyncedBytesMax = options.unsyncedBytesMax ?? 64 * 1024 * 1024;
  }

  get state(): EditLogState {
    return this.#state;
  }

  /** A segment is open for edits; whether the quorum takes them now is another matter. */
  get writable(): boolean {
    return this.#state === 'IN_SEGMENT';
  }

  /** The last txid handed out. */
  get lastWrittenTxid(): number {
    return this.#lastWritten;
  }

  /** Everything up to here is durable, and every txid known to anyone as being at or below it is. */
  get durableTxid(): number {
    return this.#durable;
  }

  /** First txid of the current segment; for roll triggers: edits in it are lastWrittenTxid - this + 1. */
  get currentSegmentTxid(): number {
    return this.#segmentTxid;
  }

  /** Encoded bytes of the current segment. */
  get currentSegmentBytes(): number {
    return this.#segmentBytes;
  }

  /** Edits taken and not yet durable. */
  get unsyncedEdits(): number {
    return this.#lastWritten - this.#acknowledged;
  }

  /** How long the oldest of them has waited, in ms; 0 when there are none. */
  get waitedMs(): number {
    if (this.unsyncedEdits === 0) return 0;
    const oldest = [...this.#inFlight, ...this.#queue].find((item) => item.kind !== 'finalize');
    const sinceMs = oldest === undefined ? this.#currentSinceMs : oldest.kind === 'start' ? this.#startSinceMs : oldest.sinceMs;
    return this.#env.monotonicMs() - sinceMs;
  }

  /** Why nothing moves; undefined while all is well. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** The log is to be written. The caller has recovered the journal and read it to its end. */
  initJournalsForWrite(): void {
    this.#expect('UNINITIALIZED', 'CLOSED');
    this.#failure = undefined;
    this.#trouble = new Deferred();
    this.#openSegment = undefined;
    this.#state = 'BETWEEN_LOG_SEGMENTS';
  }

  /** The log is read by others, through the journal; nothing may be appended. */
  initJournalsForRead(): void {
    this.#expect('UNINITIALIZED', 'CLOSED');
    this.#state = 'OPEN_FOR_READING';
  }

  /** The next edit gets `txid`; may not go back. */
  setNextTxid(txid: number): void {
    assert(this.#state !== 'IN_SEGMENT' && txid > this.#lastWritten, `may not set the next txid to ${txid} behind ${this.#lastWritten} in state ${this.#state}`);
    this.#lastWritten = txid - 1;
    this.#acknowledged = txid - 1;
    this.#durable = txid - 1;
    this.#holdUntil = 0;
    this.#currentFirst = txid;
  }

  /**
   * Opens the first segment; resolves when its START is durable. Rejects when the journal holds edits that
   * would come after, or fails.
   */
  async openForWrite(): Promise<void> {
    this.#expect('BETWEEN_LOG_SEGMENTS');
    const next = this.#lastWritten + 1;
    const streams = await this.#journal.selectInputStreams(next, { inProgressOk: true, onlyDurable: false });
    for (const stream of streams) await stream.close();
    const [first] = streams;
    if (first !== undefined) {
      throw new Error(`Cannot start writing at txid ${next} when there is a stream available for read: ${first.name}`);
    }
    await this.startLogSegment();
  }

  /** Opens a segment; resolves when its START is durable, rejects when the journal fails. Edits may be appended at once. */
  async startLogSegment(): Promise<void> {
    this.#expect('BETWEEN_LOG_SEGMENTS');
    this.#state = 'IN_SEGMENT';
    const start = this.#queueStart();
    this.#pump();
    await this.#orTrouble(start.durable.promise);
  }

  /** Gives `op` its txid, which is returned, and encodes it; whatever happens to `op` later does not matter. `span` ends with its durability. */
  append(op: EditOp, span?: Span): number {
    assert(this.#state === 'IN_SEGMENT', `append in state ${this.#state}`);
    const before = this.#current.length;
    const txid = this.#lastWritten + 1;
    try {
      encodeOp(this.#current, op, txid);
    } catch (error) {
      this.#current.length = before;
      throw error;
    }
    this.#lastWritten = txid;
    if (span !== undefined) (this.#currentSpans ??= []).push(span);
    if (before === 0) this.#currentSinceMs = this.#env.monotonicMs();
    const added = this.#current.length - before;
    this.#segmentBytes += added;
    this.#unsyncedBytes += added;
    if (this.#current.length >= this.#batchBytesMax) this.#closeBatch();
    if (!this.#flushing) this.#flushLater();
    return txid;
  }

  /**
   * Resolves when everything up to `txid` is durable. Rejects with EditNotAcknowledged when the log was
   * abandoned before; a lost quorum alone only makes it wait.
   */
  sync(txid: number): Promise<void> {
    if (txid <= this.#durable) return Promise.resolve();
    assert(txid <= this.#lastWritten, `sync of txid ${txid}, ${this.#lastWritten} is the last`);
    if (this.#state === 'CLOSED') return Promise.reject(new EditNotAcknowledged(txid, this.#failure ?? new Error('the edit log is closed')));
    if (txid <= this.#acknowledged) return this.sync(this.#holdUntil);
    if (txid >= this.#currentFirst) return (this.#currentDurable ??= new Deferred()).promise;
    for (const item of [...this.#inFlight, ...this.#queue]) {
      if (item.kind !== 'finalize' && txid < item.firstTxid + item.count) return item.durable.promise;
    }
    throw new Error(`txid ${txid} is neither durable nor pending`);
  }

  /** Undefined while edits may be appended; else a promise after which to ask again. */
  room(): Promise<void> | undefined {
    if (this.unsyncedEdits < this.#unsyncedEditsMax && this.#unsyncedBytes < this.#unsyncedBytesMax) return undefined;
    return (this.#room ??= new Deferred()).promise;
  }

  /**
   * Ends the segment and starts the next; resolves with that one's first txid when its START is durable. Edits
   * appended from now on belong to the new segment, and wait for it.
   */
  async rollEditLog(): Promise<number> {
    this.#queueEnd();
    const start = this.#queueStart();
    this.#pump();
    await start.durable.promise;
    return this.#segmentTxid;
  }

  /** Ends the segment; resolves when it is final. From now on nothing can be appended. */
  async endCurrentLogSegment(): Promise<void> {
    const finalize = this.#queueEnd();
    this.#state = 'BETWEEN_LOG_SEGMENTS';
    this.#pump();
    await finalize.done.promise;
  }

  /**
   * Ends the segment, if one is open, with everything durable, and closes. Rejects when the journal fails or
   * has failed: then it is `resume` and this again, or `abandon`.
   */
  async closeInOrder(): Promise<void> {
    if (this.#state === 'IN_SEGMENT') await this.#orTrouble(this.endCurrentLogSegment());
    this.#state = 'CLOSED';
  }

  /** Stops without another word to the journal: waiters are rejected with EditNotAcknowledged. Idempotent. */
  abandon(reason: Error): void {
    this.#failure ??= reason;
    this.#generation++;
    this.#state = 'CLOSED';
    this.#trouble.reject(reason);
    this.#closeBatch();
    for (const item of [...this.#inFlight, ...this.#queue]) {
      if (item.kind === 'finalize') item.done.reject(new EditNotAcknowledged(item.lastTxid, reason));
      else {
        item.durable.reject(new EditNotAcknowledged(item.firstTxid + item.count - 1, reason));
        if (item.kind === 'edits') for (const span of item.spans ?? []) span.end(reason);
      }
    }
    this.#inFlight = [];
    this.#queue = [];
    this.#unsyncedBytes = 0;
    this.#room?.resolve();
    this.#room = undefined;
  }

  /** Holds edits back until `resume`: the journal is about to be recovered though nothing has failed. */
  suspend(reason: Error): void {
    if (this.#state !== 'CLOSED' && this.#failure === undefined) this.#halt(reason);
  }

  /** Everything above what the journal acknowledged, encoded, control operations included; stays where it is. */
  unacknowledged(): EncodedEdit[] {
    this.#closeBatch();
    return [...this.#inFlight, ...this.#queue].flatMap((item) => (item.kind === 'finalize' ? [] : editsOf(item)));
  }

  /**
   * The journal was recovered, under a new epoch of the same writer, up to `recoveredEnd`: edits above that
   * go behind a new START, with new txids where needed, and their waiters move along. Resolves with
   * lastWrittenTxid when the START is durable. Throws JournalFenced when the log holds what this writer did
   * not write, and what the journal throws when it fails again; then `resume` may be called again.
   */
  async resume(recoveredEnd: number): Promise<number> {
    this.#halt(this.#failure ?? new Error('the journal is being recovered'));
    await this.#checkOurs(recoveredEnd);
    if (this.#state === 'CLOSED') throw this.#failure ?? new Error('the edit log is closed');
    const start = this.#moveBehind(recoveredEnd);
    this.#failure = undefined;
    this.#trouble = new Deferred();
    this.#resuming = start;
    this.#pump();
    if (start !== undefined) await this.#orTrouble(start.durable.promise);
    return this.#lastWritten;
  }

  #expect(...states: EditLogState[]): void {
    assert(states.includes(this.#state), `Bad state: ${this.#state}`);
  }

  #queueStart(): PendingStart {
    const start = startItem(++this.#lastWritten, new Deferred());
    this.#startSinceMs = this.#env.monotonicMs();
    this.#queue.push(start);
    this.#currentFirst = this.#lastWritten + 1;
    this.#segmentTxid = this.#lastWritten;
    this.#segmentBytes = start.bytes.length;
    this.#unsyncedBytes += start.bytes.length;
    return start;
  }

  #queueEnd(): PendingFinalize {
    this.#expect('IN_SEGMENT');
    this.append({ op: 'OP_END_LOG_SEGMENT' });
    this.#closeBatch();
    const finalize: PendingFinalize = { kind: 'finalize', lastTxid: this.#lastWritten, done: new Deferred() };
    this.#queue.push(finalize);
    return finalize;
  }

  #closeBatch(): void {
    if (this.#current.length === 0) return;
    const count = this.#lastWritten - this.#currentFirst + 1;
    this.#queue.push({
      kind: 'edits', firstTxid: this.#currentFirst, count, bytes: this.#current.take(), durable: this.#currentDurable ?? new Deferred(), sinceMs: this.#currentSinceMs,
      spans: this.#currentSpans,
    });
    this.#currentSpans = undefined;
    this.#currentFirst = this.#lastWritten + 1;
    this.#currentDurable = undefined;
  }

  /** At the end of this turn of the loop, so that all calls that came with it share a batch. */
  #flushLater(): void {
    this.#flushing = true;
    void this.#env.turn().then(() => {
      this.#flushing = false;
      this.#pump();
    });
  }

  /** Sends what may be sent. */
  #pump(): void {
    while (this.#failure === undefined && this.#inFlight.length < batchesInFlightMax) {
      if (this.#queue.length === 0) this.#closeBatch();
      const [item] = this.#queue;
      if (item === undefined) return;
      const alone = item.kind !== 'edits' || this.#inFlight.some((other) => other.kind !== 'edits');
      if (alone && this.#inFlight.length > 0) return;
      this.#queue.shift();
      this.#inFlight.push(item);
      this.#send(item);
    }
  }

  #send(item: Pending): void {
    const generation = this.#generation;
    const sentMs = this.#env.monotonicMs();
    const span = item.kind === 'edits' && item.spans !== undefined ? this.#batchSpan(item, item.spans) : undefined;
    const sent = item.kind === 'edits' ? this.#journal.journal(span === undefined ? item : { ...item, span }) : item.kind === 'start' ? this.#sendStart(item) : this.#sendFinalize(item);
    sent.then(
      () => {
        span?.end();
        if (generation !== this.#generation) return;
        if (item.kind === 'edits') this.metrics.batchTook(item, sentMs, this.#env.monotonicMs());
        this.#arrived(item);
      },
      (error: unknown) => {
        span?.end(error);
        if (generation === this.#generation) this.#failed(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  /** A part of the first edit's trace; the others' link to it. */
  #batchSpan(batch: PendingEdits, spans: readonly Span[]): Span | undefined {
    const [parent, ...links] = spans;
    return this.#env.tracer?.start('batch', { parent, links, attributes: { 'hdfs.txid.first': batch.firstTxid, 'hdfs.edits': batch.count, 'hdfs.bytes': batch.bytes.length } });
  }

  async #sendStart(start: PendingStart): Promise<void> {
    const generation = this.#generation;
    await this.#journal.startLogSegment(start.firstTxid, this.#layoutVersion);
    if (generation !== this.#generation) return;
    this.#openSegment = start.firstTxid;
    await this.#journal.journal(start);
  }

  async #sendFinalize(finalize: PendingFinalize): Promise<void> {
    const generation = this.#generation;
    const first = this.#openSegment;
    assert(first !== undefined, `no segment to finalize at txid ${finalize.lastTxid}`);
    await this.#journal.finalizeLogSegment(first, finalize.lastTxid);
    if (generation === this.#generation) this.#openSegment = undefined;
  }

  /** The journal acknowledged `item`; it counts when all before it have been acknowledged, too. */
  #arrived(item: Pending): void {
    this.#arrivedEarly.add(item);
    for (let [first] = this.#inFlight; first !== undefined && this.#arrivedEarly.delete(first); [first] = this.#inFlight) {
      this.#inFlight.shift();
      this.#settle(first);
    }
    this.#pump();
  }

  #settle(item: Pending): void {
    if (item.kind === 'finalize') {
      item.done.resolve();
      return;
    }
    this.#acknowledged = item.firstTxid + item.count - 1;
    this.#unsyncedBytes -= item.bytes.length;
    this.metrics.edits += item.count;
    if (this.#acknowledged >= this.#holdUntil) this.#becomeDurable(this.#acknowledged);
    item.durable.resolve();
    if (item.kind === 'edits') for (const span of item.spans ?? []) span.end();
    if (item === this.#resuming) this.#resuming = undefined;
    if (item.kind === 'start') this.#hooks.onSegmentStarted?.(item.firstTxid);
    if (this.#room !== undefined && this.unsyncedEdits < this.#unsyncedEditsMax && this.#unsyncedBytes < this.#unsyncedBytesMax) {
      this.#room.resolve();
      this.#room = undefined;
    }
  }

  #becomeDurable(txid: number): void {
    if (txid <= this.#durable) return;
    this.#durable = txid;
    this.#hooks.onDurable?.(txid);
  }

  #failed(error: Error): void {
    const resuming = this.#resuming !== undefined;
    this.#resuming = undefined;
    this.#halt(error);
    // Who resumes learns of it as the outcome of that.
    if (!resuming) this.#hooks.onFailed?.(error);
  }

  /** Nothing more is sent, and what was sent goes back to its place: it may be in the log or not. */
  #halt(failure: Error): void {
    this.#failure = failure;
    this.#generation++;
    this.#arrivedEarly.clear();
    this.#queue = [...this.#inFlight, ...this.#queue];
    this.#inFlight = [];
    this.#trouble.reject(failure);
  }

  #orTrouble<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#trouble.promise]);
  }

  /** Byte for byte: what the log holds above the last acknowledged edit is what was sent. */
  async #checkOurs(recoveredEnd: number): Promise<void> {
    const acknowledged = this.#acknowledged;
    assert(recoveredEnd >= acknowledged, `the recovered log ends at txid ${recoveredEnd}, but txid ${acknowledged} was acknowledged`);
    if (recoveredEnd > this.#lastWritten) {
      throw new JournalFenced(`the log goes on to txid ${recoveredEnd}; this writer wrote ${this.#lastWritten} edits at most`);
    }
    if (recoveredEnd === acknowledged) return;
    const ours = this.unacknowledged().filter((edit) => edit.txid <= recoveredEnd);
    const reader = readerOf(this.#journal, acknowledged + 1, recoveredEnd);
    try {
      for (const edit of ours) {
        const theirs = await reader.next();
        if (theirs === undefined || !theirs.equals(edit.bytes)) {
          throw new JournalFenced(`txid ${edit.txid} of the log is not what this writer wrote: another one has written since`);
        }
      }
    } finally {
      await reader.close();
    }
  }

  /** The new order of things, in one turn. The START that has to become durable; undefined when nothing is to be written. */
  #moveBehind(recoveredEnd: number): PendingStart | undefined {
    this.#closeBatch();
    const open = this.#state === 'IN_SEGMENT';
    for (const item of this.#queue) if (item.kind === 'edits' && item.firstTxid + item.count - 1 <= recoveredEnd) for (const span of item.spans ?? []) span.end();
    const { items, shift, settled } = movedBehind(this.#queue, recoveredEnd, open, () => new Deferred());
    this.#queue = [...items];
    this.#openSegment = undefined;
    this.#lastWritten += shift;
    this.#currentFirst = this.#lastWritten + 1;
    this.#acknowledged = recoveredEnd;
    this.#unsyncedBytes = items.reduce((sum, item) => sum + (item.kind === 'finalize' ? 0 : item.bytes.length), 0);
    // Txids remembered elsewhere are lower than the new ones by the shift: all must be durable before any is said to be.
    const held = this.#holdUntil > recoveredEnd;
    if (shift !== 0) this.#holdUntil = this.#lastWritten;
    if (!held) this.#becomeDurable(recoveredEnd);
    for (const waiter of settled) waiter.resolve();
    const lastStart = items.findLast((item) => item.kind === 'start');
    if (lastStart !== undefined) {
      this.#segmentTxid = lastStart.firstTxid;
      this.#startSinceMs = this.#env.monotonicMs();
    }
    if (shift !== 0) this.#hooks.onRenumbered?.(this.#lastWritten);
    const [first] = items;
    return first?.kind === 'start' ? first : undefined;
  }
}

