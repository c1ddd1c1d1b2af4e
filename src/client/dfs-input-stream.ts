// An open file: positioned reads, side by side if wanted, and streams. A replica that fails or does not fit its sums is
// left for the next one; when none is left, locations are asked for again. Answers to DFSInputStream.
import { sleep } from '../env/waiting.ts';
import { AssertionFailure } from '../base/assert.ts';
import type { DatanodeInfoProto, LocatedBlockProto } from '../wire/hdfs.ts';
import { BlockReader, ReplicaChecksumError } from './block-reader.ts';
import type { BlockBytes } from './block-reader.ts';
import { inScope } from './call-scope.ts';
import type { ClientContext } from './client-context.ts';
import type { DataNodeConnections } from './data-node-connections.ts';
import { FileSystemError } from './errors.ts';
import type { CallOptions, ChunkOptions, InputStream, ReadOptions } from './file-system.ts';
import { hedgedRead } from './hedged-read.ts';
import type { LocatedBlocks } from './located-blocks.ts';

/** The next block is opened when so much of the current one is left. */
const openAheadBytes = 2 * 1024 * 1024;

export class DFSInputStream implements InputStream {
  readonly path: string;
  readonly #context: ClientContext;
  readonly #connections: DataNodeConnections;
  readonly #blocks: LocatedBlocks;
  /** DataNodes that failed since locations were last asked for, by uuid. */
  readonly #dead = new Set<string>();
  #closed = false;
  readonly #onClosed = new AbortController();

  constructor(context: ClientContext, connections: DataNodeConnections, blocks: LocatedBlocks) {
    this.path = blocks.path;
    this.#context = context;
    this.#connections = connections;
    this.#blocks = blocks;
  }

  get length(): number {
    return this.#blocks.length;
  }

  read(position: number, into: Uint8Array, options?: CallOptions): Promise<number> {
    checkPosition(this.path, position);
    return inScope(this.#context.env, options, this.#context.settings.callTimeoutMs, 'read', this.path, async (signal) => {
      this.#checkOpen();
      const end = Math.min(this.length, position + into.length);
      let at = position;
      const hedges = this.#context.settings.hedgedReadsMax > 0;
      while (at < end) {
        const rest = into.subarray(at - position, end - position);
        at += await (hedges ? this.#readHedged(at, rest, signal) : this.#readSome(at, rest, signal));
      }
      return Math.max(0, end - position);
    });
  }

  async *chunks(options?: ChunkOptions): AsyncGenerator<Uint8Array, void, undefined> {
    const start = options?.start ?? 0;
    checkPosition(this.path, start);
    const end = Math.min(this.length, options?.length === undefined ? this.length : start + options.length);
    const { env, settings } = this.#context;
    const progress: Progress = { at: start, end, reader: undefined, ahead: undefined, attempts: new Attempts() };
    const lends = options?.reuse === true;
    let lent: BlockBytes | undefined;
    try {
      while (progress.at < end) {
        const ready = progress.reader?.ready(lends);
        if (ready !== undefined) this.#advance(progress, ready.bytes.length);
        lent = ready ?? (await inScope(env, options, settings.callTimeoutMs, 'read', this.path, (signal) => this.#nextChunk(progress, lends, signal)));
        yield lent.bytes;
        lent.slab?.release();
        lent = undefined;
      }
    } finally {
      lent?.slab?.release();
      progress.reader?.close();
      void progress.ahead?.then((unused) => unused?.close());
    }
  }

  readable(options?: ReadOptions): ReadableStream<Uint8Array> {
    const chunks = this.chunks(options);
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async () => {
        await chunks.return();
      },
    }, { highWaterMark: 0 });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#onClosed.abort(this.#closedError());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** The next verified bytes of a stream; opens the next block before the current one is read to its end. */
  async #nextChunk(progress: Progress, lends: boolean, signal: AbortSignal): Promise<BlockBytes> {
    const { end, attempts } = progress;
    for (;;) {
      this.#checkOpen();
      if (progress.reader === undefined) {
        const ahead = await progress.ahead;
        progress.ahead = undefined;
        progress.reader = ahead ?? (await this.#open(progress.at, end, signal, attempts));
      }
      const { reader } = progress;
      const onAbort = (): void => reader.close();
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        const next = await reader.next(lends);
        if (next === undefined) throw new AssertionFailure(`${this.path}: block ended at ${progress.at} of ${end}`);
        if (signal.aborted) {
          next.slab?.release();
          throw signal.reason;
        }
        attempts.failures = 0;
        this.#advance(progress, next.bytes.length);
        return next;
      } catch (error) {
        progress.reader = undefined;
        reader.close();
        await this.#failed(progress.at, reader.node, error, signal, attempts);
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    }
  }

  /** So many more bytes are given out: near the end of a block the next one is opened. */
  #advance(progress: Progress, count: number): void {
    const { reader, end } = progress;
    progress.at += count;
    if (reader === undefined) return;
    const blockEnd = progress.at + reader.remaining;
    if (reader.remaining === 0) progress.reader = undefined;
    if (reader.remaining > openAheadBytes || blockEnd >= end) return;
    progress.ahead ??= this.#open(blockEnd, end, this.#onClosed.signal, new Attempts()).catch(() => undefined);
  }

  /** Reads up to the end of the block that holds `position`; the count. */
  async #readSome(position: number, into: Uint8Array, signal: AbortSignal): Promise<number> {
    const attempts = new Attempts();
    let done = 0;
    for (;;) {
      const reader = await this.#open(position + done, position + into.length, signal, attempts);
      const onAbort = (): void => reader.close();
      signal.addEventListener('abort', onAbort, { once: true });
      const before = reader.position;
      try {
        return done + (await reader.read(into.subarray(done)));
      } catch (error) {
        // What came before the failure is verified, and stays.
        done += reader.position - before;
        await this.#failed(position + done, reader.node, error, signal, attempts);
      } finally {
        signal.removeEventListener('abort', onAbort);
        reader.close();
      }
    }
  }

  /** As #readSome, without waiting for a DataNode that is slow where another one has the block as well. */
  async #readHedged(position: number, into: Uint8Array, signal: AbortSignal): Promise<number> {
    const attempts = new Attempts();
    for (;;) {
      const block = await (attempts.refetch ? this.#blocks.refetch(position, signal) : this.#blocks.at(position, signal));
      attempts.refetch = false;
      const offset = position - block.offset;
      const length = Math.min(into.length, (block.b.numBytes ?? 0) - offset);
      const bytes = await hedgedRead<DatanodeInfoProto>(this.#context.env, {
        hedges: this.#connections.hedges,
        thresholdMs: this.#context.settings.hedgedReadThresholdMs,
        choose: (asked) => this.#choose(block, asked),
        read: (node, stop) => this.#readWhole(block, node, offset, length, stop),
        failed: (node, error) => this.#failed(position, node, error, signal, attempts),
      }, signal);
      if (bytes === undefined) {
        await this.#noneLeft(block, signal, attempts);
        continue;
      }
      into.set(bytes);
      return length;
    }
  }

  /** A range of one replica in memory of its own. */
  async #readWhole(block: LocatedBlockProto, node: DatanodeInfoProto, offset: number, length: number, signal: AbortSignal): Promise<Uint8Array> {
    const reader = await BlockReader.open(this.#connections, { block, node, offset, length }, this.#context.clientName, signal);
    const onAbort = (): void => reader.close();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      signal.throwIfAborted();
      const bytes = Buffer.allocUnsafeSlow(length);
      await reader.read(bytes);
      return bytes;
    } finally {
      signal.removeEventListener('abort', onAbort);
      reader.close();
    }
  }

  /** A reader from `position` to the end of its block, or to `end`; tries replica after replica. */
  async #open(position: number, end: number, signal: AbortSignal, attempts: Attempts): Promise<BlockReader> {
    for (;;) {
      const block = await (attempts.refetch ? this.#blocks.refetch(position, signal) : this.#blocks.at(position, signal));
      attempts.refetch = false;
      const node = this.#choose(block);
      if (node === undefined) {
        await this.#noneLeft(block, signal, attempts);
        continue;
      }
      const offset = position - block.offset;
      const length = Math.min(end, block.offset + (block.b.numBytes ?? 0)) - position;
      try {
        return await BlockReader.open(this.#connections, { block, node, offset, length }, this.#context.clientName, signal);
      } catch (error) {
        await this.#failed(position, node, error, signal, attempts);
      }
    }
  }

  /** The NameNode's order is nearest first; a DataNode of this host is nearest even where the NameNode cannot know. */
  #choose(block: LocatedBlockProto, asked?: ReadonlySet<DatanodeInfoProto>): DatanodeInfoProto | undefined {
    if (block.corrupt) return undefined;
    const alive = block.locs.filter((node) => !this.#dead.has(node.id.datanodeUuid) && asked?.has(node) !== true);
    return alive.find((node) => node.id.hostName === this.#context.env.hostName) ?? alive[0];
  }

  /** Remembers that a DataNode failed; a wrong sum is told to the NameNode. Rejects when that is no reason to ask another one. */
  async #failed(position: number, node: DatanodeInfoProto, error: unknown, signal: AbortSignal, attempts: Attempts): Promise<void> {
    if (signal.aborted) throw signal.reason;
    if (error instanceof AssertionFailure || error instanceof FileSystemError) throw error;
    const { env, nameNode } = this.#context;
    env.log('warn', 'replica not read', { path: this.path, position, datanode: `${node.id.ipAddr}:${node.id.xferPort}`, error: String(error) });
    attempts.cause = error;
    this.#dead.add(node.id.datanodeUuid);
    if (!(error instanceof ReplicaChecksumError)) return;
    const block = await this.#blocks.at(position, signal);
    const index = block.locs.findIndex((each) => each.id.datanodeUuid === node.id.datanodeUuid);
    if (index < 0) return;
    const bad = { ...block, locs: [node], storageIDs: block.storageIDs.slice(index, index + 1), storageTypes: block.storageTypes.slice(index, index + 1), isCached: [] };
    nameNode.reportBadBlocks({ blocks: [bad] }).catch((reason: unknown) => env.log('warn', 'bad replica not reported', { path: this.path, error: String(reason) }));
  }

  /** All replicas have failed: after a while, with new locations, all of them may be tried again. */
  async #noneLeft(block: LocatedBlockProto, signal: AbortSignal, attempts: Attempts): Promise<void> {
    const { env, settings } = this.#context;
    if (attempts.failures >= settings.blockAcquireFailures || (block.corrupt && attempts.failures > 0)) {
      const name = `${block.b.poolId}:blk_${block.b.blockId}_${block.b.generationStamp}`;
      throw new FileSystemError('EIO', `Could not obtain block: ${name} file=${this.path}`, { path: this.path, cause: attempts.cause });
    }
    // As Apache's: a random wait in a window that grows.
    const windowMs = settings.retryWindowMs;
    await sleep(env, windowMs * attempts.failures + windowMs * (attempts.failures + 1) * env.random(), signal);
    attempts.failures++;
    attempts.refetch = true;
    this.#dead.clear();
  }

  #checkOpen(): void {
    if (this.#closed) throw this.#closedError();
  }

  #closedError(): FileSystemError {
    return new FileSystemError('EBADF', `${this.path}: the stream is closed`, { path: this.path });
  }
}

/** How a read has fared so far. */
class Attempts {
  /** How often all replicas of a block have failed. */
  failures = 0;
  refetch = false;
  cause: unknown;
}

/** Where a stream of a file is. */
interface Progress {
  at: number;
  readonly end: number;
  reader: BlockReader | undefined;
  /** The next block's reader, opened ahead; undefined inside when that did not work. */
  ahead: Promise<BlockReader | undefined> | undefined;
  readonly attempts: Attempts;
}

function checkPosition(path: string, position: number): void {
  if (!Number.isSafeInteger(position) || position < 0) throw new FileSystemError('EINVAL', `${path}: a position is a whole number from 0 on, not ${position}`, { path });
}
