// Block recoveries as the NameNode runs them: a plan that releases a lease may end in one, a DataNode is given it once
// the edits that it rests on are durable (HA.md 17), and the DataNode's word ends it. A recovery belongs to the
// Active that began it: a later one begins its own, with a higher id. Answers to FSNamesystem.commitBlockSynchronization.
import type { Call } from '../rpc/service.ts';
import type { CommitBlockSynchronizationRequestProto } from '../wire/datanode-protocol.ts';
import type { FSNamesystem } from './fs-namesystem.ts';
import { planCommitBlockSynchronization } from './operations/commit-block-synchronization.ts';
import type { Plan } from './operations/plan.ts';
import type { LeaseRecovery } from './operations/release-lease.ts';

/** The plan, with its recovery begun in the turn in which its operations are applied, whatever its result throws then. */
export function withRecovery<R>(fsn: FSNamesystem, plan: Plan<R> & { readonly recovery?: LeaseRecovery | undefined }): Plan<R> {
  const { ops, recovery } = plan;
  if (recovery === undefined) return plan;
  return {
    ops,
    result: () => {
      fsn.blocks.startRecovery(recovery.blockRow, { recoveryId: recovery.recoveryId, truncateTo: recovery.truncateTo });
      return plan.result();
    },
  };
}

/** What a DataNode says of a recovery that it led: the block's new genstamp, length and replicas, or that it is nowhere. */
export async function commitBlockSynchronization(fsn: FSNamesystem, request: CommitBlockSynchronizationRequestProto, call: Call): Promise<void> {
  const { block, newGenStamp, newLength, closeFile, deleteBlock, newTaragets, newTargetStorages } = request;
  await fsn.write(call, { safeModeText: 'Cannot commitBlockSynchronization while in safe mode' }, (ctx) => {
    const plan = planCommitBlockSynchronization(fsn.namespace, ctx, {
      oldBlock: { poolId: block.poolId, blockId: block.blockId, genstamp: block.generationStamp, numBytes: block.numBytes ?? 0 },
      newGenstamp: newGenStamp, newLength, closeFile, deleteBlock,
    }, (row) => fsn.blocks.recoveryId(row));
    const storages = fsn.blocks.storagesOf(newTaragets, newTargetStorages).filter((storage) => storage !== undefined);
    return {
      ops: plan.ops,
      result: () => {
        const { row } = plan.result();
        if (row >= 0) fsn.blocks.setRecoveredLocations(row, storages);
      },
    };
  });
}
