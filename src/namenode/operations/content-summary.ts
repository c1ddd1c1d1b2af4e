// getContentSummary: how much lies at and below a path. Directories keep totals, so that the usual answer costs
// nothing; the tree is walked, in slices, only to check permissions or to count by type of storage.
// Answers to FSDirStatAndListingOp.getContentSummary and ContentSummaryComputationContext.

import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import type { Namespace } from '../namespace/namespace.ts';
import { addTo, typeBytesOf } from '../namespace/policy-table.ts';
import { policyUnspecified } from '../namespace/storage-policies.ts';
import { checkInode } from './permission-checker.ts';
import type { OpContext } from './plan.ts';
import { resolvePath } from './resolve.ts';

export interface ContentSummary {
  /** Bytes. */
  readonly length: number;
  /** Files and symlinks. */
  readonly fileCount: number;
  /** The directory itself included. */
  readonly directoryCount: number;
  /** -1: none. */
  readonly quota: number;
  /** Bytes with all replicas. */
  readonly spaceConsumed: number;
  readonly spaceQuota: number;
  /** Bytes by StorageType's ordinal, where storage policies are set. */
  readonly typeConsumed: readonly number[];
  /** By StorageType's ordinal; -1: none. */
  readonly typeQuotas: readonly number[];
  readonly erasureCodingPolicy: string;
}

/** Inodes that a slice looks at. */
const sliceInodes = 4096;

/**
 * The summary, as a generator that yields between slices; other operations may run then. Run it to its end for the
 * answer: `for (;;) { const { done, value } = it.next(); if (done) return value; await turn(); }`
 */
export function* getContentSummary(ns: Namespace, ctx: OpContext, src: string): Generator<void, ContentSummary> {
  const path = resolvePath(ns, ctx, src, 'read-link');
  const top = path.last;
  if (top < 0) throw new HdfsException('FileNotFoundException', `File does not exist: ${path.path}`);
  const typeConsumed = [0, 0, 0, 0, 0, 0];
  const checks = ctx.options.permissionsEnabled && !ctx.caller.superuser;
  if (checks || ns.policies.any) yield* walk(ns, ctx, top, checks, typeConsumed);
  return summaryOf(ns, top, typeConsumed);
}

function summaryOf(ns: Namespace, row: number, typeConsumed: readonly number[]): ContentSummary {
  const below = ns.totals(row);
  const isDirectory = ns.isDirectory(row);
  const quota = ns.quota(row);
  return {
    length: below.lengthBytes,
    fileCount: below.files + (isDirectory ? 0 : 1),
    directoryCount: below.directories + (isDirectory ? 1 : 0),
    quota: quota.names,
    spaceConsumed: below.spaceBytes,
    spaceQuota: quota.spaceBytes,
    typeConsumed,
    typeQuotas: Array.from({ length: 6 }, (_, type) => quota.typeBytes[type] ?? -1),
    erasureCodingPolicy: ns.isFile(row) ? 'Replicated' : '',
  };
}

/** Directories are kept by id: between slices a row may have become another inode's. */
function* walk(ns: Namespace, ctx: OpContext, top: number, checks: boolean, typeConsumed: number[]): Generator<void, void> {
  if (!ns.isDirectory(top)) {
    addTypes(ns, top, ns.effectiveStoragePolicy(top), typeConsumed);
    return;
  }
  const byType = ns.policies.any;
  const stack = [ns.inodes.id(top)];
  let seen = 0;
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const directory = ns.findInode(id);
    if (directory < 0) continue;
    if (checks) checkInode(ns, ctx.caller, directory, action.readExecute);
    const below: number[] = [];
    for (let from = 0; ns.findInode(id) === directory && from < ns.childCount(directory); from += sliceInodes) {
      if (!byType && ns.totals(directory).directories === 0) break;
      const policy = ns.effectiveStoragePolicy(directory);
      ns.visitChildren(directory, from, sliceInodes, (child) => {
        seen++;
        const own = ns.inodes.storagePolicy(child);
        if (ns.isDirectory(child)) below.push(ns.inodes.id(child));
        else if (byType) addTypes(ns, child, own === policyUnspecified ? policy : own, typeConsumed);
      });
      if (seen >= sliceInodes) {
        seen = 0;
        yield;
      }
    }
    if (++seen >= sliceInodes) {
      seen = 0;
      yield;
    }
    stack.push(...below.reverse());
  }
}

function addTypes(ns: Namespace, file: number, policy: number, typeConsumed: number[]): void {
  if (ns.isFile(file)) addTo(typeConsumed, typeBytesOf(policy, ns.replication(file), ns.fileLength(file)), 1);
}
