// A disk in memory that loses at a power cut exactly what a real one may lose: bytes that were not
// datasynced, or whose datasync failed, and names made, moved or removed in a directory that was not synced. Tests and the simulator
// run on it. A process that merely dies loses nothing but its open files and locks.
//
// Strict on purpose: a file that was synced in a directory that was not is gone.
import { md5 } from '../base/checksums.ts';
import { WorldError } from './env.ts';
import type { Disk, DiskFile, DiskLock, FileStat, OpenMode } from './env.ts';
import { MemoryInode } from './memory-inode.ts';

/** The capacity of a disk that is never full. */
export const unbounded = 2 ** 50;

class Directory {
  readonly entries = new Map<string, Node>();
  /** The names that a power cut leaves. */
  durable = new Map<string, Node>();
  /** Changes of names since the last sync, in order. */
  pending: NameChange[] = [];
}

type Node = Directory | MemoryInode;

interface NameChange {
  readonly name: string;
  /** undefined: removed. */
  readonly node: Node | undefined;
  /** A second change that is atomic with this one: the old name of a rename. */
  readonly old?: string;
  /** The change in another directory without which this one does not happen. */
  readonly after?: { kept: boolean };
  readonly state: { kept: boolean };
}

export interface MemoryDiskOptions {
  /** Of stat's modifiedMs; default: always 0. */
  readonly wallMs?: () => number;
  /** Writes beyond it are `no-space`; default: none is. */
  readonly capacityBytes?: number;
}

/** What one process has of the disk. `detach` is its death: everything it asks fails from then on, its locks are free. */
export interface AttachedDisk extends Disk {
  detach(): void;
}

export class MemoryDisk implements Disk {
  readonly #root = new Directory();
  readonly #locks = new Map<string, { readonly content: string; readonly holder: Holder }>();
  readonly #wallMs: () => number;
  readonly #holders = new Set<Holder>();
  #holder: Holder;
  /** May be changed at any time: a disk that fills up. */
  capacityBytes: number;
  /** What the next sync of a file fails with; undefined: it does not. Whatever it was to bring to the disk may be lost with the power from then on. */
  syncError: (path: string) => WorldError | undefined = () => undefined;

  constructor(options: MemoryDiskOptions = {}) {
    this.#wallMs = options.wallMs ?? (() => 0);
    this.capacityBytes = options.capacityBytes ?? unbounded;
    this.#holder = this.#begin();
  }

  /** The disk as one process has it. A sync lasts until what `syncing` gives has settled, and brings to the disk what there was when it began. */
  attach(syncing?: () => Promise<void>): AttachedDisk {
    const holder = this.#begin(syncing);
    const alive = async (): Promise<MemoryDisk> => {
      if (holder.ended) throw new WorldError('io', 'the process is gone');
      return this;
    };
    return {
      open: async (path, mode) => (await alive()).#open(path, mode, holder),
      readFile: async (path) => (await alive()).readFile(path),
      md5: async (path) => (await alive()).md5(path),
      stat: async (path) => (await alive()).stat(path),
      list: async (path) => (await alive()).list(path),
      makeDirectory: async (path) => (await alive()).makeDirectory(path),
      rename: async (from, to) => (await alive()).rename(from, to),
      link: async (existing, to) => (await alive()).link(existing, to),
      remove: async (path) => (await alive()).remove(path),
      removeTree: async (path) => (await alive()).removeTree(path),
      syncDirectory: async (path) => (await alive()).#syncDirectory(path, holder),
      lock: async (path, content) => (await alive()).#lock(path, content, holder),
      space: async (path) => (await alive()).space(path),
      detach: () => this.#end(holder),
    };
  }

  /**
   * The power is cut: every process is detached, and what was not synced is gone. With `random` (uniform in
   * [0, 1)) some of it is not: any sectors of a file, any leading part of a directory's changes.
   */
  powerCut(random?: () => number): void {
    for (const holder of this.#holders) this.#end(holder);
    this.#holder = this.#begin();
    const inodes = new Set<MemoryInode>();
    const directories: Directory[] = [this.#root];
    for (const directory of directories) {
      for (const node of nodesOf(directory)) {
        if (node instanceof MemoryInode) inodes.add(node);
        else if (!directories.includes(node)) directories.push(node);
      }
    }
    for (const inode of inodes) inode.powerCut(random);
    settleNames(directories, random);
  }

  /** Bit rot: overwrites bytes where they lie, synced or not. For tests of what notices it. */
  corrupt(path: string, position: number, bytes: Uint8Array): void {
    const inode = this.#file(path);
    const dirty = inode.dirty;
    inode.write(bytes, position);
    if (!dirty) inode.sync();
  }

  /** Whether there is such a name now, synced or not. For who looks from outside of time. */
  has(path: string): boolean {
    return this.#find(path) !== undefined;
  }

  /** Whether the file is there with all its bytes, and a power cut in this moment would leave it so. */
  isDurable(path: string): boolean {
    let node: Node = this.#root;
    for (const name of partsOf(path)) {
      const next: Node | undefined = node instanceof Directory ? node.entries.get(name) : undefined;
      if (!(node instanceof Directory) || next === undefined || node.durable.get(name) !== next) return false;
      node = next;
    }
    return node instanceof MemoryInode && !node.dirty;
  }

  async open(path: string, mode: OpenMode): Promise<DiskFile> {
    return this.#open(path, mode, this.#holder);
  }

  async readFile(path: string): Promise<Uint8Array> {
    return this.#file(path).bytes();
  }

  async md5(path: string): Promise<string> {
    return md5(this.#file(path).bytes()).toString('hex');
  }

  async stat(path: string): Promise<FileStat | undefined> {
    const node = this.#find(path);
    if (node === undefined) return undefined;
    if (node instanceof Directory) return { kind: 'directory', lengthBytes: 4096, modifiedMs: 0 };
    return { kind: 'file', lengthBytes: node.length, modifiedMs: node.modifiedMs };
  }

  async list(path: string): Promise<string[]> {
    return [...this.#directory(path).entries.keys()].sort();
  }

  async makeDirectory(path: string): Promise<void> {
    let directory = this.#root;
    for (const name of partsOf(path)) {
      let next = directory.entries.get(name);
      if (next === undefined) {
        next = new Directory();
        change(directory, name, next);
      } else if (next instanceof MemoryInode) throw new WorldError('exists', `${path}: a file is in the way`);
      directory = next;
    }
  }

  async rename(from: string, to: string): Promise<void> {
    const [source, oldName] = this.#parent(from);
    const [target, newName] = this.#parent(to);
    const node = source.entries.get(oldName);
    if (node === undefined) throw new WorldError('not-found', `no such file or directory: ${from}`);
    const there = target.entries.get(newName);
    if (there === node) return;
    if (there instanceof Directory) {
      if (node instanceof MemoryInode) throw new WorldError('io', `${to} is a directory`);
      if (there.entries.size > 0) throw new WorldError('not-empty', `directory not empty: ${to}`);
    } else if (there !== undefined && node instanceof Directory) throw new WorldError('io', `${to} is not a directory`);
    if (source === target) {
      change(target, newName, node, oldName);
      return;
    }
    const arrival = change(target, newName, node);
    change(source, oldName, undefined, undefined, arrival);
  }

  async link(existing: string, to: string): Promise<void> {
    const inode = this.#file(existing);
    const [directory, name] = this.#parent(to);
    if (directory.entries.has(name)) throw new WorldError('exists', `file exists: ${to}`);
    change(directory, name, inode);
  }

  async remove(path: string): Promise<void> {
    this.#file(path);
    const [directory, name] = this.#parent(path);
    change(directory, name, undefined);
  }

  async removeTree(path: string): Promise<void> {
    if (this.#find(path) === undefined) return;
    const [directory, name] = this.#parent(path);
    change(directory, name, undefined);
  }

  async syncDirectory(path: string): Promise<void> {
    await this.#syncDirectory(path, this.#holder);
  }

  async #syncDirectory(path: string, holder: Holder): Promise<void> {
    const directory = this.#directory(path);
    const last = directory.pending.at(-1);
    await holder.syncing?.();
    // Another sync may have been faster, or the power be gone.
    const done = last === undefined ? [] : directory.pending.splice(0, directory.pending.indexOf(last) + 1);
    for (const made of done) {
      made.state.kept = true;
      apply(directory.durable, made);
    }
  }

  async lock(path: string, content: string): Promise<DiskLock> {
    return this.#lock(path, content, this.#holder);
  }

  async space(_path: string): Promise<{ totalBytes: number; freeBytes: number }> {
    return { totalBytes: this.capacityBytes, freeBytes: Math.max(0, this.capacityBytes - this.usedBytes) };
  }

  #open(path: string, mode: OpenMode, holder: Holder): DiskFile {
    if (holder.ended) throw new WorldError('io', `${path}: opened by a dead process`);
    const [directory, name] = this.#parent(path);
    let node = directory.entries.get(name);
    if (node instanceof Directory) throw new WorldError('io', `${path} is a directory`);
    if (node === undefined) {
      if (mode === 'read' || mode === 'update') throw new WorldError('not-found', `no such file: ${path}`);
      node = new MemoryInode();
      node.modifiedMs = this.#wallMs();
      change(directory, name, node);
    } else if (mode === 'create') throw new WorldError('exists', `file exists: ${path}`);
    else if (mode === 'replace') node.truncate(0);
    const inode = node;
    const usable = (): MemoryInode => {
      if (holder.ended) throw new WorldError('io', `${path}: the process that opened it is gone`);
      return inode;
    };
    const room = (length: number): number => {
      inode.modifiedMs = this.#wallMs();
      if (length <= inode.length || this.capacityBytes >= unbounded) return length;
      return Math.min(length, inode.length + Math.max(0, this.capacityBytes - this.usedBytes));
    };
    return new MemoryFile(path, mode !== 'read', usable, room, { takes: async () => holder.syncing?.(), error: () => this.syncError(path) });
  }

  async #lock(path: string, content: string, holder: Holder): Promise<DiskLock> {
    const held = this.#locks.get(path);
    if (held !== undefined) throw new WorldError('locked', `${path} is held by ${held.content}`);
    const file = this.#open(path, 'replace', holder);
    const entry = { content, holder };
    this.#locks.set(path, entry);
    try {
      await file.write(Buffer.from(content), 0);
    } catch (error) {
      this.#locks.delete(path);
      throw error;
    }
    return {
      release: async () => {
        if (this.#locks.get(path) !== entry) return;
        this.#locks.delete(path);
        await this.remove(path);
      },
    };
  }

  #begin(syncing?: () => Promise<void>): Holder {
    const holder = { ended: false, syncing };
    this.#holders.add(holder);
    return holder;
  }

  #end(holder: Holder): void {
    holder.ended = true;
    this.#holders.delete(holder);
    for (const [path, held] of this.#locks) if (held.holder === holder) this.#locks.delete(path);
  }

  /** Bytes of all files. */
  get usedBytes(): number {
    const seen = new Set<Node>([this.#root]);
    let used = 0;
    for (const node of seen) {
      if (node instanceof MemoryInode) used += node.length;
      else for (const child of node.entries.values()) seen.add(child);
    }
    return used;
  }

  #find(path: string): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const name of partsOf(path)) {
      if (!(node instanceof Directory)) return undefined;
      node = node.entries.get(name);
    }
    return node;
  }

  #file(path: string): MemoryInode {
    const node = this.#find(path);
    if (node === undefined) throw new WorldError('not-found', `no such file: ${path}`);
    if (node instanceof Directory) throw new WorldError('io', `${path} is a directory`);
    return node;
  }

  #directory(path: string): Directory {
    const node = this.#find(path);
    if (!(node instanceof Directory)) throw new WorldError('not-found', `no such directory: ${path}`);
    return node;
  }

  #parent(path: string): [Directory, string] {
    const parts = partsOf(path);
    const name = parts.pop();
    if (name === undefined) throw new WorldError('denied', 'the root directory stays');
    return [this.#directory(`/${parts.join('/')}`), name];
  }
}

/** Who has files open: a process. */
interface Holder {
  ended: boolean;
  readonly syncing: (() => Promise<void>) | undefined;
}

/** How syncs of a file go. */
interface Syncing {
  readonly takes: () => Promise<void>;
  readonly error: () => WorldError | undefined;
}

class MemoryFile implements DiskFile {
  readonly path: string;
  readonly #writable: boolean;
  readonly #usable: () => MemoryInode;
  /** How long the file may become, of what it is to become. */
  readonly #room: (length: number) => number;
  readonly #syncing: Syncing;
  #closed = false;

  constructor(path: string, writable: boolean, usable: () => MemoryInode, room: (length: number) => number, syncing: Syncing) {
    this.path = path;
    this.#writable = writable;
    this.#usable = usable;
    this.#room = room;
    this.#syncing = syncing;
  }

  #inode(toWrite: boolean): MemoryInode {
    if (this.#closed) throw new WorldError('io', `${this.path}: file is closed`);
    if (toWrite && !this.#writable) throw new WorldError('io', `${this.path}: opened for reading`);
    return this.#usable();
  }

  async read(into: Uint8Array, position: number): Promise<number> {
    return this.#inode(false).read(into, position);
  }

  async write(bytes: Uint8Array | readonly Uint8Array[], position: number): Promise<void> {
    const inode = this.#inode(true);
    const joined = ArrayBuffer.isView(bytes) ? bytes : Buffer.concat(bytes);
    // As write(2) does: what there is room for is written, and then there is none.
    const fits = this.#room(position + joined.length) - position;
    inode.write(fits < joined.length ? joined.subarray(0, Math.max(0, fits)) : joined, position);
    if (fits < joined.length) throw this.#noSpace();
  }

  datasync(): Promise<void> {
    return this.#sync(0, Infinity);
  }

  async writeDurably(bytes: Uint8Array, position: number): Promise<void> {
    await this.write(bytes, position);
    await this.#sync(position, position + bytes.length);
  }

  /** Of the pages between two positions. */
  async #sync(from: number, to: number): Promise<void> {
    const sync = this.#inode(false).beginSync(from, to);
    await this.#syncing.takes();
    const inode = this.#usable();
    const error = this.#syncing.error();
    if (error === undefined) {
      inode.endSync(sync);
      return;
    }
    inode.failSync(sync);
    throw error;
  }

  async truncate(length: number): Promise<void> {
    const inode = this.#inode(true);
    if (this.#room(length) < length) throw this.#noSpace();
    inode.truncate(length);
  }

  #noSpace(): WorldError {
    return new WorldError('no-space', `no space left on device: ${this.path}`);
  }

  async size(): Promise<number> {
    return this.#inode(false).length;
  }

  async close(): Promise<void> {
    this.#closed = true;
  }
}

function partsOf(path: string): string[] {
  if (!path.startsWith('/')) throw new WorldError('not-found', `not an absolute path: ${path}`);
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

function change(directory: Directory, name: string, node: Node | undefined, old?: string, after?: { kept: boolean }): { kept: boolean } {
  const state = { kept: false };
  const made: NameChange = {
    name, node, state, ...(old === undefined ? {} : { old }), ...(after === undefined ? {} : { after }),
  };
  directory.pending.push(made);
  apply(directory.entries, made);
  return state;
}

function apply(entries: Map<string, Node>, made: NameChange): void {
  if (made.node === undefined) entries.delete(made.name);
  else entries.set(made.name, made.node);
  if (made.old !== undefined) entries.delete(made.old);
}

/** All that a name in `directory` may stand for after a power cut. */
function nodesOf(directory: Directory): Set<Node> {
  const nodes = new Set([...directory.entries.values(), ...directory.durable.values()]);
  for (const made of directory.pending) if (made.node !== undefined) nodes.add(made.node);
  return nodes;
}

/** Decides which changes of names a power cut leaves: for each directory, a leading part of them. */
function settleNames(directories: readonly Directory[], random: (() => number) | undefined): void {
  const counts = new Map<Directory, number>();
  for (const directory of directories) {
    const count = random === undefined ? 0 : Math.floor(random() * (directory.pending.length + 1));
    counts.set(directory, count);
    for (let i = 0; i < count; i++) {
      const made = directory.pending[i];
      if (made !== undefined) made.state.kept = true;
    }
  }
  for (const directory of directories) {
    const count = counts.get(directory) ?? 0;
    for (const made of directory.pending.slice(0, count)) {
      // A file moved between directories is never in neither.
      if (made.after !== undefined && !made.after.kept) break;
      apply(directory.durable, made);
    }
    directory.entries.clear();
    for (const [name, node] of directory.durable) directory.entries.set(name, node);
    directory.pending = [];
  }
}
