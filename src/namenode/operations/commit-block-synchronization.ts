// commitBlockSynchronization: the DataNode that led a block recovery tells how it ended. The block gets its new
// genstamp and length, or is deleted, and the file is closed (OP_CLOSE) or goes on (OP_UPDATE_BLOCKS).
// Answers to FSNamesystem.commitBlockSynchronization. Recovery into another block (copy on truncate) needs
// snapshots or an upgrade, which are not there.

import { noRpcIds } from '../../edit-log/ops/op-codec.ts';
import { blockName } from '../../protocol/block.ts';
import type { Block, ExtendedBlock } from '../../protocol/block.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { blockState } from '../blocks/block-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { closeOpOf } from './complete.ts';
import type { OpContext, Plan } from './plan.ts';
import { answer } from './plan.ts';
import { pathOfRow } from './resolve.ts';

export interface BlockSynchronization {
  readonly oldBlock: ExtendedBlock;
  readonly newGenstamp: number;
  readonly newLength: number;
  readonly closeFile: boolean;
  /** No replica had any bytes: the block goes. */
  readonly deleteBlock: boolean;
}

/**
 * The row of the recovered block, whose replicas are now where the DataNode says; -1 if there is nothing to note.
 * @param recoveryIdOf the id of the recovery that the block management began for a row; undefined: none is under way
 */
export function planCommitBlockSynchronization(ns: Namespace, ctx: OpContext, request: BlockSynchronization, recoveryIdOf: (row: number) => number | undefined): Plan<{ readonly row: number }> {
  const { oldBlock } = request;
  const text = `${oldBlock.poolId}:${blockName(oldBlock)}`;
  const row = ns.blocks.find(oldBlock.blockId);
  if (row < 0) {
    if (request.deleteBlock) return answer({ row: -1 });
    throw new HdfsException('IOException', `Block (=${text}) not found`);
  }
  const file = ns.blocks.owner(row);
  if (!ns.isReachable(file)) throw new HdfsException('FileNotFoundException', `File not found: ${ns.fullPath(file)}, likely due to delayed block removal`);
  const last = ns.lastBlock(file);
  if (!ns.isUnderConstruction(file) || ns.blocks.state(row) === blockState.complete) {
    if (ns.blocks.state(last) === blockState.complete) return answer({ row: -1 });
  }
  const recoveryId = recoveryIdOf(last);
  if (recoveryId !== request.newGenstamp) {
    throw new HdfsException('IOException', `The recovery id ${request.newGenstamp} does not match current recovery id ${recoveryId ?? 0} for block ${text}`);
  }
  const blocks: Block[] = ns.blocksOf(file);
  if (request.deleteBlock && row === last) blocks.pop();
  else if (!request.deleteBlock) {
    const at = ns.blockRows(file).indexOf(row);
    blocks[at] = { blockId: oldBlock.blockId, genstamp: request.newGenstamp, numBytes: request.newLength };
  }
  const path = pathOfRow(ns, file);
  const op = request.closeFile ? closeOpOf(ns, ctx, path, blocks) : { op: 'OP_UPDATE_BLOCKS' as const, path: path.path, blocks, ...noRpcIds };
  return { ops: [op], result: () => ({ row: request.deleteBlock ? -1 : row }) };
}
