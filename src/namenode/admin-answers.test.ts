// What administrators are answered: whether an image is worth making, and by whom a log is rolled.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HdfsException } from '../protocol/exceptions.ts';
import { RpcClient, rpcProxy } from '../rpc/rpc-client.ts';
import { SimCluster, simUser } from '../sim/sim-cluster.ts';
import { World } from '../sim/world.ts';
import { ClientNamenodeProtocol } from '../wire/client-namenode-protocol.ts';
import { NamenodeProtocol } from '../wire/namenode-protocol.ts';

const hourMs = 3_600_000;

async function clusterOf(namenodes: number): Promise<{ readonly world: World; readonly cluster: SimCluster }> {
  const world = new World(1);
  const cluster = new SimCluster(world, { size: { namenodes, journalnodes: 3, datanodes: 0 } });
  await cluster.up();
  await cluster.until('all NameNodes', 5000, () => cluster.nameNodes().length === namenodes);
  return { world, cluster };
}

test('an image is as old as its file, which may be older than the process, and nothing new is no reason for another', async () => {
  const { world, cluster } = await clusterOf(1);
  const name = cluster.active() ?? '';
  const [node, process] = [cluster.nameNode(name), cluster.host(name).process];
  assert.ok(node !== undefined && process !== undefined);
  // The clock of its disk.
  process.wallJumpMs = world.nowMs - process.env.wallMs();
  const save = (windowMs: number, txGap: number): Promise<boolean> => world.settle('saveNamespace', 10_000, node.saveNamespace(windowMs, txGap));
  assert.equal(await save(3 * hourMs, 1_000_000), false);
  process.wallJumpMs += 4 * hourMs;
  assert.equal(await save(3 * hourMs, 1_000_000), true);
  process.wallJumpMs -= 4 * hourMs;
  assert.equal(await save(hourMs, 0), false);
  await world.settle('a roll', 5000, node.rollEditLog());
  assert.equal(await save(hourMs, 2), false);
  assert.equal(await save(hourMs, 1), true);
  assert.equal(await save(0, 0), true);
});

test('a Standby rolls no log, in Apache\'s words', async () => {
  const { world, cluster } = await clusterOf(2);
  const standby = cluster.names('namenode').find((name) => name !== cluster.active()) ?? '';
  const { env } = cluster.addHost('admin').boot();
  const client = new RpcClient(env, { address: cluster.nameNodeAddress(standby), user: simUser, rpcTimeoutMs: 30_000 });
  for (const roll of [(): Promise<unknown> => rpcProxy(client, NamenodeProtocol).rollEditLog({}), (): Promise<unknown> => rpcProxy(client, ClientNamenodeProtocol).rollEdits({})]) {
    await assert.rejects(world.settle('the roll', 15_000, roll()), (error) => error instanceof HdfsException && error.name === 'StandbyException'
      && error.message.includes('Operation category JOURNAL is not supported in state standby'));
  }
});
