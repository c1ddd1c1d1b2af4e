// setAcl and its five kin, and getAclStatus. Whatever a client asks for becomes the whole new list of one
// OP_SET_ACL. Answers to FSDirAclOp.

import type { SetAclOp } from '../../edit-log/ops/acl-xattr-ops.ts';
import type { AclEntry } from '../../edit-log/ops/writables.ts';
import { HdfsException, isException } from '../../protocol/exceptions.ts';
import type { Mode } from '../../protocol/permission.ts';
import { aclEntry, aclScope, aclType, logicalAcl, minimalAcl, storedAcl } from '../namespace/acl.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { filterAcl, filterDefaultAcl, mergeAcl, replaceAcl } from './acl-transformation.ts';
import { applyRow } from './apply-path.ts';
import type { OpContext, Plan } from './plan.ts';
import { checkOwner, resolvePath } from './resolve.ts';

export interface AclRequest {
  readonly src: string;
  readonly aclSpec: readonly AclEntry[];
}

export function planModifyAclEntries(ns: Namespace, ctx: OpContext, request: AclRequest): Plan<void> {
  return planChange(ns, ctx, request.src, 'modifyAclEntries', (existing) => mergeAcl(existing, request.aclSpec));
}

export function planRemoveAclEntries(ns: Namespace, ctx: OpContext, request: AclRequest): Plan<void> {
  return planChange(ns, ctx, request.src, 'removeAclEntries', (existing) => filterAcl(existing, request.aclSpec));
}

export function planRemoveDefaultAcl(ns: Namespace, ctx: OpContext, src: string): Plan<void> {
  return planChange(ns, ctx, src, 'removeDefaultAcl', filterDefaultAcl);
}

/** Replaces the list, or one scope of it; an empty one removes it. */
export function planSetAcl(ns: Namespace, ctx: OpContext, request: AclRequest): Plan<void> {
  if (request.aclSpec.length === 0) return planChange(ns, ctx, request.src, 'setAcl', undefined);
  return planChange(ns, ctx, request.src, 'setAcl', (existing) => replaceAcl(existing, request.aclSpec));
}

/** Removes the whole list: the group gets back the bits of its own entry. */
export function planRemoveAcl(ns: Namespace, ctx: OpContext, src: string): Plan<void> {
  return planChange(ns, ctx, src, 'removeAcl', undefined);
}

function planChange(ns: Namespace, ctx: OpContext, src: string, operation: string, change: ((existing: readonly AclEntry[]) => readonly AclEntry[]) | undefined): Plan<void> {
  if (!ctx.options.aclsEnabled) {
    throw new HdfsException('AclException', 'The ACL operation has been rejected.  Support for ACLs has been disabled by setting dfs.namenode.acls.enabled to false.');
  }
  const path = resolvePath(ns, ctx, src, 'write', operation);
  checkOwner(ns, ctx, path);
  let entries: readonly AclEntry[] = [];
  try {
    if (change !== undefined) {
      entries = change(logicalAcl(ns.inodes.mode(path.last), ns.acl(path.last)));
      if (!ns.isDirectory(path.last) && entries.some((entry) => entry.scope === aclScope.default)) {
        throw new HdfsException('AclException', `Invalid ACL: only directories may have a default ACL. Path: ${path.path}`);
      }
    }
  } catch (error) {
    if (isException(error, 'AclException')) throw new HdfsException('AclException', `${error.message} Path: ${path.path}`);
    throw error;
  }
  return { ops: [{ op: 'OP_SET_ACL', src: path.path, aclEntries: entries }], result: () => {} };
}

export interface AclStatus {
  readonly owner: string;
  readonly group: string;
  readonly sticky: boolean;
  readonly mode: Mode;
  /** Stored entries: without those that the mode says. */
  readonly entries: readonly AclEntry[];
}

export function getAclStatus(ns: Namespace, ctx: OpContext, src: string): AclStatus {
  const path = resolvePath(ns, ctx, src, 'read');
  if (path.last < 0) throw new HdfsException('FileNotFoundException', `cannot find ${path.path}`);
  const mode = ns.inodes.mode(path.last);
  return { owner: ns.owner(path.last), group: ns.group(path.last), sticky: (mode & 0o1000) !== 0, mode, entries: ns.acl(path.last) };
}

/** Applies OP_SET_ACL: the whole new list, or none. */
export function applySetAcl(ns: Namespace, op: SetAclOp): void {
  const row = applyRow(ns, op, op.src);
  const mode = ns.inodes.mode(row);
  const stored = ns.acl(row);
  // Without a list of its own the group's bits are those of its entry, which the mask has covered.
  const group = stored.find((entry) => entry.scope === aclScope.access && entry.type === aclType.group && (entry.name === undefined || entry.name === ''));
  const entries = op.aclEntries.length > 0 ? op.aclEntries
    : group === undefined ? minimalAcl(mode)
    : [aclEntry(0, 0, mode >> 6), aclEntry(0, 1, group.permissions), aclEntry(0, 3, mode)];
  const result = storedAcl(mode, entries);
  ns.inodes.setMode(row, result.mode);
  ns.setAcl(row, result.entries);
}
