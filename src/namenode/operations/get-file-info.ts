// What one path leads to: getFileInfo, getFileLinkInfo, isFileClosed, getPreferredBlockSize, checkAccess. They
// change nothing. Answers to FSDirStatAndListingOp and FSDirAttrOp.

import { HdfsException } from '../../protocol/exceptions.ts';
import type { Action } from '../../protocol/permission.ts';
import { fileStatusOf, syntheticDirectory } from '../namespace/file-status.ts';
import type { FileStatus } from '../namespace/file-status.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { OpContext } from './plan.ts';
import { checkAccess, requireFile, resolvePath } from './resolve.ts';

/** The status of a path; undefined if there is nothing. A symlink at its end is followed, that is, thrown. */
export function getFileInfo(ns: Namespace, ctx: OpContext, src: string): FileStatus | undefined {
  return statusOf(ns, ctx, src, 'read');
}

/** Like {@link getFileInfo}, but tells of a symlink itself. */
export function getFileLinkInfo(ns: Namespace, ctx: OpContext, src: string): FileStatus | undefined {
  return statusOf(ns, ctx, src, 'read-link');
}

function statusOf(ns: Namespace, ctx: OpContext, src: string, use: 'read' | 'read-link'): FileStatus | undefined {
  let path;
  try {
    path = resolvePath(ns, ctx, src, use);
  } catch (error) {
    // Superusers are told nothing instead of that a file is in the way.
    if (ctx.caller.superuser && error instanceof HdfsException && error.name === 'AccessControlException') return undefined;
    throw error;
  }
  if (path.length === 2 && path.lastName === '.reserved') return syntheticDirectory('', 0o1770);
  if (path.isSnapshot) return path.length === 2 ? syntheticDirectory('', 0o777) : undefined;
  return path.last < 0 ? undefined : fileStatusOf(ns, path.last);
}

/** Whether nobody writes the file; FileNotFoundException for a directory. */
export function isFileClosed(ns: Namespace, ctx: OpContext, src: string): boolean {
  const path = resolvePath(ns, ctx, src, 'read');
  return !ns.isUnderConstruction(requireFile(ns, path.last, src));
}

/** A file's block size in bytes. */
export function getPreferredBlockSize(ns: Namespace, ctx: OpContext, src: string): number {
  const path = resolvePath(ns, ctx, src, 'read-link');
  return ns.inodes.blockSize(requireFile(ns, path.last, path.path));
}

/** That the caller may do `wanted`: nothing, or AccessControlException or FileNotFoundException. */
export function checkPathAccess(ns: Namespace, ctx: OpContext, src: string, wanted: Action): void {
  const path = resolvePath(ns, ctx, src, 'read');
  if (path.last < 0) throw new HdfsException('FileNotFoundException', `Path not found: ${path.path}`);
  checkAccess(ns, ctx, path, { target: wanted });
}
