// ClientProtocol's calls about names: directories, renames, deletes, attributes, listings.
import type { Handlers } from '../../rpc/service.ts';
import type { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import type { FSNamesystem, RetryTraits } from '../fs-namesystem.ts';
import { getFileInfo, getFileLinkInfo, checkPathAccess } from '../operations/get-file-info.ts';
import { getListing } from '../operations/get-listing.ts';
import { planMkdirs } from '../operations/mkdirs.ts';
import { fileStatusProto } from '../wire-views.ts';

/** Answers that a repeated call gets when the first one changed something. */
const keptTrue: RetryTraits<boolean> = { keep: (result) => result, encode: () => undefined, decode: () => true };
const keptVoid: RetryTraits<void> = { keep: () => true, encode: () => undefined, decode: () => undefined };

export function namespaceCalls(fsn: FSNamesystem): Handlers<typeof ClientNamenodeProtocol> {
  const ns = (): FSNamesystem['namespace'] => fsn.namespace;
  return {
    mkdirs: async ({ src, masked, unmasked, createParent }, call) => ({
      result: await fsn.write(call, { safeModeText: `Cannot create directory ${src}` }, (ctx) =>
        planMkdirs(ns(), ctx, { src, mode: masked.perm, unmasked: unmasked?.perm, createParent })),
    }),
    getFileInfo: ({ src }, call) => fsn.read(call, (ctx) => {
      const status = getFileInfo(ns(), ctx, src);
      return status === undefined ? {} : { fs: fileStatusProto(status) };
    }),
    getFileLinkInfo: ({ src }, call) => fsn.read(call, (ctx) => {
      const status = getFileLinkInfo(ns(), ctx, src);
      return status === undefined ? {} : { fs: fileStatusProto(status) };
    }),
    checkAccess: ({ path, mode }, call) => fsn.read(call, (ctx) => {
      checkPathAccess(ns(), ctx, path, actionOf(mode));
      return {};
    }),
    getListing: ({ src, startAfter, needLocation }, call) => fsn.read(call, (ctx) => {
      const listing = getListing(ns(), ctx, { src, startAfter, needLocation });
      if (listing === undefined) return {};
      return { dirList: { partialListing: listing.entries.map((entry) => fileStatusProto(entry)), remainingEntries: listing.remaining } };
    }),
  };
}
