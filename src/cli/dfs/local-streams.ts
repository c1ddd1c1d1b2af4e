// Local files, read and written in large pieces.
import type { FileHandle } from 'node:fs/promises';
import type { InputStream, OutputStream, ReadOptions } from '../../client/file-system.ts';
import { localError } from './local-errors.ts';

const chunkBytes = 1024 * 1024;

/** The checksum file of another, as Hadoop's LocalFileSystem keeps it: .NAME.crc. */
export function isCrcFile(name: string): boolean {
  return name.startsWith('.') && name.endsWith('.crc');
}

export class LocalInputStream implements InputStream {
  readonly path: string;
  readonly length: number;
  readonly #handle: FileHandle;
  readonly #inOrder: boolean;

  /** What has no positions, such as a pipe, is read `inOrder`, once. */
  constructor(path: string, handle: FileHandle, length: number, inOrder = false) {
    this.path = path;
    this.#handle = handle;
    this.length = length;
    this.#inOrder = inOrder;
  }

  async read(position: number, into: Uint8Array): Promise<number> {
    let done = 0;
    while (done < into.length) {
      const { bytesRead } = await guarded(this.path, this.#handle.read(into, done, into.length - done, position + done));
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return done;
  }

  async *chunks({ start = 0, length = Number.MAX_SAFE_INTEGER, signal }: ReadOptions = {}): AsyncGenerator<Uint8Array> {
    for (let position = this.#inOrder ? 0 : start; position < start + length;) {
      signal?.throwIfAborted();
      const into = Buffer.allocUnsafe(Math.min(chunkBytes, start + length - position));
      const { bytesRead } = await guarded(this.path, this.#handle.read(into, 0, into.length, this.#inOrder ? null : position));
      if (bytesRead === 0) return;
      const skipped = Math.min(Math.max(start - position, 0), bytesRead);
      position += bytesRead;
      if (skipped < bytesRead) yield into.subarray(skipped, bytesRead);
    }
  }

  readable(options: ReadOptions = {}): ReadableStream<Uint8Array> {
    return ReadableStream.from(this.chunks(options));
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

export class LocalOutputStream implements OutputStream {
  readonly path: string;
  readonly #handle: FileHandle;
  #position: number;
  #closed = false;

  constructor(path: string, handle: FileHandle, position: number) {
    this.path = path;
    this.#handle = handle;
    this.#position = position;
  }

  get position(): number {
    return this.#position;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await guarded(this.path, this.#handle.write(bytes, done, bytes.length - done, this.#position));
      done += bytesWritten;
      this.#position += bytesWritten;
    }
  }

  async hflush(): Promise<void> {}

  async hsync(): Promise<void> {
    await guarded(this.path, this.#handle.datasync());
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await guarded(this.path, this.#handle.close());
  }

  abort(): void {
    void this.close().catch(() => {});
  }

  get writable(): WritableStream<Uint8Array> {
    return new WritableStream({ write: (chunk) => this.write(chunk), close: () => this.close(), abort: () => this.abort() });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

async function guarded<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw localError(error, path);
  }
}
