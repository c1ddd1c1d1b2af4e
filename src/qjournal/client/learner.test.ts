// A JournalNode that lost its directory learns, and then votes, without a hand on it (HA.md F).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen, rounds } from '../../../scripts/effort.ts';
import { WorldError } from '../../env/env.ts';
import { LearnerStateProto } from '../../wire/quorate-journal.ts';
import { watchedDisk } from '../testing/fault-disk.ts';
import { segmentBytes } from '../testing/journal-bed.ts';
import { JournalSet, namespace } from '../testing/journal-set.ts';
import { active, chores, finals, host, voter } from '../testing/learner-bed.ts';

test('a wiped JournalNode votes again when it has everything, and another one may be lost then', async () => {
  const { set, nn1 } = await active(1);
  for (let i = 0; i < 3; i++) {
    await nn1.write(20);
    await nn1.roll();
  }
  await host(set, 1).wipe();
  await nn1.write(5);
  await host(set, 1).start();
  assert.equal(await voter(set, 1), false);
  await chores(set, nn1, () => voter(set, 1));
  await nn1.write(5);
  await set.pass(1000);
  assert.equal(nn1.journal.status()[1]?.outOfSync, false);
  await nn1.roll();
  await set.pass(3000);
  assert.deepEqual(await finals(host(set, 1)), await finals(host(set, 0)));
  // Its vote counts: with jn1 gone it is the majority, and everything is there.
  host(set, 0).kill();
  await nn1.write(3);
  nn1.kill();
  const nn2 = set.nameNode('nn2', { leased: true });
  const lastTxid = await nn2.recover();
  assert.equal(lastTxid, nn1.nextTxid - 1);
});

test('its files lie where nobody sees a VERSION, until one rename', async () => {
  const { set, nn1 } = await active(2);
  await nn1.write(20);
  await nn1.roll();
  await host(set, 2).wipe();
  const seen: string[][] = [];
  host(set, 2).wrap = (disk) => watchedDisk(disk, {
    before: async (step, path) => {
      if (step !== 'rename' || path !== '/jn/ns1/current') return;
      seen.push((await disk.list('/jn/ns1')).filter((name) => name !== 'in_use.lock'), await disk.list('/jn/ns1/learning'));
    },
  });
  await host(set, 2).start();
  await chores(set, nn1, () => voter(set, 2));
  assert.deepEqual(seen[0], ['learning']);
  for (const name of ['VERSION', 'last-promised-epoch', 'quorate-lease-max', 'edits_0000000000000000001-0000000000000000021']) assert.ok(seen[1]?.includes(name), seen[1]?.join());
  assert.deepEqual((await host(set, 2).disk.list('/jn/ns1')).filter((name) => name !== 'in_use.lock'), ['current']);
});

test('it learns nothing while too few voters answer: an edit may be on the one that does not', async () => {
  const { set, nn1 } = await active(3);
  await nn1.write(5);
  await host(set, 2).wipe();
  host(set, 0).kill();
  nn1.kill();
  await host(set, 2).start();
  const nn2 = set.nameNode('nn2', { leased: true });
  await assert.rejects(set.settle(Promise.race([nn2.journal.recoverUnfinalizedSegments(), new Promise((_, reject) => nn2.env.after(20_000, () => reject(new Error('no majority'))))]), 30_000), /no majority|quorum/);
  assert.equal(await voter(set, 2), false);
  await host(set, 0).start();
  const nn3 = set.nameNode('nn3', { leased: true });
  assert.equal(await nn3.recover(), nn1.nextTxid - 1);
});

test('two that were wiped never make a log of their own', async () => {
  const { set, nn1 } = await active(4);
  await nn1.write(5);
  await host(set, 1).wipe();
  await host(set, 2).wipe();
  await host(set, 1).start();
  await host(set, 2).start();
  await set.pass(10_000);
  assert.deepEqual([await voter(set, 1), await voter(set, 2)], [false, false]);
  nn1.kill();
});

test('a format makes a learner, not a voter, of a blank one whose peers hold the journal', async () => {
  const { set, nn1 } = await active(5);
  await nn1.write(5);
  await host(set, 2).wipe();
  await host(set, 2).start();
  const journal = await host(set, 2).node?.journal('ns1');
  await set.settle(journal?.format(namespace, true) ?? Promise.resolve());
  assert.equal(journal?.formatted, false);
  // Another namespace's journal is the operator's word that this is new.
  await set.settle(journal?.format({ ...namespace, namespaceId: 9, clusterId: 'CID-other' }, true) ?? Promise.resolve());
  assert.equal(journal?.formatted, true);
});

test('a segment that was started before it learned what was promised is no fence', async () => {
  const { set, nn1 } = await active(6);
  await nn1.write(5);
  await host(set, 2).wipe();
  set.network.cut('jn3', 'jn1');
  set.network.cut('jn3', 'jn2');
  await host(set, 2).start();
  await nn1.write(1);
  await set.pass(300);
  await nn1.roll();
  await set.pass(1000);
  assert.equal((await host(set, 2).node?.journal('ns1'))?.memory().learner, 1);
  set.network.healAll();
  await set.pass(8000);
  assert.equal((await host(set, 2).node?.journal('ns1'))?.memory().learner, 2);
  await chores(set, nn1, () => voter(set, 2));
});

test('segments that one missed, left in progress or has damaged come from the others', async () => {
  const { set, nn1 } = await active(7);
  await nn1.write(5);
  host(set, 0).kill();
  await nn1.write(5);
  await nn1.roll();
  await nn1.write(5);
  await nn1.roll();
  await host(set, 0).start();
  await nn1.write(1);
  await set.pass(8000);
  assert.deepEqual(await finals(host(set, 0)), await finals(host(set, 1)));
  const [name = ''] = [...(await finals(host(set, 2))).keys()];
  const file = await host(set, 2).disk.attach().open(`/jn/ns1/current/${name}`, 'update');
  await file.write(Buffer.from([1, 2, 3]), 60);
  await file.close();
  const journal = await host(set, 2).node?.journal('ns1');
  // A reader that comes upon it tells.
  const txids: number[] = [];
  const standby = set.nameNode('standby');
  set.network.cut('standby', 'jn1');
  await set.settle((async () => {
    for (const stream of await standby.journal.selectInputStreams(1, { inProgressOk: false, onlyDurable: true })) for await (const batch of stream.batches()) txids.push(batch.firstTxid);
    await journal?.suspect(1);
  })());
  await set.pass(100);
  assert.equal(journal?.status().segmentsDamaged, 1);
  assert.match(journal?.status().trouble ?? '', /damaged segments, not replaced yet: from txid 1$/);
  assert.equal(journal?.getEditLogManifest(1, false).logs.some(({ startTxId }) => startTxId === 1), false);
  await set.pass(8000);
  assert.equal(journal?.status().segmentsDamaged, 0);
  assert.equal(journal?.metrics.segmentsRepaired, 1);
  assert.deepEqual(await finals(host(set, 2)), await finals(host(set, 1)));
});

test('segments that are started again and again do not put off what one has left in progress', async () => {
  const { set, nn1 } = await active(9);
  await nn1.write(5);
  host(set, 0).kill();
  await nn1.write(5);
  await nn1.roll();
  await host(set, 0).start();
  for (let i = 0; i < 10; i++) {
    await nn1.write(1);
    await set.pass(500);
    await nn1.roll();
  }
  const [first = ''] = [...(await finals(host(set, 1))).keys()];
  assert.ok((await finals(host(set, 0))).has(first), [...(await finals(host(set, 0))).keys()].join(' '));
});

test('a set is formatted with a majority up, and the one that was away learns', async () => {
  const set = new JournalSet(9);
  await host(set, 0).start();
  await host(set, 1).start();
  const nn0 = set.nameNode('nn0');
  await set.settle(nn0.journal.format(namespace));
  nn0.kill();
  const nn1 = set.nameNode('nn1', { leased: true });
  await nn1.becomeActive();
  await nn1.write(3);
  await host(set, 2).start();
  await chores(set, nn1, () => voter(set, 2));
  await nn1.write(3);
  host(set, 1).kill();
  await nn1.write(3);
});

test('a majority of blank ones can be formatted at once, one alone cannot', async () => {
  const set = new JournalSet(10);
  await host(set, 0).start();
  const nn0 = set.nameNode('nn0');
  await assert.rejects(set.settle(nn0.journal.format(namespace)), { name: 'QuorumLost' });
});

/** A JournalNode is wiped and learns, and the power is cut before its disk's `cutAt`th step. Whether it came to that. */
async function learnThroughPowerCut(seed: number, cutAt: number): Promise<boolean> {
  const { set, nn1 } = await active(seed);
  const random = set.world.stream('power');
  for (let i = 0; i < 2; i++) {
    await nn1.write(3);
    await nn1.roll();
  }
  const third = host(set, 2);
  const before = await finals(third);
  await third.wipe();
  let steps = 0;
  third.wrap = (disk) => watchedDisk(disk, {
    before: () => {
      if (++steps === cutAt) third.powerCut(seed % 2 === 0 ? undefined : () => random.next());
      if (steps >= cutAt) throw new Error('the power is cut');
    },
  });
  third.begin().catch(() => {});
  await chores(set, nn1, async () => steps >= cutAt || await voter(set, 2));
  if (steps < cutAt) return false;
  third.wrap = (disk) => disk;
  if ((await third.disk.stat('/jn/ns1/current/VERSION')) !== undefined) {
    const has = await finals(third);
    for (const [name, bytes] of before) assert.equal(has.get(name), bytes, `${name} is lacking behind a VERSION`);
    assert.ok(Number(Buffer.from(await third.read('last-promised-epoch')).toString()) >= 1);
  }
  await third.start();
  await chores(set, nn1, () => voter(set, 2));
  await nn1.write(2);
  await nn1.roll();
  await set.pass(5000);
  assert.deepEqual(await finals(third), await finals(host(set, 0)));
  return true;
}

for (const seed of chosen([20, 21], 1)) {
  test(`a power cut at any step of its learning leaves a blank one or a whole one (seed ${seed})`, async () => {
    let cuts = 0;
    const stride = rounds(1, 3);
    while (await learnThroughPowerCut(seed, cuts + 1).catch((error: unknown) => Promise.reject(new Error(`cut before step ${cuts + 1}`, { cause: error })))) cuts += stride;
    assert.ok(cuts > 20, `${cuts} steps`);
  });
}

/** A JournalNode is wiped and learns, and is killed before its disk's `killAt`th step; whether it came to that. What it votes with then, a power cut leaves. */
async function learnThroughKill(seed: number, killAt: number): Promise<boolean> {
  const { set, nn1 } = await active(seed);
  await nn1.write(3);
  await nn1.roll();
  const third = host(set, 2);
  await third.wipe();
  let steps = 0;
  third.wrap = (disk) => watchedDisk(disk, {
    before: () => {
      if (++steps === killAt) third.kill();
      if (steps >= killAt) throw new Error('killed');
    },
  });
  third.begin().catch(() => {});
  await chores(set, nn1, async () => steps >= killAt || await voter(set, 2));
  if (steps < killAt) return false;
  third.wrap = (disk) => disk;
  await third.start();
  await chores(set, nn1, () => voter(set, 2));
  third.powerCut();
  assert.ok((await third.disk.stat('/jn/ns1/current/VERSION')) !== undefined, 'it had a vote, and has nothing');
  return true;
}

test('one that was killed at any step of its learning, and votes, keeps what it votes with over a power cut', async () => {
  let kills = 0;
  const stride = rounds(1, 3);
  while (await learnThroughKill(23, kills + 1).catch((error: unknown) => Promise.reject(new Error(`killed before step ${kills + 1}`, { cause: error })))) kills += stride;
  assert.ok(kills > 20, `${kills} steps`);
});

test('what it learns after a sync on the way has failed, a power cut leaves', async () => {
  const { set, nn1 } = await active(24);
  await nn1.write(3);
  await nn1.roll();
  const third = host(set, 2);
  await third.wipe();
  let failed = false;
  third.wrap = (disk) => watchedDisk(disk, {
    before: (step, path) => {
      if (failed || step !== 'syncDirectory' || path !== '/jn/ns1') return;
      failed = true;
      throw new WorldError('io', `sync ${path}: simulated`);
    },
  });
  await third.start();
  await chores(set, nn1, () => voter(set, 2));
  assert.ok(failed);
  third.powerCut();
  assert.ok((await third.disk.stat('/jn/ns1/current/VERSION')) !== undefined);
});

for (const [what, name] of [
  ['that begins alike and ends elsewhere', 'edits_0000000000000000001-0000000000000000009'],
  ['of the wanted name', 'edits_0000000000000000001-0000000000000000004'],
  ['above all that is wanted', 'edits_0000000000000000100-0000000000000000109'],
] as const) {
  test(`what an earlier learning left, a segment ${what}, is not believed`, async () => {
    const { set, nn1 } = await active(30);
    await nn1.write(3, 'good');
    await nn1.roll();
    const third = host(set, 2);
    await third.wipe();
    const disk = third.disk.attach();
    await disk.makeDirectory('/jn/ns1/learning');
    const file = await disk.open(`/jn/ns1/learning/${name}`, 'create');
    await file.write(segmentBytes(1, 4, 'other'), 0);
    await file.close();
    await third.start();
    await chores(set, nn1, () => voter(set, 2));
    await nn1.roll();
    await set.pass(5000);
    assert.deepEqual(await finals(third), await finals(host(set, 0)));
  });
}

test('one that learned before the others were upgraded learns once more', async () => {
  const { set, nn1 } = await active(31);
  await nn1.write(3);
  await nn1.finalize();
  nn1.kill();
  await set.pass(2000);
  await host(set, 2).wipe();
  await host(set, 2).start();
  await set.pass(3000);
  const third = await host(set, 2).node?.journal('ns1');
  assert.equal(third?.memory().learner, LearnerStateProto.WAITING_FOR_SEGMENT);
  const upgraded = { ...namespace, cTime: namespace.cTime + 5000 };
  for (const index of [0, 1]) {
    const journal = await host(set, index).node?.journal('ns1');
    await set.settle((async () => {
      await journal?.doPreUpgrade();
      await journal?.doUpgrade(upgraded);
    })());
  }
  const nn2 = set.nameNode('nn2', { leased: true, namespace: upgraded });
  await nn2.becomeActive();
  await chores(set, nn2, () => voter(set, 2));
  assert.equal(third?.info.cTime, upgraded.cTime);
});

test('one that could not copy until its last segment was purged goes by a newer one', async () => {
  const { set, nn1 } = await active(32);
  await nn1.write(3);
  await nn1.roll();
  const third = host(set, 2);
  await third.wipe();
  let full = true;
  third.wrap = (disk) => watchedDisk(disk, {
    before: (step, path) => {
      if (full && step === 'write' && path.includes('fetch=')) throw new WorldError('no-space', path);
    },
  });
  await third.start();
  const state = async (): Promise<LearnerStateProto | undefined> => (await third.node?.journal('ns1'))?.memory().learner;
  await chores(set, nn1, async () => await state() === LearnerStateProto.COPYING);
  await nn1.write(3);
  await nn1.roll();
  await set.settle(nn1.journal.purgeLogsOlderThan(nn1.nextTxid - 1));
  full = false;
  await set.pass(2000);
  await nn1.roll();
  await chores(set, nn1, () => voter(set, 2));
});

test('what it has fetched already, and the others have discarded since, it does not keep', async () => {
  const { set, nn1 } = await active(33);
  for (let i = 0; i < 2; i++) {
    await nn1.write(3);
    await nn1.roll();
  }
  const third = host(set, 2);
  await third.wipe();
  let full = true;
  third.wrap = (disk) => watchedDisk(disk, {
    before: (step, path) => {
      if (full && step === 'write' && path.includes('inprogress_0000000000000000009.fetch=')) throw new WorldError('no-space', path);
    },
  });
  await third.start();
  await chores(set, nn1, async () => (await third.disk.stat('/jn/ns1/learning/edits_0000000000000000005-0000000000000000008')) !== undefined);
  nn1.kill();
  await set.pass(2000);
  for (const index of [0, 1]) {
    const journal = await host(set, index).node?.journal('ns1');
    await set.settle(journal?.discardSegments(5) ?? Promise.resolve());
  }
  full = false;
  const nn2 = set.nameNode('nn2', { leased: true });
  assert.equal(await nn2.becomeActive(), 4);
  await chores(set, nn2, () => voter(set, 2));
  await nn2.write(10);
  await nn2.roll();
  await set.pass(5000);
  assert.deepEqual(await finals(third), await finals(host(set, 0)));
});

test('one whose directory is taken away while it runs notices at the next segment, and learns', async () => {
  const { set, nn1 } = await active(11);
  await nn1.write(5);
  const disk = host(set, 1).disk;
  for (const name of await disk.list('/jn/ns1/current')) await disk.removeTree(`/jn/ns1/current/${name}`);
  await disk.removeTree('/jn/ns1');
  await nn1.write(5);
  await nn1.roll();
  await set.pass(100);
  assert.equal(await voter(set, 1), false);
  await chores(set, nn1, () => voter(set, 1));
  await nn1.write(5);
  await nn1.roll();
  await set.pass(5000);
  assert.deepEqual(await finals(host(set, 1)), await finals(host(set, 0)));
  host(set, 2).kill();
  await nn1.write(1);
});
