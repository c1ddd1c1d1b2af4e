// A call whose answer was lost is repeated to NameNodes that have all started from an image with its effect in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FailoverProxy } from '../rpc/failover-proxy.ts';
import { rpcProxy } from '../rpc/rpc-client.ts';
import { SimCluster, simUser } from '../sim/sim-cluster.ts';
import { World } from '../sim/world.ts';
import { ClientNamenodeProtocol, CreateFlagProto } from '../wire/client-namenode-protocol.ts';

const settleMs = 60_000;

class Bed {
  readonly cluster: SimCluster;
  readonly #world = new World(1);

  constructor(retained: string) {
    this.cluster = new SimCluster(this.#world, {
      size: { namenodes: 2, journalnodes: 3, datanodes: 0 },
      properties: { 'dfs.namenode.checkpoint.txns': '1', 'dfs.namenode.checkpoint.check.period': '1s', 'dfs.namenode.num.extra.edits.retained': retained },
    });
  }

  async up(): Promise<void> {
    await this.cluster.up();
    await this.cluster.until('both NameNodes up', 5000, () => this.cluster.nameNodes().length === 2);
  }

  /**
   * Creates a file whose answer is lost, and waits for an image of it at all NameNodes. They are killed then, `away` happens, and they
   * are started again; what the client's own retry is answered.
   */
  async createsAround(away: () => void): Promise<number | undefined> {
    const { cluster } = this;
    const world = this.#world;
    const { env } = cluster.addHost('client').boot();
    const proxy = new FailoverProxy(env, { addresses: cluster.nameNodeAddresses, user: simUser, failoversMax: Infinity, retriesMax: Infinity, rpcTimeoutMs: 2000 });
    const rpc = rpcProxy(proxy, ClientNamenodeProtocol);
    await world.settle('mkdirs', settleMs, rpc.mkdirs({ src: '/d', masked: { perm: 0o755 }, createParent: true }));

    const names = cluster.names('namenode');
    for (const name of names) cluster.cut(name, 'client');
    const created = rpc.create({
      src: '/d/f', masked: { perm: 0o644 }, clientName: 'DFSClient_1', createFlag: CreateFlagProto.CREATE, createParent: true, replication: 1, blockSize: 1_048_576, cryptoProtocolVersion: [],
    });
    const exists = (): boolean => cluster.nameNodes().every(([, { fsn }]) => fsn.namespace.lookup('/d/f') >= 0);
    await cluster.until('the file in both memories', 5000, exists);
    const txid = cluster.nameNodes()[0]?.[1].fsn.lastAppliedTxid ?? 0;
    // The answer is under way, and lost.
    for (const name of names) cluster.network.reset('client', name);
    const imageOf = (line: string): number => Number(/ image received .*"txid":(\d+)/.exec(line)?.[1] ?? 0);
    await cluster.until('the image on both disks', 30_000, () => world.trace.some((line) => imageOf(line) >= txid));
    for (const name of names) cluster.kill(name);
    away();
    for (const name of names) void cluster.start(name);
    for (const name of names) cluster.heal(name, 'client');
    const { fs } = await world.settle('create', settleMs, created);
    assert.ok(exists());
    proxy.close();
    return fs?.fileId;
  }
}

for (const retained of ['1000', '0']) {
  test(`a create is not done again behind an image and a restart of all NameNodes, with ${retained} extra edits retained`, async () => {
    const bed = new Bed(retained);
    await bed.up();
    assert.equal(await bed.createsAround(() => {}), 16387);
  });
}

test('a create is not done again though the JournalNodes that are up cannot tell at the start that it is durable', async () => {
  const bed = new Bed('1000');
  await bed.up();
  const { cluster } = bed;
  const [jn1 = '', , jn3 = ''] = cluster.names('journalnode');
  cluster.kill(jn3);
  assert.equal(await bed.createsAround(() => {
    // Of a segment that is in progress one has everything, and the other one nothing.
    cluster.kill(jn1);
    void cluster.start(jn3);
  }), 16387);
});
