// What clients and administrators ask of a DataNode over RPC. Answers to ClientDatanodeProtocol as DataNode implements it.
import { HdfsException } from '../protocol/exceptions.ts';
import { softwareVersion } from '../protocol/storage-info.ts';
import type { ExtendedBlock } from '../protocol/block.ts';
import { service } from '../rpc/service.ts';
import type { Service } from '../rpc/service.ts';
import { ClientDatanodeProtocol } from '../wire/client-datanode-protocol.ts';
import { StorageTypeProto } from '../wire/hdfs.ts';
import type { DatanodeVolumeInfoProto } from '../wire/hdfs.ts';
import { blockText } from './block-pool.ts';
import type { BlockPool } from './block-pool.ts';
import { blockOf } from './xceiver-host.ts';

/** The DataNode as its RPC face sees it. */
export interface ClientProtocolHost {
  readonly uptimeMs: number;
  /** A pool that this DataNode is registered for; undefined otherwise. */
  registeredPool(poolId: string): BlockPool | undefined;
  readonly pools: readonly BlockPool[];
  /** Bytes a second. */
  readonly balancerBandwidth: number;
  /** Throws AccessControlException for a user who is no superuser. */
  checkSuperuser(user: string): void;
  /** Deletes what there is of a pool that is not served any more. Throws IOException. */
  deleteBlockPool(poolId: string, force: boolean): Promise<void>;
  /** Sends a report to one NameNode ('host:port'), if it is one of ours, or to all. */
  triggerReport(incremental: boolean, nameNode: string | undefined): void;
  /** Takes up what the configuration says of nameservices now. */
  refreshNameNodes(): void;
  /** Stops the DataNode soon, after the answer has left. */
  shutDown(forUpgrade: boolean): void;
  /** Breaks the pipelines of clients. */
  evictWriters(): void;
}

export function clientDatanodeProtocol(host: ClientProtocolHost): Service {
  return service(ClientDatanodeProtocol, {
    getReplicaVisibleLength: ({ block }) => ({ length: visibleLength(host, blockOf(block)) }),
    getBlockLocalPathInfo: (_request, call) => {
      throw new HdfsException('AccessControlException', `Can't continue with getBlockLocalPathInfo() authorization. The user ${call.user.user} is not configured in dfs.block.local-path-access.user`);
    },
    getDatanodeInfo: () => ({ localInfo: { softwareVersion, configVersion: 'core-3.0.0,hdfs-1', uptime: Math.floor(host.uptimeMs / 1000) } }),
    triggerBlockReport: ({ incremental, nnAddress }, call) => {
      host.checkSuperuser(call.user.user);
      host.triggerReport(incremental, nnAddress);
      return {};
    },
    refreshNamenodes: (_request, call) => {
      host.checkSuperuser(call.user.user);
      host.refreshNameNodes();
      return {};
    },
    deleteBlockPool: async ({ blockPool, force }, call) => {
      host.checkSuperuser(call.user.user);
      await host.deleteBlockPool(blockPool, force);
      return {};
    },
    shutdownDatanode: ({ forUpgrade }, call) => {
      host.checkSuperuser(call.user.user);
      host.shutDown(forUpgrade);
      return {};
    },
    evictWriters: (_request, call) => {
      host.checkSuperuser(call.user.user);
      host.evictWriters();
      return {};
    },
    getBalancerBandwidth: () => ({ bandwidth: host.balancerBandwidth }),
    getVolumeReport: (_request, call) => {
      host.checkSuperuser(call.user.user);
      return { volumeInfo: volumes(host) };
    },
  });
}

function volumes(host: ClientProtocolHost): DatanodeVolumeInfoProto[] {
  return host.pools.flatMap((pool) => pool.slices.map((slice) => ({
    path: slice.directory.path, storageType: StorageTypeProto[slice.type], usedSpace: slice.usedBytes, freeSpace: pool.availableBytes(slice),
    reservedSpace: 0, reservedSpaceForReplicas: slice.reservedBytes, numBlocks: pool.size,
  })));
}

function visibleLength(host: ClientProtocolHost, block: ExtendedBlock): number {
  const pool = host.registeredPool(block.poolId);
  if (pool === undefined) throw new HdfsException('RetriableException', 'Datanode not registered. Try again later.');
  if (pool.find(block.blockId) === undefined) throw new HdfsException('ReplicaNotFoundException', `Replica does not exist ${block.poolId}:${block.blockId}`);
  const replica = pool.readable(block);
  if (replica.genstamp < block.genstamp) {
    throw new HdfsException('IOException', `replica.getGenerationStamp() < block.getGenerationStamp(), block=${blockText(block)}, replica=blk_${block.blockId}_${replica.genstamp}`);
  }
  return replica.visibleBytes;
}
