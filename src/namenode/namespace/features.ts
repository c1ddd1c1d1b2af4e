// What few inodes have, in tables beside the columns, by row: writers, ACLs, extended attributes, quotas, symlink
// targets. A flag in the row says whether to look here at all. Answers to INode.Feature.

import type { AclEntry, XAttr } from '../../edit-log/ops/writables.ts';
import { NumberMap } from '../../base/number-map.ts';
import type { Block } from '../../protocol/block.ts';

/** Who writes a file that is under construction (FileUnderConstructionFeature). */
export interface Writer {
  readonly clientName: string;
  readonly clientMachine: string;
}

/** Limits on a directory; -1 is none (DirectoryWithQuotaFeature). */
export interface Quota {
  /** Inodes at and below the directory. */
  readonly names: number;
  /** Bytes, replicas counted. */
  readonly spaceBytes: number;
  /** Bytes by StorageType's ordinal; empty: none. */
  readonly typeBytes: readonly number[];
}

export const noQuota: Quota = { names: -1, spaceBytes: -1, typeBytes: [] };
/** The root's names are limited by Long.MAX_VALUE, so that it always has the feature. */
export const rootQuota: Quota = { names: 9223372036854775807, spaceBytes: -1, typeBytes: [] };

/** Whether any limit is set (QuotaCounts.anyNsSsCountGreaterOrEqual(0) and its like). */
export function isQuotaSet(quota: Quota): boolean {
  return quota.names >= 0 || quota.spaceBytes >= 0 || quota.typeBytes.some((bytes) => bytes >= 0);
}

export class Features {
  readonly writers = new NumberMap<Writer>();
  readonly acls = new Map<number, readonly AclEntry[]>();
  readonly xAttrs = new Map<number, readonly XAttr[]>();
  readonly quotas = new Map<number, Quota>();
  readonly symlinks = new Map<number, string>();
  /**
   * Files whose last block is to be cut by a block recovery, and to what: length and genstamp as OP_TRUNCATE has
   * them. Not in images (Apache forgets it over a restart as well); gone when the file is closed.
   */
  readonly truncations = new Map<number, Block>();

  /** Forgets a row that is freed. */
  drop(row: number): void {
    this.writers.delete(row);
    this.acls.delete(row);
    this.xAttrs.delete(row);
    this.quotas.delete(row);
    this.symlinks.delete(row);
    this.truncations.delete(row);
  }
}

/** Gives a row a value in one of these tables, or none. */
export function setOrDrop<T>(map: Map<number, T>, row: number, value: T, keep: boolean): void {
  if (keep) map.set(row, value);
  else map.delete(row);
}
