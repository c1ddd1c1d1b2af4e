// The NameNode's knowledge of blocks and DataNodes as one thing: hears of edits as they are applied, of replicas as
// they are reported, keeps the one at what the other wants, and tells clients where blocks are. Pure: time comes
// with the calls, randomness at the start, durability by `durable`. Answers to BlockManager and DatanodeManager.
//
// Orders to DataNodes rest on the namespace at some txid and wait until that is durable (HA.md rule 17); only an
// Active out of safe mode makes any; after a promotion nothing is deleted of a storage before it has reported.

import { assert } from '../../base/assert.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import type { DatanodeReportTypeProto } from '../../wire/client-namenode-protocol.ts';
import type { DatanodeStorageReportProto, GetFsStatsResponseProto } from '../../wire/client-namenode-protocol.ts';
import type { DatanodeIDProto, DatanodeInfoProto, LocatedBlockProto, LocatedBlocksProto } from '../../wire/hdfs.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import { policyDefault } from '../namespace/storage-policies.ts';
import { blockState } from './block-table.ts';
import type { BlockTable } from './block-table.ts';
import { BlockCore } from './block-core.ts';
import type { BlockOptions, GenstampCounters, ReplicaCounts } from './block-core.ts';
import { BlockScans } from './block-scans.ts';
import { DatanodeIntake } from './datanode-intake.ts';
import type { Datanode, Storage } from './datanode.ts';
import { DatanodeRegistry } from './datanode-registry.ts';
import type { ClusterStats, RegistryOptions } from './datanode-registry.ts';
import { locateBlock, locateBlocks, locatedAt } from './located-blocks.ts';
import type { BlockRange } from './located-blocks.ts';
import { Redundancy } from './redundancy.ts';
import { priority } from './low-redundancy.ts';
import { metaSaveLines } from './meta-save.ts';
import { ReplicaReports } from './replica-reports.ts';
import type { SafeMode } from './safe-mode.ts';
import type { BlockRecovery, RecoveryLimits } from './under-construction.ts';

export interface BlockManagerParts {
  readonly table: BlockTable;
  /** The namespace's IdCounters. */
  readonly counters: GenstampCounters;
  /** The id of the storage policy of a block's file; left out: the default one. */
  readonly storagePolicyOf?: (row: number) => number;
  readonly blockPoolId: string;
  readonly options: BlockOptions;
  readonly registry: RegistryOptions;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** This host's name, for SafeModeException's text. */
  readonly hostName: string;
}

export interface TargetRequest {
  /** The file's path, for the error's text. */
  readonly src: string;
  readonly replicas: number;
  readonly blockSize: number;
  /** The id of the file's storage policy; left out: the default one. */
  readonly storagePolicy?: number;
  /** The writer's address; undefined with AddBlockFlag.IGNORE_CLIENT_LOCALITY. */
  readonly clientHost: string | undefined;
  /** DataNodes that the client does not want. */
  readonly excluded?: readonly DatanodeIDProto[];
  /** "host:port" or "host". */
  readonly favored?: readonly string[];
  /** AddBlockFlag.NO_LOCAL_WRITE. */
  readonly notLocal?: boolean;
}

export interface BlockStats {
  readonly blocks: number;
  readonly completeBlocks: number;
  /** Wanting replicas, missing ones included. */
  readonly underReplicated: number;
  readonly missing: number;
  /** Missing blocks that want one replica only. */
  readonly missingOfOne: number;
  /** Blocks with a corrupt replica. */
  readonly corrupt: number;
  /** Copies ordered and not yet reported. */
  readonly pendingReplication: number;
  readonly pendingDeletion: number;
  /** Messages of DataNodes that wait for edits. */
  readonly pendingMessages: number;
  readonly postponed: number;
  readonly bytesInFuture: number;
  readonly highestPriority: number;
  /** Since the start: blocks whose copies all arrived, or did not within their time, and times that nobody could make a copy. */
  readonly copiesCompleted: number;
  readonly copiesTimedOut: number;
  readonly copiesSourceless: number;
}

/** Deletions let go in the turn in which their edit becomes durable. */
const deletionsAtOnce = 2000;
/** BlockManager.BLOCK_RECOVERY_TIMEOUT_MULTIPLIER. */
const recoveryTimeoutHeartbeats = 30;
/** A leader that is silent for so long has lost its recovery. */
const leaderSilenceHeartbeats = 10;

export class BlockManager implements BlockEvents {
  readonly table: BlockTable;
  readonly registry: DatanodeRegistry;
  readonly blockPoolId: string;
  /** What DataNodes say and are told. */
  readonly intake: DatanodeIntake;
  readonly #core: BlockCore;
  readonly #redundancy: Redundancy;
  readonly #reports: ReplicaReports;
  readonly #scans: BlockScans;
  readonly #hostName: string;
  readonly #recoveryLimits: RecoveryLimits;
  #roundMs = -Infinity;

  constructor(parts: BlockManagerParts) {
    this.table = parts.table;
    this.blockPoolId = parts.blockPoolId;
    this.#hostName = parts.hostName;
    const { heartbeatIntervalMs } = parts.registry;
    this.#recoveryLimits = { timeoutMs: recoveryTimeoutHeartbeats * heartbeatIntervalMs, silenceMs: leaderSilenceHeartbeats * heartbeatIntervalMs };
    this.registry = new DatanodeRegistry(parts.registry);
    this.#core = new BlockCore(parts.options, parts.table, this.registry, parts.counters, parts.storagePolicyOf ?? (() => policyDefault), parts.random, () => this.#leftSafeMode());
    this.#redundancy = new Redundancy(this.#core);
    this.#reports = new ReplicaReports(this.#core, this.#redundancy);
    this.#scans = new BlockScans(this.#core, this.#redundancy);
    const firstLeaseId = BigInt(Math.floor(parts.random() * 0x1_0000_0000)) * 0x1_0000_0000n + BigInt(Math.floor(parts.random() * 0x1_0000_0000)) + 1n;
    this.intake = new DatanodeIntake({ core: this.#core, reports: this.#reports, redundancy: this.#redundancy, scans: this.#scans, blockPoolId: parts.blockPoolId, firstLeaseId });
  }

  // Life: loading, terms, durability, time.

  /** The namespace was loaded, with edits up to `txid`, all durable: safe mode begins. */
  loaded(txid: number, nowMs: number): void {
    const core = this.#core;
    core.nowMs = nowMs;
    core.releases.reset(txid);
    core.safeMode.activate(nowMs);
    if (!core.safeMode.counting || this.registry.liveCount === 0) return;
    // DataNodes that have reported while a namespace was loaded anew do not report again.
    core.recountSafe();
    core.safeMode.check(nowMs);
  }

  /** Edits up to `txid` are being applied: what is decided from here on rests on them. */
  applying(txid: number): void {
    this.#core.releases.applied(txid);
  }

  /** Edits up to `txid` are on a majority: orders that waited for them go out. */
  durable(txid: number): void {
    const { releases, invalidations } = this.#core;
    releases.release(txid);
    // The deletions of a large tree move on in `step`.
    invalidations.release(releases.durableTxid, deletionsAtOnce);
  }

  /** Edits that were not durable yet were written again with other txids (HA.md rule 29), the last one `lastTxid`. */
  renumbered(lastTxid: number): void {
    this.#core.releases.renumbered(lastTxid);
    this.#core.invalidations.renumbered(lastTxid);
  }

  get active(): boolean {
    return this.#core.active;
  }

  /**
   * Promotion, after the catch-up (HA.md P6): reports that waited for edits count now, all storages are stale and
   * asked for full reports, the queues are set up unless safe mode is on. What was applied until here was recovered,
   * and so is durable.
   */
  becomeActive(nowMs: number): void {
    const core = this.#core;
    assert(!core.active, 'a Standby becomes Active');
    core.nowMs = nowMs;
    this.#newTerm();
    core.releases.allDurable();
    core.active = true;
    this.registry.markAllStale();
    this.#reports.drainAll();
    core.safeMode.check(nowMs);
    if (core.safeMode.status === 'off') this.#startQueues();
  }

  /** The term is over: what was not ordered is not ordered any more. */
  becomeStandby(): void {
    if (!this.#core.active) return;
    this.#newTerm();
    this.#core.active = false;
    this.#core.safeMode.forgetFuture();
  }

  /** To be called every second or so, and at least as often as the redundancy interval. */
  tick(nowMs: number): void {
    const core = this.#core;
    core.nowMs = nowMs;
    // While DataNodes are still coming back, none of them is dead: HeartbeatManager.heartbeatCheck.
    if (!core.safeMode.inStartup) for (const node of this.registry.expired(nowMs)) this.intake.endNode(node);
    core.safeMode.check(nowMs);
    this.#scans.watchLeaving(nowMs);
    // Lists that are mostly litter are swept in `step` first; the next tick finds them clean.
    if (nowMs - this.#roundMs >= core.options.redundancyIntervalMs && !core.low.littered) {
      this.#roundMs = nowMs;
      this.#redundancy.round(nowMs);
    }
  }

  /** Long work, a slice of about `rowsMax` rows (1 us each or less); true while there is more. */
  step(rowsMax: number): boolean {
    const { releases, invalidations } = this.#core;
    const more = invalidations.release(releases.durableTxid, rowsMax);
    const swept = this.#core.low.sweep(8 * rowsMax);
    return this.#scans.step(rowsMax) || more || swept;
  }

  // Safe mode.

  get safeMode(): SafeMode {
    return this.#core.safeMode;
  }

  /**
   * Throws Apache's SafeModeException, wrapped in a RetriableException while an Active waits for its DataNodes.
   * @param what Apache's words: 'Cannot create directory /a'
   */
  checkNotInSafeMode(what: string): void {
    const { safeMode } = this.#core;
    if (!safeMode.on) return;
    const message = `${what}. Name node is in safe mode.\n${safeMode.tip()} NamenodeHostName:${this.#hostName}`;
    if (this.#core.active && safeMode.inStartup) throw new HdfsException('RetriableException', `org.apache.hadoop.hdfs.server.namenode.SafeModeException: ${message}`);
    throw new HdfsException('SafeModeException', message);
  }

  // Edits (BlockEvents).

  blockAdded(row: number): void {
    this.#core.updateSafe(row);
    this.#reports.drain(row);
  }

  blockRemoved(row: number): void {
    const core = this.#core;
    const blockId = this.table.blockId(row);
    const [low, high, genstamp] = [this.table.idLow(row), this.table.idHigh(row), this.table.genstamp(row)];
    this.table.forEachReplica(row, (index) => {
      const { node, state } = this.registry.storageAt(index);
      node.excess.delete(row);
      if (state === 'normal' && node.alive) core.orderInvalidate(node, low, high, genstamp, true);
    });
    // A pipeline's replicas that were not reported yet are found unknown when they are.
    core.dropSafe(row);
    core.corrupt.removeBlock(row);
    for (const target of core.copies.remove(row)) target.unschedule();
    core.low.remove(row);
    core.postponed.delete(row);
    core.uc.remove(row);
    core.stored.settle(row);
    core.messages.take(blockId);
  }

  blockCommitted(row: number): void {
    this.#reports.dropStale(row);
    this.#reports.drain(row);
    if (this.table.state(row) === blockState.committed && this.#core.hasMinReplication(row)) this.#reports.complete(row);
  }

  blockCompleted(row: number): void {
    this.#reports.completed(row);
    this.#reports.drain(row);
  }

  blockReopened(row: number): void {
    const core = this.#core;
    const storages = core.storages(row);
    core.low.remove(row);
    core.postponed.delete(row);
    for (const target of core.copies.remove(row)) target.unschedule();
    for (const { node } of storages) {
      node.excess.delete(row);
      core.invalidations.remove(node, this.table.blockId(row));
    }
    core.uc.expect(row, storages.filter((storage) => storage.node.alive), this.table.genstamp(row));
    core.updateSafe(row);
  }

  replicationChanged(row: number, before: number): void {
    if (this.table.replication(row) !== before) this.#redundancy.settle(row);
  }

  genstampChanged(row: number, _before: number): void {
    // A Standby keeps what it knows of the pipeline: nobody will tell it again.
    if (this.#core.active && this.table.state(row) !== blockState.complete) this.#reports.dropStale(row);
    this.#reports.drain(row);
  }

  // What the namespace's operations ask.

  /** Replicas of a block by kind. */
  count(row: number): ReplicaCounts {
    return this.#core.count(row);
  }

  /** Whether enough good replicas were reported for the block to be complete. */
  hasMinReplication(row: number): boolean {
    return this.#core.hasMinReplication(row);
  }

  /**
   * Runs `run` once, in the turn in which the block has enough replicas to be complete, at once if it has them already: a
   * writer that closes its file a moment before the DataNodes' word need not ask again. Returns what cancels it.
   */
  onceStored(row: number, run: () => void): () => void {
    // Their word may have come while the caller waited for a quorum.
    if (this.hasMinReplication(row)) {
      run();
      return () => {};
    }
    return this.#core.stored.wait(row, run);
  }

  get replicationMin(): number {
    return this.#core.options.replicationMin;
  }

  /** BlockManager.isSufficientlyReplicated: the minimum, or on every DataNode there is. */
  isSufficientlyReplicated(row: number): boolean {
    return this.hasMinReplication(row) || this.#core.count(row).live >= this.registry.liveCount;
  }

  /** A new block is written to these storages: it counts against their nodes' space from now on. */
  allocated(row: number, targets: readonly Storage[]): void {
    for (const target of targets) target.schedule();
    this.setExpectedLocations(row, targets);
  }

  /** The pipeline of a block under construction. Not an edit: a Standby learns it from the DataNodes. */
  setExpectedLocations(row: number, storages: readonly Storage[]): void {
    this.#core.uc.expect(row, storages, this.table.genstamp(row));
  }

  /** Where a block under construction is written; where it is stored if nobody said that (uc.setExpectedLocations). */
  expectedLocations(row: number): Storage[] {
    const expected = this.#core.uc.storages(row);
    return expected.length > 0 || this.table.state(row) === blockState.complete ? expected : this.#core.storages(row);
  }

  /** Storages that a client names by DataNode and storage id, in its order; undefined where one is not known. Throws UnregisteredNodeException. */
  storagesOf(nodes: readonly DatanodeIDProto[], storageIds: readonly string[]): (Storage | undefined)[] {
    return nodes.map((id, i) => this.registry.find(id)?.storages.get(storageIds[i] ?? ''));
  }

  /**
   * Storages for a new block, in pipeline order: at least the minimum replication. Booked by `allocated`.
   * Throws IOException "File ... could only be written to ...".
   */
  chooseTargets(request: TargetRequest, nowMs: number): Storage[] {
    const excluded = new Set<Datanode>();
    for (const id of request.excluded ?? []) {
      const node = this.registry.get(id.datanodeUuid);
      if (node !== undefined) excluded.add(node);
    }
    const { clientHost } = request;
    const writer = clientHost === undefined ? undefined : this.#core.placement.oneOf(this.registry.onHost(clientHost));
    const targets = this.#core.placement.choose({
      replicas: request.replicas,
      blockSize: request.blockSize,
      storagePolicy: request.storagePolicy ?? policyDefault,
      writer,
      writerRack: clientHost === undefined ? '' : this.registry.rackOfHost(clientHost),
      chosen: [],
      excluded,
      favored: this.#namedNodes(request.favored ?? []),
      notLocal: request.notLocal === true,
    }, nowMs);
    if (targets.length < this.replicationMin) {
      throw new HdfsException('IOException', `File ${request.src} could only be written to ${targets.length} of the ${this.replicationMin} minReplication nodes. There are ${this.registry.liveCount} datanode(s) running and ${excluded.size} node(s) are excluded in this operation.`);
    }
    return targets;
  }

  /** Further storages for a pipeline that has `existing` (getAdditionalDatanode): those alone, maybe none. */
  chooseAdditional(request: { readonly count: number; readonly blockSize: number; readonly storagePolicy: number; readonly clientHost: string; readonly existing: readonly Storage[]; readonly excluded: readonly DatanodeIDProto[] }, nowMs: number): Storage[] {
    const excluded = new Set<Datanode>();
    for (const id of request.excluded) {
      const node = this.registry.get(id.datanodeUuid);
      if (node !== undefined) excluded.add(node);
    }
    return this.#core.placement.choose({
      replicas: request.count,
      blockSize: request.blockSize,
      storagePolicy: request.storagePolicy,
      writer: this.#core.placement.oneOf(this.registry.onHost(request.clientHost)),
      writerRack: this.registry.rackOfHost(request.clientHost),
      chosen: request.existing,
      excluded,
    }, nowMs);
  }

  /** Lets a DataNode recover the block's length and genstamp; false if none is there to lead it. */
  startRecovery(row: number, recovery: BlockRecovery): boolean {
    const core = this.#core;
    if (core.uc.storages(row).length === 0) core.uc.expect(row, core.storages(row), this.table.genstamp(row));
    const primary = core.uc.startRecovery(row, recovery, core.nowMs);
    if (primary === undefined) return false;
    const { term } = core;
    const blockId = this.table.blockId(row);
    core.releases.defer(() => {
      if (core.active && core.term === term && !primary.node.recover.includes(blockId)) primary.node.recover.push(blockId);
    });
    return true;
  }

  /** Whether a recovery of the block may be ordered now: none is on its way that may still succeed. */
  mayRecover(row: number): boolean {
    return this.#core.uc.mayRecover(row, this.#core.nowMs, this.#recoveryLimits);
  }

  /** Rows of blocks whose recovery was ordered and came to nothing. */
  lostRecoveries(): number[] {
    return this.#core.uc.lostRecoveries(this.#core.nowMs, this.#recoveryLimits);
  }

  /** Whether every live DataNode has told in this term what it has. */
  allReported(): boolean {
    for (const node of this.registry.live()) if (node.hasStaleStorage || node.storages.size === 0) return false;
    return true;
  }

  /** The genstamp of the recovery that runs for the block, or undefined. */
  recoveryId(row: number): number | undefined {
    return this.#core.uc.recovery(row)?.recoveryId;
  }

  /**
   * Replicas as a recovery left them (commitBlockSynchronization): they are what there is of the block. To be called
   * after the edit with the new genstamp was applied.
   */
  setRecoveredLocations(row: number, storages: readonly Storage[]): void {
    const core = this.#core;
    const alive = storages.filter((storage) => storage.node.alive);
    core.uc.endRecovery(row);
    if (this.table.state(row) !== blockState.complete) core.uc.expect(row, alive, this.table.genstamp(row));
    for (const storage of alive) this.#reports.stored(row, storage);
  }

  // What clients are told.

  /** Blocks of a part of a file. */
  locate(range: BlockRange): LocatedBlocksProto {
    return locateBlocks(this.#core, this.blockPoolId, range);
  }

  locateOne(row: number, offset: number, clientHost: string | undefined): LocatedBlockProto {
    return locateBlock(this.#core, this.blockPoolId, row, offset, clientHost);
  }

  /** A new block and its pipeline. */
  locateNew(row: number, offset: number, pipeline: readonly Storage[]): LocatedBlockProto {
    return locatedAt(this.#core, this.blockPoolId, row, offset, pipeline, false);
  }

  datanodeReport(type: DatanodeReportTypeProto, nowMs: number): DatanodeInfoProto[] {
    return this.registry.report(type, nowMs, (node) => this.blocksOf(node));
  }

  datanodeStorageReport(type: DatanodeReportTypeProto, nowMs: number): DatanodeStorageReportProto[] {
    return this.registry.storageReport(type, nowMs);
  }

  /** Replicas noted on a node. */
  blocksOf(node: Datanode): number {
    let blocks = 0;
    for (const storage of node.storages.values()) blocks += this.table.storageBlocks(storage.index);
    return blocks;
  }

  /** Whether a node's replica of the block is known to be corrupt. */
  isCorrupt(row: number, node: Datanode): boolean {
    return this.#core.corrupt.isCorrupt(row, node);
  }

  /** Whether it is known which blocks want replicas: BlockManager.isPopulatingReplQueues. */
  get populating(): boolean {
    return this.#core.populating;
  }

  /** Rows of blocks without a good replica (listCorruptFileBlocks, fsck). */
  missingRows(): Iterable<number> {
    return this.#core.low.rows(priority.missing);
  }

  /** dfsadmin -refreshNodes, with the lists read anew. */
  refreshNodes(include: readonly string[], exclude: readonly string[]): void {
    this.registry.setHosts(include, exclude);
    this.#scans.leavingChanged();
  }

  /** dfsadmin -setBalancerBandwidth: told to every DataNode that is known, with its next heartbeat. */
  setBalancerBandwidth(bytesPerSecond: number): void {
    for (const node of this.registry.nodes) node.balancerBandwidth = bytesPerSecond;
  }

  /** dfsadmin -metasave. `fileOf` gives the path of the file that a block is of. */
  metaSave(fileOf: (row: number) => string, nowMs: number, wallMs: number): string[] {
    return metaSaveLines(this.#core, fileOf, nowMs, wallMs);
  }

  clusterStats(nowMs: number): ClusterStats {
    return this.registry.stats(nowMs);
  }

  stats(): BlockStats {
    const core = this.#core;
    return {
      blocks: this.table.size,
      completeBlocks: core.completeBlocks,
      underReplicated: core.low.size,
      missing: core.low.missing,
      missingOfOne: core.low.missingOfOne,
      corrupt: core.corrupt.blocks,
      pendingReplication: core.copies.size,
      pendingDeletion: core.invalidations.size,
      pendingMessages: core.messages.count,
      postponed: core.postponed.size,
      bytesInFuture: core.safeMode.bytesInFuture,
      highestPriority: core.low.highest,
      copiesCompleted: core.copies.completed,
      copiesTimedOut: core.copies.timedOut,
      copiesSourceless: this.#redundancy.sourceless,
    };
  }

  /** ClientProtocol.getStats. */
  fsStats(nowMs: number): GetFsStatsResponseProto {
    const cluster = this.registry.stats(nowMs);
    const blocks = this.stats();
    return {
      capacity: cluster.capacity,
      used: cluster.dfsUsed,
      remaining: cluster.remaining,
      under_replicated: blocks.underReplicated,
      corrupt_blocks: blocks.corrupt,
      missing_blocks: blocks.missing,
      missing_repl_one_blocks: blocks.missingOfOne,
      blocks_in_future: blocks.bytesInFuture,
      pending_deletion_blocks: blocks.pendingDeletion,
    };
  }

  #leftSafeMode(): void {
    if (this.#core.active) this.#startQueues();
  }

  #startQueues(): void {
    this.#core.queuesReady = true;
    this.#scans.startMisreplicated();
  }

  #newTerm(): void {
    const core = this.#core;
    core.term++;
    core.termSinceMs = core.nowMs;
    core.queuesReady = false;
    core.releases.drop();
    core.low.clear();
    core.copies.clear();
    core.invalidations.clear();
    core.postponed.clear();
    core.uc.dropRecoveries();
    for (const node of this.registry.nodes) node.clearOrders();
    this.#scans.stopMisreplicated();
    this.intake.termChanged();
  }

  #namedNodes(names: readonly string[]): Datanode[] {
    return names.flatMap((name) => {
      const [host = '', port] = name.split(':');
      const onHost = [...this.registry.live()].filter((node) => node.id.ipAddr === host || node.id.hostName === host);
      const exact = port === undefined ? undefined : onHost.find((node) => node.id.xferPort === Number(port));
      const node = exact ?? onHost[0];
      return node === undefined ? [] : [node];
    });
  }
}
