// The edit log on a quorum of JournalNodes, for its one writer and for readers of what is final. Invariants: an edit is
// acknowledged when a majority has synced it in this writer's epoch; before it writes, a writer has a majority's promise
// and has given the last segment its one end. Nothing here ever gives up waiting for a slow majority, or ends the process.
// Answers to QuorumJournalManager and QuorumOutputStream.
import { assert } from '../../base/assert.ts';
import type { Env } from '../../env/env.ts';
import type {
  EditLogInputStream, EditLogManifest, JournalBatch, JournalManager, RecoveredLog, SelectOptions,
} from '../../edit-log/journal-manager.ts';
import { JournalFenced, QuorumLost } from '../../edit-log/journal-manager.ts';
import { epochWon } from '../../metrics/event-names.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import type { RpcAddress } from '../../rpc/rpc-client.ts';
import type { RemoteEditLogManifestProto } from '../../wire/hdfs-server.ts';
import type { GetJournaledEditsResponseProto } from '../../wire/qjournal-protocol.ts';
import { isException } from '../../protocol/exceptions.ts';
import { decodeJournalList, isBlocked, isNewer, isQuorum, memberAddress } from '../../protocol/journal-list.ts';
import type { JournalList } from '../../protocol/journal-list.ts';
import { AsyncLoggerSet } from './async-logger-set.ts';
import type { IPCLoggerChannel, LoggerStatus } from './ipc-logger-channel.ts';
import { EditReader } from './edit-reader.ts';
import { JournalChange } from './journal-change.ts';
import { KnownList } from './known-list.ts';
import type { LeaseClient } from './lease-client.ts';
import { OpenSegment } from './open-segment.ts';
import { QuorumEditTail } from './quorum-edit-tail.ts';
import { manifestOf, mergeManifests, streamOf } from './remote-segments.ts';
import type { SegmentSource } from './remote-segments.ts';
import { chooseLog, isFinal } from './segment-recovery.ts';

export interface QuorumJournalManagerOptions {
  /** The JournalNodes, as dfs.namenode.shared.edits.dir names them: whom to ask first. */
  readonly journalNodes: readonly RpcAddress[];
  readonly journalId: string;
  readonly nameServiceId?: string | undefined;
  readonly namespace: NamespaceInfo;
  /** Their list as it changes, shared with `leases`. */
  readonly known?: KnownList | undefined;
  /** Another list counts from now on: to be kept for the next start. */
  readonly onList?: ((list: JournalList) => void) | undefined;
  /** Who calls, for the JournalNodes. */
  readonly user: string;
  /** The active lease, won with each new epoch; absent where something else elects. */
  readonly leases?: LeaseClient | undefined;
  /** dfs.qjournal.queued-edits.limit.mb, in bytes. */
  readonly queueBytesMax?: number;
  /** How much of the open segment is kept for JournalNodes that are away, in bytes. */
  readonly keptBytesMax?: number;
  /** dfs.qjournal.new-epoch.timeout.ms, and for the other steps of an election; default 120 s. */
  readonly electionTimeoutMs?: number;
  /** dfs.qjournal.select-input-streams.timeout.ms; default 20 s. */
  readonly selectTimeoutMs?: number;
  /** dfs.qjm.operations.timeout: format, hasSomeData and the like; default 60 s. */
  readonly operationsTimeoutMs?: number;
}

/** An active lease as the NameNode asks for it (ActiveLease of namenode/ha). */
export interface LeaseOfEpoch {
  readonly epoch: number;
  /** Whether a majority's word still holds at `nowMs` of the monotonic clock, drift allowed for. */
  validAt(nowMs: number): boolean;
}

/** For JournalNodes that are slower than a majority to be formatted, too. */
const formatGraceMs = 5000;
/** For a question after the list of JournalNodes. */
const listTimeoutMs = 2000;
/** After this much silence the committed txid goes out on its own, so that readers of Apache's JournalNodes see the end. */
const commitPushMs = 10;

export class QuorumJournalManager implements JournalManager {
  readonly name: string;
  readonly #env: Env;
  readonly #options: QuorumJournalManagerOptions;
  readonly #loggers: AsyncLoggerSet;
  readonly #known: KnownList;
  readonly #membership: JournalChange;
  #readers: readonly EditReader[] = [];
  /** Recovered, and neither fenced nor without a quorum since. */
  #writing = false;
  #segment: OpenSegment | undefined;
  #nextTxid = 0;
  /** The last epoch that was proposed, won or not. */
  #proposedEpoch = 0;
  #committedTxid = 0;
  /** The committed txid that calls have carried to the JournalNodes. */
  #toldTxid = 0;
  #pushScheduled = false;
  #failure: Error | undefined;
  /** Heard of while writing. */
  #newerList: JournalList | undefined;
  #askingList = false;
  /** Whether the list was asked for since the start. */
  #listAsked = false;
  #tail: QuorumEditTail | undefined;

  constructor(env: Env, options: QuorumJournalManagerOptions) {
    this.#env = env;
    this.#options = options;
    const { journalNodes, journalId, nameServiceId, namespace, user, queueBytesMax } = options;
    this.#known = options.known ?? new KnownList(journalNodes);
    this.#loggers = new AsyncLoggerSet(env, this.#known, {
      journalId, nameServiceId, namespace, user, ...(queueBytesMax === undefined ? {} : { queueBytesMax }),
    });
    this.#membership = new JournalChange(env, this.#known, this.#loggers, () => this.#segment);
    this.#followReaders();
    this.#known.watch(() => this.#listChanged());
    if (options.leases !== undefined) options.leases.onNewerList = (name) => this.#askList(name);
    this.name = `QJM to ${this.#loggers.toString()}`;
  }

  /** The list of JournalNodes, and the change of it that this writer is about to make. */
  get membership(): JournalChange {
    return this.#membership;
  }

  #listChanged(): void {
    this.#loggers.listChanged(this.#membership.leaving);
    this.#followReaders();
    this.#tail?.listChanged();
    this.#options.onList?.(this.#known.list);
  }

  #followReaders(): void {
    const { journalId, nameServiceId, user } = this.#options;
    const before = this.#readers;
    this.#readers = this.#known.members.map((name) => before.find((reader) => reader.name === name)
      ?? new EditReader(this.#env, { address: memberAddress(name), journalId, nameServiceId, user, gen: () => this.#known.gen }));
    for (const reader of before) if (!this.#readers.includes(reader)) reader.close();
  }

  /** A JournalNode tells of a newer list. Whoever writes takes it with a new epoch only (HA.md P3). */
  #heardOf(list: JournalList | undefined): boolean {
    if (list === undefined || !isNewer(list, this.#known.list) || list.members.length === 0) return false;
    if (this.#writing) {
      if (this.#newerList === undefined || isNewer(list, this.#newerList)) this.#newerList = list;
      return false;
    }
    return this.#known.set(list);
  }

  /** `name` keeps a newer list than this NameNode goes by. */
  #askList(name: string): void {
    if (this.#askingList) return;
    this.#askingList = true;
    const logger = this.#loggers.everybody.find((each) => each.name === name);
    const asked = logger === undefined ? this.#refreshList() : logger.getJournalState({ timeoutMs: listTimeoutMs }).then(({ config }) => this.#heardOf(decodeJournalList(config)));
    asked.catch(() => {}).finally(() => {
      this.#askingList = false;
    });
  }

  /** Asks all who are known for the list, until nobody tells of a newer one. Whether another counts now. */
  async #refreshList(): Promise<boolean> {
    let changed = false;
    for (;;) {
      const answers = await Promise.allSettled(this.#loggers.loggers.map((logger) => logger.getJournalState({ timeoutMs: listTimeoutMs })));
      const told = answers.flatMap((answer) => (answer.status === 'fulfilled' ? decodeJournalList(answer.value.config) ?? [] : []));
      if (told.filter((list) => this.#heardOf(list)).length === 0) return changed;
      changed = true;
    }
  }

  /** After that, whoever keeps a newer list says so. */
  async #askListOnce(): Promise<void> {
    if (!this.#listAsked) await this.#refreshList();
    this.#listAsked = true;
  }

  /** The epoch that this process writes in; undefined before it was elected. */
  get epoch(): number | undefined {
    return this.#loggers.epoch;
  }

  /** The lease of that epoch; one that always holds where nobody grants leases. */
  lease(): LeaseOfEpoch {
    const { leases } = this.#options;
    if (leases !== undefined) return leases.lease();
    return { epoch: this.epoch ?? 0, validAt: () => true };
  }

  /** How each JournalNode stands. */
  status(): readonly LoggerStatus[] {
    return this.#loggers.status().map((logger) => ({
      ...logger, lagTxns: this.#writing ? Math.max(0, this.#committedTxid - logger.ackedTxid) : 0, lagMs: this.#writing ? logger.lagMs : 0,
    }));
  }

  /** The web server of the JournalNode `name`, as `status` names it. */
  async httpUrl(name: string): Promise<string> {
    const logger = this.#loggers.loggers.find((each) => each.name === name);
    if (logger === undefined) throw new Error(`there is no JournalNode ${name}`);
    return logger.httpUrl();
  }

  /**
   * A JournalNode would write along from the next segment on: one of Apache's that answers again, one that has lost its memory.
   * Those that are out of sync get asked.
   */
  rollWouldHelp(): boolean {
    if (this.#writing) {
      this.#membership.tellAll();
      for (const { journalNode, status } of this.#options.leases?.words() ?? []) {
        // One that stops has no vote either, but a promise.
        if (!status.voter && status.promised === 0) this.#loggers.everybody.find(({ name }) => name === journalNode)?.lostItsMemory();
      }
      for (const logger of this.#loggers.everybody) logger.knock();
    }
    return this.#writing && this.#loggers.everybody.some((logger) => logger.waitsForSegment);
  }

  /**
   * A JournalNode refuses this writer for a promise to somebody who did not win, or keeps a list that a dead writer proposed: a new
   * epoch would let it write along.
   */
  reelectionWouldHelp(): boolean {
    if (this.#writing && this.#newerList !== undefined && isNewer(this.#newerList, this.#known.list)) return true;
    return this.#writing && this.#loggers.loggers.some((logger) => logger.waitsForEpoch);
  }

  /**
   * Formats the JournalNodes, over whatever is there: a majority at least. One that is away and blank learns when it comes
   * (HA.md F). Throws QuorumLost, naming those that failed.
   */
  async format(info: NamespaceInfo): Promise<void> {
    const done = await this.#loggers.callMost((logger) => logger.format(info, true), { what: 'format', timeoutMs: this.#operationsTimeoutMs, graceMs: formatGraceMs });
    const missing = this.#loggers.loggers.filter((logger) => !done.has(logger)).map(({ name }) => name);
    if (missing.length > 0) this.#env.log('warn', 'JournalNodes were not formatted; blank ones learn from the others', { journalNodes: missing.join(', ') });
  }

  async hasSomeData(): Promise<boolean> {
    return [...(await this.formatted()).values()].some((formatted) => formatted);
  }

  /** Which JournalNodes are formatted, by name, of those that answer: a majority at least. */
  async formatted(): Promise<Map<string, boolean>> {
    const answers = await this.#loggers.callMost((logger) => logger.isFormatted(), {
      what: 'isFormatted', timeoutMs: this.#operationsTimeoutMs, graceMs: formatGraceMs,
    });
    return new Map([...answers].map(([logger, formatted]) => [logger.name, formatted]));
  }

  get #operationsTimeoutMs(): number {
    return this.#options.operationsTimeoutMs ?? 60_000;
  }

  get #electionTimeoutMs(): number {
    return this.#options.electionTimeoutMs ?? 120_000;
  }

  // ---- becoming the writer ----

  /**
   * Fences every other writer with a new epoch, and gives the newest segment its final end. May be called again, by the
   * same writer, to regain a lost quorum (HA.md 29): nothing that an earlier call of `journal` sent arrives afterwards.
   */
  async recoverUnfinalizedSegments(): Promise<RecoveredLog> {
    this.#membership.forget();
    return this.#becomeWriter(() => {});
  }

  /**
   * A new epoch and a recovery by the writer itself, to regain a quorum or JournalNodes that promised more to candidates
   * who came to nothing (HA.md 29). Rejects, having proposed nothing, with JournalFenced where others have been promised
   * so much that this writer is over, and with QuorumLost while `uncontested` says that somebody else may be the writer.
   */
  async reelect(uncontested: () => boolean): Promise<RecoveredLog> {
    const { epoch = 0 } = this;
    return this.#becomeWriter((promises) => {
      // What this writer has proposed itself, and won or not, is no sign of another one.
      const others = [...promises.values()].filter((promise) => promise > Math.max(epoch, this.#proposedEpoch));
      if (isBlocked(this.#loggers.lists, (member) => (promises.get(member) ?? 0) > Math.max(epoch, this.#proposedEpoch))) throw new JournalFenced(`epoch ${Math.max(...others)} was promised to another writer than that of ${epoch}`, epoch);
      if (!uncontested()) throw new QuorumLost(`the writer of epoch ${epoch} proposes no other one: somebody else may be the writer by now`);
    });
  }

  async #becomeWriter(mayPropose: (promises: ReadonlyMap<string, number>) => void): Promise<RecoveredLog> {
    this.#writing = false;
    this.#follow(undefined);
    if (this.#newerList !== undefined) this.#known.set(this.#newerList);
    this.#newerList = undefined;
    let lastTxid: number | undefined;
    for (let list: JournalList | undefined; list !== this.#known.list;) {
      const newestTxid = await this.#newEpoch(mayPropose);
      ({ list } = this.#known);
      lastTxid = newestTxid === undefined ? undefined : await this.#recover(newestTxid);
    }
    this.#committedTxid = Math.max(this.#committedTxid, lastTxid ?? 0);
    this.#toldTxid = 0;
    this.#loggers.setCommittedTxid(this.#committedTxid);
    this.#failure = undefined;
    this.#writing = true;
    return { lastTxid };
  }

  /** Wins an epoch by the newest list that a quorum knows of (HA.md P3); the newest segment's first txid that it knows of. */
  async #newEpoch(mayPropose: (promises: ReadonlyMap<string, number>) => void): Promise<number | undefined> {
    for (;;) {
      const { list } = this.#known;
      try {
        const newestTxid = await this.#proposeEpoch(mayPropose);
        if (this.#known.list === list) return newestTxid;
      } catch (error) {
        if (!(error instanceof QuorumLost) || ![...error.failures.values()].some((failure) => isException(failure, 'StaleJournalListException'))) throw error;
        if (!(await this.#refreshList())) throw error;
      }
    }
  }

  async #proposeEpoch(mayPropose: (promises: ReadonlyMap<string, number>) => void): Promise<number | undefined> {
    const { leases } = this.#options;
    const timeoutMs = this.#electionTimeoutMs;
    const states = await this.#loggers.call((logger) => logger.getJournalState(), { what: 'getJournalState()', timeoutMs });
    const newer = [...states.values()].filter(({ config }) => this.#heardOf(decodeJournalList(config)));
    if (newer.length > 0) return undefined;
    const promised = new Map([...states].map(([logger, state]) => [logger.name, state.lastPromisedEpoch]));
    const promises = [...promised.values()];
    mayPropose(promised);
    // One outside this majority may have promised more to somebody who came to nothing: it shall take part, too.
    const rumoured = [...this.status().map((logger) => logger.newerEpoch ?? 0), ...(leases?.words() ?? []).map((word) => word.status.promised)];
    const epoch = 1 + Math.max(...promises, ...rumoured);
    this.#proposedEpoch = epoch;
    // Counted from before the send: the lease's clock starts where the first JournalNode's may.
    const sentMs = this.#env.monotonicMs();
    leases?.proposing(epoch);
    const granted = await this.#loggers.call((logger) => logger.newEpoch(epoch, leases?.nonce, leases?.elector), { what: `newEpoch(${epoch})`, timeoutMs }).catch((error: unknown) => {
      leases?.proposing(0);
      throw error;
    });
    // What one of them keeps may be newer than what this epoch was won by: then it is won again by that.
    if ([...granted.values()].filter(({ config }) => this.#heardOf(decodeJournalList(config))).length > 0) {
      return undefined;
    }
    this.#loggers.setEpoch(epoch);
    leases?.won(epoch, sentMs, [...granted.keys()].filter((logger) => logger.ours === true).map((logger) => logger.name));
    this.#env.log('info', epochWon, { epoch, ms: Math.round(this.#env.monotonicMs() - sentMs) });
    const newest = [...granted.values()].map((answer) => answer.lastSegmentTxId ?? 0);
    return Math.max(...newest) > 0 ? Math.max(...newest) : undefined;
  }

  /** Gives the segment its one end at a majority; the log's last txid. */
  async #recover(segmentTxid: number): Promise<number | undefined> {
    const timeoutMs = this.#electionTimeoutMs;
    const prepared = await this.#loggers.call((logger) => logger.prepareRecovery(segmentTxid), {
      what: `prepareRecovery(${segmentTxid})`, timeoutMs,
    });
    const choice = chooseLog(segmentTxid, [...prepared].map(([logger, response]) => ({ logger: logger.name, response })));
    if (choice.kind === 'nothing') {
      this.#env.log('info', 'nobody in the majority has the newest segment', { segment: segmentTxid });
      return segmentTxid > 1 ? segmentTxid - 1 : undefined;
    }
    const { segment, sources, digest, ignored } = choice;
    for (const { logger, committedTxId } of ignored) {
      this.#env.log('error', 'a committed txid above the end of every log is ignored', { journalNode: logger, committedTxId, end: segment.endTxId });
    }
    const finals = [...prepared].filter(([, response]) => isFinal(response)).map(([{ name }]) => name);
    if (!isQuorum(this.#loggers.lists, (member) => finals.includes(member))) {
      const source = this.#loggers.loggers.find((logger) => logger.name === sources[0]);
      assert(source !== undefined, 'the chosen log is one of ours');
      const url = await source.segmentUrl(segmentTxid).catch((error: unknown) => {
        throw new QuorumLost(`${source.name}, which has the log to recover, does not answer: ${String(error)}`, new Map(), { cause: error });
      });
      const what = `acceptRecovery(${segmentTxid}-${segment.endTxId})`;
      await this.#loggers.call((logger) => logger.acceptRecovery(segment, url, digest), { what, timeoutMs });
      await this.#loggers.call((logger) => logger.finalizeLogSegment(segmentTxid, segment.endTxId), {
        what: `finalizeLogSegment(${segmentTxid}-${segment.endTxId})`, timeoutMs,
      });
    }
    this.#env.log('info', 'segment recovered', { segment: segmentTxid, lastTxid: segment.endTxId, from: sources[0] });
    return segment.endTxId;
  }

  /** The reign is over: from now on this NameNode only reads, and goes by whatever list it hears of. */
  stepDown(): void {
    this.#writing = false;
    this.#follow(undefined);
    this.#membership.forget();
    if (this.#newerList !== undefined) this.#known.set(this.#newerList);
    this.#newerList = undefined;
  }

  // ---- writing ----

  async startLogSegment(firstTxid: number, layoutVersion: number): Promise<void> {
    this.#checkWriting();
    assert(this.#segment === undefined, `segment ${this.#segment?.firstTxid} is open`);
    if (this.#membership.due) await this.#writingOn(() => this.#membership.change(firstTxid, this.epoch ?? 0));
    this.#follow(new OpenSegment(firstTxid, layoutVersion, this.#options.keptBytesMax));
    this.#nextTxid = firstTxid;
    await this.#write(`startLogSegment(${firstTxid})`, (logger) => logger.startLogSegment(firstTxid, layoutVersion));
  }

  async journal(batch: JournalBatch): Promise<void> {
    this.#checkWriting();
    const segment = this.#segment;
    assert(segment !== undefined && batch.firstTxid === this.#nextTxid, `edits from ${batch.firstTxid}, ${this.#nextTxid} are next`);
    const lastTxid = batch.firstTxid + batch.count - 1;
    this.#nextTxid = lastTxid + 1;
    const { epoch } = this;
    this.#toldTxid = this.#committedTxid;
    segment.add(batch);
    await this.#write('sendEdits', (logger) => logger.sendEdits(segment.firstTxid, batch.firstTxid, batch.count, batch.bytes, batch.span));
    if (this.epoch !== epoch) return;
    this.#lookAfter(segment);
    if (lastTxid <= this.#committedTxid) return;
    this.#committedTxid = lastTxid;
    this.#loggers.setCommittedTxid(lastTxid);
    this.#pushCommittedLater();
  }

  /** A majority has edits of the segment. */
  #lookAfter(segment: OpenSegment): void {
    const loggers = this.#loggers.everybody;
    segment.trim(Math.min(...loggers.map((logger) => logger.ackedInEpoch)));
    for (const logger of loggers) logger.lookAfter();
    if (segment.started) return;
    segment.started = true;
    for (const logger of loggers) logger.segmentStarted();
  }

  #follow(segment: OpenSegment | undefined): void {
    this.#segment = segment;
    this.#loggers.follow(segment);
  }

  async finalizeLogSegment(firstTxid: number, lastTxid: number): Promise<void> {
    this.#checkWriting();
    await this.#write(`finalizeLogSegment(${firstTxid}-${lastTxid})`, (logger) => logger.finalizeLogSegment(firstTxid, lastTxid));
    this.#follow(undefined);
  }

  #checkWriting(): void {
    if (this.#failure !== undefined) throw this.#failure;
    assert(this.#writing, 'must recover segments before writing');
  }

  /** A majority's success, however long it takes. A failure ends the writing until the next recovery. */
  #write(what: string, ask: (logger: IPCLoggerChannel) => Promise<void>): Promise<void> {
    return this.#writingOn(() => this.#loggers.write(ask, { what }));
  }

  async #writingOn(work: () => Promise<unknown>): Promise<void> {
    const { epoch } = this;
    try {
      await work();
    } catch (error) {
      if (this.epoch === epoch && this.#writing) {
        this.#writing = false;
        this.#failure = error instanceof Error ? error : new QuorumLost(String(error));
      }
      throw error;
    }
  }

  #pushCommittedLater(): void {
    if (this.#pushScheduled) return;
    this.#pushScheduled = true;
    const { epoch } = this;
    this.#env.after(commitPushMs, () => {
      this.#pushScheduled = false;
      const segmentTxid = this.#segment?.firstTxid;
      if (!this.#writing || this.epoch !== epoch || segmentTxid === undefined || this.#toldTxid >= this.#committedTxid) return;
      // Edits under way carry a committed txid, if not the last one: look again when it is quiet.
      if (this.#nextTxid - 1 > this.#committedTxid) {
        this.#pushCommittedLater();
        return;
      }
      this.#toldTxid = this.#committedTxid;
      for (const logger of this.#loggers.everybody) {
        if (!logger.outOfSync) logger.sendEdits(segmentTxid, this.#nextTxid, 0, new Uint8Array(0)).catch(() => {});
      }
    });
  }

  async purgeLogsOlderThan(minTxid: number): Promise<void> {
    if (!this.#writing) return;
    await Promise.allSettled(this.#loggers.everybody.map((logger) => logger.purgeLogsOlderThan(minTxid)));
  }

  async discardSegments(startTxid: number): Promise<void> {
    await this.#loggers.call((logger) => logger.discardSegments(startTxid), {
      what: 'discardSegments', all: true, timeoutMs: this.#operationsTimeoutMs,
    });
  }

  // ---- upgrade and rollback: a majority, where Apache's needs all ----

  /** The first step of an upgrade, at a majority at least. One that is away learns when it comes (HA.md 32). Rejects with QuorumLost. */
  async doPreUpgrade(): Promise<void> {
    await this.#askListOnce();
    await this.#most('doPreUpgrade', this.#loggers.loggers, (logger) => logger.doPreUpgrade());
  }

  /** The second one, with the new creation time and layout in `info`. */
  async doUpgrade(info: NamespaceInfo): Promise<void> {
    await this.#most('doUpgrade', this.#loggers.loggers, (logger) => logger.doUpgrade(info));
  }

  async doFinalize(): Promise<void> {
    await this.#most('doFinalize', this.#loggers.loggers, (logger) => logger.doFinalize());
  }

  /** The JournalNodes that can go back to before the last upgrade, by name, of a majority at least. Rejects with QuorumLost. */
  async canRollBack(layoutVersion: number): Promise<string[]> {
    await this.#askListOnce();
    const answers = await this.#most('canRollBack', this.#loggers.loggers, (logger) => logger.canRollBack(layoutVersion));
    return [...answers].filter(([, can]) => can).map(([logger]) => logger.name);
  }

  /** Takes those named back, which are a majority; the others have a log that is none any more, find out by its creation time, and learn. */
  async doRollback(names: readonly string[]): Promise<void> {
    await this.#most('doRollback', this.#loggers.loggers.filter(({ name }) => names.includes(name)), (logger) => logger.doRollback());
  }

  /** The newest creation time that any of a majority at least keeps, in ms. */
  async getJournalCTime(): Promise<number> {
    return Math.max(...(await this.#most('getJournalCTime', this.#loggers.loggers, (logger) => logger.getJournalCTime())).values());
  }

  async #most<T>(what: string, loggers: readonly IPCLoggerChannel[], ask: (logger: IPCLoggerChannel) => Promise<T>): Promise<Map<IPCLoggerChannel, T>> {
    const refused = (): Promise<T> => Promise.reject(new Error('has nothing to go back to'));
    const answers = await this.#loggers.callMost((logger) => (loggers.includes(logger) ? ask(logger) : refused()), { what, timeoutMs: this.#operationsTimeoutMs, graceMs: formatGraceMs });
    const missing = this.#loggers.loggers.filter((logger) => !answers.has(logger)).map(({ name }) => name);
    if (missing.length > 0) this.#env.log('warn', 'done without some JournalNodes, which learn from the others when they are back', { what, journalNodes: missing.join(', ') });
    return answers;
  }

  // ---- reading ----

  /**
   * Streams over the final segments from `fromTxid` on; with `inProgressOk` also over one in progress: all of it, or,
   * `onlyDurable`, what is durable now. For the writer itself nothing is in progress.
   */
  async selectInputStreams(fromTxid: number, options: SelectOptions): Promise<EditLogInputStream[]> {
    const inProgressOk = options.inProgressOk && !this.#writing;
    const everybody = this.#loggers.loggers.map((logger) => this.#source(logger, { logs: [] }));
    const sources = await this.#sources(fromTxid, inProgressOk && !options.onlyDurable);
    const fetch = { openTimeoutMs: 60_000, readTimeoutMs: 60_000 };
    const candidates = mergeManifests(sources, fromTxid, inProgressOk && !options.onlyDurable);
    const streams = candidates.map((candidate) => streamOf(this.#env, candidate, everybody, fetch));
    if (inProgressOk && options.onlyDurable) {
      const durable = await this.tail().durableStream((candidates.at(-1)?.lastTxid ?? fromTxid - 1) + 1);
      if (durable !== undefined) streams.push(durable);
    }
    return streams;
  }

  async getEditLogManifest(sinceTxid: number, inProgressOk: boolean): Promise<EditLogManifest> {
    const sources = await this.#sources(sinceTxid, inProgressOk);
    return manifestOf(mergeManifests(sources, sinceTxid, inProgressOk), sources);
  }

  async #sources(sinceTxid: number, inProgressOk: boolean): Promise<SegmentSource[]> {
    await this.#askListOnce();
    const manifests = await this.#loggers.call((logger) => logger.getEditLogManifest(sinceTxid, inProgressOk), {
      what: 'getEditLogManifest', timeoutMs: this.#options.selectTimeoutMs ?? 20_000,
    });
    return [...manifests].map(([logger, manifest]) => this.#source(logger, manifest));
  }

  #source(logger: IPCLoggerChannel, manifest: RemoteEditLogManifestProto): SegmentSource {
    return {
      name: logger.name,
      manifest,
      url: (firstTxid, inProgressOk) => logger.segmentUrl(firstTxid, inProgressOk),
      cached: (fromTxid) => this.#cached(logger.name, fromTxid),
      suspect: (firstTxid) => logger.suspect(firstTxid),
    };
  }

  async #cached(name: string, fromTxid: number): Promise<GetJournaledEditsResponseProto> {
    const reader = this.#readers.find((each) => each.name === name);
    if (reader === undefined) throw new Error(`${name} has left the list of JournalNodes`);
    return reader.edits(fromTxid, 0);
  }

  /** Durable edits as they come, for a Standby. One for all who ask. */
  tail(): QuorumEditTail {
    this.#tail ??= new QuorumEditTail(this.#env, {
      readers: () => this.#readers,
      lists: () => this.#known.lists,
      staleList: () => this.#askList(''),
      finals: (fromTxid) => this.selectInputStreams(fromTxid, { inProgressOk: false, onlyDurable: true }),
      committedTxid: async (name) => {
        const logger = this.#loggers.loggers.find((each) => each.name === name);
        return (await logger?.getEditLogManifest(Number.MAX_SAFE_INTEGER, true))?.committedTxnId ?? 0;
      },
    });
    return this.#tail;
  }

  async close(): Promise<void> {
    this.#writing = false;
    this.#tail?.close();
    this.#loggers.close();
    for (const reader of this.#readers) reader.close();
  }
}
