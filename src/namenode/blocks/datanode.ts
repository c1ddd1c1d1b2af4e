// A DataNode and its storages as the NameNode knows them: who it is, what it last said of itself, and what is
// queued to be told to it with its next heartbeat. Only the block manager's classes change these fields.
// Answers to DatanodeDescriptor and DatanodeStorageInfo.

import { DatanodeInfoProto_AdminState, StorageTypeProto } from '../../wire/hdfs.ts';
import type { DatanodeIDProto, DatanodeInfoProto, StorageReportProto } from '../../wire/hdfs.ts';
import type { VolumeFailureSummaryProto } from '../../wire/datanode-protocol.ts';
import type { Block } from '../../protocol/block.ts';
import { storageType, storageTypeNames } from '../namespace/storage-policies.ts';
import type { StorageType } from '../namespace/storage-policies.ts';
import type { StorageIndex } from './block-table.ts';

export type AdminState = 'normal' | 'decommissioning' | 'decommissioned';
/** failed: the DataNode reports fewer volumes and not this one; its replicas are being forgotten. */
export type StorageState = 'normal' | 'read-only' | 'failed';

/** How long a scheduled block counts against a DataNode's space, in ms (DatanodeDescriptor.BLOCKS_SCHEDULED_ROLL_INTERVAL). */
const scheduledRollMs = 600_000;

/** Types of storage. */
const scheduledTypes = storageTypeNames.length;

const kinds: Readonly<Record<StorageTypeProto, StorageType>> = {
  [StorageTypeProto.DISK]: storageType.DISK, [StorageTypeProto.SSD]: storageType.SSD, [StorageTypeProto.ARCHIVE]: storageType.ARCHIVE,
  [StorageTypeProto.RAM_DISK]: storageType.RAM_DISK, [StorageTypeProto.PROVIDED]: storageType.PROVIDED, [StorageTypeProto.NVDIMM]: storageType.NVDIMM,
};

export class Storage {
  readonly index: StorageIndex;
  readonly uuid: string;
  readonly node: Datanode;
  type: StorageTypeProto;
  state: StorageState = 'normal';
  capacity = 0;
  dfsUsed = 0;
  nonDfsUsed = 0;
  remaining = 0;
  blockPoolUsed = 0;
  /** Until a full report of this term is in, replicas that it lists may be on their way out by another's order. */
  stale = true;
  heartbeatedSinceFailover = false;
  /** Its last full report had replicas of no block at a time when none could be judged: in safe mode. */
  unjudged = false;
  /** Full reports since the DataNode registered. */
  reports = 0;

  constructor(index: StorageIndex, uuid: string, node: Datanode, type: StorageTypeProto) {
    this.index = index;
    this.uuid = uuid;
    this.node = node;
    this.type = type;
  }

  /** Its type as storage policies have it. */
  get kind(): StorageType {
    return kinds[this.type];
  }

  /** A block will be written here: it counts against the node's space of this type until it is reported, or for a while. */
  schedule(): void {
    this.node.schedule(this.kind);
  }

  unschedule(): void {
    this.node.unschedule(this.kind);
  }

  /** After a failover nothing of this storage may be deleted before it has reported again (HA.md rule 21). */
  markStale(): void {
    this.stale = true;
    this.heartbeatedSinceFailover = false;
  }

  toReport(): StorageReportProto {
    return {
      storageUuid: this.uuid,
      failed: this.state === 'failed',
      capacity: this.capacity,
      dfsUsed: this.dfsUsed,
      remaining: this.remaining,
      blockPoolUsed: this.blockPoolUsed,
      nonDfsUsed: this.nonDfsUsed,
      storage: { storageUuid: this.uuid, state: this.state === 'read-only' ? 1 : 0, storageType: this.type },
    };
  }
}

/** An order to copy a block to storages of other DataNodes (DNA_TRANSFER). */
export interface ReplicationOrder {
  readonly row: number;
  readonly block: Block;
  readonly targets: readonly Storage[];
}

/** What a heartbeat says, apart from its storages. */
export interface HeartbeatLoad {
  readonly cacheCapacity: number;
  readonly cacheUsed: number;
  readonly xceiverCount: number;
  readonly failedVolumes: number;
  readonly volumeFailureSummary: VolumeFailureSummaryProto | undefined;
}

export class Datanode {
  id: DatanodeIDProto;
  rack: string;
  softwareVersion: string;
  readonly storages = new Map<string, Storage>();
  /** Registered and heard of within the expiry interval. */
  alive = false;
  /** It must register again before anything else is taken from it. */
  forceRegistration = false;
  /** Not in the include list any more. */
  disallowed = false;
  adminState: AdminState = 'normal';
  heartbeatedSinceRegistration = false;
  registeredMs = 0;
  /** Monotonic, and wall-clock for reports. */
  lastUpdateMs = 0;
  lastUpdateWallMs = 0;
  lastReportMs = 0;
  lastReportWallMs = 0;
  capacity = 0;
  dfsUsed = 0;
  nonDfsUsed = 0;
  remaining = 0;
  blockPoolUsed = 0;
  cacheCapacity = 0;
  cacheUsed = 0;
  xceiverCount = 0;
  failedVolumes = 0;
  volumeFailureSummary: VolumeFailureSummaryProto | undefined;
  /** What it may use for balancing, bytes a second, to be told to it; 0: nothing to tell. */
  balancerBandwidth = 0;
  /** Copies to order. */
  readonly replicate: ReplicationOrder[] = [];
  /** Ids of blocks whose recovery it is to lead. */
  readonly recover: bigint[] = [];
  /** Rows of which this node's replica is one too many and is being deleted. */
  readonly excess = new Set<number>();
  /** By type of storage. */
  #scheduledNow = new Float64Array(scheduledTypes);
  #scheduledBefore = new Float64Array(scheduledTypes);
  #scheduledRolledMs = 0;
  #info: DatanodeInfoProto | undefined;

  constructor(id: DatanodeIDProto, rack: string, softwareVersion: string) {
    this.id = id;
    this.rack = rack;
    this.softwareVersion = softwareVersion;
  }

  get uuid(): string {
    return this.id.datanodeUuid;
  }

  /** ip:port of block transfers: DatanodeID.toString. */
  get xferAddress(): string {
    return `${this.id.ipAddr}:${this.id.xferPort}`;
  }

  get registered(): boolean {
    return this.alive && !this.forceRegistration;
  }

  /** May be given new replicas. */
  get inService(): boolean {
    return this.adminState === 'normal';
  }

  /** Whether some storage has not reported its blocks in this term. */
  get hasStaleStorage(): boolean {
    for (const storage of this.storages.values()) if (storage.stale && storage.state !== 'failed') return true;
    return false;
  }

  /** Whether a full report is wanted: nothing is known of a storage's contents, or it could not be acted on. */
  get owesReport(): boolean {
    for (const storage of this.storages.values()) if ((storage.stale || storage.unjudged) && storage.state !== 'failed') return true;
    return false;
  }

  /** Blocks it has been chosen for and has not yet reported. */
  get blocksScheduled(): number {
    let blocks = 0;
    for (let type = 0; type < scheduledTypes; type++) blocks += this.#scheduled(type);
    return blocks;
  }

  schedule(type: StorageType): void {
    this.#scheduledNow[type] = (this.#scheduledNow[type] ?? 0) + 1;
  }

  unschedule(type: StorageType): void {
    const counts = (this.#scheduledBefore[type] ?? 0) > 0 ? this.#scheduledBefore : this.#scheduledNow;
    counts[type] = Math.max(0, (counts[type] ?? 0) - 1);
  }

  #scheduled(type: number): number {
    return (this.#scheduledNow[type] ?? 0) + (this.#scheduledBefore[type] ?? 0);
  }

  /** Whether it has storages of this type, full or not. */
  hasType(type: StorageType): boolean {
    for (const storage of this.storages.values()) if (storage.kind === type) return true;
    return false;
  }

  /** A storage of this type, if those of the type can still take a block of `blockSize`. */
  storageFor(blockSize: number, type: StorageType): Storage | undefined {
    let chosen: Storage | undefined;
    let remaining = 0;
    for (const storage of this.storages.values()) {
      if (storage.state !== 'normal' || storage.kind !== type) continue;
      chosen ??= storage;
      if (storage.remaining >= blockSize) remaining += storage.remaining;
    }
    return blockSize <= remaining - blockSize * this.#scheduled(type) ? chosen : undefined;
  }

  /** Sums up a heartbeat whose storages have been updated. `mounts` counts non-DFS use once per mount. */
  heard(load: HeartbeatLoad, reports: readonly StorageReportProto[], nowMs: number, wallMs: number): void {
    let capacity = 0, dfsUsed = 0, remaining = 0, blockPoolUsed = 0, nonDfsUsed = 0;
    const mounts = new Set<string>();
    for (const report of reports) {
      if (report.storage?.storageType === StorageTypeProto.PROVIDED) continue;
      capacity += report.capacity ?? 0;
      dfsUsed += report.dfsUsed ?? 0;
      remaining += report.remaining ?? 0;
      blockPoolUsed += report.blockPoolUsed ?? 0;
      const mount = report.mount ?? '';
      if (mount === '' || !mounts.has(mount)) nonDfsUsed += nonDfsUsedOf(report);
      if (mount !== '') mounts.add(mount);
    }
    this.capacity = capacity;
    this.dfsUsed = dfsUsed;
    this.remaining = remaining;
    this.blockPoolUsed = blockPoolUsed;
    this.nonDfsUsed = nonDfsUsed;
    this.cacheCapacity = load.cacheCapacity;
    this.cacheUsed = load.cacheUsed;
    this.xceiverCount = load.xceiverCount;
    this.failedVolumes = load.failedVolumes;
    this.volumeFailureSummary = load.volumeFailureSummary;
    this.lastUpdateMs = nowMs;
    this.lastUpdateWallMs = wallMs;
    if (nowMs - this.#scheduledRolledMs > scheduledRollMs) {
      this.#scheduledBefore = this.#scheduledNow;
      this.#scheduledNow = new Float64Array(scheduledTypes);
      this.#scheduledRolledMs = nowMs;
    }
    this.changed();
  }

  /** Forgets orders that were not sent: of a past term, or of a node that is gone. */
  clearOrders(): void {
    this.replicate.length = 0;
    this.recover.length = 0;
    this.excess.clear();
  }

  /** To be called when a field that clients see has changed. */
  changed(): void {
    this.#info = undefined;
  }

  /** As clients see it; kept until something changes. `numBlocks` is asked only when it is built anew. */
  info(): DatanodeInfoProto {
    this.#info ??= {
      id: this.id,
      capacity: this.capacity,
      dfsUsed: this.dfsUsed,
      remaining: this.remaining,
      blockPoolUsed: this.blockPoolUsed,
      lastUpdate: this.lastUpdateWallMs,
      xceiverCount: this.xceiverCount,
      location: this.rack,
      nonDfsUsed: this.nonDfsUsed,
      adminState: adminStates[this.adminState],
      cacheCapacity: this.cacheCapacity,
      cacheUsed: this.cacheUsed,
      lastUpdateMonotonic: Math.floor(this.lastUpdateMs),
      lastBlockReportTime: this.lastReportWallMs,
      lastBlockReportMonotonic: Math.floor(this.lastReportMs),
    };
    return this.#info;
  }
}

const adminStates: Readonly<Record<AdminState, DatanodeInfoProto_AdminState>> = {
  normal: DatanodeInfoProto_AdminState.NORMAL,
  decommissioning: DatanodeInfoProto_AdminState.DECOMMISSION_INPROGRESS,
  decommissioned: DatanodeInfoProto_AdminState.DECOMMISSIONED,
};

/** PBHelperClient.convert(StorageReportProto): what is not said is worked out. */
export function nonDfsUsedOf(report: StorageReportProto): number {
  return report.nonDfsUsed ?? Math.max(0, (report.capacity ?? 0) - (report.dfsUsed ?? 0) - (report.remaining ?? 0));
}
