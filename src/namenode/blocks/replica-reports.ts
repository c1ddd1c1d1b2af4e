// What a DataNode says of one replica, held against the block's row: stored, under construction, corrupt, unknown,
// or about an edit that a Standby has not seen. Answers to the reporting half of BlockManager
// (processReportedBlock, checkReplicaCorrupt, addStoredBlock, markBlockAsCorrupt, queueReportedBlock).

import { ReplicaStateProto } from '../../wire/hdfs-server.ts';
import type { Block } from '../../protocol/block.ts';
import { blockState } from './block-table.ts';
import type { BlockCore } from './block-core.ts';
import type { CorruptReason } from './corrupt-replicas.ts';
import type { Datanode, Storage } from './datanode.ts';
import type { Redundancy } from './redundancy.ts';

const { FINALIZED, RBW, RWR } = ReplicaStateProto;
const scratch64 = new BigInt64Array(1);
const scratch32 = new Uint32Array(scratch64.buffer);

/** A replica as reported, its id in two unsigned halves. */
export interface ReportedReplica {
  readonly idLow: number;
  readonly idHigh: number;
  readonly numBytes: number;
  readonly genstamp: number;
  readonly state: ReplicaStateProto;
}

/** A full report under way, as far as single replicas concern it. */
export interface ReportMarks {
  /** The report, or something newer, says that the storage has this block. */
  mark(row: number): void;
  /** A replica of no block; judged when the report is complete. */
  orphan(idLow: number, idHigh: number, genstamp: number): void;
  /** The DataNode has since said that it deleted this replica. */
  deleted(blockId: bigint): void;
}

/** 64 bits of two unsigned halves. */
export function blockIdOf(high: number, low: number): bigint {
  scratch32[0] = low;
  scratch32[1] = high;
  return scratch64[0] as bigint;
}

export function replicaOf(block: Block, state: ReplicaStateProto): ReportedReplica {
  scratch64[0] = block.blockId;
  return { idLow: scratch32[0] as number, idHigh: scratch32[1] as number, numBytes: block.numBytes, genstamp: block.genstamp, state };
}

export class ReplicaReports {
  readonly #core: BlockCore;
  readonly #redundancy: Redundancy;
  /** Full reports that are being worked through, by storage. */
  readonly underWay = new Map<Storage, ReportMarks>();

  constructor(core: BlockCore, redundancy: Redundancy) {
    this.#core = core;
    this.#redundancy = redundancy;
  }

  /** One replica of a full or incremental report. `hint`: the node whose replica this one was copied to replace. */
  process(storage: Storage, replica: ReportedReplica, full?: ReportMarks, hint?: Datanode): void {
    const core = this.#core;
    const { table } = core;
    if (!core.active && replica.genstamp > core.counters.genstampInBlocks) {
      this.#queue(storage, replica);
      return;
    }
    const row = table.findHiLo(replica.idHigh, replica.idLow);
    if (row < 0) {
      this.#unknown(storage, replica, full);
      return;
    }
    full?.mark(row);
    const state = table.state(row);
    // Nearly all of a full report ends here: a replica that is known and as it should be.
    if (replica.state === FINALIZED && state === blockState.complete && table.hasReplica(row, storage.index)
      && table.genstamp(row) === replica.genstamp && table.numBytes(row) === replica.numBytes
      && storage.node.excess.size === 0 && core.corrupt.blocks === 0) return;
    this.#known(row, storage, replica, hint);
  }

  /** The DataNode has deleted a replica. */
  deleted(storage: Storage, block: Block): void {
    const core = this.#core;
    if (!core.active && block.genstamp > core.counters.genstampInBlocks) {
      core.messages.add({ storage, block, state: undefined });
      return;
    }
    this.underWay.get(storage)?.deleted(block.blockId);
    core.invalidations.remove(storage.node, block.blockId);
    const row = core.table.find(block.blockId);
    if (row < 0) return;
    const stored = core.replicaOn(row, storage.node);
    if (stored !== undefined) this.#redundancy.removeReplica(row, stored);
  }

  /** A Standby's edits have come to this block: what was said of it counts now. */
  drain(row: number): void {
    const { messages, table } = this.#core;
    if (messages.count > 0) this.#replay(messages.take(table.blockId(row)));
  }

  /** Promotion: nothing is of the future any more (JOURNAL.md 12). */
  drainAll(): void {
    this.#replay(this.#core.messages.takeAll());
  }

  #replay(list: ReturnType<BlockCore['messages']['take']>): void {
    for (const { storage, block, state } of list) {
      if (!storage.node.alive || storage.node.storages.get(storage.uuid) !== storage) continue;
      if (state === undefined) this.deleted(storage, block);
      else this.process(storage, replicaOf(block, state));
    }
  }

  /** A replica is known to be there and good, by another word than its DataNode's report. */
  stored(row: number, storage: Storage): void {
    this.#addStored(row, storage, undefined);
  }

  /** A committed block has its replicas: it is complete, and what its pipeline still owes is waited for. */
  complete(row: number): void {
    const core = this.#core;
    if (core.table.state(row) === blockState.complete) return;
    core.table.setState(row, blockState.complete);
    this.completed(row);
  }

  /** Bookkeeping behind a block that has become complete, whoever decided it. */
  completed(row: number): void {
    const core = this.#core;
    // As it is while a log is replayed.
    if (!core.uc.isEmpty) {
      const genstamp = core.table.genstamp(row);
      for (const storage of core.uc.dropStale(row, genstamp)) this.#dropStale(row, storage);
      if (core.populating) {
        const owed = core.uc.storages(row).filter((storage) => core.replicaOn(row, storage.node) === undefined);
        core.copies.add(row, owed, core.nowMs);
      }
      core.uc.remove(row);
    }
    core.updateSafe(row);
    this.#redundancy.settle(row);
  }

  /** Replicas of an earlier genstamp are none of the block any more. */
  dropStale(row: number): void {
    for (const storage of this.#core.uc.dropStale(row, this.#core.table.genstamp(row))) this.#dropStale(row, storage);
  }

  /** A client or DataNode found a replica to be bad. */
  markCorrupt(row: number, storage: Storage, genstamp: number, reason: CorruptReason): void {
    const core = this.#core;
    this.#store(row, storage);
    core.corrupt.add(row, storage.node, reason);
    core.updateSafe(row);
    const counts = core.count(row);
    const usable = counts.live + counts.decommissioning;
    const expected = core.table.replication(row);
    const minMet = usable >= core.options.replicationMin;
    const duringWrite = minMet && core.table.genstamp(row) > genstamp;
    const surplus = minMet && counts.live + counts.corrupt > expected;
    if (!core.populating) return;
    if (usable >= expected || surplus || duringWrite) this.#redundancy.invalidateCorrupt(row, storage.node, genstamp, counts);
    else this.#redundancy.update(row);
  }

  #queue(storage: Storage, replica: ReportedReplica): void {
    const block = { blockId: blockIdOf(replica.idHigh, replica.idLow), genstamp: replica.genstamp, numBytes: replica.numBytes };
    this.#core.messages.add({ storage, block, state: replica.state });
  }

  /** A replica of no block. Only an Active judges it, and only by a storage's own full report (HA.md 21). */
  #unknown(storage: Storage, replica: ReportedReplica, full: ReportMarks | undefined): void {
    const core = this.#core;
    if (!core.active) return;
    if (replica.genstamp > core.counters.genstampV2) {
      // We never gave this genstamp out: our namespace is older than the replica. Deleting it would make that final.
      core.safeMode.sawFuture(replica.numBytes);
      // Or another NameNode has become Active and did: then the edit comes yet.
      this.#queue(storage, replica);
      return;
    }
    if (full !== undefined) full.orphan(replica.idLow, replica.idHigh, replica.genstamp);
    else if (!storage.stale) core.orderInvalidate(storage.node, replica.idLow, replica.idHigh, replica.genstamp, true);
  }

  #known(row: number, storage: Storage, replica: ReportedReplica, hint: Datanode | undefined): void {
    const core = this.#core;
    const { table } = core;
    const { node } = storage;
    if (core.invalidations.contains(node, replica.idLow, replica.idHigh, replica.genstamp)) return;
    const reason = this.#corruptReason(row, replica);
    if (reason !== undefined) {
      // To a Standby it may only seem so: the edit that explains it may be on its way.
      if (!core.active) this.#queue(storage, replica);
      else this.markCorrupt(row, storage, replica.genstamp, reason);
      return;
    }
    const state = table.state(row);
    // A Standby may hear of a recovered replica before the edit that closes its file: by the time that it counts the block
    // is complete, and what was expected of it is about to be judged by the generation stamps that were noted last.
    const writing = replica.state === FINALIZED
      ? state === blockState.underConstruction || core.uc.has(row)
      : (replica.state === RBW || replica.state === RWR) && state !== blockState.complete;
    if (writing) core.uc.reported(row, storage, replica.genstamp, replica.state);
    if (replica.state !== FINALIZED) return;
    if (!table.hasReplica(row, storage.index) || core.corrupt.isCorrupt(row, node)) this.#addStored(row, storage, hint);
    else if (node.excess.has(row)) core.orderInvalidate(node, replica.idLow, replica.idHigh, replica.genstamp, false);
  }

  #corruptReason(row: number, replica: ReportedReplica): CorruptReason | undefined {
    const { table } = this.#core;
    const state = table.state(row);
    const genstamp = table.genstamp(row);
    switch (replica.state) {
      case FINALIZED:
        if (state === blockState.underConstruction) return genstamp > replica.genstamp ? 'genstamp' : undefined;
        if (genstamp !== replica.genstamp) return 'genstamp';
        return table.numBytes(row) === replica.numBytes ? undefined : 'size';
      case RBW:
      case RWR:
        if (state !== blockState.complete) return genstamp > replica.genstamp ? 'genstamp' : undefined;
        if (genstamp !== replica.genstamp) return 'genstamp';
        // Sent before the DataNode finalized it.
        return replica.state === RBW ? undefined : 'state';
      default:
        return 'state';
    }
  }

  #addStored(row: number, storage: Storage, hint: Datanode | undefined): void {
    const core = this.#core;
    const { table } = core;
    const { node } = storage;
    if (!this.#store(row, storage)) core.corrupt.remove(row, node, 'genstamp');
    core.copies.arrived(row, storage);
    if (core.stored.waiting > 0 && core.hasMinReplication(row)) core.stored.settle(row);
    const state = table.state(row);
    if (state === blockState.underConstruction) return;
    if (state === blockState.committed) {
      if (core.hasMinReplication(row)) this.complete(row);
      return;
    }
    core.updateSafe(row);
    this.#redundancy.settle(row, node, hint);
  }

  /** Notes the replica; a node has one of a block, the one it reported last. False if it was known. */
  #store(row: number, storage: Storage): boolean {
    const core = this.#core;
    this.underWay.get(storage)?.mark(row);
    const before = core.replicaOn(row, storage.node);
    if (before === storage) return false;
    if (before !== undefined) core.table.removeReplica(row, before.index);
    core.table.addReplica(row, storage.index);
    return true;
  }

  #dropStale(row: number, storage: Storage): void {
    const stored = this.#core.replicaOn(row, storage.node);
    if (stored !== undefined) this.#redundancy.removeReplica(row, stored);
  }
}
