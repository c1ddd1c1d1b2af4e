// The PUT, POST and DELETE operations: what changes the namespace. Answers to NamenodeWebHdfsMethods.{put, post, delete}.
import { HdfsException } from '../../protocol/exceptions.ts';
import { StorageTypeProto } from '../../wire/hdfs.ts';
import { XAttrSetFlagProto } from '../../wire/xattr.ts';
import { parseAclSpec } from '../../web-hdfs/acl-spec.ts';
import type { DeleteOp, PostOp, PutOp } from '../../web-hdfs/operations.ts';
import { decodeXAttrValue, xAttrOfName } from '../../web-hdfs/xattr-text.ts';
import type { Answer, Operation } from './operation.ts';
import { done, doneUtf8, json, yesOrNo } from './operation.ts';
import { redirect } from './redirect.ts';

type Handler = (operation: Operation) => Promise<Answer>;
type Handlers = { readonly [Op in PutOp | PostOp | DeleteOp]: Handler };

/** Long.MAX_VALUE: the limit stays as it is. */
const quotaDontSet = 2 ** 63;
/** FsCreateModes' defaults with the umask that WebHDFS has: 755, and 644 for files on the DataNode. */
const directoryMode = 0o755;

export const changeOperations: Handlers = {
  CREATE: redirect,
  APPEND: redirect,
  MKDIRS: async ({ nameNode, path, parameters }) => {
    const unmasked = parameters.number('unmaskedpermission');
    const masked = { perm: parameters.numberOr('permission', directoryMode) };
    return yesOrNo((await nameNode.mkdirs({ src: path, masked, createParent: true, ...(unmasked === undefined ? {} : { unmasked: { perm: unmasked } }) })).result);
  },
  CREATESYMLINK: async ({ nameNode, path, parameters }) => {
    await nameNode.createSymlink({ target: parameters.required('destination'), link: path, dirPerm: { perm: directoryMode }, createParent: parameters.flag('createparent') });
    return done;
  },
  RENAME: async ({ nameNode, path, parameters }) => {
    const dst = normalized(parameters.required('destination'));
    if (!parameters.has('renameoptions')) return yesOrNo((await nameNode.rename({ src: path, dst })).result);
    const options = parameters.names('renameoptions');
    await nameNode.rename2({ src: path, dst, overwriteDest: options.includes('OVERWRITE'), moveToTrash: options.includes('TO_TRASH') });
    return done;
  },
  DELETE: async ({ nameNode, path, parameters }) => yesOrNo((await nameNode.delete({ src: path, recursive: parameters.flag('recursive') })).result),
  CONCAT: async ({ nameNode, path, parameters }) => {
    await nameNode.concat({ trg: path, srcs: parameters.required('sources').split(',') });
    return doneUtf8;
  },
  TRUNCATE: async ({ nameNode, path, parameters, env }) => {
    parameters.required('newlength');
    const clientName = `DFSClient_${Buffer.from(env.randomBytes(8)).readBigInt64BE()}`;
    return yesOrNo((await nameNode.truncate({ src: path, newLength: parameters.numberOr('newlength', 0), clientName })).result);
  },
  SETREPLICATION: async ({ nameNode, path, parameters, replicationDefault }) =>
    yesOrNo((await nameNode.setReplication({ src: path, replication: parameters.numberOr('replication', replicationDefault) })).result),
  SETOWNER: async ({ nameNode, path, parameters }) => {
    const username = parameters.text('owner');
    const groupname = parameters.text('group');
    if (username === '' && groupname === '') throw new HdfsException('IllegalArgumentException', 'Both owner and group are empty.');
    await nameNode.setOwner({ src: path, ...(username === '' ? {} : { username }), ...(groupname === '' ? {} : { groupname }) });
    return done;
  },
  SETPERMISSION: async ({ nameNode, path, parameters }) => {
    await nameNode.setPermission({ src: path, permission: { perm: parameters.numberOr('permission', directoryMode) } });
    return done;
  },
  SETTIMES: async ({ nameNode, path, parameters }) => {
    await nameNode.setTimes({ src: path, mtime: parameters.numberOr('modificationtime', -1), atime: parameters.numberOr('accesstime', -1) });
    return done;
  },
  SETQUOTA: async ({ nameNode, path, parameters }) => {
    await nameNode.setQuota({
      path, namespaceQuota: parameters.numberOr('namespacequota', quotaDontSet), storagespaceQuota: parameters.numberOr('storagespacequota', quotaDontSet),
    });
    return done;
  },
  SETQUOTABYSTORAGETYPE: async ({ nameNode, path, parameters }) => {
    const name = parameters.required('storagetype').toUpperCase();
    const storageType = Object.entries(StorageTypeProto).find(([each]) => each === name)?.[1];
    if (storageType === undefined) throw new HdfsException('IllegalArgumentException', `No enum constant org.apache.hadoop.fs.StorageType.${name}`);
    await nameNode.setQuota({ path, namespaceQuota: quotaDontSet, storagespaceQuota: parameters.numberOr('storagespacequota', quotaDontSet), storageType });
    return done;
  },
  MODIFYACLENTRIES: async ({ nameNode, path, parameters }) => {
    await nameNode.modifyAclEntries({ src: path, aclSpec: parseAclSpec(parameters.required('aclspec'), true) });
    return done;
  },
  REMOVEACLENTRIES: async ({ nameNode, path, parameters }) => {
    await nameNode.removeAclEntries({ src: path, aclSpec: parseAclSpec(parameters.required('aclspec'), false) });
    return done;
  },
  REMOVEDEFAULTACL: async ({ nameNode, path }) => {
    await nameNode.removeDefaultAcl({ src: path });
    return done;
  },
  REMOVEACL: async ({ nameNode, path }) => {
    await nameNode.removeAcl({ src: path });
    return done;
  },
  SETACL: async ({ nameNode, path, parameters }) => {
    await nameNode.setAcl({ src: path, aclSpec: parseAclSpec(parameters.required('aclspec'), true) });
    return done;
  },
  SETXATTR: async ({ nameNode, path, parameters }) => {
    const name = parameters.required('xattr.name');
    parameters.required('flag');
    const flags = parameters.names('flag');
    const flag = (flags.includes('CREATE') ? XAttrSetFlagProto.XATTR_CREATE : 0) | (flags.includes('REPLACE') ? XAttrSetFlagProto.XATTR_REPLACE : 0);
    await nameNode.setXAttr({ src: path, xAttr: xAttrOfName(name, decodeXAttrValue(parameters.text('xattr.value'))), flag });
    return done;
  },
  REMOVEXATTR: async ({ nameNode, path, parameters }) => {
    await nameNode.removeXAttr({ src: path, xAttr: xAttrOfName(parameters.required('xattr.name')) });
    return done;
  },
  SETSTORAGEPOLICY: async ({ nameNode, path, parameters }) => {
    const policyName = parameters.text('storagepolicy');
    if (policyName === '') throw new HdfsException('IllegalArgumentException', 'Storage policy name is empty.');
    await nameNode.setStoragePolicy({ src: path, policyName });
    return done;
  },
  UNSETSTORAGEPOLICY: async ({ nameNode, path }) => {
    await nameNode.unsetStoragePolicy({ src: path });
    return doneUtf8;
  },
  SATISFYSTORAGEPOLICY: async ({ nameNode, path }) => {
    await nameNode.satisfyStoragePolicy({ src: path });
    return done;
  },
  ENABLEECPOLICY: async ({ nameNode, parameters }) => {
    await nameNode.enableErasureCodingPolicy({ ecPolicyName: parameters.required('ecpolicy') });
    return done;
  },
  DISABLEECPOLICY: async ({ nameNode, parameters }) => {
    await nameNode.disableErasureCodingPolicy({ ecPolicyName: parameters.required('ecpolicy') });
    return done;
  },
  SETECPOLICY: async ({ nameNode, path, parameters }) => {
    await nameNode.setErasureCodingPolicy({ src: path, ecPolicyName: parameters.required('ecpolicy') });
    return done;
  },
  UNSETECPOLICY: async ({ nameNode, path }) => {
    await nameNode.unsetErasureCodingPolicy({ src: path });
    return doneUtf8;
  },
  ALLOWSNAPSHOT: async ({ nameNode, path }) => {
    await nameNode.allowSnapshot({ snapshotRoot: path });
    return done;
  },
  DISALLOWSNAPSHOT: async ({ nameNode, path }) => {
    await nameNode.disallowSnapshot({ snapshotRoot: path });
    return done;
  },
  CREATESNAPSHOT: async ({ nameNode, path, parameters }) => {
    const snapshotName = parameters.text('snapshotname');
    return json({ Path: (await nameNode.createSnapshot({ snapshotRoot: path, ...(snapshotName === '' ? {} : { snapshotName }) })).snapshotPath });
  },
  RENAMESNAPSHOT: async ({ nameNode, path, parameters }) => {
    await nameNode.renameSnapshot({ snapshotRoot: path, snapshotOldName: parameters.required('oldsnapshotname'), snapshotNewName: parameters.required('snapshotname') });
    return done;
  },
  DELETESNAPSHOT: async ({ nameNode, path, parameters }) => {
    await nameNode.deleteSnapshot({ snapshotRoot: path, snapshotName: parameters.required('snapshotname') });
    return done;
  },
  RENEWDELEGATIONTOKEN: async ({ nameNode, parameters }) => {
    const { newExpiryTime } = await nameNode.renewDelegationToken({ token: tokenOf(parameters.required('token')) });
    return json({ long: newExpiryTime });
  },
  CANCELDELEGATIONTOKEN: async ({ nameNode, parameters }) => {
    await nameNode.cancelDelegationToken({ token: tokenOf(parameters.required('token')) });
    return done;
  },
};

/** new Path(text): dots are followed, as far as there is something to leave, and neighbouring slashes are one. */
function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Token.decodeFromUrlString. Throws EOFException for what ends too soon. */
function tokenOf(text: string) {
  const bytes = Buffer.from(text, 'base64url');
  let at = 0;
  const part = (): Buffer => {
    const length = bytes[at];
    // A length of more than a byte begins with one above 127: there are no such tokens here.
    if (length === undefined || length > 127 || at + 1 + length > bytes.length) throw new HdfsException('EOFException', '');
    const found = bytes.subarray(at + 1, at + 1 + length);
    at += 1 + length;
    return found;
  };
  return { identifier: part(), password: part(), kind: part().toString(), service: part().toString() };
}
