// setPermission, setOwner, setTimes and setReplication: one operation each, none if nothing changes. Answers to
// FSDirAttrOp.

import type { SetOwnerOp, SetPermissionsOp, SetReplicationOp, TimesOp } from '../../edit-log/ops/attribute-ops.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import type { Mode } from '../../protocol/permission.ts';
import type { BlockEvents } from '../namespace/block-events.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { applyFile, applyRow } from './apply-path.ts';
import { checkReplication } from './create.ts';
import { checkQuotas, replicationGrowth } from './limits.ts';
import type { OpContext, Plan } from './plan.ts';
import { answer } from './plan.ts';
import { checkAccess, checkOwner, isExactReserved, resolvePath } from './resolve.ts';

const done = (): void => {};

/** chmod, by the owner. */
export function planSetPermission(ns: Namespace, ctx: OpContext, request: { readonly src: string; readonly mode: Mode }): Plan<void> {
  checkNotReserved(request.src);
  const path = resolvePath(ns, ctx, request.src, 'write', 'setPermission');
  checkOwner(ns, ctx, path);
  if (ns.inodes.mode(path.last) === request.mode) return answer(undefined);
  return { ops: [{ op: 'OP_SET_PERMISSIONS', src: path.path, permissions: request.mode }], result: done };
}

export interface SetOwnerRequest {
  readonly src: string;
  /** undefined: as it is. */
  readonly username: string | undefined;
  readonly groupname: string | undefined;
}

/** chown by a superuser, chgrp by the owner to a group of its own. */
export function planSetOwner(ns: Namespace, ctx: OpContext, request: SetOwnerRequest): Plan<void> {
  const { src, username, groupname } = request;
  const { caller } = ctx;
  checkNotReserved(src);
  const path = resolvePath(ns, ctx, src, 'write', 'setOwner');
  checkOwner(ns, ctx, path);
  if (!caller.superuser && username !== undefined && username !== caller.user) {
    throw new HdfsException('AccessControlException', `User ${caller.user} is not a super user (non-super user cannot change owner).`);
  }
  if (!caller.superuser && groupname !== undefined && !caller.groups.includes(groupname)) {
    throw new HdfsException('AccessControlException', `User ${caller.user} does not belong to ${groupname}`);
  }
  const same = (username ?? ns.owner(path.last)) === ns.owner(path.last) && (groupname ?? ns.group(path.last)) === ns.group(path.last);
  if (same) return answer(undefined);
  return { ops: [{ op: 'OP_SET_OWNER', src: path.path, username, groupname }], result: done };
}

export interface SetTimesRequest {
  readonly src: string;
  /** ms; negative: as it is. */
  readonly mtime: number;
  readonly atime: number;
}

export function planSetTimes(ns: Namespace, ctx: OpContext, request: SetTimesRequest): Plan<void> {
  const path = resolvePath(ns, ctx, request.src, 'write', 'setTimes');
  checkAccess(ns, ctx, path, { target: action.write });
  if (path.last < 0) throw new HdfsException('FileNotFoundException', `File/Directory ${path.path} does not exist.`);
  if (request.mtime < 0 && request.atime < 0) return answer(undefined);
  return { ops: [{ op: 'OP_TIMES', path: path.path, mtime: request.mtime, atime: request.atime }], result: done };
}

/** The edit that reading a file at `nowMs` leads to; none while its access time is exact enough. */
export function planTouch(ns: Namespace, ctx: OpContext, row: number): Plan<void> {
  const precision = ctx.options.accessTimePrecisionMs;
  if (precision === 0 || !ns.isReachable(row) || ctx.nowMs <= ns.inodes.atime(row) + precision) return answer(undefined);
  return { ops: [{ op: 'OP_TIMES', path: ns.fullPath(row), mtime: -1, atime: ctx.nowMs }], result: done };
}

/** setrep; false for what is no file. Logged even if the number stays. */
export function planSetReplication(ns: Namespace, ctx: OpContext, request: { readonly src: string; readonly replication: number }): Plan<boolean> {
  const { src, replication } = request;
  checkReplication(ctx, src, replication, undefined);
  const path = resolvePath(ns, ctx, src, 'write', 'setReplication');
  checkAccess(ns, ctx, path, { target: action.write });
  const file = path.last;
  if (file < 0 || !ns.isFile(file) || ns.erasureCodingPolicy(file) !== 0) return answer(false);
  const before = ns.replication(file);
  if (replication > before) checkQuotas(ns, path, path.length - 2, replicationGrowth(ns, file, ns.totals(file).spaceBytes / Math.max(1, before), before, replication));
  return { ops: [{ op: 'OP_SET_REPLICATION', path: path.path, replication }], result: () => true };
}

function checkNotReserved(src: string): void {
  if (isExactReserved(src)) throw new HdfsException('InvalidPathException', `Invalid path name ${src}`);
}

export function applySetPermission(ns: Namespace, op: SetPermissionsOp): void {
  ns.inodes.setMode(applyRow(ns, op, op.src), op.permissions);
}

export function applySetOwner(ns: Namespace, op: SetOwnerOp): void {
  ns.setOwnerAndGroup(applyRow(ns, op, op.src), op.username, op.groupname);
}

export function applyTimes(ns: Namespace, op: TimesOp): void {
  const row = applyRow(ns, op, op.path);
  if (op.mtime >= 0) ns.inodes.setMtime(row, op.mtime);
  if (op.atime >= 0) ns.inodes.setAtime(row, op.atime);
}

export function applySetReplication(ns: Namespace, op: SetReplicationOp, events: BlockEvents): void {
  ns.setReplication(applyFile(ns, op, op.path), op.replication, events);
}
