// Which storage policy counts for an inode; and, by those policies, how many bytes on each type of storage all below a
// directory takes: worked out when it is first asked for, which is where quotas by type are, and kept up from then on.
// No part of the persisted state. Answers to INode.getStoragePolicyID and the type spaces of DirectoryWithQuotaFeature.

import type { SubtreeTotals } from './directory-table.ts';
import type { InodeTable } from './inode-table.ts';
import { chosenTypes, policyUnspecified, storageTypeNames, supportsTypeQuota } from './storage-policies.ts';

/** What it asks of the namespace. */
export interface PolicyTree {
  readonly inodes: InodeTable;
  isFile(row: number): boolean;
  isDirectory(row: number): boolean;
  replication(file: number): number;
  totals(row: number): SubtreeTotals;
  visitChildren(directory: number, from: number, limit: number, visit: (row: number) => void): void;
}

/** Bytes by StorageType's ordinal. */
export type TypeBytes = readonly number[];

export class PolicyTable {
  readonly #tree: PolicyTree;
  /** Rows with a policy of their own. */
  #own = 0;
  /** What takes how much below directories that were asked for, by row. */
  readonly #known = new Map<number, number[]>();

  constructor(tree: PolicyTree) {
    this.#tree = tree;
  }

  /** Whether some inode has a policy of its own; without, types of storage need not be looked at. */
  get any(): boolean {
    return this.#own > 0;
  }

  /** The policy that counts for a row: its own, or that of the nearest directory above; 0 if none has one. */
  effective(row: number): number {
    if (this.#own === 0) return policyUnspecified;
    const { inodes } = this.#tree;
    for (let at = row; at >= 0; at = inodes.parent(at)) {
      const own = inodes.storagePolicy(at);
      if (own !== policyUnspecified) return own;
    }
    return policyUnspecified;
  }

  set(row: number, policy: number): void {
    const { inodes } = this.#tree;
    const before = inodes.storagePolicy(row);
    if (before === policy) return;
    const space = this.#known.size > 0 && this.#tree.isFile(row) ? this.#tree.totals(row).spaceBytes : 0;
    this.charged(row, -space);
    this.#own += (policy === policyUnspecified ? 0 : 1) - (before === policyUnspecified ? 0 : 1);
    inodes.setStoragePolicy(row, policy);
    this.charged(row, space);
    if (this.#tree.isDirectory(row)) this.#known.clear();
  }

  /** The row is freed. */
  drop(row: number): void {
    if (this.#tree.inodes.storagePolicy(row) !== policyUnspecified) this.#own--;
  }

  /** What `spaceBytes` of a file, replicas counted, take on each type. */
  typeBytes(file: number, spaceBytes: number): TypeBytes {
    const replication = this.#tree.replication(file);
    return typeBytesOf(this.effective(file), replication, spaceBytes / replication);
  }

  /** What a row and all below it take on each type. A walk of all that, the first time. */
  below(row: number): TypeBytes {
    const known = this.#known.get(row);
    if (known !== undefined) return known;
    const use = this.belowUnder(row, this.effective(this.#tree.inodes.parent(row)));
    if (this.#tree.isDirectory(row)) this.#known.set(row, use);
    return use;
  }

  /** The same, if a directory of policy `above` held the row. */
  belowUnder(row: number, above: number): number[] {
    const tree = this.#tree;
    const use = storageTypeNames.map(() => 0);
    if (this.#own === 0) return use;
    const directories: (readonly [row: number, policy: number])[] = [];
    const visit = (at: number, inherited: number): void => {
      const own = tree.inodes.storagePolicy(at);
      const policy = own === policyUnspecified ? inherited : own;
      if (tree.isDirectory(at)) directories.push([at, policy]);
      else if (policy !== policyUnspecified && tree.isFile(at)) {
        const replication = tree.replication(at);
        addTo(use, typeBytesOf(policy, replication, tree.totals(at).spaceBytes / replication), 1);
      }
    };
    visit(row, above);
    for (let next = directories.pop(); next !== undefined; next = directories.pop()) {
      const [directory, policy] = next;
      if (tree.totals(directory).spaceBytes > 0) tree.visitChildren(directory, 0, Number.POSITIVE_INFINITY, (child) => visit(child, policy));
    }
    return use;
  }

  /** A file takes so many bytes more, replicas counted. Its replication and policy are what they were for these bytes. */
  charged(file: number, spaceBytes: number): void {
    if (spaceBytes === 0 || this.#known.size === 0) return;
    this.#addAbove(file, this.typeBytes(file, spaceBytes), 1);
  }

  /** A row and all below it was linked into the tree, or is about to be taken out (sign -1). */
  counted(row: number, sign: 1 | -1): void {
    if (this.#known.size === 0) return;
    if (sign < 0) for (const directory of this.#known.keys()) if (this.#isAtOrBelow(directory, row)) this.#known.delete(directory);
    if (this.#hasKnownAbove(row)) this.#addAbove(row, this.belowUnder(row, this.effective(this.#tree.inodes.parent(row))), sign);
  }

  /** A directory has no limit by type any more. */
  forget(directory: number): void {
    this.#known.delete(directory);
  }

  #hasKnownAbove(row: number): boolean {
    for (let at = this.#tree.inodes.parent(row); at >= 0; at = this.#tree.inodes.parent(at)) if (this.#known.has(at)) return true;
    return false;
  }

  #isAtOrBelow(row: number, top: number): boolean {
    let at = row;
    while (at >= 0 && at !== top) at = this.#tree.inodes.parent(at);
    return at === top;
  }

  #addAbove(row: number, bytes: TypeBytes, sign: 1 | -1): void {
    for (let at = this.#tree.inodes.parent(row); at >= 0; at = this.#tree.inodes.parent(at)) {
      const use = this.#known.get(at);
      if (use !== undefined) addTo(use, bytes, sign);
    }
  }
}

/** What `bytes` without replicas take on each type where a policy is set; nothing where none is. */
export function typeBytesOf(policy: number, replication: number, bytes: number): number[] {
  const use = storageTypeNames.map(() => 0);
  if (policy === policyUnspecified) return use;
  for (const type of chosenTypes(policy, replication)) if (supportsTypeQuota(type)) use[type] = (use[type] ?? 0) + bytes;
  return use;
}

/** Adds `bytes` to `sum`, or takes it away (sign -1). */
export function addTo(sum: number[], bytes: TypeBytes, sign: 1 | -1): void {
  for (const [type, each] of bytes.entries()) sum[type] = (sum[type] ?? 0) + sign * each;
}

export function sumOf(...parts: readonly TypeBytes[]): number[] {
  const sum = storageTypeNames.map(() => 0);
  for (const part of parts) addTo(sum, part, 1);
  return sum;
}
