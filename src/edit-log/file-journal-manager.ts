// The edit log in a local directory: of a NameNode without HA, beside its images. Answers to
// FileJournalManager.
//
// Invariants: one batch is written and synced at a time, so only the last one can be torn; a segment's name
// says where it ends, or that nobody knows; a final segment is never written again.
import { SerialQueue } from '../base/async.ts';
import type { Env } from '../env/env.ts';
import { WorldError } from '../env/env.ts';
import type { NamespaceInfo } from '../protocol/storage-info.ts';
import type { EditBatch } from './edit-batch.ts';
import type {
  EditLogInputStream, EditLogManifest, EditLogSegment, JournalBatch, JournalManager, RecoveredLog, SelectOptions,
} from './journal-manager.ts';
import { EditLogCorrupt, QuorumLost } from './journal-manager.ts';
import { readChunks } from './read-chunks.ts';
import type { SegmentName } from './segment-name.ts';
import { finalizedName, inProgressName, parseSegmentName } from './segment-name.ts';
import { readSegment } from './segment-reader.ts';
import type { SegmentScan } from './segment-scan.ts';
import { scanSegment } from './segment-scan.ts';
import { SegmentWriter } from './segment-writer.ts';

/** A read that waits for its turn of a busy machine is worth many edits. */
const replayChunkBytes = 1024 * 1024;

interface SegmentFile extends SegmentName {
  readonly path: string;
}

export class FileJournalManager implements JournalManager {
  readonly name: string;
  readonly #env: Env;
  /** The `current` folder of a storage directory, which must be there. */
  readonly #folder: string;
  readonly #writes = new SerialQueue();
  #open: { readonly firstTxid: number; readonly writer: SegmentWriter } | undefined;
  /** The txid after the last one that is durable in the open segment. */
  #nextTxid = 0;
  /** Why nothing more is written, until the log is recovered or another segment started. */
  #failure: QuorumLost | undefined;

  constructor(env: Env, folder: string) {
    this.#env = env;
    this.#folder = folder;
    this.name = `FileJournalManager(root=${folder})`;
  }

  /** Removes all segments. The folder's VERSION and images are the storage's, and stay. */
  async format(_info: NamespaceInfo): Promise<void> {
    for (const file of await this.#files(true)) await this.#env.disk.remove(file.path);
    await this.#env.disk.syncDirectory(this.#folder);
  }

  async hasSomeData(): Promise<boolean> {
    return (await this.#files(true)).length > 0;
  }

  /**
   * Gives segments that an earlier process left open their end. What nobody was told is durable is cut off;
   * damage in front of good operations is EditLogCorrupt, and nothing is changed then.
   */
  recoverUnfinalizedSegments(): Promise<RecoveredLog> {
    return this.#writes.run(async () => {
      await this.#abandonOpen();
      this.#failure = undefined;
      const files = await this.#files();
      for (const file of files) {
        if (file.lastTxid === undefined) await this.#recover(file, files);
      }
      const last = (await this.#files()).at(-1);
      return { lastTxid: last?.lastTxid };
    });
  }

  async #recover(file: SegmentFile, files: readonly SegmentFile[]): Promise<void> {
    const { disk } = this.#env;
    if (files.some((other) => other.firstTxid === file.firstTxid && other.lastTxid !== undefined)) {
      await this.#setAside(file, 'stale');
      return;
    }
    const scan = await scanSegment(disk, file.path, { firstTxid: file.firstTxid });
    if (scan.fileLength === 0) {
      this.#env.log('info', 'removing an edit log file of no length', { path: file.path });
      await disk.remove(file.path);
      await disk.syncDirectory(this.#folder);
      return;
    }
    if (scan.layoutVersion === undefined && scan.damage?.kind === 'torn') {
      // The header is durable before the first edit is written: a file without either was never begun.
      this.#env.log('warn', 'an edit log file was not begun', { path: file.path, found: scan.damage.message });
      await this.#setAside(file, 'corrupt');
      return;
    }
    if (scan.damage?.kind === 'garbage') {
      throw new EditLogCorrupt(
        `${file.path}: ${scan.damage.message} (${scan.lastTxid === undefined ? 'at its start' : `behind txid ${scan.lastTxid}`}; good edits go on with txid ${scan.damage.nextTxid})`,
        scan.damage.offset,
      );
    }
    if (scan.damage !== undefined) {
      this.#env.log('warn', 'cutting off edits whose write was not finished', { path: file.path, lastTxid: scan.lastTxid, found: scan.damage.message });
    }
    if (scan.lastTxid === undefined) {
      await this.#setAside(file, 'empty');
      return;
    }
    const writer = await SegmentWriter.reopen(disk, file.path, scan.validLength);
    await writer.finish();
    await this.#rename(file.path, finalizedName(file.firstTxid, scan.lastTxid));
  }

  async startLogSegment(firstTxid: number, layoutVersion: number): Promise<void> {
    if (this.#open !== undefined) throw new EditLogCorrupt(`a segment is open already: ${this.#open.writer.path}`);
    const path = `${this.#folder}/${inProgressName(firstTxid)}`;
    const writer = await this.#writing(() => SegmentWriter.create(this.#env.disk, path, layoutVersion));
    this.#open = { firstTxid, writer };
    this.#nextTxid = firstTxid;
    this.#failure = undefined;
  }

  journal(batch: JournalBatch): Promise<void> {
    return this.#writes.run(async () => {
      const open = this.#open;
      if (this.#failure !== undefined) throw this.#failure;
      if (open === undefined || batch.firstTxid !== this.#nextTxid) {
        const expected = open === undefined ? 'no segment is open' : `txid ${this.#nextTxid} is next`;
        throw new EditLogCorrupt(`cannot write edits from txid ${batch.firstTxid}: ${expected}`);
      }
      await this.#writing(() => open.writer.write(batch.bytes));
      this.#nextTxid += batch.count;
    });
  }

  async finalizeLogSegment(firstTxid: number, lastTxid: number): Promise<void> {
    await this.#writes.run(async () => {
      const open = this.#open;
      if (open === undefined || open.firstTxid !== firstTxid || lastTxid !== this.#nextTxid - 1) {
        throw new EditLogCorrupt(`cannot finalize edits ${firstTxid}-${lastTxid}: ${open === undefined ? 'no segment is open' : `the open one is ${open.firstTxid}-${this.#nextTxid - 1}`}`);
      }
      await this.#writing(async () => {
        await open.writer.finish();
        await this.#rename(open.writer.path, finalizedName(firstTxid, lastTxid));
      });
      this.#open = undefined;
    });
  }

  async purgeLogsOlderThan(minTxid: number): Promise<void> {
    for (const file of await this.#files(true)) {
      if (file.firstTxid >= minTxid || (file.lastTxid ?? 0) >= minTxid || this.#isOpen(file)) continue;
      try {
        await this.#env.disk.remove(file.path);
      } catch (error) {
        this.#env.log('warn', 'could not purge an edit log file', { path: file.path, error: String(error) });
      }
    }
  }

  async selectInputStreams(fromTxid: number, options: SelectOptions): Promise<EditLogInputStream[]> {
    const streams: EditLogInputStream[] = [];
    for (const file of await this.#files()) {
      const segment = await this.#ended(file, options.inProgressOk);
      if (segment?.lastTxid === undefined || segment.lastTxid < fromTxid) continue;
      streams.push(this.#stream(file.path, segment));
    }
    return streams;
  }

  async getEditLogManifest(sinceTxid: number, inProgressOk: boolean): Promise<EditLogManifest> {
    const segments: EditLogSegment[] = [];
    for (const file of await this.#files()) {
      const segment = await this.#ended(file, inProgressOk);
      if (segment?.lastTxid === undefined || segment.lastTxid < sinceTxid) continue;
      const before = segments.at(-1)?.lastTxid;
      if (before !== undefined && segment.firstTxid !== before + 1) break;
      segments.push(segment);
    }
    return { segments, committedTxid: undefined };
  }

  async discardSegments(startTxid: number): Promise<void> {
    const files = await this.#files();
    for (const file of files) {
      const last = file.lastTxid ?? (await this.#scan(file)).lastTxid;
      if (file.firstTxid < startTxid && last !== undefined && last >= startTxid) {
        throw new EditLogCorrupt(`cannot discard edits from txid ${startTxid}: ${file.path} holds edits on both sides of it`);
      }
    }
    for (const file of files) if (file.firstTxid >= startTxid) await this.#setAside(file, 'trash');
  }

  async close(): Promise<void> {
    await this.#writes.idle();
    await this.#abandonOpen();
  }

  async #abandonOpen(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.writer.abort().catch(() => {});
  }

  #isOpen(file: SegmentFile): boolean {
    return file.path === this.#open?.writer.path;
  }

  /** A segment with its end, found out if its name does not say; undefined for one that does not count. */
  async #ended(file: SegmentFile, inProgressOk: boolean): Promise<EditLogSegment | undefined> {
    if (file.lastTxid !== undefined) return { firstTxid: file.firstTxid, lastTxid: file.lastTxid, inProgress: false };
    if (!inProgressOk) return undefined;
    const lastTxid = this.#isOpen(file) ? this.#nextTxid - 1 : (await this.#scan(file)).lastTxid;
    if (lastTxid === undefined || lastTxid < file.firstTxid) return undefined;
    return { firstTxid: file.firstTxid, lastTxid, inProgress: true };
  }

  #scan(file: SegmentFile): Promise<SegmentScan> {
    return scanSegment(this.#env.disk, file.path, { firstTxid: file.firstTxid });
  }

  #stream(path: string, segment: EditLogSegment): EditLogInputStream {
    const { disk } = this.#env;
    return {
      ...segment,
      name: path,
      batches: (fromTxid?: number): AsyncIterable<EditBatch> => readSegment(
        { name: path, chunks: () => readChunks(disk, path, 0, replayChunkBytes) },
        { segmentTxid: segment.firstTxid, fromTxid, lastTxid: segment.lastTxid, inProgress: segment.inProgress },
      ),
      close: async () => {},
    };
  }

  /** Segments by first txid; `all`: those set aside as well. */
  async #files(all = false): Promise<SegmentFile[]> {
    const files: SegmentFile[] = [];
    for (const name of await this.#env.disk.list(this.#folder)) {
      const parsed = parseSegmentName(name);
      if (parsed !== undefined && (all || parsed.suffix === undefined)) files.push({ ...parsed, path: `${this.#folder}/${name}` });
    }
    return files.sort((a, b) => a.firstTxid - b.firstTxid || (a.lastTxid ?? 0) - (b.lastTxid ?? 0));
  }

  async #setAside(file: SegmentFile, suffix: string): Promise<void> {
    this.#env.log('warn', 'setting an edit log file aside', { path: file.path, as: suffix });
    await this.#rename(file.path, `${file.path.slice(this.#folder.length + 1)}.${suffix}`);
  }

  async #rename(path: string, name: string): Promise<void> {
    await this.#env.disk.rename(path, `${this.#folder}/${name}`);
    await this.#env.disk.syncDirectory(this.#folder);
  }

  /** Runs a write; its failure is the end of writing to this segment. */
  async #writing<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      this.#failure = new QuorumLost(`${this.name}: ${error.message}`, new Map([[this.name, error]]), { cause: error });
      throw this.#failure;
    }
  }
}
