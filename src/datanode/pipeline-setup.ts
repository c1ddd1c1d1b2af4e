// Which replica a WRITE_BLOCK is about, by its stage: a new one, a copy, or one that an earlier pipeline or a closed
// file left here and that is taken up again under a new generation stamp.
// Answers to the constructor of BlockReceiver and to FsDatasetImpl.{recoverRbw, append, recoverAppend, recoverClose}.
import type { DataChecksum } from '../data-transfer/data-checksum.ts';
import type { ExtendedBlock } from '../protocol/block.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { OpWriteBlockProto_BlockConstructionStage as Stage } from '../wire/data-transfer.ts';
import { blockText } from './block-pool.ts';
import type { BlockPool } from './block-pool.ts';
import type { StorageType } from './data-directory.ts';
import type { OpenReplica, ReplicaOwner } from './open-replica.ts';
import { replicaState } from './replica-map.ts';
import type { Replica } from './replica-map.ts';

export interface PipelineSetup {
  readonly stage: Stage;
  /** From another DataNode, without a client. */
  readonly isDatanode: boolean;
  readonly block: ExtendedBlock;
  readonly newGenstamp: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly checksum: DataChecksum;
  readonly type: StorageType;
  readonly expectedBytes: number;
  readonly owner: ReplicaOwner;
}

/** Whether a stage is a copy for a pipeline that lost a DataNode. */
export function isTransferStage(stage: Stage): boolean {
  return stage === Stage.TRANSFER_RBW || stage === Stage.TRANSFER_FINALIZED;
}

/** The replica to write into, with `owner` as its owner. Rejects with HdfsException or WorldError. */
export async function setUpReplica(pool: BlockPool, setup: PipelineSetup): Promise<OpenReplica> {
  if (setup.isDatanode || isTransferStage(setup.stage)) return pool.createTemporary(setup, isTransferStage(setup.stage));
  switch (setup.stage) {
    case Stage.PIPELINE_SETUP_CREATE:
      return pool.createRbw(setup, setup.newGenstamp);
    case Stage.PIPELINE_SETUP_STREAMING_RECOVERY:
      return recoverRbw(pool, setup);
    case Stage.PIPELINE_SETUP_APPEND:
      return append(pool, setup);
    case Stage.PIPELINE_SETUP_APPEND_RECOVERY:
      return recoverAppend(pool, setup);
    default:
      throw new HdfsException('IOException', `Unsupported stage ${stageName(setup.stage)} while receiving block ${blockText(setup.block)}`);
  }
}

/** PIPELINE_CLOSE_RECOVERY: no data follows; the replica is finalized under its new generation stamp. Returns its storage's id. */
export async function recoverClose(pool: BlockPool, setup: PipelineSetup): Promise<string> {
  const found = await checkForRecovery(pool, setup);
  const replica = await reopened(pool, found, setup);
  replica.owner = undefined;
  await pool.finalize(replica, false);
  return replica.slice.storageId;
}

export function stageName(stage: Stage): string {
  return (Object.keys(Stage) as (keyof typeof Stage)[]).find((name) => Stage[name] === stage) ?? String(stage);
}

async function recoverRbw(pool: BlockPool, setup: PipelineSetup): Promise<OpenReplica> {
  const { block, newGenstamp } = setup;
  const found = existing(pool, block);
  const open = pool.findOpen(block.blockId);
  if (found.state !== replicaState.RBW || open === undefined) {
    throw new HdfsException('ReplicaNotFoundException', `Cannot recover a non-RBW replica ${blockText(block)}`);
  }
  await pool.takeOver(open, setup.owner);
  checkGenstamp(open.genstamp, setup);
  if (open.bytesAcked < setup.minBytes || open.bytesReceived > setup.maxBytes) {
    throw new HdfsException('ReplicaNotFoundException', `Unmatched length replica ${blockText(block)}: BytesAcked = ${open.bytesAcked} BytesRcvd = ${open.bytesReceived} are not in the range of [${setup.minBytes}, ${setup.maxBytes}].`);
  }
  if (open.bytesOnDisk < open.bytesAcked) {
    throw new HdfsException('ReplicaNotFoundException', `Found fewer bytesOnDisk than bytesAcked for replica ${blockText(block)}`);
  }
  const replica = await pool.reopen(found, open.bytesAcked, setup.expectedBytes, setup.owner);
  await pool.setGenstamp(replica, newGenstamp);
  return replica;
}

async function append(pool: BlockPool, setup: PipelineSetup): Promise<OpenReplica> {
  const { block, newGenstamp } = setup;
  if (newGenstamp < block.genstamp) {
    throw new HdfsException('IOException', `The new generation stamp ${newGenstamp} should be greater than the replica ${blockText(block)}'s generation stamp`);
  }
  const found = existing(pool, block);
  if (found.genstamp !== block.genstamp) {
    throw new HdfsException('ReplicaNotFoundException', `Cannot append to a replica with unexpected generation stamp ${blockText(block)}`);
  }
  if (found.state !== replicaState.FINALIZED) throw new HdfsException('ReplicaNotFoundException', `Cannot append to an unfinalized replica ${blockText(block)}`);
  checkLength(found.lengthBytes, setup);
  return reopened(pool, found, setup);
}

async function recoverAppend(pool: BlockPool, setup: PipelineSetup): Promise<OpenReplica> {
  return reopened(pool, await checkForRecovery(pool, setup), setup);
}

/** FsDatasetImpl.recoverCheck; stops whoever still writes the replica. */
async function checkForRecovery(pool: BlockPool, setup: PipelineSetup): Promise<Replica> {
  const { block } = setup;
  const before = existing(pool, block);
  if (before.state !== replicaState.FINALIZED && before.state !== replicaState.RBW) {
    throw new HdfsException('ReplicaNotFoundException', `Cannot recover append/close to a replica that's not FINALIZED and not RBW ${blockText(block)}`);
  }
  checkGenstamp(before.genstamp, setup);
  const open = pool.findOpen(block.blockId);
  if (open !== undefined) await pool.takeOver(open, setup.owner);
  const found = existing(pool, block);
  if (open !== undefined && found.state === replicaState.RBW && (open.bytesReceived !== open.bytesOnDisk || open.bytesReceived !== open.bytesAcked)) {
    throw new HdfsException('ReplicaAlreadyExistsException', `RBW replica ${blockText(block)}bytesRcvd(${open.bytesReceived}), bytesOnDisk(${open.bytesOnDisk}), and bytesAcked(${open.bytesAcked}) are not the same.`);
  }
  checkLength(found.lengthBytes, setup);
  return found;
}

async function reopened(pool: BlockPool, found: Replica, setup: PipelineSetup): Promise<OpenReplica> {
  const replica = await pool.reopen(found, found.lengthBytes, setup.expectedBytes, setup.owner);
  await pool.setGenstamp(replica, setup.newGenstamp);
  return replica;
}

function existing(pool: BlockPool, block: ExtendedBlock): Replica {
  const found = pool.find(block.blockId);
  if (found === undefined) throw new HdfsException('ReplicaNotFoundException', `Replica does not exist ${blockText(block)}`);
  return found;
}

function checkGenstamp(genstamp: number, setup: PipelineSetup): void {
  if (genstamp >= setup.block.genstamp && genstamp <= setup.newGenstamp) return;
  throw new HdfsException('ReplicaNotFoundException', `Cannot append to a replica with unexpected generation stamp ${genstamp}. Expected GS range is [${setup.block.genstamp}, ${setup.newGenstamp}].`);
}

function checkLength(lengthBytes: number, setup: PipelineSetup): void {
  if (lengthBytes === setup.minBytes) return;
  throw new HdfsException('IOException', `Corrupted replica ${blockText(setup.block)} with a length of ${lengthBytes} expected length is ${setup.minBytes}`);
}
