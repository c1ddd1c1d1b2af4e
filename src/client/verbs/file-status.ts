// A path's status as it comes over the wire. Answers to PBHelperClient.convert(HdfsFileStatusProto).
import { asBuffer } from '../../base/bytes.ts';
import { joinPath, nameOf } from '../../protocol/path.ts';
import { HdfsFileStatusProto_FileType as FileType, HdfsFileStatusProto_Flags as Flags } from '../../wire/hdfs.ts';
import type { HdfsFileStatusProto } from '../../wire/hdfs.ts';
import type { FileStatus } from '../file-system.ts';

/** FsPermissionExtension's bits of old servers, which tell in the permission what newer ones tell in the flags. */
const oldAclBit = 0o10000;
const oldEncryptedBit = 0o20000;
const oldErasureCodedBit = 0o40000;

/** `parent` is the path that was asked for: the status of an entry carries its name only, that of a path itself nothing. */
export function fileStatus(proto: HdfsFileStatusProto, parent: string): FileStatus {
  const entry = asBuffer(proto.path).toString('utf8');
  const path = entry === '' ? parent : joinPath(parent, entry);
  const bits = proto.permission.perm;
  const flags = proto.flags ?? 0;
  return {
    path, name: path === '/' ? '' : nameOf(path),
    type: proto.fileType === FileType.IS_DIR ? 'directory' : proto.fileType === FileType.IS_SYMLINK ? 'symlink' : 'file',
    length: proto.length,
    replication: proto.block_replication ?? 0,
    blockSize: proto.blocksize ?? 0,
    modificationTime: proto.modification_time,
    accessTime: proto.access_time,
    owner: proto.owner, group: proto.group,
    permission: bits & 0o1777,
    hasAcl: (flags & Flags.HAS_ACL) !== 0 || (bits & oldAclBit) !== 0,
    encrypted: (flags & Flags.HAS_CRYPT) !== 0 || (bits & oldEncryptedBit) !== 0,
    erasureCoded: (flags & Flags.HAS_EC) !== 0 || (bits & oldErasureCodedBit) !== 0,
    snapshotEnabled: (flags & Flags.SNAPSHOT_ENABLED) !== 0,
    fileId: proto.fileId ?? 0,
    childrenCount: Math.max(0, proto.childrenNum ?? 0),
    storagePolicy: proto.storagePolicy ?? 0,
    ...(proto.symlink === undefined ? {} : { symlink: asBuffer(proto.symlink).toString('utf8') }),
  };
}
