// getListing: a directory's entries in name order, a bounded part at a time. Answers to
// FSDirStatAndListingOp.getListing.

import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import { fileStatusOf, syntheticDirectory } from '../namespace/file-status.ts';
import type { FileStatus } from '../namespace/file-status.ts';
import type { Namespace } from '../namespace/namespace.ts';
import type { OpContext } from './plan.ts';
import { checkAccess, isReserved, resolvePath, resolveReserved } from './resolve.ts';

export interface ListingRequest {
  readonly src: string;
  /** UTF-8 of the name behind which the part begins; empty for the beginning. */
  readonly startAfter: Uint8Array;
  /** Whether the answer will carry block locations, which count against the limit. */
  readonly needLocation: boolean;
  /** When the namespace was made, in ms: the time that /.reserved's entries show. */
  readonly cTimeMs: number;
}

export interface Listing {
  readonly entries: readonly FileStatus[];
  /** Entries behind the last one of this part. */
  readonly remaining: number;
}

/** The next part of a listing; the one entry of a file, whose name is empty; undefined if the path leads nowhere. */
export function getListing(ns: Namespace, ctx: OpContext, request: ListingRequest): Listing | undefined {
  const path = resolvePath(ns, ctx, request.src, 'read');
  const startAfter = nameToStartAfter(ns, request.startAfter);
  const row = path.last;
  if (row >= 0 && ns.isDirectory(row)) checkAccess(ns, ctx, path, { target: action.readExecute });
  if (path.length === 2 && path.lastName === '.reserved') {
    return { entries: ['.inodes', 'raw'].map((name) => syntheticDirectory(name, 0o770, ctx.options.superusergroup, request.cTimeMs)), remaining: 0 };
  }
  if (path.lastName === '.snapshot') return snapshotListing(ns, path.row(-2), path.parentPath);
  if (row < 0) return undefined;
  const policy = ns.effectiveStoragePolicy(row);
  if (!ns.isDirectory(row)) return { entries: [fileStatusOf(ns, row, false, policy)], remaining: 0 };
  const limit = ctx.options.listLimit;
  const total = ns.childCount(row);
  const start = startAfter.length === 0 ? 0 : ns.rankAfter(row, startAfter);
  const entries: FileStatus[] = [];
  let budget = limit;
  for (let from = start; from < total && entries.length < limit && budget > 0; from += 64) {
    ns.visitChildren(row, from, Math.min(64, limit - entries.length), (child) => {
      if (budget <= 0) return;
      const own = ns.inodes.storagePolicy(child);
      const status = fileStatusOf(ns, child, true, own === 0 ? policy : own);
      entries.push(status);
      if (request.needLocation && status.kind === 'file') budget -= ns.blockRows(child).length * status.replication;
    });
  }
  return { entries, remaining: total - start - entries.length };
}

/** A client may name the start by /.reserved/.inodes/ID. */
function nameToStartAfter(ns: Namespace, startAfter: Uint8Array): Uint8Array {
  if (startAfter[0] !== 0x2f) return startAfter;
  const text = Buffer.from(startAfter).toString();
  if (!isReserved(text)) return startAfter;
  try {
    return Buffer.from(resolveReserved(ns, text).lastName);
  } catch {
    throw new HdfsException('DirectoryListingStartAfterNotFoundException', `Can't find startAfter ${text}`);
  }
}

/** .snapshot of the root, which is born snapshottable without snapshots; other directories have none. */
function snapshotListing(ns: Namespace, directory: number, path: string): Listing {
  if (directory < 0) throw new HdfsException('FileNotFoundException', `Directory does not exist: ${path}`);
  if (!ns.isDirectory(directory)) throw new HdfsException('PathIsNotDirectoryException', `\`${path}': Is not a directory`);
  if (directory !== ns.root) throw new HdfsException('SnapshotException', `Directory is not a snapshottable directory: ${path}`);
  return { entries: [], remaining: 0 };
}
