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
import { journalListGivenUp } from '../../metrics/event-names.ts';
import { isBlocked } from '../../protocol/journal-list.ts';
import type { JournalList } from '../../protocol/journal-list.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import type { RpcAddress } from '../../rpc/rpc-client.ts';
import { AsyncLoggerSet } from './async-logger-set.ts';
import type { IPCLoggerChannel, LoggerStatus } from './ipc-logger-channel.ts';
import { JournalChange } from './journal-change.ts';
import { JournalReading } from './journal-reading.ts';
import { KnownList } from './known-list.ts';
import type { LeaseClient } from './lease-client.ts';
import { ListFollower } from './list-follower.ts';
import { OpenSegment } from './open-segment.ts';
import type { QuorumEditTail } from './quorum-edit-tail.ts';
import { QuorumUpgrade } from './quorum-upgrade.ts';
import { WriterElection } from './writer-election.ts';
import type { MayPropose } from './writer-election.ts';

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
  /** The txid of the oldest image that the writer keeps: it needs no edits up to it. */
  readonly oldestImage?: (() => Promise<number>) | undefined;
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
/** After this much silence the committed txid goes out on its own, so that readers of Apache's JournalNodes see the end. */
const commitPushMs = 10;

export class QuorumJournalManager implements JournalManager {
  readonly name: string;
  readonly #env: Env;
  readonly #options: QuorumJournalManagerOptions;
  readonly #loggers: AsyncLoggerSet;
  readonly #known: KnownList;
  readonly #membership: JournalChange;
  readonly #lists: ListFollower;
  readonly #election: WriterElection;
  readonly #reading: JournalReading;
  /** The JournalNodes' storage, for an upgrade and the way back. */
  readonly upgrade: QuorumUpgrade;
  /** Recovered, and neither fenced nor without a quorum since. */
  #writing = false;
  #segment: OpenSegment | undefined;
  #nextTxid = 0;
  #committedTxid = 0;
  /** The committed txid that calls have carried to the JournalNodes. */
  #toldTxid = 0;
  #pushScheduled = false;
  #failure: Error | undefined;

  constructor(env: Env, options: QuorumJournalManagerOptions) {
    this.#env = env;
    this.#options = options;
    const { journalNodes, journalId, nameServiceId, namespace, user, queueBytesMax } = options;
    this.#known = options.known ?? new KnownList(journalNodes);
    this.#loggers = new AsyncLoggerSet(env, this.#known, {
      journalId, nameServiceId, namespace, user, ...(queueBytesMax === undefined ? {} : { queueBytesMax }),
    });
    this.#membership = new JournalChange(env, this.#known, this.#loggers, { segment: () => this.#segment, oldestImage: options.oldestImage ?? (async () => 0) });
    this.#lists = new ListFollower(this.#known, this.#loggers, () => this.#writing);
    this.#election = new WriterElection(env, { leases: options.leases, timeoutMs: options.electionTimeoutMs ?? 120_000 }, this.#known, this.#loggers, this.#lists);
    this.upgrade = new QuorumUpgrade(env, this.#loggers, this.#lists, this.#operationsTimeoutMs);
    this.#reading = new JournalReading(env, {
      journalId, nameServiceId, user, selectTimeoutMs: options.selectTimeoutMs ?? 20_000, writing: () => this.#writing,
    }, this.#known, this.#loggers, this.#lists);
    this.#known.watch(() => this.#listChanged());
    if (options.leases !== undefined) options.leases.onNewerList = (name) => this.#lists.ask(name);
    this.name = `QJM to ${this.#loggers.toString()}`;
  }

  /** The list of JournalNodes, and the change of it that this writer is about to make. */
  get membership(): JournalChange {
    return this.#membership;
  }

  #listChanged(): void {
    this.#loggers.listChanged(this.#membership.leaving);
    this.#reading.followList();
    this.#options.onList?.(this.#known.list);
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
    return this.#writing && (this.#lists.waits || this.#loggers.loggers.some((logger) => logger.waitsForEpoch));
  }

  /** On who only reads: a list of JournalNodes that is pending, and that nobody will finish, is given up. */
  async lookAtPendingList(): Promise<void> {
    const { list } = this.#known;
    if (await this.#lists.lookAtPending()) this.#env.log('info', journalListGivenUp, { gen: list.gen, pending: list.pending?.join(', '), members: this.#known.list.members.join(', ') });
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
      const isOthers = (member: string): boolean => (promises.get(member) ?? 0) > Math.max(epoch, this.#election.mayHavePromised(member));
      const others = [...promises].filter(([member]) => isOthers(member)).map(([, promise]) => promise);
      if (isBlocked(this.#loggers.lists, isOthers)) throw new JournalFenced(`epoch ${Math.max(...others)} was promised to another writer than that of ${epoch}`, epoch);
      if (!uncontested()) throw new QuorumLost(`the writer of epoch ${epoch} proposes no other one: somebody else may be the writer by now`);
    });
  }

  async #becomeWriter(mayPropose: MayPropose): Promise<RecoveredLog> {
    this.#writing = false;
    this.#follow(undefined);
    this.#lists.takeWaiting();
    const recovered = await this.#election.run(mayPropose);
    this.#committedTxid = Math.max(this.#committedTxid, recovered.lastTxid ?? 0);
    this.#toldTxid = 0;
    this.#loggers.setCommittedTxid(this.#committedTxid);
    this.#failure = undefined;
    this.#writing = true;
    return recovered;
  }

  /** The reign is over: from now on this NameNode only reads, and goes by whatever list it hears of. */
  stepDown(): void {
    this.#writing = false;
    this.#follow(undefined);
    this.#membership.forget();
    this.#lists.takeWaiting();
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

  // ---- reading ----

  /**
   * Streams over the final segments from `fromTxid` on; with `inProgressOk` also over one in progress: all of it, or,
   * `onlyDurable`, what is durable now. For the writer itself nothing is in progress.
   */
  selectInputStreams(fromTxid: number, options: SelectOptions): Promise<EditLogInputStream[]> {
    return this.#reading.selectInputStreams(fromTxid, options);
  }

  getEditLogManifest(sinceTxid: number, inProgressOk: boolean): Promise<EditLogManifest> {
    return this.#reading.getEditLogManifest(sinceTxid, inProgressOk);
  }

  /** Durable edits as they come, for a Standby. One for all who ask. */
  tail(): QuorumEditTail {
    return this.#reading.tail();
  }

  async close(): Promise<void> {
    this.#writing = false;
    this.#reading.close();
    this.#loggers.close();
  }
}
