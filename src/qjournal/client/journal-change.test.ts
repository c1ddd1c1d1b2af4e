import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameNodeLayoutVersion } from '../../protocol/storage-info.ts';
import { admit, change } from '../testing/change-list.ts';
import { JournalSet, namespace } from '../testing/journal-set.ts';
import type { TestNameNode } from '../testing/journal-set.ts';

/** `size` JournalNodes of which the first three are configured, and a writer. */
async function cluster(seed: number, size: number): Promise<{ set: JournalSet; nn1: TestNameNode; names: string[] }> {
  const set = new JournalSet(seed, size);
  set.configured = 3;
  const names = set.hosts.map(({ name, rpcPort }) => `${name}:${rpcPort}`);
  set.peers = new Map([['ns1', set.hosts.slice(0, 3).map(({ name, rpcPort }) => ({ host: name, port: rpcPort }))]]);
  await set.up();
  const nn1 = set.nameNode('nn1', { leased: true });
  nn1.leases?.start();
  await nn1.becomeActive();
  await nn1.write(20);
  return { set, nn1, names };
}

function gens(set: JournalSet): (number | undefined)[] {
  return set.hosts.map((host) => host.node?.journals.get('ns1')?.membership.list.gen);
}

function standings(set: JournalSet): (string | undefined)[] {
  return set.hosts.map((host) => host.node?.journals.get('ns1')?.membership.standing);
}

/** A NameNode whose hdfs-site.xml is the old one takes over; the last txid that it finds. */
async function takeOver(set: JournalSet, name: string): Promise<{ nn: TestNameNode; lastTxid: number }> {
  const nn = set.nameNode(name, { leased: true });
  nn.leases?.start();
  const lastTxid = await nn.becomeActive();
  return { nn, lastTxid };
}

test('a blank fourth JournalNode is admitted, then a member; whoever takes over with the old configuration goes by the new list', async () => {
  const { set, nn1, names } = await cluster(1, 4);
  await admit(set, nn1, names[3] ?? '');
  assert.deepEqual(standings(set), ['member', 'member', 'member', 'joining']);
  await change(nn1, names);
  await set.pass(200);
  assert.deepEqual(gens(set), [2, 2, 2, 2]);
  assert.deepEqual(standings(set), ['member', 'member', 'member', 'member']);
  set.hosts[0]?.kill();
  await nn1.write(5);
  set.hosts[1]?.kill();
  const written = nn1.nextTxid - 1;
  const stalled = nn1.journal.journal(nn1.edits(1)).then(() => 'written', () => 'lost');
  assert.equal(await set.settle(stalled), 'lost', 'two of four are no majority');
  await set.hosts[0]?.start();
  nn1.kill();
  const { nn, lastTxid } = await takeOver(set, 'nn2');
  assert.ok(lastTxid >= written, `${lastTxid} of ${written}`);
  assert.deepEqual(nn.journal.membership.list.members, names);
});

test('a JournalNode is replaced: the new one\'s vote counts, and the old one only redirects', async () => {
  const { set, nn1, names } = await cluster(2, 4);
  const [a = '', b = '', , d = ''] = names;
  await admit(set, nn1, d);
  await change(nn1, [a, b, d]);
  await set.pass(200);
  assert.deepEqual(standings(set), ['member', 'member', 'retired', 'member']);
  set.hosts[0]?.kill();
  await nn1.write(5);
  const written = nn1.nextTxid - 1;
  nn1.kill();
  const { nn, lastTxid } = await takeOver(set, 'nn2');
  assert.equal(lastTxid, written);
  await nn.write(1);
  assert.equal(nn.journal.status().length, 3);
});

test('members are removed one by one, and each time what is left writes on', async () => {
  const { set, nn1, names } = await cluster(3, 3);
  await change(nn1, names.slice(0, 2));
  await nn1.write(3);
  await change(nn1, names.slice(1, 2));
  await nn1.write(3);
  set.hosts[0]?.kill();
  set.hosts[2]?.kill();
  await nn1.write(3);
  await set.hosts[0]?.start();
  const written = nn1.nextTxid - 1;
  nn1.kill();
  const { nn, lastTxid } = await takeOver(set, 'nn2');
  assert.equal(lastTxid, written);
  assert.equal(nn.journal.membership.list.gen, 4);
});

test('a writer that dies with a change pending leaves it to its successor, who finishes it before it opens', async () => {
  const { set, nn1, names } = await cluster(4, 4);
  const [a = '', b = '', , d = ''] = names;
  await admit(set, nn1, d);
  const { membership } = nn1.journal;
  membership.wanted = { members: [a, b, d], sealed: false };
  await nn1.finalize();
  nn1.journal.startLogSegment(nn1.nextTxid, nameNodeLayoutVersion).catch(() => {});
  // As soon as anybody keeps the pending list, the writer is gone.
  for (let i = 0; i < 1000 && !gens(set).includes(1); i++) await set.pass(0.1);
  const written = nn1.nextTxid - 1;
  nn1.kill();
  assert.equal(gens(set).includes(2), false);
  const { nn, lastTxid } = await takeOver(set, 'nn2');
  assert.ok(lastTxid >= written - 1);
  await set.pass(300);
  assert.equal(nn.journal.membership.list.gen, 2);
  assert.deepEqual(nn.journal.membership.list.members, [a, b, d]);
  assert.deepEqual(standings(set), ['member', 'member', 'retired', 'member']);
  await nn.write(2);
});

test('a pending list that only one JournalNode heard of is finished by a writer who hears of it while it writes', async () => {
  const { set, nn1, names } = await cluster(5, 4);
  const [a = '', b = '', , d = ''] = names;
  await admit(set, nn1, d);
  const { network } = set;
  nn1.journal.membership.wanted = { members: [a, b, d], sealed: false };
  await nn1.finalize();
  for (const host of ['jn1', 'jn2', 'jn4']) network.cut('nn1', host);
  nn1.journal.startLogSegment(nn1.nextTxid, nameNodeLayoutVersion).catch(() => {});
  for (let i = 0; i < 1000 && !gens(set).includes(1); i++) await set.pass(1);
  assert.deepEqual(gens(set), [0, 0, 1, 0]);
  nn1.kill();
  // The successor hears of it only when it writes already.
  network.cut('nn2', 'jn3');
  network.cut('jn3', 'nn2');
  const { nn } = await takeOver(set, 'nn2');
  assert.equal(nn.journal.membership.list.gen, 0);
  network.heal('nn2', 'jn3');
  network.heal('jn3', 'nn2');
  await nn.write(2);
  for (let i = 0; i < 100 && !nn.journal.reelectionWouldHelp(); i++) {
    nn.journal.rollWouldHelp();
    await set.pass(100);
  }
  assert.ok(nn.journal.reelectionWouldHelp());
  await set.settle(nn.journal.reelect(() => true));
  await nn.start();
  await set.pass(300);
  assert.deepEqual(nn.journal.membership.list.members, [a, b, d]);
  assert.deepEqual(gens(set), [2, 2, 2, 2]);
});

test('a wiped member learns the list together with its promise', async () => {
  const { set, nn1, names } = await cluster(6, 4);
  await admit(set, nn1, names[3] ?? '');
  await change(nn1, names);
  await nn1.write(2);
  await set.hosts[0]?.wipe();
  await set.hosts[0]?.start();
  for (let i = 0; i < 100 && set.hosts[0]?.node?.journals.get('ns1')?.formatted !== true; i++) {
    if (nn1.journal.rollWouldHelp()) await nn1.roll();
    await nn1.write(1);
    await set.pass(200);
  }
  assert.deepEqual(gens(set), [2, 2, 2, 2]);
});

test('a Standby\'s tail follows the list while it changes', async () => {
  const { set, nn1, names } = await cluster(7, 4);
  const [a = '', b = '', , d = ''] = names;
  const standby = set.nameNode('nn2');
  const tail = standby.journal.tail();
  let next = 1;
  const read = async (until: number): Promise<void> => {
    for (let i = 0; i < 100 && next <= until; i++) {
      for (const batch of await set.settle(tail.read(next, 500))) next = batch.lastTxid + 1;
    }
    assert.ok(next > until, `${next} of ${until}`);
  };
  await read(nn1.nextTxid - 1);
  await admit(set, nn1, d);
  await change(nn1, [a, b, d]);
  await nn1.write(3);
  set.hosts[0]?.kill();
  await nn1.write(3);
  await read(nn1.nextTxid - 1);
  assert.deepEqual(standby.journal.membership.list.members, [a, b, d]);
});

test('a segment that is not on a majority of the new list holds the change up', async () => {
  const { set, nn1, names } = await cluster(8, 4);
  const [a = '', , , d = ''] = names;
  await admit(set, nn1, d);
  await nn1.roll();
  const segment = nn1.nextTxid - 1;
  assert.equal(await set.settle(nn1.journal.membership.uncovered(names, segment)), undefined);
  const file = (await set.hosts[3]?.files())?.find((name) => /^edits_\d+-\d+$/.test(name)) ?? '';
  set.hosts[3]?.kill();
  const disk = set.hosts[3]?.disk.attach();
  await disk?.remove(`/jn/ns1/current/${file}`);
  set.sync = { intervalMs: 0 };
  await set.hosts[3]?.start();
  await set.pass(1000);
  assert.match(await set.settle(nn1.journal.membership.uncovered([a, d], segment)) ?? '', /not on a majority of the new list yet; jn4:8515 lacks some/);
});

test('a segment that only one of those that answer has holds the change up', async () => {
  const { set, nn1, names } = await cluster(10, 4);
  const [a = '', b = '', , d = ''] = names;
  await admit(set, nn1, d);
  await nn1.roll();
  set.sync = { intervalMs: 0 };
  for (const host of [set.hosts[1], set.hosts[3]]) {
    const newest = (await host?.files())?.filter((name) => /^edits_\d+-\d+$/.test(name)).sort().at(-1) ?? '';
    host?.kill();
    await host?.disk.attach().remove(`/jn/ns1/current/${newest}`);
    await host?.start();
  }
  set.hosts[2]?.kill();
  await set.pass(1000);
  // Two of the three members answer, and one of them lacks it: that is no proof that it was purged (seed 601799).
  assert.match(await set.settle(nn1.journal.membership.uncovered([a, b, d], nn1.nextTxid - 1)) ?? '', /not on a majority of the new list yet; jn2:\d+, jn4:\d+ lack some/);
});

test('what was purged on one, by a writer with a newer image than this one has, does not hold the change up', async () => {
  const { set, nn1, names } = await cluster(12, 4);
  await admit(set, nn1, names[3] ?? '');
  await nn1.roll();
  await nn1.write(3);
  await nn1.roll();
  for (const host of [set.hosts[0], set.hosts[3]]) host?.kill();
  await set.settle(nn1.journal.purgeLogsOlderThan(nn1.nextTxid - 1));
  for (const host of [set.hosts[0], set.hosts[3]]) await host?.start();
  // jn2 learns, with the segment that waits for the change; jn3 has purged, and says so after its restart, too.
  await set.hosts[1]?.wipe();
  await set.hosts[1]?.start();
  set.hosts[2]?.kill();
  await set.hosts[2]?.start();
  await set.pass(2000);
  assert.equal(await set.settle(nn1.journal.membership.uncovered(names, nn1.nextTxid - 1)), undefined);
});

test('who missed the end of the last segment gets it while the change waits for that', async () => {
  const { set, nn1, names } = await cluster(11, 4);
  const [a = '', b = '', c = '', d = ''] = names;
  await admit(set, nn1, d);
  set.sync = { intervalMs: 0 };
  // jn2 and jn4 miss the last edits; jn3, which has them, leaves.
  for (const host of ['jn2', 'jn4']) set.network.cut('nn1', host);
  await nn1.write(2);
  nn1.journal.membership.wanted = { members: [a, b, d], sealed: false };
  await nn1.finalize();
  for (const host of ['jn2', 'jn4']) set.network.heal('nn1', host);
  await nn1.start();
  await nn1.write(1);
  await set.pass(300);
  assert.deepEqual(nn1.journal.membership.list.members, [a, b, d]);
  assert.deepEqual(standings(set), ['member', 'member', 'retired', 'member']);
  const ended = (await set.hosts[2]?.files())?.filter((name) => /^edits_\d+-\d+$/.test(name)).sort().at(-1) ?? '';
  for (const host of [set.hosts[1], set.hosts[3]]) assert.deepEqual(await host?.read(ended), await set.hosts[2]?.read(ended));
  assert.equal(nn1.journal.status().find(({ name }) => name === c), undefined);
});

/** The writer's change to `members` is known to jn4, which is to be added, and to nobody else; then that reign is over. */
async function changeThatCameToNothing(set: JournalSet, nn1: TestNameNode, members: readonly string[]): Promise<void> {
  await nn1.finalize();
  nn1.journal.membership.wanted = { members, sealed: false };
  for (const host of ['jn1', 'jn2', 'jn3']) set.network.cut('nn1', host);
  nn1.journal.startLogSegment(nn1.nextTxid, nameNodeLayoutVersion).catch(() => {});
  for (let i = 0; i < 1000 && !gens(set).includes(1); i++) await set.pass(1);
  assert.deepEqual(gens(set), [0, 0, 0, 1]);
  // Its machine is lost, and what that had still to send.
  set.network.powerOff('nn1');
  nn1.kill();
  set.network.powerOn('nn1');
  for (const host of ['jn1', 'jn2', 'jn3']) set.network.heal('nn1', host);
}

test('a change that only the JournalNode to be added heard of can be asked for again', async () => {
  const { set, nn1, names } = await cluster(12, 4);
  const [a = '', b = '', , d = ''] = names;
  await admit(set, nn1, d);
  await changeThatCameToNothing(set, nn1, [a, b, d]);
  const { nn } = await takeOver(set, 'nn2');
  assert.equal(nn.journal.membership.list.gen, 0);
  await nn.write(2);
  await admit(set, nn, d);
  await change(nn, [a, b, d]);
  await nn.write(2);
  assert.deepEqual(nn.journal.membership.list.members, [a, b, d]);
});

test('a pending list that came to nothing is given up by who knows of it alone', async () => {
  const { set, nn1, names } = await cluster(13, 4);
  const [a = '', b = '', c = '', d = ''] = names;
  await admit(set, nn1, d);
  await changeThatCameToNothing(set, nn1, [a, b, d]);
  // As nn1 starts again, with what its storage keeps.
  const again = set.nameNode('nn1');
  again.known.set({ gen: 1, members: [a, b, c], pending: [a, b, d], epoch: 1 });
  await set.settle(again.journal.lookAtPendingList());
  assert.deepEqual(again.known.list.pending, [a, b, d], 'its reign may go on yet, for all that anybody knows');
  const { nn } = await takeOver(set, 'nn2');
  await nn.write(1);
  set.hosts[0]?.kill();
  set.network.cut('jn2', 'nn1');
  await set.settle(again.journal.lookAtPendingList());
  assert.deepEqual(again.known.list.pending, [a, b, d], 'one of three is no majority');
  set.network.heal('jn2', 'nn1');
  await set.settle(again.journal.lookAtPendingList());
  assert.deepEqual(again.known.list, { gen: 0, members: [a, b, c], epoch: 0 });
});

test('a pending list that is kept somewhere, or settled since, is not given up', async () => {
  const { set, nn1, names } = await cluster(14, 4);
  const [a = '', b = '', c = '', d = ''] = names;
  const pending = { gen: 1, members: [a, b, c], pending: [a, b, d], epoch: 1 };
  await admit(set, nn1, d);
  nn1.journal.membership.wanted = { members: [a, b, d], sealed: false };
  await nn1.finalize();
  nn1.journal.startLogSegment(nn1.nextTxid, nameNodeLayoutVersion).catch(() => {});
  for (let i = 0; i < 1000 && gens(set).slice(0, 3).filter((gen) => gen === 1).length < 2; i++) await set.pass(0.1);
  nn1.kill();
  const again = set.nameNode('nn1');
  again.known.set(pending);
  await set.settle(again.journal.lookAtPendingList());
  assert.deepEqual(again.known.list, pending);
  await takeOver(set, 'nn2');
  await set.settle(again.journal.lookAtPendingList());
  assert.deepEqual(again.known.list.members, [a, b, d], 'it is told what came of it');
});

test('a change that was under way when its reign ended does not go on by itself', async () => {
  const { set, nn1, names } = await cluster(15, 4);
  const [a = '', b = '', c = '', d = ''] = names;
  await admit(set, nn1, d);
  await nn1.finalize();
  nn1.journal.membership.wanted = { members: [a, b, d], sealed: false };
  nn1.journal.startLogSegment(nn1.nextTxid, nameNodeLayoutVersion).catch(() => {});
  for (let i = 0; i < 1000 && gens(set).filter((gen) => gen === 1).length < 4; i++) await set.pass(0.1);
  // It asks who has which segment, and is over before it hears.
  for (const host of ['jn1', 'jn2', 'jn3', 'jn4']) set.network.cut('nn1', host);
  await set.pass(1500);
  nn1.journal.stepDown();
  const { nn } = await takeOver(set, 'nn2');
  await admit(set, nn, c);
  await change(nn, names);
  await nn.write(2);
  for (const host of ['jn1', 'jn2', 'jn3', 'jn4']) set.network.heal('nn1', host);
  nn1.known.set(nn.known.list);
  await set.pass(10_000);
  nn.kill();
  await nn1.becomeActive();
  await nn1.write(1);
  await set.pass(1000);
  assert.deepEqual(nn1.journal.status().map(({ name, outOfSync }) => [name, outOfSync]), names.map((name) => [name, false]));
});

test('a JournalNode that is silent is replaced without waiting for it', async () => {
  const { set, nn1, names } = await cluster(16, 4);
  const [a = '', b = '', , d = ''] = names;
  // Not refused, as by a machine that runs: nothing comes back.
  set.network.cut('nn1', 'jn3');
  set.network.cut('jn3', 'nn1');
  await nn1.write(1);
  await admit(set, nn1, d);
  const beginMs = set.world.nowMs;
  await change(nn1, [a, b, d]);
  await nn1.write(1);
  assert.ok(set.world.nowMs - beginMs < 100, `nothing was written for ${set.world.nowMs - beginMs} ms`);
  assert.deepEqual(nn1.journal.membership.list.members, [a, b, d]);
});

test('a NameNode that was the writer once follows the list when it only reads', async () => {
  const { set, nn1, names } = await cluster(9, 4);
  await nn1.finalize();
  nn1.journal.stepDown();
  await set.settle(nn1.leases?.release() ?? Promise.resolve());
  const { nn } = await takeOver(set, 'nn2');
  await admit(set, nn, names[3] ?? '');
  await change(nn, names);
  await nn.write(2);
  const tail = nn1.journal.tail();
  for (let i = 0, next = nn1.nextTxid; i < 100 && next < nn.nextTxid; i++) {
    for (const batch of await set.settle(tail.read(next, 500).catch(() => []))) next = batch.lastTxid + 1;
  }
  assert.deepEqual(nn1.journal.membership.list.members, names);
});

test('a JournalNode of another namespace is not written to, and one that is a member by another name is found out', async () => {
  const { set, nn1, names } = await cluster(10, 4);
  const spare = set.hosts[3];
  const journal = await set.settle(spare?.node?.journal('ns1') ?? Promise.reject(new Error('no JournalNode')));
  await set.settle(journal.format({ ...namespace, namespaceId: 99, clusterId: 'CID-other' }, false));
  await assert.rejects(set.settle(nn1.journal.membership.admit(names[3] ?? '', namespace)), /has the journal of another namespace \(99, CID-other\)/);
  await nn1.roll();
  await set.pass(1000);
  assert.deepEqual([journal.promisedEpoch, nn1.journal.status().length], [0, 3]);
  // The simulated network goes by ports: every name leads to a JournalNode's.
  await assert.rejects(set.settle(nn1.journal.membership.admit('alias:8485', namespace)), /alias:8485 is jn1:8485 by another name/);
});

test('one that was removed is added again', async () => {
  const { set, nn1, names } = await cluster(11, 4);
  await admit(set, nn1, names[3] ?? '');
  await change(nn1, names);
  await change(nn1, names.slice(0, 3));
  await set.pass(200);
  assert.equal(standings(set)[3], 'retired');
  await nn1.write(3);
  await admit(set, nn1, names[3] ?? '');
  assert.equal(standings(set)[3], 'joining');
  await change(nn1, names);
  await set.pass(200);
  assert.deepEqual(standings(set), ['member', 'member', 'member', 'member']);
});
