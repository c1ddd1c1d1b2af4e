// What one NameNode says of itself to its pages and to the other NameNodes' pages. Everything is counted already; asking costs
// a walk over the DataNodes.
import { softwareVersion } from '../../protocol/storage-info.ts';
import type { DataNodeState, JournalView, MetricsState, NameNodeState, NodeHistory, OperationState } from '../../web-pages/web-state.ts';
import { StorageTypeProto } from '../../wire/hdfs.ts';
import type { Datanode } from '../blocks/datanode.ts';
import type { JournalFigures } from '../metrics/name-node-figures.ts';
import { nameNodeFigures } from '../metrics/name-node-figures.ts';
import type { NameNode } from '../name-node.ts';

/** @param wallMs Unix time now @param startedMs of the process */
export function nameNodeState(node: NameNode, wallMs: number, startedMs: number): NameNodeState {
  const figures = nameNodeFigures(node);
  const nowMs = node.monotonicMs();
  const { self, registry } = node.options;
  const { blocks, fsn } = node;
  const counts = blocks.stats();
  const cluster = blocks.clusterStats(nowMs);
  const info = node.storageInfo;
  return {
    id: self.id, rpcAddress: `${self.rpc.host}:${node.rpcPort}`, httpAddress: `${self.http.host}:${node.httpPort}`,
    haState: figures.state, epoch: figures.epoch, lastTxid: figures.lastTxid, durableTxid: figures.durableTxid, lagMs: figures.standbyLagMs,
    nowMs: wallMs, startedMs, lastTransitionMs: node.ha.lastTransitionMs,
    checkpointTxid: node.mostRecentCheckpointTxid, checkpointMs: Math.round(wallMs - (nowMs - node.lastCheckpointMs)),
    version: softwareVersion, residentBytes: figures.usage.residentBytes, parkedCalls: figures.parkedCalls,
    leaseLeftMs: figures.lease === undefined || figures.lease.validMs <= 0 ? undefined : figures.lease.validMs,
    clusterId: info?.clusterId ?? '', blockPoolId: info?.blockPoolId ?? '',
    safeMode: { on: blocks.safeMode.on, ...blocks.safeMode.waiting(nowMs) },
    fileSystem: {
      inodes: fsn.namespace.inodeCount, blocks: counts.blocks, underReplicated: counts.underReplicated, missing: counts.missing, corrupt: counts.corrupt,
      pendingReplication: counts.pendingReplication, pendingDeletion: counts.pendingDeletion, filesUnderConstruction: fsn.namespace.leases.fileCount,
      capacityBytes: cluster.capacity, usedBytes: cluster.dfsUsed, nonDfsUsedBytes: cluster.nonDfsUsed, remainingBytes: cluster.remaining,
      liveDataNodes: cluster.live, deadDataNodes: cluster.dead, decommissioningDataNodes: cluster.decommissioning, failedVolumes: cluster.failedVolumes,
      staleDataNodes: [...blocks.registry.nodes].filter((each) => each.alive && nowMs - each.lastUpdateMs > registry.staleIntervalMs).length,
    },
    journals: figures.journals.map(journalView), startup: node.startup.steps(), failedDirectories: node.storage.failed.map(({ root }) => root),
    sample: node.metrics.samples.at(-1), lastEventId: node.metrics.events.list().at(-1)?.id ?? 0,
  };
}

function journalView(journal: JournalFigures): JournalView {
  const { name, healthy, outOfSync, ackedTxid, lagTxns, lagMs, writeMs, promisedEpoch, lastWriterEpoch, leasedTo, failure } = journal;
  return { name, healthy, outOfSync, ackedTxid, lagTxns, lagMs, writeMs, promisedEpoch, lastWriterEpoch, leasedTo, failure };
}

/** Events and samples of the last minutes. */
export function nodeHistory(node: NameNode): NodeHistory {
  return { events: node.metrics.events.list(), samples: node.metrics.samples.slice(-300) };
}

export function dataNodeStates(node: NameNode, wallMs: number): DataNodeState[] {
  const nowMs = node.monotonicMs();
  const { blocks } = node;
  return [...blocks.registry.nodes].filter((each) => !each.disallowed).map((each): DataNodeState => ({
    uuid: each.uuid, hostName: each.id.hostName, address: each.xferAddress, httpUrl: `http://${each.id.ipAddr}:${each.id.infoPort}`, rack: each.rack,
    state: stateOf(node, each, nowMs), capacityBytes: each.capacity, usedBytes: each.dfsUsed, nonDfsUsedBytes: each.nonDfsUsed, remainingBytes: each.remaining,
    blocks: blocks.blocksOf(each), xceivers: each.xceiverCount, failedVolumes: each.failedVolumes,
    storages: [...each.storages.values()].map((storage) => ({
      uuid: storage.uuid, type: Object.entries(StorageTypeProto).find(([, code]) => code === storage.type)?.[0] ?? '', capacityBytes: storage.capacity,
      usedBytes: storage.dfsUsed, failed: storage.state === 'failed',
    })),
    lastContactMs: Math.round(wallMs - (nowMs - each.lastUpdateMs)), lastReportMs: each.lastReportMs === 0 ? 0 : Math.round(wallMs - (nowMs - each.lastReportMs)),
    version: each.softwareVersion,
  })).sort((a, b) => (a.address < b.address ? -1 : 1));
}

function stateOf(node: NameNode, each: Datanode, nowMs: number): DataNodeState['state'] {
  if (node.blocks.registry.isDead(each, nowMs)) return 'dead';
  if (each.adminState !== 'normal') return each.adminState;
  return nowMs - each.lastUpdateMs > node.options.registry.staleIntervalMs ? 'stale' : 'live';
}

export function metricsState(node: NameNode): MetricsState {
  const figures = nameNodeFigures(node);
  const { usage } = figures;
  const operations = [...figures.operations].filter(([, { calls }]) => calls > 0).map(([name, each]): OperationState => ({
    name: name.replace(/^.*\.(?=[^.]+\.[^.]+$)/, ''), calls: each.calls, failures: each.failures, perSecond: figures.operationsPerSecond.get(name) ?? 0,
    meanMs: each.totalMs / each.calls, maxMs: each.maxMs,
  }));
  return {
    operations: operations.sort((a, b) => b.perSecond - a.perSecond || b.calls - a.calls),
    spreads: [
      { name: 'edit', unit: 'ms', doc: 'from an edit\'s append until a majority of the journals had it', spread: figures.editMs },
      { name: 'quorum', unit: 'ms', doc: 'a batch\'s way to a majority of the journals and back', spread: figures.quorumMs },
      { name: 'batch', unit: 'count', doc: 'edits that went to the journals together', spread: figures.batchEdits },
      { name: 'apply', unit: 'ms', doc: 'on a Standby, from the news that edits are durable until they were applied', spread: figures.applyMs },
      { name: 'parked', unit: 'ms', doc: 'how long calls were held for a NameNode that was about to be Active', spread: figures.parkedMs },
      { name: 'loop delay', unit: 'ms', doc: 'how late timers run: what a call may have to wait before it is looked at', spread: usage.loopDelay },
    ],
    figures: [
      { name: 'unsynced edits', value: figures.unsyncedEdits, unit: 'count', doc: 'edits that no majority has yet' },
      { name: 'parked calls', value: figures.parkedCalls, unit: 'count', doc: 'calls that wait for an Active' },
      { name: 'resident memory', value: usage.residentBytes, unit: 'bytes', doc: 'of the process' },
      { name: 'heap', value: usage.heapUsedBytes, unit: 'bytes', doc: `of ${Math.round(usage.heapLimitBytes / 2 ** 20)} MiB at most` },
      { name: 'outside the heap', value: usage.externalBytes, unit: 'bytes', doc: 'the namespace\'s columns among them' },
      { name: 'CPU', value: usage.userMs + usage.systemMs, unit: 'ms', doc: 'since the start' },
      { name: 'loop in use', value: usage.loopUtilization, unit: 'share', doc: 'part of the time since the start in which the loop had work' },
    ],
  };
}
