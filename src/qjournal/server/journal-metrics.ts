// What a journal counts, and its record. Answers to JournalMetrics.
import { Quantiles } from '../../base/quantiles.ts';
import type { Env } from '../../env/env.ts';
import { counters, gauges, real } from '../../metrics/metrics-record.ts';
import type { Metric, MetricsRecord } from '../../metrics/metrics-record.ts';
import type { JournalStatus } from './journal.ts';

/** Seconds of the windows that quantiles of syncs are given for. */
const windows = [60, 300, 3600] as const;
const shares = [0.5, 0.75, 0.9, 0.95, 0.99] as const;

export class JournalMetrics {
  batches = 0;
  batchesWhileLagging = 0;
  txns = 0;
  bytes = 0;
  /** Unix ms of the last batch; 0 before the first. */
  lastBatchMs = 0;
  /** Segments fetched from a peer. */
  segmentsFetched = 0;
  /** Times that a writer took it back into a segment in progress. */
  rejoins = 0;
  /** Final segments read by the scrubber, their bytes, and those that were replaced because they were damaged. */
  segmentsScrubbed = 0;
  bytesScrubbed = 0;
  segmentsRepaired = 0;
  /** Edits handed to readers over RPC, and questions that got none. */
  txnsServed = 0;
  bytesServed = 0;
  emptyAnswers = 0;
  /** Questions for edits that are not in the cache, and how many edits away they were. */
  cacheMisses = 0;
  cacheMissTxns = 0;
  /** Writes and syncs of edits, in ms. */
  readonly #syncs = windows.map((seconds) => new Quantiles(seconds * 1000));

  get syncs(): number {
    return this.#syncs[0]?.count ?? 0;
  }

  get syncMs(): number {
    return this.#syncs[0]?.sum ?? 0;
  }

  synced(tookMs: number, nowMs: number): void {
    for (const syncs of this.#syncs) syncs.record(tookMs, nowMs);
  }

  /** Quantiles of syncs, as Hadoop names them. */
  syncQuantiles(nowMs: number): Metric[] {
    return windows.flatMap((seconds, i) => {
      const { count = 0, values = [] } = this.#syncs[i]?.at(nowMs, shares) ?? {};
      return gauges([
        [`Syncs${seconds}sNumOps`, count, `Writes and syncs of edits within ${seconds} s.`],
        ...shares.map((share, k) => [`Syncs${seconds}s${share * 100}thPercentileLatencyMicros`, Math.round((values[k] ?? 0) * 1000), `What ${share * 100} of 100 of them took at most, in us.`] as const),
      ]);
    });
  }
}

export function journalRecord(env: Env, journalId: string, metrics: JournalMetrics, status: JournalStatus): MetricsRecord {
  return {
    bean: `Hadoop:service=JournalNode,name=Journal-${journalId}`, record: 'JournalNode',
    tags: { Context: 'dfs', JournalId: journalId, Hostname: env.hostName },
    metrics: [
      ...metrics.syncQuantiles(env.monotonicMs()),
      ...counters([['RpcRequestCacheMissAmountNumMisses', metrics.cacheMisses, 'Questions for edits that were not in memory.']]),
      ...gauges([['RpcRequestCacheMissAmountAvgTxns', real(metrics.cacheMisses === 0 ? 0 : metrics.cacheMissTxns / metrics.cacheMisses), 'How many edits away those were that were not in memory, on average.']]),
      ...counters([
        ['BatchesWritten', metrics.batches, 'Batches of edits written.'],
        ['BatchesWrittenWhileLagging', metrics.batchesWhileLagging, 'Batches written that a majority had already.'],
        ['BytesServedViaRpc', metrics.bytesServed, 'Bytes of edits that readers got over RPC.'],
        ['BytesWritten', metrics.bytes, 'Bytes of edits written.'],
        ['NumEditLogsSynced', metrics.segmentsFetched, 'Segments fetched from another JournalNode.'],
        // Ours.
        ['Rejoins', metrics.rejoins, 'Times that a writer took this JournalNode back into a segment in progress.'],
        ['SegmentsScrubbed', metrics.segmentsScrubbed, 'Final segments that were read to look for damage.'],
        ['BytesScrubbed', metrics.bytesScrubbed, 'Their bytes.'],
        ['SegmentsRepaired', metrics.segmentsRepaired, 'Damaged segments that were replaced from other JournalNodes.'],
        ['RpcEmptyResponses', metrics.emptyAnswers, 'Questions for edits that there were none for.'],
        ['TxnsServedViaRpc', metrics.txnsServed, 'Edits that readers got over RPC.'],
        ['TxnsWritten', metrics.txns, 'Edits written.'],
      ]),
      ...gauges([
        ['LastPromisedEpoch', status.promisedEpoch, 'The highest epoch promised.'],
        ['LastWriterEpoch', status.lastWriterEpoch, 'The epoch of the last writer.'],
        ['CurrentLagTxns', Math.max(0, status.committedTxId - status.highestWrittenTxId), 'Edits that a majority has and this JournalNode has not.'],
        ['LastJournalTimestamp', Math.round(metrics.lastBatchMs), 'When the last batch came, in Unix ms.'],
        ['LastWrittenTxId', status.highestWrittenTxId, 'The highest txid here.'],
        // Ours.
        ['SegmentsDamaged', status.segmentsDamaged, 'Segments that are damaged and not replaced yet.'],
        ['ListGeneration', status.listGeneration, 'Generation of the list of JournalNodes that is kept here; 0 while it is the configured one.'],
        ['CommittedTxId', status.committedTxId, 'The highest txid that is known to be on a majority.'],
      ]),
    ],
  };
}
