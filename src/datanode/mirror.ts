// The connection to the next DataNode of a write pipeline: the same operation with one target less, packets down,
// acknowledgements up. Answers to the mirror half of DataXceiver.writeBlock.
import { encodeOp } from '../data-transfer/op-codes.ts';
import { SocketReader } from '../data-transfer/socket-reader.ts';
import type { Slab } from '../data-transfer/transfer-memory.ts';
import type { Env } from '../env/env.ts';
import { within } from '../env/waiting.ts';
import { BlockOpResponseProto, OpWriteBlockProto } from '../wire/data-transfer.ts';
import type { DatanodeInfoProto } from '../wire/hdfs.ts';
import type { TransferSettings } from './xceiver-host.ts';

/** HdfsConstants.READ_TIMEOUT_EXTENSION: what each DataNode further down adds to a time-out. */
const readExtensionMs = 5000;
/** HdfsConstants.WRITE_TIMEOUT_EXTENSION. */
const writeExtensionMs = 5000;
/** Queued towards the mirror before the pipeline waits. */
const queuedBytesMax = 1024 * 1024;

/** ip:port, as DatanodeID.getXferAddr writes it. */
export function transferAddress(node: DatanodeInfoProto): string {
  return `${node.id.ipAddr}:${node.id.xferPort}`;
}

/** The operation as the next DataNode gets it: it becomes the receiver, the rest its targets. */
export function forNextTarget(op: OpWriteBlockProto): OpWriteBlockProto {
  const { storageId: _storageId, ...rest } = op;
  const nextId = op.targetStorageIds[0];
  return {
    ...rest,
    targets: op.targets.slice(1),
    storageType: op.targetStorageTypes[0] ?? op.storageType,
    targetStorageTypes: op.targetStorageTypes.slice(1),
    pinning: op.targetPinnings[0] ?? false,
    targetPinnings: op.targetPinnings.slice(1),
    ...(nextId === undefined ? {} : { storageId: nextId }),
    targetStorageIds: op.targetStorageIds.slice(1),
  };
}

export class Mirror {
  readonly address: string;
  readonly reader: SocketReader;
  /** A write or read on it failed: packets go on without it, and its silence is reported upstream. */
  failed = false;
  readonly #env: Env;
  readonly #writeTimeoutMs: number;
  /** Bytes given to the socket so far, and the slabs of those that may not be with the kernel yet, each with where it ends among them. */
  #sentBytes = 0;
  #sending: { readonly slab: Slab; readonly end: number }[] = [];

  private constructor(env: Env, address: string, reader: SocketReader, writeTimeoutMs: number) {
    this.#env = env;
    this.address = address;
    this.reader = reader;
    this.#writeTimeoutMs = writeTimeoutMs;
  }

  /** Connects to `op.targets[0]` and sends it the operation. Rejects with WorldError. */
  static async open(env: Env, settings: TransferSettings, op: OpWriteBlockProto, target: DatanodeInfoProto): Promise<Mirror> {
    const timeoutMs = settings.socketTimeoutMs + readExtensionMs * op.targets.length;
    const socket = await env.net.connect(target.id.ipAddr, target.id.xferPort, timeoutMs);
    const reader = new SocketReader(env, socket);
    reader.idleLimitMs = timeoutMs;
    socket.write(encodeOp('WRITE_BLOCK', OpWriteBlockProto, forNextTarget(op)));
    return new Mirror(env, transferAddress(target), reader, settings.writeTimeoutMs + writeExtensionMs * op.targets.length);
  }

  /** Whether the pipeline below is set up, and by which DataNode it is not. */
  connectAck(): Promise<BlockOpResponseProto> {
    return this.reader.readDelimited(BlockOpResponseProto);
  }

  /** Sends packets on, which lie in `slab`. Says whether to wait for `drained` before the next ones. */
  send(packets: Uint8Array, slab: Slab): boolean {
    if (this.reader.closed) this.failed = true;
    if (this.failed) return false;
    const { socket } = this.reader;
    slab.retain();
    this.#sentBytes += packets.length;
    this.#sending.push({ slab, end: this.#sentBytes });
    socket.write(packets);
    this.#releaseSent();
    return socket.queuedBytes > queuedBytesMax;
  }

  /** Resolves when the next packets may come. Never rejects: a mirror that takes nothing has failed. */
  async drained(): Promise<void> {
    const { socket } = this.reader;
    try {
      await within(this.#env, this.#writeTimeoutMs, `packets to ${this.address}`, socket.drained());
    } catch (error) {
      this.failed = true;
      this.#env.log('warn', 'mirror takes no packets', { mirror: this.address, error: String(error) });
    }
  }

  close(): void {
    this.failed = true;
    this.reader.destroy();
    for (const { slab } of this.#sending) slab.release();
    this.#sending = [];
  }

  #releaseSent(): void {
    const sentEnd = this.#sentBytes - this.reader.socket.queuedBytes;
    for (let first = this.#sending[0]; first !== undefined && first.end <= sentEnd; first = this.#sending[0]) {
      first.slab.release();
      this.#sending.shift();
    }
  }
}
