// The namespace: the tree of inodes, what they are and have, and the files' block lists. Readers use its tables
// freely (`inodes`, `blocks`, `features`); whoever changes anything goes through the methods here, because they
// keep the totals of all directories above in step. Only `apply` (operations/apply.ts), the image loader and
// reclaim.ts call the changing ones. Invariant: state depends on the operations applied, on nothing else.
// Answers to FSDirectory, INodeFile, INodeDirectory and INodeMap.

import type { AclEntry, XAttr } from '../../edit-log/ops/writables.ts';
import { rootInodeId } from '../../protocol/block.ts';
import type { Block } from '../../protocol/block.ts';
import type { PermissionStatus } from '../../protocol/permission.ts';
import { BlockTable } from '../blocks/block-table.ts';
import type { BlockState } from '../blocks/block-table.ts';
import type { BlockEvents } from './block-events.ts';
import { blankCarriedState } from './carried-state.ts';
import type { CarriedState } from './carried-state.ts';
import { ChildLists } from './child-lists.ts';
import { DelegationState } from './delegation-state.ts';
import { DirectoryTable } from './directory-table.ts';
import type { SubtreeTotals } from './directory-table.ts';
import { EncodedName, isDotSnapshot } from './encoded-name.ts';
import { FileBlocks } from './file-blocks.ts';
import { Features, isQuotaSet, noQuota, rootQuota, setOrDrop } from './features.ts';
import type { Quota, Writer } from './features.ts';
import { IdCounters } from './id-counters.ts';
import { batchCount } from './inode-batch.ts';
import type { InodeBatch } from './inode-batch.ts';
import { InodeTable, inodeFlag, inodeKind } from './inode-table.ts';
import type { InodeKind } from './inode-table.ts';
import { Leases, defaultLeaseLimits } from './leases.ts';
import type { LeaseLimits } from './leases.ts';
import { LoggedPaths } from './logged-paths.ts';
import { PolicyTable } from './policy-table.ts';
import { Principals } from './principals.ts';
import { RecentDirectories } from './recent-directories.ts';
import type { RecentDirectory } from './recent-directories.ts';
import { RecentPaths } from './recent-paths.ts';
import { ResolvedPath } from './resolved-path.ts';
import { storagePolicyOfXAttrs } from './xattrs.ts';

export interface NamespaceOptions {
  /** Owner and mode of the root of a blank namespace. */
  readonly root: PermissionStatus;
  readonly leaseLimits?: LeaseLimits;
  /** Bounds that only reserve addresses. */
  readonly inodesMax?: number;
  readonly blocksMax?: number;
}

/** What every new inode has. */
export interface NewInode {
  readonly id: number;
  readonly permissions: PermissionStatus;
  readonly mtime: number;
  readonly atime: number;
}

const inodesMaxDefault = 2 ** 27;
const slash = 0x2f;

export class Namespace {
  /** Columns by row. Read freely; write through the methods below. */
  readonly inodes: InodeTable;
  readonly directories: DirectoryTable;
  readonly blocks: BlockTable;
  readonly features = new Features();
  readonly principals = new Principals();
  readonly leases: Leases;
  readonly ids = new IdCounters();
  readonly delegation = new DelegationState();
  /** What only passes through, from image to image. */
  carried: CarriedState = blankCarriedState;
  /** Storage policies, and what takes how much of each type of storage by them. */
  readonly policies: PolicyTable;
  readonly root: number;
  /** Finds what operations of a log name, by the bytes that they have there. */
  readonly logged: LoggedPaths;
  /** Rows of trees that were deleted and wait for reclaim.ts. Unlinked: no path leads to them. */
  readonly garbage: number[] = [];
  /** The last transaction that was applied; 0 before the first. */
  lastAppliedTxId = 0;

  readonly #lists: ChildLists;
  readonly #files: FileBlocks;
  /** None below the root itself, and none in a snapshot. */
  readonly #recent = new RecentDirectories();
  readonly #paths = new RecentPaths();
  readonly #name = new EncodedName();

  constructor(options: NamespaceOptions) {
    const inodesMax = options.inodesMax ?? inodesMaxDefault;
    this.inodes = new InodeTable(inodesMax);
    this.directories = new DirectoryTable(inodesMax);
    this.blocks = new BlockTable(options.blocksMax === undefined ? {} : { rowsMax: options.blocksMax });
    this.#lists = new ChildLists(this.inodes);
    this.policies = new PolicyTable(this);
    this.#files = new FileBlocks(this.inodes, this.directories, this.blocks, this.ids, this.policies);
    this.leases = new Leases(options.leaseLimits ?? defaultLeaseLimits);
    this.root = this.#newRow(inodeKind.directory, { id: rootInodeId, permissions: options.root, mtime: 0, atime: 0 }, '');
    this.setQuota(this.root, rootQuota);
    this.logged = new LoggedPaths(this.inodes, this.root);
  }

  // Finding.

  /**
   * Follows a path component by component as far as it goes; symlinks are not followed, /.reserved is a name
   * like others (operations/resolve.ts knows better). Repeated and trailing slashes do not count.
   */
  resolve(path: string, isRaw = false): ResolvedPath {
    const known = this.#recent.find(path);
    if (known !== undefined) return new ResolvedPath(path, known.rows, this.#lastName(known, path), isRaw, false);
    const end = this.#name.encode(path);
    const { bytes } = this.#name;
    const rows = [this.root];
    let row = this.root;
    let isSnapshot = false;
    for (let at = 0; at < end; ) {
      if (bytes[at] === slash) {
        at++;
        continue;
      }
      let stop = at + 1;
      while (stop < end && bytes[stop] !== slash) stop++;
      if (row === this.root && isDotSnapshot(bytes, at, stop)) isSnapshot = true;
      row = row >= 0 && this.inodes.kind(row) === inodeKind.directory ? this.inodes.findChild(row, bytes, at, stop) : -1;
      rows.push(row);
      at = stop;
    }
    rows.pop();
    const parent = rows[rows.length - 1] ?? this.root;
    if (parent !== this.root && parent >= 0 && !isSnapshot && this.isDirectory(parent)) this.#recent.note(path, rows);
    return new ResolvedPath(path, rows, row, isRaw, isSnapshot);
  }

  /** The row that a path leads to, or -1. */
  lookup(path: string): number {
    let row = this.#paths.find(path);
    if (row >= 0) return row;
    const known = this.#recent.find(path);
    row = known === undefined ? this.resolve(path).last : this.#lastName(known, path);
    if (row >= 0) this.#paths.note(path, row);
    return row;
  }

  #lastName(directory: RecentDirectory, path: string): number {
    const end = this.#name.encode(path, directory.prefix.length);
    const { bytes } = this.#name;
    // Files of a job are made in the order of their names: the last one, just made, is compared without waiting for memory.
    if (directory.growsAtEnd && this.#isBehindAll(directory.row, bytes, end)) return -1;
    directory.growsAtEnd = false;
    return this.inodes.findChild(directory.row, bytes, 0, end);
  }

  /** Whether the name bytes[0..end) comes behind those of all children. */
  #isBehindAll(directory: number, bytes: Uint8Array, end: number): boolean {
    const last = this.lastChild(directory);
    return last >= 0 && this.inodes.compareToBytes(last, bytes, 0, end) < 0;
  }

  /** The child of that name, or -1. */
  child(directory: number, name: string): number {
    const end = this.#name.encode(name);
    return this.inodes.findChild(directory, this.#name.bytes, 0, end);
  }

  /** The row of an inode that a path leads to, by its id; -1 for others, deleted ones included. */
  findInode(id: number): number {
    const row = this.inodes.findId(id);
    return row >= 0 && this.isReachable(row) ? row : -1;
  }

  /** Whether a path leads to the row: false from the deletion of it or of a directory above on (isFileDeleted). */
  isReachable(row: number): boolean {
    let at = row;
    for (let up = this.inodes.parent(at); up >= 0; up = this.inodes.parent(at)) at = up;
    return at === this.root;
  }

  /** The path that leads to a row, '/' for the root. */
  fullPath(row: number): string {
    if (row === this.root) return '/';
    let path = '';
    for (let at = row; at >= 0 && at !== this.root; at = this.inodes.parent(at)) path = `/${this.inodes.nameText(at)}${path}`;
    return path;
  }

  // Reading.

  isFile(row: number): boolean {
    return this.inodes.kind(row) === inodeKind.file;
  }

  isDirectory(row: number): boolean {
    return this.inodes.kind(row) === inodeKind.directory;
  }

  isSymlink(row: number): boolean {
    return this.inodes.kind(row) === inodeKind.symlink;
  }

  isUnderConstruction(row: number): boolean {
    return this.inodes.hasFlag(row, inodeFlag.underConstruction);
  }

  owner(row: number): string {
    return this.principals.owner(this.inodes.principals(row));
  }

  group(row: number): string {
    return this.principals.group(this.inodes.principals(row));
  }

  permissions(row: number): PermissionStatus {
    return { owner: this.owner(row), group: this.group(row), mode: this.inodes.mode(row) };
  }

  /** Replicas that a file wants; 1 for a striped one. */
  replication(row: number): number {
    return this.#files.replication(row);
  }

  /** The erasure coding policy of a file; 0 for a replicated one. */
  erasureCodingPolicy(row: number): number {
    return this.inodes.hasFlag(row, inodeFlag.striped) ? this.inodes.replication(row) : 0;
  }

  /** The policy that counts for a row: its own, or that of the nearest directory above; 0 if none has one. */
  effectiveStoragePolicy(row: number): number {
    return this.policies.effective(row);
  }

  /** Who writes a file; undefined for a closed one. */
  writer(row: number): Writer | undefined {
    return this.isUnderConstruction(row) ? this.features.writers.get(row) : undefined;
  }

  /** The stored entries of a row's ACL; empty if mode says it all. */
  acl(row: number): readonly AclEntry[] {
    return this.inodes.hasFlag(row, inodeFlag.acl) ? (this.features.acls.get(row) ?? []) : [];
  }

  xAttrs(row: number): readonly XAttr[] {
    return this.inodes.hasFlag(row, inodeFlag.xattr) ? (this.features.xAttrs.get(row) ?? []) : [];
  }

  /** The limits on a directory; {@link noQuota} where none were set. */
  quota(row: number): Quota {
    return this.inodes.hasFlag(row, inodeFlag.quota) ? (this.features.quotas.get(row) ?? noQuota) : noQuota;
  }

  symlinkTarget(row: number): string {
    return this.features.symlinks.get(row) ?? '';
  }

  /** Totals below a directory; of a file or symlink, its own. */
  totals(row: number): SubtreeTotals {
    if (this.isDirectory(row)) return this.directories.totals(this.inodes.first(row));
    if (!this.isFile(row)) return noTotals;
    const spaceBytes = this.#files.space(row);
    return { files: 0, directories: 0, blocks: this.#files.rows(row).length, lengthBytes: this.#files.length(row), spaceBytes };
  }

  /** Inodes that a path leads to, the root included (FSDirectory.totalInodes). */
  get inodeCount(): number {
    const { files, directories } = this.totals(this.root);
    return files + directories + 1;
  }

  /** Entries of a directory; 0 for others. */
  childCount(directory: number): number {
    if (!this.isDirectory(directory)) return 0;
    return this.directories.childCount(this.inodes.first(directory));
  }

  /** Visits children in name order from the `from`th on, at most `limit`. The directory must not change meanwhile. */
  visitChildren(directory: number, from: number, limit: number, visit: (row: number) => void): void {
    if (!this.isDirectory(directory)) return;
    const entry = this.inodes.first(directory);
    this.#lists.visit(this.directories.list(entry), this.directories.childCount(entry), from, limit, visit);
  }

  /** The children's rows in name order: for small directories and tests. */
  children(directory: number): number[] {
    const rows: number[] = [];
    this.visitChildren(directory, 0, Number.POSITIVE_INFINITY, (row) => rows.push(row));
    return rows;
  }

  /** The child that is last in name order; -1 without children. */
  lastChild(directory: number): number {
    const entry = this.inodes.first(directory);
    const size = this.directories.childCount(entry);
    return size === 0 ? -1 : this.#lists.last(this.directories.list(entry), size);
  }

  /** How many children have names at or below bytes: where a listing that starts after that name goes on. */
  rankAfter(directory: number, name: Uint8Array): number {
    const entry = this.inodes.first(directory);
    return this.#lists.rankAfter(this.directories.list(entry), this.directories.childCount(entry), name, 0, name.length);
  }

  /** First block of a file, or -1; the next ones by `blocks.next`. */
  firstBlock(file: number): number {
    return this.inodes.first(file);
  }

  lastBlock(file: number): number {
    return this.inodes.last(file);
  }

  /** The block before the last one, or -1. */
  penultimateBlock(file: number): number {
    return this.#files.penultimate(file);
  }

  /** The rows of a file's blocks, in order; none for a directory or symlink. */
  blockRows(file: number): number[] {
    return this.isFile(file) ? this.#files.rows(file) : [];
  }

  block(row: number): Block {
    return { blockId: this.blocks.blockId(row), genstamp: this.blocks.genstamp(row), numBytes: this.blocks.numBytes(row) };
  }

  /** Blocks as operations carry them. */
  blocksOf(file: number): Block[] {
    return this.blockRows(file).map((row) => this.block(row));
  }

  /** Bytes in a file, what is known of its last block while it is written included (computeFileSize()). */
  fileLength(file: number): number {
    return this.isFile(file) ? this.#files.length(file) : 0;
  }

  // Changing the tree.

  /** A new file, directory or symlink in a directory that has no child of that name. mtime of the parent is the caller's. */
  addChild(kind: InodeKind, parent: number, name: string, inode: NewInode): number {
    return this.#addNamed(kind, parent, name, 0, inode);
  }

  /** The same at a path that leads to nothing yet. */
  addAt(kind: InodeKind, path: ResolvedPath, inode: NewInode): number {
    const text = path.endingInName;
    const row = this.#addNamed(kind, path.parent, text, this.#name.lastNameOf(text), inode);
    this.#paths.note(text, row);
    this.#recent.grew(path.parent, this.lastChild(path.parent) === row);
    return row;
  }

  /** The name is what `text` has from `nameFrom` on. */
  #addNamed(kind: InodeKind, parent: number, text: string, nameFrom: number, inode: NewInode): number {
    const row = this.#newRow(kind, inode, text, nameFrom);
    this.inodes.link(row, parent);
    this.#addToList(parent, row);
    const isDirectory = kind === inodeKind.directory;
    this.#addAbove(row, isDirectory ? 0 : 1, isDirectory ? 1 : 0, 0, 0, 0);
    return row;
  }

  /** The same at the path that was claimed last ({@link LoggedPaths.claim}), in its directory. */
  addClaimed(kind: InodeKind, parent: number, inode: { readonly inodeId: number } & Omit<NewInode, 'id'>): number {
    const { inodeId, permissions } = inode;
    const pair = this.principals.idOf(permissions.owner, permissions.group);
    const row = this.inodes.addKeyed(kind, inodeId, parent, this.logged.nameHash, inode.mtime, inode.atime, pair, permissions.mode);
    const isDirectory = kind === inodeKind.directory;
    if (isDirectory) this.inodes.setFirst(row, this.directories.add());
    this.ids.sawInodeId(inodeId);
    this.#addToList(parent, row, this.logged.isBehindAll ? true : undefined);
    this.#addAbove(row, isDirectory ? 0 : 1, isDirectory ? 1 : 0, 0, 0, 0);
    this.logged.claimed(row);
    return row;
  }

  /** Takes a row out of its directory and puts it into another under another name; all below moves with it. */
  move(row: number, parent: number, name: string): void {
    this.#detach(row);
    const end = this.#name.encode(name);
    this.inodes.rename(row, this.#name.bytes, 0, end);
    this.#attach(row, parent);
  }

  /** Takes a row out of the tree for good. Its memory and blocks are given back by reclaim.ts, slice by slice. */
  discard(row: number): void {
    this.#detach(row);
    this.garbage.push(row);
  }

  /** Takes the last child out of a directory that is garbage; totals above do not matter any more. */
  pruneLastChild(directory: number): number {
    const entry = this.inodes.first(directory);
    const size = this.directories.childCount(entry);
    const list = this.directories.list(entry);
    const row = this.#lists.last(list, size);
    this.directories.setList(entry, this.#lists.removeLast(list, size), size - 1);
    this.inodes.unlink(row);
    return row;
  }

  /** Frees a row without children and without blocks. */
  freeRow(row: number): void {
    if (this.isDirectory(row)) this.directories.free(this.inodes.first(row));
    this.policies.drop(row);
    this.features.drop(row);
    this.inodes.free(row);
  }

  // Changing attributes.

  setOwnerAndGroup(row: number, owner: string | undefined, group: string | undefined): void {
    this.inodes.setPrincipals(row, this.principals.idOf(owner ?? this.owner(row), group ?? this.group(row)));
  }

  setAcl(row: number, entries: readonly AclEntry[]): void {
    setOrDrop(this.features.acls, row, entries, entries.length > 0);
    this.inodes.setFlag(row, inodeFlag.acl, entries.length > 0);
  }

  /** Replaces all extended attributes; a directory's storage policy is one of them. */
  setXAttrs(row: number, xAttrs: readonly XAttr[]): void {
    setOrDrop(this.features.xAttrs, row, xAttrs, xAttrs.length > 0);
    this.inodes.setFlag(row, inodeFlag.xattr, xAttrs.length > 0);
    if (this.isDirectory(row)) this.setStoragePolicy(row, storagePolicyOfXAttrs(xAttrs));
  }

  setStoragePolicy(row: number, policy: number): void {
    this.policies.set(row, policy);
  }

  /** The root keeps its feature when nothing is limited; other directories lose it. */
  setQuota(row: number, quota: Quota): void {
    const keep = isQuotaSet(quota) || row === this.root;
    setOrDrop(this.features.quotas, row, quota, keep);
    this.inodes.setFlag(row, inodeFlag.quota, keep);
    if (quota.typeBytes.length === 0) this.policies.forget(row);
  }

  /** Directories' mtimes only move on (INode.updateModificationTime). */
  touch(directory: number, mtime: number): void {
    if (mtime > this.inodes.mtime(directory)) this.inodes.setMtime(directory, mtime);
  }

  setSymlinkTarget(row: number, target: string): void {
    this.features.symlinks.set(row, target);
  }

  /** Opens a file for a writer, or hands it to another one, and moves its lease. */
  setWriter(file: number, writer: Writer): void {
    this.features.writers.set(file, writer);
    this.inodes.setFlag(file, inodeFlag.underConstruction, true);
    this.leases.reassign(this.inodes.id(file), writer.clientName);
  }

  /** Closes a file and removes its lease. Blocks are the caller's. */
  clearWriter(file: number): void {
    this.features.writers.delete(file);
    this.features.truncations.delete(file);
    this.inodes.setFlag(file, inodeFlag.underConstruction, false);
    this.leases.remove(this.inodes.id(file));
  }

  setReplication(file: number, replication: number, events: BlockEvents): void {
    this.#files.setReplication(file, replication, events);
  }

  setStriped(file: number, erasureCodingPolicy: number): void {
    this.inodes.setFlag(file, inodeFlag.striped, true);
    this.inodes.setReplication(file, erasureCodingPolicy);
  }

  // Changing blocks.

  /** Adds a block at the end of a file. */
  appendBlock(file: number, block: Block, state: BlockState, events: BlockEvents): number {
    return this.#files.append(file, block, state, events);
  }

  /** Length, genstamp and state of a block of `file` together, with the events that follow from them. */
  updateBlock(file: number, row: number, block: { readonly genstamp: number; readonly numBytes: number }, state: BlockState, events: BlockEvents): void {
    this.#files.update(file, row, block, state, events);
  }

  /** Removes the last block of a file, from the namespace and the block table. */
  removeLastBlock(file: number, events: BlockEvents): void {
    this.#files.removeLast(file, events);
  }

  /** Moves all blocks of `source` to the end of `target` (concat). */
  moveBlocks(source: number, target: number, events: BlockEvents): void {
    this.#files.move(source, target, events);
  }

  /** Frees the first block of a file that is garbage. */
  pruneFirstBlock(file: number, events: BlockEvents): void {
    this.#files.pruneFirst(file, events);
  }

  // For the image loader (fsimage/inode-decoder.ts, tree-builder.ts): rows first, links and totals later.

  /** Makes room for so many inodes, and as many blocks, at once: cheaper than growing to it. */
  reserve(inodes: number): void {
    this.inodes.reserve(inodes);
    this.blocks.reserve(inodes);
  }

  /**
   * Adds all inodes of a batch and their blocks, not linked and not counted; `pairs` are the principals of the batch's.
   * The batch is used up. Fast: a few copies of memory.
   */
  addBatch(batch: InodeBatch, pairs: Int32Array): void {
    const directories = batch.counts[batchCount.directories] as number;
    for (let i = 0; i < directories; i++) batch.first[batch.directories[i] as number] = this.directories.add();
    const row = this.inodes.addBatch(batch, this.blocks.rowEnd, pairs);
    this.blocks.addBatch(batch, row);
    this.ids.sawInodeId(batch.greatest[0] as number);
    if ((batch.counts[batchCount.blocks] as number) > 0) this.ids.sawBlockGenstamp(batch.greatest[1] as number);
  }

  /** Lists rows[0..count) in the directory that they were placed in (InodeTable.place), without counting them. Fast for a blank one and names in order. */
  listPlaced(rows: Int32Array, count: number, parent: number): void {
    if (count === 0) return;
    this.inodes.linkPlaced(rows, count);
    const entry = this.inodes.first(parent);
    let isInOrder = this.directories.childCount(entry) === 0;
    for (let i = 1; isInOrder && i < count; i++) isInOrder = this.inodes.compareRows(rows[i - 1] as number, rows[i] as number) < 0;
    if (isInOrder) this.directories.setList(entry, this.#lists.build(rows, count), count);
    else for (let i = 0; i < count; i++) this.#addToList(parent, rows[i] as number);
  }

  /** Adds a block, its id in two unsigned halves, without counting it. */
  chainLoose(file: number, idHigh: number, idLow: number, genstamp: number, numBytes: number, state: BlockState): number {
    const row = this.blocks.addHiLo(idHigh, idLow, genstamp, numBytes, file, state);
    this.#files.adopt(file, row);
    return row;
  }

  // Inner parts.

  #newRow(kind: InodeKind, inode: NewInode, text: string, nameFrom = 0): number {
    const end = this.#name.encode(text, nameFrom);
    return this.#initRow(this.inodes.add(kind, inode.id, this.#name.bytes, 0, end), inode);
  }

  #initRow(row: number, inode: NewInode): number {
    const { owner, group, mode } = inode.permissions;
    this.inodes.setAttributes(row, inode.mtime, inode.atime, this.principals.idOf(owner, group), mode);
    if (this.isDirectory(row)) this.inodes.setFirst(row, this.directories.add());
    this.ids.sawInodeId(inode.id);
    return row;
  }

  #attach(row: number, parent: number): void {
    this.inodes.link(row, parent);
    this.#addToList(parent, row);
    this.#count(row, 1);
  }

  #detach(row: number): void {
    const isDirectory = this.isDirectory(row);
    if (isDirectory) this.#recent.forget();
    this.#paths.forget();
    this.logged.forget(isDirectory);
    this.#count(row, -1);
    const entry = this.inodes.first(this.inodes.parent(row));
    const size = this.directories.childCount(entry);
    this.directories.setList(entry, this.#lists.remove(this.directories.list(entry), size, row), size - 1);
    this.inodes.unlink(row);
  }

  #addToList(parent: number, row: number, behindAll?: boolean): void {
    const entry = this.inodes.first(parent);
    const size = this.directories.childCount(entry);
    this.directories.setList(entry, this.#lists.insert(this.directories.list(entry), size, row, behindAll), size + 1);
  }

  /** Adds a row and all below it to the totals above, or takes it away (sign -1). */
  #count(row: number, sign: 1 | -1): void {
    const below = this.totals(row);
    const isDirectory = this.isDirectory(row);
    const files = below.files + (isDirectory ? 0 : 1);
    const directories = below.directories + (isDirectory ? 1 : 0);
    this.#addAbove(row, sign * files, sign * directories, sign * below.blocks, sign * below.lengthBytes, sign * below.spaceBytes);
    this.policies.counted(row, sign);
  }

  #addAbove(row: number, files: number, directories: number, blocks: number, lengthBytes: number, spaceBytes: number): void {
    for (let at = this.inodes.parent(row); at >= 0; at = this.inodes.parent(at)) this.directories.addInodes(this.inodes.first(at), files, directories);
    this.#files.charge(row, blocks, lengthBytes, spaceBytes);
  }
}

const noTotals: SubtreeTotals = { files: 0, directories: 0, blocks: 0, lengthBytes: 0, spaceBytes: 0 };
