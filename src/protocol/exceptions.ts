// THE error table: every answer that HDFS gives as an exception. One row names the Java class
// that goes over the wire, what a caller may do about it, the errno our client shows and the HTTP
// status WebHDFS answers with. Answers only: bugs are AssertionFailure, the world's faults WorldError.

/** What a client may do: give up, try the same NameNode again, or go to another one. */
export type RetryAdvice = 'no' | 'same-node' | 'other-node';

interface Row {
  readonly javaClass: string;
  readonly retry: RetryAdvice;
  readonly errno: string;
  readonly http: number;
}

function row(javaClass: string, errno = 'EIO', http = 403, retry: RetryAdvice = 'no'): Row {
  return { javaClass, retry, errno, http };
}

const hdfs = 'org.apache.hadoop.hdfs.protocol.';
const server = 'org.apache.hadoop.hdfs.server.';
const namenode = `${server}namenode.`;
const ipc = 'org.apache.hadoop.ipc.';
const fs = 'org.apache.hadoop.fs.';
const qjournal = 'org.apache.hadoop.hdfs.qjournal.';

export const exceptionTable = {
  // java.*
  IOException: row('java.io.IOException'),
  FileNotFoundException: row('java.io.FileNotFoundException', 'ENOENT', 404),
  EOFException: row('java.io.EOFException'),
  IllegalArgumentException: row('java.lang.IllegalArgumentException', 'EINVAL', 400),
  IllegalStateException: row('java.lang.IllegalStateException'),
  NullPointerException: row('java.lang.NullPointerException', 'EINVAL', 400),
  UnsupportedOperationException: row('java.lang.UnsupportedOperationException', 'ENOTSUP', 400),
  SecurityException: row('java.lang.SecurityException', 'EACCES', 401),
  // What Apache answers to a path that is not absolute.
  AssertionError: row('java.lang.AssertionError', 'EINVAL', 400),
  // org.apache.hadoop.fs, security
  FileAlreadyExistsException: row(`${fs}FileAlreadyExistsException`, 'EEXIST'),
  ParentNotDirectoryException: row(`${fs}ParentNotDirectoryException`, 'ENOTDIR'),
  DirectoryListingStartAfterNotFoundException: row(`${fs}DirectoryListingStartAfterNotFoundException`, 'ENOENT', 404),
  PathIsNotDirectoryException: row(`${fs}PathIsNotDirectoryException`, 'ENOTDIR'),
  PathIsNotEmptyDirectoryException: row(`${fs}PathIsNotEmptyDirectoryException`, 'ENOTEMPTY'),
  InvalidPathException: row(`${fs}InvalidPathException`, 'EINVAL', 400),
  InvalidRequestException: row(`${fs}InvalidRequestException`, 'EINVAL', 400),
  UnresolvedLinkException: row(`${fs}UnresolvedLinkException`, 'ELOOP'),
  HadoopIllegalArgumentException: row('org.apache.hadoop.HadoopIllegalArgumentException', 'EINVAL', 400),
  AccessControlException: row('org.apache.hadoop.security.AccessControlException', 'EACCES'),
  AuthorizationException: row('org.apache.hadoop.security.authorize.AuthorizationException', 'EACCES'),
  // org.apache.hadoop.hdfs.protocol
  AclException: row(`${hdfs}AclException`, 'EINVAL'),
  AlreadyBeingCreatedException: row(`${hdfs}AlreadyBeingCreatedException`, 'EBUSY'),
  RecoveryInProgressException: row(`${hdfs}RecoveryInProgressException`, 'EBUSY'),
  FSLimitException: row(`${hdfs}FSLimitException`, 'EINVAL'),
  PathComponentTooLongException: row(`${hdfs}FSLimitException$PathComponentTooLongException`, 'ENAMETOOLONG'),
  MaxDirectoryItemsExceededException: row(`${hdfs}FSLimitException$MaxDirectoryItemsExceededException`, 'ENOSPC'),
  NSQuotaExceededException: row(`${hdfs}NSQuotaExceededException`, 'EDQUOT'),
  DSQuotaExceededException: row(`${hdfs}DSQuotaExceededException`, 'EDQUOT'),
  QuotaByStorageTypeExceededException: row(`${hdfs}QuotaByStorageTypeExceededException`, 'EDQUOT'),
  SnapshotException: row(`${hdfs}SnapshotException`, 'EINVAL'),
  SnapshotAccessControlException: row(`${hdfs}SnapshotAccessControlException`, 'EROFS'),
  XAttrNotFoundException: row(`${hdfs}XAttrNotFoundException`, 'ENODATA', 404),
  UnregisteredNodeException: row(`${hdfs}UnregisteredNodeException`),
  UnresolvedPathException: row(`${hdfs}UnresolvedPathException`, 'ELOOP'),
  RollingUpgradeException: row(`${hdfs}RollingUpgradeException`),
  // org.apache.hadoop.hdfs.server
  NotReplicatedYetException: row(`${namenode}NotReplicatedYetException`, 'EAGAIN', 403, 'same-node'),
  LeaseExpiredException: row(`${namenode}LeaseExpiredException`, 'EBADF'),
  UnsupportedActionException: row(`${namenode}UnsupportedActionException`, 'ENOTSUP'),
  SafeModeException: row(`${namenode}SafeModeException`, 'EROFS', 403, 'same-node'),
  DisallowedDatanodeException: row(`${server}protocol.DisallowedDatanodeException`, 'EACCES'),
  InvalidBlockReportLeaseException: row(`${server}protocol.InvalidBlockReportLeaseException`),
  IncorrectVersionException: row(`${server}common.IncorrectVersionException`),
  InconsistentFSStateException: row(`${server}common.InconsistentFSStateException`),
  ServiceFailedException: row('org.apache.hadoop.ha.ServiceFailedException'),
  HealthCheckFailedException: row('org.apache.hadoop.ha.HealthCheckFailedException'),
  // org.apache.hadoop.ipc
  StandbyException: row(`${ipc}StandbyException`, 'EAGAIN', 403, 'other-node'),
  RetriableException: row(`${ipc}RetriableException`, 'EAGAIN', 403, 'same-node'),
  RpcServerException: row(`${ipc}RpcServerException`),
  RpcNoSuchMethodException: row(`${ipc}RpcNoSuchMethodException`, 'ENOTSUP'),
  RpcNoSuchProtocolException: row(`${ipc}RpcNoSuchProtocolException`, 'ENOTSUP'),
  VersionMismatch: row(`${ipc}RPC$VersionMismatch`, 'EPROTO'),
  FatalRpcServerException: row(`${ipc}FatalRpcServerException`, 'EPROTO'),
  // org.apache.hadoop.hdfs.qjournal
  JournalOutOfSyncException: row(`${qjournal}protocol.JournalOutOfSyncException`),
  // Ours: the caller goes by an older list of JournalNodes. To Apache's it is an IOException that it does not know.
  StaleJournalListException: row('org.quorate.StaleJournalListException'),
  JournalNotFormattedException: row(`${qjournal}protocol.JournalNotFormattedException`),
  NewerTxnIdException: row(`${qjournal}server.NewerTxnIdException`),
  CacheMissException: row(`${qjournal}server.JournaledEditsCache$CacheMissException`),
  // DataNode
  ReplicaNotFoundException: row(`${server}datanode.ReplicaNotFoundException`, 'ENOENT'),
  ReplicaAlreadyExistsException: row(`${server}datanode.ReplicaAlreadyExistsException`, 'EEXIST'),
  InvalidToken: row('org.apache.hadoop.security.token.SecretManager$InvalidToken', 'EACCES', 401),
  InvalidEncryptionKeyException: row('org.apache.hadoop.hdfs.protocol.datatransfer.InvalidEncryptionKeyException'),
} as const satisfies Record<string, Row>;

/** A row's name: the Java class's simple name. */
export type ExceptionName = keyof typeof exceptionTable;

/** An answer of the protocol that is an exception; `message` is Apache's text to the letter. */
export class HdfsException extends Error {
  override readonly name: ExceptionName;

  constructor(name: ExceptionName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }

  get javaClass(): string {
    return exceptionTable[this.name].javaClass;
  }

  get retry(): RetryAdvice {
    return exceptionTable[this.name].retry;
  }

  get errno(): string {
    return exceptionTable[this.name].errno;
  }

  get httpStatus(): number {
    return exceptionTable[this.name].http;
  }
}

const byJavaClass: ReadonlyMap<string, ExceptionName> = new Map(
  (Object.keys(exceptionTable) as ExceptionName[]).map((name) => [exceptionTable[name].javaClass, name]),
);

/** The table's name for a Java class read off the wire; undefined for a class it does not know. */
export function exceptionOfJavaClass(javaClass: string): ExceptionName | undefined {
  return byJavaClass.get(javaClass);
}

/** Whether `error` is the answer `name`. */
export function isException(error: unknown, name: ExceptionName): error is HdfsException {
  return error instanceof HdfsException && error.name === name;
}
