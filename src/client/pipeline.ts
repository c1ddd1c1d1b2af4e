// The client's end of one write pipeline: set up, packets down, acknowledgements up, heartbeats when it is idle. Lives from
// one set-up to the next; what to do when it breaks is the DataStreamer's business.
// Answers to DataStreamer.createBlockOutputStream and DataStreamer.ResponseProcessor.
import type { DataChecksum } from '../data-transfer/data-checksum.ts';
import { encodeOp } from '../data-transfer/op-codes.ts';
import { encodePacket, heartbeatSeqno } from '../data-transfer/packet.ts';
import { isOutOfBand, repliesOf } from '../data-transfer/pipeline-ack.ts';
import type { SocketReader } from '../data-transfer/socket-reader.ts';
import type { Timer } from '../env/env.ts';
import { BlockOpResponseProto, OpWriteBlockProto, PipelineAckProto, Status } from '../wire/data-transfer.ts';
import type { OpWriteBlockProto_BlockConstructionStage as Stage } from '../wire/data-transfer.ts';
import type { DatanodeInfoProto, ExtendedBlockProto } from '../wire/hdfs.ts';
import type { TokenProto } from '../wire/security.ts';
import type { PipelineNode } from './block-in-pipeline.ts';
import type { ClientContext } from './client-context.ts';
import type { DataNodeConnections } from './data-node-connections.ts';
import { dataNodeHost } from './data-node-connections.ts';

/** HdfsConstants.READ_TIMEOUT_EXTENSION: what each DataNode adds to a time-out. */
const readExtensionMs = 5000;
/** Queued towards the first DataNode before the streamer waits. */
const queuedBytesMax = 1024 * 1024;

/** A pipeline could not be set up, or broke: by which of its DataNodes, as far as can be told. */
export class PipelineError extends Error {
  override readonly name = 'PipelineError';
  readonly badIndex: number;

  constructor(badIndex: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.badIndex = badIndex;
  }
}

export interface PipelineSetup {
  readonly block: ExtendedBlockProto;
  readonly token: TokenProto;
  readonly nodes: readonly PipelineNode[];
  readonly stage: Stage;
  /** The new generation stamp of a replica that is taken up again; 0 for a new one. */
  readonly newGenstamp: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly checksum: DataChecksum;
  /** Of the file: how large the replica may become. */
  readonly blockSize: number;
}

/** What the streamer wants to hear. */
export interface PipelineOwner {
  /** All DataNodes have the packet. */
  acknowledged(seqno: number): void;
  /** Nothing comes any more. */
  broken(error: PipelineError): void;
}

/** ip:port, as DatanodeID.getXferAddr writes it. */
export function transferAddress(node: DatanodeInfoProto): string {
  return `${node.id.ipAddr}:${node.id.xferPort}`;
}

export class Pipeline {
  readonly nodes: readonly PipelineNode[];
  readonly #context: ClientContext;
  readonly #reader: SocketReader;
  readonly #owner: PipelineOwner;
  #heartbeat: Timer | undefined;
  #sentMs: number;
  #closed = false;
  #draining: Promise<void> | undefined;

  private constructor(context: ClientContext, nodes: readonly PipelineNode[], reader: SocketReader, owner: PipelineOwner) {
    this.#context = context;
    this.nodes = nodes;
    this.#reader = reader;
    this.#owner = owner;
    this.#sentMs = context.env.monotonicMs();
  }

  /** Sets the pipeline up; rejects with PipelineError, or the signal's reason. */
  static async open(context: ClientContext, connections: DataNodeConnections, setup: PipelineSetup, owner: PipelineOwner, signal: AbortSignal): Promise<Pipeline> {
    const { nodes, block } = setup;
    const [first, ...rest] = nodes;
    if (first === undefined) throw new PipelineError(-1, 'a pipeline without DataNodes');
    const timeoutMs = context.settings.socketTimeoutMs + readExtensionMs * nodes.length;
    let reader: SocketReader | undefined;
    const onAbort = (): void => reader?.destroy();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      reader = await connections.connect(first.node, signal);
      reader.idleLimitMs = timeoutMs;
      reader.socket.write(encodeOp('WRITE_BLOCK', OpWriteBlockProto, {
        header: { baseHeader: { block: { ...block, numBytes: setup.blockSize }, token: setup.token }, clientName: context.clientName },
        targets: rest.map(({ node }) => node), stage: setup.stage, pipelineSize: nodes.length,
        minBytesRcvd: setup.minBytes, maxBytesRcvd: setup.maxBytes, latestGenerationStamp: setup.newGenstamp,
        requestedChecksum: { type: setup.checksum.typeId, bytesPerChecksum: setup.checksum.bytesPerChecksum },
        storageType: first.storageType, storageId: first.storageId,
        targetStorageTypes: rest.map(({ storageType }) => storageType), targetStorageIds: rest.map(({ storageId }) => storageId),
        allowLazyPersist: false, pinning: false, targetPinnings: rest.map(() => false),
      }));
      const { status, firstBadLink = '', message = '' } = await reader.readDelimited(BlockOpResponseProto);
      if (status !== Status.SUCCESS) {
        const named = nodes.findIndex(({ node }) => transferAddress(node) === firstBadLink || `${dataNodeHost(node, context.settings)}:${node.id.xferPort}` === firstBadLink);
        throw new PipelineError(Math.max(0, named), `${firstBadLink === '' ? transferAddress(first.node) : firstBadLink} does not take the block: status ${status} ${message}`);
      }
      const pipeline = new Pipeline(context, nodes, reader, owner);
      void pipeline.#receive();
      pipeline.#beat();
      return pipeline;
    } catch (error) {
      reader?.destroy();
      if (signal.aborted) throw signal.reason;
      if (error instanceof PipelineError) throw error;
      throw new PipelineError(0, `${transferAddress(first.node)}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Whether so much is queued already that packets should wait for `drained`. */
  get isCongested(): boolean {
    return this.#reader.socket.queuedBytes > queuedBytesMax;
  }

  /** One wait for all who ask meanwhile: each would be a listener at the socket. */
  drained(): Promise<void> {
    this.#draining ??= this.#reader.socket.drained().finally(() => {
      this.#draining = undefined;
    });
    return this.#draining;
  }

  /** Queues a packet's bytes, which must not change until it is acknowledged. */
  send(frame: Uint8Array): void {
    this.#sentMs = this.#context.env.monotonicMs();
    this.#reader.socket.write(frame);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#heartbeat?.cancel();
    this.#reader.destroy();
  }

  async #receive(): Promise<void> {
    try {
      for (;;) {
        const ack = await this.#reader.readDelimited(PipelineAckProto);
        if (this.#closed) return;
        const replies = repliesOf(ack);
        // The furthest bad one: those above it only pass its failure on.
        const bad = replies.findLastIndex((reply) => reply !== Status.SUCCESS);
        if (bad >= 0) {
          const node = this.nodes[bad]?.node;
          const what = isOutOfBand(ack) ? 'is about to restart' : `answered status ${replies[bad] ?? -1}`;
          throw new PipelineError(bad, `${node === undefined ? 'a DataNode' : transferAddress(node)} ${what}`);
        }
        if (ack.seqno !== heartbeatSeqno) this.#owner.acknowledged(ack.seqno);
      }
    } catch (error) {
      if (this.#closed) return;
      this.close();
      const [first] = this.nodes;
      const text = `${first === undefined ? '' : `${transferAddress(first.node)}: `}${error instanceof Error ? error.message : String(error)}`;
      this.#owner.broken(error instanceof PipelineError ? error : new PipelineError(0, text, { cause: error }));
    }
  }

  /** A packet that only says that we are alive, when there was none for half the time-out. */
  #beat(): void {
    const periodMs = this.#context.settings.socketTimeoutMs / 2;
    this.#heartbeat = this.#context.env.after(periodMs / 2, () => {
      if (this.#closed) return;
      if (this.#context.env.monotonicMs() - this.#sentMs >= periodMs) {
        this.send(encodePacket({ seqno: heartbeatSeqno, offsetInBlock: 0, lastPacketInBlock: false, syncBlock: false, sums: new Uint8Array(0), data: new Uint8Array(0) }));
      }
      this.#beat();
    });
  }
}
