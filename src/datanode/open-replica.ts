// A replica while it is being written: two open files, a queue of what is to go to disk, and the three lengths that
// pipelines reason with, bytesAcked <= bytesOnDisk <= bytesReceived. Data and sums of consecutive packets go to disk
// together, out of the memory they were received in: calls cost more than bytes, so full packets, behind which more will
// come, wait a moment for each other.
// Answers to LocalReplicaInPipeline and the disk half of BlockReceiver.
import { Deferred } from '../base/async.ts';
import { crcOf } from '../data-transfer/crc.ts';
import { encodeMetaHeader, metaHeaderLength } from '../data-transfer/data-checksum.ts';
import type { DataChecksum } from '../data-transfer/data-checksum.ts';
import type { Slab } from '../data-transfer/transfer-memory.ts';
import type { DiskFile, Env } from '../env/env.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import type { PoolSlice } from './pool-slice.ts';
import type { ReplicaEnd } from './replica-end.ts';
import { replicaPaths } from './replica-paths.ts';

/** Whoever writes a replica now; `stop` makes it let go and resolves when it has. */
export interface ReplicaOwner {
  stop(): Promise<void>;
}

export interface OpenReplicaPlace {
  readonly blockId: bigint;
  readonly genstamp: number;
  readonly slice: PoolSlice;
  /** True in tmp (a copy), false in rbw (a pipeline). */
  readonly temporary: boolean;
  readonly checksum: DataChecksum;
  /** Bytes set aside on the volume until it is finalized. */
  readonly reservedBytes: number;
}

interface QueuedWrite {
  readonly data: Uint8Array;
  readonly at: number;
  readonly sums: Uint8Array;
  readonly sumsAt: number;
  /** What data and sums lie in, if it must be released. */
  readonly slab: Slab | undefined;
}

const batchBytesMax = 1024 * 1024;
/** Beyond this a receiver waits before it reads on. */
const queuedBytesMax = 2 * 1024 * 1024;
/** So much is written without waiting for more; what is less waits so long, if it is packets that a stream fills. */
const gatherBytes = 256 * 1024;
const gatherMs = 3;
const gatherPacketMin = 32 * 1024;

export class OpenReplica {
  readonly blockId: bigint;
  readonly slice: PoolSlice;
  readonly checksum: DataChecksum;
  genstamp: number;
  temporary: boolean;
  owner: ReplicaOwner | undefined;
  /** End of what was received. */
  bytesReceived = 0;
  /** End of what readers can be given: data and sums are written. */
  bytesOnDisk = 0;
  /** End of what the whole pipeline below has acknowledged. */
  bytesAcked = 0;
  /** The sum of the chunk that bytesOnDisk ends in, where it ends inside one. */
  lastSum: Buffer | undefined;
  /** Called when bytesOnDisk has moved, and when it never will again because of `failure`. */
  onWritten: () => void = () => {};
  readonly #env: Env;
  readonly #data: DiskFile;
  readonly #meta: DiskFile;
  #reservedBytes: number;
  /** End of what was queued, and the sum of the chunk it ends in. */
  #queuedEnd = 0;
  #queuedSum: Buffer | undefined;
  #queue: QueuedWrite[] = [];
  #queuedBytes = 0;
  /** Resolved when what is queued is to be written at once. */
  #gathering: Deferred<void> | undefined;
  #hurried = false;
  #writing: Promise<void> | undefined;
  #failure: Error | undefined;
  #roomWaiters: Deferred<void>[] = [];
  #directorySynced = false;
  #closed = false;

  private constructor(env: Env, place: OpenReplicaPlace, data: DiskFile, meta: DiskFile) {
    this.#env = env;
    this.blockId = place.blockId;
    this.genstamp = place.genstamp;
    this.slice = place.slice;
    this.temporary = place.temporary;
    this.checksum = place.checksum;
    this.#reservedBytes = place.reservedBytes;
    this.slice.reservedBytes += place.reservedBytes;
    this.#data = data;
    this.#meta = meta;
  }

  /** Creates both files and writes the meta header. */
  static async create(env: Env, place: OpenReplicaPlace): Promise<OpenReplica> {
    const directory = place.temporary ? place.slice.temporaryDirectory : place.slice.rbwDirectory;
    const { dataPath, metaPath } = replicaPaths(directory, place.blockId, place.genstamp);
    const data = await env.disk.open(dataPath, 'create');
    let meta: DiskFile | undefined;
    try {
      meta = await env.disk.open(metaPath, 'create');
      await meta.write(encodeMetaHeader(place.checksum), 0);
      return new OpenReplica(env, place, data, meta);
    } catch (error) {
      for (const file of [data, meta]) {
        if (file === undefined) continue;
        await file.close().catch(() => {});
        await env.disk.remove(file.path).catch(() => {});
      }
      throw error;
    }
  }

  /** Opens the files of a replica to write on behind its `end`. */
  static async reopen(env: Env, place: OpenReplicaPlace, end: ReplicaEnd): Promise<OpenReplica> {
    const directory = place.temporary ? place.slice.temporaryDirectory : place.slice.rbwDirectory;
    const { dataPath, metaPath } = replicaPaths(directory, place.blockId, place.genstamp);
    const data = await env.disk.open(dataPath, 'update');
    let meta: DiskFile | undefined;
    try {
      meta = await env.disk.open(metaPath, 'update');
      await cutFiles(data, meta, place.checksum, end);
    } catch (error) {
      await data.close();
      await meta?.close();
      throw error;
    }
    const replica = new OpenReplica(env, place, data, meta);
    replica.bytesReceived = end.lengthBytes;
    replica.bytesOnDisk = end.lengthBytes;
    replica.lastSum = end.sum;
    replica.#queuedEnd = end.lengthBytes;
    replica.#queuedSum = end.sum;
    return replica;
  }

  get dataPath(): string {
    return replicaPaths(this.directory, this.blockId, this.genstamp).dataPath;
  }

  get metaPath(): string {
    return replicaPaths(this.directory, this.blockId, this.genstamp).metaPath;
  }

  get directory(): string {
    return this.temporary ? this.slice.temporaryDirectory : this.slice.rbwDirectory;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Why writing failed; nothing is written any more then. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /**
   * Queues the bytes of a packet that are new; when they are written (not synced), bytesOnDisk is past them. `sums` are the
   * packet's, or undefined when they must be computed. Both may lie in `slab`. Throws for a packet that leaves a hole,
   * IOException as Apache's, and when writing has failed.
   */
  write(offset: number, data: Uint8Array, sums: Uint8Array | undefined, slab?: Slab): void {
    if (this.#failure !== undefined) throw this.#failure;
    const start = this.#queuedEnd;
    const end = offset + data.length;
    if (offset > start) throw new HdfsException('IOException', `Received an out-of-sequence packet for blk_${this.blockId}_${this.genstamp} at offset ${offset}. Expecting packet starting at ${start}`);
    if (end <= start) return;
    const chunk = this.checksum.bytesPerChecksum;
    const boundary = start - (start % chunk);
    const fresh = data.subarray(start - offset);
    const own = sums === undefined || offset % chunk !== 0;
    const freshSums = own ? this.#continueSums(fresh, start % chunk) : sums.subarray(((boundary - offset) / chunk) * this.checksum.size);
    slab?.retain();
    this.#queuedEnd = end;
    this.#queuedSum = end % chunk === 0 || this.checksum.size === 0 ? undefined : Buffer.from(freshSums.subarray(freshSums.length - 4));
    this.#queue.push({ data: fresh, at: start, sums: freshSums, sumsAt: metaHeaderLength + (boundary / chunk) * this.checksum.size, slab });
    this.#queuedBytes += fresh.length;
    if (!this.#waitsForMore) this.#gathering?.resolve();
    this.#writing ??= this.#drain();
  }

  /** Resolves when little enough is queued for more to be received. */
  room(): Promise<void> {
    if (this.#queuedBytes <= queuedBytesMax || this.#failure !== undefined) return Promise.resolve();
    const waiter = new Deferred<void>();
    this.#roomWaiters.push(waiter);
    return waiter.promise;
  }

  /** Everything queued is to be written without waiting for more. */
  flush(): void {
    this.#hurried = true;
    this.#gathering?.resolve();
  }

  /** Resolves when everything that was queued is written; rejects when writing failed. */
  async flushed(): Promise<void> {
    this.flush();
    await this.#writing;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Makes everything received so far durable: hsync. */
  async sync(): Promise<void> {
    await this.flushed();
    await Promise.all([this.#data.datasync(), this.#meta.datasync()]);
    if (!this.#directorySynced) {
      this.#directorySynced = true;
      await this.#env.disk.syncDirectory(this.directory);
    }
  }

  /** Gives the replica a new generation stamp, on disk first; called by BlockPool in the block's turn. */
  async bumpGenstamp(genstamp: number): Promise<void> {
    if (genstamp === this.genstamp) return;
    await this.#env.disk.rename(this.metaPath, replicaPaths(this.directory, this.blockId, genstamp).metaPath);
    this.genstamp = genstamp;
  }

  /** Writes what is queued and closes both files; the space set aside is given back. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.slice.reservedBytes -= this.#reservedBytes;
    this.#reservedBytes = 0;
    this.flush();
    await this.#writing;
    await Promise.all([this.#data.close(), this.#meta.close()]);
    if (this.#failure !== undefined) throw this.#failure;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0 && this.#failure === undefined) {
      await this.#gather();
      const batch = this.#nextBatch();
      const first = batch[0] as QueuedWrite;
      const last = batch[batch.length - 1] as QueuedWrite;
      try {
        await Promise.all([
          this.#data.write(batch.map(({ data }) => data), first.at),
          this.#meta.write(batch.map(({ sums }) => sums), first.sumsAt),
        ]);
      } catch (error) {
        this.#fail(error instanceof Error ? error : new Error(String(error)), batch);
        break;
      }
      const end = last.at + last.data.length;
      this.slice.usedBytes += end - this.bytesOnDisk;
      this.bytesOnDisk = end;
      this.lastSum = end === this.#queuedEnd ? this.#queuedSum : end % this.checksum.bytesPerChecksum === 0 || this.checksum.size === 0 ? undefined : Buffer.from(last.sums.subarray(last.sums.length - 4));
      for (const write of batch) {
        this.#queuedBytes -= write.data.length;
        write.slab?.release();
      }
      if (this.#queuedBytes <= queuedBytesMax / 2) this.#admit();
      this.onWritten();
    }
    this.#writing = undefined;
  }

  /** Whether what is queued should wait for more. */
  get #waitsForMore(): boolean {
    if (this.#hurried || this.#queuedBytes >= gatherBytes) return false;
    const last = this.#queue[this.#queue.length - 1];
    return last !== undefined && last.data.length >= gatherPacketMin;
  }

  /** Lets what this turn of the loop receives come, and then what a stream sends next. */
  async #gather(): Promise<void> {
    await this.#env.turn();
    if (this.#waitsForMore) {
      const gathering = new Deferred<void>();
      this.#gathering = gathering;
      const timer = this.#env.after(gatherMs, () => gathering.resolve());
      await gathering.promise;
      timer.cancel();
      this.#gathering = undefined;
    }
    this.#hurried = false;
  }

  /** Queued writes that follow each other in both files. */
  #nextBatch(): QueuedWrite[] {
    const queue = this.#queue;
    let bytes = 0;
    let count = 0;
    for (const write of queue) {
      const before = queue[count - 1];
      if (before !== undefined && (bytes + write.data.length > batchBytesMax || before.sumsAt + before.sums.length !== write.sumsAt)) break;
      bytes += write.data.length;
      count++;
    }
    return queue.splice(0, count);
  }

  #fail(error: Error, batch: readonly QueuedWrite[]): void {
    this.#failure = error;
    for (const write of [...batch, ...this.#queue]) write.slab?.release();
    this.#queue = [];
    this.#admit();
    this.onWritten();
  }

  #admit(): void {
    const waiters = this.#roomWaiters;
    this.#roomWaiters = [];
    for (const waiter of waiters) waiter.resolve();
  }

  /** Sums of bytes that start `into` a chunk, the first of them going on from that chunk's sum so far. */
  #continueSums(fresh: Uint8Array, into: number): Uint8Array {
    const { checksum } = this;
    if (into === 0 || checksum.type === 'NULL') return checksum.compute(fresh);
    const rest = Math.min(fresh.length, checksum.bytesPerChecksum - into);
    const sum = Buffer.allocUnsafe(4);
    sum.writeInt32BE(crcOf(checksum.type, fresh, 0, rest, (this.#queuedSum ?? Buffer.alloc(4)).readInt32BE(0)), 0);
    return Buffer.concat([sum, checksum.compute(fresh.subarray(rest))]);
  }
}

async function cutFiles(data: DiskFile, meta: DiskFile, checksum: DataChecksum, { lengthBytes, sum }: ReplicaEnd): Promise<void> {
  const metaLength = metaHeaderLength + checksum.sumsLength(lengthBytes);
  await data.truncate(lengthBytes);
  if (sum !== undefined) await meta.write(sum, metaLength - sum.length);
  await meta.truncate(metaLength);
}
