// The record FSNamesystem: what the namespace, its blocks and its DataNodes amount to now. What only Apache's insides have
// (locks, erasure coding, snapshots) is 0, never left out. Answers to FSNamesystem's own metrics.
import { real } from '../../metrics/metrics-record.ts';
import type { Metric, MetricsRecord } from '../../metrics/metrics-record.ts';
import { JavaReal } from '../../protocol/java-text.ts';
import { blockCounts, ecBlockGroups, haState, nodeCounts, replicatedBlocks } from './name-node-beans.ts';
import type { BeanSource } from './name-node-beans.ts';

const giga = 2 ** 30;

/** Sentences of gauges; those that are counters in Hadoop stand below. */
const help: Readonly<Record<string, string>> = {
  EstimatedCapacityLostTotal: 'Capacity lost with failed volumes, in bytes.',
  BlocksTotal: 'Complete blocks.',
  CapacityTotal: 'Capacity of the DataNodes in service, in bytes.',
  CapacityRemaining: 'Capacity that is left, in bytes.',
  CapacityUsed: 'Capacity that HDFS takes, in bytes.',
  ProvidedCapacityTotal: 'Always 0: there is no provided storage.',
  FilesTotal: 'Files and directories.',
  PendingReplicationBlocks: 'Blocks that are being copied.',
  PendingReconstructionBlocks: 'Blocks that are being copied.',
  UnderReplicatedBlocks: 'Blocks with fewer replicas than wanted.',
  LowRedundancyBlocks: 'Blocks with fewer replicas than wanted.',
  ScheduledReplicationBlocks: 'Replicas that DataNodes are to receive.',
  TotalLoad: 'Connections that live DataNodes serve.',
  NumLiveDataNodes: 'DataNodes whose heartbeats come.',
  NumDeadDataNodes: 'DataNodes that have been silent for so long that their replicas count as lost.',
  StaleDataNodes: 'Live DataNodes that have been silent for a while.',
  NumDecomLiveDataNodes: 'Decommissioned DataNodes that live.',
  NumDecomDeadDataNodes: 'Decommissioned DataNodes that are dead.',
  NumInServiceLiveDataNodes: 'Live DataNodes that are neither decommissioned nor on their way there.',
  VolumeFailuresTotal: 'Failed volumes of live DataNodes.',
  NumDecommissioningDataNodes: 'DataNodes that are being decommissioned.',
  PendingDeletionBlocks: 'Replicas that are to be deleted.',
  NumStaleStorages: 'Storages whose report has not come since a failover or their registration.',
  NumEncryptionZones: 'Always 0: there are no encryption zones.',
  LockQueueLength: 'Always 0: the namespace has no lock.',
  TotalSyncCount: 'Batches of edits that became durable.',
  NumInMaintenanceLiveDataNodes: 'Always 0: there is no maintenance state.',
  NumInMaintenanceDeadDataNodes: 'Always 0: there is no maintenance state.',
  NumEnteringMaintenanceDataNodes: 'Always 0: there is no maintenance state.',
  CurrentTokensCount: 'Delegation tokens.',
  PendingSPSPaths: 'Always 0: there is no storage policy satisfier.',
  ReconstructionQueuesInitProgress: 'How far the queues of blocks to be copied are filled after a start, 0 to 1.',
  HighestPriorityLowRedundancyReplicatedBlocks: 'Blocks that one more failure would lose.',
  HighestPriorityLowRedundancyECBlocks: 'Always 0: there is no erasure coding.',
  LowRedundancyReplicatedBlocks: 'Blocks with fewer replicas than wanted.',
  CorruptReplicatedBlocks: 'Blocks all of whose replicas are corrupt.',
  MissingReplicatedBlocks: 'Blocks without any replica.',
  MissingReplicationOneBlocks: 'Blocks without any replica that never had more than one.',
  BytesInFutureReplicatedBlocks: 'Bytes in replicas newer than the namespace, in safe mode.',
  PendingDeletionReplicatedBlocks: 'Replicas that are to be deleted.',
  TotalReplicatedBlocks: 'Complete blocks.',
  MissingBlocks: 'Blocks without any replica.',
  MissingReplOneBlocks: 'Blocks without any replica that never had more than one.',
  TransactionsSinceLastCheckpoint: 'Edits since the newest image.',
  TransactionsSinceLastLogRoll: 'Edits in the open segment.',
  LastWrittenTransactionId: 'The last txid written or, on a Standby, applied.',
  LastCheckpointTime: 'When the newest image was made, in Unix ms.',
  CapacityTotalGB: 'Capacity of the DataNodes in service, in GiB.',
  CapacityUsedGB: 'Capacity that HDFS takes, in GiB.',
  CapacityRemainingGB: 'Capacity that is left, in GiB.',
  CapacityUsedNonDFS: 'Capacity that others take, in bytes.',
  SnapshottableDirectories: 'Directories that allow snapshots.',
  Snapshots: 'Snapshots.',
  NumFilesUnderConstruction: 'Files that are being written.',
  NumActiveClients: 'Clients that hold a file lease.',
  CorruptBlocks: 'Blocks with a corrupt replica.',
  ExcessBlocks: 'Replicas that are too many.',
  NumTimedOutPendingReconstructions: 'Blocks whose copies did not arrive in time.',
  PostponedMisreplicatedBlocks: 'Blocks with too many replicas, one of which may be stale.',
  PendingDataNodeMessageCount: 'Replicas reported to a Standby before it has read of them.',
  MillisSinceLastLoadedEdits: 'Since a Standby last read edits, in ms.',
  BlockCapacity: 'Blocks that the table has room for without growing.',
};

const counterHelp: Readonly<Record<string, string>> = {
  ExpiredHeartbeats: 'DataNodes that were declared dead.',
  ReadLockLongHoldCount: 'Always 0: the namespace has no lock.',
  WriteLockLongHoldCount: 'Always 0: the namespace has no lock.',
};

export function fsNamesystemRecord(from: BeanSource): MetricsRecord {
  const gauge = (name: string, value: number | JavaReal): Metric => ({ name, kind: 'gauge', value, help: help[name] ?? (name.includes('ECBlock') ? 'Always 0: there is no erasure coding.' : name) });
  const counter = (name: string, value: number): Metric => ({ name, kind: 'counter', value, help: counterHelp[name] ?? name });
  return {
    bean: 'Hadoop:service=NameNode,name=FSNamesystem',
    record: 'FSNamesystem',
    tags: { Context: 'dfs', TotalSyncTimes: from.totalSyncTimes, EnabledEcPolicies: '', HAState: haState(from), Hostname: from.hostName },
    metrics: [
      ...Object.entries(gauges(from)).map(([name, value]) => gauge(name, value)),
      counter('ExpiredHeartbeats', from.blocks.clusterStats(from.nowMs).expiredHeartbeats),
      counter('ReadLockLongHoldCount', 0),
      counter('WriteLockLongHoldCount', 0),
    ],
  };
}

function gauges(from: BeanSource): Record<string, number | JavaReal> {
  const { blocks } = from;
  const cluster = blocks.clusterStats(from.nowMs);
  const counts = blocks.stats();
  const inGiga = (bytes: number): JavaReal => real(Math.round(bytes / giga));
  return {
    CapacityTotal: cluster.capacity, CapacityRemaining: cluster.remaining, CapacityUsed: cluster.dfsUsed, ProvidedCapacityTotal: 0,
    ...blockCounts(from), TotalLoad: cluster.xceivers, ...nodeCounts(from, cluster), StaleDataNodes: cluster.stale,
    NumEncryptionZones: 0, LockQueueLength: 0, TotalSyncCount: from.totalSyncs, CurrentTokensCount: from.namespace.delegation.tokens.size, PendingSPSPaths: 0,
    ReconstructionQueuesInitProgress: new JavaReal(blocks.safeMode.on ? 0 : 1, true),
    HighestPriorityLowRedundancyReplicatedBlocks: counts.highestPriority, HighestPriorityLowRedundancyECBlocks: 0, ...replicatedBlocks(from), ...ecBlockGroups,
    MissingBlocks: counts.missing, MissingReplOneBlocks: counts.missingOfOne,
    TransactionsSinceLastCheckpoint: from.lastTxid - from.mostRecentCheckpointTxid, TransactionsSinceLastLogRoll: from.segmentTxid === 0 ? 0 : from.lastTxid - from.segmentTxid + 1,
    LastWrittenTransactionId: from.lastTxid, LastCheckpointTime: Math.round(from.lastCheckpointWallMs),
    CapacityTotalGB: inGiga(cluster.capacity), CapacityUsedGB: inGiga(cluster.dfsUsed), CapacityRemainingGB: inGiga(cluster.remaining), CapacityUsedNonDFS: cluster.nonDfsUsed,
    SnapshottableDirectories: 0, Snapshots: 0, CorruptBlocks: counts.corrupt,
    ExcessBlocks: [...blocks.registry.nodes].reduce((sum, node) => sum + node.excess.size, 0), NumTimedOutPendingReconstructions: counts.copiesTimedOut,
    PostponedMisreplicatedBlocks: counts.postponed, PendingDataNodeMessageCount: counts.pendingMessages, MillisSinceLastLoadedEdits: Math.round(from.sinceLoadedEditsMs),
    BlockCapacity: 2 ** 27,
  };
}
