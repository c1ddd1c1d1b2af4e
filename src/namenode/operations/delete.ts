// delete: a file, a symlink, or a directory with all below it; one OP_DELETE. False if there is nothing.
// Answers to FSDirDeleteOp.

import type { DeleteOp } from '../../edit-log/ops/delete-concat-ops.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { ApplyError, applyRow } from './apply-path.ts';
import type { OpContext, Plan } from './plan.ts';
import { answer, rpcIdsOf } from './plan.ts';
import { checkAccess, isExactReserved, resolvePath } from './resolve.ts';

export interface DeleteRequest {
  readonly src: string;
  /** Whether a directory that is not empty may go. */
  readonly recursive: boolean;
}

/** Deletes a path; PathIsNotEmptyDirectoryException, AccessControlException (for the whole tree). */
export function planDelete(ns: Namespace, ctx: OpContext, request: DeleteRequest): Plan<boolean> {
  if (isExactReserved(request.src)) throw new HdfsException('InvalidPathException', `Invalid path name ${request.src}`);
  const path = resolvePath(ns, ctx, request.src, 'write-link', 'delete');
  checkAccess(ns, ctx, path, { parent: action.write, subtree: action.all, ignoreEmpty: true });
  if (path.last >= 0 && ns.isDirectory(path.last) && ns.childCount(path.last) > 0 && !request.recursive) {
    throw new HdfsException('PathIsNotEmptyDirectoryException', `\`${path.path} is non empty': Directory is not empty`);
  }
  if (path.last < 0 || path.last === ns.root) return answer(false);
  return { ops: [{ op: 'OP_DELETE', path: path.path, timestamp: ctx.nowMs, ...rpcIdsOf(ctx) }], result: () => true };
}

/** Applies OP_DELETE: the tree is unlinked; reclaim.ts gives back what it held. */
export function applyDelete(ns: Namespace, op: DeleteOp): void {
  const row = applyRow(ns, op, op.path);
  if (row === ns.root) throw new ApplyError(op.op, 'the root stays');
  ns.touch(ns.inodes.parent(row), op.timestamp);
  ns.discard(row);
}
