// One number in one file: seen_txid, last-promised-epoch and last-writer-epoch as text, replaced atomically
// (PersistentLongFile); committed-txid as 8 bytes written over and not synced (BestEffortLongFile).
import { asBuffer } from '../base/bytes.ts';
import type { Disk, DiskFile } from '../env/env.ts';
import { WorldError } from '../env/env.ts';
import { readIfThere, writeAtomically } from './atomic-file.ts';

/** The number in a text file; `defaultValue` when there is no file. Throws WorldError `io` for anything else in it. */
export async function readPersistentLong(disk: Disk, path: string, defaultValue: number): Promise<number> {
  const content = await readIfThere(disk, path);
  if (content === undefined) return defaultValue;
  const line = Buffer.from(content).toString('utf8').split('\n', 1)[0] ?? '';
  if (!/^[+-]?\d+$/.test(line)) throw new WorldError('io', `${path}: a number was expected, not "${line}"`);
  return Number(line);
}

/** Replaces the file's number; durable when it resolves. */
export async function writePersistentLong(disk: Disk, path: string, value: number): Promise<void> {
  await writeAtomically(disk, path, Buffer.from(`${value}\n`));
}

/** A number in a text file and in memory. The one in memory never runs ahead of the one on disk. */
export class PersistentLong {
  readonly #disk: Disk;
  readonly #path: string;
  #value: number;
  #onDisk: boolean;

  private constructor(disk: Disk, path: string, value: number, onDisk: boolean) {
    this.#disk = disk;
    this.#path = path;
    this.#value = value;
    this.#onDisk = onDisk;
  }

  static async open(disk: Disk, path: string, defaultValue: number): Promise<PersistentLong> {
    const missing = Number.NaN;
    const read = await readPersistentLong(disk, path, missing);
    return new PersistentLong(disk, path, Number.isNaN(read) ? defaultValue : read, !Number.isNaN(read));
  }

  get value(): number {
    return this.#value;
  }

  /** Durable when it resolves; nothing is written when the file has that number already. Not to be called twice at a time. */
  async set(value: number): Promise<void> {
    if (this.#onDisk && value === this.#value) return;
    await writePersistentLong(this.#disk, this.#path, value);
    this.#value = value;
    this.#onDisk = true;
  }
}

/** A number that may lag behind after a power cut: a lower bound, never the base of a promise. */
export class BestEffortLong {
  readonly #disk: Disk;
  readonly #path: string;
  #file: DiskFile | undefined;
  #value: number;
  #wanted: number;
  #writing: Promise<void> | undefined;

  private constructor(disk: Disk, path: string, value: number) {
    this.#disk = disk;
    this.#path = path;
    this.#value = value;
    this.#wanted = value;
  }

  /** Throws WorldError `io` for a file that is neither empty nor 8 bytes long. */
  static async open(disk: Disk, path: string, defaultValue: number): Promise<BestEffortLong> {
    const content = await readIfThere(disk, path);
    if (content === undefined || content.length === 0) return new BestEffortLong(disk, path, defaultValue);
    if (content.length !== 8) throw new WorldError('io', `File ${path} had invalid length: ${content.length}`);
    return new BestEffortLong(disk, path, Number(asBuffer(content).readBigInt64BE(0)));
  }

  get value(): number {
    return this.#wanted;
  }

  /** Takes the value at once and writes it in the background; numbers set meanwhile are written as one. */
  set(value: number): Promise<void> {
    this.#wanted = value;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  async close(): Promise<void> {
    await this.#writing?.catch(() => {});
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async #write(): Promise<void> {
    while (this.#value !== this.#wanted || this.#file === undefined) {
      const value = this.#wanted;
      this.#file ??= await this.#openFile();
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64BE(BigInt(value));
      await this.#file.write(bytes, 0);
      this.#value = value;
    }
  }

  async #openFile(): Promise<DiskFile> {
    try {
      return await this.#disk.open(this.#path, 'update');
    } catch (error) {
      if (!(error instanceof WorldError && error.code === 'not-found')) throw error;
      return await this.#disk.open(this.#path, 'create');
    }
  }
}
