// Hadoop's intervals as tests want them: what takes a cluster of machines minutes to notice is noticed in about a second.
// Still long enough that a test process which stands still for half a second upsets nobody.

/** Properties of every daemon of a test cluster; those of its options come on top. A DataNode is dead after 1.2 s of silence. */
export const testTimings: Readonly<Record<string, string>> = {
  'dfs.heartbeat.interval': '100ms',
  'dfs.namenode.heartbeat.recheck-interval': '100ms',
  'dfs.namenode.stale.datanode.interval': '600ms',
  'dfs.namenode.redundancy.interval.seconds': '100ms',
  'dfs.namenode.reconstruction.pending.timeout-sec': '5s',
  'dfs.namenode.replication.max-streams': '20',
  'dfs.namenode.replication.max-streams-hard-limit': '40',
  'dfs.namenode.replication.work.multiplier.per.iteration': '20',
  'dfs.namenode.fs-limits.min-block-size': '512',
};

/** Properties of its clients as well. */
export const clientTimings: Readonly<Record<string, string>> = {
  'dfs.client.socket-timeout': '5000',
};
