// What a writer changes in the middle of its file: abandonBlock, fsync, and the recovery of a pipeline
// (updateBlockForPipeline, updatePipeline). Each is one OP_UPDATE_BLOCKS with the whole list, but for the first
// half of a pipeline recovery, which only takes a genstamp. Answers to FSDirWriteFileOp.abandonBlock and
// FSNamesystem.fsync, bumpBlockGenerationStamp and updatePipeline.

import type { UpdateBlocksOp } from '../../edit-log/ops/block-ops.ts';
import { noRpcIds } from '../../edit-log/ops/op-codec.ts';
import type { RpcIds } from '../../edit-log/ops/op-codec.ts';
import { blockName } from '../../protocol/block.ts';
import type { Block, ExtendedBlock } from '../../protocol/block.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { blockState } from '../blocks/block-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { BlockView } from './block-view.ts';
import { checkLease } from './file-lease.ts';
import type { OpContext, Plan } from './plan.ts';
import { answer, rpcIdsOf } from './plan.ts';
import { resolveOpenFile } from './resolve.ts';

function updateBlocks(path: string, blocks: readonly Block[], ids: RpcIds = noRpcIds): UpdateBlocksOp {
  return { op: 'OP_UPDATE_BLOCKS', path, blocks, rpcClientId: ids.rpcClientId, rpcCallId: ids.rpcCallId };
}

export interface AbandonBlockRequest {
  readonly src: string;
  readonly clientName: string;
  readonly fileId: number;
  readonly block: Block;
}

/** Gives up the last block of a file. Another block than the last one is gone already: nothing happens. */
export function planAbandonBlock(ns: Namespace, ctx: OpContext, request: AbandonBlockRequest): Plan<void> {
  const path = resolveOpenFile(ns, ctx, request.src, request.fileId);
  const file = checkLease(ns, path, request.clientName, request.fileId);
  const blocks = ns.blocksOf(file);
  if (blocks.at(-1)?.blockId !== request.block.blockId) return answer(undefined);
  return { ops: [updateBlocks(path.path, blocks.slice(0, -1))], result: () => {} };
}

export interface FsyncRequest {
  readonly src: string;
  readonly clientName: string;
  readonly fileId: number;
  /** Bytes written to the last block; 0 or less: leave the length alone. */
  readonly lastBlockLength: number;
}

/** Makes the blocks of an open file, and the length of the last one, outlive the writer. */
export function planFsync(ns: Namespace, ctx: OpContext, request: FsyncRequest): Plan<void> {
  const path = resolveOpenFile(ns, ctx, request.src, request.fileId);
  const file = checkLease(ns, path, request.clientName, request.fileId);
  const blocks = ns.blocksOf(file);
  const last = blocks.at(-1);
  if (request.lastBlockLength > 0 && last !== undefined && ns.blocks.state(ns.lastBlock(file)) !== blockState.complete) {
    blocks[blocks.length - 1] = { ...last, numBytes: request.lastBlockLength };
  }
  return { ops: [updateBlocks(path.path, blocks)], result: () => {} };
}

/** A new genstamp for a block whose pipeline lost a DataNode, and the block's row. */
export function planUpdateBlockForPipeline(ns: Namespace, request: { readonly block: ExtendedBlock; readonly clientName: string }, view: BlockView): Plan<{ readonly genstamp: number; readonly row: number }> {
  const row = checkUnderConstruction(ns, request.block, request.clientName, view);
  const genstamp = ns.ids.genstampV2 + 1;
  return { ops: [{ op: 'OP_SET_GENSTAMP_V2', genStampV2: genstamp }], result: () => ({ genstamp, row }) };
}

export interface UpdatePipelineRequest {
  readonly clientName: string;
  readonly oldBlock: ExtendedBlock;
  readonly newBlock: ExtendedBlock;
}

/** The pipeline goes on with the new genstamp. Returns the block's row, whose DataNodes the caller notes. */
export function planUpdatePipeline(ns: Namespace, ctx: OpContext, request: UpdatePipelineRequest, view: BlockView): Plan<{ readonly row: number }> {
  const { oldBlock, newBlock } = request;
  const row = checkUnderConstruction(ns, oldBlock, request.clientName, view);
  const file = ns.blocks.owner(row);
  const last = ns.lastBlock(file);
  const text = (block: ExtendedBlock): string => `${block.poolId}:${blockName(block)}`;
  if (newBlock.genstamp <= ns.blocks.genstamp(last)) {
    throw new HdfsException('IOException',
      `Update ${text(oldBlock)} but the new block ${text(newBlock)} does not have a larger generation stamp than the last block ${blockName(ns.block(last))}`);
  }
  if (newBlock.numBytes < ns.blocks.numBytes(last)) {
    throw new HdfsException('IOException',
      `Update ${text(oldBlock)} (size=${oldBlock.numBytes}) to a smaller size block ${text(newBlock)} (size=${newBlock.numBytes})`);
  }
  const blocks = ns.blocksOf(file);
  blocks[blocks.length - 1] = { blockId: ns.blocks.blockId(last), genstamp: newBlock.genstamp, numBytes: newBlock.numBytes };
  return { ops: [updateBlocks(ns.fullPath(file), blocks, rpcIdsOf(ctx))], result: () => ({ row }) };
}

/** FSNamesystem.checkUCBlock: the row of a block that `clientName` is writing. */
export function checkUnderConstruction(ns: Namespace, block: ExtendedBlock, clientName: string, view: BlockView): number {
  const text = `${block.poolId}:${blockName(block)}`;
  const row = ns.blocks.find(block.blockId);
  if (row < 0) throw new HdfsException('IOException', `${text} does not exist.`);
  const state = stateName(ns, row, view);
  if (state !== 'UNDER_CONSTRUCTION') throw new HdfsException('IOException', `Unexpected BlockUCState: ${text} is ${state} but not UNDER_CONSTRUCTION`);
  const file = ns.blocks.owner(row);
  const writer = ns.isReachable(file) ? ns.writer(file) : undefined;
  if (writer === undefined) throw new HdfsException('IOException', `The file ${blockName(ns.block(row))} belonged to does not exist or it is not under construction.`);
  if (writer.clientName !== clientName) throw new HdfsException('LeaseExpiredException', `Lease mismatch: ${text} is accessed by a non lease holder ${clientName}`);
  return row;
}

/** HdfsServerConstants.BlockUCState of a row. */
function stateName(ns: Namespace, row: number, view: BlockView): string {
  const state = ns.blocks.state(row);
  if (state === blockState.complete) return 'COMPLETE';
  if (view.isUnderRecovery(row)) return 'UNDER_RECOVERY';
  return state === blockState.committed ? 'COMMITTED' : 'UNDER_CONSTRUCTION';
}
