// A file being written: bytes are copied into packets, and packets go to the DataStreamer. A chunk that was flushed before
// it was full is sent again from its beginning with what follows, since its sum covers all of it.
// Answers to DFSOutputStream.
import { sleep } from '../env/waiting.ts';
import type { LastBlock, OpenFile } from './block-in-pipeline.ts';
import { inScope, unlessAborted } from './call-scope.ts';
import type { ClientContext } from './client-context.ts';
import type { DataNodeConnections } from './data-node-connections.ts';
import { DataStreamer } from './data-streamer.ts';
import { FileSystemError } from './errors.ts';
import type { CallOptions, OutputStream } from './file-system.ts';
import type { LeaseHolder, LeaseRenewer } from './lease-renewer.ts';
import { OutgoingPacket, headerLengthMax } from './outgoing-packet.ts';

const firstCompleteDelayMs = 5;
const completeDelayMsMax = 400;
const written = Promise.resolve();

export class DFSOutputStream implements OutputStream, LeaseHolder {
  readonly path: string;
  readonly #context: ClientContext;
  readonly #file: OpenFile;
  readonly #renewer: LeaseRenewer;
  readonly #streamer: DataStreamer;
  readonly #packetCapacity: number;
  /** What is filled now. */
  #packet: OutgoingPacket | undefined;
  /** Bytes of #packet that were sent before, of a chunk that was not full. */
  #kept = 0;
  /** In the current block: where the next byte goes. */
  #blockOffset = 0;
  #position: number;
  /** Whether the NameNode is still to be asked to keep the current block (hflush does, once a block). */
  #unpersisted = false;
  /** The last of the writes that wait for room; when one of them fails, so do those behind it. */
  #writing: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #aborted: FileSystemError | undefined;

  /** `length` is the file's so far, `last` what `append` answered. */
  constructor(context: ClientContext, connections: DataNodeConnections, renewer: LeaseRenewer, file: OpenFile, length = 0, last?: LastBlock) {
    this.path = file.path;
    this.#context = context;
    this.#file = file;
    this.#renewer = renewer;
    this.#position = length;
    this.#blockOffset = last?.isContinued === true ? (last.block.b.numBytes ?? 0) : 0;
    const { checksum, packetSize } = context.settings;
    const chunks = Math.max(1, Math.floor((packetSize - headerLengthMax) / (checksum.bytesPerChecksum + checksum.size)));
    this.#packetCapacity = chunks * checksum.bytesPerChecksum;
    this.#streamer = new DataStreamer(context, connections, file, last);
    renewer.add(this);
  }

  get position(): number {
    return this.#position;
  }

  write(bytes: Uint8Array, options?: CallOptions): Promise<void> {
    if (this.#closing !== undefined) return Promise.reject(new FileSystemError('EBADF', `${this.path}: the stream is closed`, { path: this.path }));
    const before = this.#writing;
    const writing = before === undefined ? this.#put(bytes, options) : before.then(() => this.#put(bytes, options));
    if (writing === undefined) return written;
    this.#writing = writing;
    const done = (): void => {
      if (this.#writing === writing) this.#writing = undefined;
    };
    writing.then(done, done);
    return writing;
  }

  hflush(options?: CallOptions): Promise<void> {
    return this.#flush(options, false, false);
  }

  hsync(options?: CallOptions & { readonly updateLength?: boolean }): Promise<void> {
    return this.#flush(options, true, options?.updateLength === true);
  }

  close(options?: CallOptions): Promise<void> {
    this.#closing ??= this.#close(options);
    return this.#closing;
  }

  abort(reason: FileSystemError = new FileSystemError('EBADF', `${this.path}: the stream was aborted`, { path: this.path })): void {
    if (this.#aborted !== undefined) return;
    this.#aborted = reason;
    this.#dropPacket();
    this.#streamer.abort(reason);
    this.#renewer.remove(this);
  }

  get writable(): WritableStream<Uint8Array> {
    return new WritableStream<Uint8Array>({
      write: (chunk) => this.write(chunk),
      close: () => this.close(),
      abort: () => this.abort(),
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#aborted === undefined ? this.close() : Promise.resolve();
  }

  /** Puts `bytes` into packets; undefined when nothing had to be waited for and it is done. */
  #put(bytes: Uint8Array, options: CallOptions | undefined): Promise<void> | undefined {
    let at: number;
    try {
      options?.signal?.throwIfAborted();
      at = this.#fill(bytes);
    } catch (error) {
      return Promise.reject(error);
    }
    if (at === bytes.length) return undefined;
    const { env, settings } = this.#context;
    return inScope(env, options, settings.callTimeoutMs, 'write', this.path, async (signal) => {
      while (at < bytes.length) {
        await unlessAborted(signal, this.#streamer.until(() => this.#hasRoom));
        at += this.#fill(bytes.subarray(at));
      }
    });
  }

  /** Whether another packet may be on its way. */
  get #hasRoom(): boolean {
    return this.#streamer.packets < this.#context.settings.packetsInFlightMax;
  }

  /** Puts as much of `bytes` into packets as may be on its way; the count. */
  #fill(bytes: Uint8Array): number {
    this.#check();
    let at = 0;
    while (at < bytes.length && this.#hasRoom) {
      const packet = this.#packet ?? this.#newPacket();
      const count = packet.put(at === 0 ? bytes : bytes.subarray(at));
      at += count;
      this.#blockOffset += count;
      this.#position += count;
      if (packet.isFull) this.#enqueue(packet);
    }
    return at;
  }

  /** A packet from #blockOffset on: to the end of the chunk where that is in the middle of one, to the end of the block at most. */
  #newPacket(): OutgoingPacket {
    const { checksum } = this.#context.settings;
    if (this.#blockOffset === 0) this.#unpersisted = true;
    const inChunk = this.#blockOffset % checksum.bytesPerChecksum;
    const room = inChunk === 0 ? this.#packetCapacity : checksum.bytesPerChecksum - inChunk;
    this.#packet = new OutgoingPacket(checksum, this.#blockOffset, Math.min(room, this.#file.blockSize - this.#blockOffset));
    this.#kept = 0;
    return this.#packet;
  }

  #enqueue(packet: OutgoingPacket): void {
    this.#packet = undefined;
    this.#streamer.enqueue(packet);
    if (this.#blockOffset === this.#file.blockSize) this.#endBlock();
  }

  /** Queues the empty packet that ends the block. */
  #endBlock(): void {
    const last = new OutgoingPacket(this.#context.settings.checksum, this.#blockOffset, 0);
    last.last = true;
    this.#streamer.enqueue(last);
    this.#blockOffset = 0;
  }

  /** Sends what is in #packet; with `keep`, the next one begins with the bytes of the last chunk where that is not full. */
  #sendPartial(sync: boolean, keep: boolean): void {
    const packet = this.#packet;
    const isNew = packet !== undefined && packet.length > this.#kept;
    const { checksum } = this.#context.settings;
    if (!isNew) {
      // Nothing to send; an hsync is asked for with a packet without data.
      if (!sync || this.#blockOffset === 0) return;
      const empty = new OutgoingPacket(checksum, this.#blockOffset, 0);
      empty.sync = true;
      this.#streamer.enqueue(empty);
      return;
    }
    packet.sync = sync;
    const end = packet.end;
    const chunkStart = Math.max(packet.offset, end - (end % checksum.bytesPerChecksum));
    const tail = keep && chunkStart < end ? Buffer.from(packet.from(chunkStart)) : undefined;
    this.#enqueue(packet);
    if (tail === undefined) return;
    const inChunk = chunkStart % checksum.bytesPerChecksum;
    const room = inChunk === 0 ? this.#packetCapacity : checksum.bytesPerChecksum - inChunk;
    const next = new OutgoingPacket(checksum, chunkStart, Math.min(room, this.#file.blockSize - chunkStart));
    next.put(tail);
    this.#packet = next;
    this.#kept = tail.length;
  }

  async #flush(options: CallOptions | undefined, sync: boolean, updateLength: boolean): Promise<void> {
    const { env, settings, nameNode, clientName } = this.#context;
    await inScope(env, options, settings.callTimeoutMs, sync ? 'hsync' : 'hflush', this.path, async (signal) => {
      await this.#written();
      this.#check();
      this.#streamer.hflushed = true;
      this.#sendPartial(sync, true);
      const blockLength = this.#blockOffset;
      await unlessAborted(signal, this.#streamer.untilAcknowledged(this.#streamer.queuedSeqno));
      if (!this.#unpersisted && !updateLength) return;
      this.#unpersisted = false;
      await nameNode.fsync({ src: this.path, client: clientName, fileId: this.#file.fileId, lastBlockLength: updateLength && blockLength > 0 ? blockLength : -1 }, { signal });
    });
  }

  async #close(options: CallOptions | undefined): Promise<void> {
    if (this.#aborted !== undefined) return;
    const { env, settings } = this.#context;
    try {
      await inScope(env, options, settings.callTimeoutMs, 'close', this.path, async (signal) => {
        await this.#written();
        this.#check();
        this.#sendPartial(false, false);
        this.#dropPacket();
        if (this.#blockOffset > 0) this.#endBlock();
        await unlessAborted(signal, this.#streamer.end());
        await this.#complete(signal);
      });
    } catch (error) {
      this.abort(error instanceof FileSystemError ? error : undefined);
      throw error;
    }
    this.#renewer.remove(this);
  }

  /** Asks until the NameNode says that enough DataNodes have reported the last block. */
  async #complete(signal: AbortSignal): Promise<void> {
    const { env, nameNode, clientName } = this.#context;
    const last = this.#streamer.lastBlock;
    for (let delayMs = firstCompleteDelayMs; ; delayMs = Math.min(delayMs * 2, completeDelayMsMax)) {
      const { result } = await nameNode.complete({ src: this.path, clientName, fileId: this.#file.fileId, ...(last === undefined ? {} : { last }) }, { signal });
      if (result) return;
      await sleep(env, delayMs, signal);
    }
  }

  /** All writes that were asked for are in packets, or have failed, as they said. */
  async #written(): Promise<void> {
    await this.#writing?.catch(() => {});
  }

  #dropPacket(): void {
    this.#packet?.release();
    this.#packet = undefined;
  }

  #check(): void {
    if (this.#aborted !== undefined) throw this.#aborted;
    if (this.#streamer.failure !== undefined) throw this.#streamer.failure;
  }
}
