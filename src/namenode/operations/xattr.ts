// setXAttr, removeXAttr, getXAttrs and listXAttrs. Answers to FSDirXAttrOp and XAttrPermissionFilter.

import type { RemoveXAttrOp, SetXAttrOp } from '../../edit-log/ops/acl-xattr-ops.ts';
import type { XAttr } from '../../edit-log/ops/writables.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { ResolvedPath } from '../namespace/resolved-path.ts';
import { prefixedName, sameName, withXAttrs, withoutXAttrs, xAttrNamespace } from '../namespace/xattrs.ts';
import { UnsupportedEditOp, applyRow } from './apply-path.ts';
import type { AccessDemand } from './permission-checker.ts';
import type { OpContext, Plan } from './plan.ts';
import { rpcIdsOf } from './plan.ts';
import { checkAccess, checkOwner, isReservedRaw, resolvePath } from './resolve.ts';

const unreadable = 'security.hdfs.unreadable.by.superuser';
/** Attributes that switch on features which are not there. */
const featureNames = ['raw.hdfs.crypto.encryption.zone', 'raw.hdfs.crypto.file.encryption.info', 'system.hdfs.erasurecoding.policy', 'system.hdfs.sps'];

export interface SetXAttrRequest {
  readonly src: string;
  readonly xAttr: XAttr;
  /** XAttrSetFlag. */
  readonly create: boolean;
  readonly replace: boolean;
}

export function planSetXAttr(ns: Namespace, ctx: OpContext, request: SetXAttrRequest): Plan<void> {
  const { src, xAttr } = request;
  checkEnabled(ctx);
  const size = Buffer.byteLength(xAttr.name) + (xAttr.value?.length ?? 0);
  if (size > ctx.options.maxXAttrSizeBytes) {
    throw new HdfsException('HadoopIllegalArgumentException',
      `The XAttr is too big. The maximum combined size of the name and value is ${ctx.options.maxXAttrSizeBytes}, but the total size is ${size}`);
  }
  checkApi(ctx, xAttr, isReservedRaw(src));
  if (featureNames.includes(prefixedName(xAttr))) {
    throw new HdfsException('UnsupportedOperationException', `setXAttr: quorate does not have what ${prefixedName(xAttr)} switches on yet`);
  }
  const path = resolvePath(ns, ctx, src, 'write', 'setXAttr');
  checkChange(ns, ctx, path, xAttr);
  const row = requireInode(path);
  const existing = ns.xAttrs(row);
  const exists = existing.some((other) => sameName(other, xAttr));
  if (!request.create && !request.replace) throw new HdfsException('HadoopIllegalArgumentException', 'A flag must be specified.');
  if (exists && !request.replace) throw new HdfsException('IOException', `XAttr: ${xAttr.name} already exists. The REPLACE flag must be specified.`);
  if (!exists && !request.create) throw new HdfsException('IOException', `XAttr: ${xAttr.name} does not exist. The CREATE flag must be specified.`);
  const visible = withXAttrs(existing, [xAttr]).filter((other) => other.namespace === xAttrNamespace.user || other.namespace === xAttrNamespace.trusted).length;
  if (visible > ctx.options.maxXAttrsPerInode) {
    throw new HdfsException('IOException', `Cannot add additional XAttr to inode, would exceed limit of ${ctx.options.maxXAttrsPerInode}`);
  }
  if (prefixedName(xAttr) === unreadable && !ns.isFile(row)) throw new HdfsException('IOException', `Can only set '${unreadable}' on a file.`);
  return { ops: [{ op: 'OP_SET_XATTR', src: path.path, xAttrs: [xAttr], ...rpcIdsOf(ctx) }], result: () => {} };
}

export function planRemoveXAttr(ns: Namespace, ctx: OpContext, request: { readonly src: string; readonly xAttr: XAttr }): Plan<void> {
  const { src, xAttr } = request;
  checkEnabled(ctx);
  checkApi(ctx, xAttr, isReservedRaw(src));
  const path = resolvePath(ns, ctx, src, 'write', 'removeXAttr');
  checkChange(ns, ctx, path, xAttr);
  const existing = ns.xAttrs(requireInode(path));
  if (existing.length > 0 && prefixedName(xAttr) === unreadable) throw new HdfsException('AccessControlException', `The xattr '${unreadable}' can not be deleted.`);
  if (!existing.some((other) => sameName(other, xAttr))) throw new HdfsException('IOException', 'No matching attributes found for remove operation');
  return { ops: [{ op: 'OP_REMOVE_XATTR', src: path.path, xAttrs: [xAttr], ...rpcIdsOf(ctx) }], result: () => {} };
}

/** The attributes that were asked for, or all that the caller may see; XAttrNotFoundException if one is missing. */
export function getXAttrs(ns: Namespace, ctx: OpContext, request: { readonly src: string; readonly xAttrs: readonly XAttr[] }): readonly XAttr[] {
  const isRaw = isReservedRaw(request.src);
  checkEnabled(ctx);
  for (const xAttr of request.xAttrs) checkApi(ctx, xAttr, isRaw);
  const all = visibleXAttrs(ns, ctx, request.src, { target: action.read });
  return request.xAttrs.length === 0 ? all : request.xAttrs.map((wanted) => {
    const found = all.find((xAttr) => sameName(xAttr, wanted));
    if (found === undefined) throw new HdfsException('XAttrNotFoundException', 'At least one of the attributes provided was not found.');
    return found;
  });
}

/** All attributes that the caller may see: their names are told to whoever may enter the directory above. */
export function listXAttrs(ns: Namespace, ctx: OpContext, src: string): readonly XAttr[] {
  checkEnabled(ctx);
  return visibleXAttrs(ns, ctx, src, { parent: action.execute });
}

/** Throws AccessControlException for a superuser who is kept out of the file. */
export function checkUnreadableBySuperuser(ns: Namespace, ctx: OpContext, file: number): void {
  if (!ctx.options.permissionsEnabled || !ctx.caller.superuser || !ns.xAttrs(file).some((xAttr) => prefixedName(xAttr) === unreadable)) return;
  throw new HdfsException('AccessControlException', `Access is denied for ${ctx.caller.user} since the superuser is not allowed to perform this operation.`);
}

function visibleXAttrs(ns: Namespace, ctx: OpContext, src: string, demand: AccessDemand): readonly XAttr[] {
  const path = resolvePath(ns, ctx, src, 'read');
  checkAccess(ns, ctx, path, demand);
  return ns.xAttrs(requireInode(path)).filter((xAttr) => isVisible(ctx, xAttr, isReservedRaw(src)));
}

function isVisible(ctx: OpContext, xAttr: XAttr, isRaw: boolean): boolean {
  if (xAttr.namespace === xAttrNamespace.user) return true;
  if (xAttr.namespace === xAttrNamespace.trusted) return ctx.caller.superuser;
  return (xAttr.namespace === xAttrNamespace.raw && isRaw) || prefixedName(xAttr) === unreadable;
}

function requireInode(path: ResolvedPath): number {
  if (path.last < 0) throw new HdfsException('FileNotFoundException', `cannot find ${path.path}`);
  return path.last;
}

function checkEnabled(ctx: OpContext): void {
  if (ctx.options.xAttrsEnabled) return;
  throw new HdfsException('IOException', 'The XAttr operation has been rejected.  Support for XAttrs has been disabled by setting dfs.namenode.xattrs.enabled to false.');
}

/** XAttrPermissionFilter.checkPermissionForApi. */
function checkApi(ctx: OpContext, xAttr: XAttr, isRaw: boolean): void {
  if (xAttr.namespace === xAttrNamespace.user || (xAttr.namespace === xAttrNamespace.trusted && ctx.caller.superuser)) return;
  if (xAttr.namespace === xAttrNamespace.raw && isRaw) return;
  if (prefixedName(xAttr) === unreadable) {
    if (xAttr.value === undefined || xAttr.value.length === 0) return;
    throw new HdfsException('AccessControlException', `Attempt to set a value for '${unreadable}'. Values are not allowed for this xattr.`);
  }
  throw new HdfsException('AccessControlException', `User doesn't have permission for xattr: ${prefixedName(xAttr)}`);
}

/** User attributes need write access, of a sticky directory its owner. */
function checkChange(ns: Namespace, ctx: OpContext, path: ResolvedPath, xAttr: XAttr): void {
  if (!ctx.options.permissionsEnabled || xAttr.namespace !== xAttrNamespace.user) return;
  const row = path.last;
  if (row >= 0 && ns.isDirectory(row) && (ns.inodes.mode(row) & 0o1000) !== 0) checkOwner(ns, ctx, path);
  else checkAccess(ns, ctx, path, { target: action.write });
}

export function applySetXAttr(ns: Namespace, op: SetXAttrOp): void {
  const row = applyRow(ns, op, op.src);
  const unknown = op.xAttrs.find((xAttr) => featureNames.includes(prefixedName(xAttr)));
  if (unknown !== undefined) throw new UnsupportedEditOp(`OP_SET_XATTR of ${prefixedName(unknown)}`);
  ns.setXAttrs(row, withXAttrs(ns.xAttrs(row), op.xAttrs));
}

export function applyRemoveXAttr(ns: Namespace, op: RemoveXAttrOp): void {
  const row = applyRow(ns, op, op.src);
  ns.setXAttrs(row, withoutXAttrs(ns.xAttrs(row), op.xAttrs));
}

