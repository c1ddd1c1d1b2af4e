// addBlock: the writer gets the next block of its file. First `validateAddBlock` tells what to choose targets for,
// or that the call is a repetition; then `planAddBlock` gives the block an id and a genstamp. Both look at the
// same state again, since targets are chosen in between. Answers to FSDirWriteFileOp.validateAddBlock,
// storeAllocatedBlock and analyzeFileState.

import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import { noRpcIds } from '../../edit-log/ops/op-codec.ts';
import { blockName } from '../../protocol/block.ts';
import type { Block, ExtendedBlock } from '../../protocol/block.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { blockState } from '../blocks/block-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { ResolvedPath } from '../namespace/resolved-path.ts';
import type { BlockView } from './block-view.ts';
import { committedBlocks, isProgressing, isSameBlock } from './complete.ts';
import { checkLease } from './file-lease.ts';
import { checkObjectLimit, checkQuotas, fileGrowth } from './limits.ts';
import type { OpContext, Plan } from './plan.ts';
import { answer } from './plan.ts';
import { resolveOpenFile } from './resolve.ts';

export interface AddBlockRequest {
  readonly src: string;
  readonly clientName: string;
  /** 0: by path. */
  readonly fileId: number;
  /** The block before, with its final length; undefined for the first one, and after append with a new block. */
  readonly previous: ExtendedBlock | undefined;
}

/** What targets are to be chosen for, or the block that an earlier, same call allocated. */
export type AddBlockNeeds =
  | { readonly kind: 'targets'; readonly blockSizeBytes: number; readonly replication: number; readonly storagePolicy: number; readonly clientMachine: string; readonly path: string }
  | { readonly kind: 'repeated'; readonly row: number; readonly offset: number };

export interface AddedBlock {
  /** The block's row; its targets are the caller's to note. */
  readonly row: number;
  readonly block: Block;
  /** Where the block begins in the file. */
  readonly offset: number;
  /** Whether it was allocated by an earlier call: note the targets only if none are known. */
  readonly repeated: boolean;
}

/**
 * Whether the writer may have another block now. NotReplicatedYetException: ask again. `poolId` is the NameNode's.
 * A repeated call whose block has no expected locations gets 'targets' again.
 */
export function validateAddBlock(ns: Namespace, ctx: OpContext, request: AddBlockRequest, view: BlockView, poolId: string): AddBlockNeeds {
  const path = resolveOpenFile(ns, ctx, request.src, request.fileId);
  const { file, repeated } = analyze(ns, ctx, path, request, poolId);
  if (repeated && view.expectedLocations(ns.lastBlock(file)) > 0) return { kind: 'repeated', row: ns.lastBlock(file), offset: offsetOfLast(ns, file) };
  if (!isProgressing(ns, ctx, file)) throw new HdfsException('NotReplicatedYetException', `Not replicated yet: ${request.src}`);
  const blocks = ns.blockRows(file).length;
  if (blocks >= ctx.options.maxBlocksPerFile) {
    throw new HdfsException('IOException',
      `File has reached the limit on maximum number of blocks (dfs.namenode.fs-limits.max-blocks-per-file): ${blocks} >= ${ctx.options.maxBlocksPerFile}`);
  }
  return {
    kind: 'targets', blockSizeBytes: ns.inodes.blockSize(file), replication: ns.replication(file), storagePolicy: ns.effectiveStoragePolicy(file),
    clientMachine: ns.writer(file)?.clientMachine ?? '', path: path.path,
  };
}

/** Allocates the block: OP_ALLOCATE_BLOCK_ID, OP_SET_GENSTAMP_V2, OP_ADD_BLOCK; none for a repeated call. */
export function planAddBlock(ns: Namespace, ctx: OpContext, request: AddBlockRequest, view: BlockView, poolId: string): Plan<AddedBlock> {
  const path = resolveOpenFile(ns, ctx, request.src, request.fileId);
  const { file, repeated } = analyze(ns, ctx, path, request, poolId);
  const added = (isRepeated: boolean): AddedBlock => {
    const row = ns.lastBlock(file);
    return { row, block: ns.block(row), offset: offsetOfLast(ns, file), repeated: isRepeated };
  };
  if (repeated) return answer(added(true));
  const blocks = committedBlocks(ns, file, request.previous, view);
  checkBlockQuota(ns, path, file, blocks);
  let blockId = ns.ids.lastBlockId + 1n;
  while (ns.blocks.find(blockId) >= 0) blockId++;
  const genstamp = ns.ids.genstampV2 + 1;
  const ops: EditOp[] = [
    { op: 'OP_ALLOCATE_BLOCK_ID', blockId },
    { op: 'OP_SET_GENSTAMP_V2', genStampV2: genstamp },
    { op: 'OP_ADD_BLOCK', path: path.path, penultimateBlock: blocks.at(-1), lastBlock: { blockId, genstamp, numBytes: 0 }, ...noRpcIds },
  ];
  return { ops, result: () => added(false) };
}

/** A new block counts whole; the one before it shrinks to its length in the same operation. */
function checkBlockQuota(ns: Namespace, path: ResolvedPath, file: number, blocks: readonly Block[]): void {
  const size = ns.inodes.blockSize(file);
  const last = ns.lastBlock(file);
  const shrinks = last >= 0 && ns.blocks.state(last) === blockState.underConstruction ? size - (blocks.at(-1)?.numBytes ?? 0) : 0;
  checkQuotas(ns, path, path.length - 2, fileGrowth(ns, file, (size - shrinks) * ns.replication(file)));
}

/** Whether the call fits the file's last block, or is one that was answered before. */
function analyze(ns: Namespace, ctx: OpContext, path: ResolvedPath, request: AddBlockRequest, poolId: string): { readonly file: number; readonly repeated: boolean } {
  const { previous } = request;
  checkPool(previous, poolId);
  checkObjectLimit(ns, ctx);
  const file = checkLease(ns, path, request.clientName, request.fileId);
  const last = ns.lastBlock(file);
  if (isSameBlock(ns, last, previous)) return { file, repeated: false };
  // Append to a block that is full goes on behind it, and the client names no block.
  const isFull = last >= 0 && ns.blocks.numBytes(last) >= ns.inodes.blockSize(file) && ns.blocks.state(last) === blockState.complete;
  if (previous === undefined && isFull) return { file, repeated: false };
  if (last >= 0 && isSameBlock(ns, ns.penultimateBlock(file), previous)) {
    if (ns.blocks.numBytes(last) === 0) return { file, repeated: true };
    throw new HdfsException('IOException',
      `Request looked like a retry to allocate block ${blockName(ns.block(last))} but it already contains ${ns.blocks.numBytes(last)} bytes`);
  }
  const previousText = previous === undefined ? 'null' : `${previous.poolId}:${blockName(previous)}`;
  throw new HdfsException('IOException',
    `Cannot allocate block in ${path.path}: passed 'previous' block ${previousText} does not match actual last block in file ${last < 0 ? 'null' : blockName(ns.block(last))}`);
}

/** FSDirWriteFileOp.checkBlock. */
export function checkPool(block: ExtendedBlock | undefined, poolId: string): void {
  if (block === undefined || block.poolId === poolId) return;
  throw new HdfsException('IOException', `Unexpected BlockPoolId ${block.poolId} - expected ${poolId}`);
}

/** Where the last block begins. Apache tells the whole length, which is the same while the block is empty. */
function offsetOfLast(ns: Namespace, file: number): number {
  return ns.fileLength(file) - ns.blocks.numBytes(ns.lastBlock(file));
}
