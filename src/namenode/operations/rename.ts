// rename and rename2. The old one takes a directory as destination for "into it" and answers false where the new one
// explains; the new one can overwrite a file or an empty directory. One OP_RENAME_OLD or OP_RENAME.
// Answers to FSDirRenameOp.

import type { RenameOldOp, RenameOp, RenameOption } from '../../edit-log/ops/rename-ops.ts';
import { HdfsException, isException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import { sumOf } from '../namespace/policy-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { ResolvedPath } from '../namespace/resolved-path.ts';
import { ApplyError } from './apply-path.ts';
import { checkComponentLength, checkDirectoryItems, checkNewName, checkQuotas, checkSnapshotName } from './limits.ts';
import type { OpContext, Plan } from './plan.ts';
import { answer, rpcIdsOf } from './plan.ts';
import { checkAccess, checkPathLength, isExactReserved, resolvePath } from './resolve.ts';

export interface RenameRequest {
  readonly src: string;
  readonly dst: string;
}

/** Options.Rename as their numbers. */
export const renameOption = { none: 0, overwrite: 1, toTrash: 2 } as const satisfies Record<string, RenameOption>;

/** ClientProtocol.rename: false for most of what is wrong. */
export function planRename(ns: Namespace, ctx: OpContext, request: RenameRequest): Plan<boolean> {
  checkPathLength('rename', request.dst);
  const src = resolvePath(ns, ctx, request.src, 'write-link', 'rename');
  const dst = intoDirectory(ns, src, resolvePath(ns, ctx, request.dst, 'create-link', 'rename'));
  checkAccess(ns, ctx, src, { parent: action.write });
  checkAccess(ns, ctx, dst, { ancestor: action.write });
  if (src.last < 0 || src.last === ns.root) return answer(false);
  if (src.path === dst.path) return answer(true);
  try {
    checkDestination(ns, src, dst);
  } catch (error) {
    if (isException(error, 'IOException') || isException(error, 'FileAlreadyExistsException')) return answer(false);
    throw error;
  }
  if (dst.last >= 0 || dst.parent < 0) return answer(false);
  checkLimits(ns, ctx, src, dst);
  const op: RenameOldOp = { op: 'OP_RENAME_OLD', src: src.path, dst: dst.path, timestamp: ctx.nowMs, ...rpcIdsOf(ctx) };
  return { ops: [op], result: () => true };
}

/** ClientProtocol.rename2: says what is wrong. */
export function planRename2(ns: Namespace, ctx: OpContext, request: RenameRequest & { readonly options: readonly RenameOption[] }): Plan<void> {
  checkPathLength('rename', request.dst);
  const src = resolvePath(ns, ctx, request.src, 'write-link', 'rename');
  const dst = resolvePath(ns, ctx, request.dst, 'create-link', 'rename');
  const toTrash = request.options.includes(renameOption.toTrash);
  checkAccess(ns, ctx, src, toTrash ? { parent: action.write, subtree: action.all, ignoreEmpty: true } : { parent: action.write });
  checkAccess(ns, ctx, dst, { ancestor: action.write });
  if (src.last < 0) throw new HdfsException('FileNotFoundException', `rename source ${src.path} is not found.`);
  if (src.last === ns.root) throw new HdfsException('IOException', 'rename source cannot be the root');
  if (src.path === dst.path) throw new HdfsException('FileAlreadyExistsException', `The source ${src.path} and destination ${dst.path} are the same`);
  checkDestination(ns, src, dst);
  if (dst.length === 1) throw new HdfsException('IOException', 'rename destination cannot be the root');
  if (dst.last >= 0) checkOverwrite(ns, src, dst, request.options.includes(renameOption.overwrite));
  if (dst.parent < 0) throw new HdfsException('FileNotFoundException', `rename destination parent ${dst.path} not found.`);
  if (!ns.isDirectory(dst.parent)) throw new HdfsException('ParentNotDirectoryException', `rename destination parent ${dst.path} is a file.`);
  checkLimits(ns, ctx, src, dst);
  const op: RenameOp = { op: 'OP_RENAME', src: src.path, dst: dst.path, timestamp: ctx.nowMs, options: request.options, ...rpcIdsOf(ctx) };
  return { ops: [op], result: () => {} };
}

/** A directory as destination means the same name in it (dstForRenameTo). */
function intoDirectory(ns: Namespace, src: ResolvedPath, dst: ResolvedPath): ResolvedPath {
  if (dst.last < 0 || !ns.isDirectory(dst.last)) return dst;
  const path = `${dst.path === '/' ? '' : dst.path}/${src.lastName}`;
  return dst.child(path, ns.child(dst.last, src.lastName));
}

/** validateDestination. */
function checkDestination(ns: Namespace, src: ResolvedPath, dst: ResolvedPath): void {
  if (ns.isSymlink(src.last) && dst.path === ns.symlinkTarget(src.last)) {
    throw new HdfsException('FileAlreadyExistsException', `Cannot rename symlink ${src.path} to its target ${dst.path}`);
  }
  if (dst.path.startsWith(`${src.path}/`)) {
    throw new HdfsException('IOException', `Rename destination ${dst.path} is a directory or file under source ${src.path}`);
  }
  if (isExactReserved(src.path) || isExactReserved(dst.path)) throw new HdfsException('InvalidPathException', 'Invalid path name Cannot rename to or from /.reserved');
}

/** validateOverwrite. */
function checkOverwrite(ns: Namespace, src: ResolvedPath, dst: ResolvedPath, overwrite: boolean): void {
  if (ns.isDirectory(dst.last) !== ns.isDirectory(src.last)) {
    throw new HdfsException('IOException', `Source ${src.path} and destination ${dst.path} must both be directories`);
  }
  if (!overwrite) throw new HdfsException('FileAlreadyExistsException', `rename destination ${dst.path} already exists`);
  if (ns.isDirectory(dst.last) && ns.childCount(dst.last) > 0) throw new HdfsException('IOException', `rename destination directory is not empty: ${dst.path}`);
}

/** Names, directory items, and quotas above the destination that are not above the source as well. */
function checkLimits(ns: Namespace, ctx: OpContext, src: ResolvedPath, dst: ResolvedPath): void {
  checkComponentLength(ctx, dst.lastName, dst.parentPath);
  if (src.parent !== dst.parent) checkDirectoryItems(ctx, ns.childCount(dst.parent), dst.parentPath);
  let common = 0;
  while (src.row(common) === dst.row(common)) common++;
  const moved = weight(ns, src.last);
  const replaced = dst.last >= 0 ? weight(ns, dst.last) : { names: 0, spaceBytes: 0 };
  checkQuotas(ns, dst, dst.length - 2, {
    names: moved.names - replaced.names, spaceBytes: moved.spaceBytes - replaced.spaceBytes,
    typeBytes: () => {
      const use = (row: number): readonly number[] => ns.policies.belowUnder(row, ns.policies.effective(dst.parent));
      return dst.last < 0 ? use(src.last) : sumOf(use(src.last), use(dst.last).map((bytes) => -bytes));
    },
  }, src.row(common - 1));
  checkNewName(ctx, dst.lastName, dst.parentPath);
  checkSnapshotName(dst.lastName);
}

function weight(ns: Namespace, row: number): { names: number; spaceBytes: number } {
  const below = ns.totals(row);
  return { names: below.files + below.directories + 1, spaceBytes: below.spaceBytes };
}

/** Applies OP_RENAME_OLD. Apache logs a file renamed to itself as well, which changes nothing. */
export function applyRenameOld(ns: Namespace, op: RenameOldOp): void {
  const src = ns.resolve(op.src);
  const dst = intoDirectory(ns, src, ns.resolve(op.dst));
  if (src.last >= 0 && src.path === ns.resolve(op.dst).path) return;
  if (dst.last >= 0) throw new ApplyError(op.op, `${dst.path} exists`);
  move(ns, op, src, dst);
}

/** Applies OP_RENAME; a destination that exists was allowed to be overwritten. */
export function applyRename(ns: Namespace, op: RenameOp): void {
  const src = ns.resolve(op.src);
  const dst = ns.resolve(op.dst);
  if (dst.last >= 0) {
    if (!op.options.includes(renameOption.overwrite)) throw new ApplyError(op.op, `${op.dst} exists`);
    ns.discard(dst.last);
  }
  move(ns, op, src, dst);
}

function move(ns: Namespace, op: RenameOldOp | RenameOp, src: ResolvedPath, dst: ResolvedPath): void {
  if (src.last < 0 || src.last === ns.root) throw new ApplyError(op.op, `${op.src} cannot be renamed`);
  if (dst.parent < 0 || !ns.isDirectory(dst.parent)) throw new ApplyError(op.op, `the parent of ${op.dst} is no directory`);
  if (dst.path.startsWith(`${src.path}/`)) throw new ApplyError(op.op, `${op.dst} is below ${op.src}`);
  ns.move(src.last, dst.parent, dst.lastName);
  ns.touch(dst.parent, ns.inodes.mtime(src.last));
  ns.touch(src.parent, op.timestamp);
  ns.touch(dst.parent, op.timestamp);
}
