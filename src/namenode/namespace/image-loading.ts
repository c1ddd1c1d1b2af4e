// How a namespace comes into being from an image: inodes in any order, then the children of each directory, then
// one pass that counts. Use one on a blank Namespace and finish it before anything else is called.
// Answers to FSImageFormatPBINode.Loader.

import type { AclEntry, XAttr } from '../../edit-log/ops/writables.ts';
import { assert } from '../../base/assert.ts';
import { rootInodeId } from '../../protocol/block.ts';
import type { Block } from '../../protocol/block.ts';
import type { PermissionStatus } from '../../protocol/permission.ts';
import { blockState } from '../blocks/block-table.ts';
import type { Quota, Writer } from './features.ts';
import { inodeKind } from './inode-table.ts';
import type { Namespace, NewInode } from './namespace.ts';

interface LoadedCommon {
  readonly id: number;
  /** UTF-8, empty for the root. */
  readonly name: Uint8Array;
  readonly permissions: PermissionStatus;
  readonly mtime: number;
}

export interface LoadedFile extends LoadedCommon {
  readonly atime: number;
  readonly replication: number;
  readonly blockSize: number;
  readonly storagePolicy: number;
  /** 0: replicated. */
  readonly erasureCodingPolicy: number;
  readonly blocks: readonly Block[];
  /** Who writes it; undefined: closed. */
  readonly writer: Writer | undefined;
  readonly acl: readonly AclEntry[];
  readonly xAttrs: readonly XAttr[];
}

export interface LoadedDirectory extends LoadedCommon {
  readonly acl: readonly AclEntry[];
  readonly xAttrs: readonly XAttr[];
  /** undefined: none. */
  readonly quota: Quota | undefined;
}

export interface LoadedSymlink extends LoadedCommon {
  readonly atime: number;
  readonly target: string;
}

export class ImageLoading {
  readonly #ns: Namespace;

  constructor(ns: Namespace) {
    assert(ns.inodes.size === 1, 'an image is loaded into a blank namespace');
    this.#ns = ns;
  }

  /** A file with its blocks; the last one of an open file is under construction. Returns its row. */
  addFile(file: LoadedFile): number {
    const ns = this.#ns;
    const row = ns.newLooseRow(inodeKind.file, file, file.name);
    ns.inodes.setBlockSize(row, file.blockSize);
    if (file.erasureCodingPolicy !== 0) ns.setStriped(row, file.erasureCodingPolicy);
    else ns.inodes.setReplication(row, file.replication);
    if (file.storagePolicy !== 0) ns.setStoragePolicy(row, file.storagePolicy);
    this.#addFeatures(row, file.acl, file.xAttrs);
    const last = file.blocks.length - 1;
    file.blocks.forEach((block, i) => {
      ns.chainLoose(row, Number((block.blockId >> 32n) & 0xffff_ffffn), Number(block.blockId & 0xffff_ffffn), block.genstamp, block.numBytes, file.writer !== undefined && i === last ? blockState.underConstruction : blockState.complete);
    });
    if (file.writer !== undefined) ns.setWriter(row, file.writer);
    return row;
  }

  /** A directory; the root's id says what to change of the root that is there. Returns its row. */
  addDirectory(directory: LoadedDirectory): number {
    const ns = this.#ns;
    const inode: NewInode = { id: directory.id, permissions: directory.permissions, mtime: directory.mtime, atime: 0 };
    let row = ns.root;
    if (directory.id === rootInodeId) {
      ns.setOwnerAndGroup(row, directory.permissions.owner, directory.permissions.group);
      ns.inodes.setMode(row, directory.permissions.mode);
      ns.inodes.setMtime(row, directory.mtime);
    } else row = ns.newLooseRow(inodeKind.directory, inode, directory.name);
    this.#addFeatures(row, directory.acl, directory.xAttrs);
    if (directory.quota !== undefined) ns.setQuota(row, directory.quota);
    return row;
  }

  addSymlink(symlink: LoadedSymlink): number {
    const row = this.#ns.newLooseRow(inodeKind.symlink, symlink, symlink.name);
    this.#ns.setSymlinkTarget(row, symlink.target);
    return row;
  }

  /** Puts an inode into a directory, both by row (`ns.inodes.findId` tells it by id). Fastest in name order. */
  link(child: number, directory: number): void {
    this.#ns.linkLoose(child, directory);
  }

  /**
   * Counts `rowsMax` rows from `from` into the totals of the directories above them. Returns where to go on, or
   * -1 when all are counted: run it to the end after the last {@link link}.
   */
  countSlice(from: number, rowsMax: number): number {
    const ns = this.#ns;
    const end = Math.min(ns.inodes.rowEnd, from + rowsMax);
    for (let row = from; row < end; row++) if (row !== ns.root && ns.inodes.isLive(row)) ns.countLoose(row);
    return end < ns.inodes.rowEnd ? end : -1;
  }

  #addFeatures(row: number, acl: readonly AclEntry[], xAttrs: readonly XAttr[]): void {
    if (acl.length > 0) this.#ns.setAcl(row, acl);
    if (xAttrs.length > 0) this.#ns.setXAttrs(row, xAttrs);
  }
}
