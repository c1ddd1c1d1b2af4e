// Plain data of the namespace as ClientProtocol's messages. Answers to PBHelperClient.convert.
import type { HdfsFileStatusProto, LocatedBlocksProto } from '../wire/hdfs.ts';
import { HdfsFileStatusProto_FileType as FileType, HdfsFileStatusProto_Flags as Flags } from '../wire/hdfs.ts';
import type { FileStatus } from './namespace/file-status.ts';

const fileTypes = { directory: FileType.IS_DIR, file: FileType.IS_FILE, symlink: FileType.IS_SYMLINK } as const;

/** A status as it travels; `locations` for calls that ask for them. */
export function fileStatusProto(status: FileStatus, locations?: LocatedBlocksProto): HdfsFileStatusProto {
  return {
    fileType: fileTypes[status.kind],
    path: status.name,
    length: status.length,
    permission: { perm: status.mode },
    owner: status.owner,
    group: status.group,
    modification_time: status.mtime,
    access_time: status.atime,
    symlink: status.symlink === undefined ? undefined : Buffer.from(status.symlink),
    block_replication: status.replication,
    blocksize: status.blockSize,
    locations,
    fileId: status.fileId,
    childrenNum: status.childrenNum,
    storagePolicy: status.storagePolicy,
    flags: (status.hasAcl ? Flags.HAS_ACL : 0) | (status.isErasureCoded ? Flags.HAS_EC : 0) | (status.isSnapshottable ? Flags.SNAPSHOT_ENABLED : 0),
  };
}
