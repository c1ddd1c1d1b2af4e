// This machine's files as the shell sees them (file:///), behind the same interface as HDFS. Answers to
// org.apache.hadoop.fs.LocalFileSystem, but keeps no .crc files beside what it writes; those of others are not listed.
import { createHash } from 'node:crypto';
import { constants, promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FileSystemError } from '../../client/errors.ts';
import type { AclStatus, BlockLocation, ContentSummary, CreateOptions, FileChecksum, FileStatus, FileSystem, FileSystemStatus, InputStream, OutputStream, QuotaUsage, ReadOptions, ServerDefaults } from '../../client/file-system.ts';
import { isCrcFile, LocalInputStream, LocalOutputStream } from './local-streams.ts';
import { localError } from './local-errors.ts';
import { LocalNames } from './local-names.ts';

const blockSize = 32 * 2 ** 20;

export class LocalFileSystem implements FileSystem {
  readonly uri = 'file://';
  readonly homeDirectory: string;
  readonly #names = new LocalNames();

  /** Relative paths are below `workingDirectory`. */
  constructor(workingDirectory: string) {
    this.homeDirectory = workingDirectory;
  }

  get user(): string {
    return os.userInfo().username;
  }

  resolve(name: string): string {
    return path.resolve(this.homeDirectory, name);
  }

  async mkdirs(name: string, options: { readonly permission?: number; readonly createParents?: boolean } = {}): Promise<void> {
    await this.#on(name, (at) => fs.mkdir(at, { recursive: options.createParents !== false, mode: options.permission ?? 0o777 }));
  }

  async create(name: string, options: CreateOptions = {}): Promise<OutputStream> {
    return this.#on(name, async (at) => {
      if (options.createParents !== false) await fs.mkdir(path.dirname(at), { recursive: true });
      const mode = constants.O_WRONLY | constants.O_CREAT | (options.overwrite === false ? constants.O_EXCL : constants.O_TRUNC);
      return new LocalOutputStream(at, await fs.open(at, mode, options.permission ?? 0o666), 0);
    });
  }

  async append(name: string): Promise<OutputStream> {
    return this.#on(name, async (at) => {
      const handle = await fs.open(at, constants.O_WRONLY);
      return new LocalOutputStream(at, handle, (await handle.stat()).size);
    });
  }

  async open(name: string): Promise<InputStream> {
    return this.#on(name, async (at) => {
      const handle = await fs.open(at, 'r');
      const status = await handle.stat();
      return new LocalInputStream(at, handle, status.size, !status.isFile());
    });
  }

  async stat(name: string): Promise<FileStatus> {
    return this.#on(name, async (at) => this.#statusOf(at, await fs.stat(at)));
  }

  async lstat(name: string): Promise<FileStatus> {
    return this.#on(name, async (at) => this.#statusOf(at, await fs.lstat(at)));
  }

  async exists(name: string): Promise<boolean> {
    return fs.stat(this.resolve(name)).then(() => true, () => false);
  }

  async *list(name: string): AsyncIterableIterator<FileStatus> {
    const status = await this.stat(name);
    if (status.type !== 'directory') {
      yield status;
      return;
    }
    const names = await this.#on(name, (at) => fs.readdir(at));
    for (const each of names.sort()) if (!isCrcFile(each)) {
      const at = path.join(status.path, each);
      // What is gone meanwhile, and links to nowhere, are not there.
      const found = await fs.stat(at).catch(() => undefined);
      if (found !== undefined) yield this.#statusOf(at, found);
    }
  }

  async *walk(name: string): AsyncIterableIterator<FileStatus> {
    for await (const entry of this.list(name)) {
      yield entry;
      if (entry.type === 'directory') yield* this.walk(entry.path);
    }
  }

  async rename(from: string, to: string, options: { readonly overwrite?: boolean } = {}): Promise<void> {
    if (options.overwrite !== true && (await this.exists(to))) throw new FileSystemError('EEXIST', `${this.resolve(to)} (File exists)`, { path: to });
    await this.#on(from, (at) => fs.rename(at, this.resolve(to)));
  }

  async renameInto(from: string, to: string): Promise<boolean> {
    const target = (await this.#kind(to)) === 'directory' ? path.join(this.resolve(to), path.basename(this.resolve(from))) : to;
    await this.rename(from, target, { overwrite: (await this.#kind(target)) === 'file' });
    return true;
  }

  async delete(name: string, options: { readonly recursive?: boolean } = {}): Promise<boolean> {
    const kind = await this.#kind(name);
    if (kind === undefined) return false;
    await this.#on(name, async (at) => {
      if (kind !== 'directory') await fs.unlink(at);
      else if (options.recursive === true) await fs.rm(at, { recursive: true });
      else await fs.rmdir(at);
    });
    return true;
  }

  async setPermission(name: string, permission: number): Promise<void> {
    await this.#on(name, (at) => fs.chmod(at, permission));
  }

  async setOwner(name: string, owner: string | undefined, group: string | undefined): Promise<void> {
    const { uid, gid } = await this.#on(name, (at) => fs.stat(at));
    const wanted = this.#names.idsOf(owner, group);
    const [newUid, newGid] = [wanted.uid ?? uid, wanted.gid ?? gid];
    if (newUid !== uid || newGid !== gid) await this.#on(name, (at) => fs.chown(at, newUid, newGid));
  }

  async setTimes(name: string, times: { readonly modificationTime?: number; readonly accessTime?: number }): Promise<void> {
    await this.#on(name, async (at) => {
      const now = await fs.stat(at);
      await fs.utimes(at, (times.accessTime ?? now.atimeMs) / 1000, (times.modificationTime ?? now.mtimeMs) / 1000);
    });
  }

  async setReplication(name: string): Promise<boolean> {
    return (await this.stat(name)).type !== 'directory';
  }

  async contentSummary(name: string): Promise<ContentSummary> {
    const top = await this.stat(name);
    let [length, fileCount, directoryCount] = top.type === 'directory' ? [0, 0, 1] : [top.length, 1, 0];
    if (top.type === 'directory') for await (const { type, length: bytes } of this.walk(name)) {
      if (type === 'directory') directoryCount++;
      else {
        fileCount++;
        length += bytes;
      }
    }
    return { length, fileCount, directoryCount, spaceConsumed: length, quota: -1, spaceQuota: -1, erasureCodingPolicy: '', typeQuotas: [] };
  }

  async quotaUsage(name: string): Promise<QuotaUsage> {
    const { fileCount, directoryCount, ...summary } = await this.contentSummary(name);
    return { ...summary, fileAndDirectoryCount: fileCount + directoryCount };
  }

  async concat(): Promise<void> {
    throw new FileSystemError('ENOTSUP', 'Not implemented by the LocalFileSystem FileSystem implementation');
  }

  async truncate(name: string, length: number): Promise<boolean> {
    await this.#on(name, (at) => fs.truncate(at, length));
    return true;
  }

  /** The MD5 of the contents: HDFS's checksums speak of blocks, which local files do not have. */
  async checksum(name: string): Promise<FileChecksum> {
    const hash = createHash('md5');
    await using stream = await this.open(name);
    for await (const chunk of stream.chunks()) hash.update(chunk);
    return { algorithm: 'MD5', bytes: hash.digest() };
  }

  async blockLocations(name: string): Promise<BlockLocation[]> {
    const { length } = await this.stat(name);
    const replica = { host: 'localhost', address: '127.0.0.1', port: 0, datanodeUuid: '', storageId: '', storageType: 'DISK' };
    return length === 0 ? [] : [{ offset: 0, length, blockId: 0n, generationStamp: 0, corrupt: false, replicas: [replica] }];
  }

  async access(name: string, mode: string): Promise<void> {
    await this.#on(name, (at) => fs.access(at, (mode.includes('r') ? constants.R_OK : 0) | (mode.includes('w') ? constants.W_OK : 0) | (mode.includes('x') ? constants.X_OK : 0)));
  }

  async recoverLease(): Promise<boolean> {
    return true;
  }

  async isFileClosed(): Promise<boolean> {
    return true;
  }

  async aclStatus(name: string): Promise<AclStatus> {
    const { owner, group, permission } = await this.stat(name);
    return { owner, group, permission, stickyBit: (permission & 0o1000) !== 0, entries: [] };
  }

  async setAcl(): Promise<void> {
    throw unsupported('setAcl');
  }

  async modifyAclEntries(): Promise<void> {
    throw unsupported('modifyAclEntries');
  }

  async removeAclEntries(): Promise<void> {
    throw unsupported('removeAclEntries');
  }

  async removeDefaultAcl(): Promise<void> {
    throw unsupported('removeDefaultAcl');
  }

  async removeAcl(): Promise<void> {
    throw unsupported('removeAcl');
  }

  async xattrs(): Promise<Map<string, Uint8Array>> {
    throw unsupported('getXAttrs');
  }

  async setXattr(): Promise<void> {
    throw unsupported('setXAttr');
  }

  async createSymlink(): Promise<void> {
    throw unsupported('createSymlink');
  }

  async linkTarget(): Promise<string> {
    throw unsupported('getLinkTarget');
  }

  async removeXattr(): Promise<void> {
    throw unsupported('removeXAttr');
  }

  async status(): Promise<FileSystemStatus> {
    const { blocks, bsize, bavail, bfree } = await fs.statfs('/');
    return { capacity: blocks * bsize, used: (blocks - bfree) * bsize, remaining: bavail * bsize, underReplicatedBlocks: 0, corruptBlocks: 0, missingBlocks: 0 };
  }

  async serverDefaults(): Promise<ServerDefaults> {
    return { blockSize, replication: 1, trashIntervalMinutes: 0 };
  }

  async readFile(name: string, options: ReadOptions = {}): Promise<Uint8Array> {
    await using stream = await this.open(name);
    const parts: Uint8Array[] = [];
    for await (const chunk of stream.chunks(options)) parts.push(chunk);
    return Buffer.concat(parts);
  }

  async writeFile(name: string, bytes: Uint8Array | string, options: CreateOptions = {}): Promise<void> {
    await using stream = await this.create(name, options);
    await stream.write(Buffer.from(bytes));
  }

  async close(): Promise<void> {}

  async #kind(name: string): Promise<FileStatus['type'] | undefined> {
    return this.lstat(name).then(({ type }) => type, () => undefined);
  }

  async #on<T>(name: string, act: (at: string) => Promise<T>): Promise<T> {
    const at = this.resolve(name);
    try {
      return await act(at);
    } catch (error) {
      throw localError(error, at);
    }
  }

  #statusOf(at: string, stat: Awaited<ReturnType<typeof fs.stat>>): FileStatus {
    const directory = stat.isDirectory();
    return {
      path: at,
      name: path.basename(at),
      type: directory ? 'directory' : stat.isSymbolicLink() ? 'symlink' : 'file',
      // A directory's is what -ls shows for it, as Hadoop does.
      length: Number(stat.size),
      replication: 1,
      blockSize,
      modificationTime: Math.floor(Number(stat.mtimeMs)),
      accessTime: Math.floor(Number(stat.atimeMs)),
      owner: this.#names.user(Number(stat.uid)),
      group: this.#names.group(Number(stat.gid)),
      permission: Number(stat.mode) & 0o1777,
      hasAcl: false, encrypted: false, erasureCoded: false, snapshotEnabled: false,
      fileId: Number(stat.ino),
      childrenCount: 0,
      storagePolicy: 0,
    };
  }
}

function unsupported(what: string): FileSystemError {
  return new FileSystemError('ENOTSUP', `LocalFileSystem doesn't support ${what}`);
}
