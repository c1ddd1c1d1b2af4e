// One segment file being written: header, operations, and 0xFF in front of the pen, so that most syncs need
// not change the file's length. Answers to EditLogFileOutputStream.
//
// Invariant: bytes that a resolved `write` gave are durable, and so is the file's name.
import { ByteWriter } from '../base/bytes.ts';
import type { Disk, DiskFile } from '../env/env.ts';
import { opInvalid } from './ops/op-frame.ts';
import { segmentHeaderBytes, writeSegmentHeader } from './segment-header.ts';

/** Padding grows in steps of this. */
export const preallocationBytes = 1024 * 1024;

const fill = Buffer.alloc(preallocationBytes, opInvalid);

export class SegmentWriter {
  readonly path: string;
  readonly #file: DiskFile;
  /** Where the next operation goes. */
  #position: number;
  #fileLength: number;

  private constructor(path: string, file: DiskFile, position: number, fileLength: number) {
    this.path = path;
    this.#file = file;
    this.#position = position;
    this.#fileLength = fileLength;
  }

  /** Makes the file (over one that is there) with its header, durable with its name. */
  static async create(disk: Disk, path: string, layoutVersion: number): Promise<SegmentWriter> {
    const file = await disk.open(path, 'replace');
    const writer = new SegmentWriter(path, file, 0, 0);
    try {
      const header = new ByteWriter(segmentHeaderBytes);
      writeSegmentHeader(header, layoutVersion);
      await writer.write(header.take());
      await disk.syncDirectory(path.slice(0, path.lastIndexOf('/')) || '/');
    } catch (error) {
      await file.close().catch(() => {});
      throw error;
    }
    return writer;
  }

  /** Goes on with a file behind its `validLength` good bytes; what lies behind them becomes padding, durably. */
  static async reopen(disk: Disk, path: string, validLength: number): Promise<SegmentWriter> {
    const file = await disk.open(path, 'update');
    try {
      await file.truncate(validLength);
      await file.datasync();
      return new SegmentWriter(path, file, validLength, validLength);
    } catch (error) {
      await file.close().catch(() => {});
      throw error;
    }
  }

  /** Bytes of header and operations. */
  get length(): number {
    return this.#position;
  }

  /** Appends and makes durable. One call at a time; after a failure the writer is only good for `abort`. */
  async write(bytes: Uint8Array): Promise<void> {
    const end = this.#position + bytes.length;
    if (end <= this.#fileLength) {
      await this.#file.writeDurably(bytes, this.#position);
      this.#position = end;
    } else {
      await this.append(bytes);
      await this.#file.datasync();
    }
  }

  /** Appends without a sync. */
  async append(bytes: Uint8Array): Promise<void> {
    const end = this.#position + bytes.length;
    while (this.#fileLength < end) {
      await this.#file.write(fill, this.#fileLength);
      this.#fileLength += fill.length;
    }
    await this.#file.write(bytes, this.#position);
    this.#position = end;
  }

  async sync(): Promise<void> {
    await this.#file.datasync();
  }

  /** Cuts the padding off, durably, and closes. */
  async finish(): Promise<void> {
    await this.#file.truncate(this.#position);
    await this.#file.datasync();
    await this.#file.close();
  }

  /** Closes, and leaves the file as it is. */
  async abort(): Promise<void> {
    await this.#file.close();
  }
}
