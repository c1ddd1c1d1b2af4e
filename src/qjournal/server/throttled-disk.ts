// A disk that is read no faster than is asked for: for readers in the background that must be in nobody's way.
import type { Disk, DiskFile, Env } from '../../env/env.ts';
import { sleep } from '../../env/waiting.ts';

/** `env.disk` for reading, with a pause behind each read; all reads together at `bytesPerSecond`. */
export function throttled(env: Env, bytesPerSecond: number): Pick<Disk, 'open' | 'stat'> {
  return {
    stat: (path) => env.disk.stat(path),
    open: async (path, mode) => new ThrottledFile(env, await env.disk.open(path, mode), bytesPerSecond),
  };
}

class ThrottledFile implements DiskFile {
  readonly path: string;
  readonly #env: Env;
  readonly #file: DiskFile;
  readonly #bytesPerSecond: number;

  constructor(env: Env, file: DiskFile, bytesPerSecond: number) {
    this.path = file.path;
    this.#env = env;
    this.#file = file;
    this.#bytesPerSecond = bytesPerSecond;
  }

  async read(into: Uint8Array, position: number): Promise<number> {
    const count = await this.#file.read(into, position);
    if (count > 0) await sleep(this.#env, (1000 * count) / this.#bytesPerSecond);
    return count;
  }

  write(bytes: Uint8Array | readonly Uint8Array[], position: number): Promise<void> {
    return this.#file.write(bytes, position);
  }

  writeDurably(bytes: Uint8Array, position: number): Promise<void> {
    return this.#file.writeDurably(bytes, position);
  }

  datasync(): Promise<void> {
    return this.#file.datasync();
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
