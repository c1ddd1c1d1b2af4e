// The operations of WebHDFS, by method. Answers to GetOpParam, PutOpParam, PostOpParam and DeleteOpParam.
import { HdfsException } from '../protocol/exceptions.ts';
import type { Method } from './parameters.ts';

const getOps = [
  'OPEN', 'GETFILESTATUS', 'LISTSTATUS', 'GETCONTENTSUMMARY', 'GETQUOTAUSAGE', 'GETFILECHECKSUM', 'GETHOMEDIRECTORY', 'GETDELEGATIONTOKEN', 'GET_BLOCK_LOCATIONS',
  'GETFILEBLOCKLOCATIONS', 'GETACLSTATUS', 'GETXATTRS', 'GETTRASHROOT', 'LISTXATTRS', 'GETALLSTORAGEPOLICY', 'GETSTORAGEPOLICY', 'GETECPOLICY', 'CHECKACCESS',
  'LISTSTATUS_BATCH', 'GETSERVERDEFAULTS', 'GETSNAPSHOTDIFF', 'GETSNAPSHOTDIFFLISTING', 'GETSNAPSHOTTABLEDIRECTORYLIST', 'GETLINKTARGET', 'GETFILELINKSTATUS',
  'GETSTATUS', 'GETECPOLICIES', 'GETECCODECS', 'GETTRASHROOTS', 'GETSNAPSHOTLIST',
] as const;
const putOps = [
  'CREATE', 'MKDIRS', 'CREATESYMLINK', 'RENAME', 'SETREPLICATION', 'SETOWNER', 'SETPERMISSION', 'SETTIMES', 'RENEWDELEGATIONTOKEN', 'CANCELDELEGATIONTOKEN',
  'MODIFYACLENTRIES', 'REMOVEACLENTRIES', 'REMOVEDEFAULTACL', 'REMOVEACL', 'SATISFYSTORAGEPOLICY', 'SETACL', 'SETXATTR', 'REMOVEXATTR', 'ENABLEECPOLICY',
  'DISABLEECPOLICY', 'SETECPOLICY', 'ALLOWSNAPSHOT', 'DISALLOWSNAPSHOT', 'CREATESNAPSHOT', 'RENAMESNAPSHOT', 'SETSTORAGEPOLICY', 'SETQUOTA', 'SETQUOTABYSTORAGETYPE',
] as const;
const postOps = ['APPEND', 'CONCAT', 'TRUNCATE', 'UNSETECPOLICY', 'UNSETSTORAGEPOLICY'] as const;
const deleteOps = ['DELETE', 'DELETESNAPSHOT'] as const;

export type GetOp = (typeof getOps)[number];
export type PutOp = (typeof putOps)[number];
export type PostOp = (typeof postOps)[number];
export type DeleteOp = (typeof deleteOps)[number];
export type Op = GetOp | PutOp | PostOp | DeleteOp;

export const opsOf: { readonly GET: readonly GetOp[]; readonly PUT: readonly PutOp[]; readonly POST: readonly PostOp[]; readonly DELETE: readonly DeleteOp[] } = {
  GET: getOps, PUT: putOps, POST: postOps, DELETE: deleteOps,
};

/** HEAD is a GET whose body is not sent. */
export function methodOf(method: string): Method | undefined {
  if (method === 'HEAD') return 'GET';
  return method === 'GET' || method === 'PUT' || method === 'POST' || method === 'DELETE' ? method : undefined;
}

/** Throws what the NameNode says of a name that is none, or is another method's. */
export function operationOf(method: Method, name: string): Op {
  if (name === '' || name.toUpperCase() === 'NULL') throw new HdfsException('UnsupportedOperationException', 'op=NULL is not supported');
  const ops: readonly Op[] = opsOf[method];
  const op = ops.find((each) => each === name.toUpperCase());
  if (op === undefined) throw new HdfsException('IllegalArgumentException', `Invalid value for webhdfs parameter "op": ${name} is not a valid ${method} operation.`);
  return op;
}
