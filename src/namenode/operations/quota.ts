// setQuota and getQuotaUsage. The operation carries the limits that result, not those that were asked for.
// Answers to FSDirAttrOp.setQuota and FSDirStatAndListingOp.getQuotaUsage.

import type { ClearNsQuotaOp, SetNsQuotaOp, SetQuotaByStorageTypeOp, SetQuotaOp } from '../../edit-log/ops/quota-ops.ts';
import { quotaDontSet, quotaReset } from '../../edit-log/ops/quota-ops.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import { isQuotaSet } from '../namespace/features.ts';
import type { Quota } from '../namespace/features.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { StorageType } from '../namespace/storage-policies.ts';
import { ApplyError, applyRow } from './apply-path.ts';
import { checkSuperuser } from './permission-checker.ts';
import type { OpContext, Plan } from './plan.ts';
import { answer } from './plan.ts';
import { checkAccess, checkOwner, pathOfRow, resolvePath } from './resolve.ts';

export interface SetQuotaRequest {
  readonly path: string;
  /** Inodes, {@link quotaDontSet} or {@link quotaReset}. */
  readonly namespaceQuota: number;
  /** Bytes, {@link quotaDontSet} or {@link quotaReset}. */
  readonly storagespaceQuota: number;
  /** For one type of storage only; undefined: for all. */
  readonly storageType: StorageType | undefined;
}

/** The operation's name in audit logs and refusals (FSNamesystem.getQuotaCommand). */
export function quotaCommand(namespaceQuota: number, storagespaceQuota: number): string {
  if (namespaceQuota === quotaReset && storagespaceQuota === quotaDontSet) return 'clearQuota';
  if (namespaceQuota === quotaDontSet && storagespaceQuota === quotaReset) return 'clearSpaceQuota';
  return storagespaceQuota === quotaDontSet ? 'setQuota' : 'setSpaceQuota';
}

/** Limits a directory; superusers only, or owners of the directory above where that is allowed. */
export function planSetQuota(ns: Namespace, ctx: OpContext, request: SetQuotaRequest): Plan<void> {
  const { namespaceQuota, storagespaceQuota, storageType } = request;
  if (!ctx.options.allowOwnerSetQuota && ctx.options.permissionsEnabled) checkSuperuser(ctx.caller, quotaCommand(namespaceQuota, storagespaceQuota));
  const path = resolvePath(ns, ctx, request.path, 'write', quotaCommand(namespaceQuota, storagespaceQuota));
  if (ctx.options.permissionsEnabled && !ctx.caller.superuser && path.parent >= 0) {
    try {
      checkOwner(ns, ctx, pathOfRow(ns, path.parent));
    } catch {
      throw new HdfsException('AccessControlException', `Access denied for user ${ctx.caller.user}. Superuser or owner of parent folder privilege is required`);
    }
  }
  if (isIllegal(namespaceQuota) || isIllegal(storagespaceQuota)) {
    throw new HdfsException('IllegalArgumentException', `Illegal value for nsQuota or ssQuota : ${namespaceQuota} and ${storagespaceQuota}`);
  }
  if (storageType !== undefined && namespaceQuota !== quotaDontSet) {
    // Apache's text lacks the blank, too.
    throw new HdfsException('UnsupportedActionException',
      `Failed to set quota by storage type because eitherdfs.quota.by.storage.type.enabled is set to true or nsQuota value is illegal ${namespaceQuota}`);
  }
  if (path.last < 0) throw new HdfsException('FileNotFoundException', `Directory does not exist: ${path.path}`);
  if (!ns.isDirectory(path.last)) throw new HdfsException('PathIsNotDirectoryException', `\`${path.path}': Is not a directory`);
  const old = ns.quota(path.last);
  if (storageType !== undefined) {
    const bytes = storagespaceQuota === quotaDontSet ? old.spaceBytes : storagespaceQuota;
    if (typeLimit(old, storageType) === bytes) return answer(undefined);
    return { ops: [{ op: 'OP_SET_QUOTA_BY_STORAGETYPE', src: path.path, type: storageType, dsQuota: bytes }], result: () => {} };
  }
  const quota = changed(ns, path.last, namespaceQuota, storagespaceQuota);
  if (quota.names === old.names && quota.spaceBytes === old.spaceBytes) return answer(undefined);
  return { ops: [{ op: 'OP_SET_QUOTA', src: path.path, nsQuota: quota.names, dsQuota: quota.spaceBytes }], result: () => {} };
}

function isIllegal(quota: number): boolean {
  return quota < 0 && quota !== quotaReset;
}

/** The root's names stay limited by Long.MAX_VALUE, which is {@link quotaDontSet}'s number as well. */
function changed(ns: Namespace, row: number, names: number, spaceBytes: number): Quota {
  const old = ns.quota(row);
  let limit = names;
  if (row === ns.root && names === quotaReset) limit = quotaDontSet;
  else if (names === quotaDontSet) limit = old.names;
  return { names: limit, spaceBytes: spaceBytes === quotaDontSet ? old.spaceBytes : spaceBytes, typeBytes: old.typeBytes };
}

/** A quota's limit for one type; -1 is none. */
export function typeLimit(quota: Quota, type: StorageType): number {
  return quota.typeBytes[type] ?? -1;
}

export function applySetQuota(ns: Namespace, op: SetQuotaOp | SetNsQuotaOp | ClearNsQuotaOp): void {
  const row = applyDirectory(ns, op);
  const names = op.op === 'OP_CLEAR_NS_QUOTA' ? quotaReset : op.nsQuota;
  ns.setQuota(row, changed(ns, row, names, op.op === 'OP_SET_QUOTA' ? op.dsQuota : quotaDontSet));
}

export function applySetQuotaByStorageType(ns: Namespace, op: SetQuotaByStorageTypeOp): void {
  const row = applyDirectory(ns, op);
  const old = ns.quota(row);
  const typeBytes = Array.from({ length: 6 }, (_, type) => (type === op.type ? op.dsQuota : (old.typeBytes[type] ?? -1)));
  ns.setQuota(row, { ...old, typeBytes: typeBytes.some((bytes) => bytes >= 0) ? typeBytes : [] });
}

function applyDirectory(ns: Namespace, op: { readonly op: string; readonly src: string }): number {
  const row = applyRow(ns, op, op.src);
  if (!ns.isDirectory(row)) throw new ApplyError(op.op, `${op.src} is no directory`);
  return row;
}

export interface QuotaUsage {
  readonly fileAndDirectoryCount: number;
  readonly quota: number;
  readonly spaceConsumed: number;
  readonly spaceQuota: number;
  /** By StorageType's ordinal; empty: no limits by type. */
  readonly typeQuotas: readonly number[];
  /** Bytes by StorageType's ordinal; empty: no limits by type. */
  readonly typeConsumed: readonly number[];
}

/** What a path uses and may use. Needs READ_EXECUTE on all directories below. */
export function getQuotaUsage(ns: Namespace, ctx: OpContext, src: string): QuotaUsage {
  const path = resolvePath(ns, ctx, src, 'read-link');
  checkAccess(ns, ctx, path, { subtree: action.readExecute });
  if (path.last < 0) throw new HdfsException('FileNotFoundException', `File/Directory does not exist: ${path.path}`);
  const used = ns.totals(path.last);
  const quota = ns.quota(path.last);
  return {
    fileAndDirectoryCount: used.files + used.directories + 1, quota: quota.names, spaceConsumed: used.spaceBytes,
    spaceQuota: quota.spaceBytes, typeQuotas: isQuotaSet(quota) ? quota.typeBytes : [],
    typeConsumed: quota.typeBytes.length > 0 ? ns.policies.below(path.last) : [],
  };
}
