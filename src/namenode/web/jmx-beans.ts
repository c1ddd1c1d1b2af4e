// The beans of /jmx that tools and `quorate status` read, by Hadoop's names. Answers to NameNodeStatusMXBean,
// NameNodeMXBean and FSNamesystemMBean.
import type { NameNode } from '../name-node.ts';

export type Bean = Readonly<Record<string, unknown>> & { readonly name: string };

/** All beans as they are now. */
export function jmxBeans(node: NameNode, wallMs: number, monotonicMs: number): Bean[] {
  return [status(node), info(node, monotonicMs), system(node, wallMs, monotonicMs), systemState(node, monotonicMs)];
}

function status(node: NameNode): Bean {
  const { rpc } = node.options.self;
  return {
    name: 'Hadoop:service=NameNode,name=NameNodeStatus', modelerType: 'quorate',
    NNRole: 'NameNode', State: stateOf(node), HostAndPort: `${rpc.host}:${rpc.port}`, SecurityEnabled: false,
    LastHATransitionTime: node.ha.lastTransitionMs, BytesWithFutureGenerationStamps: node.blocks.stats().bytesInFuture,
    // Of ours.
    Step: node.haState, Epoch: node.ha.epoch, LastPromotionMs: node.ha.lastPromotionMs ?? null, ParkedCalls: node.parkedCalls,
  };
}

function stateOf(node: NameNode): string {
  if (node.haState === 'Loading') return 'initializing';
  return node.haState === 'Active' || node.haState === 'Draining' ? 'active' : 'standby';
}

function info(node: NameNode, monotonicMs: number): Bean {
  const cluster = node.blocks.clusterStats(monotonicMs);
  return {
    name: 'Hadoop:service=NameNode,name=NameNodeInfo', modelerType: 'quorate',
    ClusterId: node.namespaceInfo.clusterId, BlockPoolId: node.namespaceInfo.blockPoolId, SoftwareVersion: '3.4.3', Version: 'quorate',
    Total: cluster.capacity, Used: cluster.dfsUsed, Free: cluster.remaining, NonDfsUsedSpace: cluster.nonDfsUsed,
    Safemode: node.blocks.safeMode.on ? node.blocks.safeMode.tip() : '',
    TotalBlocks: node.blocks.stats().blocks, TotalFiles: node.fsn.namespace.inodeCount,
    JournalTransactionInfo: JSON.stringify({ LastAppliedOrWrittenTxId: String(node.lastTxid), MostRecentCheckpointTxId: String(node.mostRecentCheckpointTxid) }),
  };
}

function system(node: NameNode, wallMs: number, monotonicMs: number): Bean {
  const cluster = node.blocks.clusterStats(monotonicMs);
  const blocks = node.blocks.stats();
  const { tailer } = node;
  return {
    name: 'Hadoop:service=NameNode,name=FSNamesystem', modelerType: 'FSNamesystem', 'tag.HAState': stateOf(node), 'tag.TotalSyncTimes': '',
    MissingBlocks: blocks.missing, MissingReplOneBlocks: blocks.missingOfOne, ExpiredHeartbeats: cluster.expiredHeartbeats,
    TransactionsSinceLastCheckpoint: node.lastTxid - node.mostRecentCheckpointTxid, LastWrittenTransactionId: node.lastTxid,
    LastCheckpointTime: Math.round(wallMs - (monotonicMs - node.lastCheckpointMs)),
    MillisSinceLastLoadedEdits: node.haState === 'Standby' && tailer !== undefined ? Math.round(monotonicMs - tailer.lastLoadMs) : 0,
    CapacityTotal: cluster.capacity, CapacityUsed: cluster.dfsUsed, CapacityRemaining: cluster.remaining,
    BlocksTotal: blocks.blocks, FilesTotal: node.fsn.namespace.inodeCount, UnderReplicatedBlocks: blocks.underReplicated, CorruptBlocks: blocks.corrupt,
    PendingReplicationBlocks: blocks.pendingReplication, PendingDeletionBlocks: blocks.pendingDeletion, PostponedMisreplicatedBlocks: blocks.postponed,
    PendingDataNodeMessageCount: blocks.pendingMessages, StaleDataNodes: cluster.stale, NumActiveClients: node.fsn.namespace.leases.holderCount,
    NumFilesUnderConstruction: node.fsn.namespace.leases.fileCount,
  };
}

function systemState(node: NameNode, monotonicMs: number): Bean {
  const cluster = node.blocks.clusterStats(monotonicMs);
  const blocks = node.blocks.stats();
  return {
    name: 'Hadoop:service=NameNode,name=FSNamesystemState', modelerType: 'FSNamesystemState',
    FSState: node.blocks.safeMode.on ? 'safeMode' : 'Operational', CapacityTotal: cluster.capacity, CapacityUsed: cluster.dfsUsed, CapacityRemaining: cluster.remaining,
    TotalLoad: cluster.xceivers, FilesTotal: node.fsn.namespace.inodeCount, BlocksTotal: blocks.blocks, UnderReplicatedBlocks: blocks.underReplicated,
    PendingReplicationBlocks: blocks.pendingReplication, PendingDeletionBlocks: blocks.pendingDeletion, NumLiveDataNodes: cluster.live, NumDeadDataNodes: cluster.dead,
    NumStaleDataNodes: cluster.stale, NumDecommissioningDataNodes: cluster.decommissioning, VolumeFailuresTotal: cluster.failedVolumes,
  };
}
