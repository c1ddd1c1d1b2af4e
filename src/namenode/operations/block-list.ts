// The block list of an operation laid over the one that a file has: OP_ADD, OP_CLOSE, OP_UPDATE_BLOCKS and
// OP_ADD_BLOCK. Answers to FSEditLogLoader.updateBlocks and addNewBlock, but that a block that the writer is done
// with becomes committed; only replicas (block management) or closing the file make it complete. So Active and
// Standby go through the same states.

import type { AddBlockOp, UpdateBlocksOp } from '../../edit-log/ops/block-ops.ts';
import type { Block } from '../../protocol/block.ts';
import { blockName } from '../../protocol/block.ts';
import { blockState } from '../blocks/block-table.ts';
import type { BlockState } from '../blocks/block-table.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { Named } from './apply-path.ts';
import { ApplyError, applyFile } from './apply-path.ts';

/** @param closes whether the file is closed by this: all blocks become complete */
export function applyBlockList(ns: Namespace, op: Named, file: number, blocks: readonly Block[], closes: boolean, events: BlockEvents): void {
  if (blocks.length === 0 && ns.firstBlock(file) < 0) return;
  let row = ns.firstBlock(file);
  let i = 0;
  for (; row >= 0 && i < blocks.length; row = ns.blocks.next(row), i++) {
    const block = blocks[i] as Block;
    const isLast = i === blocks.length - 1;
    const sameGenstamp = ns.blocks.genstamp(row) === block.genstamp || (isLast && ns.blocks.next(row) < 0);
    if (!ns.blocks.hasId(row, block.blockId) || !sameGenstamp) {
      throw new ApplyError(op.op, `block ${i} of ${op.path} is ${blockName(ns.block(row))}, not ${blockName(block)}`);
    }
    ns.updateBlock(file, row, block, stateAfter(ns.blocks.state(row), closes, isLast), events);
  }
  if (row >= 0) {
    if (!ns.isUnderConstruction(file) || ns.blocks.next(row) >= 0) throw new ApplyError(op.op, `${ns.blockRows(file).length - i} blocks of ${op.path} are missing`);
    ns.removeLastBlock(file, events);
  }
  const fresh = closes ? blockState.complete : blockState.underConstruction;
  for (; i < blocks.length; i++) ns.appendBlock(file, blocks[i] as Block, fresh, events);
}

function stateAfter(state: BlockState, closes: boolean, isLast: boolean): BlockState {
  if (closes || state === blockState.complete) return blockState.complete;
  return isLast ? state : blockState.committed;
}

export function applyUpdateBlocks(ns: Namespace, op: UpdateBlocksOp, events: BlockEvents): void {
  applyBlockList(ns, op, applyFile(ns, op, op.path), op.blocks, false, events);
}

/** Applies OP_ADD_BLOCK: the last block so far gets its final length, and there is a new one behind it. */
export function applyAddBlock(ns: Namespace, op: AddBlockOp, events: BlockEvents): void {
  addBlockTo(ns, op, applyFile(ns, op, op.path), op.penultimateBlock, op.lastBlock, events);
}

/** The same for the row of the file. `op` is for messages. */
export function addBlockTo(ns: Namespace, op: Named, file: number, before: Block | undefined, added: Block, events: BlockEvents): void {
  const last = ns.lastBlock(file);
  if (before === undefined) {
    if (last >= 0) throw new ApplyError(op.op, `${op.path} has a block already, ${blockName(ns.block(last))}`);
  } else {
    if (last < 0 || !ns.blocks.hasId(last, before.blockId) || ns.blocks.genstamp(last) !== before.genstamp) {
      throw new ApplyError(op.op, `the last block of ${op.path} is ${last < 0 ? 'none' : blockName(ns.block(last))}, not ${blockName(before)}`);
    }
    ns.updateBlock(file, last, before, stateAfter(ns.blocks.state(last), false, false), events);
  }
  ns.appendBlock(file, added, blockState.underConstruction, events);
}
