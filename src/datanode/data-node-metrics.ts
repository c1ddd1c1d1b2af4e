// What a DataNode counts: bytes and blocks that go in and out, operations, reports. Its record, and that of its volumes. Answers to
// DataNodeMetrics and the FSDatasetState metrics.
import type { OpName } from '../data-transfer/op-codes.ts';
import type { Env, Socket } from '../env/env.ts';
import { absent, counters, gauges, rate } from '../metrics/metrics-record.ts';
import type { Metric, MetricsRecord, RecentMeans } from '../metrics/metrics-record.ts';

/** How often, and how long it took, in ms. */
export interface Timed {
  count: number;
  ms: number;
}

const timedOps = { READ_BLOCK: 'ReadBlockOp', WRITE_BLOCK: 'WriteBlockOp', BLOCK_CHECKSUM: 'BlockChecksumOp', COPY_BLOCK: 'CopyBlockOp', REPLACE_BLOCK: 'ReplaceBlockOp' } as const;
type TimedOp = keyof typeof timedOps;
const talks = ['BlockReports', 'CacheReports', 'Heartbeats', 'HeartbeatsTotal', 'IncrementalBlockReports', 'Lifelines'] as const;
export type Talk = (typeof talks)[number];

export class DataNodeMetrics {
  bytesRead = 0;
  blocksRead = 0;
  readsLocal = 0;
  readsRemote = 0;
  remoteBytesRead = 0;
  readMs = 0;
  bytesWritten = 0;
  blocksWritten = 0;
  writesLocal = 0;
  writesRemote = 0;
  remoteBytesWritten = 0;
  writeMs = 0;
  blocksReplicated = 0;
  blocksRemoved = 0;
  networkErrors = 0;
  commands = 0;
  readonly ops: Record<TimedOp, Timed> = { READ_BLOCK: zero(), WRITE_BLOCK: zero(), BLOCK_CHECKSUM: zero(), COPY_BLOCK: zero(), REPLACE_BLOCK: zero() };
  /** What was said to NameNodes: to all of them, and to each by nameservice-id. */
  readonly #talks = new Map<string, Record<Talk, Timed>>([['', noTalks()]]);

  served(op: OpName, tookMs: number): void {
    if (!(op in timedOps)) return;
    const timed = this.ops[op as TimedOp];
    timed.count++;
    timed.ms += tookMs;
  }

  /** A replica's bytes went out to a client or another DataNode. */
  read(socket: Socket, bytes: number, tookMs: number): void {
    this.blocksRead++;
    this.bytesRead += bytes;
    this.readMs += tookMs;
    if (isLocal(socket)) this.readsLocal++;
    else {
      this.readsRemote++;
      this.remoteBytesRead += bytes;
    }
  }

  /** A replica came in. */
  wrote(socket: Socket, fromClient: boolean, bytes: number, tookMs: number): void {
    this.blocksWritten++;
    this.bytesWritten += bytes;
    this.writeMs += tookMs;
    const local = isLocal(socket);
    if (!local) this.remoteBytesWritten += bytes;
    if (!fromClient) return;
    if (local) this.writesLocal++;
    else this.writesRemote++;
  }

  /** @param to nameservice-id of the NameNode */
  talked(what: Talk, to: string, tookMs: number): void {
    let known = this.#talks.get(to);
    if (known === undefined) this.#talks.set(to, (known = noTalks()));
    for (const timed of [this.#talks.get('')?.[what], known[what]]) {
      if (timed === undefined) continue;
      timed.count++;
      timed.ms += tookMs;
    }
  }

  /** Of all NameNodes with '', else of one; and whose there are. */
  talks(to: string): Readonly<Record<Talk, Timed>> {
    return this.#talks.get(to) ?? noTalks();
  }

  get nameNodes(): string[] {
    return [...this.#talks.keys()].filter((name) => name !== '');
  }
}

/** The record, of a DataNode that is called `name` (host-port). */
export function dataNodeActivity(env: Env, name: string, metrics: DataNodeMetrics, means: RecentMeans, now: { readonly xceivers: number; readonly pendingReports: number }): MetricsRecord {
  const nowMs = env.monotonicMs();
  const timed = (label: string, { count, ms }: Timed, what: string): Metric[] => rate(label, count, means.mean(label, count, ms, nowMs), what);
  const talksTo = (to: string, suffix: string, about: string): Metric[] => talks.filter((talk) => to === '' || (talk !== 'CacheReports' && talk !== 'Lifelines'))
    .flatMap((talk) => timed(`${talk}${suffix}`, metrics.talks(to)[talk], `${talk}${about}`));
  return {
    bean: `Hadoop:service=DataNode,name=DataNodeActivity-${name}`, record: 'datanode', tags: { SessionId: null, Context: 'dfs', Hostname: env.hostName },
    metrics: [
      ...talksTo('', '', ', to all NameNodes'),
      ...metrics.nameNodes.flatMap((to) => talksTo(to, `For${to}`, ` to ${to}`)),
      ...(Object.keys(timedOps) as TimedOp[]).flatMap((op) => timed(timedOps[op], metrics.ops[op], `operations ${op}`)),
      ...counters([
        ['BlocksRead', metrics.blocksRead, 'Replicas sent.'],
        ['BlocksRemoved', metrics.blocksRemoved, 'Replicas deleted.'],
        ['BlocksReplicated', metrics.blocksReplicated, 'Replicas copied to other DataNodes.'],
        ['BlocksWritten', metrics.blocksWritten, 'Replicas received.'],
        ['BytesRead', metrics.bytesRead, 'Bytes of replicas sent, checksums included.'],
        ['BytesWritten', metrics.bytesWritten, 'Bytes of replicas received.'],
        ['DatanodeNetworkErrors', metrics.networkErrors, 'Operations ended by the network.'],
        ['NumProcessedCommands', metrics.commands, 'Orders of NameNodes carried out.'],
        ['ReadsFromLocalClient', metrics.readsLocal, 'Reads from this host.'],
        ['ReadsFromRemoteClient', metrics.readsRemote, 'Reads from elsewhere.'],
        ['RemoteBytesRead', metrics.remoteBytesRead, 'Bytes sent to elsewhere.'],
        ['RemoteBytesWritten', metrics.remoteBytesWritten, 'Bytes received from elsewhere.'],
        ['TotalReadTime', Math.round(metrics.readMs), 'Time spent sending replicas, in ms.'],
        ['TotalWriteTime', Math.round(metrics.writeMs), 'Time spent receiving replicas, in ms.'],
        ['WritesFromLocalClient', metrics.writesLocal, 'Writes by clients of this host.'],
        ['WritesFromRemoteClient', metrics.writesRemote, 'Writes by clients elsewhere.'],
      ]),
      ...absent('counter', 'BlockVerificationFailures BlocksCached BlocksGetLocalPathInfo BlocksUncached BlocksVerified FsyncCount VolumeFailures SumOfActorCommandQueueLength'),
      ...gauges([
        ['BlocksInPendingIBR', now.pendingReports, 'Replicas that NameNodes have not been told of yet.'],
        ['DataNodeActiveXceiversCount', now.xceivers, 'Connections to the streaming port that are being served.'],
      ]),
    ],
  };
}

export interface VolumeFigures {
  readonly paths: readonly string[];
  readonly capacity: number;
  readonly dfsUsed: number;
  readonly remaining: number;
  readonly failedPaths: readonly string[];
}

/** FSDatasetState as a record; its attributes as a bean of the storage's own are the same. */
export function datasetRecord(env: Env, volumes: VolumeFigures): MetricsRecord {
  return {
    bean: 'Hadoop:service=DataNode,name=FSDatasetState', record: 'org.apache.hadoop.hdfs.server.datanode.fsdataset.impl.FsDatasetImpl',
    tags: { Context: 'FSDatasetState', StorageInfo: storageInfo(volumes), Hostname: env.hostName },
    metrics: [
      ...gauges([
        ['Capacity', volumes.capacity, 'Capacity of the data directories, in bytes.'],
        ['DfsUsed', volumes.dfsUsed, 'What HDFS takes of the data directories, in bytes.'],
        ['Remaining', volumes.remaining, 'What is left of the data directories, in bytes.'],
        ['NumFailedVolumes', volumes.failedPaths.length, 'Data directories that cannot be used.'],
      ]),
      ...absent('gauge', `LastVolumeFailureDate EstimatedCapacityLostTotal CacheUsed CacheCapacity NumBlocksCached NumBlocksFailedToCache NumBlocksFailedToUnCache
        LastDirectoryScannerFinishTime PendingAsyncDeletions`),
    ],
  };
}

export function storageInfo(volumes: VolumeFigures): string {
  return `FSDataset{dirpath='[${volumes.paths.join(', ')}]'}`;
}

function zero(): Timed {
  return { count: 0, ms: 0 };
}

function noTalks(): Record<Talk, Timed> {
  return { BlockReports: zero(), CacheReports: zero(), Heartbeats: zero(), HeartbeatsTotal: zero(), IncrementalBlockReports: zero(), Lifelines: zero() };
}

function isLocal(socket: Socket): boolean {
  return socket.remoteAddress === socket.localAddress;
}
