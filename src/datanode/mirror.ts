// The connection to the next DataNode of a write pipeline: the same operation with one target less, packets down,
// acknowledgements up. Answers to the mirror half of DataXceiver.writeBlock.
import { giveTransferBuffer } from '../data-transfer/chunk-sums.ts';
import { encodeOp } from '../data-transfer/op-codes.ts';
import { SocketReader } from '../data-transfer/socket-reader.ts';
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
  /** Packets that nobody needs any more but, perhaps, the socket. */
  #released: Buffer[] = [];

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

  /** Sends a packet on; resolves when the next one may come. Never rejects: a mirror that takes nothing has failed. */
  async send(packet: Uint8Array): Promise<void> {
    if (this.failed) return;
    const { socket } = this.reader;
    if (this.reader.closed) {
      this.failed = true;
      return;
    }
    socket.write(packet);
    if (socket.queuedBytes <= queuedBytesMax) return;
    try {
      await within(this.#env, this.#writeTimeoutMs, `packets to ${this.address}`, socket.drained());
    } catch (error) {
      this.failed = true;
      this.#env.log('warn', 'mirror takes no packets', { mirror: this.address, error: String(error) });
    }
  }

  /** Frees a packet that was given to `send`, when it has left. */
  release(packet: Buffer): void {
    this.#released.push(packet);
    if (this.reader.closed || this.reader.socket.queuedBytes === 0) this.#free();
  }

  close(): void {
    this.reader.destroy();
    this.#free();
  }

  #free(): void {
    for (const packet of this.#released) giveTransferBuffer(packet);
    this.#released = [];
  }
}
