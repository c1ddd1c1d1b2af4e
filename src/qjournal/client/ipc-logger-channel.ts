// One JournalNode as a writer sees it. Invariant: ordered calls leave in the order in which they were made, each with the
// next serial of its epoch; after the first edits that failed, none leave until it has rejoined the segment, or the next one
// starts, so that a JournalNode never gets edits with a gap. Answers to IPCLoggerChannel.
import { Deferred } from '../../base/async.ts';
import type { Env, Span } from '../../env/env.ts';
import { HdfsException, isException } from '../../protocol/exceptions.ts';
import { Quantiles } from '../../base/quantiles.ts';
import type { Spread } from '../../base/quantiles.ts';
import { journalBack, journalLost } from '../../metrics/event-names.ts';
import type { PrepareRecoveryResponseProto, RequestInfoProto, SegmentStateProto } from '../../wire/qjournal-protocol.ts';
import { JournalStandingProto, LearnerStateProto } from '../../wire/quorate-journal.ts';
import type { MemoryResponseProto } from '../../wire/quorate-journal.ts';
import { encodeJournalList } from '../../protocol/journal-list.ts';
import type { JournalList, JournalStanding } from '../../protocol/journal-list.ts';
import { MaybeExecutedError } from '../../rpc/rpc-errors.ts';
import { journalTrouble } from './journal-trouble.ts';
import { JournalNodeCalls } from './journal-node-calls.ts';
import type { LoggerOptions } from './journal-node-calls.ts';
import { LoggerRejoin } from './logger-rejoin.ts';
import type { OpenSegment } from './open-segment.ts';
import { promisedEpochIn } from './quorum-call.ts';

interface Ordered {
  readonly epoch: number;
  readonly bytes: number;
  /** Edits, or what must not overtake them: refused while the JournalNode is out of sync. */
  readonly needsSync: boolean;
  /** Leaves only when everything before it was answered, and nothing leaves before it was. */
  readonly alone: boolean;
  /** Gives a segment its final end. */
  readonly ends?: boolean;
  /** Begins a segment. */
  readonly starts?: boolean;
  /** Edits: the segment and the txid that they begin with. */
  readonly edits?: { readonly segmentTxid: number; readonly firstTxid: number };
  readonly send: (info: RequestInfoProto) => Promise<unknown>;
  /** Runs when it succeeded, before anything behind it leaves. */
  readonly succeeded?: () => void;
  readonly done: Deferred<unknown>;
}

export interface LoggerStatus {
  readonly name: string;
  readonly outOfSync: boolean;
  readonly ackedTxid: number;
  readonly queuedBytes: number;
  /** Whether it is one of quorate's; undefined until it was asked. */
  readonly ours: boolean | undefined;
  /** A higher epoch that it has promised to somebody else. */
  readonly newerEpoch: number | undefined;
  /** The last call's failure; undefined when it succeeded. */
  readonly failure: string | undefined;
  /** How far behind what a majority has, in edits; 0 on whoever is no writer. */
  readonly lagTxns: number;
  /** How long edits have been waiting for its answer, in ms; 0 when none are. */
  readonly lagMs: number;
  /** From the sending of edits until they were written there, in ms, lately; and how often. */
  readonly writeMs: Spread;
  readonly writes: number;
}

const defaultQueueBytesMax = 10 * 1024 * 1024;
/** Ordered calls under way. Apache's handlers run calls of one connection side by side: there, one at a time. */
const windowOurs = 16;
const windowApache = 1;
const heartbeatEveryMs = 1000;
/** Between segments that are begun for the sake of one JournalNode, in vain; at the end as often as a Standby has one begun anyhow. */
const segmentPauseMinMs = 2000;
const segmentPauseMaxMs = 120_000;
const standings = { member: JournalStandingProto.MEMBER, joining: JournalStandingProto.JOINING, retired: JournalStandingProto.RETIRED } as const;

/** Edits that a majority has and one JournalNode has not acknowledged for so long, in ms: is it there at all? */
const stallMs = 1000;
/** How long a JournalNode may take to say that it is there, in turns: most that do not have not heard the question. */
const probeTimeoutsMs = [250, 250, 250, 1000] as const;

export class IPCLoggerChannel extends JournalNodeCalls {
  readonly #env: Env;
  readonly #rejoin: LoggerRejoin;
  #epoch = 0;
  #serial = 0;
  #committedTxid: number | undefined;
  #queue: Ordered[] = [];
  #inFlight = 0;
  #aloneInFlight = false;
  #queuedBytes = 0;
  #outOfSync = false;
  /** Why it fell out, as long as nobody misses it: told when it is to be written to again. */
  #untold: unknown;
  /** Why it fell out, as it was told last, until it was told that it is back. */
  #told: string | undefined;
  /** It is in sync again, from this txid on, but has taken no edits yet; undefined when that is told. */
  #backTxid: number | undefined;
  #ackedTxid = 0;
  #ackedInEpoch = 0;
  #sentTxid = 0;
  /** When the oldest edits without an answer were sent, or the last answer came while more were under way. */
  #waitingSinceMs = 0;
  readonly #writeMs = new Quantiles();
  #newerEpoch: number | undefined;
  /** It has lost its memory, and the next segment is the first step to a vote (HA.md F2). */
  #learnsFromNextSegment = false;
  /** After this another segment may be begun for its sake; later and later, until it has taken edits of one. */
  #nextSegmentMs = -Infinity;
  #segmentPauseMs = segmentPauseMinMs;
  #failure: string | undefined;
  #heartbeatMs = -Infinity;
  #probes = 0;
  /** When it was last asked whether it is there, because it was silent. */
  #probedMs = -Infinity;
  #closed = false;
  /** What this JournalNode can be taken back into, and where it finds what the writer does not hold any more. */
  #segment: OpenSegment | undefined;
  #peerUrls: (segmentTxid: number) => string[] = () => [];

  constructor(env: Env, options: LoggerOptions) {
    super(env, options);
    this.#env = env;
    this.#rejoin = new LoggerRejoin(env, { wanted: () => this.#mayRejoin, probe: () => this.#probe(), rejoin: () => this.#rejoinNow() });
  }

  get outOfSync(): boolean {
    return this.#outOfSync;
  }

  /** The highest txid that it has acknowledged in this epoch; 0 before the first. */
  get ackedInEpoch(): number {
    return this.#ackedInEpoch;
  }

  /** Another segment might bring it back; not so soon again when the last one did not. */
  get waitsForSegment(): boolean {
    return this.#lacksSegment && this.#env.monotonicMs() >= this.#nextSegmentMs;
  }

  /** Out of sync, answers again, and cannot be taken back into the segment in progress. */
  get #lacksSegment(): boolean {
    return this.#outOfSync && !this.waitsForEpoch && (this.#learnsFromNextSegment || (this.ours === true ? this.#rejoin.hopeless : this.#failure === undefined));
  }

  /** It refuses this writer's epoch for a higher promise. */
  get waitsForEpoch(): boolean {
    return this.#newerEpoch !== undefined && this.#newerEpoch > this.#epoch;
  }

  status(): LoggerStatus {
    return {
      name: this.name, outOfSync: this.#outOfSync, ackedTxid: this.#ackedTxid, queuedBytes: this.#queuedBytes, ours: this.ours,
      newerEpoch: this.#newerEpoch, failure: this.#failure, lagTxns: 0,
      lagMs: this.#ackedTxid < this.#sentTxid ? this.#env.monotonicMs() - this.#waitingSinceMs : 0,
      writeMs: this.#writeMs.over(this.#env.monotonicMs()), writes: this.#writeMs.count,
    };
  }

  /** Of its next call in this epoch. */
  get nextSerial(): number {
    return this.#serial;
  }

  /** A new epoch of this writer: what is left of the old one is dropped. `serial`: where another channel in this epoch has come to. */
  setEpoch(epoch: number, serial = 0): void {
    this.#epoch = epoch;
    this.#serial = serial;
    this.#committedTxid = undefined;
    this.#outOfSync = false;
    this.#untold = undefined;
    this.#told = undefined;
    this.#backTxid = undefined;
    this.#sentTxid = this.#ackedTxid;
    this.#ackedInEpoch = 0;
    this.#segment = undefined;
    this.#rejoin.end();
    this.#newerEpoch = undefined;
    this.#aloneInFlight = false;
    this.#inFlight = 0;
    const dropped = this.#queue;
    this.#queue = [];
    this.#queuedBytes = 0;
    for (const call of dropped) call.done.reject(new Error(`superseded by epoch ${epoch}`));
  }

  /** What a majority is known to have; carried by later calls. Never goes back within an epoch. */
  setCommittedTxid(txid: number): void {
    if (txid > (this.#committedTxid ?? 0)) this.#committedTxid = txid;
  }

  /** The segment that is written from now on; undefined when it is being closed. */
  follow(segment: OpenSegment | undefined, peerUrls: (segmentTxid: number) => string[]): void {
    this.#segment = segment;
    this.#peerUrls = peerUrls;
  }

  /** A majority has the segment's START. */
  segmentStarted(): void {
    if (this.#outOfSync) this.#rejoin.begin();
  }

  // ---- calls in order ----

  /** A batch of edits. Rejects at once while out of sync, or when too much is queued: then it is out of sync. */
  async sendEdits(segmentTxid: number, firstTxid: number, count: number, bytes: Uint8Array, batch?: Span): Promise<void> {
    const span = batch === undefined ? undefined : this.#env.tracer?.start(`journal ${this.name}`, { kind: 'client', parent: batch, attributes: { 'server.address': this.name } });
    if (span === undefined) return this.#sendEdits(segmentTxid, firstTxid, count, bytes, undefined);
    try {
      await this.#sendEdits(segmentTxid, firstTxid, count, bytes, span.traceParent);
      span.end();
    } catch (error) {
      span.end(error);
      throw error;
    }
  }

  async #sendEdits(segmentTxid: number, firstTxid: number, count: number, bytes: Uint8Array, traceParent: string | undefined): Promise<void> {
    const max = this.options.queueBytesMax ?? defaultQueueBytesMax;
    if (this.#queuedBytes > 0 && this.#queuedBytes + bytes.length > max) {
      if (this.#outOfSync) this.#refuseEdits();
      else this.#fallOut(`${this.#queuedBytes} bytes of edits wait for an answer: too far behind`);
    }
    const sentMs = this.#env.monotonicMs();
    if (this.#ackedTxid >= this.#sentTxid) this.#waitingSinceMs = sentMs;
    if (count > 0) this.#sentTxid = firstTxid + count - 1;
    await this.#ordered({
      bytes: bytes.length, needsSync: true, alone: false, ...(count === 0 ? {} : { edits: { segmentTxid, firstTxid } }),
      send: (reqInfo) => this.rpc.journal({ reqInfo, firstTxnId: firstTxid, numTxns: count, records: bytes, segmentTxnId: segmentTxid }, { traceParent }),
      succeeded: () => {
        if (count === 0) return;
        this.#took(firstTxid + count - 1);
        this.#writeMs.record(this.#waitingSinceMs - sentMs, this.#waitingSinceMs);
      },
    });
  }

  #acknowledged(txid: number): void {
    this.#ackedTxid = Math.max(this.#ackedTxid, txid);
    this.#ackedInEpoch = Math.max(this.#ackedInEpoch, txid);
    this.#waitingSinceMs = this.#env.monotonicMs();
  }

  /** It has written edits. */
  #took(txid: number): void {
    this.#acknowledged(txid);
    this.#segmentPauseMs = segmentPauseMinMs;
    this.#nextSegmentMs = -Infinity;
    this.#rejoin.proved();
    this.#tellBack();
  }

  /** One that was out of sync is in sync again. */
  async startLogSegment(txid: number, layoutVersion: number): Promise<void> {
    if (this.#lacksSegment) {
      this.#nextSegmentMs = this.#env.monotonicMs() + this.#segmentPauseMs;
      this.#segmentPauseMs = Math.min(segmentPauseMaxMs, this.#segmentPauseMs * 2);
    }
    this.#learnsFromNextSegment = false;
    await this.#ordered({
      bytes: 0, needsSync: false, alone: true, starts: true,
      send: (reqInfo) => this.rpc.startLogSegment({ reqInfo, txid, layoutVersion }),
      // The segment's first edits may be waiting already, sent as soon as a majority had started it.
      succeeded: () => {
        if (this.#outOfSync) this.#back(txid);
      },
    });
  }

  async finalizeLogSegment(startTxId: number, endTxId: number): Promise<void> {
    await this.#finalize(startTxId, endTxId, true);
  }

  #finalize(startTxId: number, endTxId: number, needsSync: boolean): Promise<unknown> {
    return this.#ordered({ bytes: 0, needsSync, alone: true, ends: true, send: (reqInfo) => this.rpc.finalizeLogSegment({ reqInfo, startTxId, endTxId }) });
  }

  async purgeLogsOlderThan(minTxIdToKeep: number): Promise<void> {
    await this.#ordered({ bytes: 0, needsSync: false, alone: true, send: (reqInfo) => this.rpc.purgeLogs({ reqInfo, minTxIdToKeep }) });
  }

  /** It is to keep `list` (HA.md G). */
  async configure(list: JournalList, standing: JournalStanding): Promise<void> {
    const config = encodeJournalList(list);
    await this.#ordered({
      bytes: 0, needsSync: false, alone: true,
      send: (reqInfo) => this.journalRpc.configure({ reqInfo, config, standing: standings[standing] }),
      succeeded: () => {
        this.storedList = list;
      },
    });
  }

  /** To one that may be blank, and is to be added: whom to learn from. */
  async introduce(list: JournalList): Promise<void> {
    await this.journalRpc.introduce({ jid: this.options.journalId, nameServiceId: this.options.nameServiceId, config: encodeJournalList(list) }, { timeoutMs: 1000 });
  }

  /** What it knows of the journal; not of Apache's. */
  memory(): Promise<MemoryResponseProto> {
    return this.journalRpc.memory({ jid: this.options.journalId, nameServiceId: this.options.nameServiceId }, { timeoutMs: 2000 });
  }

  async prepareRecovery(segmentTxId: number): Promise<PrepareRecoveryResponseProto> {
    let answer: PrepareRecoveryResponseProto | undefined;
    await this.#ordered({
      bytes: 0, needsSync: false, alone: true,
      send: async (reqInfo) => {
        answer = await this.rpc.prepareRecovery({ reqInfo, segmentTxId });
      },
    });
    if (answer === undefined) throw new Error('prepareRecovery was not answered');
    return answer;
  }

  async acceptRecovery(stateToAccept: SegmentStateProto, fromURL: string, digest: Uint8Array | undefined): Promise<void> {
    await this.#ordered({
      bytes: 0, needsSync: false, alone: true, send: (reqInfo) => this.rpc.acceptRecovery({ reqInfo, stateToAccept, fromURL, digest }),
    });
  }

  /**
   * Gives a segment of this epoch, which has ended at a majority, its end here as well: by what is here if that is all, else as it is
   * at `url`. The JournalNode may be out of sync, and stays so until the next segment.
   */
  async endSegment(startTxId: number, endTxId: number, url: string): Promise<void> {
    try {
      await this.#finalize(startTxId, endTxId, false);
    } catch (error) {
      if (!(error instanceof HdfsException)) throw error;
      await this.acceptRecovery({ startTxId, endTxId, isInProgress: true }, url, undefined);
      await this.#finalize(startTxId, endTxId, false);
    }
  }

  #back(txid: number): void {
    this.#outOfSync = false;
    this.#rejoin.end();
    if (this.#untold === undefined) this.#backTxid = txid;
    this.#untold = undefined;
  }

  /** Only of one that takes edits again: where the disk is full, rejoining works. */
  #tellBack(): void {
    if (this.#backTxid === undefined) return;
    this.#env.log('info', journalBack, { journalNode: this.name, txid: this.#backTxid });
    this.#backTxid = undefined;
    this.#told = undefined;
  }

  // ---- back into the segment in progress ----

  get #mayRejoin(): boolean {
    return this.#outOfSync && !this.waitsForEpoch && this.#segment?.started === true && !this.#closed;
  }

  /** A connection that swallows calls, of a JournalNode that is gone or was cut off, is given up for a new one. */
  async #probe(): Promise<boolean> {
    // One of Apache's does not answer this while it is at a call, which may be its next segment.
    if (this.ours === false && this.#inFlight > 0) return false;
    const epoch = this.#epoch;
    try {
      await this.getJournalState({ timeoutMs: probeTimeoutsMs[this.#probes++ % probeTimeoutsMs.length] ?? 1000 });
      return this.ours === true;
    } catch (error) {
      if (epoch === this.#epoch) this.#learn(error);
      if (isException(error, 'JournalNotFormattedException')) await this.#askLearner();
      else if (!(error instanceof HdfsException)) this.giveUp();
      throw error;
    }
  }

  async #askLearner(): Promise<void> {
    const { learner } = await this.journalRpc.memory({ jid: this.options.journalId, nameServiceId: this.options.nameServiceId }, { timeoutMs: 1000 });
    this.#learnsFromNextSegment = learner === LearnerStateProto.WAITING_FOR_SEGMENT;
  }

  /** What it serves of a final segment cannot be read. */
  suspect(firstTxId: number): void {
    this.journalRpc.suspect({ jid: this.options.journalId, nameServiceId: this.options.nameServiceId, firstTxId }, { timeoutMs: 5000 }).catch(() => {});
  }

  /** Somebody heard from it that it has no vote: nothing that it acknowledged counts for it any more. */
  lostItsMemory(): void {
    this.fallOut('it has no journal');
  }

  /**
   * Edits that others have acknowledged are not answered: finds out whether that is the disk's fault or the connection's. One of
   * Apache's does not tell; it is out until the next segment when its connection is, and a lost one is noticed soon enough.
   */
  lookAfter(): void {
    if (this.ours !== true) return;
    const silentMs = this.#ackedTxid < this.#sentTxid ? this.#env.monotonicMs() - this.#waitingSinceMs : 0;
    if (this.#outOfSync || silentMs < stallMs || this.#env.monotonicMs() - this.#probedMs < stallMs) return;
    this.#probedMs = this.#env.monotonicMs();
    this.#probe().catch(() => {});
  }

  async #rejoinNow(): Promise<void> {
    const segment = this.#segment;
    if (segment === undefined) return;
    const segmentTxId = segment.firstTxid;
    let nextTxId = segmentTxId;
    await this.#ordered({
      bytes: 0, needsSync: false, alone: true,
      send: async (reqInfo) => {
        const answer = await this.journalRpc.rejoin({
          reqInfo, segmentTxId, layoutVersion: segment.layoutVersion, ackedTxId: Math.max(segmentTxId - 1, this.#ackedInEpoch),
          heldTxId: segment.heldTxid, sentTxId: segment.nextTxid - 1, urls: this.#peerUrls(segmentTxId),
        });
        nextTxId = answer.nextTxId;
      },
      succeeded: () => this.#rejoined(segment, nextTxId),
    });
  }

  /** Everything below `nextTxid` is there; what it misses goes before the edits that wait. */
  #rejoined(segment: OpenSegment, nextTxid: number): void {
    const segmentTxid = segment.firstTxid;
    const waiting = this.#queue.find(({ edits }) => edits?.segmentTxid === segmentTxid)?.edits;
    const missing = segment.between(nextTxid, waiting?.firstTxid ?? segment.nextTxid);
    if (nextTxid > segmentTxid) this.#acknowledged(nextTxid - 1);
    // Meanwhile it lost more than is kept here.
    if (missing === undefined) return;
    this.#back(nextTxid);
    if (missing.length === 0 && waiting === undefined) this.#tellBack();
    this.#queue.unshift(...missing.map(({ firstTxid, count, bytes }): Ordered => {
      const done = new Deferred<unknown>();
      done.promise.catch(() => {});
      return {
        epoch: this.#epoch, bytes: 0, needsSync: true, alone: false, edits: { segmentTxid, firstTxid }, done,
        send: (reqInfo) => this.rpc.journal({ reqInfo, firstTxnId: firstTxid, numTxns: count, records: bytes, segmentTxnId: segmentTxid }),
        succeeded: () => this.#took(firstTxid + count - 1),
      };
    }));
  }

  // ---- the queue ----

  #ordered(call: Omit<Ordered, 'epoch' | 'done'>): Promise<unknown> {
    const entry: Ordered = { ...call, epoch: this.#epoch, done: new Deferred() };
    this.#queuedBytes += entry.bytes;
    // Unless a segment's start is before it: what follows that is welcome again.
    if (entry.needsSync && this.#outOfSync && !this.#aloneInFlight && this.#queue.every((earlier) => earlier.needsSync)) this.#refuse(entry);
    else {
      this.#queue.push(entry);
      this.#pump();
    }
    return entry.done.promise;
  }

  #pump(): void {
    const window = this.ours === true ? windowOurs : windowApache;
    while (!this.#aloneInFlight && this.#inFlight < window) {
      const call = this.#queue[0];
      if (call === undefined || (call.alone && this.#inFlight > 0)) return;
      this.#queue.shift();
      if (call.needsSync && this.#outOfSync) {
        this.#refuse(call);
        continue;
      }
      this.#inFlight++;
      this.#aloneInFlight = call.alone;
      void this.#send(call);
    }
  }

  async #send(call: Ordered): Promise<void> {
    let failure: unknown;
    try {
      call.done.resolve(await this.#ask(call));
    } catch (error) {
      failure = error;
      call.done.reject(error);
    }
    // Answers to an older epoch's calls say nothing about this one's.
    if (call.epoch !== this.#epoch) return;
    this.#inFlight--;
    this.#queuedBytes -= call.bytes;
    if (call.alone) this.#aloneInFlight = false;
    this.#learn(failure);
    if (failure === undefined) call.succeeded?.();
    else if (call.needsSync) this.#fallOut(failure, call.ends === true);
    else this.#env.log('warn', 'call to a JournalNode failed', { journalNode: this.name, reason: String(failure) });
    this.#pump();
  }

  /** Not sent, because what came before it was lost. One that has promised a newer epoch is no less lost for that. */
  #refuse(call: Ordered): void {
    if (this.#untold !== undefined) this.#tellLost(this.#untold);
    this.#queuedBytes -= call.bytes;
    this.knock();
    call.done.reject(this.#newerEpoch === undefined
      ? new HdfsException('JournalOutOfSyncException', 'Journal disabled until next roll')
      : new HdfsException('IOException', `IPC's epoch ${call.epoch} is less than the last promised epoch ${this.#newerEpoch}`));
  }

  /**
   * What goes alone may be done twice, and is tried again when its connection broke: one that a restarted JournalNode
   * left behind is noticed only when it is used. But a segment that was begun and has no edits yet one of Apache's does not begin
   * again; if it has begun it, the edits that follow are welcome.
   */
  async #ask(call: Ordered): Promise<unknown> {
    try {
      return await call.send(this.#requestInfo(call.epoch));
    } catch (error) {
      if (!call.alone || (call.starts === true && this.ours !== true) || !(error instanceof MaybeExecutedError) || call.epoch !== this.#epoch) throw error;
      return call.send(this.#requestInfo(call.epoch));
    }
  }

  #learn(failure: unknown): void {
    this.#failure = failure === undefined ? undefined : journalTrouble(failure);
    const promised = promisedEpochIn(failure);
    if (promised !== undefined && promised > this.#epoch) this.#newerEpoch = promised;
  }

  /** Nothing is to be sent to it before it has joined the segment in progress, or the next one. */
  fallOut(reason: string): void {
    this.#fallOut(reason);
  }

  /** @param atTheEnd what failed was the finalization of a segment */
  #fallOut(reason: unknown, atTheEnd = false): void {
    if (this.#outOfSync) return;
    this.#outOfSync = true;
    this.#backTxid = undefined;
    while (this.#queue[0]?.needsSync === true) {
      const call = this.#queue.shift();
      if (call !== undefined) this.#refuse(call);
    }
    this.#rejoin.begin();
    // The end of a reign: the successor's recovery settles the segment, and nobody wants to write there any more.
    if (atTheEnd && this.waitsForEpoch) this.#untold = reason;
    else this.#tellLost(reason);
  }

  #tellLost(reason: unknown): void {
    this.#untold = undefined;
    const why = journalTrouble(reason);
    if (why === this.#told) return;
    this.#told = why;
    this.#env.log('warn', journalLost, { journalNode: this.name, why, reason: String(reason) });
  }

  /** It is out of sync, and more waits for its return than may: that will come from the writer's memory of the segment. */
  #refuseEdits(): void {
    const refused = this.#queue.filter(({ edits }) => edits !== undefined);
    this.#queue = this.#queue.filter(({ edits }) => edits === undefined);
    for (const call of refused) this.#refuse(call);
  }

  #requestInfo(epoch: number): RequestInfoProto {
    const { nameServiceId } = this.options;
    return { journalId: this.jid, nameServiceId, epoch, ipcSerialNumber: this.#serial++, committedTxId: this.#committedTxid, gen: this.gen };
  }

  /** While out of sync: keeps its committed txid fresh, and finds out whether it could take part again; once a second. */
  knock(): void {
    const now = this.#env.monotonicMs();
    // One that is asked to rejoin hears of everything by that, and must hear of nothing between.
    if (!this.#outOfSync || (this.ours === true && this.#mayRejoin) || now - this.#heartbeatMs < heartbeatEveryMs) return;
    this.#heartbeatMs = now;
    const epoch = this.#epoch;
    this.rpc.heartbeat({ reqInfo: this.#requestInfo(epoch) }, { timeoutMs: 10_000 }).then(
      () => {
        if (epoch === this.#epoch) this.#learn(undefined);
      },
      (error: unknown) => {
        if (epoch === this.#epoch) this.#learn(error);
      },
    );
  }

  override close(): void {
    this.#closed = true;
    this.setEpoch(this.#epoch, this.#serial);
    super.close();
  }
}
