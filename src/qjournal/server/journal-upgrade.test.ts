// Upgrade, finalization and rollback of journals: directories as Apache's, promises that never go back, and JournalNodes that were
// away (HA.md 32).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isException } from '../../protocol/exceptions.ts';
import { Deferred } from '../../base/async.ts';
import { WorldError } from '../../env/env.ts';
import { nameNodeLayoutVersion } from '../../protocol/storage-info.ts';
import { watchedDisk } from '../testing/fault-disk.ts';
import { JournalBed } from '../testing/journal-bed.ts';
import { JournalSet, namespace } from '../testing/journal-set.ts';
import type { JournalHost, TestNameNode } from '../testing/journal-set.ts';
import type { Journal } from './journal.ts';

const upgraded = { ...namespace, cTime: namespace.cTime + 5000 };
const root = '/jn/ns1';

async function illegal(work: Promise<unknown>, message: string): Promise<void> {
  await assert.rejects(work, (error: unknown) => isException(error, 'IllegalStateException') && error.message === message);
}

async function formatted(): Promise<{ bed: JournalBed; journal: Journal }> {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  await bed.settle(journal.finalizeLogSegment(bed.call(1), 1, 4));
  return { bed, journal };
}

const folders = async (bed: JournalBed): Promise<string[]> => (await bed.disk.list(root)).filter((name) => name !== 'in_use.lock').sort();
const read = async (bed: JournalBed, name: string): Promise<string> => Buffer.from(await bed.disk.readFile(`${root}/${name}`)).toString();

test('the log is in both directories, and only a finalization forgets the old one', async () => {
  const { bed, journal } = await formatted();
  assert.equal(await bed.settle(journal.canRollBack(nameNodeLayoutVersion)), false);
  await bed.settle(journal.doPreUpgrade());
  assert.deepEqual(await folders(bed), ['current', 'previous.tmp']);
  await illegal(bed.settle(journal.doPreUpgrade()), 'Previous.tmp directory must not exist for preupgrade.');
  await bed.settle(journal.doUpgrade(upgraded));
  assert.deepEqual(await folders(bed), ['current', 'previous']);
  for (const folder of await folders(bed)) assert.ok((await bed.disk.list(`${root}/${folder}`)).includes('edits_0000000000000000001-0000000000000000004'), folder);
  assert.match(await read(bed, 'current/VERSION'), new RegExp(`cTime=${upgraded.cTime}\n`));
  assert.match(await read(bed, 'previous/VERSION'), new RegExp(`cTime=${namespace.cTime}\n`));
  assert.deepEqual([await bed.settle(journal.cTime()), journal.promisedEpoch], [upgraded.cTime, 1]);
  await illegal(bed.settle(journal.doPreUpgrade()), 'Previous directory must not exist for preupgrade.');
  assert.equal(await bed.settle(journal.canRollBack(nameNodeLayoutVersion)), true);
  await assert.rejects(bed.settle(journal.canRollBack(nameNodeLayoutVersion + 1)), /Cannot rollback to storage version -\d+ using this version of the NameNode, which uses storage version -\d+\. Please use the previous version of HDFS/);
  await bed.settle(journal.doFinalize());
  assert.deepEqual(await folders(bed), ['current']);
  await bed.settle(journal.doFinalize());
  await bed.settle(journal.doRollback());
  assert.equal(await bed.settle(journal.cTime()), upgraded.cTime);
  assert.deepEqual(journal.getEditLogManifest(1, false).logs, [{ startTxId: 1, endTxId: 4, isInProgress: false }]);
});

test('a rollback takes the log back, and not the promise', async () => {
  const { bed, journal } = await formatted();
  await bed.settle(journal.doPreUpgrade());
  await bed.settle(journal.doUpgrade(upgraded));
  await bed.settle(journal.newEpoch(upgraded, 5, undefined));
  await bed.segment(journal, 5, 5, 2);
  await bed.settle(journal.finalizeLogSegment(bed.call(5), 5, 7));
  await bed.settle(journal.doRollback());
  assert.deepEqual(await folders(bed), ['current']);
  assert.deepEqual([journal.promisedEpoch, journal.status().lastWriterEpoch, journal.info.cTime], [5, 1, namespace.cTime]);
  assert.deepEqual(journal.getEditLogManifest(1, false).logs, [{ startTxId: 1, endTxId: 4, isInProgress: false }]);
  await assert.rejects(bed.settle(journal.newEpoch(namespace, 5, undefined)), /Proposed epoch 5 <= last promise 5/);
  await bed.settle(journal.newEpoch(namespace, 6, undefined));
  await bed.segment(journal, 6, 5, 1);
});

test('an upgrade without its first step writes nothing', async () => {
  const { bed, journal } = await formatted();
  await illegal(bed.settle(journal.doUpgrade(upgraded)), 'previous.tmp directory must exist for upgrade.');
  assert.match(await read(bed, 'current/VERSION'), new RegExp(`cTime=${namespace.cTime}\n`));
});

test('the power fails at every step of an upgrade and a rollback, and one state or the other is there, whole, with the promise', async () => {
  for (let cut = 1, done = false; !done; cut++) {
    assert.ok(cut < 200, 'it never came through');
    const { bed, journal } = await formatted();
    await bed.settle(journal.newEpoch(namespace, 7, undefined));
    bed.kill();
    bed.disk.powerCut();
    let steps = -Infinity;
    let died = false;
    const again = await bed.open({
      before: async () => {
        if (++steps !== cut) return;
        died = true;
        bed.kill();
        await new Promise(() => {});
      },
    });
    steps = 0;
    const work = again.doPreUpgrade().then(() => again.doUpgrade(upgraded)).then(() => again.doRollback());
    let ended = false;
    work.then(() => {
      ended = true;
    }, () => {
      ended = true;
    });
    await bed.world.run(bed.world.nowMs + 1000, () => ended || died);
    done = !died;
    if (!died) bed.kill();
    bed.disk.powerCut();
    const after = await bed.open();
    assert.deepEqual((await folders(bed)).filter((name) => name.endsWith('.tmp')), [], `cut ${cut}`);
    assert.equal(after.promisedEpoch, 7, `cut ${cut}`);
    assert.deepEqual(after.getEditLogManifest(1, false).logs, [{ startTxId: 1, endTxId: 4, isInProgress: false }], `cut ${cut}`);
    bed.kill();
    assert.ok([namespace.cTime, upgraded.cTime].includes(after.info.cTime), `cut ${cut}`);
  }
});

test('a format between the steps of an upgrade leaves nothing of it: the old journal does not come back', async () => {
  const { bed, journal } = await formatted();
  await bed.settle(journal.doPreUpgrade());
  const other = { ...namespace, namespaceId: 99, clusterId: 'CID-other', cTime: 123 };
  await bed.settle(journal.format(other, true));
  await bed.settle(journal.newEpoch(other, 1, undefined));
  await bed.segment(journal, 1, 1, 2);
  assert.deepEqual(await folders(bed), ['current']);
  bed.kill();
  bed.disk.powerCut();
  const again = await bed.open();
  assert.deepEqual([again.info.namespaceId, again.promisedEpoch, await bed.settle(again.canRollBack(nameNodeLayoutVersion))], [99, 1, false]);
  await bed.settle(again.doPreUpgrade());
  await bed.settle(again.doUpgrade({ ...other, cTime: 456 }));
});

for (const lasting of [false, true]) {
  test(`a first step that fails${lasting ? ', with a disk that goes on to fail,' : ''} leaves the old state, its promise and what is written then`, async () => {
    for (let nth = 1, done = false; !done; nth++) {
      assert.ok(nth < 100, 'it never came through');
      const { bed, journal } = await formatted();
      await bed.settle(journal.newEpoch(namespace, 7, undefined));
      bed.kill();
      let steps = -Infinity;
      const again = await bed.open({
        before: () => {
          steps++;
          if (lasting ? steps >= nth : steps === nth) throw new WorldError('no-space', 'ENOSPC');
        },
      });
      steps = 0;
      done = await bed.settle(again.doPreUpgrade().then(() => true, () => false));
      if (done) break;
      await assert.rejects(bed.settle(again.doUpgrade(upgraded)), (error: unknown) => isException(error, 'IllegalStateException'), `step ${nth}`);
      steps = -Infinity;
      await assert.rejects(bed.settle(again.newEpoch(namespace, 7, undefined)), /Proposed epoch 7 <= last promise 7/, `step ${nth}`);
      await bed.settle(again.newEpoch(namespace, 8, undefined));
      assert.deepEqual([await folders(bed), again.info.cTime], [['current'], namespace.cTime], `step ${nth}`);
      await bed.segment(again, 8, 5, 2);
      await bed.settle(again.finalizeLogSegment(bed.call(8), 5, 7));
      bed.kill();
      bed.disk.powerCut();
      const after = await bed.open();
      assert.deepEqual([after.promisedEpoch, after.getEditLogManifest(1, false).logs.map(({ endTxId }) => endTxId)], [8, [4, 7]], `step ${nth}`);
      bed.kill();
    }
  });
}

test('what another JournalNode tells while an upgrade begins is not in its way, and is not forgotten', async () => {
  const set = new JournalSet(3);
  const members = `${root}/current/quorate-members`;
  const wait = (ms: number): Promise<void> => new Promise((resolve) => host(set, 2).process?.env.after(ms, resolve));
  const created = new Deferred<void>();
  let watched: 'no' | 'told' | 'carried' = 'no';
  host(set, 2).wrap = (disk) => watchedDisk(disk, {
    // The one is held just before its rename, until the other would rename the same file.
    before: async (step, path) => {
      if (watched === 'told' && step === 'rename' && path === members) {
        watched = 'carried';
        await Promise.race([created.promise, wait(100)]);
      } else if (watched === 'carried' && step === 'rename' && path === members) {
        created.resolve();
        await wait(10);
      }
    },
  });
  await set.up();
  const nn = set.nameNode('nn1');
  await nn.becomeActive();
  await set.pass(500);
  const journal = await journalOf(set, 2);
  assert.ok(journal !== undefined);
  watched = 'told';
  const telling = journal.remember({ member: 'jn1:8485', storageId: Buffer.from('feed', 'hex'), promised: 99 });
  await set.settle(journal.doPreUpgrade());
  await telling;
  await set.settle(journal.doUpgrade(upgraded));
  assert.match(Buffer.from(await host(set, 2).read('quorate-members')).toString(), /^jn1:8485 feed 99$/m);
});

function host(set: JournalSet, index: number): JournalHost {
  const found = set.hosts[index];
  assert.ok(found !== undefined);
  return found;
}

const journalOf = async (set: JournalSet, index: number): Promise<Journal | undefined> => host(set, index).node?.journal('ns1');

async function learns(set: JournalSet, nn: TestNameNode, index: number): Promise<void> {
  const votes = async (): Promise<boolean> => (await journalOf(set, index))?.leases.status().voter === true;
  for (let i = 0; i < 60 && !(await votes()); i++) {
    await set.pass(500);
    if (nn.journal.rollWouldHelp()) await nn.roll();
  }
  assert.equal(await votes(), true, set.world.trace.slice(-30).join('\n'));
}

test('an upgrade whose NameNode went away between its steps is undone by the next epoch: what is written then is there after a start', async () => {
  const { bed, journal } = await formatted();
  await bed.settle(journal.doPreUpgrade());
  await bed.settle(journal.newEpoch(namespace, 3, undefined));
  assert.deepEqual(await folders(bed), ['current']);
  assert.deepEqual([journal.promisedEpoch, journal.info.cTime], [3, namespace.cTime]);
  await bed.segment(journal, 3, 5, 2);
  await bed.settle(journal.finalizeLogSegment(bed.call(3), 5, 7));
  bed.kill();
  bed.disk.powerCut();
  const again = await bed.open();
  assert.deepEqual(again.getEditLogManifest(1, false).logs.map(({ startTxId, endTxId }) => [startTxId, endTxId]), [[1, 4], [5, 7]]);
  // And the upgrade can be begun again.
  await bed.settle(again.doPreUpgrade());
  await bed.settle(again.doUpgrade(upgraded));
  assert.equal(await bed.settle(again.cTime()), upgraded.cTime);
});

test('so it is by an epoch that is adopted: what is acknowledged in it is there after a start and after a newEpoch', async () => {
  const { bed, journal } = await formatted();
  await bed.settle(journal.doPreUpgrade());
  await bed.settle(journal.prepareRecovery(bed.call(3), 1));
  assert.deepEqual(await folders(bed), ['current']);
  await bed.segment(journal, 3, 5, 2);
  assert.equal(await bed.settle(journal.newEpoch(namespace, 4, undefined)), 5);
  bed.kill();
  bed.disk.powerCut();
  const again = await bed.open();
  assert.equal(again.promisedEpoch, 4);
  await bed.settle(again.prepareRecovery(bed.call(4), 5));
  assert.deepEqual(again.getEditLogManifest(1, true).logs.map(({ startTxId, endTxId }) => [startTxId, endTxId]), [[1, 4], [5, 7]]);
});

test('between the steps nothing is written by who wrote before, and nothing is promised to who waited before', async () => {
  const { bed, journal } = await formatted();
  await bed.settle(journal.newEpoch(namespace, 2, 'aa'));
  await bed.segment(journal, 2, 5, 2);
  const candidate = journal.newEpoch(namespace, 3, 'bb');
  await bed.settle(journal.doPreUpgrade());
  await assert.rejects(bed.settle(bed.write(journal, 2, 5, 8, 1)), /An upgrade of the journal is under way/);
  await assert.rejects(bed.settle(journal.startLogSegment(bed.call(2), 8, nameNodeLayoutVersion)), /An upgrade of the journal is under way/);
  // As Apache's NameNode does when it has saved its image.
  await bed.settle(journal.purgeLogsOlderThan(bed.call(2), 5));
  assert.deepEqual(journal.getEditLogManifest(1, true).logs.map(({ startTxId }) => startTxId), [5]);
  await assert.rejects(bed.settle(candidate), /Epoch 3 is not promised: an upgrade of the journal has begun meanwhile/);
  await bed.settle(journal.doUpgrade(upgraded));
  await bed.settle(journal.newEpoch(upgraded, 3, 'bb'));
  assert.deepEqual(await folders(bed), ['current', 'previous']);
});

test('one that was away learns when it is back, after an upgrade and after a rollback', async () => {
  const set = new JournalSet(1);
  await set.up();
  const before = set.nameNode('nn1', { leased: true });
  await before.becomeActive();
  await before.write(3);
  await before.finalize();
  before.kill();
  await set.pass(2000);
  host(set, 2).kill();
  for (const index of [0, 1]) {
    const journal = await journalOf(set, index);
    await set.settle(journal?.doPreUpgrade() ?? Promise.reject(new Error('none')));
    await set.settle(journal?.doUpgrade(upgraded) ?? Promise.reject(new Error('none')));
  }
  const after = set.nameNode('nn2', { leased: true, namespace: upgraded });
  await after.becomeActive();
  await after.write(4);
  await host(set, 2).start();
  await set.pass(1000);
  assert.equal((await journalOf(set, 2))?.formatted, false);
  await learns(set, after, 2);
  assert.equal((await journalOf(set, 2))?.info.cTime, upgraded.cTime);
  assert.deepEqual((await host(set, 2).disk.list(root)).filter((name) => name === 'previous'), []);
  // jn1 misses the way back, and keeps a log that is none any more: its segments are nobody's, though they are final.
  await after.roll();
  after.kill();
  await set.pass(2000);
  host(set, 0).kill();
  await set.settle((await journalOf(set, 1))?.doRollback() ?? Promise.reject(new Error('none')));
  await host(set, 2).wipe();
  await host(set, 2).start();
  await host(set, 0).start();
  await set.pass(3000);
  const lone = set.nameNode('nn3', { leased: true });
  const undecided = await lone.recover().then(() => 'won', (error: unknown) => String(error));
  assert.match(undecided, /has not heard yet what the others remember/);
});

test('one that missed an upgrade, and hears of none, takes no part in the epochs that follow it', async () => {
  const set = new JournalSet(1);
  await set.up();
  const before = set.nameNode('nn1', { leased: true });
  await before.becomeActive();
  await before.write(3);
  await before.finalize();
  before.kill();
  await set.pass(2000);
  for (const other of ['jn1', 'jn2']) set.network.cut(other, 'jn3');
  for (const index of [0, 1]) {
    const journal = await journalOf(set, index);
    await set.settle(journal?.doPreUpgrade() ?? Promise.reject(new Error('none')));
    await set.settle(journal?.doUpgrade(upgraded) ?? Promise.reject(new Error('none')));
  }
  const after = set.nameNode('nn2', { leased: true, namespace: upgraded });
  await after.becomeActive();
  await after.write(2);
  await after.roll();
  await set.pass(20_000);
  const missed = await journalOf(set, 2);
  assert.ok(missed !== undefined);
  const { lastWriterEpoch, highestWrittenTxId } = missed.status();
  assert.deepEqual([lastWriterEpoch, highestWrittenTxId], [1, 4]);
  const request = { epoch: missed.promisedEpoch, serial: 1000, from: 'nn2' };
  await assert.rejects(set.settle(missed.prepareRecovery(request, 5)), /too few of the others answer to know whether it missed an upgrade/);
  await assert.rejects(set.settle(missed.finalizeLogSegment(request, 1, 4)), /too few of the others answer to know whether it missed an upgrade/);
  set.network.healAll();
  await set.pass(3000);
  assert.equal(missed.formatted, false);
  await learns(set, after, 2);
  await after.write(2);
  assert.equal(missed.info.cTime, upgraded.cTime);
});

test('one that has the first step of an upgrade alone learns, and keeps nothing of it', async () => {
  const set = new JournalSet(4);
  await set.up();
  const before = set.nameNode('nn1', { leased: true });
  await before.becomeActive();
  await before.write(3);
  await before.finalize();
  before.kill();
  await set.pass(2000);
  for (const index of [0, 1, 2]) {
    const journal = await journalOf(set, index);
    await set.settle(journal?.doPreUpgrade() ?? Promise.reject(new Error('none')));
    if (index < 2) await set.settle(journal?.doUpgrade(upgraded) ?? Promise.reject(new Error('none')));
  }
  set.network.cut('nn2', 'jn3');
  const after = set.nameNode('nn2', { leased: true, namespace: upgraded });
  await after.becomeActive();
  await after.write(4);
  // It hears of the epoch with the first segment.
  const missed = await journalOf(set, 2);
  assert.ok(missed !== undefined);
  const promised = (await journalOf(set, 0))?.promisedEpoch ?? 0;
  await assert.rejects(set.settle(missed.startLogSegment({ epoch: promised, serial: 0, from: 'nn2' }, after.nextTxid, nameNodeLayoutVersion)), /not formatted/);
  set.network.healAll();
  await learns(set, after, 2);
  await after.write(2);
  assert.deepEqual((await host(set, 2).disk.list(root)).sort(), ['current', 'in_use.lock', 'quorate-set-aside']);
  assert.match(Buffer.from(await host(set, 2).disk.readFile(`${root}/quorate-set-aside/VERSION`)).toString(), new RegExp(`cTime=${namespace.cTime}\n`));
  await host(set, 2).restart();
  await set.pass(1000);
  const again = await journalOf(set, 2);
  assert.deepEqual([again?.info.cTime, await again?.canRollBack(nameNodeLayoutVersion)], [upgraded.cTime, false]);
});

for (const upgradedBefore of [3, 1]) {
  test(`a NameNode dies when ${upgradedBefore} of 3 JournalNodes are upgraded: as the old one that it is then it takes them back, and leads`, async () => {
    const set = new JournalSet(2);
    await set.up();
    const nn1 = set.nameNode('nn1', { leased: true });
    await nn1.becomeActive();
    await nn1.write(3);
    await nn1.finalize();
    const written = nn1.nextTxid - 1;
    await set.settle(nn1.journal.upgrade.doPreUpgrade());
    for (let index = 0; index < upgradedBefore; index++) await set.settle((await journalOf(set, index))?.doUpgrade(upgraded) ?? Promise.reject(new Error('none')));
    nn1.kill();
    await set.pass(2000);
    const nn2 = set.nameNode('nn2', { leased: true });
    const { upgrade } = nn2.journal;
    const able = await set.settle(upgrade.canRollBack(nameNodeLayoutVersion));
    const there = await set.settle(upgrade.atCTime(namespace.cTime));
    assert.deepEqual([able.length, there.length], [upgradedBefore, 3 - upgradedBefore]);
    await set.settle(upgrade.doRollback([...able, ...there]));
    assert.equal(await nn2.becomeActive(), written);
    await nn2.write(2);
    for (const index of [0, 1, 2]) {
      assert.equal((await journalOf(set, index))?.info.cTime, namespace.cTime);
      assert.deepEqual((await host(set, index).disk.list(root)).filter((name) => name.startsWith('previous')), []);
    }
  });
}
