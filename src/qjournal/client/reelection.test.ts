import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rpcProxy, RpcClient } from '../../rpc/rpc-client.ts';
import { QJournalProtocol } from '../../wire/qjournal-protocol.ts';
import { softwareVersion } from '../../protocol/storage-info.ts';
import type { SimProcess } from '../../sim/sim-process.ts';
import { JournalSet, namespace } from '../testing/journal-set.ts';

/** A candidate's newEpoch to some JournalNodes. */
async function propose(set: JournalSet, candidate: SimProcess, indexes: readonly number[], epoch: number): Promise<void> {
  const nsInfo = {
    buildVersion: softwareVersion, unused: 0, blockPoolID: namespace.blockPoolId, softwareVersion,
    storageInfo: { layoutVersion: namespace.layoutVersion, namespceID: namespace.namespaceId, clusterID: namespace.clusterId, cTime: namespace.cTime },
  };
  for (const index of indexes) {
    const host = set.hosts[index];
    assert.ok(host !== undefined);
    const rpc = rpcProxy(new RpcClient(candidate.env, { address: { host: host.name, port: host.rpcPort }, user: 'hdfs' }), QJournalProtocol);
    await rpc.newEpoch({ jid: { identifier: 'ns1' }, nsInfo, epoch });
  }
}

/** A candidate that reaches some JournalNodes with its newEpoch, and then is heard of no more. */
async function promiseAway(set: JournalSet, indexes: readonly number[], epoch: number): Promise<void> {
  const candidate = set.nameNode('candidate').process;
  await set.settle(propose(set, candidate, indexes, epoch));
  candidate.kill();
}

test('a JournalNode that promised more to a dead candidate writes along again once the writer has re-elected itself', async () => {
  const set = new JournalSet(1);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(3);
  assert.equal(nn1.journal.reelectionWouldHelp(), false);
  await promiseAway(set, [2], 7);
  await nn1.write(1);
  await set.pass(10);
  assert.equal(nn1.journal.status()[2]?.outOfSync, true);
  assert.equal(nn1.journal.reelectionWouldHelp(), true);
  const { lastTxid } = await set.settle(nn1.journal.reelect(() => true));
  assert.equal(lastTxid, nn1.nextTxid - 1);
  assert.equal(nn1.journal.epoch, 8);
  await nn1.start();
  await nn1.write(2);
  await set.pass(10);
  assert.deepEqual(nn1.journal.status().map((logger) => logger.outOfSync), [false, false, false]);
});

test('a writer that may not be alone proposes nothing', async () => {
  const set = new JournalSet(2);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await assert.rejects(set.settle(nn1.journal.reelect(() => false)), { name: 'QuorumLost' });
  const [first] = set.hosts;
  assert.equal((await first?.node?.journal('ns1'))?.promisedEpoch, 1);
});

test('a writer whom a majority has forgotten for another is over, and does not depose it', async () => {
  const set = new JournalSet(3);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await promiseAway(set, [0, 1, 2], 2);
  await assert.rejects(set.settle(nn1.journal.reelect(() => true)), { name: 'JournalFenced' });
  const [first] = set.hosts;
  assert.equal((await first?.node?.journal('ns1'))?.promisedEpoch, 2);
});

test('a writer that slept is over as soon as one JournalNode says that another one has written', async () => {
  const set = new JournalSet(5);
  await set.up();
  const nn1 = set.nameNode('nn1', { leased: true });
  nn1.leases?.start();
  await nn1.becomeActive();
  // The first JournalNode misses the other one's epoch, and the second one forgets it: only the third knows.
  set.hosts[0]?.kill();
  nn1.process.pause();
  const nn2 = set.nameNode('nn2', { leased: true });
  nn2.leases?.start();
  await nn2.becomeActive();
  await set.hosts[1]?.wipe();
  await set.hosts[1]?.start();
  await assert.rejects(nn2.write(1), { name: 'QuorumLost' });
  await assert.rejects(set.settle(nn2.journal.reelect(() => true)), { name: 'QuorumLost' });
  nn1.process.resume();
  await set.hosts[0]?.start();
  await set.pass(2000);
  assert.equal(nn1.fencedBy, 2);
  assert.equal(nn2.fencedBy, undefined);
  // As a NameNode does that is fenced: then nobody's lease keeps the first JournalNode from the other one.
  await set.settle(nn1.leases?.release() ?? Promise.resolve());
  assert.equal((await set.settle(nn2.journal.reelect(() => true))).lastTxid, nn2.nextTxid - 1);
});

test('what a writer has proposed itself, and failed to win, does not end its reign', async () => {
  const set = new JournalSet(4);
  await set.up();
  const nn1 = set.nameNode('nn1', { leased: true });
  await nn1.becomeActive();
  await nn1.write(5);
  const full = set.hosts.slice(1).map(({ disk }) => disk);
  for (const disk of full) disk.capacityBytes = 0;
  // The two promise each epoch in memory, and cannot write it down.
  for (let i = 0; i < 40; i++) {
    await assert.rejects(set.settle(nn1.journal.reelect(() => true)), { name: 'QuorumLost' });
    await set.pass(50);
  }
  assert.equal(nn1.fencedBy, undefined);
  for (const disk of full) disk.capacityBytes = Infinity;
  await set.settle(nn1.journal.reelect(() => true));
  await set.pass(1000);
  assert.deepEqual([nn1.fencedBy, nn1.journal.lease().validAt(nn1.env.monotonicMs())], [undefined, true]);
});

test('another\'s epoch ends a reign: a higher one than the writer has proposed when it is promised, the same one when it is written in', async () => {
  const set = new JournalSet(6);
  await set.up();
  const nn1 = set.nameNode('nn1', { leased: true });
  await nn1.becomeActive();
  nn1.leases?.proposing(2);
  await promiseAway(set, [0, 1, 2], 2);
  await set.pass(1500);
  assert.equal(nn1.fencedBy, undefined, 'of 2 it is not told whose it is');
  const nn2 = set.nameNode('nn2');
  await nn2.recover();
  await set.pass(1500);
  assert.equal(nn1.fencedBy, 3);
  const nn3 = set.nameNode('nn3', { leased: true });
  await nn3.becomeActive();
  nn3.leases?.proposing(5);
  const nn4 = set.nameNode('nn4');
  await nn4.becomeActive();
  await set.pass(1500);
  assert.deepEqual([nn4.journal.epoch, nn3.fencedBy], [5, 5]);
});

test('whoever was promised to another one what this writer proposed as well does not count as promised to this one', async () => {
  const set = new JournalSet(7);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  set.hosts[0]?.kill();
  // Both have seen that 1 is promised, and ask for 2: the other one's call is faster.
  const rival = set.nameNode('candidate').process;
  let asked = 0;
  const mayPropose = (): boolean => {
    if (asked++ > 0) return true;
    for (const { name } of set.hosts.slice(1)) set.network.cut('nn1', name);
    void propose(set, rival, [1, 2], 2).then(() => set.network.healAll());
    return true;
  };
  await assert.rejects(set.settle(nn1.journal.reelect(mayPropose)), { name: 'QuorumLost' });
  await assert.rejects(set.settle(nn1.journal.reelect(mayPropose)), { name: 'JournalFenced', message: 'epoch 2 was promised to another writer than that of 1' });
});
