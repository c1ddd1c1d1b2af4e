// truncate: blocks beyond the new length go; a block that it cuts is recovered to the shorter length by a DataNode
// while the file is open for the caller. One OP_TRUNCATE. Answers to FSDirTruncateOp, without copy on truncate
// (which needs snapshots or an upgrade).

import type { TruncateOp } from '../../edit-log/ops/append-truncate-ops.ts';
import type { EditOp } from '../../edit-log/ops/edit-op.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import { blockState } from '../blocks/block-table.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { storagePolicyByName } from '../namespace/storage-policies.ts';
import { ApplyError, UnsupportedEditOp, applyFile } from './apply-path.ts';
import type { BlockView } from './block-view.ts';
import { checkQuotas, fileGrowth } from './limits.ts';
import type { OpContext, Plan } from './plan.ts';
import { answer } from './plan.ts';
import { planTakeover, takeoverText } from './release-lease.ts';
import type { LeaseRecovery } from './release-lease.ts';
import { checkAccess, requireFile, resolvePath } from './resolve.ts';

export interface TruncateRequest {
  readonly src: string;
  readonly clientName: string;
  readonly newLength: number;
}

/** True: the file has the new length; false: a block recovery (the plan's) is needed first, and the client waits. */
export function planTruncate(ns: Namespace, ctx: OpContext, request: TruncateRequest, view: BlockView): Plan<boolean> & { readonly recovery?: LeaseRecovery | undefined } {
  const { newLength, clientName } = request;
  if (newLength < 0) throw new HdfsException('HadoopIllegalArgumentException', `Cannot truncate to a negative file size: ${newLength}.`);
  const path = resolvePath(ns, ctx, request.src, 'write', 'truncate');
  checkAccess(ns, ctx, path, { target: action.write });
  const file = requireFile(ns, path.last, path.path);
  if (ns.effectiveStoragePolicy(file) === storagePolicyByName('LAZY_PERSIST')?.id) {
    throw new HdfsException('UnsupportedOperationException', `Cannot truncate lazy persist file ${path.path}`);
  }
  const last = ns.lastBlock(file);
  const truncation = ns.features.truncations.get(file);
  if (last >= 0 && truncation !== undefined && view.isUnderRecovery(last)) {
    if (newLength === ns.fileLength(file) - ns.blocks.numBytes(last) + truncation.numBytes) return answer(false);
    throw new HdfsException('AlreadyBeingCreatedException', takeoverText('TRUNCATE_FILE', path.path, clientName, ctx.clientMachine, `${path.path} is being truncated.`));
  }
  const takeover = planTakeover(ns, ctx, { path, holder: clientName, verb: 'TRUNCATE_FILE' }, view);
  if (!takeover.closes) return takeover;
  const oldLength = ns.fileLength(file);
  if (oldLength === newLength) return { ops: takeover.ops, result: () => true };
  if (oldLength < newLength) {
    throw new HdfsException('HadoopIllegalArgumentException',
      `Cannot truncate to a larger file size. Current size: ${oldLength}, truncate size: ${newLength}.`);
  }
  const cut = cutBlock(ns, file, newLength);
  checkQuotas(ns, path, path.length - 2, fileGrowth(ns, file, spaceAfter(ns, file, newLength) - ns.totals(file).spaceBytes));
  const op: TruncateOp = {
    op: 'OP_TRUNCATE', src: path.path, clientName, clientMachine: ctx.clientMachine, newLength, timestamp: ctx.nowMs, truncateBlock: undefined,
  };
  if (cut === undefined) return { ops: [...takeover.ops, op], result: () => true };
  const recoveryId = ns.ids.genstampV2 + 1;
  const block = ns.block(cut.row);
  const ops: EditOp[] = [...takeover.ops, { op: 'OP_SET_GENSTAMP_V2', genStampV2: recoveryId }, { ...op, truncateBlock: { ...block, genstamp: recoveryId } }];
  const recovery = { blockRow: cut.row, recoveryId, truncateTo: { blockId: block.blockId, genstamp: recoveryId, numBytes: cut.kept } };
  return { ops, recovery, result: () => false };
}

/** Bytes with all replicas that the file takes afterwards: a block that is cut counts whole until its recovery is over. */
function spaceAfter(ns: Namespace, file: number, newLength: number): number {
  let bytes = 0;
  let start = 0;
  for (const row of ns.blockRows(file)) {
    if (start >= newLength) break;
    const end = start + ns.blocks.numBytes(row);
    bytes += newLength < end ? ns.inodes.blockSize(file) : ns.blocks.numBytes(row);
    start = end;
  }
  return bytes * ns.replication(file);
}

/** The block that a new length falls into, and the bytes of it that stay; undefined at a block's border. */
function cutBlock(ns: Namespace, file: number, newLength: number): { readonly row: number; readonly kept: number } | undefined {
  let start = 0;
  for (const row of ns.blockRows(file)) {
    const end = start + ns.blocks.numBytes(row);
    if (newLength < end) return newLength > start ? { row, kept: newLength - start } : undefined;
    start = end;
  }
  return undefined;
}

export function applyTruncate(ns: Namespace, op: TruncateOp, events: BlockEvents): void {
  const file = applyFile(ns, op, op.src);
  const cut = cutBlock(ns, file, op.newLength);
  if ((cut === undefined) !== (op.truncateBlock === undefined)) throw new ApplyError(op.op, `${op.src} has other blocks than the operation expects`);
  const keep = cut === undefined ? blocksUpTo(ns, file, op.newLength) : ns.blockRows(file).indexOf(cut.row) + 1;
  for (let blocks = ns.blockRows(file).length; blocks > keep; blocks--) ns.removeLastBlock(file, events);
  ns.inodes.setMtime(file, op.timestamp);
  if (cut === undefined || op.truncateBlock === undefined) return;
  if (op.truncateBlock.blockId !== ns.blocks.blockId(cut.row)) throw new UnsupportedEditOp('OP_TRUNCATE into a copy');
  ns.setWriter(file, { clientName: op.clientName, clientMachine: op.clientMachine });
  ns.updateBlock(file, cut.row, ns.block(cut.row), blockState.underConstruction, events);
  ns.features.truncations.set(file, { blockId: op.truncateBlock.blockId, genstamp: op.truncateBlock.genstamp, numBytes: cut.kept });
  ns.ids.sawBlockGenstamp(op.truncateBlock.genstamp);
}

/** How many blocks lie within a length that ends at a block's border. */
function blocksUpTo(ns: Namespace, file: number, length: number): number {
  let blocks = 0;
  let bytes = 0;
  for (const row of ns.blockRows(file)) {
    if (bytes >= length) break;
    bytes += ns.blocks.numBytes(row);
    blocks++;
  }
  return blocks;
}
