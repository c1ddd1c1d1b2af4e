// A disk that fails: env/memory-disk.ts with the moods of a machine.
import type { Disk, DiskFile, OpenMode, WorldError } from '../env/env.ts';

/** How a process finds its disk. */
export interface DiskMood {
  /** What the next change fails with; undefined: it does not. Of the syncs of files the disk itself says so (MemoryDisk.syncError). */
  readonly error?: (what: string) => WorldError | undefined;
  /** How much of a write that fails is written, of one. */
  readonly part?: () => number;
  /** What the next read fails with; undefined: it does not. */
  readonly readError?: (what: string) => WorldError | undefined;
}

class MoodyFile implements DiskFile {
  readonly path: string;
  readonly #file: DiskFile;
  readonly #disk: Moods;

  constructor(file: DiskFile, disk: Moods) {
    this.path = file.path;
    this.#file = file;
    this.#disk = disk;
  }

  async read(into: Uint8Array, position: number): Promise<number> {
    this.#disk.checkRead(this.path);
    return await this.#file.read(into, position);
  }

  async write(bytes: Uint8Array | readonly Uint8Array[], position: number): Promise<void> {
    await this.#disk.write(this.#file, bytes, position, () => this.#file.write(bytes, position));
  }

  datasync(): Promise<void> {
    return this.#file.datasync();
  }

  async writeDurably(bytes: Uint8Array, position: number): Promise<void> {
    await this.#disk.write(this.#file, bytes, position, () => this.#file.writeDurably(bytes, position));
  }

  async truncate(length: number): Promise<void> {
    this.#disk.check('truncate', this.path);
    await this.#file.truncate(length);
  }

  size(): Promise<number> {
    return this.#file.size();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

interface Moods {
  check(what: string, path: string): void;
  checkRead(path: string): void;
  /** `whole`, or a part of `bytes` and an error. */
  write(file: DiskFile, bytes: Uint8Array | readonly Uint8Array[], position: number, whole: () => Promise<void>): Promise<void>;
}

/** `disk` as a process finds it. */
export function simDisk(disk: Disk, mood: DiskMood): Disk {
  const moods: Moods = {
    check: (what, path) => {
      const error = mood.error?.(`${what} ${path}`);
      if (error !== undefined) throw error;
    },
    write: async (file, bytes, position, whole) => {
      const error = mood.error?.(`write ${file.path}`);
      if (error === undefined) return whole();
      const all = ArrayBuffer.isView(bytes) ? bytes : Buffer.concat(bytes);
      const part = all.subarray(0, Math.floor(all.length * (mood.part?.() ?? 0)));
      if (part.length > 0) await file.write(part, position).catch(() => {});
      throw error;
    },
    checkRead: (path) => {
      const error = mood.readError?.(`read ${path}`);
      if (error !== undefined) throw error;
    },
  };
  const changing = async <T>(what: string, path: string, change: () => Promise<T>): Promise<T> => {
    moods.check(what, path);
    return change();
  };
  const openIt = async (path: string, mode: OpenMode): Promise<DiskFile> => new MoodyFile(await disk.open(path, mode), moods);
  return {
    open: (path: string, mode: OpenMode) => (mode === 'read' || mode === 'update' ? openIt(path, mode) : changing('create', path, () => openIt(path, mode))),
    readFile: async (path) => {
      moods.checkRead(path);
      return await disk.readFile(path);
    },
    md5: async (path) => {
      moods.checkRead(path);
      return await disk.md5(path);
    },
    stat: (path) => disk.stat(path),
    list: (path) => disk.list(path),
    makeDirectory: (path) => changing('make', path, () => disk.makeDirectory(path)),
    rename: (from, to) => changing('rename', from, () => disk.rename(from, to)),
    link: (existing, to) => changing('link', to, () => disk.link(existing, to)),
    remove: (path) => changing('remove', path, () => disk.remove(path)),
    removeTree: (path) => changing('remove', path, () => disk.removeTree(path)),
    syncDirectory: (path) => changing('sync', path, () => disk.syncDirectory(path)),
    lock: (path, content) => disk.lock(path, content),
    space: (path) => disk.space(path),
  };
}
