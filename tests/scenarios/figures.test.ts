// What a NameNode tells of itself, over a cluster's life on virtual time: events in the order in which they happened, the
// measured length of failovers, journals as their writer sees them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as events from '../../src/metrics/event-names.ts';
import { nameNodeFigures } from '../../src/namenode/metrics/name-node-figures.ts';
import type { NameNodeFigures } from '../../src/namenode/metrics/name-node-figures.ts';
import type { NameNode } from '../../src/namenode/name-node.ts';
import { FailoverProxy } from '../../src/rpc/failover-proxy.ts';
import { rpcProxy } from '../../src/rpc/rpc-client.ts';
import { SimCluster, simUser } from '../../src/sim/sim-cluster.ts';
import { World } from '../../src/sim/world.ts';
import { ClientNamenodeProtocol } from '../../src/wire/client-namenode-protocol.ts';

class Life {
  readonly world = new World(7);
  readonly cluster = new SimCluster(this.world, {
    size: { namenodes: 2, journalnodes: 3, datanodes: 1 },
    properties: { 'dfs.namenode.stale.datanode.interval': '5000', 'dfs.heartbeat.interval': '1', 'dfs.namenode.heartbeat.recheck-interval': '2000' },
  });
  #paths = 0;

  name(): string {
    const active = this.cluster.active();
    assert.ok(active);
    return active;
  }

  node(name = this.name()): NameNode {
    const node = this.cluster.nameNode(name);
    assert.ok(node);
    return node;
  }

  figures(name = this.name()): NameNodeFigures {
    return nameNodeFigures(this.node(name));
  }

  /** Names of events since the one with `id`, without those that `besides` names. */
  told(name: string, afterId = 0): string[] {
    return this.node(name).metrics.events.list(afterId).map((event) => event.name);
  }

  async write(count: number): Promise<void> {
    const { env } = this.cluster.addHost(`client-${this.#paths}`).boot();
    const proxy = new FailoverProxy(env, { addresses: this.cluster.nameNodeAddresses, user: simUser, failoversMax: 20, sleepBaseMs: 20, sleepMsMax: 200, rpcTimeoutMs: 60_000, connectTimeoutMs: 2000 });
    const rpc = rpcProxy(proxy, ClientNamenodeProtocol);
    for (let i = 0; i < count; i++) {
      const made = rpc.mkdirs({ src: `/d${this.#paths++}`, masked: { perm: 0o755 }, createParent: true });
      await this.world.settle('mkdirs', 20_000, made);
    }
  }

  async active(name: string): Promise<void> {
    await this.cluster.until(`${name} to be Active`, 10_000, () => this.cluster.nameNode(name)?.haState === 'Active');
  }
}

test('edits, calls, journals and the lease in figures', async () => {
  const life = new Life();
  await life.cluster.up();
  await life.cluster.until('a DataNode', 10_000, () => life.node().blocks.registry.liveCount === 1);
  await life.cluster.pass(1500);
  await life.write(20);
  await life.cluster.pass(3000);
  const { metrics } = life.node();
  const figures = life.figures();
  assert.equal(figures.writes, 20);
  assert.ok(figures.editMs.count >= 20 && figures.editMs.p50 > 0 && figures.editMs.p99 < 100, JSON.stringify(figures.editMs));
  assert.ok(figures.editMs.p50 >= figures.quorumMs.p50);
  assert.equal(figures.batchEdits.p50, 1);
  assert.equal(figures.operations.get('org.apache.hadoop.hdfs.protocol.ClientProtocol.mkdirs')?.calls, 20);
  assert.ok(metrics.samples.length >= 3 && metrics.samples.some((sample) => sample.writesPerSecond > 1));
  assert.ok((figures.operationsPerSecond.get('org.apache.hadoop.hdfs.protocol.ClientProtocol.mkdirs') ?? 0) > 0);
  assert.ok(figures.lease !== undefined && figures.lease.ageMs >= 0 && figures.lease.ageMs < 500 && figures.lease.validMs > 0, JSON.stringify(figures.lease));
  assert.equal(figures.journals.length, 3);
  for (const journal of figures.journals) {
    assert.deepEqual(
      { healthy: journal.healthy, lagTxns: journal.lagTxns, lagMs: journal.lagMs, outOfSync: journal.outOfSync, acked: journal.ackedTxid, epoch: journal.promisedEpoch, to: journal.leasedTo },
      { healthy: true, lagTxns: 0, lagMs: 0, outOfSync: false, acked: figures.lastTxid, epoch: figures.epoch, to: [life.name()] },
    );
    assert.ok(journal.writes >= 20 && journal.writeMs.p99 > 0);
  }
  const standby = life.cluster.names('namenode').find((name) => name !== life.name());
  assert.ok(standby);
  const other = life.figures(standby);
  assert.equal(other.standbyLagMs, 0);
  assert.equal(other.lastTxid, figures.lastTxid);
  assert.ok(other.applyMs.count > 0);
  assert.deepEqual(other.journals.map((journal) => [journal.healthy, journal.leasedTo]), Array.from({ length: 3 }, () => [true, [life.name()]]));
});

test('the events of a failover, of a JournalNode and of a DataNode, with measured durations', async () => {
  const life = new Life();
  await life.cluster.up();
  const first = life.name();
  const second = life.cluster.names('namenode').find((name) => name !== first);
  assert.ok(second);
  assert.deepEqual(life.told(first).filter((name) => name !== events.dataNodeRegistered && !name.startsWith('safe mode')), [events.namespaceLoaded, events.nameNodeStarted, events.epochWon, events.becameActive]);
  await life.write(3);

  // Killed with its guardian there: told by its broken sessions, so the length is from that moment on.
  const killedMs = life.world.nowMs;
  life.cluster.kill(first);
  await life.active(second);
  const gapMs = life.world.nowMs - killedMs;
  await life.cluster.pass(10);
  const failover = life.node(second).metrics.events.list().find((event) => event.name === events.failedOver);
  assert.ok(failover);
  assert.ok(Math.abs(Number(failover.fields['ms']) - gapMs) <= 15, `${failover.text} ${gapMs}`);
  assert.match(failover.text, /^Took over \d+ ms after the last Active was gone\.$/);

  // A whole machine silent: gone since its last renewal, which was at most a third of a lease before.
  void life.cluster.start(first);
  await life.cluster.until('a Standby', 20_000, () => life.cluster.nameNode(first)?.haState === 'Standby');
  await life.cluster.pass(2000);
  const cutMs = life.world.nowMs;
  life.cluster.isolate(second, ['jn1', 'jn2', 'jn3', first]);
  await life.active(first);
  const silentMs = life.world.nowMs - cutMs;
  await life.cluster.pass(10);
  const taken = life.node(first).metrics.events.list().find((event) => event.name === events.failedOver);
  assert.ok(taken && Number(taken.fields['ms']) >= silentMs - 20 && Number(taken.fields['ms']) <= silentMs + 400, `${String(taken?.text)} ${silentMs}`);
  life.cluster.repair();
  await life.cluster.until('the fenced one as a Standby', 20_000, () => life.cluster.nameNode(second)?.haState === 'Standby');
  assert.ok(life.told(second).includes(events.fenced));

  // A JournalNode lost, lagging, and back.
  let since = life.node(first).metrics.events.list().at(-1)?.id ?? 0;
  life.cluster.kill('jn3');
  await life.write(3);
  const lost = life.figures(first).journals.filter((journal) => journal.outOfSync);
  assert.equal(lost.length, 1);
  assert.ok(lost[0]?.healthy === false && lost[0].lagTxns >= 3 && lost[0].lagMs > 0, JSON.stringify(lost[0]));
  void life.cluster.start('jn3');
  await life.cluster.until('all JournalNodes in step', 20_000, () => life.figures(first).journals.every((journal) => journal.healthy));
  // It is told when it has taken what it missed.
  await life.cluster.pass(50);
  assert.deepEqual(life.told(first, since).filter((name) => name.startsWith('JournalNode')), [events.journalLost, events.journalBack]);

  // A DataNode silent, dead, and back.
  since = life.node(first).metrics.events.list().at(-1)?.id ?? 0;
  life.cluster.pause('dn1');
  await life.cluster.pass(30_000);
  life.cluster.resume('dn1');
  await life.cluster.pass(5000);
  assert.deepEqual(life.told(first, since).filter((name) => name.startsWith('datanode')), [events.dataNodeSilent, events.dataNodeLost, events.dataNodeRegistered, events.dataNodeBack]);
});
