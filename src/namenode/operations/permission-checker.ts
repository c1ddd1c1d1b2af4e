// Who may do what, by owner, group, mode, sticky bit and ACL. Nothing here looks at whether permissions are
// enabled: callers do, where Apache does (checking the owner is never switched off).
// Answers to FSPermissionChecker; the texts are its own.

import { HdfsException } from '../../protocol/exceptions.ts';
import { action, modeSymbol } from '../../protocol/permission.ts';
import type { Action, Caller } from '../../protocol/permission.ts';
import { aclName, aclScope, aclType } from '../namespace/acl.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { ResolvedPath } from '../namespace/resolved-path.ts';

/** What has to be allowed; everything above must be executable in any case. */
export interface AccessDemand {
  /** The caller owns the last component. */
  readonly owner?: boolean;
  /** On the nearest directory that exists above the last component. */
  readonly ancestor?: Action;
  /** On the directory above the last component; WRITE respects its sticky bit. */
  readonly parent?: Action;
  /** On the last component. */
  readonly target?: Action;
  /** On every directory at and below the last component. */
  readonly subtree?: Action;
  /** Whether empty directories below do not matter. */
  readonly ignoreEmpty?: boolean;
}

const actionNames = ['NONE', 'EXECUTE', 'WRITE', 'WRITE_EXECUTE', 'READ', 'READ_EXECUTE', 'READ_WRITE', 'ALL'] as const;

/** Throws AccessControlException unless the caller may; superusers always may. */
export function checkPermission(ns: Namespace, caller: Caller, path: ResolvedPath, demand: AccessDemand): void {
  if (caller.superuser) return;
  const last = path.length - 1;
  let ancestor = last - 1;
  while (ancestor >= 0 && path.row(ancestor) < 0) ancestor--;
  checkTraverse(ns, caller, path, ancestor);
  if (demand.parent !== undefined && (demand.parent & action.write) !== 0 && last > 0 && path.last >= 0) checkSticky(ns, caller, path, last - 1);
  if (demand.ancestor !== undefined && last > 0) check(ns, caller, path, ancestor, demand.ancestor);
  if (demand.parent !== undefined && last > 0) check(ns, caller, path, last - 1, demand.parent);
  if (demand.target !== undefined) check(ns, caller, path, last, demand.target);
  if (demand.subtree !== undefined && path.last >= 0) checkSubtree(ns, caller, path.last, path.path, demand.subtree, demand.ignoreEmpty === true);
  if (demand.owner === true && path.last >= 0 && ns.owner(path.last) !== caller.user) {
    throw new HdfsException('AccessControlException', `Permission denied. user=${caller.user} is not the owner of inode=${path.path}`);
  }
}

/** Throws unless the caller is a superuser; `operation` is the name that audit logs have. */
export function checkSuperuser(caller: Caller, operation: string | null): void {
  if (caller.superuser) return;
  throw new HdfsException('AccessControlException', `Access denied for user ${caller.user}. Superuser privilege is required for operation ${operation}`);
}

/** Throws AccessControlException unless the caller may do `wanted` to an inode, found by itself. */
export function checkInode(ns: Namespace, caller: Caller, row: number, wanted: Action): void {
  if (!caller.superuser && !isAllowed(ns, caller, row, wanted)) throw denied(ns, caller, row, ns.fullPath(row), wanted);
}

/**
 * That components up to `last` are directories the caller may pass; a symlink or file among them is an
 * UnresolvedPathException or ParentNotDirectoryException.
 */
export function checkTraverse(ns: Namespace, caller: Caller | undefined, path: ResolvedPath, last: number): void {
  for (let i = 0; i <= last; i++) {
    const row = path.row(i);
    if (row < 0) return;
    if (!ns.isDirectory(row)) {
      checkNotSymlink(ns, path, i);
      throw new HdfsException('ParentNotDirectoryException', `${path.pathTo(i)} (is not a directory)`);
    }
    if (caller !== undefined && !caller.superuser) check(ns, caller, path, i, action.execute);
  }
}

/** Throws UnresolvedPathException, whose message is the path that the client has to go on with. */
export function checkNotSymlink(ns: Namespace, path: ResolvedPath, index: number): void {
  const row = path.row(index);
  if (row < 0 || !ns.isSymlink(row)) return;
  const target = ns.symlinkTarget(row);
  const rest = path.names.slice(index + 1, path.length).join('/');
  const base = target.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(target) ? target : `${path.pathTo(index - 1)}/${target}`.replace(/^\/\//, '/');
  throw new HdfsException('UnresolvedPathException', rest === '' ? base : `${base.replace(/\/$/, '')}/${rest}`);
}

function check(ns: Namespace, caller: Caller, path: ResolvedPath, index: number, wanted: Action): void {
  const row = path.row(index);
  if (index >= 0 && row >= 0 && !isAllowed(ns, caller, row, wanted)) throw denied(ns, caller, row, path.pathTo(index), wanted);
}

function denied(ns: Namespace, caller: Caller, row: number, path: string, wanted: Action): HdfsException {
  return new HdfsException('AccessControlException', `Permission denied: user=${caller.user}, access=${actionNames[wanted]}, inode="${path}":${describe(ns, row)}`);
}

/** owner:group:drwxr-xr-x */
function describe(ns: Namespace, row: number): string {
  return `${ns.owner(row)}:${ns.group(row)}:${ns.isDirectory(row) ? 'd' : '-'}${modeSymbol(ns.inodes.mode(row))}`;
}

/** Whether mode and ACL of a row let the caller do `wanted`. */
export function isAllowed(ns: Namespace, caller: Caller, row: number, wanted: Action): boolean {
  const mode = ns.inodes.mode(row);
  const entries = ns.acl(row);
  if (entries[0]?.scope === aclScope.access) return isAllowedByAcl(ns, caller, row, wanted);
  const bits = ns.owner(row) === caller.user ? mode >> 6 : caller.groups.includes(ns.group(row)) ? mode >> 3 : mode;
  return (bits & wanted) === wanted;
}

/** The owner's bits, then the first entry that names the user, then any entry of a group, masked; then others. */
function isAllowedByAcl(ns: Namespace, caller: Caller, row: number, wanted: Action): boolean {
  const mode = ns.inodes.mode(row);
  if (ns.owner(row) === caller.user) return ((mode >> 6) & wanted) === wanted;
  let named = false;
  for (const entry of ns.acl(row)) {
    if (entry.scope === aclScope.default) break;
    const allowed = (entry.permissions & (mode >> 3) & wanted) === wanted;
    const name = aclName(entry);
    if (entry.type === aclType.user && name === caller.user) return allowed;
    if (entry.type === aclType.group && caller.groups.includes(name ?? ns.group(row))) {
      if (allowed) return true;
      named = true;
    }
  }
  return !named && (mode & wanted) === wanted;
}

function checkSticky(ns: Namespace, caller: Caller, path: ResolvedPath, index: number): void {
  const parent = path.row(index);
  const row = path.row(index + 1);
  if (isStickyViolated(ns, caller, parent, row)) throw stickyDenied(ns, caller, row, path.pathTo(index + 1), parent, path.pathTo(index));
}

function isStickyViolated(ns: Namespace, caller: Caller, parent: number, row: number): boolean {
  return (ns.inodes.mode(parent) & 0o1000) !== 0 && ns.owner(parent) !== caller.user && ns.owner(row) !== caller.user;
}

function stickyDenied(ns: Namespace, caller: Caller, row: number, path: string, parent: number, parentPath: string): HdfsException {
  const text = `Permission denied by sticky bit: user=${caller.user}, path="${path}":${describe(ns, row)}, parent="${parentPath}":${describe(ns, parent)}`;
  return new HdfsException('AccessControlException', text);
}

/** Visits directories in the order that Apache does: a directory's last subdirectory first. */
function checkSubtree(ns: Namespace, caller: Caller, top: number, topPath: string, wanted: Action, ignoreEmpty: boolean): void {
  if (!ns.isDirectory(top)) return;
  const stack: (readonly [number, string])[] = [[top, topPath]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [directory, path] = next;
    const base = path === '/' ? '' : path;
    if (!(ignoreEmpty && ns.childCount(directory) === 0)) {
      if (!isAllowed(ns, caller, directory, wanted)) throw denied(ns, caller, directory, path, wanted);
      if ((ns.inodes.mode(directory) & 0o1000) !== 0) {
        ns.visitChildren(directory, 0, Number.POSITIVE_INFINITY, (child) => {
          // Apache names the top of the deletion as the parent here, with its attributes and this path.
          if (isStickyViolated(ns, caller, directory, child)) throw stickyDenied(ns, caller, child, `${base}/${ns.inodes.nameText(child)}`, top, path);
        });
      }
    }
    if (ns.totals(directory).directories === 0) continue;
    ns.visitChildren(directory, 0, Number.POSITIVE_INFINITY, (child) => {
      if (ns.isDirectory(child)) stack.push([child, `${base}/${ns.inodes.nameText(child)}`]);
    });
  }
}
