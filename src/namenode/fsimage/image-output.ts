// The file that an image becomes, written to several directories at once through two buffers, with its running
// digest. A directory that fails is left behind; only when none is left has the writing failed.

import { Md5 } from '../../base/checksums.ts';
import { WorldError } from '../../env/env.ts';
import type { DiskFile, Env } from '../../env/env.ts';
import { removeIfThere } from '../../storage/atomic-file.ts';

const bufferBytes = 1024 * 1024;

export class ImageOutput {
  readonly #env: Env;
  readonly #md5 = new Md5();
  #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  /** What is being written, or will be next. */
  #other = Buffer.allocUnsafeSlow(bufferBytes);
  #writing: Promise<void> = Promise.resolve();
  #buffered = 0;
  #written = 0;
  #files: DiskFile[] = [];
  readonly #failures = new Map<string, WorldError>();

  private constructor(env: Env) {
    this.#env = env;
  }

  /** Creates or empties the files. Throws the last WorldError when none could be opened. */
  static async open(env: Env, paths: readonly string[]): Promise<ImageOutput> {
    const output = new ImageOutput(env);
    for (const path of paths) {
      await output.#guarded(path, async () => {
        output.#files.push(await env.disk.open(path, 'replace'));
      });
    }
    output.#check();
    return output;
  }

  /** Bytes given to {@link write} so far. */
  get position(): number {
    return this.#written + this.#buffered;
  }

  /** What went wrong, by path. */
  get failures(): ReadonlyMap<string, WorldError> {
    return this.#failures;
  }

  /**
   * Appends; `bytes` may be used again when it resolves. One buffer is filled while the other is written: a failure of
   * the last file is thrown by a later call.
   */
  async write(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; ) {
      const part = bytes.subarray(from, from + Math.min(bytes.length - from, bufferBytes - this.#buffered));
      this.#buffer.set(part, this.#buffered);
      this.#buffered += part.length;
      from += part.length;
      if (this.#buffered === bufferBytes) await this.#flush();
    }
  }

  /** Makes all of it durable. Returns the digest in hex. */
  async finish(): Promise<string> {
    await this.#flush();
    await this.#writing;
    await this.#onEach(async (file) => {
      await file.datasync();
      await file.close();
    });
    return this.#md5.hex();
  }

  /** Closes and removes what there is. */
  async abandon(): Promise<void> {
    await this.#writing.catch(() => {});
    for (const file of this.#files) {
      await file.close().catch(() => {});
      await removeIfThere(this.#env.disk, file.path).catch(() => {});
    }
    this.#files = [];
  }

  async #flush(): Promise<void> {
    if (this.#buffered === 0) return;
    const bytes = this.#buffer.subarray(0, this.#buffered);
    const at = this.#written;
    this.#md5.update(bytes);
    await this.#writing;
    this.#writing = this.#onEach((file) => file.write(bytes, at));
    // It fails whoever waits for it, the next write or the end.
    this.#writing.catch(() => {});
    this.#written += this.#buffered;
    this.#buffered = 0;
    [this.#buffer, this.#other] = [this.#other, this.#buffer];
  }

  async #onEach(run: (file: DiskFile) => Promise<void>): Promise<void> {
    await Promise.all(this.#files.map((file) => this.#guarded(file.path, () => run(file))));
    const failed = this.#files.filter((file) => this.#failures.has(file.path));
    this.#files = this.#files.filter((file) => !failed.includes(file));
    for (const file of failed) await file.close().catch(() => {});
    this.#check();
  }

  async #guarded(path: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      this.#failures.set(path, error);
    }
  }

  #check(): void {
    if (this.#files.length > 0) return;
    const [path, cause] = [...this.#failures].at(-1) ?? [];
    throw new WorldError('io', `no directory took the image: ${path ?? 'there is none'}: ${cause?.message ?? ''}`, { cause });
  }
}
