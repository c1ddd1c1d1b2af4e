// A call that its client gave up on must not be done behind the client's back, by a NameNode that becomes Active after
// another one has answered it (HA.md 12). Without a call id in the log the retry cache cannot know.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RpcClient, rpcProxy } from '../../rpc/rpc-client.ts';
import type { RpcProxy } from '../../rpc/rpc-client.ts';
import { SimCluster, simUser } from '../../sim/sim-cluster.ts';
import { World } from '../../sim/world.ts';
import { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';

type Client = RpcProxy<typeof ClientNamenodeProtocol>;

class Bed {
  readonly cluster: SimCluster;
  readonly #world: World;

  constructor(seed: number) {
    this.#world = new World(seed);
    this.cluster = new SimCluster(this.#world, { size: { namenodes: 2, journalnodes: 3, datanodes: 0 } });
  }

  /** The two NameNodes: who is Active, and the other one. */
  async up(): Promise<readonly [active: string, standby: string]> {
    await this.cluster.up();
    await this.cluster.until('both NameNodes up', 5000, () => this.cluster.nameNodes().length === 2);
    const active = this.cluster.active() ?? '';
    return [active, this.cluster.names('namenode').find((name) => name !== active) ?? ''];
  }

  /** A client of one NameNode, on a machine of its own. */
  clientOf(nameNode: string, machine: string): Client {
    const { env } = this.cluster.addHost(machine).boot();
    return rpcProxy(new RpcClient(env, { address: this.cluster.nameNodeAddress(nameNode), user: simUser, rpcTimeoutMs: 30_000 }), ClientNamenodeProtocol);
  }

  becomesActive(nameNode: string): Promise<void> {
    return this.cluster.until(`${nameNode} Active`, 15_000, () => this.cluster.nameNode(nameNode)?.haState === 'Active');
  }

  parked(nameNode: string): number {
    return this.cluster.nameNode(nameNode)?.parkedCalls ?? 0;
  }

  settle<T>(what: string, work: Promise<T>): Promise<T> {
    return this.#world.settle(what, 30_000, work);
  }

  async permission(client: Client): Promise<number | undefined> {
    return (await this.settle('getFileInfo', client.getFileInfo({ src: '/d' }))).fs?.permission.perm;
  }
}

test('a call that was parked here before another NameNode reigned is not done', async () => {
  const bed = new Bed(1);
  const { cluster } = bed;
  const [nn1, nn2] = await bed.up();
  await bed.settle('mkdirs', bed.clientOf(nn1, 'first').mkdirs({ src: '/d', masked: { perm: 0o755 }, createParent: true }));
  cluster.kill(nn1);
  const late = bed.clientOf(nn2, 'late').setPermission({ src: '/d', permission: { perm: 0o700 } }).then(() => 'done', (error: unknown) => String(error));
  await cluster.until('the call to be parked', 900, () => bed.parked(nn2) === 1);
  cluster.pause(nn2, { guardian: true });
  // The news that the client has given up does not reach it.
  cluster.cut('late', nn2);
  cluster.cut(nn2, 'late');
  void cluster.start(nn1);
  await bed.becomesActive(nn1);
  await bed.settle('setPermission', bed.clientOf(nn1, 'again').setPermission({ src: '/d', permission: { perm: 0o711 } }));
  cluster.kill(nn1);
  cluster.resume(nn2);
  await bed.becomesActive(nn2);
  await cluster.pass(100);
  assert.equal(await bed.permission(bed.clientOf(nn2, 'reader')), 0o711);
  assert.equal(bed.parked(nn2), 0);
  cluster.heal('late', nn2);
  cluster.heal(nn2, 'late');
  assert.match(await bed.settle('the late call', late), /StandbyException|gone|closed|reset/i);
});

test('a call that lay in the socket of a NameNode that slept while another one reigned is not done', async () => {
  const bed = new Bed(2);
  const { cluster } = bed;
  const [nn1, nn2] = await bed.up();
  const late = bed.clientOf(nn1, 'late');
  await bed.settle('mkdirs', late.mkdirs({ src: '/d', masked: { perm: 0o755 }, createParent: true }));
  cluster.pause(nn1, { guardian: true });
  late.setPermission({ src: '/d', permission: { perm: 0o700 } }).catch(() => {});
  await cluster.pass(100);
  cluster.cut('late', nn1);
  cluster.cut(nn1, 'late');
  await bed.becomesActive(nn2);
  await bed.settle('setPermission', bed.clientOf(nn2, 'again').setPermission({ src: '/d', permission: { perm: 0o711 } }));
  cluster.kill(nn2);
  await cluster.pass(100);
  cluster.resume(nn1);
  await bed.becomesActive(nn1);
  await cluster.pass(100);
  assert.equal(await bed.permission(bed.clientOf(nn1, 'reader')), 0o711);
});

test('a call that lay in the socket of a Standby that slept, and that the Active has answered since, is not done', async () => {
  const bed = new Bed(4);
  const { cluster } = bed;
  const [nn1, nn2] = await bed.up();
  const late = bed.clientOf(nn2, 'late');
  await bed.settle('mkdirs', bed.clientOf(nn1, 'first').mkdirs({ src: '/d', masked: { perm: 0o755 }, createParent: true }));
  // A connection that is there before.
  await assert.rejects(bed.settle('getFileInfo', late.getFileInfo({ src: '/d' })), /StandbyException/);
  cluster.pause(nn2, { guardian: true });
  late.setPermission({ src: '/d', permission: { perm: 0o700 } }).catch(() => {});
  await cluster.pass(100);
  cluster.cut('late', nn2);
  cluster.cut(nn2, 'late');
  await cluster.pass(3000);
  await bed.settle('setPermission', bed.clientOf(nn1, 'again').setPermission({ src: '/d', permission: { perm: 0o711 } }));
  cluster.kill(nn1);
  await cluster.pass(1);
  cluster.resume(nn2);
  await bed.becomesActive(nn2);
  await cluster.pass(100);
  assert.equal(await bed.permission(bed.clientOf(nn2, 'reader')), 0o711);
});

test('a call that comes to the heir of a dead Active is done at once, without a second try', async () => {
  const bed = new Bed(3);
  const { cluster } = bed;
  const [nn1, nn2] = await bed.up();
  await bed.settle('mkdirs', bed.clientOf(nn1, 'first').mkdirs({ src: '/d', masked: { perm: 0o755 }, createParent: true }));
  cluster.kill(nn1, { guardian: false });
  await bed.settle('setPermission', bed.clientOf(nn2, 'client').setPermission({ src: '/d', permission: { perm: 0o700 } }));
  assert.equal(await bed.permission(bed.clientOf(nn2, 'reader')), 0o700);
});
