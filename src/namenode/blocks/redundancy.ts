// Keeps every block at the number of replicas its file wants: notices what is missing or too much, orders copies
// and deletions. Answers to the redundancy half of BlockManager (updateNeededReconstructions, computeDatanodeWork,
// processExtraRedundancyBlock, processMisReplicatedBlock).

import { blockState } from './block-table.ts';
import type { BlockCore, ReplicaCounts } from './block-core.ts';
import type { Datanode, Storage } from './datanode.ts';
import { priority, priorityOf } from './low-redundancy.ts';
import type { Priority } from './low-redundancy.ts';

/** Blocks looked at again in one round after a storage has reported (dfs.namenode.blocks.per.postponedblocks.rescan). */
const postponedPerRound = 10_000;

/** How long the first full report of a node, or of a term, is waited for before copies are ordered, ms. */
const reportGraceMs = 60_000;

export class Redundancy {
  readonly #core: BlockCore;
  #scheduledWork = 0;
  #sourceless = 0;

  constructor(core: BlockCore) {
    this.#core = core;
  }

  /** How often a block that wants copies had nobody to copy it: NumTimesReReplicationNotScheduled. */
  get sourceless(): number {
    return this.#sourceless;
  }

  /** Copies ordered in the last round: ScheduledReplicationBlocks. */
  get scheduledWork(): number {
    return this.#scheduledWork;
  }

  /** Queues or unqueues a block by what there is of it now. */
  update(row: number): void {
    const core = this.#core;
    if (!core.populating || core.table.state(row) !== blockState.complete) return;
    const counts = core.count(row);
    const pending = core.copies.count(row);
    if (this.#enough(row, counts, pending)) core.low.remove(row);
    else this.#queue(row, counts, pending);
  }

  /** A replica was stored or the wish changed: `update`, then surplus and bad replicas go. */
  settle(row: number, added?: Datanode, hint?: Datanode): void {
    const core = this.#core;
    if (!core.populating) return;
    this.update(row);
    const counts = core.count(row);
    const expected = core.table.replication(row);
    if (counts.live > expected && !this.#removeExcess(row, added, hint)) core.postponed.add(row);
    if (counts.corrupt > 0 && counts.live + counts.decommissioning >= expected) this.#dropCorrupt(row, counts);
  }

  /** One block of the scan that sets the queues up. */
  examine(row: number): void {
    if (this.#core.table.state(row) === blockState.complete) this.settle(row);
  }

  /** Forgets a replica: the node said it is gone, or the node is. */
  removeReplica(row: number, storage: Storage): void {
    const core = this.#core;
    if (!core.table.removeReplica(row, storage.index)) return;
    storage.node.excess.delete(row);
    core.corrupt.remove(row, storage.node);
    core.updateSafe(row);
    this.update(row);
  }

  /** A corrupt replica that is not needed is deleted, if no storage of the block still has to report. */
  invalidateCorrupt(row: number, node: Datanode, genstamp: number, counts: ReplicaCounts): boolean {
    const core = this.#core;
    if (counts.stale > 0) {
      core.postponed.add(row);
      return false;
    }
    core.orderInvalidate(node, core.table.idLow(row), core.table.idHigh(row), genstamp, false);
    const storage = core.replicaOn(row, node);
    if (storage !== undefined) this.removeReplica(row, storage);
    return true;
  }

  /** One round: BlockManager.RedundancyMonitor. */
  round(nowMs: number): void {
    const core = this.#core;
    if (!core.populating || core.safeMode.on) return;
    this.#scheduledWork = 0;
    for (const row of core.copies.takeTimedOut(nowMs)) this.update(row);
    // What seems to be missing may lie on a node that is about to report.
    if (!this.#awaitsReports(nowMs)) {
      for (const [row, level] of core.low.next(core.registry.liveCount * core.options.workMultiplier)) if (this.#schedule(row, level, nowMs)) this.#scheduledWork++;
    }
    const again: number[] = [];
    for (const row of core.postponed) {
      if (again.length === postponedPerRound) break;
      again.push(row);
    }
    for (const row of again) {
      core.postponed.delete(row);
      this.examine(row);
    }
  }

  /** Whether a node that leaves is not needed for this block any more. */
  isEnoughWithout(row: number): boolean {
    const core = this.#core;
    const counts = core.count(row);
    if (core.table.state(row) !== blockState.complete) return counts.live >= core.options.replicationMin;
    const racks = core.placement.racksMissing(this.#racks(row), core.table.replication(row));
    return (counts.live >= core.table.replication(row) && racks === 0) || counts.live >= core.options.replicationDefault;
  }

  /** Whether a live node has yet to tell what it has, for a while after it or this term came. */
  #awaitsReports(nowMs: number): boolean {
    const { registry, termSinceMs } = this.#core;
    for (const node of registry.live()) {
      if (nowMs - Math.max(node.registeredMs, termSinceMs) < reportGraceMs && (node.storages.size === 0 || node.hasStaleStorage)) return true;
    }
    return false;
  }

  #queue(row: number, counts: ReplicaCounts, pending: number): void {
    const expected = this.#core.table.replication(row);
    this.#core.low.put(row, priorityOf(counts.live + pending, counts.decommissioning + counts.decommissioned, expected), expected);
  }

  #enough(row: number, counts: ReplicaCounts, pending: number): boolean {
    const expected = this.#core.table.replication(row);
    return counts.live + pending >= expected && (pending > 0 || this.#core.placement.racksMissing(this.#racks(row), expected) === 0);
  }

  #racks(row: number): Set<string> {
    const core = this.#core;
    const racks = new Set<string>();
    if (!core.registry.everMultiRack) return racks;
    for (const storage of core.storages(row)) {
      if (storage.node.alive && storage.node.inService && !core.corrupt.isCorrupt(row, storage.node)) racks.add(storage.node.rack);
    }
    return racks;
  }

  /** Chooses surplus replicas among the storages that have reported; false when others have not and it must be seen again. */
  #removeExcess(row: number, added: Datanode | undefined, hint: Datanode | undefined): boolean {
    const core = this.#core;
    let stale = false;
    const candidates: Storage[] = [];
    for (const storage of core.storages(row)) {
      const { node } = storage;
      if (storage.state !== 'normal' || !node.alive) continue;
      if (storage.stale) stale = true;
      else if (!node.excess.has(row) && node.inService && !core.corrupt.isCorrupt(row, node)) candidates.push(storage);
    }
    for (const storage of core.placement.chooseExcess(candidates, core.table.replication(row), core.storagePolicyOf(row), added, added === hint ? undefined : hint, core.nowMs)) {
      storage.node.excess.add(row);
      core.orderInvalidate(storage.node, core.table.idLow(row), core.table.idHigh(row), core.table.genstamp(row), false);
    }
    return !stale;
  }

  #dropCorrupt(row: number, counts: ReplicaCounts): void {
    const core = this.#core;
    const nodes = Array.from(core.corrupt.nodesOf(row)?.keys() ?? []);
    for (const node of nodes) {
      this.invalidateCorrupt(row, node, core.table.genstamp(row), counts);
    }
  }

  #schedule(row: number, level: Priority, nowMs: number): boolean {
    const core = this.#core;
    if (core.table.state(row) === blockState.underConstruction) {
      core.low.remove(row);
      return false;
    }
    const counts = core.count(row);
    const pending = core.copies.count(row);
    if (this.#enough(row, counts, pending)) {
      core.low.remove(row);
      return false;
    }
    const source = this.#source(row, level);
    if (source === undefined) {
      this.#sourceless++;
      return false;
    }
    const expected = core.table.replication(row);
    const racksMissing = core.placement.racksMissing(this.#racks(row), expected);
    const wanted = counts.live < expected ? expected - counts.live - pending : racksMissing;
    if (wanted <= 0) return false;
    const containing = core.storages(row);
    const excluded = new Set(containing.map((storage) => storage.node));
    for (const target of core.copies.targets(row)) excluded.add(target.node);
    const live = containing.filter((storage) => this.#isLive(row, storage));
    const targets = core.placement.choose({
      replicas: wanted, blockSize: core.table.numBytes(row), storagePolicy: core.storagePolicyOf(row), writer: source, writerRack: source.rack, chosen: live, excluded,
    }, nowMs);
    if (targets.length === 0) return false;
    if (counts.live >= expected) {
      // Enough of them, on too few racks: a copy that adds no rack helps nobody.
      const racks = this.#racks(row);
      for (const target of targets) racks.add(target.node.rack);
      if (core.placement.racksMissing(racks, expected) >= racksMissing) return false;
    }
    const order = { row, block: core.block(row), targets };
    const { term } = core;
    core.releases.defer(() => {
      if (core.populating && core.term === term && source.alive) source.replicate.push(order);
    });
    for (const target of targets) target.schedule();
    core.copies.add(row, targets, nowMs, source);
    if (counts.live + pending + targets.length >= expected) core.low.remove(row);
    return true;
  }

  #isLive(row: number, storage: Storage): boolean {
    const { node } = storage;
    return storage.state === 'normal' && node.alive && node.inService && !node.excess.has(row) && !this.#core.corrupt.isCorrupt(row, node);
  }

  /** A good replica's node with a stream to spare, at random; a decommissioned one if there is no other. */
  #source(row: number, level: Priority): Datanode | undefined {
    const core = this.#core;
    const able: Datanode[] = [];
    const lastResort: Datanode[] = [];
    let live = 0;
    for (const storage of core.storages(row)) {
      const { node } = storage;
      if (storage.state === 'failed' || !node.alive || node.excess.has(row) || core.corrupt.isCorrupt(row, node)) continue;
      if (node.adminState === 'decommissioned') {
        lastResort.push(node);
        continue;
      }
      if (node.inService) live++;
      const streams = node.replicate.length;
      if (streams >= core.options.streamsHardMax) continue;
      if (level !== priority.highest && node.adminState === 'normal' && streams >= core.options.streamsMax) continue;
      able.push(node);
    }
    return core.placement.oneOf(able) ?? (live === 0 ? core.placement.oneOf(lastResort) : undefined);
  }
}
