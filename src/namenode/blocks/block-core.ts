// The state that the parts of the block management share, and the questions all of them ask of it: which replicas
// of a block are good, may orders be made, is a block safe. It decides nothing.

import type { Block } from '../../protocol/block.ts';
import { blockState } from './block-table.ts';
import type { BlockTable } from './block-table.ts';
import { CorruptReplicas } from './corrupt-replicas.ts';
import type { Datanode, Storage } from './datanode.ts';
import type { DatanodeRegistry } from './datanode-registry.ts';
import { Invalidations } from './invalidations.ts';
import { PendingMessages } from './pending-messages.ts';
import type { PlacementOptions } from './placement.ts';
import { Placement } from './placement.ts';
import { LowRedundancy } from './low-redundancy.ts';
import { PendingCopies } from './pending-copies.ts';
import { ReleaseQueue } from './release-queue.ts';
import { SafeMode } from './safe-mode.ts';
import type { SafeModeOptions } from './safe-mode.ts';
import { StoredWaits } from './stored-waits.ts';
import { UnderConstruction } from './under-construction.ts';

export interface BlockOptions {
  readonly safeMode: SafeModeOptions;
  readonly placement: PlacementOptions;
  /** dfs.namenode.replication.min: replicas that make a block complete. */
  readonly replicationMin: number;
  /** dfs.namenode.safemode.replication.min: replicas that make it count in safe mode. */
  readonly safeReplication: number;
  /** dfs.replication: enough for a block on a node that leaves. */
  readonly replicationDefault: number;
  /** dfs.namenode.replication.max-streams and .max-streams-hard-limit. */
  readonly streamsMax: number;
  readonly streamsHardMax: number;
  /** dfs.namenode.replication.work.multiplier.per.iteration. */
  readonly workMultiplier: number;
  /** dfs.block.invalidate.limit; raised to 20 per second of the heartbeat interval. */
  readonly invalidateLimit: number;
  /** dfs.namenode.reconstruction.pending.timeout-sec, ms. */
  readonly copyTimeoutMs: number;
  /** dfs.namenode.redundancy.interval.seconds, ms. */
  readonly redundancyIntervalMs: number;
  /** dfs.namenode.decommission.interval, ms. */
  readonly decommissionIntervalMs: number;
  /** dfs.namenode.max.full.block.report.leases and .full.block.report.lease.length.ms. */
  readonly reportLeasesMax: number;
  readonly reportLeaseMs: number;
}

/** Hadoop's defaults. */
export const defaultBlockOptions = {
  safeMode: { threshold: 0.999, extensionMs: 30_000, datanodesMin: 0 },
  placement: { considerLoad: true, loadFactor: 2, avoidStaleForWrite: false, staleRatio: 0.5, tolerateHeartbeats: 4 },
  replicationMin: 1,
  safeReplication: 1,
  replicationDefault: 3,
  streamsMax: 2,
  streamsHardMax: 4,
  workMultiplier: 2,
  invalidateLimit: 1000,
  copyTimeoutMs: 300_000,
  redundancyIntervalMs: 3000,
  decommissionIntervalMs: 30_000,
  reportLeasesMax: 6,
  reportLeaseMs: 300_000,
} as const satisfies BlockOptions;

/** What of the namespace the block management must know besides its rows (IdCounters). */
export interface GenstampCounters {
  /** The last genstamp given out. */
  readonly genstampV2: number;
  /** The greatest that a block of the applied edits has had. */
  readonly genstampInBlocks: number;
}

/** A block's replicas by kind (NumberReplicas). Those on dead nodes and failed volumes count nowhere. */
export interface ReplicaCounts {
  live: number;
  decommissioning: number;
  decommissioned: number;
  corrupt: number;
  /** On their way out because there are too many. */
  excess: number;
  /** Of all of these, on storages that have not reported in this term. */
  stale: number;
}

export class BlockCore {
  readonly options: BlockOptions;
  readonly table: BlockTable;
  readonly registry: DatanodeRegistry;
  readonly counters: GenstampCounters;
  /** The id of the storage policy of a block's file. */
  readonly storagePolicyOf: (row: number) => number;
  readonly placement: Placement;
  readonly corrupt = new CorruptReplicas();
  readonly uc = new UnderConstruction();
  readonly invalidations = new Invalidations();
  readonly releases = new ReleaseQueue();
  readonly messages = new PendingMessages();
  readonly low: LowRedundancy;
  readonly copies: PendingCopies;
  readonly safeMode: SafeMode;
  readonly stored = new StoredWaits();
  /** Blocks with too many or bad replicas that must wait until a storage has reported. */
  readonly postponed = new Set<number>();
  /** Whether this NameNode is Active: only then are there orders, and unknown replicas are judged. */
  active = false;
  /** The replication queues have been set up since it became Active and left safe mode. */
  queuesReady = false;
  /** Rises with every change of HA state; leases and reports of an earlier one do not count. */
  term = 0;
  /** When the term began. */
  termSinceMs = -Infinity;
  /** The monotonic time of the last call that brought one. */
  nowMs = 0;
  #safeBlocks = 0;

  constructor(options: BlockOptions, table: BlockTable, registry: DatanodeRegistry, counters: GenstampCounters, storagePolicyOf: (row: number) => number, random: () => number, onSafeModeLeft: () => void) {
    this.options = options;
    this.table = table;
    this.registry = registry;
    this.counters = counters;
    this.storagePolicyOf = storagePolicyOf;
    this.placement = new Placement(registry, options.placement, random);
    this.low = new LowRedundancy(table);
    this.copies = new PendingCopies(options.copyTimeoutMs);
    this.safeMode = new SafeMode(options.safeMode, () => ({ total: this.completeBlocks, safe: this.#safeBlocks, liveDatanodes: registry.liveCount }), onSafeModeLeft);
  }

  /** Whether misreplication is acted on: BlockManager.isPopulatingReplQueues. */
  get populating(): boolean {
    return this.active && this.queuesReady;
  }

  get completeBlocks(): number {
    return this.table.size - this.table.incomplete;
  }

  get safeBlocks(): number {
    return this.#safeBlocks;
  }

  /** The block of a row, as a value. */
  block(row: number, numBytes = this.table.numBytes(row)): Block {
    return { blockId: this.table.blockId(row), genstamp: this.table.genstamp(row), numBytes };
  }

  /** The storages of a block's replicas. */
  storages(row: number): Storage[] {
    return this.table.storagesOf(row).map((index) => this.registry.storageAt(index));
  }

  /** The storage on which a node has its replica of the block. */
  replicaOn(row: number, node: Datanode): Storage | undefined {
    let found: Storage | undefined;
    this.table.forEachReplica(row, (index) => {
      const storage = this.registry.storageAt(index);
      if (storage.node === node) found = storage;
    });
    return found;
  }

  count(row: number): ReplicaCounts {
    const counts: ReplicaCounts = { live: 0, decommissioning: 0, decommissioned: 0, corrupt: 0, excess: 0, stale: 0 };
    const corrupt = this.corrupt.nodesOf(row);
    this.table.forEachReplica(row, (index) => {
      const storage = this.registry.storageAt(index);
      const { node } = storage;
      if (!node.alive || storage.state !== 'normal') return;
      if (corrupt?.has(node) === true) counts.corrupt++;
      else if (node.adminState === 'decommissioning') counts.decommissioning++;
      else if (node.adminState === 'decommissioned') counts.decommissioned++;
      else if (node.excess.has(row)) counts.excess++;
      else counts.live++;
      if (storage.stale) counts.stale++;
    });
    return counts;
  }

  /** Good replicas on nodes that can serve them, whether they stay or leave. */
  usable(row: number): number {
    const counts = this.count(row);
    return counts.live + counts.decommissioning;
  }

  hasMinReplication(row: number): boolean {
    return this.usable(row) >= this.options.replicationMin;
  }

  /** Keeps safe mode's count true after anything about the block's state or replicas changed. */
  updateSafe(row: number): void {
    if (!this.safeMode.counting) return;
    let safe = false;
    if (this.table.state(row) === blockState.complete) {
      const counts = this.count(row);
      safe = counts.live + counts.decommissioning + counts.decommissioned + counts.excess >= this.options.safeReplication;
    }
    this.#markSafe(row, safe);
  }

  /** The same for all blocks. */
  recountSafe(): void {
    for (let row = 0; row < this.table.rowEnd; row++) if (this.table.isLive(row)) this.updateSafe(row);
  }

  /** The row is about to be freed. */
  dropSafe(row: number): void {
    this.#markSafe(row, false);
  }

  /**
   * Orders the deletion of a replica, once all that this decision rests on is durable. `silent`: it is of no block,
   * the DataNode need not report that it is gone.
   */
  orderInvalidate(node: Datanode, idLow: number, idHigh: number, genstamp: number, silent: boolean): void {
    if (!this.populating) return;
    const { appliedTxid, durableTxid } = this.releases;
    this.invalidations.defer(appliedTxid, node, idLow, idHigh, genstamp, silent);
    if (appliedTxid <= durableTxid) this.invalidations.release(durableTxid, 2);
  }

  #markSafe(row: number, safe: boolean): void {
    if (this.table.isSafe(row) === safe) return;
    this.table.setSafe(row, safe);
    this.#safeBlocks += safe ? 1 : -1;
  }
}
