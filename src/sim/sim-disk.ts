// A disk that fails, and takes its time: env/memory-disk.ts with the moods of a machine.
import type { Disk, DiskFile, OpenMode, WorldError } from '../env/env.ts';

/** How a process finds its disk. */
export interface DiskMood {
  /** What the next change fails with; undefined: it does not. Of the syncs of files the disk itself says so (MemoryDisk.syncError). */
  readonly error?: (what: string) => WorldError | undefined;
  /** How long the next operation takes before it is done, syncs aside; undefined: no time. */
  readonly takes?: () => Promise<void> | undefined;
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

  /** In no time: the body of an HTTP response may wait for it, while time stands still. */
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
    await this.#disk.takes();
    this.#disk.check('truncate', this.path);
    await this.#file.truncate(length);
  }

  async size(): Promise<number> {
    await this.#disk.takes();
    return await this.#file.size();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

interface Moods {
  takes(): Promise<void> | undefined;
  check(what: string, path: string): void;
  checkRead(path: string): void;
  /** `whole`, or a part of `bytes` and an error. */
  write(file: DiskFile, bytes: Uint8Array | readonly Uint8Array[], position: number, whole: () => Promise<void>): Promise<void>;
}

/** `disk` as a process finds it. */
export function simDisk(disk: Disk, mood: DiskMood): Disk {
  const moods: Moods = {
    takes: () => mood.takes?.(),
    check: (what, path) => {
      const error = mood.error?.(`${what} ${path}`);
      if (error !== undefined) throw error;
    },
    write: async (file, bytes, position, whole) => {
      await moods.takes();
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
    await moods.takes();
    moods.check(what, path);
    return change();
  };
  const looking = async <T>(look: () => Promise<T>): Promise<T> => {
    await moods.takes();
    return look();
  };
  const reading = <T>(path: string, read: () => Promise<T>): Promise<T> => looking(async () => {
    moods.checkRead(path);
    return await read();
  });
  const openIt = async (path: string, mode: OpenMode): Promise<DiskFile> => new MoodyFile(await disk.open(path, mode), moods);
  return {
    open: (path: string, mode: OpenMode) => (mode === 'read' || mode === 'update' ? looking(() => openIt(path, mode)) : changing('create', path, () => openIt(path, mode))),
    readFile: (path) => reading(path, () => disk.readFile(path)),
    md5: (path) => reading(path, () => disk.md5(path)),
    stat: (path) => looking(() => disk.stat(path)),
    list: (path) => looking(() => disk.list(path)),
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
