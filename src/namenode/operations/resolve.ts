// From the path of a request to rows: /.reserved names, whether the caller may get there at all, symlinks on the
// way, snapshots. Answers to FSDirectory.resolvePath, resolveComponents and checkTraverse.

import { isValidName } from '../../protocol/path.ts';
import { HdfsException, isException } from '../../protocol/exceptions.ts';
import { rootInodeId } from '../../protocol/block.ts';
import type { Caller } from '../../protocol/permission.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { ResolvedPath } from '../namespace/resolved-path.ts';
import { checkNotSymlink, checkPermission, checkSuperuser, checkTraverse } from './permission-checker.ts';
import type { AccessDemand } from './permission-checker.ts';
import type { OpContext } from './plan.ts';

/** FSDirectory.DirOp: what the path is wanted for; with `link`, a symlink at its end is not followed. */
export type PathUse = 'read' | 'read-link' | 'write' | 'write-link' | 'create' | 'create-link';

export const reservedPath = '/.reserved';
export const pathLengthMax = 8000;
export const pathDepthMax = 1000;

/** NameNodeRpcServer.checkPathLength, asked before anything else by create, mkdirs and rename. */
export function checkPathLength(verb: string, path: string): void {
  if (path.length <= pathDepthMax) return;
  if (path.length <= pathLengthMax && path.split('/').filter((name) => name !== '').length <= pathDepthMax) return;
  throw new HdfsException('IOException', `${verb}: Pathname too long.  Limit ${pathLengthMax} characters, ${pathDepthMax} levels.`);
}

/**
 * The rows of a request's path; the caller must be able to pass all directories on the way.
 * @param operation the name that audit logs have, where a refusal tells it
 */
export function resolvePath(ns: Namespace, ctx: OpContext, path: string, use: PathUse, operation: string | null = null): ResolvedPath {
  return resolveAs(ns, ctx.options.permissionsEnabled ? ctx.caller : undefined, path, use, operation);
}

/** {@link resolvePath} for a caller, or for none who has to be asked (Apache's pc is null). */
export function resolveAs(ns: Namespace, caller: Caller | undefined, path: string, use: PathUse, operation: string | null = null): ResolvedPath {
  const creates = use === 'create' || use === 'create-link';
  if (creates && !isNameForCreation(path)) throw new HdfsException('InvalidPathException', `Invalid path name Invalid file name: ${path}`);
  const resolved = resolveReserved(ns, path);
  const reads = use === 'read' || use === 'read-link';
  if (resolved.isRaw && caller !== undefined && !reads) checkSuperuser(caller, operation);
  try {
    checkTraverse(ns, caller, resolved, lastBefore(resolved));
  } catch (error) {
    if (!creates && isException(error, 'ParentNotDirectoryException')) throw new HdfsException('AccessControlException', error.message);
    throw error;
  }
  if (use === 'read' || use === 'write' || use === 'create') checkNotSymlink(ns, resolved, resolved.length - 1);
  if (!reads && resolved.isSnapshot) throw new HdfsException('SnapshotAccessControlException', 'Modification on a read-only snapshot is disallowed');
  return resolved;
}

/** The rows of a file that a client has open: by inode id if it knows one, for the path may have changed since. */
export function resolveOpenFile(ns: Namespace, ctx: OpContext, path: string, fileId: number): ResolvedPath {
  if (fileId === 0) return resolvePath(ns, ctx, path, 'write');
  const row = ns.findInode(fileId);
  if (row >= 0) return pathOfRow(ns, row);
  // As Apache does: a path of which nothing exists, not even the root.
  const names = ['', ...path.split('/').filter((name) => name !== '')];
  return new ResolvedPath(path, names.slice(1).map(() => -1), -1, false, false);
}

/** The path that leads to a row, as a resolved one. */
export function pathOfRow(ns: Namespace, row: number): ResolvedPath {
  const above: number[] = [];
  for (let at = ns.inodes.parent(row); at >= 0; at = ns.inodes.parent(at)) above.unshift(at);
  return new ResolvedPath(ns.fullPath(row), above, row, false, false);
}

/** Checks a demand where permissions are enabled. */
export function checkAccess(ns: Namespace, ctx: OpContext, path: ResolvedPath, demand: AccessDemand): void {
  if (ctx.options.permissionsEnabled) checkPermission(ns, ctx.caller, path, demand);
}

/** That the caller owns what the path leads to, permissions enabled or not (FSDirectory.checkOwner). */
export function checkOwner(ns: Namespace, ctx: OpContext, path: ResolvedPath): void {
  if (path.last < 0) throw new HdfsException('FileNotFoundException', `Directory/File does not exist ${path.path}`);
  checkPermission(ns, ctx.caller, path, { owner: true });
}

/** The row of a file (INodeFile.valueOf); `shown` is the path as the message names it. */
export function requireFile(ns: Namespace, row: number, shown: string): number {
  if (row < 0) throw new HdfsException('FileNotFoundException', `File does not exist: ${shown}`);
  if (!ns.isFile(row)) throw new HdfsException('FileNotFoundException', `Path is not a file: ${shown}`);
  return row;
}

/** /.reserved itself, as a client writes it. */
export function isExactReserved(path: string): boolean {
  return path === reservedPath;
}

/** A path below /.reserved. */
export function isReserved(path: string): boolean {
  return path.startsWith(`${reservedPath}/`);
}

export function isReservedRaw(path: string): boolean {
  return path.startsWith(`${reservedPath}/raw`);
}

export function isReservedInodes(path: string): boolean {
  return path.startsWith(`${reservedPath}/.inodes`);
}

/** Like isValidName, but '..' may stand below /.reserved/.inodes. */
function isNameForCreation(path: string): boolean {
  return isReservedInodes(path) ? isValidName(path.replaceAll('/..', '/__')) : isValidName(path);
}

/** The traversal ends before the last component, or at the last one that exists. */
function lastBefore(path: ResolvedPath): number {
  return Math.min(path.length - 2, path.lastExisting);
}

/** Without /.reserved/raw and with the path of the inode in place of /.reserved/.inodes/ID. */
export function resolveReserved(ns: Namespace, path: string): ResolvedPath {
  if (!path.startsWith('/')) throw new HdfsException('AssertionError', `Absolute path required, but got '${path}'`);
  if (!path.startsWith(`${reservedPath}/`)) return ns.resolve(path);
  const [, kind, third, fourth, ...rest] = path.split('/').filter((name) => name !== '');
  if (kind === 'raw') {
    if (third === '.reserved' && fourth === undefined) return ns.resolve(path, true);
    return ns.resolve(third === undefined ? '/' : `/${[third, fourth, ...rest].filter((name) => name !== undefined).join('/')}`, true);
  }
  if (kind !== '.inodes' || third === undefined) return ns.resolve(path);
  if (!/^[+-]?\d{1,19}$/.test(third)) throw new HdfsException('FileNotFoundException', `Invalid inode path: ${path}`);
  const id = Number(third);
  if (id === rootInodeId && fourth === undefined) return ns.resolve('/');
  const row = ns.findInode(id);
  if (row < 0) throw new HdfsException('FileNotFoundException', `File for given inode path does not exist: ${path}`);
  if (fourth === '..') return ns.resolve(ns.inodes.parent(row) < 0 ? '/' : ns.fullPath(ns.inodes.parent(row)));
  const base = ns.fullPath(row);
  const below = [fourth, ...rest].filter((name) => name !== undefined).join('/');
  return below === '' ? ns.resolve(base) : ns.resolve(`${base === '/' ? '' : base}/${below}`);
}
