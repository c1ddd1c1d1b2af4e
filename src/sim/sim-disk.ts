// A disk on virtual time: env/memory-disk.ts with the time that a sync takes. Reads and writes go to the page
// cache and cost nothing.
import type { Disk, DiskFile, OpenMode } from '../env/env.ts';
import type { SimProcess } from './sim-process.ts';

class SlowFile implements DiskFile {
  readonly path: string;
  readonly #file: DiskFile;
  readonly #wait: () => Promise<void>;

  constructor(file: DiskFile, wait: () => Promise<void>) {
    this.path = file.path;
    this.#file = file;
    this.#wait = wait;
  }

  read(into: Uint8Array, position: number): Promise<number> {
    return this.#file.read(into, position);
  }

  write(bytes: Uint8Array, position: number): Promise<void> {
    return this.#file.write(bytes, position);
  }

  async datasync(): Promise<void> {
    await this.#wait();
    await this.#file.datasync();
  }

  truncate(length: number): Promise<void> {
    return this.#file.truncate(length);
  }

  size(): Promise<number> {
    return this.#file.size();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** `disk` as a process sees it whose syncs take `syncMs()` of virtual time. */
export function simDisk(disk: Disk, process: () => SimProcess, syncMs: () => number): Disk {
  const wait = (): Promise<void> => new Promise((resolve) => process().env.after(syncMs(), resolve));
  return {
    open: async (path: string, mode: OpenMode) => new SlowFile(await disk.open(path, mode), wait),
    readFile: (path) => disk.readFile(path),
    stat: (path) => disk.stat(path),
    list: (path) => disk.list(path),
    makeDirectory: (path) => disk.makeDirectory(path),
    rename: (from, to) => disk.rename(from, to),
    link: (existing, to) => disk.link(existing, to),
    remove: (path) => disk.remove(path),
    removeTree: (path) => disk.removeTree(path),
    syncDirectory: async (path) => {
      await wait();
      await disk.syncDirectory(path);
    },
    lock: (path, content) => disk.lock(path, content),
    space: (path) => disk.space(path),
  };
}
