// What a client is told of one inode, as plain data that outlives the row. Block locations are added by the block
// management. Answers to HdfsFileStatus and FSDirStatAndListingOp.createFileStatus.

import type { Mode } from '../../protocol/permission.ts';
import type { Namespace } from './namespace.ts';
import { policyUnspecified } from './storage-policies.ts';

export interface FileStatus {
  readonly kind: 'file' | 'directory' | 'symlink';
  /** The last component as UTF-8; empty for the inode that was asked for itself. */
  readonly name: Uint8Array;
  readonly fileId: number;
  /** Bytes; 0 for a directory. */
  readonly length: number;
  /** 0 for a directory. */
  readonly replication: number;
  /** 0 for a directory. */
  readonly blockSize: number;
  readonly mtime: number;
  readonly atime: number;
  readonly mode: Mode;
  readonly owner: string;
  readonly group: string;
  /** Entries of a directory; 0 for others. */
  readonly childrenNum: number;
  /** The effective storage policy; 0: none was set. */
  readonly storagePolicy: number;
  readonly hasAcl: boolean;
  readonly isErasureCoded: boolean;
  readonly isSnapshottable: boolean;
  /** Where a symlink points to; undefined for others. */
  readonly symlink: string | undefined;
  readonly underConstruction: boolean;
  /** The inode's row, for adding block locations in the same turn; -1 if there is none. */
  readonly row: number;
}

const noName = new Uint8Array(0);

/** The status of a row. `named` for entries of a listing, which carry their names. */
export function fileStatusOf(ns: Namespace, row: number, named = false, storagePolicy = ns.effectiveStoragePolicy(row)): FileStatus {
  const { inodes } = ns;
  const isFile = ns.isFile(row);
  const isDirectory = ns.isDirectory(row);
  return {
    kind: isFile ? 'file' : isDirectory ? 'directory' : 'symlink',
    name: named ? inodes.nameBytes(row) : noName,
    fileId: inodes.id(row),
    length: isFile ? ns.fileLength(row) : 0,
    replication: isFile ? ns.replication(row) : 0,
    blockSize: isFile ? inodes.blockSize(row) : 0,
    mtime: inodes.mtime(row),
    atime: inodes.atime(row),
    mode: inodes.mode(row),
    owner: ns.owner(row),
    group: ns.group(row),
    childrenNum: isDirectory ? ns.childCount(row) : 0,
    storagePolicy: ns.isSymlink(row) ? policyUnspecified : storagePolicy,
    hasAcl: ns.acl(row).length > 0,
    isErasureCoded: isFile && ns.erasureCodingPolicy(row) !== 0,
    // The root is born snapshottable, with a quota of no snapshots.
    isSnapshottable: row === ns.root,
    symlink: ns.isSymlink(row) ? ns.symlinkTarget(row) : undefined,
    underConstruction: ns.isUnderConstruction(row),
    row,
  };
}

/** A directory that exists only in answers: /.reserved, /.reserved/raw, .snapshot. */
export function syntheticDirectory(name: string, mode: Mode, group = '', timeMs = 0): FileStatus {
  return {
    kind: 'directory', name: Buffer.from(name), fileId: -1, length: 0, replication: 0, blockSize: 0, mtime: timeMs, atime: timeMs, mode,
    owner: '', group, childrenNum: 0, storagePolicy: policyUnspecified, hasAcl: false, isErasureCoded: false, isSnapshottable: false,
    symlink: undefined, underConstruction: false, row: -1,
  };
}
