// Orders to DataNodes as they ride in heartbeat replies. Answers to DatanodeCommand and its children, and to
// DatanodeManager.getBlockRecoveryCommand.

import type { Block } from '../../protocol/block.ts';
import { BlockCommandProto_Action, DatanodeCommandProto_Type } from '../../wire/datanode-protocol.ts';
import type { DatanodeCommandProto } from '../../wire/datanode-protocol.ts';
import type { RecoveringBlockProto } from '../../wire/hdfs-server.ts';
import type { BlockProto } from '../../wire/hdfs.ts';
import type { BlockCore } from './block-core.ts';
import type { ReplicationOrder, Storage } from './datanode.ts';
import { emptyToken } from './located-blocks.ts';

/** "Register again": the one command that a Standby may give, too. */
export const registerCommand: DatanodeCommandProto = { cmdType: DatanodeCommandProto_Type.RegisterCommand, registerCmd: {} };

/** No previous version's state needs to be kept. */
export function finalizeCommand(blockPoolId: string): DatanodeCommandProto {
  return { cmdType: DatanodeCommandProto_Type.FinalizeCommand, finalizeCmd: { blockPoolId } };
}

export function transferCommand(blockPoolId: string, orders: readonly ReplicationOrder[]): DatanodeCommandProto {
  return {
    cmdType: DatanodeCommandProto_Type.BlockCommand,
    blkCmd: {
      action: BlockCommandProto_Action.TRANSFER,
      blockPoolId,
      blocks: orders.map((order) => blockProto(order.block)),
      targets: orders.map((order) => ({ datanodes: order.targets.map((storage) => storage.node.info()) })),
      targetStorageUuids: orders.map((order) => ({ storageUuids: order.targets.map((storage) => storage.uuid) })),
      targetStorageTypes: orders.map((order) => ({ storageTypes: order.targets.map((storage) => storage.type) })),
    },
  };
}

export function invalidateCommand(blockPoolId: string, blocks: readonly Block[]): DatanodeCommandProto {
  return {
    cmdType: DatanodeCommandProto_Type.BlockCommand,
    blkCmd: { action: BlockCommandProto_Action.INVALIDATE, blockPoolId, blocks: blocks.map(blockProto), targets: [], targetStorageUuids: [], targetStorageTypes: [] },
  };
}

export function balancerBandwidthCommand(bandwidth: number): DatanodeCommandProto {
  return { cmdType: DatanodeCommandProto_Type.BalancerBandwidthCommand, balancerCmd: { bandwidth } };
}

export function recoveryCommand(blocks: readonly RecoveringBlockProto[]): DatanodeCommandProto {
  return { cmdType: DatanodeCommandProto_Type.BlockRecoveryCommand, recoveryCmd: { blocks } };
}

/** What the leader of a recovery must know; undefined if the block is not to be recovered any more. */
export function recoveringBlock(core: BlockCore, blockPoolId: string, row: number, nowMs: number): RecoveringBlockProto | undefined {
  const recovery = core.uc.recovery(row);
  if (recovery === undefined) return undefined;
  const all = core.uc.storages(row);
  const fresh = all.filter((storage) => !core.registry.isStale(storage.node, nowMs));
  // A single fresh replica could hide longer ones on nodes that are only slow.
  const storages = fresh.length > 1 ? fresh : all;
  const own = core.block(row);
  const truncateTo = recovery.truncateTo;
  if (truncateTo === undefined) return { newGenStamp: recovery.recoveryId, block: located(blockPoolId, own, storages) };
  const copies = truncateTo.blockId !== own.blockId;
  const [block, target] = copies ? [truncateTo, own] : [own, truncateTo];
  return { newGenStamp: target.genstamp, block: located(blockPoolId, block, storages), truncateBlock: blockProto(target) };
}

function located(poolId: string, block: Block, storages: readonly Storage[]): RecoveringBlockProto['block'] {
  return {
    b: { poolId, blockId: block.blockId, generationStamp: block.genstamp, numBytes: block.numBytes },
    offset: -1,
    locs: storages.map((storage) => storage.node.info()),
    corrupt: false,
    blockToken: emptyToken,
    isCached: storages.map(() => false),
    storageTypes: [],
    storageIDs: [],
    blockTokens: [],
  };
}

function blockProto(block: Block): BlockProto {
  return { blockId: block.blockId, genStamp: block.genstamp, numBytes: block.numBytes };
}
