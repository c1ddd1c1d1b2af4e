// append: a closed file is opened again, at its last block or behind it; one OP_APPEND. Answers to FSDirAppendOp.

import type { AppendOp } from '../../edit-log/ops/append-truncate-ops.ts';
import { blockName } from '../../protocol/block.ts';
import type { Block } from '../../protocol/block.ts';
import { HdfsException, exceptionTable } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import { blockState } from '../blocks/block-table.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import { fileStatusOf } from '../namespace/file-status.ts';
import type { FileStatus } from '../namespace/file-status.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { storagePolicyByName } from '../namespace/storage-policies.ts';
import { applyFile } from './apply-path.ts';
import type { BlockView } from './block-view.ts';
import { reopenLastBlock } from './create.ts';
import { checkQuotas, fileGrowth } from './limits.ts';
import type { OpContext, Plan } from './plan.ts';
import { rpcIdsOf } from './plan.ts';
import { planTakeover } from './release-lease.ts';
import type { LeaseRecovery } from './release-lease.ts';
import { checkAccess, requireFile, resolvePath } from './resolve.ts';

export interface AppendRequest {
  readonly src: string;
  readonly clientName: string;
  /** CreateFlag.NEW_BLOCK. */
  readonly newBlock: boolean;
}

export interface Appended {
  /** The block to go on with, or, for a new block, the one before it; undefined: ask for a block. */
  readonly last: { readonly row: number; readonly block: Block; readonly offset: number } | undefined;
  readonly status: FileStatus;
}

/** Opens a file at its end. Conflicts as with create; RetriableException while the last block is not complete. */
export function planAppend(ns: Namespace, ctx: OpContext, request: AppendRequest, view: BlockView): Plan<Appended> & { readonly recovery?: LeaseRecovery | undefined } {
  const path = resolvePath(ns, ctx, request.src, 'write', 'append');
  if (path.last >= 0 && ns.isDirectory(path.last)) {
    throw new HdfsException('FileAlreadyExistsException', `Cannot append to directory ${path.path}; already exists as a directory.`);
  }
  checkAccess(ns, ctx, path, { target: action.write });
  if (path.last < 0) throw new HdfsException('FileNotFoundException', `Failed to append to non-existent file ${path.path} for client ${ctx.clientMachine}`);
  const file = requireFile(ns, path.last, path.path);
  if (ns.effectiveStoragePolicy(file) === storagePolicyByName('LAZY_PERSIST')?.id) {
    throw new HdfsException('UnsupportedOperationException', `Cannot append to lazy persist file ${path.path}`);
  }
  const takeover = planTakeover(ns, ctx, { path, holder: request.clientName, verb: 'APPEND_FILE' }, view);
  if (!takeover.closes) return { ...takeover, result: () => refused(takeover.result()) };
  const last = ns.lastBlock(file);
  if (takeover.ops.length === 0) checkLastBlock(ns, path.path, last, view);
  if (last >= 0) {
    const space = (ns.inodes.blockSize(file) - ns.blocks.numBytes(last)) * ns.replication(file);
    checkQuotas(ns, path, path.length - 2, fileGrowth(ns, file, space));
  }
  const op: AppendOp = {
    op: 'OP_APPEND', path: path.path, clientName: request.clientName, clientMachine: ctx.clientMachine, newBlock: request.newBlock, ...rpcIdsOf(ctx),
  };
  return {
    ops: [...takeover.ops, op],
    result: () => appendedFile(ns, file, request.newBlock),
  };
}

/** A file's answer to its new writer, right after the operation was applied. */
export function appendedFile(ns: Namespace, file: number, newBlock: boolean): Appended {
  const row = ns.lastBlock(file);
  const isReopened = row >= 0 && ns.blocks.state(row) === blockState.underConstruction;
  const isShown = row >= 0 && (newBlock || isReopened);
  return {
    last: isShown ? { row, block: ns.block(row), offset: ns.fileLength(file) - ns.blocks.numBytes(row) } : undefined,
    status: fileStatusOf(ns, file),
  };
}

function refused(closed: boolean): never {
  throw new Error(`a takeover of a file that stays open ends in an exception, not in ${closed}`);
}

function checkLastBlock(ns: Namespace, path: string, last: number, view: BlockView): void {
  if (last < 0) return;
  const state = ns.blocks.state(last);
  const text = `append: lastBlock=${blockName(ns.block(last))} of src=${path} is`;
  if (state === blockState.committed) {
    throw new HdfsException('RetriableException', `${exceptionTable.NotReplicatedYetException.javaClass}: ${text} COMMITTED but not yet COMPLETE.`);
  }
  if (state === blockState.complete && !view.isSufficientlyReplicated(last)) throw new HdfsException('IOException', `${text} not sufficiently replicated yet.`);
}

/** Applies OP_APPEND; Apache skips it for a file that is open already. */
export function applyAppend(ns: Namespace, op: AppendOp, events: BlockEvents): void {
  const file = applyFile(ns, op, op.path);
  if (ns.isUnderConstruction(file)) return;
  ns.setWriter(file, { clientName: op.clientName, clientMachine: op.clientMachine });
  if (!op.newBlock) reopenLastBlock(ns, file, events);
}
