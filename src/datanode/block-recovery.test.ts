// Block recovery: what the leader makes of what the DataNodes have, and what becomes of replicas, writers included.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { until } from '../env/waiting.ts';
import type { ExtendedBlock } from '../protocol/block.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { OpWriteBlockProto_BlockConstructionStage as Stage, Status } from '../wire/data-transfer.ts';
import type { CommitBlockSynchronizationRequestProto } from '../wire/datanode-protocol.ts';
import { ReplicaStateProto } from '../wire/hdfs-server.ts';
import type { RecoveringBlockProto } from '../wire/hdfs-server.ts';
import { choose, recoverBlock } from './block-recovery-worker.ts';
import { connectTo, pattern, PipelineClient, readBlockFrom, startStreamingNode, testBlock, writeBlockTo } from './datanode.testing.ts';
import type { StreamingNode } from './datanode.testing.ts';
import type { RecoveryPeer } from './inter-datanode-protocol.ts';
import { localPeer } from './inter-datanode-protocol.ts';
import { replicaState } from './replica-map.ts';
import { protoOf } from './xceiver-host.ts';

const nodes = await Promise.all([startStreamingNode(), startStreamingNode(), startStreamingNode()]);
const [a, b, c] = nodes;
const { env } = a;
const infos = nodes.map((node) => node.info);
let nextId = 1;
after(async () => {
  for (const node of nodes) {
    assert.deepEqual(node.bugs, []);
    await node.stop();
  }
});

const peers = new Map<number, RecoveryPeer>(nodes.map((node) => [node.info.id.xferPort, localPeer({ recoveryPool: () => node.pool, received: (block) => node.told.push(`recovered ${block.blockId}_${block.genstamp} ${block.numBytes}`) })]));

function order(block: ExtendedBlock, recoveryId: number, on: readonly StreamingNode[] = nodes, truncateTo?: { readonly blockId: bigint; readonly numBytes: number }): RecoveringBlockProto {
  return {
    newGenStamp: recoveryId,
    block: {
      b: protoOf(block), offset: -1, locs: on.map(({ info }) => info), corrupt: false, isCached: [], storageTypes: [], storageIDs: [], blockTokens: [],
      blockToken: { identifier: new Uint8Array(0), password: new Uint8Array(0), kind: '', service: '' },
    },
    ...(truncateTo === undefined ? {} : { truncateBlock: { blockId: truncateTo.blockId, genStamp: recoveryId, numBytes: truncateTo.numBytes } }),
  };
}

/** Leads a recovery from outside; the NameNode's part is the answer. */
async function recover(recovering: RecoveringBlockProto): Promise<CommitBlockSynchronizationRequestProto | undefined> {
  let told: CommitBlockSynchronizationRequestProto | undefined;
  const recoveryPeer = (id: { readonly xferPort: number }): RecoveryPeer => peers.get(id.xferPort) ?? assert.fail('an unknown DataNode');
  await recoverBlock({ env, recoveryPeer }, recovering, async (request) => {
    told = request;
  });
  return told;
}

/** Sets a pipeline up, writes `data` and waits for its acknowledgements; the pipeline stays open. */
async function writing(block: ExtendedBlock, data: Buffer): Promise<PipelineClient> {
  const client = await PipelineClient.open(env, infos, block);
  assert.equal((await client.setupAnswer()).status, Status.SUCCESS);
  client.send(data);
  assert.deepEqual((await client.ack()).replies, [Status.SUCCESS, Status.SUCCESS, Status.SUCCESS]);
  return client;
}

async function contents(node: StreamingNode, block: ExtendedBlock): Promise<Buffer> {
  const reader = await connectTo(env, node.info);
  const got = await readBlockFrom(reader, block, 0, -1);
  reader.destroy();
  assert.equal(got.status, Status.SUCCESS, got.message);
  assert.ok(got.verified);
  return got.data;
}

test('a writer is stopped, and the block is finalized everywhere at the shortest length', async () => {
  const block = testBlock(nextId++);
  const data = pattern(60_000);
  const client = await writing(block, data.subarray(0, 10_000));
  const told = await recover(order(block, 2000));
  assert.deepEqual([told?.newGenStamp, told?.newLength, told?.closeFile, told?.deleteBlock, told?.newTaragets.length], [2000, 10_000, true, false, 3]);
  for (const node of nodes) {
    const found = node.pool.find(block.blockId);
    assert.deepEqual([found?.state, found?.genstamp, found?.lengthBytes], [replicaState.FINALIZED, 2000, 10_000]);
    assert.ok((await contents(node, { ...block, genstamp: 2000 })).equals(data.subarray(0, 10_000)));
    assert.ok(node.told.includes(`recovered ${block.blockId}_2000 10000`), 'the Standby hears of it, too');
    assert.equal(node.pool.slices[0]?.reservedBytes, 0);
  }
  await assert.rejects(client.ack(), 'the pipeline is broken');
});

test('replicas of different lengths are cut to the shortest, inside a chunk', async () => {
  const block = testBlock(nextId++);
  const data = pattern(5000);
  for (const [node, length] of [[a, 5000], [b, 3333], [c, 4096]] as const) {
    const client = await PipelineClient.open(env, [node.info], block);
    await client.setupAnswer();
    client.send(data.subarray(0, length));
    await client.ack();
    client.reader.destroy();
  }
  const told = await recover(order(block, 2000));
  assert.equal(told?.newLength, 3333);
  for (const node of nodes) assert.ok((await contents(node, { ...block, genstamp: 2000 })).equals(data.subarray(0, 3333)));
});

test('a finalized replica decides the length; unfinished ones of another length stay out', async () => {
  const block = testBlock(nextId++);
  const data = pattern(4000);
  await writeBlockTo(env, [a.info], block, data);
  for (const [node, length] of [[b, 4000], [c, 100]] as const) {
    const client = await PipelineClient.open(env, [node.info], block);
    await client.setupAnswer();
    client.send(data.subarray(0, length));
    await client.ack();
  }
  const told = await recover(order(block, 2000));
  assert.equal(told?.newLength, 4000);
  assert.deepEqual(told?.newTaragets.map(({ xferPort }) => xferPort).sort(), [a.info.id.xferPort, b.info.id.xferPort].sort());
  assert.equal(c.pool.find(block.blockId)?.state, replicaState.RUR);
});

test('a truncation cuts finalized replicas in their place, or copies them as another block', async () => {
  const block = testBlock(nextId++);
  const data = pattern(9000);
  await writeBlockTo(env, infos, block, data);
  const told = await recover(order({ ...block, numBytes: 9000 }, 2000, nodes, { blockId: block.blockId, numBytes: 1234 }));
  assert.deepEqual([told?.newLength, told?.newTaragets.length], [1234, 3]);
  for (const node of nodes) assert.ok((await contents(node, { ...block, genstamp: 2000 })).equals(data.subarray(0, 1234)));
  const copy = testBlock(nextId++, 3000);
  await recover(order({ ...block, genstamp: 2000, numBytes: 1234 }, 3000, nodes, { blockId: copy.blockId, numBytes: 1000 }));
  for (const node of nodes) {
    assert.ok((await contents(node, copy)).equals(data.subarray(0, 1000)));
    assert.equal(node.pool.find(copy.blockId)?.state, replicaState.FINALIZED);
  }
});

test('a block of which nobody has a byte can be deleted; one that nobody answers for cannot', async () => {
  const block = testBlock(nextId++);
  const client = await PipelineClient.open(env, [a.info], block);
  await client.setupAnswer();
  const told = await recover(order(block, 2000));
  assert.deepEqual([told?.deleteBlock, told?.closeFile, told?.newTaragets], [true, true, []]);
  client.reader.destroy();
  const silent: RecoveryPeer = { initReplicaRecovery: () => Promise.reject(new HdfsException('IOException', 'gone')), updateReplicaUnderRecovery: () => Promise.reject(new Error()), close: () => {} };
  await assert.rejects(recoverBlock({ env, recoveryPeer: () => silent }, order(block, 2001), async () => assert.fail('nothing to tell')), /All datanodes failed/);
});

test('the higher recovery wins, whichever comes first', async () => {
  const block = testBlock(nextId++);
  const client = await writing(block, pattern(700));
  client.reader.destroy();
  const [self] = [peers.get(a.info.id.xferPort) ?? assert.fail()];
  assert.deepEqual(await self.initReplicaRecovery(order(block, 2005)), { block: { blockId: block.blockId, genstamp: 1001, numBytes: 700 }, originalState: ReplicaStateProto.RBW });
  await assert.rejects(self.initReplicaRecovery(order(block, 2005)), { name: 'RecoveryInProgressException' });
  assert.equal(await recover(order(block, 2004)), undefined, 'an older one gives up without a word');
  const told = await recover(order(block, 2006));
  assert.equal(told?.newGenStamp, 2006);
  await assert.rejects(self.updateReplicaUnderRecovery({ ...block, numBytes: 700 }, 2005, block.blockId, 700), /replica\.getState\(\) != RUR/);
  await assert.rejects(self.initReplicaRecovery(order({ ...block, genstamp: 2007 }, 2008)), /replica\.getGenerationStamp\(\) < block\.getGenerationStamp\(\)/);
  await assert.rejects(self.initReplicaRecovery(order(block, 2006)), /THIS IS NOT SUPPOSED TO HAPPEN: replica\.getGenerationStamp\(\) >= recoveryId = 2006/);
});

test('no writer comes back to a replica that is under recovery', async () => {
  const block = testBlock(nextId++);
  const client = await writing(block, pattern(700));
  client.reader.destroy();
  await (peers.get(a.info.id.xferPort) ?? assert.fail()).initReplicaRecovery(order(block, 2000));
  for (const stage of [Stage.PIPELINE_SETUP_STREAMING_RECOVERY, Stage.PIPELINE_SETUP_APPEND, Stage.PIPELINE_SETUP_APPEND_RECOVERY, Stage.PIPELINE_CLOSE_RECOVERY, Stage.PIPELINE_SETUP_CREATE]) {
    const other = await PipelineClient.open(env, [a.info], { ...block, numBytes: 700 }, { stage, newGenstamp: 1500, minBytes: 700, maxBytes: 700 });
    await assert.rejects(other.setupAnswer());
    other.reader.destroy();
  }
  assert.deepEqual([a.pool.find(block.blockId)?.state, a.pool.find(block.blockId)?.genstamp], [replicaState.RUR, 1001]);
  const told = await recover(order(block, 2001));
  assert.deepEqual([told?.newLength, told?.newTaragets.length], [700, 3]);
});

test('a writer that could not set its pipeline up does not hold up the next one', async () => {
  const block = testBlock(nextId++);
  const client = await writing(block, pattern(700));
  client.reader.destroy();
  const setUp = async (minBytes: number, newGenstamp: number): Promise<PipelineClient> =>
    PipelineClient.open(env, [a.info], block, { stage: Stage.PIPELINE_SETUP_STREAMING_RECOVERY, newGenstamp, minBytes, maxBytes: 10_000 });
  const refused = await setUp(5000, 1500);
  await assert.rejects(refused.setupAnswer());
  const taken = await setUp(700, 1501);
  assert.equal((await taken.setupAnswer()).status, Status.SUCCESS);
  taken.reader.destroy();
  await until(env, 'the replica to be left', 3000, 5, () => (a.pool.findOpen(block.blockId)?.owner === undefined ? true : undefined));
});

test('who takes part: the best kind of replica, cut to its shortest', () => {
  const replica = (originalState: ReplicaStateProto, numBytes: number) => ({ replica: { block: { blockId: 1n, genstamp: 1, numBytes }, originalState } });
  const { FINALIZED, RBW, RWR } = ReplicaStateProto;
  const length = (...of: ReturnType<typeof replica>[]): string => {
    const { participants, lengthBytes } = choose(of);
    return `${participants.length} of ${lengthBytes}`;
  };
  assert.equal(length(replica(RBW, 10), replica(RBW, 8), replica(RWR, 5)), '2 of 8');
  assert.equal(length(replica(RWR, 10), replica(RWR, 5)), '2 of 5');
  assert.equal(length(replica(FINALIZED, 10), replica(RBW, 10), replica(RBW, 12), replica(RWR, 10)), '2 of 10');
  assert.throws(() => length(replica(FINALIZED, 10), replica(FINALIZED, 11)), /Inconsistent size of finalized replicas/);
});
