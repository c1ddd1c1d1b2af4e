// The real disk behind env.ts: node:fs, every failure a WorldError. Locks answer to Java's
// Storage.StorageDirectory.tryLock, see node-lock.ts.
import nodeFs, { constants, promises as fs } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { md5 } from '../../base/checksums.ts';
import { WorldError } from '../env.ts';
import type { Disk, DiskFile, DiskLock, FileStat, OpenMode, WorldErrorCode } from '../env.ts';
import { takeLock } from './node-lock.ts';

const codes: Readonly<Record<string, WorldErrorCode>> = {
  ENOENT: 'not-found', ENOTDIR: 'not-found', EEXIST: 'exists', ENOTEMPTY: 'not-empty', ENOSPC: 'no-space', EDQUOT: 'no-space',
  EACCES: 'denied', EPERM: 'denied', EROFS: 'denied',
};

/** A node:fs failure as a WorldError; its message already names the path. */
export function diskError(error: unknown): WorldError {
  if (error instanceof WorldError) return error;
  // Not by instanceof: under Jest, Node's own errors are of another realm.
  const { code, message } = typeof error === 'object' && error !== null ? (error as Partial<NodeJS.ErrnoException>) : {};
  return new WorldError(codes[code ?? ''] ?? 'io', message ?? String(error), { cause: error });
}

async function guarded<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw diskError(error);
  }
}

/** Up to here a thread takes longer to start than the sum takes. */
const md5HereMax = 1024 * 1024;

/** What the thread runs: by itself, so that it is the same in every bundle. */
const md5Program = `
const { openSync, readSync } = require('node:fs');
const { createHash } = require('node:crypto');
const { parentPort, workerData } = require('node:worker_threads');
const file = openSync(workerData, 'r');
const hash = createHash('md5');
const buffer = Buffer.allocUnsafeSlow(1024 * 1024);
for (let count; (count = readSync(file, buffer)) > 0;) hash.update(buffer.subarray(0, count));
parentPort.postMessage(hash.digest('hex'));
`;

function md5InThread(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(md5Program, { eval: true, workerData: path, execArgv: [], stdout: false });
    thread.once('message', resolve).once('error', reject).once('exit', () => reject(new WorldError('io', `${path}: its sum was not finished`)));
  });
}

class NodeFile implements DiskFile {
  readonly path: string;
  readonly #handle: FileHandle;
  /** The same file, opened again so that each write is durable when it returns (O_DSYNC); undefined until it is needed. */
  #durable: FileHandle | undefined;
  /** Reads and writes that have not ended: the descriptor is not closed, and its number not another file's, before they have. */
  #underWay = 0;
  #onIdle = (): void => {};
  #closed: Promise<void> | undefined;

  constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  // Reads and writes go past the handle's own methods, whose promises cost more than the calls do.

  read(into: Uint8Array, position: number): Promise<number> {
    return this.#using((fd) => readAll(fd, into, position));
  }

  readNow(into: Uint8Array, position: number): number {
    const fd = this.#descriptor();
    let done = 0;
    try {
      while (done < into.length) {
        const count = nodeFs.readSync(fd, into, done, into.length - done, position + done);
        if (count === 0) break;
        done += count;
      }
    } catch (error) {
      throw diskError(error);
    }
    return done;
  }

  write(bytes: Uint8Array | readonly Uint8Array[], position: number): Promise<void> {
    return this.#using((fd) => writeAll(fd, bytes, position));
  }

  datasync(): Promise<void> {
    return guarded(this.#handle.datasync());
  }

  /** One trip into the thread pool instead of two: two thirds of the CPU of `write` and `datasync`. */
  writeDurably(bytes: Uint8Array, position: number): Promise<void> {
    return this.#using(async (fd) => {
      this.#durable ??= await guarded(fs.open(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_DSYNC));
      await writeAll(this.#durable.fd, bytes, position);
    });
  }

  truncate(length: number): Promise<void> {
    return guarded(this.#handle.truncate(length));
  }

  async size(): Promise<number> {
    return (await guarded(this.#handle.stat())).size;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    if (this.#underWay > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
    await guarded(Promise.all([this.#handle.close(), this.#durable?.close()]));
  }

  #descriptor(): number {
    if (this.#closed !== undefined) throw new WorldError('io', `${this.path}: file is closed`);
    return this.#handle.fd;
  }

  async #using<T>(work: (fd: number) => Promise<T>): Promise<T> {
    const fd = this.#descriptor();
    this.#underWay++;
    try {
      return await work(fd);
    } finally {
      if (--this.#underWay === 0) this.#onIdle();
    }
  }
}

function readAll(fd: number, into: Uint8Array, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let done = 0;
    const go = (): void => nodeFs.read(fd, into, done, into.length - done, position + done, (error, count) => {
      if (error !== null) reject(diskError(error));
      else if (count === 0 || (done += count) === into.length) resolve(done);
      else go();
    });
    go();
  });
}

function writeAll(fd: number, bytes: Uint8Array | readonly Uint8Array[], position: number): Promise<void> {
  const pieces = ArrayBuffer.isView(bytes) ? [bytes] : [...bytes];
  return new Promise((resolve, reject) => {
    let at = position;
    const go = (): void => nodeFs.writev(fd, pieces, at, (error, count) => {
      if (error !== null) {
        reject(diskError(error));
        return;
      }
      at += count;
      dropStart(pieces, count);
      if (pieces.length === 0) resolve();
      else go();
    });
    dropStart(pieces, 0);
    if (pieces.length === 0) resolve();
    else go();
  });
}

/** Takes the first `count` bytes away from `pieces`, and empty ones at its start. */
function dropStart(pieces: Uint8Array[], count: number): void {
  let rest = count;
  for (let first = pieces[0]; first !== undefined && first.length <= rest; first = pieces[0]) {
    rest -= first.length;
    pieces.shift();
  }
  const [first] = pieces;
  if (first !== undefined && rest > 0) pieces[0] = first.subarray(rest);
}

const flags: Readonly<Record<OpenMode, number>> = {
  read: constants.O_RDONLY,
  update: constants.O_RDWR,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
  replace: constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC,
};

export class NodeDisk implements Disk {
  async open(path: string, mode: OpenMode): Promise<DiskFile> {
    return new NodeFile(path, await guarded(fs.open(path, flags[mode], 0o644)));
  }

  readFile(path: string): Promise<Uint8Array> {
    return guarded(fs.readFile(path));
  }

  async md5(path: string): Promise<string> {
    const { size } = await guarded(fs.stat(path));
    return size <= md5HereMax ? md5(await this.readFile(path)).toString('hex') : guarded(md5InThread(path));
  }

  async stat(path: string): Promise<FileStat | undefined> {
    try {
      const stat = await fs.stat(path);
      const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'directory' : 'other';
      return { kind, lengthBytes: stat.size, modifiedMs: stat.mtimeMs };
    } catch (error) {
      const world = diskError(error);
      if (world.code === 'not-found') return undefined;
      throw world;
    }
  }

  async list(path: string): Promise<string[]> {
    return (await guarded(fs.readdir(path))).sort();
  }

  async makeDirectory(path: string): Promise<void> {
    await guarded(fs.mkdir(path, { recursive: true }));
  }

  rename(from: string, to: string): Promise<void> {
    return guarded(fs.rename(from, to));
  }

  link(existing: string, to: string): Promise<void> {
    return guarded(fs.link(existing, to));
  }

  remove(path: string): Promise<void> {
    return guarded(fs.unlink(path));
  }

  removeTree(path: string): Promise<void> {
    return guarded(fs.rm(path, { recursive: true, force: true }));
  }

  async syncDirectory(path: string): Promise<void> {
    const handle = await guarded(fs.open(path, constants.O_RDONLY | constants.O_DIRECTORY));
    try {
      await guarded(handle.sync());
    } finally {
      await handle.close();
    }
  }

  lock(path: string, content: string): Promise<DiskLock> {
    return guarded(takeLock(path, content));
  }

  async space(path: string): Promise<{ totalBytes: number; freeBytes: number }> {
    const stat = await guarded(fs.statfs(path));
    return { totalBytes: stat.blocks * stat.bsize, freeBytes: stat.bavail * stat.bsize };
  }
}
