// The GET operations: what is asked of the namespace. Answers to NamenodeWebHdfsMethods.get.
import { HdfsException } from '../../protocol/exceptions.ts';
import type { DirectoryListingProto, HdfsFileStatusProto } from '../../wire/hdfs.ts';
import { HdfsFileStatusProto_FileType as FileType } from '../../wire/hdfs.ts';
import { actionOf } from '../../web-hdfs/acl-spec.ts';
import { blockLocationsJson, locatedBlocksJson } from '../../web-hdfs/json-blocks.ts';
import { diffListingJson, diffReportJson, snapshotListJson, snapshottableJson } from '../../web-hdfs/json-snapshots.ts';
import {
  aclStatusJson, contentSummaryJson, directoryListingJson, ecPoliciesJson, ecPolicyJson, fileStatusJson, octal, quotaUsageJson, serverDefaultsJson, storagePolicyJson,
} from '../../web-hdfs/json-status.ts';
import type { Json } from '../../web-hdfs/json-status.ts';
import type { GetOp } from '../../web-hdfs/operations.ts';
import type { XAttrEncoding } from '../../web-hdfs/xattr-text.ts';
import { xAttrNamesJson, xAttrOfName, xAttrsJson } from '../../web-hdfs/xattr-text.ts';
import { listStatus } from './list-status.ts';
import type { Answer, Operation } from './operation.ts';
import { doneUtf8, json } from './operation.ts';
import { redirect } from './redirect.ts';

type Handlers = { readonly [Op in GetOp]: (operation: Operation) => Promise<Answer> };

export const getOperations: Handlers = {
  OPEN: redirect,
  GETFILECHECKSUM: redirect,
  GETFILESTATUS: async ({ nameNode, path }) => json({ FileStatus: fileStatusJson(present((await nameNode.getFileInfo({ src: path })).fs, path), '') }),
  GETFILELINKSTATUS: async ({ nameNode, path }) => json({ FileStatus: fileStatusJson(present((await nameNode.getFileLinkInfo({ src: path })).fs, path), '') }),
  LISTSTATUS: listStatus,
  LISTSTATUS_BATCH: async ({ nameNode, path, parameters }) => {
    const startAfter = Buffer.from(parameters.text('startafter'));
    const { dirList } = await nameNode.getListing({ src: path, startAfter, needLocation: false });
    if (dirList === undefined) throw new HdfsException('FileNotFoundException', `File ${path} does not exist.`);
    return json(directoryListingJson(dirList));
  },
  GETCONTENTSUMMARY: async ({ nameNode, path }) => json(contentSummaryJson((await nameNode.getContentSummary({ path })).summary)),
  GETQUOTAUSAGE: async ({ nameNode, path }) => json(quotaUsageJson((await nameNode.getQuotaUsage({ path })).usage)),
  GETHOMEDIRECTORY: async ({ user }) => json({ Path: `/user/${user}` }),
  GETTRASHROOT: async ({ nameNode, path, user }) => {
    // An encryption zone has its trash inside: Apache's looks, and so refuses on a Standby.
    await nameNode.getEZForPath({ src: path });
    return json({ Path: trashOf(user) });
  },
  GETTRASHROOTS: trashRoots,
  GETSTATUS: async ({ nameNode }) => {
    const { used, remaining, capacity } = await nameNode.getFsStats({});
    return json({ FsStatus: { used, remaining, capacity } });
  },
  GETSERVERDEFAULTS: async ({ nameNode }) => json(serverDefaultsJson((await nameNode.getServerDefaults({})).serverDefaults)),
  GET_BLOCK_LOCATIONS: async (operation) => json(locatedBlocksJson(await blocks(operation))),
  GETFILEBLOCKLOCATIONS: async (operation) => json(blockLocationsJson(await blocks(operation))),
  CHECKACCESS: async ({ nameNode, path, parameters }) => {
    await nameNode.checkAccess({ path, mode: actionOf(parameters.required('fsaction')) });
    return doneUtf8;
  },
  GETLINKTARGET: async ({ nameNode, path }) => json({ Path: (await nameNode.getLinkTarget({ path })).targetPath ?? '' }),
  GETACLSTATUS: async ({ nameNode, path }) => json(aclStatusJson((await nameNode.getAclStatus({ src: path })).result)),
  GETXATTRS: async ({ nameNode, path, parameters }) => {
    parameters.required('encoding');
    const [encoding = 'TEXT'] = parameters.names('encoding');
    const { xAttrs } = await nameNode.getXAttrs({ src: path, xAttrs: parameters.texts('xattr.name').map((name) => xAttrOfName(name)) });
    return json(xAttrsJson(xAttrs, encoding as XAttrEncoding));
  },
  LISTXATTRS: async ({ nameNode, path }) => json(xAttrNamesJson((await nameNode.listXAttrs({ src: path })).xAttrs)),
  GETALLSTORAGEPOLICY: async ({ nameNode }) => json({ BlockStoragePolicies: { BlockStoragePolicy: (await nameNode.getStoragePolicies({})).policies.map(storagePolicyJson) } }),
  GETSTORAGEPOLICY: async ({ nameNode, path }) => json({ BlockStoragePolicy: storagePolicyJson((await nameNode.getStoragePolicy({ path })).storagePolicy) }),
  GETECPOLICY: async ({ nameNode, path }) => {
    const { ecPolicy } = await nameNode.getErasureCodingPolicy({ src: path });
    return json(ecPolicy === undefined ? null : ecPolicyJson(ecPolicy));
  },
  GETECPOLICIES: async ({ nameNode }) => json(ecPoliciesJson((await nameNode.getErasureCodingPolicies({})).ecPolicies)),
  GETECCODECS: async ({ nameNode }) => {
    const { codec } = await nameNode.getErasureCodingCodecs({});
    return json({ ErasureCodingCodecs: Object.fromEntries(codec.map((one) => [one.codec, one.coders])) });
  },
  GETSNAPSHOTDIFF: async ({ nameNode, path, parameters }) => {
    const { diffReport } = await nameNode.getSnapshotDiffReport({
      snapshotRoot: path, fromSnapshot: parameters.text('oldsnapshotname'), toSnapshot: parameters.text('snapshotname'),
    });
    return json(diffReportJson(diffReport));
  },
  GETSNAPSHOTDIFFLISTING: async ({ nameNode, path, parameters }) => {
    const { diffReport } = await nameNode.getSnapshotDiffReportListing({
      snapshotRoot: path, fromSnapshot: parameters.text('oldsnapshotname'), toSnapshot: parameters.text('snapshotname'),
      cursor: { startPath: Buffer.from(parameters.text('snapshotdiffstartpath')), index: parameters.numberOr('snapshotdiffindex', -1) },
    });
    return json(diffListingJson(diffReport));
  },
  GETSNAPSHOTTABLEDIRECTORYLIST: async ({ nameNode }) => json(snapshottableJson((await nameNode.getSnapshottableDirListing({})).snapshottableDirList)),
  GETSNAPSHOTLIST: async ({ nameNode, path }) => json(snapshotListJson((await nameNode.getSnapshotListing({ snapshotRoot: path })).snapshotList)),
  // Without Kerberos there is nothing to delegate.
  GETDELEGATIONTOKEN: async ({ nameNode, parameters, user }) => {
    await nameNode.getDelegationToken({ renewer: parameters.text('renewer') || user });
    return json({ Token: null });
  },
};

function present(status: HdfsFileStatusProto | undefined, path: string): HdfsFileStatusProto {
  if (status === undefined) throw new HdfsException('FileNotFoundException', `File does not exist: ${path}`);
  return status;
}

async function blocks({ nameNode, path, parameters }: Operation) {
  const { locations } = await nameNode.getBlockLocations({
    src: path, offset: parameters.numberOr('offset', 0), length: parameters.numberOr('length', Number.MAX_SAFE_INTEGER),
  });
  if (locations === undefined) throw new HdfsException('FileNotFoundException', `File does not exist: ${path}`);
  return locations;
}

function trashOf(user: string): string {
  return `/user/${user}/.Trash`;
}

/** The user's trash, or everybody's, of which something is there; null where nothing is. */
async function trashRoots({ nameNode, parameters, user }: Operation): Promise<Answer> {
  const names: string[] = [];
  if (!parameters.flag('allusers')) names.push(user);
  for (let startAfter: Uint8Array | undefined = parameters.flag('allusers') ? new Uint8Array(0) : undefined; startAfter !== undefined;) {
    const { dirList }: { dirList?: DirectoryListingProto | undefined } = await nameNode.getListing({ src: '/user', startAfter, needLocation: false });
    names.push(...(dirList?.partialListing ?? []).map((one) => Buffer.from(one.path).toString()));
    startAfter = dirList === undefined || dirList.remainingEntries === 0 ? undefined : dirList.partialListing.at(-1)?.path;
  }
  const found: Json[] = [];
  for (const path of names.map(trashOf)) {
    const { fs } = await nameNode.getFileInfo({ src: path });
    if (fs !== undefined) found.push(plainStatusJson(fs, path));
  }
  return json({ Paths: found.length === 0 ? null : found });
}

/** FileStatus as Java's own class has it. */
function plainStatusJson(status: HdfsFileStatusProto, path: string): Json {
  return {
    blocksize: status.blocksize ?? 0, owner: status.owner, path, length: status.length, permission: octal(status.permission.perm),
    modification_time: status.modification_time, isdir: status.fileType === FileType.IS_DIR, block_replication: status.block_replication ?? 0,
    access_time: status.access_time, group: status.group,
  };
}
