import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryDisk } from '../../env/memory-disk.ts';
import { readLeases } from '../../failover/lease-quorum.ts';
import { RpcClient, rpcProxy } from '../../rpc/rpc-client.ts';
import { RpcServer } from '../../rpc/rpc-server.ts';
import { QuorateLeaseProtocol } from '../../wire/quorate-lease.ts';
import { LeaseClient } from './lease-client.ts';
import { JournalSet } from '../testing/journal-set.ts';
import type { JournalHost, TestNameNode } from '../testing/journal-set.ts';

async function up(seed: number): Promise<JournalSet> {
  const set = new JournalSet(seed);
  await set.up();
  // The lease that formatting never took leaves nothing to wait for.
  return set;
}

function active(set: JournalSet, name: string, ttlMs?: number): TestNameNode {
  const nameNode = set.nameNode(name, { leased: true, ...(ttlMs === undefined ? {} : { ttlMs }) });
  nameNode.leases?.start();
  return nameNode;
}

function valid(nameNode: TestNameNode): boolean {
  return nameNode.journal.lease().validAt(nameNode.env.monotonicMs());
}

test('whoever wins an epoch holds a lease, and keeps it by renewing', async () => {
  const set = await up(1);
  const nn1 = active(set, 'nn1');
  await nn1.becomeActive();
  assert.equal(nn1.journal.lease().epoch, 1);
  assert.equal(valid(nn1), true);
  await set.pass(5000);
  assert.equal(valid(nn1), true);
});

test('a new epoch waits until the old reader\'s lease is over by its own clock', async () => {
  const set = await up(2);
  const nn1 = active(set, 'nn1');
  await nn1.becomeActive();
  await set.pass(1000);
  set.network.cut('nn1', 'jn1');
  set.network.cut('nn1', 'jn2');
  set.network.cut('nn1', 'jn3');
  const nn2 = active(set, 'nn2');
  const lease = nn1.journal.lease();
  const startMs = set.world.nowMs;
  const election = nn2.journal.recoverUnfinalizedSegments();
  let overlapped = false;
  let won = false;
  const watch = (): void => {
    if (won) return;
    if (nn2.journal.epoch !== undefined && lease.validAt(set.world.nowMs)) overlapped = true;
    set.world.schedule(0.5, undefined, watch);
  };
  watch();
  await set.settle(election);
  won = true;
  const tookMs = set.world.nowMs - startMs;
  assert.equal(overlapped, false);
  assert.equal(valid(nn1), false);
  assert.ok(tookMs > 500 && tookMs < 1100, `took ${tookMs} ms`);
});

test('a lease is trusted for no longer than JournalNodes grant any, whatever was asked for', async () => {
  const set = await up(16);
  const nn1 = active(set, 'nn1', 60_000);
  await nn1.becomeActive();
  await set.pass(1000);
  for (const host of set.hosts) set.network.cut('nn1', host.name);
  const nn2 = active(set, 'nn2');
  const lease = nn1.journal.lease();
  const election = nn2.journal.recoverUnfinalizedSegments();
  let waitedMs = 0;
  for (; nn2.journal.epoch === undefined; waitedMs++) await set.pass(1);
  assert.ok(waitedMs > 8500 && waitedMs < 10_100, `nn2 after ${waitedMs} ms`);
  assert.equal(lease.validAt(nn1.env.monotonicMs()), false);
  await set.settle(election);
});

test('what came with the epoch is trusted for as long as a newEpoch grants, until it is renewed', async () => {
  const set = await up(17);
  const nn1 = active(set, 'nn1', 5000);
  const election = nn1.journal.recoverUnfinalizedSegments();
  await set.world.run(set.world.nowMs + 1000, () => nn1.journal.epoch !== undefined);
  const figures = nn1.leases?.figures();
  assert.ok(figures !== undefined && figures.validMs > 700 && figures.validMs <= 800 && figures.ageMs < 100, JSON.stringify(figures));
  await set.settle(election);
  await set.pass(100);
  assert.ok((nn1.leases?.figures().validMs ?? 0) > 3800);
});

test('a release hands over at once, and the one that released may win again', async () => {
  const set = await up(3);
  const nn1 = active(set, 'nn1');
  const nn2 = active(set, 'nn2');
  await nn1.becomeActive();
  await nn1.write(3);
  await nn1.finalize();
  await set.settle(nn1.leases?.release('nn2') ?? Promise.resolve());
  assert.equal(valid(nn1), false);
  assert.equal(await set.settle(nn2.leases?.reserve(1) ?? Promise.resolve(false)), true);
  const startMs = set.world.nowMs;
  await nn2.becomeActive();
  assert.ok(set.world.nowMs - startMs < 20, `took ${set.world.nowMs - startMs} ms`);
  await nn2.finalize();
  await set.settle(nn2.leases?.release() ?? Promise.resolve());
  await nn1.becomeActive();
  assert.deepEqual([nn1.journal.epoch, valid(nn1)], [3, true]);
});

test('a release that comes behind a later newEpoch ends nothing of that, and what it gave back is not asked for again', async () => {
  const set = await up(18);
  const nn1 = set.nameNode('nn1', { leased: true });
  const full = set.hosts.slice(1);
  for (const { disk } of full) disk.capacityBytes = 0;
  // The first JournalNode alone promises 1, and dies: the others know nothing of it.
  await assert.rejects(nn1.recover(), { name: 'QuorumLost' });
  set.hosts[0]?.kill();
  await set.settle(nn1.leases?.release('nn2') ?? Promise.resolve());
  for (const host of full) {
    host.disk.capacityBytes = Infinity;
    await host.restart();
  }
  await nn1.becomeActive();
  assert.equal(nn1.journal.epoch, 2);
  // The same release, over a connection that was cut when it was sent.
  const late = set.nameNode('late');
  for (const { name, rpcPort } of full) {
    const client = new RpcClient(late.env, { address: { host: name, port: rpcPort }, user: 'hdfs' });
    await set.settle(rpcProxy(client, QuorateLeaseProtocol).release({ jid: 'ns1', nonce: nn1.nonce, to: 'nn2', epoch: 1 }));
  }
  const nn2 = active(set, 'nn2');
  assert.equal(await set.settle(nn2.leases?.reserve(1) ?? Promise.resolve(true)), false);
  void nn2.journal.recoverUnfinalizedSegments().catch(() => {});
  await set.pass(100);
  assert.deepEqual([nn2.journal.epoch, valid(nn1)], [undefined, true]);
});

test('a guardian that has reaped its child revokes the lease, and a late renewal brings nothing back', async () => {
  const set = await up(4);
  const nn1 = active(set, 'nn1');
  await nn1.becomeActive();
  nn1.process.pause();
  const guardian = set.nameNode('guardian', { leased: true });
  assert.equal(await set.settle(guardian.leases?.revoke(nn1.nonce) ?? Promise.resolve(0)), 3);
  const nn2 = active(set, 'nn2');
  const startMs = set.world.nowMs;
  await nn2.becomeActive();
  assert.ok(set.world.nowMs - startMs < 20, `took ${set.world.nowMs - startMs} ms`);
  await set.pass(2000);
  nn1.process.resume();
  await set.pass(1000);
  assert.equal(valid(nn1), false);
  assert.equal(valid(nn2), true);
  assert.equal(nn1.fencedBy, 2);
});

test('a JournalNode that restarts holds new epochs back for as long as a lease may live', async () => {
  const set = await up(5);
  const nn1 = active(set, 'nn1');
  await nn1.becomeActive();
  nn1.process.pause();
  for (const host of set.hosts) {
    host.powerCut();
    await host.start();
  }
  const nn2 = active(set, 'nn2');
  const startMs = set.world.nowMs;
  await nn2.recover();
  assert.ok(set.world.nowMs - startMs >= 900, `took ${set.world.nowMs - startMs} ms`);
});

test('an Active keeps its epoch and its lease over restarts of JournalNodes, one by one', async () => {
  const set = await up(6);
  const nn1 = active(set, 'nn1');
  await nn1.becomeActive();
  for (const host of set.hosts) {
    await host.restart();
    await set.pass(1500);
    assert.equal(valid(nn1), true, host.name);
  }
});

test('without a majority the lease lapses, and is regained in the same epoch', async () => {
  const set = await up(7);
  const nn1 = active(set, 'nn1');
  await nn1.becomeActive();
  set.hosts[0]?.kill();
  set.hosts[1]?.kill();
  await set.pass(900);
  assert.equal(valid(nn1), false);
  await set.hosts[0]?.start();
  await set.pass(400);
  assert.deepEqual([nn1.journal.epoch, valid(nn1)], [1, true]);
});

test('a JournalNode that was stopped for long judges no lease before it has heard its holder', async () => {
  const set = await up(8);
  const nn1 = active(set, 'nn1');
  await nn1.becomeActive();
  for (const host of set.hosts) host.process?.pause();
  await set.pass(30_000);
  const nn2 = active(set, 'nn2');
  const election = nn2.journal.recoverUnfinalizedSegments().then(() => 'won', () => 'lost');
  await set.pass(50);
  for (const host of set.hosts) host.process?.resume();
  // Renewals that were on their way count, later ones wait behind nn2's newEpoch.
  const lease = nn1.journal.lease();
  let overlapped = false;
  for (let ms = 0; ms < 3000; ms++) {
    if (nn2.journal.epoch !== undefined && lease.validAt(nn1.env.monotonicMs())) overlapped = true;
    await set.pass(1);
  }
  assert.equal(await set.settle(election), 'won');
  assert.deepEqual([overlapped, valid(nn1)], [false, false]);
});

test('a JournalNode whose clock rings while renewals wait in its sockets hears those first', async () => {
  const set = await up(11);
  const nn1 = active(set, 'nn1');
  const nn2 = active(set, 'nn2');
  await nn1.becomeActive();
  await set.pass(700);
  for (const host of set.hosts) host.process?.pause();
  const ends = (nn1.leases?.words() ?? []).map(({ receivedMs, status }) => receivedMs + (status.leases[0]?.leftMs ?? 0));
  // They go on when the lease that they know of is over, and not so late that they notice.
  await set.pass(Math.max(...ends) + 3 - nn1.env.monotonicMs());
  for (const host of set.hosts) host.process?.resume();
  await set.pass(20);
  for (const { status } of nn2.leases?.words() ?? []) assert.equal(status.leases.length, 1);
  assert.equal(valid(nn1), true);
});

test('a holder has fresh words of all JournalNodes with its renewals, and a Standby asks rarely and knows at any time who leads', async () => {
  const set = await up(12);
  const nn1 = active(set, 'nn1');
  const nn2 = active(set, 'nn2');
  await nn1.becomeActive();
  await set.pass(1000);
  const heard = new Set<number>();
  for (let i = 0; i < 1000; i++) {
    await set.pass(10);
    for (const { receivedMs } of nn1.leases?.words() ?? []) assert.ok(nn1.env.monotonicMs() - receivedMs < 700);
    const words = nn2.leases?.words() ?? [];
    for (const { receivedMs } of words) heard.add(receivedMs);
    const reading = readLeases(words, nn2.leases?.lists ?? [], nn2.leases?.ownId ?? new Uint8Array(0), nn2.env.monotonicMs(), 2000);
    assert.deepEqual([reading.heard, reading.taken, reading.free], [true, true, false]);
  }
  assert.ok(heard.size <= 9, `${heard.size} words in ten seconds`);
});

test('renewals go to a majority in turns while all grant, and a JournalNode that is lost costs no moment of the lease', async () => {
  const set = await up(14);
  const nn1 = active(set, 'nn1');
  await nn1.becomeActive();
  await set.pass(1000);
  const heard = new Map<string, Set<number>>();
  let told = 0;
  const unwatch = nn1.leases?.watch(() => told++);
  const pass = async (ms: number): Promise<void> => {
    for (let i = 0; i < ms; i++) {
      await set.pass(1);
      assert.equal(valid(nn1), true);
      for (const { journalNode, receivedMs } of nn1.leases?.words() ?? []) heard.set(journalNode, (heard.get(journalNode) ?? new Set()).add(receivedMs));
    }
  };
  await pass(3000);
  // The word that was there before, and two of three rounds.
  for (const words of heard.values()) assert.ok(words.size >= 6 && words.size <= 8, `${words.size} words in nine rounds`);
  assert.equal(told, 0, 'nobody is told what all know');
  for (const lose of [(host: JournalHost) => host.kill(), (host: JournalHost) => host.process?.pause()]) {
    for (const host of set.hosts) {
      lose(host);
      await pass(1500);
      if (host.process === undefined) await host.start();
      else host.process.resume();
      await pass(1500);
    }
  }
  unwatch?.();
});

test('a lease that lapsed and holds again is told of', async () => {
  const set = await up(15);
  const nn1 = active(set, 'nn1');
  await nn1.becomeActive();
  await set.pass(1000);
  for (const host of set.hosts) set.network.cut('nn1', host.name);
  await set.pass(900);
  assert.equal(valid(nn1), false);
  let toldValid = false;
  nn1.leases?.watch(() => (toldValid ||= valid(nn1)));
  for (const host of set.hosts) set.network.heal('nn1', host.name);
  await set.pass(7000);
  assert.deepEqual([valid(nn1), toldValid], [true, true]);
});

test('a JournalNode that was started again, and counts the versions of its word anew, is asked as if for the first time', async () => {
  const set = await up(13);
  const nn1 = active(set, 'nn1');
  const nn2 = active(set, 'nn2');
  await nn1.becomeActive();
  await set.pass(1000);
  const [jn1] = set.hosts;
  for (let afterMs = 50; afterMs < 500; afterMs += 25) {
    await jn1?.restart();
    await set.pass(afterMs);
    await jn1?.restart();
    const startedMs = nn2.env.monotonicMs();
    await set.pass(600);
    const word = nn2.leases?.words().find(({ journalNode }) => journalNode === `jn1:${jn1?.rpcPort}`);
    assert.ok((word?.receivedMs ?? 0) >= startedMs, `again after ${afterMs} ms`);
  }
});

test('watchers learn within milliseconds that a lease has ended, and who holds one', async () => {
  const set = await up(9);
  const nn1 = active(set, 'nn1');
  const nn2 = active(set, 'nn2');
  await nn1.becomeActive();
  await set.pass(700);
  const words = nn2.leases?.words() ?? [];
  assert.equal(words.length, 3);
  for (const { status } of words) {
    assert.deepEqual(status.leases.map((lease) => [lease.nameNodeId, lease.connected]), [['nn1', true]]);
    assert.deepEqual(Buffer.from(status.leases[0]?.id ?? []), Buffer.from(nn1.leases?.ownId ?? []));
  }
  nn1.kill();
  await set.pass(2);
  assert.ok((nn2.leases?.words() ?? []).every(({ status }) => status.leases.every((lease) => !lease.connected)));
  await set.pass(1000);
  assert.ok((nn2.leases?.words() ?? []).every(({ status }) => status.leases.length === 0));
});

test('two candidates: one gets the reservation, the other is kept off', async () => {
  const set = await up(10);
  const [nn1, nn2] = [active(set, 'nn1'), active(set, 'nn2')];
  assert.equal(await set.settle(nn1.leases?.reserve(1) ?? Promise.resolve(false)), true);
  assert.equal(await set.settle(nn2.leases?.reserve(1) ?? Promise.resolve(true)), false);
  await assert.rejects(nn2.recover(), /another candidate holds the reservation/);
  await nn1.recover();
});

test('JournalNodes tell of a writer that holds no lease, as Apache\'s and an operator\'s do, and of none that does', async () => {
  const set = await up(18);
  const nn2 = active(set, 'nn2');
  const ages = (): readonly (number | undefined)[] => (nn2.leases?.words() ?? []).map(({ status }) => status.lastWriteAgeMs);
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(1);
  await set.pass(2500);
  for (const age of ages()) assert.ok(age !== undefined && age > 1000 && age <= 2500, `${age} ms`);
  const reading = readLeases(nn2.leases?.words() ?? [], nn2.leases?.lists ?? [], nn2.leases?.ownId ?? new Uint8Array(0), nn2.env.monotonicMs(), 2000);
  assert.deepEqual([reading.heard, reading.free, reading.taken], [true, false, true]);
  await nn1.finalize();
  await set.pass(2500);
  assert.deepEqual(ages(), [undefined, undefined, undefined], 'a tool that is done');
  const nn3 = active(set, 'nn3');
  await nn3.becomeActive();
  await nn3.write(1);
  await set.pass(2500);
  assert.deepEqual(ages(), [undefined, undefined, undefined]);
});

test('where a JournalNode grants no leases, an Active that is fenced otherwise says that its reads are unleased', async () => {
  const set = await up(19);
  // One of Apache's: it does not know the protocol.
  const apache = new RpcServer(set.spawn('apache', new MemoryDisk()).env, { host: 'apache', port: 8585, services: [] });
  await set.settle(apache.start());
  const journalNodes = [...set.hosts.slice(0, 2).map(({ name, rpcPort }) => ({ host: name, port: rpcPort })), { host: 'apache', port: 8585 }];
  for (const otherwiseFenced of [true, false]) {
    const { env } = set.spawn('nn1', new MemoryDisk());
    const leases = new LeaseClient(env, { journalNodes, journalId: 'ns1', nonce: env.randomBytes(16), user: 'hdfs', otherwiseFenced });
    assert.equal(leases.figures().unleased, false);
    leases.start();
    await set.pass(100);
    assert.equal(leases.figures().unleased, otherwiseFenced);
    leases.close();
  }
});
