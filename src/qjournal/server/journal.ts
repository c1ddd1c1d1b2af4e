// One journal on one JournalNode: what its RPC and HTTP faces call. Answers to Journal (qjournal.server). Invariant: a
// reply leaves only when all that it says is on disk and synced. The rules are journal-state.ts and journal-lease.ts;
// journal-core.ts orders the calls.
import type { Env } from '../../env/env.ts';
import { epochPromised, leaseRevoked } from '../../metrics/event-names.ts';
import type { JournalList, JournalStanding } from '../../protocol/journal-list.ts';
import type { ElectorKind } from '../../protocol/elector-kind.ts';
import type { StorageInfo } from '../../protocol/storage-info.ts';
import type { Call } from '../../rpc/service.ts';
import type { RemoteEditLogManifestProto, RemoteEditLogProto } from '../../wire/hdfs-server.ts';
import type { GetJournaledEditsResponseProto, PrepareRecoveryResponseProto } from '../../wire/qjournal-protocol.ts';
import type { MemoryResponseProto, RememberedProto } from '../../wire/quorate-journal.ts';
import { JournalCore } from './journal-core.ts';
import { JournalElector } from './journal-elector.ts';
import type { KeptElector } from './journal-elector.ts';
import type { LeaseContext } from './journal-lease.ts';
import { JournalDirectory } from './journal-directory.ts';
import { JournalHealing } from './journal-healing.ts';
import type { HealingOptions } from './journal-healing.ts';
import { JournalMembership } from './journal-membership.ts';
import type { JournalMetadata } from './journal-metadata.ts';
import { JournalRecovery } from './journal-recovery.ts';
import type { AcceptRequest } from './journal-recovery.ts';
import { JournalRejoin } from './journal-rejoin.ts';
import type { Rejoin } from './journal-rejoin.ts';
import type { WriterRequest } from './journal-state.ts';
import { JournalMetrics } from './journal-metrics.ts';
import { JournalWriting } from './journal-writing.ts';
import { JournaledEdits } from './journaled-edits.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import type { Segment, SegmentStore } from './segment-store.ts';

export interface JournalOptions extends Pick<HealingOptions, 'peers' | 'sync'> {
  readonly journalId: string;
  /** <edits dir>/<journal id>. */
  readonly directory: string;
  /** dfs.journalnode.edit-cache-size.bytes. */
  readonly cacheBytes: number;
  /** For each step of fetching a segment from a peer. */
  readonly fetchTimeoutMs: number;
}

export interface JournalStatus {
  readonly formatted: boolean;
  readonly promisedEpoch: number;
  readonly lastWriterEpoch: number;
  readonly highestWrittenTxId: number;
  readonly committedTxId: number;
  readonly batchesWritten: number;
  readonly syncs: number;
  readonly syncMs: number;
  readonly cacheBytes: number;
  readonly segmentsDamaged: number;
  /** Of the list of JournalNodes that it keeps. */
  readonly listGeneration: number;
  /** What is wrong with it, in a person's words. */
  readonly trouble: string | undefined;
}

export class Journal {
  readonly metrics = new JournalMetrics();
  readonly #env: Env;
  readonly #options: JournalOptions;
  readonly #edits: JournaledEdits;
  readonly #core: JournalCore;
  readonly #writing: JournalWriting;
  readonly #recovery: JournalRecovery;
  readonly #rejoining: JournalRejoin;
  readonly #healing: JournalHealing;
  readonly #directory: JournalDirectory;
  readonly #membership: JournalMembership;
  readonly elector: JournalElector;
  #leases: LeaseKeeper;

  private constructor(env: Env, options: JournalOptions) {
    this.#env = env;
    this.#options = options;
    this.#edits = new JournaledEdits(env, { capacityBytes: options.cacheBytes }, this.metrics, () => this.#core.live?.state.highestWrittenTxId ?? 0);
    this.#core = new JournalCore(env, options, this.#edits, {
      promiseMoved: (ownerKnown) => {
        if (!ownerKnown) this.#leases.setOwner(undefined);
        this.#leases.journalChanged();
        this.#healing.recollection.tell();
      },
    });
    this.#writing = new JournalWriting(this.#core, this.metrics);
    this.#recovery = new JournalRecovery(this.#core, options.fetchTimeoutMs, this.metrics);
    this.#rejoining = new JournalRejoin(this.#core, options.fetchTimeoutMs, this.metrics);
    this.#directory = new JournalDirectory(env, this.#core, (metadata) => this.#changed(metadata), () => env.randomBytes(16));
    this.#membership = new JournalMembership(this.#core, () => this.#listChanged());
    this.#healing = new JournalHealing(env, this.#core, options, this.metrics, {
      becomeVoter: (from) => this.#directory.becomeVoter(from), standAside: () => this.#directory.standAside(),
    });
    this.elector = new JournalElector(this.#core, () => this.#healing.electors());
    this.#leases = this.#newLeases(0);
  }

  /** Opens the journal, formatted or not. Throws IOException when another process has it. */
  static async open(env: Env, options: JournalOptions): Promise<Journal> {
    const journal = new Journal(env, options);
    await journal.#directory.open();
    journal.#healing.begin();
    return journal;
  }

  /** One of which nothing is on disk, for questions; it needs no end. */
  static blank(env: Env, options: JournalOptions): Journal {
    return new Journal(env, options);
  }

  /** The journal was opened, formatted, or is gone: what was granted before is another's. */
  #changed(metadata: JournalMetadata | undefined): void {
    this.#leases.close();
    this.#leases = this.#newLeases(metadata?.leaseMaxMs ?? 0);
    this.#leases.setOwner(metadata?.owner);
    this.#membership.opened(metadata?.list);
  }

  #listChanged(): void {
    const { list } = this.#membership;
    this.#leases.journalChanged();
    this.#edits.listChanged();
    if (list.gen > 0) this.#healing.listChanged(list);
  }

  #newLeases(leaseMaxMs: number): LeaseKeeper {
    return new LeaseKeeper(this.#env, {
      leaseMaxMs,
      context: () => this.#leaseContext(),
      persistLeaseMax: (ttlMs) => this.#core.formatted().metadata.writeLeaseMax(ttlMs),
      onRevoked: (id, nameNode) => this.#core.log('info', leaseRevoked, { nameNode, lease: Buffer.from(id).toString('hex') }),
    });
  }

  #leaseContext(): LeaseContext {
    const state = this.#core.live?.state;
    const { lastWriteMs } = this.#writing;
    return {
      promisedOnDisk: this.#core.promisedOnDisk,
      promised: state?.promisedEpoch ?? 0,
      lastWriterEpoch: state?.lastWriterEpoch ?? 0,
      lastWriteAgeMs: lastWriteMs === undefined || state?.open === undefined ? undefined : Math.round(this.#env.monotonicMs() - lastWriteMs),
      voter: state !== undefined && this.#healing.recollection.trusted,
      gen: this.#membership.list.gen,
      votesFor: (gen) => this.#membership.votesFor(gen),
      elector: this.elector.kept,
    };
  }

  get journalId(): string {
    return this.#options.journalId;
  }

  get leases(): LeaseKeeper {
    return this.#leases;
  }

  get formatted(): boolean {
    return this.#core.live !== undefined;
  }

  /** Whose journal it is. Throws JournalNotFormattedException. */
  get info(): StorageInfo {
    return this.#core.formatted().info;
  }

  /** The highest promise. Throws JournalNotFormattedException. */
  get promisedEpoch(): number {
    return this.#core.formatted().state.promisedEpoch;
  }

  /** The creation time in VERSION as it lies on disk, in ms. Throws InconsistentFSStateException, JournalNotFormattedException. */
  async cTime(): Promise<number> {
    const { cTime } = this.info;
    return (await this.#directory.cTime()) ?? cTime;
  }

  status(): JournalStatus {
    const state = this.#core.live?.state;
    const { batches, syncs, syncMs } = this.metrics;
    return {
      formatted: state !== undefined,
      promisedEpoch: state?.promisedEpoch ?? 0,
      lastWriterEpoch: state?.lastWriterEpoch ?? 0,
      highestWrittenTxId: state?.highestWrittenTxId ?? 0,
      committedTxId: Math.max(0, state?.committedTxId ?? 0),
      batchesWritten: batches,
      syncs,
      syncMs,
      cacheBytes: this.#edits.cacheBytes,
      segmentsDamaged: this.#core.live?.store.segments.filter((segment) => segment.damaged).length ?? 0,
      listGeneration: this.#membership.list.gen,
      trouble: this.#healing.trouble,
    };
  }

  /** By first txid; none before it is formatted. */
  get segments(): readonly Segment[] {
    return this.#core.live?.store.segments ?? [];
  }

  /** JournalHealing.memory */
  memory(): Omit<MemoryResponseProto, 'httpPort'> {
    const { list, standing } = this.#membership;
    const config = list.members.length === 0 ? undefined : this.#membership.encoded;
    const purgedBelow = this.#core.live?.metadata.purgedBelow ?? 0;
    return { ...this.#healing.memory(), ...(config === undefined ? {} : { config, member: standing === 'member' }), ...(purgedBelow > 0 ? { purgedBelow } : {}) };
  }

  /** The list of JournalNodes that it keeps, and the measure of calls by it. */
  get membership(): JournalMembership {
    return this.#membership;
  }

  /**
   * JournalMembership.configure. Whom to ask what they remember of this one is on the list, too, and those of an older one may be gone.
   */
  async configure(request: WriterRequest, list: JournalList, standing: JournalStanding): Promise<void> {
    if (list.gen > 0) this.#healing.listChanged(list);
    await this.untilTrusted();
    await this.#membership.configure(request, list, standing);
  }

  /** JournalHealing.introduced */
  introduced(list: JournalList): void {
    this.#healing.introduced(list);
  }

  /** JournalHealing.suspect */
  suspect(firstTxId: number): Promise<void> {
    return this.#healing.suspect(firstTxId);
  }

  /**
   * Promises `epoch` (JOURNAL.md 1, HA.md J1): waits until no other nonce's lease lives, then fences every older writer.
   * Answers the first txid of the newest segment that holds transactions. `elector`: how the caller was elected. A wait ends with the connection of `call`.
   * Throws IOException, JournalNotFormattedException.
   */
  async newEpoch(
    info: StorageInfo, epoch: number, nonce: string | undefined, call?: Call, { gen, elector }: { readonly gen?: number | undefined; readonly elector?: ElectorKind | undefined } = {},
  ): Promise<number | undefined> {
    await this.untilTrusted();
    await this.#directory.upgrade.settle();
    const core = this.#core;
    this.#checkNamespace(info);
    if (info.cTime !== this.info.cTime) await this.#healing.recollection.settleCTime(info.cTime);
    const leases = this.#leases;
    core.formatted().state.checkProposal(epoch);
    if (elector !== undefined) await this.elector.admit(elector);
    const check = (): void => {
      core.formatted().state.checkProposal(epoch);
      this.#membership.check(gen, 'election');
      if (elector !== undefined) this.elector.check(elector);
      if (call?.connected === false) throw core.refusal('IOException', 'The caller has gone');
      if (core.live?.unsettled !== undefined) throw core.refusal('IOException', `Epoch ${epoch} is not promised: an upgrade of the journal has begun meanwhile`);
      if (leases.refusesNewEpochOf(nonce)) {
        throw core.refusal('IOException', `Epoch ${epoch} is not promised: this JournalNode is stopping, or the caller's lease was released or `
          + 'revoked');
      }
      if (leases.reservedForAnother(nonce)) {
        throw core.refusal('IOException', `Epoch ${epoch} is not promised: another candidate holds the reservation`);
      }
    };
    const live = await leases.whenFree(epoch, nonce, check, call, () => {
      const now = core.formatted();
      core.raise(now, epoch);
      now.state.electionKnown(epoch);
      return now;
    });
    await core.persistPromise(live, epoch, { epoch, nonce });
    await core.structural;
    if (core.formatted() !== live) throw core.refusal('IOException', 'The journal was formatted meanwhile');
    if (live.state.promisedEpoch !== epoch) {
      throw core.refusal('IOException', `Proposed epoch ${epoch} <= last promise ${live.state.promisedEpoch}`);
    }
    if (!leases.promised(epoch, nonce)) {
      throw core.refusal('IOException', `Epoch ${epoch}: the caller's lease was released or revoked meanwhile`);
    }
    core.log('info', epochPromised, { epoch });
    const holding = (segment: Segment): boolean => !segment.inProgress || segment.damaged || segment.lastTxId !== undefined;
    return live.store.segments.findLast(holding)?.firstTxId;
  }

  /** After a start what it says counts only when it is known that it has forgotten nothing (HA.md 32). */
  async untilTrusted(): Promise<void> {
    if (!this.#healing.recollection.trusted) await this.#healing.recollection.untilTrusted();
  }

  /** Before its log counts in the epoch of `request` (HA.md 32). */
  async #untilItCounts({ epoch }: WriterRequest): Promise<void> {
    await this.untilTrusted();
    const state = this.#core.live?.state;
    if (state === undefined || state.knowsElection(epoch)) return;
    await this.#healing.recollection.vet(epoch);
    state.electionKnown(epoch);
  }

  /** JournalRecollection.remember */
  remember(asker: RememberedProto): Promise<void> {
    return this.#healing.recollection.remember(asker);
  }

  #checkNamespace(info: StorageInfo): void {
    const mine = this.info;
    const where = `Storage Directory root= ${this.#options.directory}; location= null`;
    if (info.namespaceId !== mine.namespaceId) {
      throw this.#core.refusal('IOException', `Incompatible namespaceID for journal ${where}: NameNode has nsId ${info.namespaceId} but storage `
        + `has nsId ${mine.namespaceId}`);
    }
    if (info.clusterId !== mine.clusterId) {
      throw this.#core.refusal('IOException', `Incompatible clusterID for journal ${where}: NameNode has clusterId '${info.clusterId}' but `
        + `storage has clusterId '${mine.clusterId}'`);
    }
  }

  /** JournalWriting.journal */
  journal(request: WriterRequest, segmentTxId: number, firstTxId: number, numTxns: number, records: Uint8Array): Promise<void> {
    return this.#writing.journal(request, segmentTxId, firstTxId, numTxns, records);
  }

  /** Checks that the caller is still the writer, and takes its committed txid. */
  heartbeat(request: WriterRequest): Promise<void> {
    return this.#writing.heartbeat(request);
  }

  /** JournalWriting.startLogSegment */
  async startLogSegment(request: WriterRequest, txid: number, layoutVersion: number): Promise<void> {
    await this.#untilItCounts(request);
    const { formatted } = this;
    if (!formatted) this.#healing.segmentRefused(request.epoch, txid);
    try {
      await this.#writing.startLogSegment(request, txid, layoutVersion);
    } catch (error) {
      await this.#directory.forgetIfGone(error);
      if (formatted && !this.formatted) this.#healing.begin();
      throw error;
    }
    this.#healing.segmentOpened();
  }

  /** JournalWriting.finalizeLogSegment */
  async finalizeLogSegment(request: WriterRequest, startTxId: number, endTxId: number): Promise<void> {
    // In this turn where it may: it goes before what the writer calls next.
    if (this.#core.live?.state.knowsElection(request.epoch) === false) await this.#untilItCounts(request);
    return this.#writing.finalizeLogSegment(request, startTxId, endTxId);
  }

  /** Removes what holds only txids below `minTxIdToKeep`. */
  purgeLogsOlderThan(request: WriterRequest, minTxIdToKeep: number): Promise<void> {
    return this.#writing.purgeLogsOlderThan(request, minTxIdToKeep);
  }

  /** JournalRecovery.prepareRecovery */
  async prepareRecovery(request: WriterRequest, segmentTxId: number): Promise<PrepareRecoveryResponseProto> {
    await this.#untilItCounts(request);
    return this.#recovery.prepareRecovery(request, segmentTxId);
  }

  /** JournalRecovery.acceptRecovery */
  async acceptRecovery(request: WriterRequest, accept: AcceptRequest): Promise<void> {
    await this.#untilItCounts(request);
    return this.#recovery.acceptRecovery(request, accept);
  }

  /** JournalRejoin.rejoin */
  async rejoin(request: WriterRequest, rejoin: Rejoin): Promise<number> {
    await this.#untilItCounts(request);
    const nextTxId = await this.#rejoining.rejoin(request, rejoin);
    this.#healing.segmentOpened();
    return nextTxId;
  }

  /** The segments from the one that holds `sinceTxId` on. One in progress only if it is the newest, and holds edits. */
  getEditLogManifest(sinceTxId: number, inProgressOk: boolean): RemoteEditLogManifestProto {
    const { state, store } = this.#core.formatted();
    const newest = store.segments.at(-1);
    const logs: { startTxId: number; endTxId: number; isInProgress: boolean }[] = [];
    for (const segment of store.segments) {
      if (segment.damaged || (segment.inProgress && (!inProgressOk || segment !== newest))) continue;
      const open = segment.inProgress && state.open?.firstTxId === segment.firstTxId;
      const endTxId = open ? state.highestWrittenTxId : segment.end?.lastTxId ?? (segment.inProgress ? undefined : segment.lastTxId);
      if (endTxId === undefined || endTxId < segment.firstTxId || endTxId < sinceTxId) continue;
      logs.push({ startTxId: segment.firstTxId, endTxId, isInProgress: segment.inProgress });
    }
    return { logs, committedTxnId: state.committedTxId };
  }

  /** Final segments from the one that holds `sinceTxId` on that are damaged, and not in the manifest: whoever copies this journal waits for them. */
  damagedFinals(sinceTxId: number): RemoteEditLogProto[] {
    return this.#core.formatted().store.segments.flatMap(({ firstTxId: startTxId, lastTxId: endTxId, damaged, inProgress }) =>
      (damaged && !inProgress && endTxId !== undefined && endTxId >= sinceTxId ? [{ startTxId, endTxId, isInProgress: false }] : []));
  }

  /** JournaledEdits.get */
  async getJournaledEdits(sinceTxId: number, maxTxns: number, waitMs: number, call?: Call, gen?: number): Promise<GetJournaledEditsResponseProto> {
    this.#core.formatted();
    const check = (): void => this.#membership.check(gen);
    check();
    return this.#edits.get(sinceTxId, maxTxns, waitMs, call, check);
  }

  /** The epoch that writes the segment in progress at `firstTxId`, if that is the newest one here; undefined for any other. */
  writerEpochOf(firstTxId: number): number | undefined {
    const { state, store } = this.#core.formatted();
    const newest = store.segments.at(-1);
    return newest?.inProgress === true && newest.firstTxId === firstTxId ? state.lastWriterEpoch : undefined;
  }

  /** The file of a segment, for `/getJournal`; undefined when there is none. */
  openSegment(firstTxId: number, inProgressOk: boolean): ReturnType<SegmentStore['openForReading']> {
    return this.#core.formatted().store.openForReading(firstTxId, inProgressOk);
  }

  /**
   * Makes it an empty journal of `info`'s namespace; one that is blank and whose peers are not goes on learning instead. Throws
   * InconsistentFSStateException when something is there and not `force`; IOException while a lease lives (HA.md 32).
   */
  async format(info: StorageInfo, force: boolean): Promise<void> {
    const core = this.#core;
    if (info.namespaceId === 0) throw core.refusal('IllegalStateException', "can't format with uninitialized namespace info");
    if (!this.formatted && !await this.#healing.mayBeginBlank(info)) {
      core.log('warn', 'not formatted: other JournalNodes hold this journal, and it learns from them', {});
      return;
    }
    if (!this.#leases.leaseLives) await this.#leases.untilNoLease();
    const { formatted } = this;
    try {
      await this.#directory.format(info, force, () => this.#leases.leaseLives);
    } catch (error) {
      if (formatted && !this.formatted) this.#healing.begin();
      throw error;
    }
    this.#healing.begin();
  }

  /** An operator changes how the NameNodes elect. Throws IOException while a lease lives. */
  async setElector(elector: KeptElector): Promise<void> {
    await this.elector.set(elector, () => this.#leases.leaseLives);
    this.#leases.journalChanged();
  }

  /** JournalUpgrade.preUpgrade */
  doPreUpgrade(): Promise<void> {
    return this.#directory.upgrade.preUpgrade();
  }

  /** JournalUpgrade.upgrade */
  doUpgrade(info: StorageInfo): Promise<void> {
    return this.#directory.upgrade.upgrade(info);
  }

  doFinalize(): Promise<void> {
    return this.#directory.upgrade.finalize();
  }

  /** JournalUpgrade.canRollBack */
  canRollBack(layoutVersion: number): Promise<boolean> {
    return this.#directory.upgrade.canRollBack(layoutVersion);
  }

  /** Back to what was before the upgrade. Throws IOException while a NameNode holds the lease. */
  doRollback(): Promise<void> {
    if (this.#leases.leaseLives) throw this.#core.refusal('IOException', 'A NameNode holds the lease of this journal: stop every NameNode before a rollback');
    return this.#directory.upgrade.rollback();
  }

  /** Sets every segment from `startTxId` on aside: the rollback of a rolling upgrade, before any NameNode writes. */
  discardSegments(startTxId: number): Promise<void> {
    const core = this.#core;
    return core.exclusive(async () => {
      const live = core.formatted();
      await core.closeSegment(live);
      await live.store.discardFrom(startTxId);
      live.state.discardedFrom(startTxId);
      this.#edits.clear();
      await live.metadata.writeCommitted(live.state.committedHereTxId);
    });
  }

  /** Clean stop: grants no lease any more, outlives those granted, and leaves nothing to hold after the next start. */
  async stop(): Promise<void> {
    const core = this.#core;
    if (core.closed) return;
    if (core.live !== undefined) {
      await this.#leases.outliveLeases();
      await core.exclusive(async () => {
        const live = core.live;
        if (live === undefined) return;
        if (live.state.committedHereTxId > 0) await live.metadata.writeCommitted(live.state.committedHereTxId);
        await live.metadata.removeLeaseMax();
      });
    }
    await this.close();
  }

  /** Closes files and gives the lock back; what a restart must remember of leases stays. */
  async close(): Promise<void> {
    const core = this.#core;
    if (core.closed) return;
    this.#leases.close();
    this.#edits.close();
    this.#healing.stop();
    this.#writing.stop();
    await core.finish(async () => {
      await core.promisesWritten();
      await core.writing?.file.close();
      core.writing = undefined;
      await core.live?.metadata.close();
      await this.#directory.unlock();
    });
  }
}
