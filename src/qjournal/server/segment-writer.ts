// The segment that is being written, as a file: header, edits, and padding ahead of them so that an fdatasync has no
// length to record. Invariant: `append` resolves when its bytes are on disk; after an error nothing more is written.
// Answers to EditLogFileOutputStream.
import { assert } from '../../base/assert.ts';
import { ByteWriter } from '../../base/bytes.ts';
import { Md5 } from '../../base/checksums.ts';
import type { Disk, DiskFile } from '../../env/env.ts';
import { opInvalid } from '../../edit-log/ops/op-frame.ts';
import { readChunks } from '../../edit-log/read-chunks.ts';
import { segmentHeaderBytes, writeSegmentHeader } from '../../edit-log/segment-header.ts';

/** A segment grows by this much at first, then by as much as it has, at most `paddingBytesMax`: of an idle cluster's segments, a few edits each, most would be padding. */
const paddingBytesMin = 64 * 1024;
const paddingBytesMax = 1024 * 1024;
const padding = Buffer.alloc(paddingBytesMax, opInvalid);

export class SegmentWriter {
  readonly #file: DiskFile;
  readonly #md5 = new Md5();
  #endBytes = 0;
  #allocatedBytes = 0;
  #broken = false;
  #closed = false;

  private constructor(file: DiskFile) {
    this.#file = file;
  }

  /** Writes the header of an empty segment into `file`, synced; the file's name is the caller's to sync. */
  static async create(file: DiskFile, layoutVersion: number): Promise<SegmentWriter> {
    const writer = new SegmentWriter(file);
    const header = new ByteWriter(segmentHeaderBytes);
    writeSegmentHeader(header, layoutVersion);
    await writer.append(header.take());
    return writer;
  }

  /** Goes on behind the first `endBytes` bytes of a file; what lies behind them is cut off, durably, so that none of it comes alive. */
  static async reopen(disk: Disk, path: string, endBytes: number): Promise<SegmentWriter> {
    const file = await disk.open(path, 'update');
    const writer = new SegmentWriter(file);
    try {
      await file.truncate(endBytes);
      await file.datasync();
      for await (const chunk of readChunks(disk, path)) writer.#md5.update(chunk);
    } catch (error) {
      await file.close().catch(() => {});
      throw error;
    }
    writer.#endBytes = endBytes;
    writer.#allocatedBytes = endBytes;
    return writer;
  }

  /** Header and edits, without padding. */
  get endBytes(): number {
    return this.#endBytes;
  }

  /** MD5 of the first `endBytes` bytes. */
  digest(): Uint8Array {
    return this.#md5.soFar();
  }

  /** Writes `bytes` behind the last ones and syncs them. */
  async append(bytes: Uint8Array): Promise<void> {
    assert(!this.#broken && !this.#closed, 'append to a segment file that failed or is closed');
    this.#broken = true;
    if (this.#allocatedBytes >= this.#endBytes + bytes.length) await this.#file.writeDurably(bytes, this.#endBytes);
    else await this.#appendWithPadding(bytes);
    this.#md5.update(bytes);
    this.#endBytes += bytes.length;
    this.#broken = false;
  }

  /** The padding is synced with the bytes: a file that was made longer and not filled would hold zeros behind them. */
  async #appendWithPadding(bytes: Uint8Array): Promise<void> {
    while (this.#allocatedBytes < this.#endBytes + bytes.length) {
      const bytesMore = Math.min(paddingBytesMax, Math.max(paddingBytesMin, this.#allocatedBytes));
      await this.#file.write(padding.subarray(0, bytesMore), this.#allocatedBytes);
      this.#allocatedBytes += bytesMore;
    }
    await this.#file.write(bytes, this.#endBytes);
    await this.#file.datasync();
  }

  /** Whether a write has failed: then what is on disk behind `endBytes` is not known. */
  get broken(): boolean {
    return this.#broken;
  }

  /** Cuts the padding and syncs: the file is what a final segment is. Closes it. */
  async finish(): Promise<void> {
    assert(!this.#broken && !this.#closed, 'finish of a segment file that failed or is closed');
    this.#closed = true;
    try {
      await this.#file.truncate(this.#endBytes);
      await this.#file.datasync();
    } finally {
      await this.#file.close();
    }
  }

  /** Leaves the file as it is. Idempotent. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#file.close();
  }
}
