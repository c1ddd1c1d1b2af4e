import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Quantiles } from '../base/quantiles.ts';
import { JavaReal } from '../protocol/java-text.ts';
import { RecentMeans, counters, gauges, rate, summary } from './metrics-record.ts';
import { prometheusName, prometheusText } from './prometheus.ts';

test('names are split into words as Hadoop splits them', () => {
  const names: readonly (readonly [string, string, string])[] = [
    ['namenode', 'SyncsNumOps', 'namenode_syncs_num_ops'],
    ['FSNamesystem', 'CapacityTotalGB', 'fs_namesystem_capacity_total_gb'],
    ['rpc', 'RpcEnQueueTimeAvgTime', 'rpc_rpc_en_queue_time_avg_time'],
    ['JournalNode', 'Syncs60s50thPercentileLatencyMicros', 'journal_node_syncs60s50th_percentile_latency_micros'],
    ['RetryCache.NameNodeRetryCache', 'CacheHit', 'retry_cache_name_node_retry_cache_cache_hit'],
    ['org.apache.hadoop.hdfs.server.datanode.fsdataset.impl.FsDatasetImpl', 'NumBlocksFailedToUnCache', 'org_apache_hadoop_hdfs_server_datanode_fsdataset_impl_fs_dataset_impl_num_blocks_failed_to_un_cache'],
    ['datanode', 'HeartbeatsForns1-nn1NumOps', 'datanode_heartbeats_forns1_nn1_num_ops'],
    ['namenode', 'GenerateEDEKTimeNumOps', 'namenode_generate_edek_time_num_ops'],
    ['', 'quorate_edits_total', 'quorate_edits_total'],
  ];
  for (const [record, metric, name] of names) assert.equal(prometheusName(record, metric), name);
});

test('a page: each name described once, labels escaped, a summary with its count and sum', () => {
  const edits = new Quantiles();
  edits.record(2, 0);
  const tags = { Context: 'dfs', SessionId: null, TotalSyncTimes: '12 ' };
  const page = prometheusText([
    { bean: undefined, record: 'namenode', tags, metrics: [...rate('Syncs', 3, 1.5, 'syncs'), ...gauges([['Load', new JavaReal(0), 'Load.']])] },
    { bean: undefined, record: '', tags: {}, metrics: [{ name: 'q', kind: 'gauge', value: 1, help: 'Of two.', labels: { of: 'a"b\\' } }, { name: 'q', kind: 'gauge', value: 2, help: 'Of two.', labels: { of: 'c' } }] },
    { bean: undefined, record: '', tags: {}, metrics: [...summary('wait_seconds', edits.over(0), edits, 'Waits.'), ...counters([['n_count', 4, 'No summary.']])] },
  ]);
  assert.equal(page, `# HELP namenode_syncs_num_ops Number of syncs.
# TYPE namenode_syncs_num_ops counter
namenode_syncs_num_ops{context="dfs",sessionid="null"} 3
# HELP namenode_syncs_avg_time Mean time of syncs, in ms.
# TYPE namenode_syncs_avg_time gauge
namenode_syncs_avg_time{context="dfs",sessionid="null"} 1.5
# HELP namenode_load Load.
# TYPE namenode_load gauge
namenode_load{context="dfs",sessionid="null"} 0.0
# HELP q Of two.
# TYPE q gauge
q{of="a\\"b\\\\"} 1
q{of="c"} 2
# HELP wait_seconds Waits.
# TYPE wait_seconds summary
wait_seconds{quantile="0.5"} 0.001984
wait_seconds{quantile="0.9"} 0.001984
wait_seconds{quantile="0.99"} 0.001984
wait_seconds_count 1
wait_seconds_sum 0.002
# HELP n_count No summary.
# TYPE n_count counter
n_count 4
`);
});

test('a mean is of what came since the last look that brought something', () => {
  const means = new RecentMeans();
  assert.equal(means.mean('a', 10, 100, 0), 10);
  assert.equal(means.mean('a', 12, 200, 5000), 10);
  assert.equal(means.mean('a', 12, 200, 10_000), 50);
  assert.equal(means.mean('a', 12, 200, 60_000), 50);
  assert.equal(means.mean('a', 13, 203, 61_000), 3);
});
