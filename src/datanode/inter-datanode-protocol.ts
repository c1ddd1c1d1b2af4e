// Block recovery between DataNodes: the one that leads it asks the others, and itself, for what they have of the block
// and then tells them what it is to become. Answers to InterDatanodeProtocol, the server's and the client's side.
import type { Env } from '../env/env.ts';
import type { Block, ExtendedBlock } from '../protocol/block.ts';
import { RpcClient, rpcProxy } from '../rpc/rpc-client.ts';
import { service } from '../rpc/service.ts';
import type { Service } from '../rpc/service.ts';
import type { RecoveringBlockProto, ReplicaStateProto } from '../wire/hdfs-server.ts';
import type { DatanodeIDProto } from '../wire/hdfs.ts';
import { InterDatanodeProtocol } from '../wire/inter-datanode-protocol.ts';
import type { BlockPool } from './block-pool.ts';
import { blockOf, inPool, protoOf } from './xceiver-host.ts';

/** ipc.client.connect.timeout: a host that is gone must not use up a recovery's time. */
const connectMaxMs = 20_000;

/** A replica that is under recovery, as it was before (ReplicaRecoveryInfo). */
export interface RecoveringReplica {
  /** With the replica's generation stamp and its bytes on disk. */
  readonly block: Block;
  readonly originalState: ReplicaStateProto;
}

/** A DataNode as the leader of a recovery sees it. */
export interface RecoveryPeer {
  /** Stops who writes the replica and puts it under recovery; undefined where there is none. RecoveryInProgressException for an older id. */
  initReplicaRecovery(recovering: RecoveringBlockProto): Promise<RecoveringReplica | undefined>;
  /** Gives the replica its new generation stamp and length and finalizes it. Returns the id of its storage. */
  updateReplicaUnderRecovery(block: ExtendedBlock, recoveryId: number, newBlockId: bigint, newLength: number): Promise<string>;
  close(): void;
}

/** What of the DataNode serves recoveries. */
export interface LocalRecoveryHost {
  /** A pool that this DataNode is registered for; IOException otherwise. */
  recoveryPool(poolId: string): BlockPool;
  /** A replica is complete here: all NameNodes are to hear of it, or the Standby would lose track of it. */
  received(block: ExtendedBlock, storageId: string): void;
}

/** This DataNode itself. */
export function localPeer(host: LocalRecoveryHost): RecoveryPeer {
  return {
    initReplicaRecovery: async ({ block, newGenStamp }) => host.recoveryPool(block.b.poolId).initReplicaRecovery(blockOf(block.b), newGenStamp),
    updateReplicaUnderRecovery: async (block, recoveryId, newBlockId, newLength) => {
      const storageId = await host.recoveryPool(block.poolId).updateReplicaUnderRecovery(block, recoveryId, newBlockId, newLength);
      host.received({ poolId: block.poolId, blockId: newBlockId, genstamp: recoveryId, numBytes: newLength }, storageId);
      return storageId;
    },
    close: () => {},
  };
}

/** Another DataNode, over RPC. */
export function remotePeer(env: Env, id: DatanodeIDProto, user: string, timeoutMs: number): RecoveryPeer {
  const rpc = new RpcClient(env, { address: { host: id.ipAddr, port: id.ipcPort }, user, rpcTimeoutMs: timeoutMs, connectTimeoutMs: Math.min(timeoutMs, connectMaxMs) });
  const proxy = rpcProxy(rpc, InterDatanodeProtocol);
  return {
    initReplicaRecovery: async (recovering) => {
      const { replicaFound, block, state } = await proxy.initReplicaRecovery({ block: recovering });
      if (!replicaFound || block === undefined || state === undefined) return undefined;
      return { block: { blockId: block.blockId, genstamp: block.genStamp, numBytes: block.numBytes ?? 0 }, originalState: state };
    },
    updateReplicaUnderRecovery: async (block, recoveryId, newBlockId, newLength) => {
      const { storageUuid = '' } = await proxy.updateReplicaUnderRecovery({ block: protoOf(block), recoveryId, newBlockId, newLength });
      return storageUuid;
    },
    close: () => rpc.close(),
  };
}

/** InterDatanodeProtocol over this DataNode. */
export function interDatanodeProtocol(self: RecoveryPeer): Service {
  return service(InterDatanodeProtocol, {
    initReplicaRecovery: async ({ block }) => {
      const found = await self.initReplicaRecovery(block);
      if (found === undefined) return { replicaFound: false };
      const { blockId, genstamp, numBytes } = found.block;
      return { replicaFound: true, state: found.originalState, block: { blockId, genStamp: genstamp, numBytes } };
    },
    updateReplicaUnderRecovery: async ({ block, recoveryId, newLength, newBlockId = 0n }) => {
      const old = inPool(block.poolId, blockOf(block));
      // A DataNode of before truncate names no other block.
      return { storageUuid: await self.updateReplicaUnderRecovery(old, recoveryId, newBlockId === 0n ? old.blockId : newBlockId, newLength) };
    },
  });
}
