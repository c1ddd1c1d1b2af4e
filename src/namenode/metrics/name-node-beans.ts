// The NameNode's beans that are no metrics, under Apache's names: NameNodeStatus, NameNodeInfo, FSNamesystemState and the
// states of blocks; and the active lease, which is ours. What only Apache's insides have (locks, erasure coding, snapshots) is 0 or empty, never left out.
// Answers to NameNodeStatusMXBean, NameNodeMXBean, FSNamesystemMBean, BlockStatsMXBean and SnapshotStatsMXBean.

import { softwareVersion } from '../../protocol/storage-info.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import type { NameNodeStorage } from '../../storage/name-node-storage.ts';
import type { BlockManager } from '../blocks/block-manager.ts';
import type { ClusterStats } from '../blocks/datanode-registry.ts';
import type { Datanode } from '../blocks/datanode.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { JavaReal, floatText } from '../../protocol/java-text.ts';
import { StorageTypeProto } from '../../wire/hdfs.ts';
import type { Bean, BeanValue } from '../../metrics/jmx.ts';
import type { LeaseFigures } from './name-node-figures.ts';

/** What the beans are made from. */
export interface BeanSource {
  /** There is no state before an upgrade to go back to. */
  readonly upgradeFinalized: boolean;
  readonly serviceState: 'INITIALIZING' | 'ACTIVE' | 'STANDBY';
  /** host:port of clients' RPC. */
  readonly rpcAddress: string;
  readonly hostName: string;
  /** Wall clock, ms. */
  readonly lastTransitionMs: number;
  readonly startedMs: number;
  readonly lastCheckpointWallMs: number;
  readonly wallMs: number;
  /** Monotonic. */
  readonly nowMs: number;
  readonly namespaceInfo: NamespaceInfo;
  readonly namespace: Namespace;
  readonly blocks: BlockManager;
  readonly storage: NameNodeStorage;
  /** The last txid written (Active) or applied (Standby). */
  readonly lastTxid: number;
  readonly mostRecentCheckpointTxid: number;
  /** The first txid of the open segment; 0 without one. */
  readonly segmentTxid: number;
  /** Of a Standby: ms since edits were last read. */
  readonly sinceLoadedEditsMs: number;
  /** Batches of edits that became durable, and how long the journals took for all of them: '123 ' in ms. */
  readonly totalSyncs: number;
  readonly totalSyncTimes: string;
  /** The active lease; undefined where nobody grants any. */
  readonly lease: LeaseFigures | undefined;
  /** Where the edits go: '[{"manager":...}]' has one entry. */
  readonly journalName: string;
}

const adminStates = { normal: 'In Service', decommissioning: 'Decommission In Progress', decommissioned: 'Decommissioned' } as const;

export function nameNodeBeans(source: () => BeanSource): Bean[] {
  const bean = (name: string, modelerType: string, attributes: (from: BeanSource) => Record<string, BeanValue>): Bean => ({
    name: `Hadoop:service=NameNode,name=${name}`, modelerType, attributes: () => attributes(source()),
  });
  return [
    bean('NameNodeStatus', 'org.apache.hadoop.hdfs.server.namenode.NameNode', status),
    bean('NameNodeInfo', 'org.apache.hadoop.hdfs.server.namenode.FSNamesystem', info),
    bean('FSNamesystemState', 'org.apache.hadoop.hdfs.server.namenode.FSNamesystem', state),
    bean('ReplicatedBlocksState', 'org.apache.hadoop.hdfs.server.namenode.FSNamesystem', replicatedBlocks),
    bean('ECBlockGroupsState', 'org.apache.hadoop.hdfs.server.namenode.FSNamesystem', () => ({ ...ecBlockGroups, EnabledEcPolicies: '' })),
    bean('BlockStats', 'org.apache.hadoop.hdfs.server.blockmanagement.BlockManager', (from) => ({ StorageTypeStats: storageTypes(from) })),
    ...(source().lease === undefined ? [] : [{ name: 'Quorate:service=NameNode,name=Lease', modelerType: 'Lease', attributes: () => lease(source()) }]),
    bean('SnapshotInfo', 'org.apache.hadoop.hdfs.server.namenode.snapshot.SnapshotManager', () => ({ SnapshottableDirectories: [], Snapshots: [] })),
  ];
}

/** Ours. */
function lease({ lease: held }: BeanSource): Record<string, BeanValue> {
  return { LeftMs: Math.max(0, Math.round(held?.validMs ?? 0)), TtlMs: held?.ttlMs ?? 0, Unleased: held?.unleased ?? false };
}

/** HAServiceState.toString: 'active'. */
export function haState(from: BeanSource): string {
  return from.serviceState.toLowerCase();
}

function status(from: BeanSource): Record<string, BeanValue> {
  return {
    State: haState(from), NNRole: 'NameNode', HostAndPort: from.rpcAddress, SecurityEnabled: false, LastHATransitionTime: Math.round(from.lastTransitionMs),
    BytesWithFutureGenerationStamps: from.blocks.stats().bytesInFuture, SlowPeersReport: null, SlowDisksReport: null,
  };
}

function info(from: BeanSource): Record<string, BeanValue> {
  const { blocks } = from;
  const cluster = blocks.clusterStats(from.nowMs);
  const counts = blocks.stats();
  const nodes = [...blocks.registry.nodes].filter((node) => !node.disallowed);
  const live = nodes.filter((node) => !blocks.registry.isDead(node, from.nowMs));
  const dead = nodes.filter((node) => blocks.registry.isDead(node, from.nowMs));
  const versions = new Map<string, number>();
  for (const node of live) versions.set(node.softwareVersion, (versions.get(node.softwareVersion) ?? 0) + 1);
  const roots = from.storage.directories.map((directory) => directory.root);
  return {
    Threads: 1, Version: `${softwareVersion}, quorate`, UpgradeFinalized: from.upgradeFinalized, BlockPoolId: from.namespaceInfo.blockPoolId, ClusterId: from.namespaceInfo.clusterId,
    HighestPriorityLowRedundancyReplicatedBlocks: counts.highestPriority, HighestPriorityLowRedundancyECBlocks: 0,
    Used: cluster.dfsUsed, Free: cluster.remaining, Total: cluster.capacity, ProvidedCapacity: 0,
    Safemode: blocks.safeMode.on ? `Safe mode is ON. ${blocks.safeMode.tip()}` : '',
    NonDfsUsedSpace: cluster.nonDfsUsed, PercentUsed: percent(cluster.dfsUsed, cluster.capacity),
    BlockPoolUsedSpace: cluster.blockPoolUsed, PercentBlockPoolUsed: percent(cluster.blockPoolUsed, cluster.capacity),
    PercentRemaining: percent(cluster.remaining, cluster.capacity), CacheCapacity: cluster.cacheCapacity, CacheUsed: cluster.cacheUsed,
    TotalBlocks: counts.completeBlocks, NumberOfMissingBlocks: counts.missing, NumberOfMissingBlocksWithReplicationFactorOne: counts.missingOfOne,
    LiveNodes: JSON.stringify(Object.fromEntries(live.map((node) => [hostAddress(node), liveNode(from, node)]))),
    DeadNodes: JSON.stringify(Object.fromEntries(dead.map((node) => [hostAddress(node), deadNode(from, node)]))),
    DecomNodes: JSON.stringify(Object.fromEntries(nodes.filter((node) => node.adminState === 'decommissioning').map((node) => [hostAddress(node), { xferaddr: node.xferAddress, location: node.rack }]))),
    EnteringMaintenanceNodes: '{}',
    NameDirStatuses: JSON.stringify({ active: Object.fromEntries(roots.map((root) => [root, 'IMAGE_AND_EDITS'])), failed: Object.fromEntries(from.storage.failed.map(({ root }) => [root, 'IMAGE_AND_EDITS'])) }),
    NodeUsage: nodeUsage(live), NameJournalStatus: JSON.stringify([{ manager: from.journalName, stream: from.serviceState === 'ACTIVE' ? `Writing segment beginning at txid ${from.segmentTxid}` : 'open for read', disabled: 'false', required: 'true' }]),
    JournalTransactionInfo: JSON.stringify({ MostRecentCheckpointTxId: String(from.mostRecentCheckpointTxid), LastAppliedOrWrittenTxId: String(from.lastTxid) }),
    NNStartedTimeInMillis: Math.round(from.startedMs), CompileInfo: '', CorruptFiles: '[]', CorruptFilesCount: counts.missing, NumberOfSnapshottableDirs: 0,
    DistinctVersionCount: versions.size, DistinctVersions: [...versions].map(([key, value]) => ({ key, value })),
    SoftwareVersion: softwareVersion, NameDirSize: '{}', RollingUpgradeStatus: null, VerifyECWithTopologyResult: null,
  };
}

function state(from: BeanSource): Record<string, BeanValue> {
  const cluster = from.blocks.clusterStats(from.nowMs);
  return {
    CapacityTotal: cluster.capacity, CapacityUsed: cluster.dfsUsed, CapacityRemaining: cluster.remaining, ProvidedCapacityTotal: 0, TotalLoad: cluster.xceivers,
    SnapshotStats: '{"SnapshottableDirectories":0,"Snapshots":0}', NumEncryptionZones: 0, CurrentTokensCount: from.namespace.delegation.tokens.size, PendingSPSPaths: 0,
    ReconstructionQueuesInitProgress: new JavaReal(from.blocks.safeMode.on ? 0 : 1, true), FsLockQueueLength: 0, ...blockCounts(from), MaxObjects: 0,
    BlockDeletionStartTime: Math.round(from.startedMs), FSState: from.blocks.safeMode.on ? 'safeMode' : 'Operational', ...nodeCounts(from, cluster), NumStaleDataNodes: cluster.stale,
    TopUserOpCounts: null, TotalSyncCount: from.totalSyncs, TotalSyncTimes: from.totalSyncTimes,
  };
}

export function blockCounts(from: BeanSource): Record<string, number> {
  const counts = from.blocks.stats();
  return {
    BlocksTotal: counts.completeBlocks, FilesTotal: from.namespace.inodeCount, NumFilesUnderConstruction: from.namespace.leases.fileCount, NumActiveClients: from.namespace.leases.holderCount,
    PendingReplicationBlocks: counts.pendingReplication, PendingReconstructionBlocks: counts.pendingReplication, UnderReplicatedBlocks: counts.underReplicated,
    LowRedundancyBlocks: counts.underReplicated, ScheduledReplicationBlocks: [...from.blocks.registry.nodes].reduce((sum, node) => sum + node.blocksScheduled, 0), PendingDeletionBlocks: counts.pendingDeletion,
  };
}

export function nodeCounts(from: BeanSource, cluster: ClusterStats): Record<string, number> {
  const { registry } = from.blocks;
  const nodes = [...registry.nodes];
  const decommissioned = nodes.filter((node) => node.adminState === 'decommissioned');
  const alive = (node: Datanode): boolean => !registry.isDead(node, from.nowMs);
  const staleStorages = nodes.filter(alive).reduce((sum, node) => sum + [...node.storages.values()].filter((storage) => storage.stale).length, 0);
  return {
    NumLiveDataNodes: cluster.live, NumDeadDataNodes: cluster.dead, NumDecomLiveDataNodes: decommissioned.filter(alive).length,
    NumDecomDeadDataNodes: decommissioned.filter((node) => !alive(node)).length, NumInServiceLiveDataNodes: nodes.filter((node) => node.inService && alive(node)).length,
    VolumeFailuresTotal: cluster.failedVolumes, EstimatedCapacityLostTotal: 0, NumDecommissioningDataNodes: cluster.decommissioning, NumStaleStorages: staleStorages,
    NumInMaintenanceLiveDataNodes: 0, NumInMaintenanceDeadDataNodes: 0, NumEnteringMaintenanceDataNodes: 0,
  };
}

export const ecBlockGroups = {
  LowRedundancyECBlockGroups: 0, CorruptECBlockGroups: 0, MissingECBlockGroups: 0, BytesInFutureECBlockGroups: 0, PendingDeletionECBlocks: 0, TotalECBlockGroups: 0,
};

export function replicatedBlocks(from: BeanSource): Record<string, number> {
  const counts = from.blocks.stats();
  return {
    LowRedundancyReplicatedBlocks: counts.underReplicated, CorruptReplicatedBlocks: counts.corrupt, MissingReplicatedBlocks: counts.missing,
    MissingReplicationOneBlocks: counts.missingOfOne, BytesInFutureReplicatedBlocks: counts.bytesInFuture, PendingDeletionReplicatedBlocks: counts.pendingDeletion,
    TotalReplicatedBlocks: counts.completeBlocks,
  };
}

/** StorageTypeStats of each type that a live DataNode has. */
function storageTypes(from: BeanSource): BeanValue {
  const { registry } = from.blocks;
  const types = new Map<string, { blockPoolUsed: number; capacityNonDfsUsed: number; capacityRemaining: number; capacityTotal: number; capacityUsed: number; nodesInService: number; nodesInServiceXceiverCount: number }>();
  for (const node of registry.nodes) {
    if (registry.isDead(node, from.nowMs)) continue;
    const counted = new Set<string>();
    for (const storage of node.storages.values()) {
      if (storage.state === 'failed') continue;
      const type = Object.entries(StorageTypeProto).find(([, value]) => value === storage.type)?.[0] ?? 'DISK';
      const stats = types.get(type) ?? { blockPoolUsed: 0, capacityNonDfsUsed: 0, capacityRemaining: 0, capacityTotal: 0, capacityUsed: 0, nodesInService: 0, nodesInServiceXceiverCount: 0 };
      stats.blockPoolUsed += storage.blockPoolUsed;
      stats.capacityNonDfsUsed += storage.nonDfsUsed;
      stats.capacityRemaining += storage.remaining;
      stats.capacityTotal += storage.capacity;
      stats.capacityUsed += storage.dfsUsed;
      if (node.inService && !counted.has(type)) {
        stats.nodesInService++;
        stats.nodesInServiceXceiverCount += node.xceiverCount;
      }
      counted.add(type);
      types.set(type, stats);
    }
  }
  return [...types].map(([key, value]) => ({ key, value }));
}

function percent(part: number, whole: number): JavaReal {
  return new JavaReal(whole <= 0 ? (part === whole ? 100 : 0) : (part * 100) / whole, true);
}

/** DatanodeID.getXferAddrWithHostname. */
function hostAddress(node: Datanode): string {
  return `${node.id.hostName}:${node.id.xferPort}`;
}

function liveNode(from: BeanSource, node: Datanode): Record<string, unknown> {
  const percentUsed = node.capacity <= 0 ? 0 : Number(floatText((node.blockPoolUsed * 100) / node.capacity));
  return {
    infoAddr: `${node.id.ipAddr}:${node.id.infoPort}`, infoSecureAddr: `${node.id.ipAddr}:${node.id.infoSecurePort ?? 0}`, xferaddr: node.xferAddress, location: node.rack,
    lastContact: Math.floor((from.nowMs - node.lastUpdateMs) / 1000), usedSpace: node.dfsUsed, adminState: adminStates[node.adminState], nonDfsUsedSpace: node.nonDfsUsed,
    capacity: node.capacity, numBlocks: from.blocks.blocksOf(node), version: node.softwareVersion, used: node.dfsUsed, remaining: node.remaining,
    blockScheduled: node.blocksScheduled, blockPoolUsed: node.blockPoolUsed, blockPoolUsedPercent: percentUsed, volfails: node.failedVolumes,
    lastBlockReport: Math.floor((from.nowMs - node.lastReportMs) / 60_000), blockPoolUsedPercentStdDev: 0,
  };
}

function deadNode(from: BeanSource, node: Datanode): Record<string, unknown> {
  return {
    lastContact: Math.floor((from.nowMs - node.lastUpdateMs) / 1000), decommissioned: node.adminState === 'decommissioned', adminState: adminStates[node.adminState],
    xferaddr: node.xferAddress, location: node.rack,
  };
}

function nodeUsage(live: readonly Datanode[]): string {
  const used = live.map((node) => (node.capacity <= 0 ? 0 : (node.dfsUsed * 100) / node.capacity)).sort((a, b) => a - b);
  const mean = used.reduce((sum, value) => sum + value, 0) / Math.max(1, used.length);
  const deviation = Math.sqrt(used.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, used.length));
  const text = (value: number | undefined): string => `${(value ?? 0).toFixed(2)}%`;
  return JSON.stringify({ nodeUsage: { min: text(used[0]), median: text(used[Math.floor(used.length / 2)]), max: text(used[used.length - 1]), stdDev: text(deviation) } });
}
