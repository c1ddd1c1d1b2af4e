// The last edits of a journal, as the writer sent them, kept in memory for Standbys that tail over RPC. Invariants:
// only what is on this disk and synced is in it (HDFS-17710); ranges are contiguous; edits of a segment without end
// are not served from the moment its writer may have been replaced (HA.md 25). Answers to JournaledEditsCache.
import { ByteWriter, asBuffer } from '../../base/bytes.ts';
import { opLengthMin, statedLength, txidAt } from '../../edit-log/ops/op-frame.ts';
import { segmentHeaderBytes, writeSegmentHeader } from '../../edit-log/segment-header.ts';
import { HdfsException } from '../../protocol/exceptions.ts';

/** One synced batch. */
interface CachedBatch {
  readonly firstTxId: number;
  readonly lastTxId: number;
  readonly bytes: Uint8Array;
}

/** A run of batches of one segment, written by one epoch. */
interface CachedSegment {
  readonly firstTxId: number;
  readonly epoch: number;
  readonly layoutVersion: number;
  readonly batches: CachedBatch[];
  /** open: being written. suspended: a newer epoch was promised, the end is undecided. final: no byte will change. */
  state: 'open' | 'suspended' | 'final';
}

/** Edits of one segment as the wire carries them: header, then the ops. */
export interface CachedEdits {
  readonly txnCount: number;
  readonly editLog: Uint8Array;
  readonly segmentTxId: number;
  readonly epoch: number;
  readonly final: boolean;
}

/** The bytes of the ops before `txid` in `batch`; the batch's length when it is not in it. The checksums are the reader's to verify. */
function positionOf(batch: CachedBatch, txid: number): number {
  const bytes = asBuffer(batch.bytes);
  let at = 0;
  while (at + opLengthMin <= bytes.length && txidAt(bytes, at) < txid) {
    const length = statedLength(bytes, at);
    if (length < opLengthMin) break;
    at += length;
  }
  return Math.min(at, bytes.length);
}

/** A view that keeps no more memory than its own alive, as far as that is worth a copy. */
function compact(bytes: Uint8Array): Uint8Array {
  return bytes.buffer.byteLength > 2 * bytes.length ? Uint8Array.from(bytes) : bytes;
}

export interface JournaledEditsCacheOptions {
  /** dfs.journalnode.edit-cache-size.bytes. */
  readonly capacityBytes: number;
  /** No reply is larger, unless one op is. */
  readonly replyBytesMax?: number;
}

/** Batches enter by {@link store} and leave oldest first when `capacityBytes` are exceeded. */
export class JournaledEditsCache {
  readonly #capacityBytes: number;
  readonly #replyBytesMax: number;
  #segments: CachedSegment[] = [];
  #sizeBytes = 0;
  /** The first txid since the cache was last empty: tells a cache that is too small from one that is young. */
  #initialTxId: number | undefined;

  constructor(options: JournaledEditsCacheOptions) {
    this.#capacityBytes = options.capacityBytes;
    this.#replyBytesMax = options.replyBytesMax ?? 4 * 1024 * 1024;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Adds a synced batch of `segmentTxId`, written in `epoch`. What does not join on empties the cache first. */
  store(segmentTxId: number, epoch: number, layoutVersion: number, firstTxId: number, lastTxId: number, bytes: Uint8Array): void {
    let segment = this.#segments.at(-1);
    const end = segment?.batches.at(-1)?.lastTxId;
    const joins = end === firstTxId - 1 && segment?.layoutVersion === layoutVersion
      && (segment.firstTxId === segmentTxId ? segment.epoch === epoch && segment.state === 'open' : segment.state === 'final');
    if (!joins) this.clear();
    if (bytes.length > this.#capacityBytes) {
      this.clear();
      return;
    }
    segment = this.#segments.at(-1);
    if (segment === undefined || segment.firstTxId !== segmentTxId) {
      segment = { firstTxId: segmentTxId, epoch, layoutVersion, batches: [], state: 'open' };
      this.#segments.push(segment);
    }
    segment.batches.push({ firstTxId, lastTxId, bytes: compact(bytes) });
    this.#sizeBytes += bytes.length;
    this.#initialTxId ??= firstTxId;
    while (this.#sizeBytes > this.#capacityBytes) this.#dropOldest();
  }

  #dropOldest(): void {
    const segment = this.#segments[0];
    const batch = segment?.batches.shift();
    if (segment === undefined || batch === undefined) return;
    this.#sizeBytes -= batch.bytes.length;
    if (segment.batches.length === 0 && this.#segments.length > 1) this.#segments.shift();
  }

  clear(): void {
    this.#segments = [];
    this.#sizeBytes = 0;
    this.#initialTxId = undefined;
  }

  /** A newer epoch was promised, or a recovery begins: the segment without end is served no more. */
  suspend(): void {
    const last = this.#segments.at(-1);
    if (last?.state === 'open') last.state = 'suspended';
  }

  /** The segment's file was replaced, cut or set aside: what is here is not what is on disk. */
  dropSegment(segmentTxId: number): void {
    const last = this.#segments.at(-1);
    if (last === undefined || last.firstTxId !== segmentTxId || last.state === 'final') return;
    for (const batch of last.batches) this.#sizeBytes -= batch.bytes.length;
    this.#segments.pop();
    if (this.#segments.length === 0) this.clear();
  }

  /** The segment is final and ends at `endTxId`, its file the very one that {@link store} followed. */
  finalize(segmentTxId: number, endTxId: number): void {
    const last = this.#segments.at(-1);
    if (last === undefined || last.firstTxId !== segmentTxId) return;
    if (last.batches.at(-1)?.lastTxId === endTxId) last.state = 'final';
    else this.dropSegment(segmentTxId);
  }

  /** Whether `txid` is here and not served, because a recovery has yet to decide about it. */
  undecided(txid: number): boolean {
    const last = this.#segments.at(-1);
    const first = last?.batches[0];
    return last?.state === 'suspended' && first !== undefined && first.firstTxId <= txid && txid <= (last.batches.at(-1)?.lastTxId ?? 0);
  }

  /**
   * Up to `maxTxns` edits of one segment from `sinceTxId` on, which is on disk here: the caller has compared it with the
   * highest txid. Throws CacheMissException, in Apache's words.
   */
  retrieve(sinceTxId: number, maxTxns: number): CachedEdits {
    const segment = this.#segments.find((each) => {
      const first = each.batches[0];
      const last = each.batches.at(-1);
      return first !== undefined && last !== undefined && first.firstTxId <= sinceTxId && sinceTxId <= last.lastTxId;
    });
    if (segment === undefined || segment.state === 'suspended') throw this.#miss(sinceTxId);
    const header = new ByteWriter(segmentHeaderBytes);
    writeSegmentHeader(header, segment.layoutVersion);
    const parts: Uint8Array[] = [header.take()];
    let size = segmentHeaderBytes;
    let next = sinceTxId;
    const endTxId = sinceTxId + Math.max(1, maxTxns) - 1;
    for (const batch of segment.batches) {
      if (batch.lastTxId < next) continue;
      if (next > endTxId || (size > segmentHeaderBytes && size + batch.bytes.length > this.#replyBytesMax)) break;
      const from = batch.firstTxId < next ? positionOf(batch, next) : 0;
      const lastTxId = Math.min(batch.lastTxId, endTxId);
      const to = lastTxId < batch.lastTxId ? positionOf(batch, lastTxId + 1) : batch.bytes.length;
      parts.push(batch.bytes.subarray(from, to));
      size += to - from;
      next = lastTxId + 1;
    }
    return {
      txnCount: next - sinceTxId,
      editLog: Buffer.concat(parts, size),
      segmentTxId: segment.firstTxId,
      epoch: segment.epoch,
      final: segment.state === 'final',
    };
  }

  #miss(sinceTxId: number): HdfsException {
    const lowest = this.#segments.find((segment) => segment.state !== 'suspended')?.batches[0]?.firstTxId;
    if (lowest === undefined || this.#initialTxId === undefined) {
      return new HdfsException('CacheMissException', 'Cache is empty; either it was never written to or the last write overflowed '
        + 'the cache capacity.');
    }
    if (sinceTxId < this.#initialTxId) {
      return new HdfsException('CacheMissException', `Cache started at txn ID ${this.#initialTxId} but requested txns starting at `
        + `${sinceTxId}.`);
    }
    const highest = this.#segments.at(-1)?.batches.at(-1)?.lastTxId ?? lowest;
    return new HdfsException('CacheMissException', `Oldest txn ID available in the cache is ${lowest}, but requested txns starting at `
      + `${sinceTxId}. The cache size (dfs.journalnode.edit-cache-size.bytes) or cache fraction `
      + `(dfs.journalnode.edit-cache-size.fraction) may need to be increased to hold more transactions (currently `
      + `${this.#capacityBytes} bytes containing ${highest - lowest + 1} transactions)`);
  }
}
