// The NameNode: wires storage, namespace, log, blocks, HA and the servers; starts and stops them in order. What each
// does stands in its own file. Answers to NameNode.
import { HdfsException } from '../protocol/exceptions.ts';
import type { Caller } from '../protocol/permission.ts';
import type { JournalList } from '../protocol/journal-list.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import { present } from '../base/assert.ts';
import { Deferred } from '../base/async.ts';
import type { Quantiles } from '../base/quantiles.ts';
import type { EditLogHooks } from '../edit-log/fs-edit-log.ts';
import { FSEditLog } from '../edit-log/fs-edit-log.ts';
import type { EditLogManifest, JournalManager } from '../edit-log/journal-manager.ts';
import type { Env, Listener, ProcessUsage } from '../env/env.ts';
import { until } from '../env/waiting.ts';
import { nameNodeStarted } from '../metrics/event-names.ts';
import { RecentEvents } from '../metrics/recent-events.ts';
import type { JournalChange } from '../qjournal/client/journal-change.ts';
import type { LoggerStatus } from '../qjournal/client/ipc-logger-channel.ts';
import type { LeaseWord } from '../qjournal/client/lease-client.ts';
import { RetryCache } from '../rpc/retry-cache.ts';
import type { RpcServer } from '../rpc/rpc-server.ts';
import type { Call } from '../rpc/service.ts';
import { NameNodeStorage } from '../storage/name-node-storage.ts';
import { finalizeDirectory } from '../storage/storage-upgrade.ts';
import { NNHAStatusHeartbeatProto_State } from '../wire/hdfs-server.ts';
import type { CommitBlockSynchronizationRequestProto } from '../wire/datanode-protocol.ts';
import type { FsServerDefaultsProto } from '../wire/hdfs.ts';
import { commitBlockSynchronization } from './block-recovery.ts';
import { AuditLog } from './audit/audit-log.ts';
import type { BlockManager } from './blocks/block-manager.ts';
import type { AdminControl } from './client-protocol/admin-calls.ts';
import { replayedPayload } from './client-protocol/replayed-payload.ts';
import type { DatanodeProtocolHost, HaClaim } from './datanode-protocol.ts';
import { FSImage, newBlockManager, newNamespace } from './fs-image.ts';
import type { ReplayedOp } from './fs-namesystem.ts';
import { FSNamesystem } from './fs-namesystem.ts';
import { Groups } from '../rpc/groups.ts';
import type { HaControl } from './ha-service-protocol.ts';
import { Admission, standbyException } from './ha/admission.ts';
import type { Advice, OperationCategory } from './ha/admission.ts';
import { EditLogTailer } from './ha/edit-log-tailer.ts';
import { cedeOthers } from './ha/cede-others.ts';
import { OtherNameNodes } from './ha/other-name-nodes.ts';
import { HaController } from './ha/ha-controller.ts';
import type { HaState } from './ha/ha-state.ts';
import { isPromoting } from './ha/ha-state.ts';
import { NameNodeChores } from './name-node-chores.ts';
import type { LeaseFigures } from './metrics/name-node-figures.ts';
import { activeTrouble } from './metrics/name-node-figures.ts';
import { NameNodeMetrics } from './metrics/name-node-metrics.ts';
import type { NameNodeOptions } from './name-node-options.ts';
import { startRpcServers } from './name-node-servers.ts';
import type { NamenodeProtocolHost } from './namenode-protocol.ts';
import type { Elector, NameNodeJournal, NameNodeSurroundings } from './name-node-surroundings.ts';
import { serveNameNode } from './web/name-node-http.ts';
import type { NameNodePages } from './web/name-node-pages.ts';
import { nameNodePages } from './web/name-node-pages.ts';
import { StartupProgress } from './startup-progress.ts';
import { nameNodeView } from './web/name-node-view.ts';
import { webHdfsRoutes } from './web-hdfs/web-hdfs-routes.ts';
import type { CheckpointerHost } from './ha/standby-checkpointer.ts';
import { JournalMembers } from './ha/journal-members.ts';
import { StandbyCheckpointer } from './ha/standby-checkpointer.ts';

/** How long the others are asked to stay out of elections, and a planned failover may take. */
const cedeMs = 10_000;
/** A silent Active has been dead for long, or has renewed its lease once more, after this. */
const confirmMs = 250;
export class NameNode implements HaControl, AdminControl, NamenodeProtocolHost, DatanodeProtocolHost, CheckpointerHost {
  readonly options: NameNodeOptions;
  readonly fsn: FSNamesystem;
  readonly groups: Groups;
  readonly storage: NameNodeStorage;
  readonly ha: HaController;
  readonly members: JournalMembers;
  readonly metrics: NameNodeMetrics;
  readonly startup: StartupProgress;
  readonly #env: Env;
  readonly #surroundings: NameNodeSurroundings;
  readonly #admission: Admission;
  readonly #others: OtherNameNodes;
  readonly #chores: NameNodeChores;
  readonly #image: FSImage;
  readonly audit: AuditLog;
  readonly #servers: RpcServer[] = [];
  #info: NamespaceInfo | undefined;
  #journal: NameNodeJournal | undefined;
  #tailer: EditLogTailer | undefined;
  #elector: Elector | undefined;
  #http: Listener | undefined;
  #pages: NameNodePages | undefined;
  #checkpointer: StandbyCheckpointer | undefined;
  readonly #startedMs: number;
  /** There is no state before an upgrade to go back to. */
  upgradeFinalized = true;
  #stopped = false;
  #stopping: Promise<void> | undefined;
  /** Settles when it has stopped, or stops, without being told to: with why. */
  readonly stopped = new Deferred<Error | undefined>();

  constructor(env: Env, options: NameNodeOptions, surroundings: NameNodeSurroundings) {
    this.#env = env;
    this.options = options;
    this.#surroundings = surroundings;
    this.startup = new StartupProgress(() => env.wallMs());
    this.metrics = new NameNodeMetrics(surroundings.events ?? new RecentEvents());
    this.storage = new NameNodeStorage(env, options.nameDirs);
    this.storage.restoresFailed = options.restoresNameDirs;
    this.#startedMs = env.wallMs();
    this.groups = new Groups(env, { staticMapping: options.staticGroups, superusergroup: options.superusergroup, owner: options.user });
    this.#others = new OtherNameNodes(env, options);
    this.#admission = new Admission(
      env, options, (category) => this.#advice(category), () => this.#confirmActive(),
    );
    const fsnOptions = {
      operations: options.operations, readWaitMaxMs: 2 * options.leaseTtlMs, syncWaitMaxMs: options.syncWaitMaxMs,
      replayedPayload: (op: ReplayedOp) => replayedPayload(this.fsn, op), onFatal: (reason: Error) => this.#end(reason),
    };
    const callerOf = (call: Call): Caller => this.groups.caller(call.user.user);
    // A blank namespace until `start` has loaded one: nothing is served before.
    const namespace = newNamespace(options);
    const retryCache = new RetryCache({ expiryMs: options.retryExpiryMs });
    this.fsn = new FSNamesystem(env, fsnOptions, { namespace, blocks: newBlockManager(env, options, namespace, ''), retryCache, admission: this.#admission, callerOf });
    this.#image = new FSImage(env, options, {
      fsn: this.fsn, storage: this.storage, startup: this.startup, metrics: this.metrics,
      namespaceInfo: () => this.namespaceInfo,
      journal: () => this.journal,
      writer: () => (this.ha.state === 'Active' ? this.journal : undefined),
      applyHosts: (first) => (first ? this.#chores.refreshNodes() : this.#chores.applyHosts()),
      stopped: () => this.#stopped,
    });
    this.ha = new HaController(env, {
      fsn: this.fsn,
      journal: () => this.#journalOrBug().manager,
      admission: this.#admission,
      tailer: () => present(this.#tailer, 'the tailer'),
      openLog: (firstTxid, hooks) => this.#openLog(firstTxid, hooks),
      reload: () => this.#image.load(),
      recallCalls: () => this.#image.recallCalls(),
      onDurable: (txid) => this.blocks.durable(txid),
      onState: (state) => this.#stateChanged(state),
      beforePromotion: () => this.#checkpointer?.cancelAndPrevent('this NameNode is becoming active') ?? Promise.resolve(),
      releaseLease: (to) => this.#journalOrBug().releaseLease(to),
      uncontested: () => this.#elector?.uncontested() ?? true,
    });
    this.members = new JournalMembers(env, this);
    this.#chores = new NameNodeChores(env, this);
    this.audit = new AuditLog(env, options.audit);
  }

  // Life.

  /** Loads, listens and, alone, becomes Active. Rejects with what stands in the way; nothing is left running then. */
  async start(): Promise<void> {
    await this.groups.load();
    this.#info = await this.storage.open();
    try {
      this.upgradeFinalized = !(await this.storage.hasPrevious());
      this.#journal = this.#surroundings.openJournal(this.namespaceInfo, {
        list: await this.storage.journalList(), keepList: (list) => this.#keepList(list), oldestImage: async () => (await this.storage.images()).at(-1)?.txid ?? 0,
      });
      this.#tailer = new EditLogTailer(this.#env, this.fsn, this.#journal.tail);
      // First: people want to see what a start waits for.
      await this.#serveHttp();
      await this.#image.load();
      await startRpcServers(this.#env, this, this.#servers);
      if (!this.haEnabled) {
        await this.ha.loadedAlone();
      } else {
        this.ha.loaded();
        this.#checkpointer = this.#newCheckpointer();
        this.#checkpointer.start();
        this.#admission.start();
        this.#elector = this.#surroundings.elector?.(this);
        this.#elector?.onChange(() => this.#heardOfOthers());
        this.#elector?.start();
      }
      this.#chores.start();
    } catch (error) {
      await this.stop();
      throw error;
    }
    this.#env.log('info', nameNodeStarted, { rpc: this.rpcPort, http: this.httpPort, txid: this.fsn.lastAppliedTxid, haState: this.haState });
  }

  /** For the next start; it is told to whoever asks the JournalNodes anyway. */
  #keepList(list: JournalList): void {
    this.storage.writeJournalList(list).catch((error: unknown) => this.#env.log('warn', 'the list of JournalNodes was not kept', { error }));
  }

  /** Ends without order: what is in memory is not to be trusted. */
  #end(reason: Error): void {
    if (this.stopped.settled) return;
    this.#env.log('error', 'the NameNode cannot go on', { error: reason });
    this.ha.abort(reason);
    this.stopped.resolve(reason);
    void this.stop();
  }

  /** Steps down in order, closes everything and releases the storage. */
  stop(): Promise<void> {
    return (this.#stopping ??= this.#close());
  }

  async #close(): Promise<void> {
    this.#stopped = true;
    this.#chores.stop();
    this.#admission.stop();
    await this.#checkpointer?.stop();
    if (this.#tailer !== undefined) await this.ha.stop();
    await this.#elector?.stop();
    this.#others.close();
    for (const server of this.#servers) await server.stop();
    this.#pages?.close();
    await this.#http?.close();
    await this.#journal?.manager.close();
    await this.audit.close();
    await this.storage.close();
    this.stopped.resolve(undefined);
  }

  get rpcPort(): number {
    return this.#servers[0]?.port ?? this.options.rpcBind.port;
  }

  get httpPort(): number {
    return this.#http?.port ?? this.options.httpBind.port;
  }

  /** Image and log are in memory: what is asked can be answered. */
  get loaded(): boolean {
    return this.#image.loadedOnce;
  }

  get storageInfo(): NamespaceInfo | undefined {
    return this.#info;
  }

  journalUrl(name: string): Promise<string> {
    return this.#journalOrBug().httpUrl(name);
  }

  get tailer(): EditLogTailer | undefined {
    return this.#tailer;
  }

  get journal(): JournalManager {
    return this.#journalOrBug().manager;
  }

  get membership(): JournalChange | undefined {
    return this.#journal?.membership;
  }

  /** A JournalNode waits for a roll to write along again. */
  get rollWouldHelp(): boolean {
    return this.#journal?.rollWouldHelp() === true;
  }

  /** A JournalNode waits for a higher epoch of ours, and nobody else is there to be disturbed by it. */
  get reelectionWouldHelp(): boolean {
    return this.#journal?.reelectionWouldHelp() === true && this.#elector?.uncontested() === true;
  }

  /** On a Standby: a list of JournalNodes that was to come, and that nobody will finish, is given up. */
  async lookAtPendingList(): Promise<void> {
    await this.#journal?.lookAtPendingList();
  }

  get parkedCalls(): number {
    return this.#admission.parkedCalls;
  }

  get parkedMs(): Quantiles {
    return this.#admission.parkedMs;
  }

  /** The active lease; undefined where nobody grants any. */
  lease(): LeaseFigures | undefined {
    return this.#elector?.lease();
  }

  leaseWords(): readonly LeaseWord[] {
    return this.#elector?.words() ?? [];
  }

  journalStatus(): readonly LoggerStatus[] {
    return this.#journal?.status() ?? [];
  }

  usage(): ProcessUsage {
    return this.#env.usage();
  }

  get rpcServers(): readonly RpcServer[] {
    return this.#servers;
  }

  /** Forgets the state before an upgrade: here, and where this is the Active, in the shared journal. */
  async finalizeUpgrade(): Promise<void> {
    await this.storage.finalizeUpgrade();
    if (!this.haEnabled) for (const root of this.options.editsDirs) await finalizeDirectory(this.#env.disk, root);
    if (this.haEnabled && this.ha.state === 'Active') await this.#journalOrBug().finalizeUpgrade();
    this.upgradeFinalized = true;
  }

  /** The txid of the newest image of ours. */
  get mostRecentCheckpointTxid(): number {
    return this.#image.mostRecentCheckpointTxid;
  }

  /** Monotonic ms of that image. */
  get lastCheckpointMs(): number {
    return this.#image.lastCheckpointMs;
  }

  /** A Standby's checkpoint, its reading of edits held up meanwhile. */
  saveCheckpoint(cancel: AbortSignal): Promise<number> {
    return present(this.#tailer, 'the tailer').paused(() => this.#image.save(cancel));
  }

  noteCheckpoint(txid: number): void {
    this.#image.noteCheckpoint(txid);
  }

  async #serveHttp(): Promise<void> {
    const sources = this.#surroundings.pages?.(this);
    if (sources !== undefined) this.#pages = nameNodePages(this.#env, this, sources, this.#startedMs);
    this.#http = await serveNameNode(this.#env, this.options.httpBind, nameNodeView(this.#env, this, this.#startedMs, this.#surroundings.conf), { ...this.#pages?.routes, ...webHdfsRoutes(this.#env, this, this.#others) });
  }

  async #openLog(firstTxid: number, hooks: EditLogHooks): Promise<FSEditLog> {
    await this.storage.writeSeenTxid(firstTxid);
    const log = new FSEditLog(this.#env, this.#journalOrBug().manager, { unsyncedEditsMax: this.options.unsyncedEditsMax, metrics: this.metrics.edits }, hooks);
    log.initJournalsForWrite();
    log.setNextTxid(firstTxid);
    await log.openForWrite();
    return log;
  }

  #newCheckpointer(): StandbyCheckpointer {
    const { checkpoint, others, imageTransferTimeoutMs: timeoutMs, imageBytesPerSecond: bytesPerSecond } = this.options;
    const urls = others.map((other) => `http://${other.http.host}:${other.http.port}`);
    return new StandbyCheckpointer(this.#env, { ...checkpoint, others: urls, timeoutMs, bytesPerSecond }, this);
  }

  /** A term that was lost is followed by a pause, so that two NameNodes do not take it from each other in turns. */
  #stateChanged(state: HaState): void {
    this.#surroundings.onHaState?.();
    if (state === 'Fenced') this.#elector?.backOff();
    else this.#elector?.consider();
  }

  #journalOrBug(): NameNodeJournal {
    return present(this.#journal, 'the journal');
  }

  /** Parked calls go, or go elsewhere, as soon as the JournalNodes' words say so. */
  #heardOfOthers(): void {
    this.#admission.heardOf(this.#elector?.promised() ?? -1);
    this.#admission.reconsider();
  }

  /** For calls that would be refused: whether another Active lives is asked of itself, and only if it is silent of the JournalNodes. */
  #confirmActive(): Promise<void> | undefined {
    const elector = this.#elector;
    if (this.ha.state !== 'Standby' || elector?.otherLeads() !== true) return undefined;
    return this.#others.untilActive(confirmMs).then((active) => (active === undefined ? elector.askAnew() : undefined));
  }

  #advice(category: OperationCategory): Advice {
    const { state } = this.ha;
    if (state === 'Active') return 'run';
    if (category === 'READ' && this.options.allowStaleReads && state === 'Standby') return 'run';
    // A promotion that lost the JournalNodes may take for ever.
    if (isPromoting(state) || state === 'Draining') return this.#elector?.heard() === false ? 'refuse' : 'park';
    // One that is alone is about to be Active, and there is nobody else to go to.
    if (!this.haEnabled && state !== 'Stopped') return 'park';
    return this.#elector?.promotionPossible() === true ? 'park' : 'refuse';
  }

  // HaControl.

  get haState(): HaState {
    return this.ha.state;
  }

  get haEnabled(): boolean {
    return this.options.self.id !== '';
  }

  get automaticFailover(): boolean {
    return this.haEnabled && this.options.automaticFailover;
  }

  notReadyReason(): string | undefined {
    const { state } = this.ha;
    if (state === 'Active') return activeTrouble(this);
    if (state !== 'Standby') return `State is ${state.toLowerCase()}`;
    if (this.blocks.safeMode.on) return `The NameNode is in safemode. ${this.blocks.safeMode.tip()}`;
    return this.electorMismatch();
  }

  /** Why it takes part in no election: the JournalNodes keep another kind (HA.md 36). */
  electorMismatch(): string | undefined {
    return this.#elector?.mismatch();
  }

  checkHealth(): void {
    if (this.storage.directories.length === 0) throw new HdfsException('HealthCheckFailedException', 'The NameNode has no resources available');
    if (this.options.notActiveInSafemode && this.blocks.safeMode.on) {
      throw new HdfsException('HealthCheckFailedException', 'The NameNode is configured to report UNHEALTHY to ZKFC in Safemode.');
    }
  }

  /** Whether an election may make this NameNode Active. */
  mayStand(): boolean {
    return this.loaded && this.ha.state === 'Standby' && this.electorMismatch() === undefined && !(this.options.notActiveInSafemode && this.blocks.safeMode.on);
  }

  async becomeActive(): Promise<void> {
    if (this.options.notActiveInSafemode && this.blocks.safeMode.on) throw new HdfsException('ServiceFailedException', 'NameNode still not leave safemode');
    await this.ha.becomeActive();
    this.#chores.promoted();
  }

  async becomeStandby(): Promise<void> {
    await this.ha.becomeStandby();
  }

  async cedeActive(forMs: number, to: string | undefined): Promise<void> {
    this.#elector?.keepOut(forMs);
    if (forMs > 0) await this.ha.becomeStandby(to);
  }

  /** ZKFailoverController.gracefulFailoverToYou: the others step down, and this one stands. */
  async gracefulFailover(): Promise<void> {
    if (this.ha.state === 'Active') return;
    this.checkHealth();
    // Before, so that it stands without delay the moment that the Active has given its lease back.
    this.#elector?.standNow();
    await cedeOthers(this.#env, this.options, cedeMs);
    this.#elector?.standNow();
    await until(this.#env, 'becoming active', cedeMs, 5, () => (this.ha.state === 'Active' ? true : undefined));
    // The JournalNodes' words tell ours that they may stand again; Apache's controllers want to be told.
    if (this.options.zookeeperQuorum !== '') void cedeOthers(this.#env, this.options, 0);
  }

  // What protocols ask.

  get namespaceInfo(): NamespaceInfo {
    return present(this.#info, 'the namespace\'s identity');
  }

  get haStateProto(): NNHAStatusHeartbeatProto_State {
    return this.ha.state === 'Active' ? NNHAStatusHeartbeatProto_State.ACTIVE : NNHAStatusHeartbeatProto_State.STANDBY;
  }

  get serverDefaults(): FsServerDefaultsProto {
    return this.options.serverDefaults;
  }

  get datanodeVersionMin(): string {
    return this.options.datanodeVersionMin;
  }

  get lastTxid(): number {
    return this.fsn.lastAppliedTxid;
  }

  get blocks(): BlockManager {
    return this.fsn.blocks;
  }

  /** Resolves when the block has the replicas its file needs to close, or after `limitMs`. */
  stored(row: number, limitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#env.after(limitMs, () => {
        cancel();
        resolve();
      });
      const cancel = this.blocks.onceStored(row, () => {
        timer.cancel();
        resolve();
      });
    });
  }

  monotonicMs(): number {
    return this.#env.monotonicMs();
  }

  checkSuperuser(call: Call, _operation: string): void {
    this.groups.checkSuperuser(this.groups.caller(call.user.user));
  }

  haClaim(): HaClaim {
    const { open } = this.fsn;
    if (open === undefined || !open.term.mayRead(this.#env.monotonicMs())) return { state: 'standby', txid: this.fsn.lastAppliedTxid };
    return { state: 'active', txid: open.edits.durableTxid };
  }

  mayOrder(): boolean {
    return this.haClaim().state === 'active';
  }

  checkWrite(): void {
    if (this.ha.state !== 'Active') throw standbyException('WRITE', 'standby');
  }

  commitBlockSynchronization(request: CommitBlockSynchronizationRequestProto, call: Call): Promise<void> {
    return commitBlockSynchronization(this.fsn, request, call);
  }

  async rollEditLog(): Promise<number> {
    const log = this.ha.log;
    if (log === undefined || !log.writable) throw standbyException('JOURNAL', 'standby');
    const rolled = log.rollEditLog();
    // END and START have their txids now, in front of whatever is appended next.
    this.fsn.advanced(log.lastWrittenTxid);
    const firstTxid = await rolled;
    await this.storage.writeSeenTxid(firstTxid);
    return firstTxid;
  }

  getEditLogManifest(sinceTxid: number): Promise<EditLogManifest> {
    return this.journal.getEditLogManifest(sinceTxid, false);
  }

  async saveNamespace(timeWindowMs: number, txGap: number): Promise<boolean> {
    if ((timeWindowMs > 0 || txGap > 0) && (await this.#imageIsRecent(timeWindowMs, txGap))) return false;
    if (this.ha.state === 'Active') await this.rollEditLog();
    await (this.#tailer === undefined ? this.#image.save() : this.#tailer.paused(() => this.#image.save()));
    return true;
  }

  /** By the newest image's file: it may be older than this process. */
  async #imageIsRecent(timeWindowMs: number, txGap: number): Promise<boolean> {
    const [image] = await this.storage.images();
    if (image === undefined || image.txid < this.fsn.lastAppliedTxid - txGap) return false;
    const savedMs = (await this.#env.disk.stat(image.path))?.modifiedMs ?? 0;
    return this.#env.wallMs() - savedMs <= timeWindowMs;
  }

  restoreFailedStorage(arg: string): boolean {
    if (arg !== 'check') this.storage.restoresFailed = arg === 'true';
    return this.storage.restoresFailed;
  }

  wallMs(): number {
    return this.#env.wallMs();
  }

  async writeLogFile(name: string, text: string): Promise<void> {
    const { logDirectory } = this.options;
    if (name === '' || name.split('/').includes('..')) throw new HdfsException('IOException', `'${name}' is not a file name in ${logDirectory}`);
    const path = `${logDirectory}/${name}`;
    await this.#env.disk.makeDirectory(path.slice(0, path.lastIndexOf('/')));
    const file = await this.#env.disk.open(path, 'replace');
    try {
      await file.write(Buffer.from(text), 0);
    } finally {
      await file.close();
    }
  }

  refreshNodes(): Promise<void> {
    return this.#chores.refreshNodes();
  }
}
