// A disk whose every step can be watched, held back or made to fail, for tests.
import type { Disk, DiskFile, OpenMode } from '../../env/env.ts';

export type DiskStep = 'create' | 'write' | 'datasync' | 'truncate' | 'rename' | 'remove' | 'removeTree' | 'makeDirectory' | 'syncDirectory';

export interface DiskWatcher {
  /** Called before each step that changes something; the step happens when it has resolved. */
  before(step: DiskStep, path: string): Promise<void> | void;
  /** Called when the step has happened. */
  after?(step: DiskStep, path: string, detail: { readonly position?: number; readonly length?: number }): void;
}

class WatchedFile implements DiskFile {
  readonly path: string;
  readonly #file: DiskFile;
  readonly #watcher: DiskWatcher;

  constructor(file: DiskFile, watcher: DiskWatcher) {
    this.path = file.path;
    this.#file = file;
    this.#watcher = watcher;
  }

  read(into: Uint8Array, position: number): Promise<number> {
    return this.#file.read(into, position);
  }

  async write(bytes: Uint8Array | readonly Uint8Array[], position: number): Promise<void> {
    await this.#watcher.before('write', this.path);
    await this.#file.write(bytes, position);
    this.#watcher.after?.('write', this.path, { position, length: ArrayBuffer.isView(bytes) ? bytes.length : bytes.reduce((sum, { length }) => sum + length, 0) });
  }

  async datasync(): Promise<void> {
    await this.#watcher.before('datasync', this.path);
    await this.#file.datasync();
    this.#watcher.after?.('datasync', this.path, {});
  }

  async writeDurably(bytes: Uint8Array, position: number): Promise<void> {
    await this.write(bytes, position);
    await this.datasync();
  }

  async truncate(length: number): Promise<void> {
    await this.#watcher.before('truncate', this.path);
    await this.#file.truncate(length);
    this.#watcher.after?.('truncate', this.path, { length });
  }

  size(): Promise<number> {
    return this.#file.size();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

export function watchedDisk(disk: Disk, watcher: DiskWatcher): Disk {
  const step = async <T>(kind: DiskStep, path: string, run: () => Promise<T>): Promise<T> => {
    await watcher.before(kind, path);
    const result = await run();
    watcher.after?.(kind, path, {});
    return result;
  };
  return {
    open: async (path: string, mode: OpenMode) => {
      const creates = mode === 'create' || mode === 'replace';
      const file = creates ? await step('create', path, () => disk.open(path, mode)) : await disk.open(path, mode);
      return new WatchedFile(file, watcher);
    },
    readFile: (path) => disk.readFile(path),
    md5: (path) => disk.md5(path),
    stat: (path) => disk.stat(path),
    list: (path) => disk.list(path),
    makeDirectory: (path) => step('makeDirectory', path, () => disk.makeDirectory(path)),
    rename: (from, to) => step('rename', to, () => disk.rename(from, to)),
    link: (existing, to) => disk.link(existing, to),
    remove: (path) => step('remove', path, () => disk.remove(path)),
    removeTree: (path) => step('removeTree', path, () => disk.removeTree(path)),
    syncDirectory: (path) => step('syncDirectory', path, () => disk.syncDirectory(path)),
    lock: (path, content) => disk.lock(path, content),
    space: (path) => disk.space(path),
  };
}
