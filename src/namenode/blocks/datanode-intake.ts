// What comes from DataNodes: registrations, heartbeats, reports; and the orders that go back with a heartbeat.
// Answers to the DataNode side of FSNamesystem, BlockManager and DatanodeManager (registerDatanode,
// handleHeartbeat, processReport, processIncrementalBlockReport, reportBadBlocks).

import { HdfsException } from '../../protocol/exceptions.ts';
import { ReceivedDeletedBlockInfoProto_BlockStatus } from '../../wire/datanode-protocol.ts';
import type { BlockReportContextProto, DatanodeCommandProto, HeartbeatRequestProto, StorageBlockReportProto, StorageReceivedDeletedBlocksProto } from '../../wire/datanode-protocol.ts';
import { ReplicaStateProto } from '../../wire/hdfs-server.ts';
import type { DatanodeIDProto, LocatedBlockProto } from '../../wire/hdfs.ts';
import type { Block } from '../../protocol/block.ts';
import { blockState } from './block-table.ts';
import type { BlockCore } from './block-core.ts';
import type { BlockScans } from './block-scans.ts';
import { balancerBandwidthCommand, invalidateCommand, recoveringBlock, recoveryCommand, registerCommand, transferCommand } from './datanode-commands.ts';
import type { Datanode, ReplicationOrder, Storage } from './datanode.ts';
import { FullReport } from './full-report.ts';
import type { Redundancy } from './redundancy.ts';
import { replicasOf } from './replica-list.ts';
import { replicaOf } from './replica-reports.ts';
import type { ReplicaReports } from './replica-reports.ts';
import { ReportLeases } from './report-leases.ts';

/** What goes back with a heartbeat. */
export interface HeartbeatReply {
  readonly commands: readonly DatanodeCommandProto[];
  /** 0n: no full report now. */
  readonly reportLeaseId: bigint;
}

/** How long a full report that was asked for may take before it is asked for again, ms. */
const askAgainMs = 60_000;

export interface IntakeParts {
  readonly core: BlockCore;
  readonly reports: ReplicaReports;
  readonly redundancy: Redundancy;
  readonly scans: BlockScans;
  readonly blockPoolId: string;
  /** Where report lease ids start. */
  readonly firstLeaseId: bigint;
}

export class DatanodeIntake {
  readonly leases: ReportLeases;
  readonly #parts: IntakeParts;
  readonly #core: BlockCore;
  readonly #invalidateLimit: number;
  /** When, in which term, a node was asked for a full report without wanting to. */
  readonly #asked = new Map<Datanode, { readonly term: number; readonly atMs: number }>();

  constructor(parts: IntakeParts) {
    this.#parts = parts;
    const core = (this.#core = parts.core);
    this.#invalidateLimit = Math.max(core.options.invalidateLimit, 20 * Math.floor(core.registry.options.heartbeatIntervalMs / 1000));
    this.leases = new ReportLeases({ leasesMax: core.options.reportLeasesMax, leaseMs: core.options.reportLeaseMs, firstId: parts.firstLeaseId });
  }

  /** Throws DisallowedDatanodeException. */
  register(id: DatanodeIDProto, softwareVersion: string, nowMs: number, wallMs: number): Datanode {
    const core = this.#core;
    core.nowMs = nowMs;
    const multiRack = core.registry.everMultiRack;
    const { node, replaced } = core.registry.register(id, softwareVersion, nowMs, wallMs);
    if (replaced !== undefined) this.forgetNode(replaced);
    this.leases.remove(node);
    this.#asked.delete(node);
    if (node.adminState === 'decommissioning') this.#parts.scans.leavingChanged();
    // The second rack makes every block on one rack badly placed.
    if (!multiRack && core.registry.everMultiRack && core.populating) this.#parts.scans.startMisreplicated();
    core.safeMode.check(nowMs);
    return node;
  }

  /** Throws DisallowedDatanodeException. `mayOrder`: this NameNode is Active under a valid lease, and claims so in this reply. */
  heartbeat(request: HeartbeatRequestProto, mayOrder: boolean, nowMs: number, wallMs: number): HeartbeatReply {
    const core = this.#core;
    core.nowMs = nowMs;
    const node = this.#registered(request.registration.datanodeID);
    if (node === undefined) return { commands: [registerCommand], reportLeaseId: 0n };
    this.#book(node, request, nowMs, wallMs);
    const mayDirect = mayOrder && core.active;
    const reportLeaseId = this.#reportLease(node, request.requestFullBlockReportLease === true, mayDirect, nowMs);
    return { commands: mayDirect && !core.safeMode.on ? this.#commands(node, request.xmitsInProgress ?? 0, nowMs) : [], reportLeaseId };
  }

  /** A heartbeat that asks for nothing. */
  lifeline(request: HeartbeatRequestProto, nowMs: number, wallMs: number): void {
    const node = this.#core.registry.find(request.registration.datanodeID);
    if (node === undefined || !node.registered || node.disallowed) return;
    this.#book(node, request, nowMs, wallMs);
  }

  /**
   * Checks the lease of a full report and returns its storages' reports, to be worked through one after the other.
   * Undefined: register first. Throws IOException and InvalidBlockReportLeaseException.
   */
  fullReports(id: DatanodeIDProto, reports: readonly StorageBlockReportProto[], context: BlockReportContextProto | undefined, nowMs: number): (() => FullReport)[] | undefined {
    const core = this.#core;
    core.nowMs = nowMs;
    const node = this.#find(id);
    if (node === undefined) return undefined;
    const leaseId = context?.leaseId ?? 0n;
    // Without a lease, or with id 0, an operator or an old DataNode forces the report.
    const term = context === undefined || leaseId === 0n ? core.term : this.leases.termOf(node, leaseId, nowMs);
    if (term === undefined) {
      throw new HdfsException('InvalidBlockReportLeaseException', `Block report 0x${hex(context?.id ?? 0n)} was rejected as lease 0x${hex(leaseId)} is invalid`);
    }
    return reports.map((report) => () => {
      if (!node.registered) throw new HdfsException('IOException', `ProcessReport from dead or unregistered node: ${node.xferAddress}`);
      return new FullReport(this.#parts, core.registry.updateStorage(node, report.storage), replicasOf(report), term);
    });
  }

  /** One RPC of a full report is through; true when no storage of the node is stale and there is nothing more to come. */
  fullReportDone(id: DatanodeIDProto, context: BlockReportContextProto | undefined, nowMs: number, wallMs: number): boolean {
    const core = this.#core;
    core.nowMs = nowMs;
    core.safeMode.check(nowMs);
    const node = this.#find(id);
    if (node === undefined) return false;
    if (context !== undefined && context.totalRpcs === context.curRpc + 1) {
      this.leases.remove(node);
      node.lastReportMs = nowMs;
      node.lastReportWallMs = wallMs;
      node.changed();
    }
    return !node.hasStaleStorage;
  }

  /** What a storage received and deleted since its last message. Throws IOException. */
  incremental(id: DatanodeIDProto, storages: readonly StorageReceivedDeletedBlocksProto[], nowMs: number): void {
    const core = this.#core;
    core.nowMs = nowMs;
    const node = this.#find(id);
    if (node === undefined || !node.registered) throw new HdfsException('IOException', 'Got incremental block report from unregistered or dead node');
    for (const told of storages) {
      const storage = node.storages.get(told.storage?.storageUuid ?? told.storageUuid) ?? core.registry.updateStorage(node, told.storage ?? { storageUuid: told.storageUuid });
      for (const { block, status, deleteHint } of told.blocks) this.#incremental(storage, { blockId: block.blockId, genstamp: block.genStamp, numBytes: block.numBytes ?? 0 }, status, deleteHint);
    }
    core.safeMode.check(nowMs);
  }

  /** Clients and DataNodes name replicas that they found to be bad. Throws IOException for a node that is unknown. */
  badBlocks(blocks: readonly LocatedBlockProto[], nowMs: number): void {
    const core = this.#core;
    core.nowMs = nowMs;
    for (const { b, locs, storageIDs } of blocks) {
      const row = core.table.find(b.blockId);
      if (row < 0) continue;
      for (const [i, { id }] of locs.entries()) {
        const node = core.registry.find(id);
        if (node === undefined) {
          throw new HdfsException('IOException', `Cannot mark ${b.poolId}:blk_${b.blockId}_${b.generationStamp} as corrupt because datanode ${id.ipAddr}:${id.xferPort} (${id.datanodeUuid}) does not exist`);
        }
        const storage = node.storages.get(storageIDs[i] ?? '') ?? core.replicaOn(row, node);
        if (storage !== undefined) this.#parts.reports.markCorrupt(row, storage, b.generationStamp, 'reported');
      }
    }
  }

  /** A DataNode gives itself up (FATAL_DISK_ERROR), or its silence does. */
  endNode(node: Datanode): void {
    this.#core.registry.end(node);
    this.forgetNode(node);
    this.#core.safeMode.check(this.#core.nowMs);
  }

  /** Everything that hangs on a node which is out of service; its replicas go a slice at a time. */
  forgetNode(node: Datanode): void {
    const core = this.#core;
    core.messages.removeNode(node);
    for (const row of core.copies.nodeEnded(node)) this.#parts.redundancy.update(row);
    core.invalidations.removeNode(node);
    this.leases.remove(node);
    this.#asked.delete(node);
    for (const storage of node.storages.values()) {
      this.#parts.reports.underWay.delete(storage);
      this.#parts.scans.forget(storage);
    }
  }

  /** A new term: what was asked and granted in the old one is void. */
  termChanged(): void {
    this.#asked.clear();
  }

  #find(id: DatanodeIDProto): Datanode | undefined {
    try {
      return this.#core.registry.find(id);
    } catch (error) {
      if (error instanceof HdfsException && error.name === 'UnregisteredNodeException') return undefined;
      throw error;
    }
  }

  #registered(id: DatanodeIDProto): Datanode | undefined {
    const node = this.#find(id);
    if (node?.disallowed === true) {
      if (node.alive) this.endNode(node);
      throw new HdfsException('DisallowedDatanodeException', `Datanode denied communication with namenode because the host is not in the include-list: ${node.xferAddress}`);
    }
    return node?.registered === true ? node : undefined;
  }

  #book(node: Datanode, request: HeartbeatRequestProto, nowMs: number, wallMs: number): void {
    const core = this.#core;
    const failed = core.registry.heartbeat(node, request.reports, {
      cacheCapacity: request.cacheCapacity ?? 0,
      cacheUsed: request.cacheUsed ?? 0,
      xceiverCount: request.xceiverCount ?? 0,
      failedVolumes: request.failedVolumes ?? 0,
      volumeFailureSummary: request.volumeFailureSummary,
    }, nowMs, wallMs, (storage) => core.table.storageBlocks(storage.index) === 0 && !this.#isReferred(storage));
    for (const storage of failed) this.#parts.scans.forget(storage);
  }

  /** A full report of a storage that is being worked through must not lose it. */
  #isReferred(storage: Storage): boolean {
    return this.#parts.reports.underWay.has(storage);
  }

  /** A lease if the node asks for one, or if this new Active wants to know what it has (HA.md 21). */
  #reportLease(node: Datanode, asks: boolean, mayDirect: boolean, nowMs: number): bigint {
    const core = this.#core;
    const { term } = core;
    if (asks) return this.leases.request(node, term, nowMs);
    if (!mayDirect || !(core.populating ? node.owesReport : node.hasStaleStorage)) return 0n;
    const asked = this.#asked.get(node);
    if (asked !== undefined && asked.term === term && nowMs - asked.atMs < askAgainMs) return 0n;
    const id = this.leases.request(node, term, nowMs);
    if (id !== 0n) this.#asked.set(node, { term, atMs: nowMs });
    return id;
  }

  #commands(node: Datanode, transfersInProgress: number, nowMs: number): DatanodeCommandProto[] {
    const core = this.#core;
    const { blockPoolId } = this.#parts;
    const recoveries = node.recover.splice(0).flatMap((blockId) => {
      const row = core.table.find(blockId);
      const recovering = row < 0 ? undefined : recoveringBlock(core, blockPoolId, row, nowMs);
      return recovering === undefined ? [] : [recovering];
    });
    if (recoveries.length > 0) return [recoveryCommand(recoveries)];
    const commands: DatanodeCommandProto[] = [];
    const transfers = node.replicate.splice(0, Math.max(0, core.options.streamsMax - transfersInProgress)).filter((order) => this.#isStillWanted(order));
    if (transfers.length > 0) commands.push(transferCommand(blockPoolId, transfers));
    const deletions = core.invalidations.take(node, this.#invalidateLimit).filter((block) => !this.#isWritten(block));
    if (deletions.length > 0) commands.push(invalidateCommand(blockPoolId, deletions));
    if (node.balancerBandwidth > 0) commands.push(balancerBandwidthCommand(node.balancerBandwidth));
    node.balancerBandwidth = 0;
    return commands;
  }

  /** The block may have been deleted, or its row be another's. */
  #isStillWanted(order: ReplicationOrder): boolean {
    const { table } = this.#core;
    if (table.isLive(order.row) && table.blockId(order.row) === order.block.blockId) return true;
    for (const target of order.targets) target.unschedule();
    return false;
  }

  /** A surplus replica whose block has been opened for append since: it is in the pipeline. */
  #isWritten(block: Block): boolean {
    const { table } = this.#core;
    const row = table.find(block.blockId);
    return row >= 0 && table.state(row) === blockState.underConstruction && table.genstamp(row) === block.genstamp;
  }

  #incremental(storage: Storage, block: Block, status: ReceivedDeletedBlockInfoProto_BlockStatus, deleteHint: string | undefined): void {
    const { reports } = this.#parts;
    switch (status) {
      case ReceivedDeletedBlockInfoProto_BlockStatus.DELETED:
        reports.deleted(storage, block);
        break;
      case ReceivedDeletedBlockInfoProto_BlockStatus.RECEIVED: {
        storage.unschedule();
        const hint = deleteHint === undefined || deleteHint === '' ? undefined : this.#core.registry.get(deleteHint);
        reports.process(storage, replicaOf(block, ReplicaStateProto.FINALIZED), undefined, hint);
        break;
      }
      case ReceivedDeletedBlockInfoProto_BlockStatus.RECEIVING:
        reports.process(storage, replicaOf(block, ReplicaStateProto.RBW));
        break;
    }
  }
}

/** Java's Long.toHexString. */
function hex(value: bigint): string {
  return BigInt.asUintN(64, value).toString(16);
}
