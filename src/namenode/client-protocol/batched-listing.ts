// getBatchedListing: several directories' entries in one answer, up to the limit of one listing; a key of ours says where
// the next call goes on. Answers to FSNamesystem.getBatchedListing.
import { md5 } from '../../base/checksums.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import type { GetBatchedListingRequestProto, GetBatchedListingResponseProto } from '../../wire/client-namenode-protocol.ts';
import type { BatchedDirectoryListingProto } from '../../wire/hdfs.ts';
import { BatchedListingKeyProto } from '../../wire/hdfs.ts';
import { WireError } from '../../wire/wire-error.ts';
import type { FSNamesystem } from '../fs-namesystem.ts';
import { getListing } from '../operations/get-listing.ts';
import type { Listing } from '../operations/get-listing.ts';
import type { OpContext } from '../operations/plan.ts';
import { fileStatusProto } from '../wire-views.ts';
import { locationsOf } from './block-locations.ts';

/** dfs.batched.ls.limit. */
const pathsMax = 100;
const nothing = new Uint8Array(0);

/** The next part; a path that cannot be listed has its exception in its place. IllegalArgumentException for a key of other paths. */
export function batchedListing(fsn: FSNamesystem, ctx: OpContext, request: GetBatchedListingRequestProto, cTimeMs: number, client: string): GetBatchedListingResponseProto {
  const { paths, needLocation } = request;
  if (paths.length > pathsMax) throw new HdfsException('IllegalArgumentException', `Too many source paths (${paths.length} > ${pathsMax})`);
  let { index, startAfter } = beginning(paths, request.startAfter);
  const listings: BatchedDirectoryListingProto[] = [];
  let last: Listing | undefined;
  for (let entries = 0; index < paths.length; index++, startAfter = nothing) {
    const src = paths[index] ?? '';
    try {
      last = getListing(fsn.namespace, ctx, { src, startAfter, needLocation, cTimeMs });
      if (last === undefined) throw new HdfsException('FileNotFoundException', `Path ${src} does not exist`);
      const partialListing = last.entries.map((entry) => fileStatusProto(entry, needLocation ? locationsOf(fsn, entry, client) : undefined));
      listings.push({ partialListing, parentIdx: index });
      entries += partialListing.length;
    } catch (error) {
      if (!(error instanceof HdfsException)) throw error;
      last = undefined;
      listings.push({ partialListing: [], parentIdx: index, exception: { className: error.javaClass, message: error.message } });
    }
    if (entries >= ctx.options.listLimit) break;
  }
  const isAtEnd = index >= paths.length || (index === paths.length - 1 && last !== undefined && last.remaining === 0);
  if (isAtEnd) return { listings, hasMore: false, startAfter: nothing };
  const key = { checksum: hashOf(paths), pathIndex: index, startAfter: last?.entries.at(-1)?.name ?? nothing };
  return { listings, hasMore: true, startAfter: BatchedListingKeyProto.encode(key) };
}

/** Behind an entry of a directory; behind a file, whose entry has no name, at the next path. */
function beginning(paths: readonly string[], key: Uint8Array): { readonly index: number; readonly startAfter: Uint8Array } {
  if (key.length === 0) return { index: 0, startAfter: nothing };
  const { checksum, pathIndex, startAfter } = decodeKey(key);
  if (!Buffer.from(checksum).equals(hashOf(paths))) throw new HdfsException('IllegalArgumentException', 'startAfter: the paths are not those that were listed before');
  return { index: startAfter.length === 0 ? pathIndex + 1 : pathIndex, startAfter };
}

function decodeKey(key: Uint8Array): BatchedListingKeyProto {
  try {
    return BatchedListingKeyProto.decode(key);
  } catch (error) {
    if (error instanceof WireError) throw new HdfsException('IOException', `startAfter: ${error.message}`);
    throw error;
  }
}

function hashOf(paths: readonly string[]): Buffer {
  return md5(Buffer.from(paths.join('')));
}
