// DNA_TRANSFER: which of the ordered copies can be made, and what the NameNode is told of the others.
// Answers to DataNode.transferBlock(s).
import type { ExtendedBlock } from '../protocol/block.ts';
import type { BlockCommandProto } from '../wire/datanode-protocol.ts';
import { ErrorReportRequestProto_ErrorCode as ErrorCode } from '../wire/datanode-protocol.ts';
import { OpWriteBlockProto_BlockConstructionStage as Stage } from '../wire/data-transfer.ts';
import { blockText } from './block-pool.ts';
import type { BlockPool } from './block-pool.ts';
import type { TransferOrder } from './block-transfer.ts';
import { replicaState } from './replica-map.ts';

/** Whom to tell of orders that make no sense here. */
export interface TransferComplaints {
  reportError(errorCode: number, message: string): void;
  reportBad(block: ExtendedBlock, storageId: string): void;
}

/** One order a block that is finalized here and has targets. */
export function orderTransfers(pool: BlockPool, command: BlockCommandProto, complaints: TransferComplaints): TransferOrder[] {
  const orders: TransferOrder[] = [];
  command.blocks.forEach((proto, index) => {
    const block = { poolId: command.blockPoolId, blockId: proto.blockId, genstamp: proto.genStamp, numBytes: proto.numBytes ?? 0 };
    const targets = command.targets[index]?.datanodes ?? [];
    const found = pool.find(block.blockId);
    if (found === undefined || found.genstamp !== block.genstamp || found.state !== replicaState.FINALIZED) {
      complaints.reportError(ErrorCode.INVALID_BLOCK, `Can't send invalid block ${blockText(block)}`);
      return;
    }
    if (found.lengthBytes < block.numBytes) {
      complaints.reportBad(block, pool.slice(found).storageId);
      return;
    }
    if (targets.length === 0) return;
    orders.push({
      block, targets, stage: Stage.PIPELINE_SETUP_CREATE, clientName: '',
      targetStorageTypes: command.targetStorageTypes[index]?.storageTypes ?? [],
      targetStorageIds: command.targetStorageUuids[index]?.storageUuids ?? [],
    });
  });
  return orders;
}
