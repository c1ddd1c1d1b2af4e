// What an Active says of itself while its JournalNodes are slow or lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RpcClient, rpcProxy } from '../../rpc/rpc-client.ts';
import { SimCluster, simUser } from '../../sim/sim-cluster.ts';
import { World } from '../../sim/world.ts';
import { ClientNamenodeProtocol } from '../../wire/client-namenode-protocol.ts';
import { isLeased, unreadyReason } from '../metrics/name-node-figures.ts';
import type { NameNode } from '../name-node.ts';

class Bed {
  readonly world = new World(1);
  readonly cluster = new SimCluster(this.world, { size: { namenodes: 1, journalnodes: 3, datanodes: 0 } });
  #made = 0;

  static async up(): Promise<Bed> {
    const bed = new Bed();
    await bed.cluster.up();
    await bed.cluster.pass(1000);
    return bed;
  }

  get journalNodes(): readonly string[] {
    return this.cluster.names('journalnode');
  }

  get node(): NameNode {
    const [[, node] = []] = this.cluster.nameNodes();
    assert.ok(node !== undefined);
    return node;
  }

  /** Somebody makes a directory; nobody waits for it. */
  write(): void {
    const { env } = this.cluster.addHost(`client${this.#made}`).boot();
    const rpc = rpcProxy(new RpcClient(env, { address: this.cluster.nameNodeAddress(this.cluster.names('namenode')[0] ?? ''), user: simUser, rpcTimeoutMs: 60_000 }), ClientNamenodeProtocol);
    rpc.mkdirs({ src: `/d${this.#made++}`, masked: { perm: 0o755 }, createParent: true }).catch(() => {});
  }

  slow(name: string, syncMs: number): void {
    this.cluster.host(name).syncMs = [syncMs, syncMs];
  }

  /** What it says, which is the same everywhere. */
  said(): string | undefined {
    const reason = this.node.notReadyReason();
    assert.equal(unreadyReason(this.node), reason);
    return reason;
  }

  /** A name that LoggerStatus gives a JournalNode, by its place. */
  named(place: number): string {
    return this.node.journalStatus()[place]?.name ?? '';
  }
}

test('one JournalNode with a slow disk is no reason, two are, and they are named', async () => {
  const bed = await Bed.up();
  const [jn1 = '', jn2 = ''] = bed.journalNodes;
  bed.slow(jn1, 10_000);
  bed.write();
  await bed.cluster.pass(3000);
  assert.equal(bed.said(), undefined);
  bed.slow(jn2, 10_000);
  bed.write();
  await bed.cluster.pass(1500);
  assert.equal(bed.said(), undefined);
  await bed.cluster.pass(1500);
  const said = bed.said() ?? '';
  assert.match(said, /^edits have waited [23]\.\d s for the quorum: /);
  assert.deepEqual([0, 1, 2].map((place) => said.includes(`${bed.named(place)} has not taken edits for`)), [true, true, false], said);
  // Its lease is renewed all the while: it serves reads.
  assert.equal(isLeased(bed.node), true);
  for (const name of [jn1, jn2]) bed.slow(name, 1);
  await bed.cluster.until('all well', 20_000, () => bed.said() === undefined);
});

test('two lost JournalNodes are named, with an edit on its way and without', async () => {
  for (const busy of [true, false]) {
    const bed = await Bed.up();
    const lost = bed.journalNodes.slice(0, 2);
    for (const name of lost) bed.cluster.kill(name);
    if (busy) bed.write();
    await bed.cluster.pass(4000);
    const said = bed.said() ?? '';
    assert.match(said, busy ? /^its log has lost the quorum: / : /^it is Active without a lease: /);
    assert.deepEqual([0, 1, 2].map((place) => said.includes(`${bed.named(place)} `)), [true, true, false], said);
    for (const name of lost) void bed.cluster.start(name);
    await bed.cluster.until('all well', 20_000, () => bed.said() === undefined);
  }
});
