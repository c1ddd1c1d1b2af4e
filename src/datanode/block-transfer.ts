// Sends a whole replica to other DataNodes: on the NameNode's order (DNA_TRANSFER), or for a client whose pipeline lost
// one (TRANSFER_BLOCK). Answers to DataNode.DataTransfer and transferReplicaForPipelineRecovery.
import { encodeOp } from '../data-transfer/op-codes.ts';
import { EndOfStreamError, SocketReader } from '../data-transfer/socket-reader.ts';
import type { ExtendedBlock } from '../protocol/block.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { DNTransferAckProto, OpWriteBlockProto, OpWriteBlockProto_BlockConstructionStage as Stage, Status } from '../wire/data-transfer.ts';
import type { DatanodeInfoProto, StorageTypeProto } from '../wire/hdfs.ts';
import { blockText } from './block-pool.ts';
import { BlockSender } from './block-sender.ts';
import { forNextTarget, transferAddress } from './mirror.ts';
import { replicaState } from './replica-map.ts';
import { protoOf } from './xceiver-host.ts';
import type { XceiverHost } from './xceiver-host.ts';

export interface TransferOrder {
  /** numBytes: as much as is to be sent. */
  readonly block: ExtendedBlock;
  readonly targets: readonly DatanodeInfoProto[];
  readonly targetStorageTypes: readonly StorageTypeProto[];
  readonly targetStorageIds: readonly string[];
  readonly stage: Stage;
  /** Empty for the NameNode's orders. */
  readonly clientName: string;
}

const emptyToken = { identifier: new Uint8Array(0), password: new Uint8Array(0), kind: '', service: '' };

/** Sends the replica to the first target and through it to the others; rejects with HdfsException, WorldError or EndOfStreamError. */
export async function transferReplica(host: XceiverHost, order: TransferOrder): Promise<void> {
  const { env, settings } = host;
  const target = order.targets[0];
  if (target === undefined) return;
  const pool = await host.pool(order.block.poolId);
  host.transferBegan();
  let sender: BlockSender | undefined;
  let peer: SocketReader | undefined;
  try {
    const socket = await env.net.connect(target.id.ipAddr, target.id.xferPort, settings.socketTimeoutMs);
    peer = new SocketReader(env, socket);
    peer.idleLimitMs = settings.socketTimeoutMs * order.targets.length;
    sender = await BlockSender.open(env, pool, { block: order.block, offset: 0, length: order.block.numBytes, withSums: true });
    await sender.send(peer, encodeOp('WRITE_BLOCK', OpWriteBlockProto, operation(host, order, sender)), settings.writeTimeoutMs);
    if (order.clientName !== '') {
      const ack = await peer.readDelimited(DNTransferAckProto);
      if (ack.status !== Status.SUCCESS) throw new HdfsException('IOException', `Bad connect ack, targets=${transferAddress(target)} status=${ack.status}`);
    } else {
      await closedByPeer(peer);
    }
    if (order.clientName === '') host.metrics.blocksReplicated++;
    env.log('info', 'transmitted block', { block: blockText(order.block), to: transferAddress(target), bytes: order.block.numBytes });
  } finally {
    host.transferEnded();
    await sender?.close();
    peer?.destroy();
  }
}

/** TRANSFER_BLOCK: what of the block a client may see here goes to `targets`. */
export async function transferForRecovery(
  host: XceiverHost, block: ExtendedBlock, order: Pick<TransferOrder, 'targets' | 'targetStorageTypes' | 'targetStorageIds' | 'clientName'>,
): Promise<void> {
  const pool = await host.pool(block.poolId);
  const found = pool.find(block.blockId);
  if (found === undefined) throw new HdfsException('IOException', `${blockText(block)} not found in datanode.`);
  if (found.genstamp < block.genstamp) throw new HdfsException('IOException', `${found.genstamp} = storedGS < b.getGenerationStamp(), b=${blockText(block)}`);
  if (found.state !== replicaState.RBW && found.state !== replicaState.FINALIZED) {
    throw new HdfsException('IOException', `${blockText(block)} is neither a RBW nor a Finalized, r=${found.state}`);
  }
  const stage = found.state === replicaState.RBW ? Stage.TRANSFER_RBW : Stage.TRANSFER_FINALIZED;
  const visible = pool.readable(block).visibleBytes;
  await transferReplica(host, { ...order, stage, block: { ...block, genstamp: found.genstamp, numBytes: visible } });
}

function operation(host: XceiverHost, order: TransferOrder, sender: BlockSender): OpWriteBlockProto {
  return forNextTarget({
    header: { baseHeader: { block: protoOf(order.block), token: emptyToken }, clientName: order.clientName },
    targets: order.targets,
    source: host.self(order.block.poolId),
    stage: order.stage,
    pipelineSize: 0,
    minBytesRcvd: 0,
    maxBytesRcvd: 0,
    latestGenerationStamp: 0,
    requestedChecksum: { type: sender.checksum.typeId, bytesPerChecksum: sender.checksum.bytesPerChecksum },
    cachingStrategy: { dropBehind: true },
    targetStorageTypes: order.targetStorageTypes,
    targetPinnings: [],
    targetStorageIds: order.targetStorageIds,
  });
}

/** The receiver of a copy says nothing; it closes the connection when the copy is in its place. */
async function closedByPeer(peer: SocketReader): Promise<void> {
  peer.socket.end();
  try {
    await peer.wait(1);
  } catch (error) {
    if (!(error instanceof EndOfStreamError)) throw error;
  }
}
