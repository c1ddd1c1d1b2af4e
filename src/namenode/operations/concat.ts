// concat: the blocks of some files are put behind those of another one in the same directory, and the files are
// gone. One OP_CONCAT_DELETE. Answers to FSDirConcatOp.

import type { ConcatDeleteOp } from '../../edit-log/ops/delete-concat-ops.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { sumOf } from '../namespace/policy-table.ts';
import { applyFile } from './apply-path.ts';
import { checkQuotas, replicationGrowth } from './limits.ts';
import type { OpContext, Plan } from './plan.ts';
import { rpcIdsOf } from './plan.ts';
import { checkAccess, isReservedInodes, isReservedRaw, requireFile, resolvePath } from './resolve.ts';

export interface ConcatRequest {
  readonly trg: string;
  readonly srcs: readonly string[];
}

export function planConcat(ns: Namespace, ctx: OpContext, request: ConcatRequest): Plan<void> {
  const { trg, srcs } = request;
  if (trg === '') throw new HdfsException('IllegalArgumentException', 'Target file name is empty');
  if (srcs.length === 0) throw new HdfsException('IllegalArgumentException', 'No sources given');
  for (const path of [trg, ...srcs]) {
    if (isReservedRaw(path) || isReservedInodes(path)) throw new HdfsException('IOException', `Concat operation doesn't support .reserved relative path : ${path}`);
  }
  const target = resolvePath(ns, ctx, trg, 'write', 'concat');
  checkAccess(ns, ctx, target, { target: action.write });
  const file = requireFile(ns, target.last, trg);
  if (ns.isUnderConstruction(file)) throw refuse(`concat: target file ${trg} is under construction`);
  const rows = srcs.map((src) => checkSource(ns, ctx, src, file, target.path));
  if (new Set(rows).size < rows.length) throw refuse('concat: at least two of the source files are the same');
  const replication = ns.replication(file);
  const growths = rows.map((row) => replicationGrowth(ns, row, ns.fileLength(row), ns.replication(row), replication));
  checkQuotas(ns, target, target.length - 2, {
    names: -rows.length, spaceBytes: growths.reduce((sum, growth) => sum + growth.spaceBytes, 0), typeBytes: () => sumOf(...growths.map((growth) => growth.typeBytes())),
  });
  const op: ConcatDeleteOp = { op: 'OP_CONCAT_DELETE', trg, srcs, timestamp: ctx.nowMs, ...rpcIdsOf(ctx) };
  return { ops: [op], result: () => {} };
}

function checkSource(ns: Namespace, ctx: OpContext, src: string, target: number, targetPath: string): number {
  const path = resolvePath(ns, ctx, src, 'write', 'concat');
  checkAccess(ns, ctx, path, { target: action.read });
  checkAccess(ns, ctx, path, { parent: action.write });
  const row = requireFile(ns, path.last, src);
  if (ns.inodes.parent(row) !== ns.inodes.parent(target)) throw refuse(`Source file ${src} is not in the same directory with the target ${targetPath}`);
  if (row === target) throw refuse(`concat: the src file ${src} is the same with the target file ${targetPath}`);
  if (ns.isUnderConstruction(row) || ns.firstBlock(row) < 0) throw refuse(`concat: source file ${src} is invalid or empty or underConstruction`);
  const size = ns.inodes.blockSize(row);
  if (size > ns.inodes.blockSize(target)) {
    throw refuse(`concat: source file ${src} has preferred block size ${size} which is greater than the target file's preferred block size ${ns.inodes.blockSize(target)}`);
  }
  if (ns.erasureCodingPolicy(row) !== ns.erasureCodingPolicy(target)) throw refuse(`Source file ${src} and target file ${targetPath} have different erasure coding policy`);
  return row;
}

function refuse(message: string): HdfsException {
  return new HdfsException('HadoopIllegalArgumentException', message);
}

export function applyConcat(ns: Namespace, op: ConcatDeleteOp, events: BlockEvents): void {
  const target = applyFile(ns, op, op.trg);
  for (const src of op.srcs) {
    const row = applyFile(ns, op, src);
    ns.moveBlocks(row, target, events);
    ns.discard(row);
  }
  ns.inodes.setMtime(target, op.timestamp);
  ns.touch(ns.inodes.parent(target), op.timestamp);
}
