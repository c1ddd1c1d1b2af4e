// What `import { startCluster } from 'quorate/testing'` gives: an HDFS cluster inside a test.
export { startCluster } from './start-cluster.ts';
export type { ClusterOptions } from './start-cluster.ts';
export type { DaemonState, LogLine, TestCluster, WaitOptions } from './test-cluster.ts';
export type { CutKind } from './cables.ts';
export type { Client, ClientOptions } from '../api/client.ts';
