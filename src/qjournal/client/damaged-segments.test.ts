// Segments that cannot be read, or are not what they were: who finds them, who repairs them, and who waits for them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorldError } from '../../env/env.ts';
import type { Disk } from '../../env/env.ts';
import { watchedDisk } from '../testing/fault-disk.ts';
import { JournalSet } from '../testing/journal-set.ts';
import type { JournalHost } from '../testing/journal-set.ts';
import { active, chores, finals, host, voter } from '../testing/learner-bed.ts';

/** Files that `fails` names cannot be opened to be read. */
function unreadable(disk: Disk, fails: (path: string) => boolean): Disk {
  return {
    ...disk,
    open: async (path, mode) => {
      if (mode === 'read' && fails(path)) throw new WorldError('io', path);
      return disk.open(path, mode);
    },
  };
}

/** While it is full, nothing is fetched from others. */
function withoutRoomToFetch(disk: Disk, isFull: () => boolean): Disk {
  return watchedDisk(disk, {
    before: (step, path) => {
      if (isFull() && step === 'write' && path.includes('fetch=')) throw new WorldError('no-space', path);
    },
  });
}

test('a segment that the disk failed to read, and that nobody else has, is served again when it can be read', async () => {
  const set = new JournalSet(12);
  set.sync = { scrubPeriodMs: 60_000, scrubBytesPerSecond: 1_000_000 };
  let fails = false;
  host(set, 1).wrap = (disk) => unreadable(disk, () => fails);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(5);
  await nn1.roll();
  const [name = ''] = [...(await finals(host(set, 1))).keys()];
  for (const other of [host(set, 0), host(set, 2)]) {
    other.kill();
    await other.disk.attach().remove(`/jn/ns1/current/${name}`);
  }
  const journal = await host(set, 1).node?.journal('ns1');
  fails = true;
  await set.settle(journal?.suspect(1) ?? Promise.resolve());
  assert.equal(journal?.status().segmentsDamaged, 1);
  fails = false;
  await set.pass(12_000);
  assert.equal(journal?.status().segmentsDamaged, 0);
  assert.ok(journal?.getEditLogManifest(1, false).logs.some(({ startTxId }) => startTxId === 1));
});

test('a JournalNode does not vote without a segment that the only one who has it cannot read for a while', async () => {
  const set = new JournalSet(27);
  set.sync = { scrubPeriodMs: 600_000, scrubBytesPerSecond: 1_000_000 };
  let fails = false;
  host(set, 1).wrap = (disk) => unreadable(disk, (path) => fails && /edits_0+1-/.test(path));
  await set.up();
  const nn1 = set.nameNode('nn1', { leased: true });
  await nn1.becomeActive();
  host(set, 0).kill();
  await nn1.write(5);
  await nn1.roll();
  const [name = '', bytes] = [...(await finals(host(set, 1)))][0] ?? [];
  assert.match(name, /^edits_0+1-/);
  // It is damaged on the second one before the first one can have it, and the third one loses it.
  fails = true;
  const journal = await host(set, 1).node?.journal('ns1');
  await set.settle(journal?.suspect(1) ?? Promise.resolve());
  assert.equal(journal?.status().segmentsDamaged, 1);
  await host(set, 2).wipe();
  await host(set, 0).start();
  await chores(set, nn1, async () => (await host(set, 0).node?.journal('ns1'))?.status().highestWrittenTxId === nn1.nextTxid - 1);
  await nn1.write(5);
  await nn1.roll();
  await host(set, 2).start();
  const trouble = async (): Promise<string> => (await host(set, 2).node?.journal('ns1'))?.status().trouble ?? '';
  await chores(set, nn1, async () => (await trouble()).includes('segment 1 is damaged wherever it is: jn2:8490'));
  await set.pass(2000);
  assert.equal(await voter(set, 2), false);
  fails = false;
  await chores(set, nn1, () => voter(set, 2), 30_000);
  assert.equal((await finals(host(set, 2))).get(name), bytes);
});

test('a recovery puts the log that it has chosen in the place of a final segment that is damaged', async () => {
  const set = new JournalSet(28);
  let [fails, full] = [false, true];
  host(set, 0).wrap = (disk) => unreadable(withoutRoomToFetch(disk, () => full), (path) => fails && path.includes('edits_'));
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(5);
  // The third one does not learn that the segment is final, and the first one's disk does not read it any more.
  host(set, 2).kill();
  await nn1.finalize();
  nn1.kill();
  await host(set, 2).start();
  const journal = await host(set, 0).node?.journal('ns1');
  fails = true;
  await set.settle(journal?.suspect(1) ?? Promise.resolve());
  assert.equal(journal?.status().segmentsDamaged, 1);
  fails = false;
  set.world.listeners.add((_who, text) => {
    if (text.startsWith('epoch won')) full = false;
  });
  await set.nameNode('nn2').recover();
  await set.pass(1000);
  assert.equal(journal?.status().segmentsDamaged, 0);
  assert.deepEqual(await finals(host(set, 0)), await finals(host(set, 1)));
  await host(set, 0).restart();
  assert.equal((await host(set, 0).node?.journal('ns1'))?.status().highestWrittenTxId, 6);
});

test('the scrubber finds what rots without a reader', async () => {
  const set = new JournalSet(8);
  set.sync = { scrubPeriodMs: 60_000, scrubBytesPerSecond: 100_000 };
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(500);
  await nn1.roll();
  const [name = ''] = [...(await finals(host(set, 1))).keys()];
  const file = await host(set, 1).disk.attach().open(`/jn/ns1/current/${name}`, 'update');
  await file.write(Buffer.from([7]), 5000);
  await file.close();
  await set.pass(150_000);
  const journal = await host(set, 1).node?.journal('ns1');
  assert.ok((journal?.metrics.segmentsScrubbed ?? 0) > 0);
  assert.equal(journal?.metrics.segmentsRepaired, 1);
  assert.deepEqual(await finals(host(set, 1)), await finals(host(set, 0)));
});

/** The layout version at a segment's head turns from -67 to `layout`. */
async function turnLayout(each: JournalHost, name: string, layout: number): Promise<void> {
  const file = await each.disk.attach().open(`/jn/ns1/current/${name}`, 'update');
  await file.write(Buffer.from([layout & 0xff]), 3);
  await file.close();
}

for (const layout of [-65, -68]) {
  test(`a header that has turned into layout ${layout}, which no checksum covers, is not learned, and is found by the scrubber`, async () => {
    const { set, nn1 } = await active(21, { scrubPeriodMs: 60_000, scrubBytesPerSecond: 100_000 });
    await nn1.write(5);
    await nn1.roll();
    await nn1.write(5);
    await nn1.roll();
    const good = await finals(host(set, 1));
    const [first = ''] = [...good.keys()];
    await turnLayout(host(set, 0), first, layout);
    await host(set, 2).wipe();
    await host(set, 2).start();
    await chores(set, nn1, () => voter(set, 2));
    assert.equal((await finals(host(set, 2))).get(first), good.get(first));
    assert.notEqual((await finals(host(set, 0))).get(first), good.get(first));
    await set.pass(150_000);
    assert.equal((await finals(host(set, 0))).get(first), good.get(first));
    assert.equal((await host(set, 0).node?.journal('ns1'))?.metrics.segmentsRepaired, 1);
  });
}

test('a header that has turned is not learned either while the good one cannot be read', async () => {
  const { set, nn1 } = await active(26);
  await nn1.write(5);
  await nn1.roll();
  await nn1.write(5);
  await nn1.roll();
  const good = await finals(host(set, 1));
  const [first = ''] = [...good.keys()];
  await turnLayout(host(set, 0), first, -65);
  let fails = true;
  let refusals = 0;
  host(set, 1).wrap = (disk) => unreadable(disk, (path) => {
    const refused = fails && path.endsWith(first);
    if (refused) refusals++;
    return refused;
  });
  await host(set, 1).restart();
  await host(set, 2).wipe();
  await host(set, 2).start();
  await chores(set, nn1, async () => refusals > 3);
  assert.equal(await voter(set, 2), false);
  fails = false;
  await chores(set, nn1, () => voter(set, 2));
  assert.equal((await finals(host(set, 2))).get(first), good.get(first));
});

test('a segment that can be read, and cannot be compared with another JournalNode\'s, is no damage until it is', async () => {
  const { set, nn1 } = await active(25, { scrubPeriodMs: 60_000, scrubBytesPerSecond: 100_000 });
  await nn1.write(5);
  await nn1.roll();
  const [first = ''] = [...(await finals(host(set, 0))).keys()];
  await turnLayout(host(set, 0), first, -66);
  let full = true;
  host(set, 0).wrap = (disk) => withoutRoomToFetch(disk, () => full);
  await host(set, 0).restart();
  const journal = await host(set, 0).node?.journal('ns1');
  await set.pass(90_000);
  assert.ok((journal?.metrics.segmentsScrubbed ?? 0) > 0);
  assert.equal(journal?.status().segmentsDamaged, 0);
  assert.equal(journal?.status().trouble, undefined);
  full = false;
  await set.pass(20_000);
  assert.equal(journal?.metrics.segmentsRepaired, 1);
  assert.deepEqual(await finals(host(set, 0)), await finals(host(set, 1)));
});

test('segments from before an upgrade, in an older layout, are learned, and no damage', async () => {
  const { set, nn1 } = await active(22, { scrubPeriodMs: 60_000, scrubBytesPerSecond: 100_000 });
  await nn1.write(5);
  await nn1.roll();
  const [first = ''] = [...(await finals(host(set, 0))).keys()];
  for (const index of [0, 1, 2]) await turnLayout(host(set, index), first, -66);
  await host(set, 2).wipe();
  await host(set, 2).start();
  await chores(set, nn1, () => voter(set, 2));
  await set.pass(150_000);
  for (const index of [0, 1, 2]) {
    assert.equal((await finals(host(set, index))).get(first), (await finals(host(set, 0))).get(first));
    assert.equal((await host(set, index).node?.journal('ns1'))?.status().segmentsDamaged, 0);
  }
});
