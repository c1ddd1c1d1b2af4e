// The DataNode's web port: a page that says what it is, the beans that tools look for, and what every daemon answers.
// Answers to DatanodeHttpServer and DataNodeMXBean.
import type { Env } from '../env/env.ts';
import type { DaemonNotes } from '../metrics/daemon-notes.ts';
import type { Bean, BeanValue } from '../metrics/jmx.ts';
import { RecentMeans } from '../metrics/metrics-record.ts';
import type { MetricsSource } from '../metrics/metrics-record.ts';
import { softwareVersion } from '../protocol/storage-info.ts';
import type { Configuration } from '../conf/configuration.ts';
import { commonServlets } from '../servlets/common-servlets.ts';
import { NNHAStatusHeartbeatProto_State as HaState } from '../wire/hdfs-server.ts';
import { PageFiles } from '../web-pages/page-files.ts';
import { jsonAnswer } from '../web-pages/page-request.ts';
import type { BPOfferService } from './bp-offer-service.ts';
import { dataNodeState } from './data-node-state.ts';
import { dataNodeActivity, datasetRecord, storageInfo } from './data-node-metrics.ts';
import type { DataNodeMetrics, VolumeFigures } from './data-node-metrics.ts';

/** The DataNode as its pages show it. */
export interface ShownDataNode {
  readonly datanodeUuid: string;
  /** That it registers with. */
  readonly hostName: string;
  readonly port: number;
  readonly ipcPort: number;
  readonly httpPort: number;
  readonly uptimeMs: number;
  readonly xceiverCount: number;
  readonly xmitsInProgress: number;
  readonly services: readonly BPOfferService[];
  readonly metrics: DataNodeMetrics;
  /** Data directories that could not be used at the start. */
  readonly failedPaths: readonly string[];
  readonly conf: Configuration | undefined;
  /** What was logged lately. */
  readonly notes: DaemonNotes | undefined;
  /** Metrics of its RPC server. */
  readonly rpcRecords: MetricsSource;
}

export function dataNodePages(env: Env, node: ShownDataNode): (request: Request) => Promise<Response> {
  const files = new PageFiles(env, 'datanode');
  const means = new RecentMeans();
  const common = commonServlets(env, {
    daemon: 'DataNode', conf: node.conf, beans: () => dataNodeBeans(env, node), health: () => ({ unready: unready(node), active: undefined, state: 'running' }),
    sources: [
      () => [
        dataNodeActivity(env, `${node.hostName}-${node.port}`, node.metrics, means, { xceivers: node.xceiverCount, pendingReports: node.services.reduce((sum, { actors }) => sum + actors.reduce((all, actor) => all + actor.reports.size, 0), 0) }),
        datasetRecord(env, volumesOf(node)),
      ],
      node.rpcRecords,
    ],
  });
  return async (request) => {
    const answered = common(request);
    if (answered !== undefined) return answered;
    const url = new URL(request.url);
    if (url.pathname === '/web/state') return jsonAnswer(dataNodeState(env, node));
    if (url.pathname === '/web/logs') return jsonAnswer(node.notes?.tail.list(Number(url.searchParams.get('after') ?? 0)) ?? []);
    if (url.pathname.startsWith('/assets/')) return files.asset(request);
    if (url.pathname !== '/' && url.pathname !== '/datanode.html' && url.pathname !== '/index.html') return new Response('Not found\n', { status: 404 });
    return files.page();
  };
}

/** Why it stores nothing for anybody now. */
function unready(node: ShownDataNode): string | undefined {
  if (node.services.length === 0) return 'it has no nameservice';
  return node.services.some((service) => service.registered) ? undefined : 'no NameNode has registered it yet';
}

function volumesOf(node: ShownDataNode): VolumeFigures {
  const pools = node.services.flatMap((service) => (service.pool === undefined ? [] : [service.pool]));
  const slices = pools.flatMap((pool) => pool.slices.map((slice) => ({ slice, pool })));
  // Pools share their directories, and so the capacity.
  const byPath = new Map(slices.map((each) => [each.slice.directory.path, each]));
  const total = (of: (each: (typeof slices)[number]) => number): number => [...byPath.values()].reduce((sum, each) => sum + of(each), 0);
  return {
    paths: [...byPath.keys()], failedPaths: node.failedPaths, capacity: total(({ pool, slice }) => pool.capacityBytes(slice)),
    dfsUsed: slices.reduce((sum, { slice }) => sum + slice.usedBytes, 0), remaining: total(({ pool, slice }) => pool.availableBytes(slice)),
  };
}

function dataNodeBeans(env: Env, node: ShownDataNode): Bean[] {
  const dataset = (): Record<string, BeanValue> => {
    const volumes = volumesOf(node);
    return {
      Remaining: volumes.remaining, Capacity: volumes.capacity, DfsUsed: volumes.dfsUsed, CacheCapacity: 0, CacheUsed: 0, StorageInfo: storageInfo(volumes), LastVolumeFailureDate: 0,
      NumFailedVolumes: volumes.failedPaths.length, FailedStorageLocations: volumes.failedPaths, EstimatedCapacityLostTotal: 0, NumBlocksCached: 0, NumBlocksFailedToCache: 0,
      NumBlocksFailedToUncache: 0, LastDirScannerFinishTime: 0, PendingAsyncDeletions: 0,
    };
  };
  return [
    { name: 'Hadoop:service=DataNode,name=DataNodeInfo', modelerType: 'org.apache.hadoop.hdfs.server.datanode.DataNode', attributes: () => info(env, node) },
    { name: `Hadoop:service=DataNode,name=FSDatasetState-${node.datanodeUuid}`, modelerType: 'org.apache.hadoop.hdfs.server.datanode.fsdataset.impl.FsDatasetImpl', attributes: dataset },
  ];
}

function info(env: Env, node: ShownDataNode): Record<string, BeanValue> {
  const seconds = (sinceMs: number): string => String(sinceMs === 0 ? 0 : Math.max(0, Math.floor((env.monotonicMs() - sinceMs) / 1000)));
  const actors = node.services.flatMap((service) => service.actors.map((actor) => ({
    NamenodeAddress: actor.name, NamenodeHaState: haName(actor.haState), BlockPoolID: service.namespace?.blockPoolId ?? '',
    ActorState: actor.state.toUpperCase().replace('-', '_'), LastHeartbeat: seconds(actor.lastHeartbeatMs), LastHeartbeatResponseTime: seconds(actor.lastHeartbeatMs),
    LastBlockReport: String(Math.floor(Number(seconds(actor.lastFullReportMs)) / 60)), maxBlockReportSize: '0', maxDataLength: '134217728', isSlownode: 'false',
  })));
  const pools = node.services.flatMap((service) => (service.pool === undefined ? [] : [service.pool]));
  const volumes = Object.fromEntries(pools.flatMap((pool) => pool.slices.map((slice) => [slice.directory.path, {
    numBlocks: pool.size, usedSpace: slice.usedBytes, freeSpace: pool.availableBytes(slice), reservedSpace: 0, storageType: slice.type, reservedSpaceForReplicas: slice.reservedBytes,
  }])));
  const namespaces = node.services.flatMap((service) => (service.namespace === undefined ? [] : service.actors.map((actor) => [actor.address.host, service.namespace?.blockPoolId ?? ''] as const)));
  return {
    Version: `${softwareVersion}, quorate`, SoftwareVersion: softwareVersion, XceiverCount: node.xceiverCount, XmitsInProgress: node.xmitsInProgress, ActiveTransferThreadCount: node.xmitsInProgress,
    SecurityEnabled: false, DataPort: String(node.port), RpcPort: String(node.ipcPort), HttpPort: String(node.httpPort), ClusterId: node.services[0]?.namespace?.clusterId ?? '',
    DatanodeHostname: node.hostName, DatanodeUuid: node.datanodeUuid, NamenodeAddresses: JSON.stringify(Object.fromEntries(namespaces)), BPServiceActorInfo: JSON.stringify(actors),
    VolumeInfo: JSON.stringify(volumes), DatanodeNetworkCounts: [], DiskBalancerStatus: '', SlowDisks: null, SendPacketDownstreamAvgInfo: null, DNStartedTimeInMillis: Math.round(env.wallMs() - node.uptimeMs),
  };
}

function haName(state: HaState | undefined): string {
  return Object.entries(HaState).find(([, value]) => value === state)?.[0].toLowerCase() ?? '';
}
