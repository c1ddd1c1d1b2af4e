// mkdirs: a directory and, if wanted, those above it; one OP_MKDIR each. A directory that exists is success.
// Answers to FSDirMkdirOp.

import type { AclEntry } from '../../edit-log/ops/writables.ts';
import type { MkdirOp } from '../../edit-log/ops/mkdir-op.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import type { Mode } from '../../protocol/permission.ts';
import { inheritedAcl, logicalAcl, storedAcl } from '../namespace/acl.ts';
import { inodeKind } from '../namespace/inode-table.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { ResolvedPath } from '../namespace/resolved-path.ts';
import { applyPath } from './apply-path.ts';
import { checkDirectoryItems, checkNewName, checkObjectLimit, checkQuotas, checkSnapshotName } from './limits.ts';
import type { OpContext, Plan } from './plan.ts';
import { answer } from './plan.ts';
import { checkAccess, checkPathLength, resolvePath } from './resolve.ts';

export interface MkdirsRequest {
  readonly src: string;
  /** What the client's umask left. */
  readonly mode: Mode;
  /** The mode before the umask, for directories with a default ACL above. */
  readonly unmasked?: Mode | undefined;
  readonly createParent: boolean;
}

/** Mode and ACL of something about to be created. */
export interface NewAttributes {
  readonly mode: Mode;
  /** Stored entries. */
  readonly acl: readonly AclEntry[];
}

/**
 * Creates a directory; true, or InvalidPathException, FileAlreadyExistsException, ParentNotDirectoryException,
 * FileNotFoundException (no parent), AccessControlException, quotas and limits.
 */
export function planMkdirs(ns: Namespace, ctx: OpContext, request: MkdirsRequest): Plan<boolean> {
  checkPathLength('mkdirs', request.src);
  const path = resolvePath(ns, ctx, request.src, 'create', 'mkdirs');
  if (path.last >= 0) {
    if (ns.isFile(path.last)) throw new HdfsException('FileAlreadyExistsException', `Path is not a directory: ${request.src}`);
    return answer(true);
  }
  checkAccess(ns, ctx, path, { ancestor: action.write });
  if (!request.createParent) checkParentExists(ns, path);
  checkObjectLimit(ns, ctx);
  const parents = planAncestors(ns, ctx, path, ancestorMode(request.mode), request.unmasked === undefined ? undefined : ancestorMode(request.unmasked));
  return { ops: [...parents.ops, parents.mkdir(path.length - 1, request.mode, request.unmasked)], result: () => true };
}

/** Directories made on the way can be written by their owner, and have no sticky bit (addImplicitUwx). */
export function ancestorMode(mode: Mode): Mode {
  return (mode | 0o300) & 0o777;
}

/** FSDirectory.verifyParentDir. */
export function checkParentExists(ns: Namespace, path: ResolvedPath): void {
  if (path.length <= 2) return;
  if (path.parent < 0) throw new HdfsException('FileNotFoundException', `Parent directory doesn't exist: ${path.parentPath}`);
  if (!ns.isDirectory(path.parent)) throw new HdfsException('ParentNotDirectoryException', `Parent path is not a directory: ${path.parentPath}`);
}

export interface AncestorPlan {
  /** Operations for the missing directories above the last component. */
  readonly ops: readonly MkdirOp[];
  /** Group and stored ACL of the directory that the last component will be in. */
  readonly group: string;
  readonly acl: readonly AclEntry[];
  /** The inode id that the next new inode gets. */
  readonly nextId: number;
  /** Entries that the last component's directory will have before it. */
  readonly items: number;
  /** An operation for component `index`, which must be the next one; checks names, limits and quotas. */
  readonly mkdir: (index: number, mode: Mode, unmasked: Mode | undefined) => MkdirOp;
}

/** Plans the missing directories above a path's last component, of mode `mode`. */
export function planAncestors(ns: Namespace, ctx: OpContext, path: ResolvedPath, mode: Mode, unmasked: Mode | undefined): AncestorPlan {
  const existing = path.lastExisting;
  const top = path.row(existing);
  let acl = ns.acl(top);
  let made = 0;
  const group = ns.group(top);
  const items = (): number => (made === 0 ? ns.childCount(top) : 0);
  const mkdir = (index: number, wanted: Mode, before: Mode | undefined): MkdirOp => {
    checkNewEntry(ns, ctx, path, index, items(), { names: made + 1, spaceBytes: 0 });
    const attributes = inheritedAttributes(ctx, acl, wanted, before, true);
    const op: MkdirOp = {
      op: 'OP_MKDIR', inodeId: ns.ids.lastInodeId + 1 + made, path: path.pathTo(index), timestamp: ctx.nowMs,
      permissions: { owner: ctx.caller.user, group, mode: attributes.mode }, aclEntries: loggedAcl(attributes), xAttrs: [],
    };
    made++;
    acl = attributes.acl;
    return op;
  };
  const ops: MkdirOp[] = [];
  for (let index = existing + 1; index < path.length - 1; index++) ops.push(mkdir(index, mode, unmasked));
  return { ops, group, acl, nextId: ns.ids.lastInodeId + 1 + made, items: items(), mkdir };
}

/** The checks of FSDirectory.addLastINode, in its order. `delta` counts what the same call adds before as well. */
export function checkNewEntry(ns: Namespace, ctx: OpContext, path: ResolvedPath, index: number, items: number, delta: { names: number; spaceBytes: number }): void {
  const name = index === path.length - 1 ? path.lastName : (path.names[index] ?? '');
  const parentPath = path.pathTo(index - 1);
  checkNewName(ctx, name, parentPath);
  checkDirectoryItems(ctx, items, parentPath);
  checkSnapshotName(name);
  checkQuotas(ns, path, Math.min(index - 1, path.lastExisting), delta);
}

/** Mode and ACL of a new child of a directory with these stored entries (FSDirectory.copyINodeDefaultAcl). */
export function inheritedAttributes(ctx: OpContext, parentAcl: readonly AclEntry[], mode: Mode, unmasked: Mode | undefined, isDirectory: boolean): NewAttributes {
  const hasDefault = parentAcl.some((entry) => entry.scope === 1);
  if (!hasDefault) return { mode, acl: [] };
  const from = ctx.options.posixAclInheritance && unmasked !== undefined ? unmasked : mode;
  const stored = inheritedAcl(parentAcl, from, isDirectory);
  return { mode: stored.mode, acl: stored.entries };
}

/** The ACL as an operation carries it: the whole list, or none. */
export function loggedAcl(attributes: NewAttributes): AclEntry[] {
  return attributes.acl.length === 0 ? [] : logicalAcl(attributes.mode, attributes.acl);
}

/** Applies OP_MKDIR: the parent exists, the directory does not. */
export function applyMkdir(ns: Namespace, op: MkdirOp): void {
  const path = applyPath(ns, op, op.path);
  const row = ns.addAt(inodeKind.directory, path, {
    id: op.inodeId, permissions: op.permissions, mtime: op.timestamp, atime: 0,
  });
  furnishDirectory(ns, row, path.parent, op);
}

/** Gives the row of a new directory what OP_MKDIR says of it. */
export function furnishDirectory(ns: Namespace, row: number, parent: number, op: Pick<MkdirOp, 'aclEntries' | 'xAttrs' | 'timestamp'>): void {
  applyNewAcl(ns, row, op.aclEntries);
  if (op.xAttrs.length > 0) ns.setXAttrs(row, op.xAttrs);
  ns.touch(parent, op.timestamp);
}

/** Gives a row the list that its operation carries; none leaves mode as it is. */
export function applyNewAcl(ns: Namespace, row: number, logical: readonly AclEntry[]): void {
  if (logical.length === 0) return;
  const stored = storedAcl(ns.inodes.mode(row), logical);
  ns.inodes.setMode(row, stored.mode);
  ns.setAcl(row, stored.entries);
}
