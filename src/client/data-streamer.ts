// Brings a file's packets into its blocks, in order, whatever happens to DataNodes meanwhile. Every packet is in #queue or
// in #unacked, in the order of their numbers, until all DataNodes of the block's pipeline have it; when a pipeline breaks,
// what is unacknowledged goes back into the queue and is sent again through the next one.
// Answers to org.apache.hadoop.hdfs.DataStreamer.
//
//   no block ──addBlock, set-up──> streaming ──last packet sent──> closing ──acknowledged──> no block
//   append: starts in `appending`, which a set-up leads to streaming
//   streaming, closing, appending: a broken pipeline is set up again (pipeline-recovery.ts); closing then ends the block
import { Deferred } from '../base/async.ts';
import { AssertionFailure } from '../base/assert.ts';
import { sleep } from '../env/waiting.ts';
import { isException } from '../protocol/exceptions.ts';
import { OpWriteBlockProto_BlockConstructionStage as Stage } from '../wire/data-transfer.ts';
import type { DatanodeInfoProto, ExtendedBlockProto, LocatedBlockProto } from '../wire/hdfs.ts';
import type { TokenProto } from '../wire/security.ts';
import { pipelineNodes } from './block-in-pipeline.ts';
import type { BlockInPipeline, LastBlock, OpenFile, PipelineNode } from './block-in-pipeline.ts';
import type { ClientContext } from './client-context.ts';
import type { DataNodeConnections } from './data-node-connections.ts';
import { FileSystemError } from './errors.ts';
import type { OutgoingPacket } from './outgoing-packet.ts';
import { Pipeline, PipelineError } from './pipeline.ts';
import type { PipelineOwner } from './pipeline.ts';
import { recoverPipeline } from './pipeline-recovery.ts';
import { toFileSystemError } from './to-file-system-error.ts';

interface Excluded {
  readonly node: DatanodeInfoProto;
  readonly untilMs: number;
}

export class DataStreamer implements PipelineOwner {
  readonly #context: ClientContext;
  readonly #connections: DataNodeConnections;
  readonly #file: OpenFile;
  /** Ends what waits when the file is given up. */
  readonly #abort = new AbortController();
  #queue: OutgoingPacket[] = [];
  #unacked: OutgoingPacket[] = [];
  /** The number of the last packet that was queued, and of the last that is acknowledged. */
  #queuedSeqno = -1;
  #ackedSeqno = -1;
  #stage: 'no block' | 'appending' | 'streaming' | 'closing' = 'no block';
  #block: BlockInPipeline | undefined;
  /** The last block that was ended: addBlock and complete tell the NameNode of it. */
  #previous: ExtendedBlockProto | undefined;
  #pipeline: Pipeline | undefined;
  #broken: PipelineError | undefined;
  readonly #excluded = new Map<string, Excluded>();
  #recoveries = 0;
  #recoveredAt = -2;
  #failure: FileSystemError | undefined;
  #ended = false;
  /** Whoever waits for anything to change. */
  #change = new Deferred<void>();
  readonly #running: Promise<void>;
  /** Whether readers were promised bytes (hflush): a DataNode that is lost is replaced then. */
  hflushed = false;

  constructor(context: ClientContext, connections: DataNodeConnections, file: OpenFile, last?: LastBlock) {
    this.#context = context;
    this.#connections = connections;
    this.#file = file;
    if (last?.isContinued === true) {
      const { b, blockToken } = last.block;
      const length = b.numBytes ?? 0;
      this.#stage = 'appending';
      this.#block = { block: b, token: blockToken, nodes: pipelineNodes(last.block), acked: length, sent: length, appended: true, failed: [] };
    } else {
      this.#previous = last?.block.b;
    }
    this.#running = this.#run();
  }

  get failure(): FileSystemError | undefined {
    return this.#failure;
  }

  /** The number of the last packet that was queued. */
  get queuedSeqno(): number {
    return this.#queuedSeqno;
  }

  /** Packets that are queued or unacknowledged. */
  get packets(): number {
    return this.#queue.length + this.#unacked.length;
  }

  /** The last block with the bytes that all DataNodes have, as `complete` wants it; undefined for a file without blocks. */
  get lastBlock(): ExtendedBlockProto | undefined {
    const block = this.#block;
    return block === undefined ? this.#previous : { ...block.block, numBytes: block.acked };
  }

  enqueue(packet: OutgoingPacket): void {
    packet.seqno = ++this.#queuedSeqno;
    this.#queue.push(packet);
    this.#changed();
  }

  /** Resolves when `isDone` answers true; looks again after every change. Rejects with the failure of the stream. */
  async until(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      if (this.#failure !== undefined) throw this.#failure;
      await this.#change.promise;
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Resolves when everything up to packet `seqno` is with all DataNodes. */
  untilAcknowledged(seqno: number): Promise<void> {
    return this.until(() => this.#ackedSeqno >= seqno);
  }

  /** Nothing is queued any more: ends when everything is acknowledged. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#changed();
    await this.#running;
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Gives everything up at once. */
  abort(reason: FileSystemError): void {
    this.#fail(reason);
    this.#abort.abort(reason);
  }

  acknowledged(seqno: number): void {
    const packet = this.#unacked[0];
    if (packet?.seqno !== seqno || this.#block === undefined) {
      this.#pipeline?.close();
      this.broken(new PipelineError(0, `packet ${packet?.seqno} is to be acknowledged, not ${seqno}`));
      return;
    }
    this.#unacked.shift();
    this.#ackedSeqno = seqno;
    this.#block.acked = Math.max(this.#block.acked, packet.end);
    if (packet.last) this.#endBlock();
    packet.release();
    this.#changed();
  }

  broken(error: PipelineError): void {
    this.#broken = error;
    this.#changed();
  }

  async #run(): Promise<void> {
    try {
      while (this.#failure === undefined) {
        const change = this.#change.promise;
        if (this.#broken !== undefined) {
          await this.#recover(this.#broken);
          continue;
        }
        const packet = this.#queue[0];
        if (packet === undefined) {
          if (this.#ended && this.#unacked.length === 0) return;
          await change;
          continue;
        }
        if (this.#stage === 'closing') {
          await change;
          continue;
        }
        const pipeline = this.#pipeline ?? (await this.#setUp());
        if (this.#broken !== undefined) continue;
        // The end of a block is not sent before all of it is where it should be.
        if (packet.last && this.#unacked.length > 0) await change;
        else if (pipeline.isCongested) await Promise.race([pipeline.drained(), change]);
        else this.#send(pipeline, packet);
      }
    } catch (error) {
      if (error instanceof AssertionFailure) throw error;
      const failure = toFileSystemError(error, this.#file.path);
      this.#fail(failure instanceof FileSystemError ? failure : new FileSystemError('EIO', String(error), { path: this.#file.path, cause: error }));
    } finally {
      this.#pipeline?.close();
      for (const packet of [...this.#queue, ...this.#unacked]) packet.release();
      this.#queue = [];
      this.#unacked = [];
    }
  }

  #send(pipeline: Pipeline, packet: OutgoingPacket): void {
    this.#queue.shift();
    this.#unacked.push(packet);
    if (packet.last) this.#stage = 'closing';
    if (this.#block !== undefined) this.#block.sent = Math.max(this.#block.sent, packet.end);
    pipeline.send(packet.frame);
  }

  #endBlock(): void {
    this.#previous = this.lastBlock;
    this.#block = undefined;
    this.#stage = 'no block';
    this.#pipeline?.close();
    this.#pipeline = undefined;
    this.#broken = undefined;
  }

  /** A pipeline for the packets that wait: of a new block, or of the one that is appended to. */
  async #setUp(): Promise<Pipeline> {
    const block = this.#block;
    if (this.#stage === 'appending' && block !== undefined) {
      const cause = { stage: 'appending', bad: undefined, hflushed: this.hflushed } as const;
      this.#pipeline = await recoverPipeline(this.#context, this.#connections, this.#file, block, cause, this, this.#abort.signal);
      this.#stage = 'streaming';
      return this.#pipeline;
    }
    const { settings, env } = this.#context;
    for (let retries = settings.blockWriteRetries; ; retries--) {
      const located = await this.#addBlock();
      const nodes = pipelineNodes(located);
      try {
        const pipeline = await this.#createPipeline(located.b, located.blockToken, nodes);
        this.#block = { block: located.b, token: located.blockToken, nodes, acked: 0, sent: 0, appended: false, failed: [] };
        this.#stage = 'streaming';
        this.#pipeline = pipeline;
        return pipeline;
      } catch (error) {
        if (!(error instanceof PipelineError)) throw error;
        const bad = nodes[error.badIndex]?.node;
        env.log('warn', 'pipeline not set up', { path: this.#file.path, block: String(located.b.blockId), error: error.message });
        await this.#context.nameNode.abandonBlock({ b: located.b, src: this.#file.path, holder: this.#context.clientName, fileId: this.#file.fileId }, this.#abort);
        if (bad !== undefined) this.#excluded.set(bad.id.datanodeUuid, { node: bad, untilMs: env.monotonicMs() + settings.excludeNodesMs });
        if (retries <= 0) throw new FileSystemError('EIO', `Unable to create new block: ${error.message}`, { path: this.#file.path, cause: error });
      }
    }
  }

  #createPipeline(block: ExtendedBlockProto, token: TokenProto, nodes: readonly PipelineNode[]): Promise<Pipeline> {
    return Pipeline.open(this.#context, this.#connections, {
      block, token, nodes, stage: Stage.PIPELINE_SETUP_CREATE, newGenstamp: 0, minBytes: block.numBytes ?? 0, maxBytes: 0,
      checksum: this.#context.settings.checksum, blockSize: this.#file.blockSize,
    }, this, this.#abort.signal);
  }

  async #addBlock(): Promise<LocatedBlockProto> {
    const { env, settings, nameNode, clientName } = this.#context;
    const { path, fileId } = this.#file;
    const now = env.monotonicMs();
    for (const [uuid, { untilMs }] of this.#excluded) if (untilMs <= now) this.#excluded.delete(uuid);
    let delayMs = settings.locateBlockDelayMs;
    for (let retries = settings.locateBlockRetries; ; retries--) {
      try {
        const { block } = await nameNode.addBlock({
          src: path, clientName, fileId, excludeNodes: [...this.#excluded.values()].map(({ node }) => node), favoredNodes: [], flags: [],
          ...(this.#previous === undefined ? {} : { previous: this.#previous }),
        }, this.#abort);
        return block;
      } catch (error) {
        if (!isException(error, 'NotReplicatedYetException') || retries <= 0) throw error;
        await sleep(env, delayMs, this.#abort.signal);
        delayMs = Math.min(delayMs * 2, settings.locateBlockDelayMsMax);
      }
    }
  }

  /** Sets the pipeline up again without the DataNode that broke it; what was not acknowledged is sent again. */
  async #recover(bad: PipelineError): Promise<void> {
    this.#broken = undefined;
    this.#pipeline?.close();
    this.#pipeline = undefined;
    const block = this.#block;
    const { path } = this.#file;
    if (block === undefined) throw new AssertionFailure(`${path}: a pipeline without a block broke`);
    const { env, settings } = this.#context;
    env.log('warn', 'pipeline broke', { path, block: String(block.block.blockId), error: bad.message });
    this.#recoveries = this.#recoveredAt === this.#ackedSeqno ? this.#recoveries + 1 : 1;
    this.#recoveredAt = this.#ackedSeqno;
    if (this.#recoveries > settings.pipelineRecoveryRetries) {
      throw new FileSystemError('EIO', `Failing write. Tried pipeline recovery ${settings.pipelineRecoveryRetries} times without success.`, { path, cause: bad });
    }
    this.#queue = [...this.#unacked, ...this.#queue];
    this.#unacked = [];
    const stage = this.#stage === 'no block' ? 'streaming' : this.#stage;
    const pipeline = await recoverPipeline(this.#context, this.#connections, this.#file, block, { stage, bad, hflushed: this.hflushed }, this, this.#abort.signal);
    if (stage !== 'closing') {
      this.#stage = 'streaming';
      this.#pipeline = pipeline;
      return;
    }
    // All bytes had been acknowledged; the set-up finalized the replicas, and there is nothing to send.
    pipeline.close();
    const last = this.#queue.shift();
    if (last?.last !== true) throw new AssertionFailure(`${path}: a block was closed before its last packet`);
    this.#ackedSeqno = last.seqno;
    last.release();
    this.#endBlock();
    this.#changed();
  }

  #fail(failure: FileSystemError): void {
    if (this.#ended && this.packets === 0) return;
    this.#failure ??= failure;
    this.#changed();
  }

  #changed(): void {
    const change = this.#change;
    this.#change = new Deferred();
    change.resolve();
  }
}
