// The limits that a change must keep to: names, entries of a directory, objects, and quotas of all directories
// above. Answers to FSDirectory.verifyINodeName and its like, and to DirectoryWithQuotaFeature.verifyQuota.

import { HdfsException } from '../../protocol/exceptions.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { sumOf, typeBytesOf } from '../namespace/policy-table.ts';
import type { TypeBytes } from '../namespace/policy-table.ts';
import type { ResolvedPath } from '../namespace/resolved-path.ts';
import { storageTypeNames } from '../namespace/storage-policies.ts';
import type { OpContext } from './plan.ts';

/** What a change adds to all directories above it. */
export interface QuotaDelta {
  readonly names: number;
  /** Bytes with all replicas. */
  readonly spaceBytes: number;
  /** On each type of storage; asked for where a directory is limited by type. */
  readonly typeBytes?: () => TypeBytes;
}

/** Whether a new entry may have that name in the directory (addLastINode, verifyMaxComponentLength, verifyINodeName). */
export function checkNewName(ctx: OpContext, name: string, parentPath: string): void {
  if (parentPath === '/' && name === '.reserved') {
    throw new HdfsException('HadoopIllegalArgumentException',
      `File name "${name}" is reserved and cannot be created. If this is during upgrade change the name of the existing file or directory to another name before upgrading to the new release.`);
  }
  checkComponentLength(ctx, name, parentPath);
}

/** {@link checkNewName}'s last part, which Apache asks after the directory's items. */
export function checkSnapshotName(name: string): void {
  if (name === '.snapshot') throw new HdfsException('HadoopIllegalArgumentException', '".snapshot" is a reserved name.');
}

export function checkComponentLength(ctx: OpContext, name: string, parentPath: string): void {
  const limit = ctx.options.maxComponentLength;
  if (limit === 0 || name.length * 3 <= limit) return;
  const length = Buffer.byteLength(name);
  if (length <= limit) return;
  throw new HdfsException('PathComponentTooLongException',
    `The maximum path component name limit of ${name} in directory ${parentPath} is exceeded: limit=${limit} length=${length}`);
}

export function checkDirectoryItems(ctx: OpContext, items: number, path: string): void {
  if (items < ctx.options.maxDirectoryItems) return;
  throw new HdfsException('MaxDirectoryItemsExceededException', `The directory item limit of ${path} is exceeded: limit=${ctx.options.maxDirectoryItems} items=${items}`);
}

/** FSNamesystem.checkFsObjectLimit. */
export function checkObjectLimit(ns: Namespace, ctx: OpContext): void {
  const max = ctx.options.maxObjects;
  if (max !== 0 && max <= ns.inodeCount + ns.totals(ns.root).blocks) {
    throw new HdfsException('IOException', `Exceeded the configured number of objects ${max} in the filesystem.`);
  }
}

/** A file takes so many bytes more, replicas counted. */
export function fileGrowth(ns: Namespace, file: number, spaceBytes: number): QuotaDelta {
  return { names: 0, spaceBytes, typeBytes: () => ns.policies.typeBytes(file, spaceBytes) };
}

/** `bytes` of a file have another number of replicas. */
export function replicationGrowth(ns: Namespace, file: number, bytes: number, from: number, to: number): Required<QuotaDelta> {
  return {
    names: 0, spaceBytes: bytes * (to - from),
    typeBytes: () => {
      const policy = ns.effectiveStoragePolicy(file);
      return sumOf(typeBytesOf(policy, to, bytes), typeBytesOf(policy, from, -bytes));
    },
  };
}

/** Whether all directories of `path` up to index `last` have room; from the deepest up, as Apache asks. */
export function checkQuotas(ns: Namespace, path: ResolvedPath, last: number, delta: QuotaDelta, stopAt = -1): void {
  if (delta.names <= 0 && delta.spaceBytes <= 0 && delta.typeBytes === undefined) return;
  for (let i = last; i >= 0; i--) {
    const row = path.row(i);
    if (row === stopAt) return;
    if (row >= 0) checkQuota(ns, row, path, i, delta);
  }
}

function checkQuota(ns: Namespace, row: number, of: ResolvedPath, index: number, delta: QuotaDelta): void {
  const quota = ns.quota(row);
  if (quota.names < 0 && quota.spaceBytes < 0 && quota.typeBytes.length === 0) return;
  const used = ns.totals(row);
  const names = used.files + used.directories + 1;
  if (quota.names >= 0 && delta.names > 0 && names > quota.names - delta.names) {
    throw new HdfsException('NSQuotaExceededException',
      `The NameSpace quota (directories and files) of directory ${of.pathTo(index)} is exceeded: quota=${longText(quota.names)} file count=${names + delta.names}`);
  }
  if (quota.spaceBytes >= 0 && delta.spaceBytes > 0 && used.spaceBytes > quota.spaceBytes - delta.spaceBytes) {
    const count = used.spaceBytes + delta.spaceBytes;
    throw new HdfsException('DSQuotaExceededException',
      `The DiskSpace quota of ${of.pathTo(index)} is exceeded: quota = ${longText(quota.spaceBytes)} B = ${bytesText(quota.spaceBytes)} but diskspace consumed = ${longText(count)} B = ${bytesText(count)}`);
  }
  if (quota.typeBytes.length > 0 && delta.typeBytes !== undefined) checkTypes(ns, row, quota.typeBytes, delta.typeBytes(), of.pathTo(index));
}

/** DirectoryWithQuotaFeature.verifyQuotaByStorageType. */
function checkTypes(ns: Namespace, row: number, limits: readonly number[], added: TypeBytes, path: string): void {
  for (const [type, limit] of limits.entries()) {
    const more = added[type] ?? 0;
    if (limit < 0 || more <= 0) continue;
    const used = ns.policies.below(row)[type] ?? 0;
    if (used <= limit - more) continue;
    throw new HdfsException('QuotaByStorageTypeExceededException',
      `Quota by storage type : ${storageTypeNames[type] ?? ''} on path : ${path} is exceeded. quota = ${bytesText(limit)} but space consumed = ${bytesText(used + more)}`);
  }
}

/** A long that fits no double, as Java prints it. */
function longText(value: number): string {
  return value >= 2 ** 63 ? '9223372036854775807' : String(value);
}

/** '1.50 KB' (StringUtils.TraditionalBinaryPrefix.long2String with two places). */
export function bytesText(value: number): string {
  const symbols = ['K', 'M', 'G', 'T', 'P', 'E'];
  const size = Math.abs(value);
  const sign = value < 0 ? '-' : '';
  if (size < 1024) return `${sign}${size} B`;
  let power = 1;
  while (power < symbols.length && size >= 1024 ** (power + 1)) power++;
  const unit = 1024 ** power;
  if (size % unit === 0) return `${sign}${size / unit} ${symbols[power - 1]}B`;
  let text = (size / unit).toFixed(2);
  if (text.startsWith('1024') && power < symbols.length) {
    text = (size / (unit * 1024)).toFixed(2);
    power++;
  }
  return `${sign}${text} ${symbols[power - 1]}B`;
}
