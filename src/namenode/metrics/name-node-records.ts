// A NameNode's metrics as records: under Hadoop's names what the NameNode and its clients did (NameNodeActivity), its state, its
// start, its retry cache and its JournalNodes, and under names of our own what Hadoop has no word for: the lease, parked calls,
// edits' and elections' latency, a Standby's lag. Answers to NameNodeMetrics, StartupProgressMetrics, RetryCacheMetrics and
// IPCLoggerChannelMetrics.
import { RecentMeans, absent, counters, gauges, rate, real, summary } from '../../metrics/metrics-record.ts';
import type { Metric, MetricsRecord, MetricsSource } from '../../metrics/metrics-record.ts';
import { serviceState } from '../ha/ha-state.ts';
import type { NameNode } from '../name-node.ts';
import { nameNodeFigures, unreadyReason } from './name-node-figures.ts';
import type { JournalFigures, NameNodeFigures } from './name-node-figures.ts';

const client = 'org.apache.hadoop.hdfs.protocol.ClientProtocol';
const datanode = 'org.apache.hadoop.hdfs.server.protocol.DatanodeProtocol';
/** NameNode.getNameNodeState. */
const stateNumbers = { INITIALIZING: 0, ACTIVE: 1, STANDBY: 2 } as const;

export function nameNodeRecords(node: NameNode, hostName: string): MetricsSource {
  const means = new RecentMeans();
  return () => {
    const figures = nameNodeFigures(node);
    return [
      activity(node, figures, hostName, means),
      {
        bean: 'Hadoop:service=NameNode,name=NameNode', record: 'NameNode', tags: { Context: 'dfs', Hostname: hostName },
        metrics: gauges([['NameNodeState', stateNumbers[serviceState(node.haState)], '0 initializing, 1 Active, 2 Standby.']]),
      },
      startup(node, hostName),
      {
        bean: 'Hadoop:service=NameNode,name=RetryCache.NameNodeRetryCache', record: 'RetryCache.NameNodeRetryCache', tags: { Context: 'rpc', Hostname: hostName },
        metrics: counters([
          ['CacheCleared', node.fsn.retryCache.counters.cleared, 'How often all of it was forgotten.'],
          ['CacheHit', node.fsn.retryCache.counters.hits, 'Repeated calls that got the answer of the first one.'],
          ['CacheUpdated', node.fsn.retryCache.counters.updated, 'Answers kept.'],
        ]),
      },
      ...figures.journals.map((journal) => journalRecord(journal, hostName)),
      ours(node, figures),
    ];
  };
}

function activity(node: NameNode, figures: NameNodeFigures, hostName: string, means: RecentMeans): MetricsRecord {
  const { metrics, fsn } = node;
  const nowMs = node.monotonicMs();
  const method = (name: string, protocol = client) => figures.operations.get(`${protocol}.${name}`) ?? { calls: 0, failures: 0, totalMs: 0 };
  const calls = (name: string): number => method(name).calls;
  const done = (name: string): number => method(name).calls - method(name).failures;
  const op = (...names: string[]): number => names.reduce((sum, name) => sum + (fsn.opCounts.get(name) ?? 0), 0);
  const timed = (name: string, count: number, totalMs: number, what: string): Metric[] => rate(name, count, means.mean(name, count, totalMs, nowMs), what);
  const { edits } = metrics;
  const copies = node.blocks.stats();
  const { editsApplied = 0, applyMs } = node.tailer ?? {};
  const report = method('blockReport', datanode);
  const renames = done('rename') + done('rename2');
  const infoOps = calls('getFileInfo') + calls('getFileLinkInfo');
  return {
    bean: 'Hadoop:service=NameNode,name=NameNodeActivity', record: 'namenode',
    tags: { ProcessName: 'NameNode', SessionId: null, Context: 'dfs', Hostname: hostName },
    metrics: [
      ...counters([
        ['AddBlockOps', calls('addBlock'), 'Blocks asked for by writers.'],
        ['BlockReceivedAndDeletedOps', method('blockReceivedAndDeleted', datanode).calls, 'Incremental block reports.'],
        ['CreateFileOps', done('create'), 'Files that clients created.'],
        ['CreateSymlinkOps', done('createSymlink'), 'Symbolic links made.'],
        ['DeleteFileOps', op('OP_DELETE'), 'Deletions that clients asked for.'],
        ['FileInfoOps', infoOps, 'Questions for the status of a path.'],
        ['FilesAppended', done('append'), 'Files opened to be appended to.'],
        ['FilesCreated', op('OP_ADD', 'OP_MKDIR', 'OP_SYMLINK'), 'Files and directories made.'],
        ['FilesDeleted', fsn.calls.deleted, 'Files and directories deleted, or replaced by others.'],
        ['FilesInGetListingOps', fsn.calls.listed, 'Entries in answered listings.'],
        ['FilesRenamed', renames, 'Renames.'],
        ['FilesTruncated', done('truncate'), 'Files truncated.'],
        ['GetAdditionalDatanodeOps', calls('getAdditionalDatanode'), 'DataNodes asked for by writers that lost one.'],
        ['GetBlockLocations', calls('getBlockLocations'), 'Files opened to be read.'],
        ['GetLinkTargetOps', calls('getLinkTarget'), 'Questions where a symbolic link leads.'],
        ['GetListingOps', calls('getListing'), 'Listings.'],
        ['NumTimesReReplicationNotScheduled', copies.copiesSourceless, 'How often a block that wants copies had no DataNode to copy it.'],
        ['SuccessfulReReplications', copies.copiesCompleted, 'Blocks whose awaited copies all arrived.'],
        ['TimeoutReReplications', copies.copiesTimedOut, 'Blocks whose copies did not arrive in time.'],
        ['TransactionsBatchedInSync', Math.max(0, edits.edits - edits.quorumMs.count), 'Edits that shared the batch of another one.'],
      ]),
      ...absent('counter', `AllowSnapshotOps BlockOpsBatched CreateSnapshotOps DeleteSnapshotOps DisallowSnapshotOps ListSnapshotOps ListSnapshottableDirOps
        RenameSnapshotOps SnapshotDiffReportOps`),
      ...timed('Syncs', edits.quorumMs.count, edits.quorumMs.sum, 'batches of edits on their way to the journals and back'),
      ...timed('Transactions', edits.edits, 0, 'edits'),
      ...timed('EditLogFetchTime', applyMs?.count ?? 0, 0, 'reads of edits'),
      ...timed('EditLogTailTime', applyMs?.count ?? 0, applyMs?.sum ?? 0, 'applications of edits that were read'),
      ...timed('EditLogTailInterval', applyMs?.count ?? 0, 0, 'reads of edits, apart'),
      ...counters([['NumEditLogLoadedNumOps', applyMs?.count ?? 0, 'Batches of edits read along.']]),
      ...gauges([['NumEditLogLoadedAvgCount', real((applyMs?.count ?? 0) === 0 ? 0 : editsApplied / (applyMs?.count ?? 1)), 'Edits in a batch that was read along, on average.']]),
      ...timed('StorageBlockReport', report.calls, report.totalMs, 'full block reports'),
      ...timed('GetImage', metrics.imagesSent.count, metrics.imagesSent.sum, 'images handed out'),
      ...timed('PutImage', metrics.imagesReceived.count, metrics.imagesReceived.sum, 'images received'),
      ...['CacheReport', 'GenerateEDEKTime', 'GetAliasMap', 'GetEdit', 'ResourceCheckTime', 'WarmUpEDEKTime'].flatMap((name) => [...absent('counter', `${name}NumOps`), ...absent('gauge', `${name}AvgTime`)]),
      ...gauges([
        ['BlockOpsQueued', 0, 'Always 0: reports are not queued.'],
        ['DeleteBlocksQueued', 0, 'Always 0: deletions are not queued by block.'],
        ['FsImageLoadTime', Math.round(metrics.startup.loadMs), 'Time that loading image and edits took, in ms.'],
        ['PendingDeleteBlocksCount', 0, 'Always 0: blocks of deleted files are given back in slices.'],
        ['PendingEditsCount', figures.unsyncedEdits, 'Edits that are not durable yet.'],
        ['SafeModeTime', Math.round(metrics.startup.safeModeMs), 'How long the start stayed in safe mode, in ms.'],
        ['TotalFileOps', calls('getBlockLocations') + done('create') + calls('getListing') + renames + op('OP_DELETE') + infoOps + calls('addBlock') + calls('getLinkTarget') + done('createSymlink'), 'Operations on files.'],
      ]),
    ],
  };
}

function startup(node: NameNode, hostName: string): MetricsRecord {
  const { imageMs, editsMs, safeModeMs, image, edits } = node.metrics.startup;
  const phase = (name: string, count: number, elapsedMs: number, done: boolean, what: string): Metric[] => [
    ...counters([
      [`${name}Count`, count, `What was done of ${what}.`],
      [`${name}ElapsedTime`, Math.round(elapsedMs), `Time spent ${what}, in ms.`],
      [`${name}Total`, count, `What there is to do of ${what}.`],
    ]),
    ...gauges([[`${name}PercentComplete`, real(done ? 1 : 0), `How far ${what} is, 0 to 1.`]]),
  ];
  const { safeMode } = node.blocks;
  const loaded = node.haState !== 'Loading';
  return {
    bean: 'Hadoop:service=NameNode,name=StartupProgress', record: 'StartupProgress', tags: { Hostname: hostName },
    metrics: [
      ...counters([['ElapsedTime', Math.round(imageMs + editsMs + safeModeMs), 'Time since the start began, or that it took, in ms.']]),
      ...gauges([['PercentComplete', real(loaded ? (safeMode.inStartup ? 0.75 : 1) : 0), 'How far the start is, 0 to 1.']]),
      ...phase('LoadingFsImage', image, imageMs, loaded, 'loading the image'),
      ...phase('LoadingEdits', edits, editsMs, loaded, 'replaying edits'),
      ...phase('SavingCheckpoint', 0, 0, loaded, 'saving a checkpoint'),
      ...phase('SafeMode', 0, safeModeMs, !safeMode.inStartup, 'waiting in safe mode'),
    ],
  };
}

function journalRecord(journal: JournalFigures, hostName: string): MetricsRecord {
  const labels = { journalnode: journal.name };
  // Hadoop's page has one line for all JournalNodes; ours says which one it is of.
  const gauge = (name: string, value: number, help: string): Metric => ({ name, kind: 'gauge', value, help, labels });
  return {
    bean: `Hadoop:service=NameNode,name=IPCLoggerChannel-${journal.name.replaceAll(':', '-')}`, record: 'NameNode',
    tags: { Context: 'dfs', IsOutOfSync: String(journal.outOfSync), Hostname: hostName },
    metrics: [
      gauge('QueuedEditsSize', Math.round(journal.queuedBytes / 2 ** 20), 'Edits that wait for this JournalNode, in MB.'),
      gauge('LagTimeMillis', Math.round(journal.lagMs), 'How long edits have been waiting for its answer, in ms.'),
      gauge('CurrentLagTxns', journal.lagTxns, 'Edits that a majority has and it has not.'),
    ],
  };
}

function ours(node: NameNode, figures: NameNodeFigures): MetricsRecord {
  const { metrics, ha } = node;
  const { lease } = figures;
  const named = (journal: JournalFigures, name: string, value: number, help: string): Metric => ({ name, kind: 'gauge', value, help, labels: { journalnode: journal.name } });
  const perJournal = figures.journals.flatMap((journal) => [
    named(journal, 'quorate_journal_healthy', journal.healthy ? 1 : 0, 'Whether the JournalNode answers and takes edits.'),
    named(journal, 'quorate_journal_acked_txid', journal.ackedTxid, 'The last txid that the JournalNode acknowledged to this NameNode.'),
    ...(journal.promisedEpoch === undefined ? [] : [named(journal, 'quorate_journal_promised_epoch', journal.promisedEpoch, 'The epoch that the JournalNode has promised.')]),
    named(journal, 'quorate_journal_write_p99_seconds', journal.writeMs.p99 / 1000, 'From the sending of edits until the JournalNode had written them, within the last minute.'),
  ]);
  const { parkedMs, tailer } = node;
  return {
    bean: undefined, record: '', tags: {},
    metrics: [
      ...gauges([
        ['quorate_active', node.haState === 'Active' ? 1 : 0, 'Whether this NameNode is Active.'],
        ['quorate_ready', unreadyReason(node) === undefined ? 1 : 0, 'Whether this NameNode serves, or would serve at once if it were elected.'],
        ['quorate_epoch', figures.epoch, 'The epoch of this NameNode\'s reign, 0 without one.'],
        ['quorate_parked_calls', figures.parkedCalls, 'Calls that wait for this NameNode to become Active.'],
        ['quorate_unsynced_edits', figures.unsyncedEdits, 'Edits that are not on a majority yet.'],
        ['quorate_standby_lag_seconds', figures.standbyLagMs / 1000, 'How far a Standby is behind the durable end of the journal; 0 of an Active.'],
        ['quorate_last_checkpoint_age_seconds', (node.monotonicMs() - node.lastCheckpointMs) / 1000, 'Since the newest image was made or received.'],
      ]),
      ...(lease === undefined || figures.state !== 'Active' ? [] : gauges([
        ['quorate_lease_age_seconds', lease.ageMs / 1000, 'Since a majority last renewed the active lease.'],
        ['quorate_lease_valid_seconds', lease.validMs / 1000, 'How long the active lease is trusted from now on.'],
        ['quorate_reads_unleased', lease.unleased ? 1 : 0, 'Whether reads rest on the fencing of the last Active alone: a JournalNode grants no leases.'],
      ])),
      ...counters([
        ['quorate_reads_total', figures.reads, 'Reads of the namespace.'],
        ['quorate_writes_total', figures.writes, 'Mutations of the namespace.'],
        ['quorate_edits_total', metrics.edits.edits, 'Edits that became durable.'],
        ['quorate_edit_bytes_total', metrics.edits.bytes, 'Bytes of the edits that became durable.'],
        ['quorate_edits_applied_total', tailer?.editsApplied ?? 0, 'Edits that this NameNode has read along as a Standby.'],
      ]),
      ...summary('quorate_edit_latency_seconds', figures.editMs, metrics.edits.editMs, 'From the append of a batch\'s first edit until a majority of the journals had it.'),
      ...summary('quorate_quorum_latency_seconds', figures.quorumMs, metrics.edits.quorumMs, 'A batch\'s way to a majority of the journals and back.'),
      ...summary('quorate_batch_edits', figures.batchEdits, metrics.edits.batchEdits, 'Edits in a batch.', 1),
      ...summary('quorate_parked_seconds', figures.parkedMs, parkedMs, 'How long calls waited for this NameNode to become Active.'),
      ...summary('quorate_election_seconds', ha.promotionMs.over(node.monotonicMs()), ha.promotionMs, 'How long it took this NameNode to become Active, within the last hour.'),
      ...(tailer === undefined ? [] : summary('quorate_standby_apply_seconds', figures.applyMs, tailer.applyMs, 'From the news that edits are durable until a Standby had applied them.')),
      ...perJournal,
    ],
  };
}
