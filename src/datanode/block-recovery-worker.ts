// DNA_RECOVERBLOCK: a block whose writer is gone gets one length and one generation stamp on all DataNodes that have
// it. Of the best kind of replica there is (finalized before being written before left behind by a restart) all take
// part, cut to the shortest: so what a client was told is flushed, all of them have. The NameNode hears who took
// part, or that the block is nowhere. Answers to BlockRecoveryWorker.RecoveryTaskContiguous.
import { AssertionFailure } from '../base/assert.ts';
import type { Env } from '../env/env.ts';
import type { ExtendedBlock } from '../protocol/block.ts';
import { HdfsException, isException } from '../protocol/exceptions.ts';
import type { CommitBlockSynchronizationRequestProto } from '../wire/datanode-protocol.ts';
import { ReplicaStateProto } from '../wire/hdfs-server.ts';
import type { RecoveringBlockProto } from '../wire/hdfs-server.ts';
import type { DatanodeIDProto } from '../wire/hdfs.ts';
import { blockText } from './block-pool.ts';
import type { RecoveringReplica, RecoveryPeer } from './inter-datanode-protocol.ts';
import { blockOf, inPool, protoOf } from './xceiver-host.ts';

export interface RecoveryHost {
  readonly env: Env;
  /** A DataNode to talk to, this one itself among them. */
  recoveryPeer(id: DatanodeIDProto): RecoveryPeer;
}

/** Tells the Active of the block's pool. */
export type CommitSynchronization = (request: CommitBlockSynchronizationRequestProto) => Promise<unknown>;

interface Candidate {
  readonly id: DatanodeIDProto;
  readonly peer: RecoveryPeer;
  readonly replica: RecoveringReplica;
}

interface Survey {
  readonly candidates: readonly Candidate[];
  readonly failures: number;
  /** Replicas with bytes and a fitting generation stamp, of whatever state. */
  readonly withBytes: number;
}

/** Leads a recovery. Rejects with IOException when the block cannot be recovered now; the NameNode orders it again. */
export async function recoverBlock(host: RecoveryHost, recovering: RecoveringBlockProto, commit: CommitSynchronization): Promise<void> {
  const locations = recovering.block.locs.map(({ id }) => id);
  const peers = locations.map((id) => host.recoveryPeer(id));
  try {
    const block = blockOf(recovering.block.b);
    const survey = await ask(host, recovering, block, locations, peers);
    if (survey === undefined) return;
    if (survey.failures === locations.length) throw new HdfsException('IOException', `All datanodes failed: block=${blockText(block)}, datanodeids=${texts(locations)}`);
    if (survey.withBytes > 0 && survey.candidates.length === 0) {
      throw new HdfsException('IOException', `Found ${survey.withBytes} replica(s) for block ${blockText(block)} but none is in RWR or better state. datanodeids=${texts(locations)}`);
    }
    await synchronize(host, recovering, block, survey.candidates, commit);
  } finally {
    for (const peer of peers) peer.close();
  }
}

/** What the DataNodes have; undefined when a later recovery is under way. */
async function ask(host: RecoveryHost, recovering: RecoveringBlockProto, block: ExtendedBlock, locations: readonly DatanodeIDProto[], peers: readonly RecoveryPeer[]): Promise<Survey | undefined> {
  const candidates: Candidate[] = [];
  let failures = 0;
  let withBytes = 0;
  let isOutdated = false;
  await Promise.all(locations.map(async (id, i) => {
    const peer = peers[i] as RecoveryPeer;
    try {
      const replica = await peer.initReplicaRecovery(recovering);
      if (replica === undefined || replica.block.genstamp < block.genstamp || replica.block.numBytes <= 0) return;
      withBytes++;
      if (replica.originalState <= ReplicaStateProto.RWR) candidates.push({ id, peer, replica });
    } catch (error) {
      if (error instanceof AssertionFailure) throw error;
      failures++;
      if (isException(error, 'RecoveryInProgressException')) isOutdated = true;
      host.env.log('warn', 'replica not put under recovery', { block: blockText(block), datanode: nodeText(id), recoveryId: recovering.newGenStamp, error: String(error) });
    }
  }));
  return isOutdated ? undefined : { candidates, failures, withBytes };
}

async function synchronize(host: RecoveryHost, recovering: RecoveringBlockProto, block: ExtendedBlock, candidates: readonly Candidate[], commit: CommitSynchronization): Promise<void> {
  const { newGenStamp: recoveryId, truncateBlock } = recovering;
  const told = { block: protoOf(block), newGenStamp: recoveryId, closeFile: true };
  if (candidates.length === 0) {
    // Nobody has a byte of it: it can be deleted.
    await commit({ ...told, newLength: 0, deleteBlock: true, newTaragets: [], newTargetStorages: [] });
    return;
  }
  const { participants, lengthBytes } = choose(candidates);
  const newLength = truncateBlock === undefined ? lengthBytes : (truncateBlock.numBytes ?? 0);
  const newBlockId = truncateBlock?.blockId ?? block.blockId;
  const done = await Promise.all(participants.map(async ({ id, peer, replica }) => {
    try {
      return { id, storageId: await peer.updateReplicaUnderRecovery(inPool(block.poolId, replica.block), recoveryId, newBlockId, newLength) };
    } catch (error) {
      if (error instanceof AssertionFailure) throw error;
      host.env.log('warn', 'replica not recovered', { block: blockText(block), datanode: nodeText(id), recoveryId, error: String(error) });
      return undefined;
    }
  }));
  const successes = done.filter((one) => one !== undefined);
  if (successes.length === 0) throw new HdfsException('IOException', `Cannot recover ${blockText(block)}, the following datanodes failed: ${texts(participants.map(({ id }) => id))}`);
  await commit({ ...told, newLength, deleteBlock: false, newTaragets: successes.map(({ id }) => id), newTargetStorages: successes.map(({ storageId }) => storageId) });
  host.env.log('info', 'block recovered', { block: blockText(block), recoveryId, newLength, replicas: successes.length });
}

/** Who takes part, and the length that all of them have. */
export function choose<C extends { readonly replica: RecoveringReplica }>(candidates: readonly C[]): { readonly participants: readonly C[]; readonly lengthBytes: number } {
  const finalized = candidates.filter(({ replica }) => replica.originalState === ReplicaStateProto.FINALIZED);
  const first = finalized[0]?.replica.block;
  if (first !== undefined) {
    const other = finalized.find(({ replica }) => replica.block.numBytes !== first.numBytes)?.replica.block;
    if (other !== undefined) throw new HdfsException('IOException', `Inconsistent size of finalized replicas. Replica blk_${other.blockId}_${other.genstamp} (${other.numBytes} bytes) expected size: ${first.numBytes}`);
    const isWhole = ({ originalState, block }: RecoveringReplica): boolean =>
      originalState === ReplicaStateProto.FINALIZED || (originalState === ReplicaStateProto.RBW && block.numBytes === first.numBytes);
    return { participants: candidates.filter(({ replica }) => isWhole(replica)), lengthBytes: first.numBytes };
  }
  const best = Math.min(...candidates.map(({ replica }) => replica.originalState));
  const participants = candidates.filter(({ replica }) => replica.originalState === best);
  return { participants, lengthBytes: Math.min(...participants.map(({ replica }) => replica.block.numBytes)) };
}

function texts(ids: readonly DatanodeIDProto[]): string {
  return `[${ids.map(nodeText).join(', ')}]`;
}

function nodeText(id: DatanodeIDProto): string {
  return `${id.ipAddr}:${id.xferPort}`;
}
