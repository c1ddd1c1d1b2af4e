// complete: the writer closes its file. True with one OP_CLOSE when all blocks have enough replicas; false, with
// nothing changed, when the client shall ask again. Apache commits the last block already with the first, refused
// call; here its length becomes known with OP_CLOSE alone, so that no state exists outside of the log.
// Answers to FSDirWriteFileOp.completeFile, FSNamesystem.checkFileProgress and INodeFile.checkBlockComplete.

import type { CloseOp } from '../../edit-log/ops/add-close-ops.ts';
import { blockName } from '../../protocol/block.ts';
import type { Block } from '../../protocol/block.ts';
import { HdfsException, isException } from '../../protocol/exceptions.ts';
import { blockState } from '../blocks/block-table.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { ResolvedPath } from '../namespace/resolved-path.ts';
import type { Named } from './apply-path.ts';
import { ApplyError, applyFile } from './apply-path.ts';
import { applyBlockList } from './block-list.ts';
import type { BlockView } from './block-view.ts';
import { checkLease } from './file-lease.ts';
import type { OpContext, Plan } from './plan.ts';
import { answer } from './plan.ts';
import { resolveOpenFile } from './resolve.ts';

export interface CompleteRequest {
  readonly src: string;
  readonly clientName: string;
  /** 0: by path. */
  readonly fileId: number;
  /** The last block with its final length; undefined for an empty file. */
  readonly last: Block | undefined;
}

/** Closes a file; false when its blocks are not stored enough yet. LeaseExpiredException, FileNotFoundException. */
export function planComplete(ns: Namespace, ctx: OpContext, request: CompleteRequest, view: BlockView): Plan<boolean> {
  const path = resolveOpenFile(ns, ctx, request.src, request.fileId);
  let file: number;
  try {
    file = checkLease(ns, path, request.clientName, request.fileId);
  } catch (error) {
    if (isException(error, 'LeaseExpiredException') && isRepeated(ns, path.last, request.last)) return answer(true);
    throw error;
  }
  if (!isProgressing(ns, ctx, file)) return answer(false);
  const rows = ns.blockRows(file);
  const blocks = committedBlocks(ns, file, request.last, view);
  const allowed = ctx.options.committedBlocksAllowed;
  for (const [i, row] of rows.entries()) {
    const state = ns.blocks.state(row);
    if (state === blockState.complete) continue;
    const isCommitted = state === blockState.committed || (i === rows.length - 1 && request.last !== undefined);
    const mayStayCommitted = i >= rows.length - allowed && view.expectedLocations(row) > ctx.options.replicationMin;
    if (!isCommitted || !(view.hasMinStorage(row) || mayStayCommitted)) return answer(false);
  }
  return { ops: [closeOpOf(ns, ctx, path, blocks)], result: () => true };
}

/** OP_CLOSE as Apache logs it: without the inode id. */
export function closeOpOf(ns: Namespace, ctx: OpContext, path: ResolvedPath, blocks: readonly Block[]): CloseOp {
  const file = path.last;
  return {
    op: 'OP_CLOSE', inodeId: 0, path: path.path, replication: ns.replication(file), mtime: ctx.nowMs, atime: ns.inodes.atime(file),
    blockSize: ns.inodes.blockSize(file), blocks, permissions: ns.permissions(file),
  };
}

/** A closed file whose last block is the one that the call names: the first call's answer was lost. */
function isRepeated(ns: Namespace, row: number, last: Block | undefined): boolean {
  if (row < 0 || !ns.isFile(row) || ns.isUnderConstruction(row)) return false;
  return isSameBlock(ns, ns.lastBlock(row), last);
}

/** Block.matchingIdAndGenStamp: of a row (or -1) and a block (or none). */
export function isSameBlock(ns: Namespace, row: number, block: Block | undefined): boolean {
  if (row < 0 || block === undefined) return row < 0 && block === undefined;
  return ns.blocks.blockId(row) === block.blockId && ns.blocks.genstamp(row) === block.genstamp;
}

/** Whether all blocks but the last ones are complete, so that the file may grow or be closed (checkFileProgress). */
export function isProgressing(ns: Namespace, ctx: OpContext, file: number): boolean {
  const rows = ns.blockRows(file);
  const row = rows[rows.length - ctx.options.committedBlocksAllowed - 2];
  return row === undefined || ns.blocks.state(row) === blockState.complete;
}

/** The file's blocks with the last one as the writer says it is (commitOrCompleteLastBlock). */
export function committedBlocks(ns: Namespace, file: number, last: Block | undefined, view: BlockView): Block[] {
  const blocks = ns.blocksOf(file);
  const row = ns.lastBlock(file);
  if (last === undefined || row < 0 || ns.blocks.state(row) === blockState.complete) return blocks;
  if (view.isUnderRecovery(row)) throw new HdfsException('IOException', `Commit or complete block ${blockName(last)}, whereas it is under recovery.`);
  if (ns.blocks.state(row) === blockState.committed) return blocks;
  if (ns.blocks.genstamp(row) !== last.genstamp) {
    throw new HdfsException('IOException', `Commit block with mismatching GS. NN has ${blockName(ns.block(row))}, client submits ${blockName(last)}`);
  }
  if (ns.blocks.blockId(row) !== last.blockId) {
    throw new HdfsException('IOException', `Trying to commit inconsistent block: id = ${last.blockId}, expected id = ${ns.blocks.blockId(row)}`);
  }
  blocks[blocks.length - 1] = { blockId: last.blockId, genstamp: last.genstamp, numBytes: last.numBytes };
  return blocks;
}

/** Applies OP_CLOSE: final blocks, all complete; the file is nobody's any more. */
export function applyClose(ns: Namespace, op: CloseOp, events: BlockEvents): void {
  closeFile(ns, op, applyFile(ns, op, op.path), op, events);
}

/** The same for the row of the file. `op` is for messages. */
export function closeFile(ns: Namespace, op: Named, file: number, fields: Pick<CloseOp, 'atime' | 'mtime' | 'blocks'>, events: BlockEvents): void {
  if (!ns.isUnderConstruction(file)) throw new ApplyError(op.op, `${op.path} is not open`);
  ns.inodes.setAtime(file, fields.atime);
  ns.inodes.setMtime(file, fields.mtime);
  applyBlockList(ns, op, file, fields.blocks, true, events);
  ns.clearWriter(file);
}
