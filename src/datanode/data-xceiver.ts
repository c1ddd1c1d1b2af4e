// One connection to the streaming port: operation after operation until the peer leaves, is silent for too long, or
// does something that ends it. Whatever comes in, the worst is a closed connection.
// Answers to org.apache.hadoop.hdfs.server.datanode.DataXceiver.
import { AssertionFailure } from '../base/assert.ts';
import { dataTransferVersion, opOfCode } from '../data-transfer/op-codes.ts';
import type { OpName } from '../data-transfer/op-codes.ts';
import { EndOfStreamError, SocketReader } from '../data-transfer/socket-reader.ts';
import { WorldError } from '../env/env.ts';
import type { Socket } from '../env/env.ts';
import { isException } from '../protocol/exceptions.ts';
import {
  BlockOpResponseProto, ClientReadStatusProto, OpBlockChecksumProto, OpBlockGroupChecksumProto, OpCopyBlockProto, OpReadBlockProto,
  OpReplaceBlockProto, OpRequestShortCircuitAccessProto, OpTransferBlockProto, OpWriteBlockProto, ReleaseShortCircuitAccessRequestProto,
  ReleaseShortCircuitAccessResponseProto, ShortCircuitShmRequestProto, ShortCircuitShmResponseProto, Status,
} from '../wire/data-transfer.ts';
import { WireError } from '../wire/wire-error.ts';
import { blockChecksum } from './block-checksum.ts';
import { blockText } from './block-pool.ts';
import { BlockSender } from './block-sender.ts';
import { transferForRecovery } from './block-transfer.ts';
import { writeBlock } from './write-block.ts';
import { blockOf, throwableText } from './xceiver-host.ts';
import type { XceiverHost } from './xceiver-host.ts';

/** How long a connection that we have ended may take to be closed by its peer. */
const lingerMs = 2000;

export class DataXceiver {
  readonly #host: XceiverHost;
  readonly #reader: SocketReader;
  #closing = false;
  #writing = false;
  #serving = false;

  constructor(host: XceiverHost, socket: Socket) {
    this.#host = host;
    this.#reader = new SocketReader(host.env, socket);
  }

  /** Whether a replica comes in over it now. */
  get writing(): boolean {
    return this.#writing;
  }

  /** Whether an operation runs on it now; otherwise it only waits for its next one. */
  get serving(): boolean {
    return this.#serving;
  }

  /** Breaks the connection. */
  destroy(): void {
    this.#reader.destroy();
  }

  /** Serves the connection until it is closed. Rejects with AssertionFailure only. */
  async run(): Promise<void> {
    let op: OpName | undefined;
    try {
      for (let served = 0; !this.#closing && !this.#reader.closed; served++) {
        op = await this.#nextOp(served === 0);
        if (op === undefined) break;
        this.#serving = true;
        const startedMs = this.#host.env.monotonicMs();
        const goesOn = await this.#serve(op);
        this.#host.metrics.served(op, this.#host.env.monotonicMs() - startedMs);
        if (!goesOn) break;
        this.#serving = false;
      }
    } catch (error) {
      if (error instanceof AssertionFailure) throw error;
      if (error instanceof WorldError && error.code !== 'io' && error.code !== 'no-space') this.#host.metrics.networkErrors++;
      this.#log(op, error);
    } finally {
      this.#serving = false;
      await this.#close();
    }
  }

  /** The next operation; undefined when the peer left between two, or was silent for longer than the keep-alive. */
  async #nextOp(first: boolean): Promise<OpName | undefined> {
    const { settings } = this.#host;
    if (!first && settings.keepaliveMs <= 0) return undefined;
    this.#reader.idleLimitMs = first ? settings.socketTimeoutMs : settings.keepaliveMs;
    try {
      const head = await this.#reader.read(3);
      this.#reader.idleLimitMs = settings.socketTimeoutMs;
      const version = head.readInt16BE(0);
      if (version !== dataTransferVersion) throw new WireError(`Version Mismatch (Expected: ${dataTransferVersion}, Received: ${version} )`);
      const op = opOfCode(head[2] as number);
      if (op === undefined) throw new WireError(`Unknown op ${head[2]} in data stream`);
      return op;
    } catch (error) {
      if (error instanceof EndOfStreamError && error.between) return undefined;
      if (error instanceof WorldError && (error.code === 'timeout' || error.code === 'reset')) return undefined;
      throw error;
    }
  }

  /** Serves one operation; true when the connection can be used for another one. */
  async #serve(op: OpName): Promise<boolean> {
    const reader = this.#reader;
    switch (op) {
      case 'READ_BLOCK':
        return this.#readBlock(await reader.readDelimited(OpReadBlockProto));
      case 'WRITE_BLOCK':
        this.#writing = true;
        await writeBlock(this.#host, reader, await reader.readDelimited(OpWriteBlockProto));
        return false;
      case 'TRANSFER_BLOCK':
        await this.#transferBlock(await reader.readDelimited(OpTransferBlockProto));
        return false;
      case 'BLOCK_CHECKSUM':
        await this.#blockChecksum(await reader.readDelimited(OpBlockChecksumProto));
        return false;
      case 'COPY_BLOCK':
        await reader.readDelimited(OpCopyBlockProto);
        return this.#refuse(op);
      case 'REPLACE_BLOCK':
        await reader.readDelimited(OpReplaceBlockProto);
        return this.#refuse(op);
      case 'BLOCK_GROUP_CHECKSUM':
        await reader.readDelimited(OpBlockGroupChecksumProto);
        return this.#refuse(op);
      case 'REQUEST_SHORT_CIRCUIT_FDS':
        await reader.readDelimited(OpRequestShortCircuitAccessProto);
        this.#respond({ status: Status.ERROR_UNSUPPORTED, message: 'You cannot pass file descriptors over anything but a UNIX domain socket.' });
        return true;
      case 'RELEASE_SHORT_CIRCUIT_FDS':
        await reader.readDelimited(ReleaseShortCircuitAccessRequestProto);
        reader.socket.write(ReleaseShortCircuitAccessResponseProto.encodeDelimited({ status: Status.ERROR_UNSUPPORTED, error: 'unsupported operation' }));
        return true;
      case 'REQUEST_SHORT_CIRCUIT_SHM':
        await reader.readDelimited(ShortCircuitShmRequestProto);
        reader.socket.write(ShortCircuitShmResponseProto.encodeDelimited({
          status: Status.ERROR_UNSUPPORTED, error: 'This datanode has not been configured to support short-circuit shared memory segments.',
        }));
        return true;
      case 'READ_METADATA':
      case 'CUSTOM':
        throw new WireError(`Unknown op ${op} in data stream`);
    }
  }

  async #readBlock(op: OpReadBlockProto): Promise<boolean> {
    const { env, settings } = this.#host;
    const block = blockOf(op.header.baseHeader.block);
    const range = { block, offset: op.offset, length: op.len, withSums: op.sendChecksums !== false };
    const pool = await this.#host.pool(block.poolId);
    let sender: BlockSender;
    try {
      sender = await BlockSender.open(env, pool, range);
    } catch (error) {
      if (error instanceof AssertionFailure) throw error;
      const message = `opReadBlock ${blockText(block)} received exception ${throwableText(error)}`;
      env.log('info', 'block not sent', { block: blockText(block), to: this.#reader.peer, error: String(error) });
      this.#respond({ status: Status.ERROR, message });
      if (isException(error, 'FileNotFoundException')) this.#host.missing(block);
      return false;
    }
    try {
      const { checksum } = sender;
      const response = BlockOpResponseProto.encodeDelimited({
        status: Status.SUCCESS,
        readOpChecksumInfo: { checksum: { type: checksum.typeId, bytesPerChecksum: checksum.bytesPerChecksum }, chunkOffset: sender.start },
      });
      const startedMs = env.monotonicMs();
      await sender.send(this.#reader, response, settings.writeTimeoutMs);
      this.#host.metrics.read(this.#reader.socket, sender.lengthBytes, env.monotonicMs() - startedMs);
    } finally {
      await sender.close();
    }
    try {
      await this.#reader.readDelimited(ClientReadStatusProto);
      return true;
    } catch (error) {
      if (error instanceof AssertionFailure) throw error;
      // A client that leaves without a word has read what it wanted.
      return false;
    }
  }

  async #transferBlock(op: OpTransferBlockProto): Promise<void> {
    await transferForRecovery(this.#host, blockOf(op.header.baseHeader.block), {
      targets: op.targets, targetStorageTypes: op.targetStorageTypes, targetStorageIds: op.targetStorageIds, clientName: op.header.clientName,
    });
    this.#respond({ status: Status.SUCCESS });
  }

  async #blockChecksum(op: OpBlockChecksumProto): Promise<void> {
    const block = blockOf(op.header.block);
    const pool = await this.#host.pool(block.poolId);
    const checksumResponse = await blockChecksum(this.#host.env, pool, block, op.blockChecksumOptions);
    this.#respond({ status: Status.SUCCESS, checksumResponse });
  }

  #refuse(op: OpName): false {
    this.#respond({ status: Status.ERROR_UNSUPPORTED, message: `${op} is not supported by this DataNode` });
    return false;
  }

  #respond(response: BlockOpResponseProto): void {
    this.#reader.socket.write(BlockOpResponseProto.encodeDelimited(response));
  }

  #log(op: OpName | undefined, error: unknown): void {
    const quiet = error instanceof EndOfStreamError || error instanceof WireError || (error instanceof WorldError && error.code !== 'io' && error.code !== 'no-space');
    this.#host.env.log(quiet ? 'info' : 'warn', 'operation ended with an error', { op: op ?? 'none', from: this.#reader.peer, error: String(error) });
  }

  /** Sends what is queued, then closes; what the peer still sends is dropped. */
  async #close(): Promise<void> {
    this.#closing = true;
    const { socket } = this.#reader;
    if (this.#reader.closed || socket.destroyed) return;
    socket.end();
    this.#reader.idleLimitMs = lingerMs;
    const endMs = this.#host.env.monotonicMs() + lingerMs;
    try {
      while (this.#host.env.monotonicMs() < endMs) {
        await this.#reader.wait(1);
        this.#reader.take(this.#reader.available);
      }
    } catch {
      // Closed, or silent for long enough.
    }
    this.#reader.destroy();
  }
}
