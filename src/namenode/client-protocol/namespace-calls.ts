// ClientProtocol's calls about names: directories, renames, deletes, attributes, listings.
import { HdfsException } from '../../protocol/exceptions.ts';
import { action } from '../../protocol/permission.ts';
import type { Action } from '../../protocol/permission.ts';
import type { NamespaceInfo } from '../../protocol/storage-info.ts';
import type { Handlers } from '../../rpc/service.ts';
import { AclEntryProto_FsActionProto as FsAction } from '../../wire/acl.ts';
import type { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import type { FSNamesystem, RetryTraits } from '../fs-namesystem.ts';
import { planSetOwner, planSetPermission, planSetReplication, planSetTimes } from '../operations/attributes.ts';
import { planDelete } from '../operations/delete.ts';
import { checkPathAccess, getFileInfo, getFileLinkInfo } from '../operations/get-file-info.ts';
import { getListing } from '../operations/get-listing.ts';
import type { ListingRequest } from '../operations/get-listing.ts';
import { planMkdirs } from '../operations/mkdirs.ts';
import type { OpContext } from '../operations/plan.ts';
import { planRename, planRename2, renameOption } from '../operations/rename.ts';
import { planCreateSymlink } from '../operations/symlink.ts';
import { fileStatusProto } from '../wire-views.ts';
import { batchedListing } from './batched-listing.ts';
import { locationsOf } from './block-locations.ts';

/** Answers that a repeated call gets when the first one changed something. */
const keptTrue: RetryTraits<boolean> = { keep: (result) => result, encode: () => undefined, decode: () => true };
const keptVoid: RetryTraits<void> = { keep: () => true, encode: () => undefined, decode: () => undefined };

const actions: Readonly<Record<number, Action>> = {
  [FsAction.NONE]: action.none, [FsAction.EXECUTE]: action.execute, [FsAction.WRITE]: action.write, [FsAction.WRITE_EXECUTE]: action.writeExecute,
  [FsAction.READ]: action.read, [FsAction.READ_EXECUTE]: action.readExecute, [FsAction.READ_WRITE]: action.readWrite, [FsAction.PERM_ALL]: action.all,
};

/** What these calls need of the NameNode beside its namesystem. */
export interface NamespaceControl {
  readonly namespaceInfo: Pick<NamespaceInfo, 'cTime'>;
}

export function namespaceCalls(fsn: FSNamesystem, control: NamespaceControl): Handlers<typeof ClientNamenodeProtocol> {
  const ns = (): FSNamesystem['namespace'] => fsn.namespace;
  return {
    mkdirs: async ({ src, masked, unmasked, createParent }, call) => ({
      result: await fsn.write(call, { safeModeText: `Cannot create directory ${src}` }, (ctx) =>
        planMkdirs(ns(), ctx, { src, mode: masked.perm, unmasked: unmasked?.perm, createParent })),
    }),
    rename: async ({ src, dst }, call) => ({
      result: await fsn.write(call, { safeModeText: `Cannot rename ${src}`, retry: keptTrue }, (ctx) => planRename(ns(), ctx, { src, dst })),
    }),
    rename2: async ({ src, dst, overwriteDest, moveToTrash }, call) => {
      const flags = [...(overwriteDest ? [renameOption.overwrite] : []), ...(moveToTrash === true ? [renameOption.toTrash] : [])];
      // The log says NONE rather than nothing.
      const options = flags.length === 0 ? [renameOption.none] : flags;
      await fsn.write(call, { safeModeText: `Cannot rename ${src}`, retry: keptVoid }, (ctx) => planRename2(ns(), ctx, { src, dst, options }));
      return {};
    },
    delete: async ({ src, recursive }, call) => ({
      result: await fsn.write(call, { safeModeText: `Cannot delete ${src}`, retry: keptTrue }, (ctx) => planDelete(ns(), ctx, { src, recursive })),
    }),
    setPermission: async ({ src, permission }, call) => {
      await fsn.write(call, { safeModeText: `Cannot set permission for ${src}` }, (ctx) => planSetPermission(ns(), ctx, { src, mode: permission.perm }));
      return {};
    },
    setOwner: async ({ src, username, groupname }, call) => {
      await fsn.write(call, { safeModeText: `Cannot set owner for ${src}` }, (ctx) =>
        planSetOwner(ns(), ctx, { src, username: textOrNothing(username), groupname: textOrNothing(groupname) }));
      return {};
    },
    setTimes: async ({ src, mtime, atime }, call) => {
      await fsn.write(call, { safeModeText: `Cannot set times ${src}` }, (ctx) => planSetTimes(ns(), ctx, { src, mtime, atime }));
      return {};
    },
    setReplication: async ({ src, replication }, call) => ({
      result: await fsn.write(call, { safeModeText: `Cannot set replication for ${src}` }, (ctx) => planSetReplication(ns(), ctx, { src, replication })),
    }),
    getFileInfo: ({ src }, call) => fsn.read(call, (ctx) => {
      const status = getFileInfo(ns(), ctx, src);
      return status === undefined ? {} : { fs: fileStatusProto(status) };
    }),
    getFileLinkInfo: ({ src }, call) => fsn.read(call, (ctx) => {
      const status = getFileLinkInfo(ns(), ctx, src);
      return status === undefined ? {} : { fs: fileStatusProto(status) };
    }),
    // Apache refuses it before it asks who is Active.
    createSymlink: () => {
      planCreateSymlink();
      return {};
    },
    getLinkTarget: ({ path }, call) => fsn.read(call, (ctx) => {
      const status = getFileLinkInfo(ns(), ctx, path);
      if (status === undefined) throw new HdfsException('FileNotFoundException', `File does not exist: ${path}`);
      if (status.symlink === undefined) throw new HdfsException('IOException', `Path ${path} is not a symbolic link`);
      return { targetPath: status.symlink };
    }),
    getLocatedFileInfo: ({ src = '' }, call) => fsn.read(call, (ctx) => {
      const status = getFileInfo(ns(), ctx, src);
      return status === undefined ? {} : { fs: fileStatusProto(status, locationsOf(fsn, status, call.remoteAddress)) };
    }),
    checkAccess: ({ path, mode }, call) => fsn.read(call, (ctx) => {
      checkPathAccess(ns(), ctx, path, actions[mode] ?? action.none);
      return {};
    }),
    getListing: ({ src, startAfter, needLocation }, call) => fsn.read(call, (ctx) => {
      const dirList = listing(fsn, ctx, { src, startAfter, needLocation, cTimeMs: control.namespaceInfo.cTime }, call.remoteAddress);
      return dirList === undefined ? {} : { dirList };
    }),
    getBatchedListing: (request, call) => fsn.read(call, (ctx) => batchedListing(fsn, ctx, request, control.namespaceInfo.cTime, call.remoteAddress)),
  };
}

function listing(fsn: FSNamesystem, ctx: OpContext, request: ListingRequest, client: string) {
  const part = getListing(fsn.namespace, ctx, request);
  if (part === undefined) return undefined;
  fsn.calls.listed += part.entries.length;
  return {
    partialListing: part.entries.map((entry) => fileStatusProto(entry, request.needLocation ? locationsOf(fsn, entry, client) : undefined)),
    remainingEntries: part.remaining,
  };
}

/** A client leaves out, or sends empty, what stays as it is. */
function textOrNothing(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
