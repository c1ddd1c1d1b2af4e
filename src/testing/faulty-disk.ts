// The disk as one daemon of a test cluster has it. Operations of a dead daemon never return to it; those that were under
// way are let finish, as the kernel does, and then its files are closed and its locks are free.
import type { Disk, DiskFile, DiskLock, FileStat, OpenMode } from '../env/env.ts';
import type { Life } from './life.ts';

class FaultyFile implements DiskFile {
  readonly path: string;
  readonly #life: Life;
  readonly #file: DiskFile;
  readonly #disown: () => void;

  constructor(life: Life, file: DiskFile) {
    this.path = file.path;
    this.#life = life;
    this.#file = file;
    this.#disown = life.own(() => file.close(), true);
  }

  read(into: Uint8Array, position: number): Promise<number> {
    return this.#life.do(() => this.#file.read(into, position));
  }

  write(bytes: Uint8Array | readonly Uint8Array[], position: number): Promise<void> {
    return this.#life.do(() => this.#file.write(bytes, position));
  }

  datasync(): Promise<void> {
    return this.#life.do(() => this.#file.datasync());
  }

  writeDurably(bytes: Uint8Array, position: number): Promise<void> {
    return this.#life.do(() => this.#file.writeDurably(bytes, position));
  }

  truncate(length: number): Promise<void> {
    return this.#life.do(() => this.#file.truncate(length));
  }

  size(): Promise<number> {
    return this.#life.do(() => this.#file.size());
  }

  close(): Promise<void> {
    return this.#life.do(() => {
      this.#disown();
      return this.#file.close();
    });
  }
}

export class FaultyDisk implements Disk {
  readonly #life: Life;
  readonly #disk: Disk;

  constructor(life: Life, disk: Disk) {
    this.#life = life;
    this.#disk = disk;
  }

  async open(path: string, mode: OpenMode): Promise<DiskFile> {
    return new FaultyFile(this.#life, await this.#life.do(() => this.#disk.open(path, mode), (file) => file.close()));
  }

  readFile(path: string): Promise<Uint8Array> {
    return this.#life.do(() => this.#disk.readFile(path));
  }

  md5(path: string): Promise<string> {
    return this.#life.do(() => this.#disk.md5(path));
  }

  stat(path: string): Promise<FileStat | undefined> {
    return this.#life.do(() => this.#disk.stat(path));
  }

  list(path: string): Promise<string[]> {
    return this.#life.do(() => this.#disk.list(path));
  }

  makeDirectory(path: string): Promise<void> {
    return this.#life.do(() => this.#disk.makeDirectory(path));
  }

  rename(from: string, to: string): Promise<void> {
    return this.#life.do(() => this.#disk.rename(from, to));
  }

  link(existing: string, to: string): Promise<void> {
    return this.#life.do(() => this.#disk.link(existing, to));
  }

  remove(path: string): Promise<void> {
    return this.#life.do(() => this.#disk.remove(path));
  }

  removeTree(path: string): Promise<void> {
    return this.#life.do(() => this.#disk.removeTree(path));
  }

  syncDirectory(path: string): Promise<void> {
    return this.#life.do(() => this.#disk.syncDirectory(path));
  }

  async lock(path: string, content: string): Promise<DiskLock> {
    const lock = await this.#life.do(() => this.#disk.lock(path, content), (late) => late.release());
    const disown = this.#life.own(() => lock.release(), true);
    return {
      release: () => this.#life.do(() => {
        disown();
        return lock.release();
      }),
    };
  }

  space(path: string): Promise<{ readonly totalBytes: number; readonly freeBytes: number }> {
    return this.#life.do(() => this.#disk.space(path));
  }
}
