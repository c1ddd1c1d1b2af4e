// The DataNode towards its NameNodes: registration, reports to all of them, obedience to one.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { MemoryDisk } from '../env/memory-disk.ts';
import { WorldError } from '../env/env.ts';
import type { Env } from '../env/env.ts';
import { nodeEnv } from '../env/node/node-env.ts';
import { until } from '../env/waiting.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { RpcClient, rpcProxy } from '../rpc/rpc-client.ts';
import { ClientDatanodeProtocol } from '../wire/client-datanode-protocol.ts';
import { Status } from '../wire/data-transfer.ts';
import { BlockCommandProto_Action as Action, DatanodeCommandProto_Type as CommandType } from '../wire/datanode-protocol.ts';
import type { DatanodeCommandProto } from '../wire/datanode-protocol.ts';
import { NNHAStatusHeartbeatProto_State as HaState } from '../wire/hdfs-server.ts';
import { DataNode } from './data-node.ts';
import type { DataNodeOptions } from './data-node-options.ts';
import { connectTo, nodeInfo, pattern, readBlockFrom, testBlock, testNamespace, writeBlockTo } from './datanode.testing.ts';
import { FakeNameNode } from './fake-name-node.testing.ts';

const started: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of started.splice(0).reverse()) await one.stop();
});

async function nameNodes(count: number): Promise<FakeNameNode[]> {
  const nodes = Array.from({ length: count }, (_, i) => new FakeNameNode(nodeEnv({ name: `nn${i + 1}` })));
  for (const node of nodes) {
    await node.start();
    started.push(node);
  }
  return nodes;
}

async function dataNode(nodes: readonly FakeNameNode[], change: Partial<DataNodeOptions['actor']> = {}, disk = new MemoryDisk(), paths = ['/data']): Promise<{ node: DataNode; env: Env }> {
  const env: Env = { ...nodeEnv({ name: 'dn' }), disk };
  const any = { host: '127.0.0.1', port: 0 };
  const noWebHdfs = (): Promise<never> => Promise.reject(new Error('not here'));
  const node = new DataNode(env, {
    dataLocations: paths.map((path) => ({ path, type: 'DISK' as const })), address: any, ipcAddress: any, httpAddress: any, hostName: 'localhost',
    nameservices: [{ id: 'ns1', nameNodes: nodes.map(({ port }) => ({ host: '127.0.0.1', port, lifeline: { host: '127.0.0.1', port } })) }],
    actor: {
      user: 'hdfs', heartbeatIntervalMs: 50, lifelineIntervalMs: 60_000, blockReportIntervalMs: 3_600_000, blockReportInitialDelayMs: 0, blockReportSplitThreshold: 1_000_000,
      incrementalIntervalMs: 0, rpcTimeoutMs: 5000, ...change,
    },
    transfer: { socketTimeoutMs: 5000, writeTimeoutMs: 5000, keepaliveMs: 500, connectionsMax: 20, syncOnClose: false, blockSize: 1 << 20, poolReadyTimeoutMs: 3000 },
    reservedBytes: 0, failedVolumesTolerated: 0, balanceBandwidth: 1000, permissionsEnabled: true, superusergroup: 'supergroup', staticGroups: '',
  }, noWebHdfs);
  await node.start();
  started.push(node);
  return { node, env };
}

function eventually(env: Env, what: string, probe: () => boolean, limitMs = 5000): Promise<true> {
  return until(env, what, limitMs, 2, () => (probe() ? true : undefined));
}

function invalidate(...ids: bigint[]): DatanodeCommandProto {
  return {
    cmdType: CommandType.BlockCommand,
    blkCmd: {
      action: Action.INVALIDATE, blockPoolId: testNamespace.blockPoolId, blocks: ids.map((blockId) => ({ blockId, genStamp: 1001, numBytes: 0 })),
      targets: [], targetStorageUuids: [], targetStorageTypes: [],
    },
  };
}

test('every NameNode gets a registration, one full report and all news; a page and /jmx tell about it', async () => {
  const nodes = await nameNodes(2);
  const { node, env } = await dataNode(nodes);
  await eventually(env, 'full reports', () => nodes.every((nn) => nn.fullReports.length === 1));
  assert.equal(node.xceiverCount, 1, 'an idle DataNode has a load: the average that busy ones are compared with is not 0');
  const block = testBlock(1);
  await writeBlockTo(env, [nodeInfo(node.port)], block, pattern(700));
  for (const nn of nodes) {
    assert.equal(nn.registrations, 1);
    const report = nn.fullReports[0];
    assert.deepEqual([report?.context?.leaseId, report?.context?.totalRpcs, report?.reports.length], [77n, 1, 1]);
    await eventually(env, 'news', () => nn.news.includes('RECEIVED 1_1001 700'), 500);
    const heartbeat = nn.heartbeats[0];
    assert.equal(heartbeat?.requestFullBlockReportLease, true);
    assert.equal(heartbeat?.registration.storageInfo.layoutVersion, -57);
    assert.equal(heartbeat?.reports[0]?.storageUuid, report?.reports[0]?.storage.storageUuid);
  }
  const jmx = await (await fetch(`http://127.0.0.1:${node.httpPort}/jmx?qry=Hadoop:service=DataNode,name=DataNodeInfo`)).json() as { beans: { DatanodeUuid: string }[] };
  assert.deepEqual(jmx.beans.map((bean) => bean.DatanodeUuid), [node.datanodeUuid]);
  const page = await fetch(`http://127.0.0.1:${node.httpPort}/`);
  assert.match(page.headers.get('content-security-policy') ?? '', /script-src 'self'/);
  const shown = await (await fetch(`http://127.0.0.1:${node.httpPort}/web/state`)).json() as { uuid: string; nameNodes: { state: string }[] };
  assert.deepEqual([shown.uuid, shown.nameNodes.map(({ state }) => state)], [node.datanodeUuid, ['running', 'running']]);
});

test('only the NameNode with the newest claim is obeyed', async () => {
  const nodes = await nameNodes(2);
  const [first, second] = nodes as [FakeNameNode, FakeNameNode];
  first.state = HaState.ACTIVE;
  first.txid = 100;
  const { node, env } = await dataNode(nodes);
  const service = node.services[0];
  const active = (): number | undefined => service?.active?.address.port;
  await eventually(env, 'the first to be obeyed', () => active() === first.port && first.heartbeats.length > 1);
  for (const id of [1, 2, 3]) await writeBlockTo(env, [nodeInfo(node.port)], testBlock(id), pattern(100));
  const pool = service?.pool;

  second.commands = [invalidate(1n)];
  await eventually(env, 'the command to be taken', () => second.commands.length === 0);
  // A claim that is older than one heard before is not believed.
  second.state = HaState.ACTIVE;
  second.txid = 90;
  const seen = second.heartbeats.length;
  await eventually(env, 'more heartbeats', () => second.heartbeats.length > seen + 2);
  assert.equal(active(), first.port);
  assert.equal(pool?.size, 3);

  second.txid = 101;
  await eventually(env, 'the second to take over', () => active() === second.port);
  // The fenced one claims on, and its orders are void.
  first.commands = [invalidate(2n)];
  second.commands = [invalidate(3n)];
  await eventually(env, 'the deletion', () => pool?.find(3n) === undefined);
  await eventually(env, 'the void command to be taken', () => first.commands.length === 0);
  assert.equal(pool?.size, 2);
  for (const nn of nodes) await eventually(env, 'word of the deletion', () => nn.news.includes('DELETED 3_1001 0'));

  second.state = HaState.STANDBY;
  await eventually(env, 'nobody to be obeyed', () => active() === undefined || active() === first.port);
});

test('files that cannot be deleted neither stop the DataNode nor keep others from being deleted', async () => {
  const nodes = await nameNodes(1);
  const [nameNode] = nodes as [FakeNameNode];
  nameNode.state = HaState.ACTIVE;
  nameNode.txid = 1;
  const disk = new MemoryDisk();
  const { node, env } = await dataNode(nodes, {}, disk);
  for (const id of [1, 2, 3]) await writeBlockTo(env, [nodeInfo(node.port)], testBlock(id), pattern(100));
  const directory = `/data/current/${testNamespace.blockPoolId}/current/finalized/subdir0/subdir0`;
  await disk.remove(`${directory}/blk_1`);
  const remove = disk.remove.bind(disk);
  disk.remove = async (path) => {
    if (/blk_[12]_|blk_2$/.test(path)) throw new WorldError('denied', `read-only file system: ${path}`);
    await remove(path);
  };
  const reader = await connectTo(env, nodeInfo(node.port));
  assert.equal((await readBlockFrom(reader, testBlock(1), 0, 100)).status, Status.ERROR);
  reader.destroy();
  await eventually(env, 'word that the replica is gone', () => nameNode.news.includes('DELETED 1_1001 0'));

  nameNode.commands = [invalidate(2n, 3n)];
  await eventually(env, 'the deletion behind it', () => nameNode.news.includes('DELETED 3_1001 0'));
  assert.ok(!nameNode.news.includes('DELETED 2_1001 0'));
  assert.deepEqual(await disk.list(directory), ['blk_1_1001.meta', 'blk_2', 'blk_2_1001.meta']);
  await writeBlockTo(env, [nodeInfo(node.port)], testBlock(4), pattern(100));
});

test('a copy is made on order; of a replica that is shorter than the NameNode has it word is given instead', async () => {
  const nodes = await nameNodes(1);
  const [nn] = nodes as [FakeNameNode];
  nn.state = HaState.ACTIVE;
  nn.txid = 1;
  const { node, env } = await dataNode(nodes);
  const target = new FakeNameNode(nodeEnv({ name: 'other' }));
  await target.start();
  started.push(target);
  const { node: other } = await dataNode([target]);
  await eventually(env, 'registrations', () => nn.fullReports.length === 1 && target.fullReports.length === 1 && node.services[0]?.active !== undefined);
  for (const id of [1, 2]) await writeBlockTo(env, [nodeInfo(node.port)], testBlock(id), pattern(700));
  nn.commands = [{
    cmdType: CommandType.BlockCommand,
    blkCmd: {
      action: Action.TRANSFER, blockPoolId: testNamespace.blockPoolId,
      blocks: [{ blockId: 1n, genStamp: 1001, numBytes: 700 }, { blockId: 2n, genStamp: 1001, numBytes: 900 }, { blockId: 3n, genStamp: 1001, numBytes: 1 }],
      targets: [1, 2, 3].map(() => ({ datanodes: [nodeInfo(other.port)] })), targetStorageUuids: [], targetStorageTypes: [],
    },
  }];
  await eventually(env, 'the copy', () => target.news.includes('RECEIVED 1_1001 700'));
  await eventually(env, 'the complaints', () => nn.complaints.length === 2);
  assert.deepEqual(nn.complaints, ['bad 2_1001', "error 2 Can't send invalid block BP-1-127.0.0.1-1:blk_3_1001"]);
});

test('a NameNode that restarts is met again within half a second, and gets registration and full report', async () => {
  const [nn] = await nameNodes(1) as [FakeNameNode];
  const { node, env } = await dataNode([nn]);
  await eventually(env, 'the first report', () => nn.fullReports.length === 1);
  await nn.stop();
  await writeBlockTo(env, [nodeInfo(node.port)], testBlock(1), pattern(100));
  await nn.start();
  const backMs = env.monotonicMs();
  await eventually(env, 'the second report', () => nn.fullReports.length === 2);
  assert.ok(env.monotonicMs() - backMs < 1000, `${env.monotonicMs() - backMs} ms`);
  assert.equal(nn.registrations, 2);
  assert.equal(nn.fullReports[1]?.reports[0]?.numberOfBlocks, 1);
});

test('a DataNode that is up before its NameNode meets it when it comes', async () => {
  const [nn] = await nameNodes(1) as [FakeNameNode];
  await nn.stop();
  const { env } = await dataNode([nn]);
  await nn.start();
  await eventually(env, 'the report', () => nn.fullReports.length === 1, 1500);
});

test('news that could not be told are told later, the newest of each block', async () => {
  const [nn] = await nameNodes(1) as [FakeNameNode];
  nn.state = HaState.ACTIVE;
  nn.txid = 1;
  const { node, env } = await dataNode([nn]);
  await eventually(env, 'the first report', () => nn.fullReports.length === 1);
  nn.reportError = new HdfsException('IOException', 'Got incremental block report from unregistered or dead node');
  await writeBlockTo(env, [nodeInfo(node.port)], testBlock(1), pattern(100));
  await eventually(env, 'the news', () => nn.news.includes('RECEIVED 1_1001 100'));
  assert.equal(nn.news.filter((line) => line.startsWith('RECEIVED 1_')).length, 1);
});

test('what a NameNode refuses to hear is not told again, and holds up nothing', async () => {
  const nodes = await nameNodes(1);
  const [nameNode] = nodes as [FakeNameNode];
  const { node, env } = await dataNode(nodes);
  await eventually(env, 'registration', () => nameNode.fullReports.length === 1);
  const service = node.services[0];
  nameNode.complaintError = new HdfsException('StandbyException', 'Operation category WRITE is not supported in state standby');
  for (const id of [1, 2]) service?.reportBad(testBlock(id), nodeInfo(node.port));
  await eventually(env, 'both to be refused', () => nameNode.complaintsRefused === 2, 500);
  nameNode.complaintError = undefined;
  service?.reportBad(testBlock(3), nodeInfo(node.port));
  await eventually(env, 'the one after', () => nameNode.complaints.length > 0, 500);
  assert.deepEqual(nameNode.complaints, ['bad 3_1001']);
  // Without an answer it is told again.
  await nameNode.stop();
  service?.reportBad(testBlock(4), nodeInfo(node.port));
  await nameNode.start();
  await eventually(env, 'what the NameNode missed', () => nameNode.complaints.includes('bad 4_1001'));
});

test('a full report is split by storage above the threshold, and asked for again when it was refused', async () => {
  const disk = new MemoryDisk();
  const [first] = await nameNodes(1) as [FakeNameNode];
  first.lease = 0n;
  const { node, env } = await dataNode([first], { blockReportSplitThreshold: 2 }, disk, ['/a', '/b']);
  await eventually(env, 'registration', () => first.registrations === 1 && first.heartbeats.length > 1);
  for (const id of [1, 2, 3]) await writeBlockTo(env, [nodeInfo(node.port)], testBlock(id), pattern(100));
  assert.equal(first.fullReports.length, 0);
  first.lease = 5n;
  await eventually(env, 'the report', () => first.fullReports.length === 2);
  assert.deepEqual(first.fullReports.map(({ context }) => [context?.totalRpcs, context?.curRpc, context?.leaseId]), [[2, 0, 5n], [2, 1, 5n]]);
  assert.equal(first.fullReports[0]?.context?.id, first.fullReports[1]?.context?.id);
  assert.equal(first.fullReports.reduce((sum, report) => sum + (report.reports[0]?.numberOfBlocks ?? 0), 0), 3);
});

test('a NameNode of another cluster is left alone while the right one is served; with no right one the DataNode ends', async () => {
  const nodes = await nameNodes(2);
  const [right, wrong] = nodes as [FakeNameNode, FakeNameNode];
  const { node, env } = await dataNode([right]);
  await eventually(env, 'the report', () => right.fullReports.length === 1);
  await node.stop();
  const disk = new MemoryDisk();
  const { node: first } = await dataNode([right], {}, disk);
  await eventually(env, 'the report', () => right.fullReports.length === 2);
  await first.stop();
  wrong.clusterId = 'CID-other';
  const { node: second } = await dataNode([right, wrong], {}, disk);
  await eventually(env, 'the report', () => right.fullReports.length === 3);
  assert.equal(wrong.registrations, 0);
  await second.stop();
  const { node: third } = await dataNode([wrong], {}, disk);
  const reason = await third.stopped.promise;
  assert.match(reason?.message ?? '', /no NameNode is left/);
});

test('clients ask over RPC how much of a block they may see, and administrators for reports', async () => {
  const [nn] = await nameNodes(1) as [FakeNameNode];
  const { node, env } = await dataNode([nn]);
  await eventually(env, 'the first report', () => nn.fullReports.length === 1);
  await writeBlockTo(env, [nodeInfo(node.port)], testBlock(1), pattern(300));
  const client = new RpcClient(env, { address: { host: '127.0.0.1', port: node.ipcPort }, user: 'hdfs' });
  const rpc = rpcProxy(client, ClientDatanodeProtocol);
  const at = { poolId: testNamespace.blockPoolId, blockId: 1n, generationStamp: 1001 };
  assert.equal((await rpc.getReplicaVisibleLength({ block: at })).length, 300);
  await assert.rejects(rpc.getReplicaVisibleLength({ block: { ...at, blockId: 2n } }), /Replica does not exist/);
  await assert.rejects(rpc.getReplicaVisibleLength({ block: { ...at, poolId: 'BP-x' } }), /Datanode not registered/);
  assert.equal((await rpc.getDatanodeInfo({})).localInfo.softwareVersion, '3.4.3');
  await rpc.triggerBlockReport({ incremental: false });
  await eventually(env, 'the forced report', () => nn.fullReports.length === 2);
  assert.equal(nn.fullReports[1]?.context?.leaseId, 0n);
  await rpc.shutdownDatanode({ forUpgrade: false });
  assert.equal(await node.stopped.promise, undefined);
  client.close();
});

test('a stopped DataNode leaves its directory to the next one, which has its identity and blocks', async () => {
  const disk = new MemoryDisk();
  const [nn] = await nameNodes(1) as [FakeNameNode];
  const { node, env } = await dataNode([nn], {}, disk);
  await eventually(env, 'the first report', () => nn.fullReports.length === 1);
  const block = testBlock(1);
  await writeBlockTo(env, [nodeInfo(node.port)], block, pattern(5000));
  await node.stop();
  assert.match(Buffer.from(await disk.readFile(`/data/current/${testNamespace.blockPoolId}/current/dfsUsed`)).toString(), /^\d+ \d+$/);
  const { node: next } = await dataNode([nn], {}, disk);
  assert.equal(next.datanodeUuid, node.datanodeUuid);
  await eventually(env, 'the second report', () => nn.fullReports.length === 2);
  const reader = await connectTo(env, nodeInfo(next.port));
  const got = await readBlockFrom(reader, block, 0, 5000);
  assert.ok(got.verified && got.data.equals(pattern(5000)));
  reader.destroy();
});

test('a NameNode that answers no heartbeat hears by lifelines that the DataNode lives', async () => {
  const [nn] = await nameNodes(1);
  assert.ok(nn !== undefined);
  const { env } = await dataNode([nn], { heartbeatIntervalMs: 20, lifelineIntervalMs: 60 });
  await eventually(env, 'a full report', () => nn.fullReports.length === 1);
  nn.mute = true;
  await eventually(env, 'lifelines', () => nn.lifelines.length >= 2);
  const [lifeline] = nn.lifelines;
  assert.deepEqual([lifeline?.registration.datanodeID.hostName, lifeline?.reports.length, lifeline?.requestFullBlockReportLease], ['localhost', 1, false]);
  nn.mute = false;
});

test('a heartbeat without an answer is sent again after ten intervals', async () => {
  const [nn] = await nameNodes(1);
  assert.ok(nn !== undefined);
  const { env } = await dataNode([nn], { heartbeatIntervalMs: 20, rpcTimeoutMs: 60_000 });
  await eventually(env, 'a full report', () => nn.fullReports.length === 1);
  nn.mute = true;
  const seen = nn.heartbeatsAsked;
  await eventually(env, 'more heartbeats', () => nn.heartbeatsAsked >= seen + 3, 3000);
  nn.mute = false;
});

test('only superusers administer it; the Active says what balancing may take; pools in use stay', async () => {
  const [nn] = await nameNodes(1) as [FakeNameNode];
  Object.assign(nn, { state: HaState.ACTIVE, txid: 1 });
  const { node, env } = await dataNode([nn]);
  await eventually(env, 'the registration', () => nn.fullReports.length === 1 && node.services[0]?.active !== undefined);
  const clients = ['hdfs', 'eve'].map((user) => new RpcClient(env, { address: { host: '127.0.0.1', port: node.ipcPort }, user }));
  const [admin, eve] = clients.map((client) => rpcProxy(client, ClientDatanodeProtocol)) as [ReturnType<typeof rpcProxy<typeof ClientDatanodeProtocol>>, ReturnType<typeof rpcProxy<typeof ClientDatanodeProtocol>>];
  try {
    const refused = { name: 'AccessControlException', message: 'Permission denied.' };
    for (const call of [
      () => eve.shutdownDatanode({ forUpgrade: false }), () => eve.evictWriters({}), () => eve.triggerBlockReport({ incremental: false }), () => eve.refreshNamenodes({}),
      () => eve.deleteBlockPool({ blockPool: 'BP-9', force: true }), () => eve.getVolumeReport({}),
    ]) await assert.rejects(call, refused);
    assert.equal((await eve.getDatanodeInfo({})).localInfo.configVersion, 'core-3.0.0,hdfs-1');

    assert.equal((await eve.getBalancerBandwidth({})).bandwidth, 1000);
    nn.commands = [{ cmdType: CommandType.BalancerBandwidthCommand, balancerCmd: { bandwidth: 77 } }];
    await eventually(env, 'the order to be taken', () => nn.commands.length === 0);
    await until(env, 'the new bandwidth', 5000, 2, async () => ((await admin.getBalancerBandwidth({})).bandwidth === 77 ? true : undefined));

    const deletion = (blockPool: string, force: boolean): Promise<unknown> => admin.deleteBlockPool({ blockPool, force });
    await assert.rejects(deletion(testNamespace.blockPoolId, true), /The block pool is still running\. First do a refreshNamenodes/);
    await assert.rejects(deletion('BP-1/../..', true), /is not the id of a block pool/);
    await env.disk.makeDirectory('/data/current/BP-9/current/finalized/subdir0/subdir1');
    await env.disk.makeDirectory('/data/current/BP-8/current/finalized/subdir0/subdir1');
    await (await env.disk.open('/data/current/BP-8/current/finalized/subdir0/subdir1/blk_1', 'create')).close();
    await deletion('BP-9', false);
    await assert.rejects(deletion('BP-8', false), /BP-8 has some block files, cannot delete unless forced/);
    await deletion('BP-8', true);
    assert.deepEqual((await env.disk.list('/data/current')).filter((name) => name.startsWith('BP-')), [testNamespace.blockPoolId]);

    await admin.shutdownDatanode({ forUpgrade: false });
    await assert.rejects(admin.shutdownDatanode({ forUpgrade: false }), /Shutdown already in progress\./);
    assert.equal(await node.stopped.promise, undefined);
  } finally {
    for (const client of clients) client.close();
  }
});
