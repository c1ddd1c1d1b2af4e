// The NameNode as its web server sees it: images, fsck, beans.
import type { Configuration } from '../../conf/configuration.ts';
import type { Env } from '../../env/env.ts';
import type { MetricsSource } from '../../metrics/metrics-record.ts';
import { rpcRecords } from '../../rpc/rpc-records.ts';
import type { RpcServer } from '../../rpc/rpc-server.ts';
import type { Call } from '../../rpc/service.ts';
import { purgeOldStorage } from '../fsimage/image-retention.ts';
import { serviceState } from '../ha/ha-state.ts';
import { isLeased, unreadyReason } from '../metrics/name-node-figures.ts';
import { nameNodeRecords } from '../metrics/name-node-records.ts';
import type { NameNode } from '../name-node.ts';
import type { NameNodeView } from './name-node-http.ts';

/** A read that came over HTTP: nobody's retry, nobody's connection. */
function webCall(user: string): Call {
  return {
    protocol: 'http', method: 'GET', clientId: new Uint8Array(0), callId: -1, retryCount: -1, user: { user }, remoteAddress: '127.0.0.1', remotePort: 0,
    clientStateId: undefined, connected: true, onDisconnect: () => {},
  };
}

/** @param startedMs wall time of the process's start */
export function nameNodeView(env: Env, node: NameNode, startedMs: number, conf: Configuration | undefined): NameNodeView {
  const { options } = node;
  // Servers begin to listen after this one.
  const perServer = new Map<RpcServer, MetricsSource>();
  const recordsOf = (server: RpcServer): MetricsSource => {
    const known = perServer.get(server) ?? rpcRecords(env, server, { daemon: 'NameNode', serverName: 'ClientNamenodeProtocol' });
    perServer.set(server, known);
    return known;
  };
  return {
    conf,
    sources: [nameNodeRecords(node, env.hostName), () => node.rpcServers.flatMap((server) => recordsOf(server)())],
    health: () => ({ unready: unreadyReason(node), active: isLeased(node), state: node.haState.toLowerCase() }),
    imageMoved: (what, ms) => (what === 'GetImage' ? node.metrics.imagesSent : node.metrics.imagesReceived).record(ms, env.monotonicMs()),
    storage: node.storage,
    get storageInfo() {
      return node.namespaceInfo;
    },
    get serviceState() {
      return serviceState(node.haState);
    },
    get durableTxid() {
      return node.fsn.open?.edits.durableTxid ?? node.fsn.lastAppliedTxid;
    },
    get loaded() {
      return node.loaded;
    },
    crossOrigin: options.crossOrigin,
    checkpoint: options.checkpoint,
    imageBytesPerSecond: options.imageBytesPerSecond,
    imageTransferTimeoutMs: options.imageTransferTimeoutMs,
    noteCheckpoint: (txid) => node.noteCheckpoint(txid),
    purgeOldStorage: () => {
      const writer = node.haState === 'Active' ? node.journal : undefined;
      return purgeOldStorage(env, node.storage, writer, options.retention);
    },
    readAs: (user, query) => node.fsn.read(webCall(user), query),
    fsckView: () => ({ namespace: node.fsn.namespace, blocks: node.blocks, nowMs: env.monotonicMs() }),
    staticUser: options.webHdfs.staticUser,
    replicationDefault: options.serverDefaults.replication,
    beanSource: () => ({
      upgradeFinalized: node.upgradeFinalized,
      serviceState: serviceState(node.haState),
      rpcAddress: `${options.self.rpc.host}:${node.rpcPort}`,
      hostName: env.hostName,
      lastTransitionMs: node.ha.lastTransitionMs,
      startedMs,
      lastCheckpointWallMs: Math.round(env.wallMs() - (env.monotonicMs() - node.lastCheckpointMs)),
      wallMs: env.wallMs(),
      nowMs: env.monotonicMs(),
      namespaceInfo: node.namespaceInfo,
      namespace: node.fsn.namespace,
      blocks: node.blocks,
      storage: node.storage,
      lastTxid: node.lastTxid,
      mostRecentCheckpointTxid: node.mostRecentCheckpointTxid,
      segmentTxid: node.ha.log?.currentSegmentTxid ?? 0,
      sinceLoadedEditsMs: node.haState === 'Standby' && node.tailer !== undefined ? Math.round(env.monotonicMs() - node.tailer.lastLoadMs) : 0,
      lease: node.lease(),
      journalName: node.journal.name,
      totalSyncs: node.metrics.edits.quorumMs.count,
      totalSyncTimes: `${Math.round(node.metrics.edits.quorumMs.sum)} `,
    }),
  };
}
