import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HdfsException } from '../protocol/exceptions.ts';
import type { Call } from '../rpc/service.ts';
import { DatanodeProtocol } from '../wire/datanode-protocol.ts';
import { FakeDatanode, Rig, isRegister, orderedDeletions, poolId } from './blocks/blocks.testing.ts';
import { encodeReplicas } from './blocks/replica-list.ts';
import { compareVersions, datanodeLifelineProtocol, datanodeProtocol } from './datanode-protocol.ts';
import type { DatanodeProtocolHost, HaClaim } from './datanode-protocol.ts';

type Methods = typeof DatanodeProtocol.methods;
type Name = keyof Methods;
type Request<M extends Name> = Parameters<Methods[M]['request']['encode']>[0];
type Response<M extends Name> = Parameters<Methods[M]['response']['encode']>[0];

/** The protocol as a DataNode meets it: every message goes through its codec. */
class Wire {
  readonly rig = new Rig();
  readonly a = new FakeDatanode(this.rig, 1);
  claim: HaClaim = { state: 'active', txid: 17 };
  mayOrder = true;
  turns = 0;
  readonly #service;

  constructor() {
    const { rig } = this;
    rig.blocks.loaded(0, rig.nowMs);
    rig.blocks.becomeActive(rig.nowMs);
    const host: DatanodeProtocolHost = {
      upgradeFinalized: true,
      blocks: rig.blocks,
      namespaceInfo: { layoutVersion: -67, namespaceId: 1, clusterId: 'c', cTime: 1, blockPoolId: poolId },
      haClaim: () => this.claim,
      mayOrder: () => this.mayOrder,
      checkWrite: () => {
        if (this.claim.state === 'standby') throw new HdfsException('StandbyException', 'Operation category WRITE is not supported in state standby');
      },
      commitBlockSynchronization: async () => {},
      datanodeVersionMin: '2.1.0-beta',
    };
    const env = { monotonicMs: () => rig.nowMs, wallMs: () => rig.nowMs, log: () => {}, turn: async () => { this.turns++; } };
    this.#service = datanodeProtocol(env, host);
    assert.equal(datanodeLifelineProtocol(env, host).descriptor.protocol, 'org.apache.hadoop.hdfs.server.protocol.DatanodeLifelineProtocol');
  }

  async call<M extends Name>(name: M, request: Request<M>): Promise<Response<M>> {
    const method = DatanodeProtocol.methods[name];
    const handler = this.#service.handlers[name];
    assert.ok(handler);
    const encode = method.request.encode as (message: unknown) => Uint8Array;
    const received = method.request.decode(encode(request));
    const answer = await (handler as (request: unknown, call: Pick<Call, 'remoteAddress'>) => unknown)(received, { remoteAddress: this.a.id.ipAddr });
    const encodeAnswer = method.response.encode as (message: unknown) => Uint8Array;
    return method.response.decode(encodeAnswer(answer));
  }

  heartbeat(): Promise<Response<'sendHeartbeat'>> {
    return this.call('sendHeartbeat', {
      registration: this.a.registration,
      reports: [{ storageUuid: 'DS-1', storage: { storageUuid: 'DS-1', storageType: 1 }, capacity: 1000, remaining: 900, dfsUsed: 1, blockPoolUsed: 1 }],
      slowPeers: [], slowDisks: [],
    });
  }
}

test('the handshake of a DataNode, from versions to the first report', async () => {
  const wire = new Wire();
  const { info } = await wire.call('versionRequest', {});
  assert.deepEqual([info.blockPoolID, info.storageInfo.layoutVersion | 0, info.storageInfo.clusterID, info.capabilities, info.state], [poolId, -67, 'c', 1, 0]);
  assert.ok(isRegister((await wire.heartbeat()).cmds));
  const { registration } = await wire.call('registerDatanode', { registration: { ...wire.a.registration, datanodeID: { ...wire.a.id, ipAddr: '0.0.0.0' } } });
  assert.equal(registration.datanodeID.ipAddr, '10.0.0.1');
  assert.equal(registration.keys.isBlockTokenEnabled, false);
  const reply = await wire.heartbeat();
  assert.deepEqual(reply.cmds, []);
  assert.deepEqual(reply.haStatus, { state: 0, txid: 17 });
  assert.notEqual(reply.fullBlockReportLeaseId, 0n);
  const replicas = Array.from({ length: 25_000 }, (_, i) => ({ blockId: BigInt(i), numBytes: 1, genstamp: 900, state: 0 as const }));
  const { count, bytes } = encodeReplicas(replicas);
  const answer = await wire.call('blockReport', {
    registration: wire.a.registration, blockPoolId: poolId,
    reports: [{ storage: { storageUuid: 'DS-1' }, blocks: [], numberOfBlocks: count, blocksBuffers: [bytes.subarray(0, 7), bytes.subarray(7)] }],
    context: { totalRpcs: 1, curRpc: 0, id: 5n, leaseId: reply.fullBlockReportLeaseId },
  });
  assert.equal(answer.cmd?.finalizeCmd?.blockPoolId, poolId);
  assert.ok(wire.turns >= 3, 'a long report lets others in between');
  assert.equal(orderedDeletions((await wire.heartbeat()).cmds).length, 1000);
});

test('a report under a lease that is not valid is refused', async () => {
  const wire = new Wire();
  await wire.call('registerDatanode', { registration: wire.a.registration });
  await assert.rejects(wire.call('blockReport', { registration: wire.a.registration, blockPoolId: poolId, reports: [], context: { totalRpcs: 1, curRpc: 0, id: 255n, leaseId: -2n } }),
    (error) => error instanceof HdfsException && error.name === 'InvalidBlockReportLeaseException' && error.message === 'Block report 0xff was rejected as lease 0xfffffffffffffffe is invalid');
});

test('a Standby, and an Active without its lease, claim and order nothing', async () => {
  const wire = new Wire();
  await wire.call('registerDatanode', { registration: wire.a.registration });
  await wire.heartbeat();
  const row = wire.rig.write([wire.a], 10, 1);
  wire.rig.remove(row);
  wire.claim = { state: 'standby', txid: 18 };
  const reply = await wire.heartbeat();
  assert.deepEqual(reply.haStatus, { state: 1, txid: 18 });
  assert.deepEqual(reply.cmds, []);
  await assert.rejects(wire.call('reportBadBlocks', { blocks: [] }), (error) => error instanceof HdfsException && error.name === 'StandbyException');
  wire.claim = { state: 'active', txid: 19 };
  wire.mayOrder = false;
  assert.deepEqual((await wire.heartbeat()).cmds, []);
  wire.mayOrder = true;
  assert.equal(orderedDeletions((await wire.heartbeat()).cmds).length, 1);
});

test('a DataNode of another namespace or a version too old is sent away', async () => {
  const wire = new Wire();
  const { registration } = wire.a;
  const foreign = { ...registration, storageInfo: { ...registration.storageInfo, clusterID: 'other' } };
  await assert.rejects(wire.call('registerDatanode', { registration: foreign }), (error) => error instanceof HdfsException && error.name === 'UnregisteredNodeException'
    && error.message === 'Unregistered server: DatanodeRegistration(10.0.0.1:9866, datanodeUuid=uuid-1, infoPort=9864, infoSecurePort=0, ipcPort=9867, storageInfo=lv=-57;cid=other;nsid=1;c=1)');
  await assert.rejects(wire.call('registerDatanode', { registration: { ...registration, softwareVersion: '2.0.6' } }), (error) => error instanceof HdfsException && error.name === 'IncorrectVersionException');
});

test('an incremental report of a stranger is dropped, a fatal error ends a node', async () => {
  const wire = new Wire();
  const received = { storageUuid: 'DS-1', blocks: [{ block: { blockId: 1n, genStamp: 1 }, status: 2 as const }] };
  assert.deepEqual(await wire.call('blockReceivedAndDeleted', { registration: wire.a.registration, blockPoolId: poolId, blocks: [received] }), {});
  await wire.call('registerDatanode', { registration: wire.a.registration });
  await wire.call('errorReport', { registartion: wire.a.registration, errorCode: 1, msg: 'a disk' });
  assert.equal(wire.rig.blocks.registry.liveCount, 1);
  await wire.call('errorReport', { registartion: wire.a.registration, errorCode: 3, msg: 'all disks' });
  assert.equal(wire.rig.blocks.registry.liveCount, 0);
  assert.ok(isRegister((await wire.heartbeat()).cmds));
});

test('versions compare as Hadoop compares them', () => {
  assert.ok(compareVersions('3.4.3', '2.1.0-beta') > 0);
  assert.ok(compareVersions('2.1.0-alpha', '2.1.0-beta') < 0);
  assert.ok(compareVersions('2.1.0', '2.1.0-beta') > 0);
  assert.ok(compareVersions('3.10.0', '3.9.1') > 0);
  assert.equal(compareVersions('3.4', '3.4.0'), 0);
});
