// WRITE_BLOCK: a replica comes in, from a client through a pipeline or from another DataNode as a copy.
// Answers to DataXceiver.writeBlock.
import { DataChecksum, InvalidChecksumError } from '../data-transfer/data-checksum.ts';
import { chunkLengthMax } from '../data-transfer/packet.ts';
import type { SocketReader } from '../data-transfer/socket-reader.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { BlockOpResponseProto, OpWriteBlockProto_BlockConstructionStage as Stage, Status } from '../wire/data-transfer.ts';
import type { OpWriteBlockProto } from '../wire/data-transfer.ts';
import { StorageTypeProto } from '../wire/hdfs.ts';
import { blockText } from './block-pool.ts';
import type { BlockPool } from './block-pool.ts';
import { BlockReceiver } from './block-receiver.ts';
import { storageTypes } from './data-directory.ts';
import type { StorageType } from './data-directory.ts';
import { Mirror, transferAddress } from './mirror.ts';
import type { OpenReplica } from './open-replica.ts';
import { isTransferStage, recoverClose, setUpReplica, stageName } from './pipeline-setup.ts';
import type { PipelineSetup } from './pipeline-setup.ts';
import { blockOf } from './xceiver-host.ts';
import type { XceiverHost } from './xceiver-host.ts';

/** Runs the operation; resolves when it is done and the connection can be closed, rejects when it broke. */
export async function writeBlock(host: XceiverHost, upstream: SocketReader, op: OpWriteBlockProto): Promise<void> {
  const block = blockOf(op.header.baseHeader.block);
  const pool = await host.pool(block.poolId);
  const isDatanode = op.header.clientName === '';
  const isTransfer = isTransferStage(op.stage);
  if (isTransfer && op.targets.length > 0) throw new HdfsException('IOException', `${stageName(op.stage)} does not support multiple targets`);
  const checksum = DataChecksum.of(op.requestedChecksum.type, op.requestedChecksum.bytesPerChecksum);
  // It could never be read again, but for its beginning.
  if (checksum.bytesPerChecksum > chunkLengthMax) throw new InvalidChecksumError(`Invalid bytesPerChecksum ${checksum.bytesPerChecksum}: no packet carries more than ${chunkLengthMax}`);
  const receiver = new BlockReceiver({ host, pool, upstream, checksum, source: isDatanode ? op.source : undefined });
  const setup: PipelineSetup = {
    stage: op.stage, isDatanode, newGenstamp: op.latestGenerationStamp, minBytes: op.minBytesRcvd, maxBytes: op.maxBytesRcvd,
    checksum, type: typeOf(op.storageType), expectedBytes: block.numBytes > 0 ? block.numBytes : host.settings.blockSize, owner: receiver,
    block: !isDatanode && op.stage === Stage.PIPELINE_SETUP_CREATE && op.latestGenerationStamp !== 0 ? { ...block, genstamp: op.latestGenerationStamp } : block,
  };
  if (!isDatanode && op.stage === Stage.PIPELINE_CLOSE_RECOVERY) {
    try {
      await closeRecovered(host, pool, upstream, op, setup);
    } finally {
      receiver.release(pool.findOpen(block.blockId));
    }
    return;
  }
  let replica: OpenReplica;
  try {
    replica = await setUpReplica(pool, setup);
  } catch (error) {
    // It may have become the owner before it found that it could not go on: the next one must not wait for it.
    receiver.release(pool.findOpen(block.blockId));
    throw error;
  }
  host.env.log('debug', 'receiving block', { block: blockText(block), from: upstream.peer, stage: stageName(op.stage) });
  let mirror: Mirror | undefined;
  const startedMs = host.env.monotonicMs();
  try {
    if (!isDatanode && !isTransfer && op.stage !== Stage.PIPELINE_SETUP_STREAMING_RECOVERY) {
      host.receiving({ ...block, genstamp: replica.genstamp, numBytes: replica.bytesOnDisk }, replica.slice.storageId);
    }
    const opening = openMirror(host, upstream, op);
    try {
      mirror = await Promise.race([opening, receiver.stopping]);
    } catch (error) {
      opening.then((late) => late?.close(), () => {});
      throw error;
    }
    if (isDatanode || isTransfer) await receiveCopy(host, pool, upstream, receiver, replica, mirror, op);
    else await receiver.receivePipeline(replica, mirror, () => host.received(finalBlock(pool, replica), replica.slice.storageId));
    host.metrics.wrote(upstream.socket, !isDatanode, replica.bytesOnDisk, host.env.monotonicMs() - startedMs);
  } finally {
    mirror?.close();
    if (!replica.closed) await replica.close().catch(() => {});
    receiver.release(replica);
  }
}

/** Connects the next DataNode, if there is one, and passes its word on to the client. */
async function openMirror(host: XceiverHost, upstream: SocketReader, op: OpWriteBlockProto): Promise<Mirror | undefined> {
  const isClient = op.header.clientName !== '';
  const answers = isClient && !isTransferStage(op.stage);
  const target = op.targets[0];
  if (target === undefined) {
    if (answers) respond(upstream, Status.SUCCESS, '');
    return undefined;
  }
  let mirror: Mirror | undefined;
  try {
    mirror = await Mirror.open(host.env, host.settings, op, target);
    if (!isClient) return mirror;
    const ack = await mirror.connectAck();
    respond(upstream, ack.status, ack.firstBadLink ?? '');
    return mirror;
  } catch (error) {
    mirror?.close();
    const address = transferAddress(target);
    host.env.log('warn', 'no connection to the mirror', { mirror: address, block: String(op.header.baseHeader.block.blockId), error: String(error) });
    if (!isClient) return undefined;
    respond(upstream, Status.ERROR, address);
    throw error;
  }
}

/** A copy is dropped when it does not complete, and finalized or opened for a pipeline when it does. */
async function receiveCopy(
  host: XceiverHost, pool: BlockPool, upstream: SocketReader, receiver: BlockReceiver, replica: OpenReplica, mirror: Mirror | undefined, op: OpWriteBlockProto,
): Promise<void> {
  try {
    await receiver.receiveCopy(replica, mirror);
    if (op.stage === Stage.TRANSFER_RBW) await pool.convertTemporaryToRbw(replica, replica.bytesReceived);
    else await pool.finalize(replica, receiver.durable);
  } catch (error) {
    await pool.abandonTemporary(replica);
    throw error;
  }
  if (isTransferStage(op.stage)) respond(upstream, Status.SUCCESS, undefined);
  else host.received(finalBlock(pool, replica), replica.slice.storageId);
}

async function closeRecovered(host: XceiverHost, pool: BlockPool, upstream: SocketReader, op: OpWriteBlockProto, setup: PipelineSetup): Promise<void> {
  const storageId = await recoverClose(pool, setup);
  const mirror = await openMirror(host, upstream, op);
  mirror?.close();
  host.received({ ...setup.block, genstamp: setup.newGenstamp, numBytes: setup.minBytes }, storageId);
}

function finalBlock(pool: BlockPool, replica: OpenReplica): { poolId: string; blockId: bigint; genstamp: number; numBytes: number } {
  return { poolId: pool.poolId, blockId: replica.blockId, genstamp: replica.genstamp, numBytes: replica.bytesOnDisk };
}

function respond(upstream: SocketReader, status: Status, firstBadLink: string | undefined): void {
  upstream.socket.write(BlockOpResponseProto.encodeDelimited({ status, ...(firstBadLink === undefined ? {} : { firstBadLink }) }));
}

/** The storage type of a StorageTypeProto; DISK where it is none that a data directory can have. */
export function typeOf(type: StorageTypeProto | undefined): StorageType {
  return storageTypes.find((name) => StorageTypeProto[name] === type) ?? 'DISK';
}
