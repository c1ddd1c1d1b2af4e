// JournalNodes that miss calls take writes again in the segment in progress, within a second of being able to (HA.md E).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorldError } from '../../env/env.ts';
import { watchedDisk } from '../testing/fault-disk.ts';
import { JournalSet } from '../testing/journal-set.ts';
import type { JournalHost, TestNameNode } from '../testing/journal-set.ts';

const within = 1000;

function host(set: JournalSet, index: number): JournalHost {
  const found = set.hosts[index];
  assert.ok(found !== undefined);
  return found;
}

/** An Active with three JournalNodes; what is kept for one that is away is `keptBytesMax`. */
async function active(seed: number, options: { readonly keptBytesMax?: number; readonly queueBytesMax?: number } = {}): Promise<{ set: JournalSet; nn1: TestNameNode }> {
  const set = new JournalSet(seed);
  await set.up();
  const nn1 = set.nameNode('nn1', options);
  await nn1.becomeActive();
  return { set, nn1 };
}

/** Lets time pass, at most a second, until the JournalNode is written to and has everything. */
async function untilInSync(set: JournalSet, nn: TestNameNode, index: number): Promise<number> {
  const fromMs = set.world.nowMs;
  const ready = (): boolean => {
    const logger = nn.journal.status()[index];
    return logger?.outOfSync === false && logger.ackedTxid === nn.nextTxid - 1;
  };
  await set.world.run(fromMs + within, ready);
  assert.ok(ready(), `${JSON.stringify(nn.journal.status()[index])}\n${set.world.trace.slice(-30).join('\n')}`);
  return set.world.nowMs - fromMs;
}

/** The segments of all JournalNodes are the same, byte for byte, once the open one is final. */
async function allAlike(set: JournalSet, nn: TestNameNode): Promise<void> {
  await nn.finalize();
  await set.pass(50);
  const contents = await Promise.all(set.hosts.map(async (each) => {
    const names = (await each.files()).filter((name) => /^edits_\d+-\d+$/.test(name)).sort();
    return Promise.all(names.map(async (name) => [name, Buffer.from(await each.read(name)).toString('hex')]));
  }));
  assert.ok((contents[0]?.length ?? 0) > 0);
  for (const other of contents.slice(1)) assert.deepEqual(other, contents[0]);
}

const fetched = async (each: JournalHost): Promise<number> => (await each.node?.journal('ns1'))?.metrics.segmentsFetched ?? -1;

test('one that was killed goes on in the same segment, from the writer\'s memory', async () => {
  const { set, nn1 } = await active(1);
  await nn1.write(5);
  host(set, 2).kill();
  await nn1.write(7);
  await nn1.write(3);
  assert.equal(nn1.journal.status()[2]?.outOfSync, true);
  await host(set, 2).start();
  await untilInSync(set, nn1, 2);
  await nn1.write(2);
  assert.equal(await fetched(host(set, 2)), 0);
  assert.equal(nn1.journal.epoch, 1);
  await allAlike(set, nn1);
});

for (const seed of [2, 3, 4, 5, 6, 7]) {
  test(`one that lost power amid its writes cuts the torn tail and goes on (seed ${seed})`, async () => {
    const { set, nn1 } = await active(seed);
    const random = set.world.stream('cut');
    set.syncMs = () => 20;
    await nn1.write(5);
    const underWay = Array.from({ length: 4 }, () => nn1.journal.journal(nn1.edits(400)));
    await set.pass(5 + 20 * random.next());
    host(set, 0).powerCut(() => random.next());
    await set.settle(Promise.all(underWay));
    set.syncMs = () => 0.1;
    await host(set, 0).start();
    await untilInSync(set, nn1, 0);
    await allAlike(set, nn1);
  });
}

test('what the writer does not hold any more comes from a JournalNode that follows it', async () => {
  const { set, nn1 } = await active(8, { keptBytesMax: 2000 });
  await nn1.write(50);
  host(set, 1).kill();
  for (let i = 0; i < 20; i++) await nn1.write(50);
  await host(set, 1).start();
  await untilInSync(set, nn1, 1);
  assert.equal(await fetched(host(set, 1)), 1);
  await nn1.write(5);
  await allAlike(set, nn1);
});

test('what the writer does not hold any more is not asked of Apache\'s, which do not tell whom they follow: the next segment is the way back', async () => {
  const { set, nn1 } = await active(9, { keptBytesMax: 2000 });
  const asked: string[] = [];
  for (const index of [1, 2]) {
    const journal = await host(set, index).node?.journal('ns1');
    assert.ok(journal !== undefined);
    // What it answers is what Apache's does.
    Object.defineProperty(journal.membership, 'encoded', { value: undefined });
    journal.openSegment = async (firstTxId) => {
      asked.push(`jn${index + 1} ${firstTxId}`);
      return undefined;
    };
  }
  nn1.kill();
  const nn2 = set.nameNode('nn2', { keptBytesMax: 2000 });
  await nn2.becomeActive();
  host(set, 0).kill();
  for (let i = 0; i < 10; i++) await nn2.write(50);
  await host(set, 0).start();
  await set.pass(3000);
  assert.deepEqual(asked, []);
  assert.equal(nn2.journal.rollWouldHelp(), true);
  await nn2.roll();
  await untilInSync(set, nn2, 0);
});

test('one that missed the election and the beginning of the segment joins it, and an old segment of a dead epoch is out of the way', async () => {
  const { set, nn1 } = await active(9);
  await nn1.write(5);
  // jn3 alone gets edits that come to nothing; then it is away while another NameNode takes over.
  set.network.cut('nn1', 'jn1');
  set.network.cut('nn1', 'jn2');
  nn1.journal.journal(nn1.edits(4, 'dead')).catch(() => {});
  await set.pass(50);
  host(set, 2).kill();
  // With its machine, and what that had still to send.
  set.network.powerOff('nn1');
  nn1.kill();
  set.network.healAll();
  const nn2 = set.nameNode('nn2');
  await nn2.becomeActive();
  await nn2.write(9);
  await host(set, 2).start();
  assert.equal((await host(set, 2).node?.journal('ns1'))?.promisedEpoch, 1);
  await nn2.write(1);
  await untilInSync(set, nn2, 2);
  assert.equal((await host(set, 2).node?.journal('ns1'))?.promisedEpoch, 2);
  await nn2.write(1);
  await nn2.finalize();
  await set.pass(20);
  assert.ok((await host(set, 2).files()).some((name) => /^edits_0*7-\d+$/.test(name)), (await host(set, 2).files()).join());
});

test('one that was paused beyond what is queued for it is back when it goes on', async () => {
  const { set, nn1 } = await active(10, { queueBytesMax: 3000 });
  host(set, 1).process?.pause();
  for (let i = 0; i < 30; i++) await nn1.write(20);
  await set.pass(3000);
  assert.equal(nn1.journal.status()[1]?.outOfSync, true);
  await nn1.write(20);
  host(set, 1).process?.resume();
  await untilInSync(set, nn1, 1);
  await nn1.write(1);
  await allAlike(set, nn1);
});

test('one that was cut off is back when the cut is healed, however long TCP would wait', async () => {
  const { set, nn1 } = await active(11);
  set.network.giveUpMs = 100_000;
  set.network.cut('nn1', 'jn1');
  set.network.cut('jn1', 'nn1');
  for (let i = 0; i < 20; i++) {
    await nn1.write(3);
    await set.pass(400);
  }
  set.network.healAll();
  await untilInSync(set, nn1, 0);
  await nn1.write(1);
  await allAlike(set, nn1);
});

test('a segment that rots under a restart is replaced by a good one, not cut', async () => {
  const { set, nn1 } = await active(12);
  await nn1.write(5);
  await nn1.write(40);
  await nn1.write(40);
  host(set, 0).kill();
  const name = (await host(set, 0).files()).find((each) => each.startsWith('edits_inprogress')) ?? '';
  const file = await host(set, 0).disk.attach().open(`/jn/ns1/current/${name}`, 'update');
  await file.write(Buffer.from([0x55, 0x55, 0x55]), 300);
  await file.close();
  await host(set, 0).start();
  await nn1.write(1);
  await untilInSync(set, nn1, 0);
  assert.equal(await fetched(host(set, 0)), 1);
  await allAlike(set, nn1);
});

test('all are restarted one after the other under load: no write fails, and nobody is elected', async () => {
  const { set, nn1 } = await active(13);
  let over = false;
  const failures: unknown[] = [];
  let written = 0;
  const writer = (async () => {
    while (!over) {
      await nn1.journal.journal(nn1.edits(10)).then(() => written++, (error: unknown) => failures.push(error));
      await new Promise<void>((resolve) => nn1.env.after(2, resolve));
    }
  })();
  const backAfter: number[] = [];
  for (const index of [0, 1, 2, 0, 1, 2]) {
    await set.pass(200);
    host(set, index).kill();
    await set.pass(700);
    await host(set, index).start();
    const logger = (): boolean => nn1.journal.status()[index]?.outOfSync === false;
    const fromMs = set.world.nowMs;
    await set.world.run(fromMs + within, logger);
    assert.ok(logger(), JSON.stringify(nn1.journal.status()));
    backAfter.push(set.world.nowMs - fromMs);
  }
  await set.pass(200);
  over = true;
  await set.settle(writer);
  assert.deepEqual(failures, []);
  assert.ok(written > 500, `${written} writes`);
  assert.equal(nn1.journal.epoch, 1);
  assert.ok(Math.max(...backAfter) < within, backAfter.join());
  await untilInSync(set, nn1, 2);
  await allAlike(set, nn1);
});

test('one whose disk is full is asked ever more seldom, and that is told once; it is back some seconds after there is room', async () => {
  const { set, nn1 } = await active(14);
  const { disk } = host(set, 2);
  disk.capacityBytes = disk.usedBytes;
  // What was reserved for the segment is used up first.
  for (let i = 0; i < 30; i++) await nn1.write(60, 'x'.repeat(40));
  assert.equal(nn1.journal.status()[2]?.outOfSync, true);
  const told = (what: string): number => set.world.trace.filter((line) => line.includes(what)).length;
  const joined = told('segment joined again');
  await set.pass(20_000);
  assert.ok(told('segment joined again') - joined < 20, `${told('segment joined again') - joined} times in 20 s`);
  assert.deepEqual([told('JournalNode is out of sync'), told('JournalNode is written to again')], [1, 0], set.world.trace.slice(-20).join('\n'));
  disk.capacityBytes = Infinity;
  await set.pass(6000);
  assert.equal(nn1.journal.status()[2]?.ackedTxid, nn1.nextTxid - 1);
  assert.deepEqual([told('JournalNode is out of sync'), told('JournalNode is written to again')], [1, 1]);
  await allAlike(set, nn1);
  // The next time it is asked at once again.
  host(set, 2).kill();
  await nn1.start();
  await host(set, 2).start();
  await untilInSync(set, nn1, 2);
});

test('one whose disk has become read-only has the log rolled ever more seldom, and is back within a second of being able to', async () => {
  const set = new JournalSet(15);
  let readOnly = false;
  const refuse = (): void => {
    if (readOnly) throw new WorldError('io', 'read-only file system');
  };
  host(set, 2).wrap = (disk) => watchedDisk(disk, { before: refuse });
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(5);
  readOnly = true;
  await nn1.write(1);
  let rolls = 0;
  for (let i = 0; i < 60; i++) {
    await set.pass(1000);
    if (!nn1.journal.rollWouldHelp()) continue;
    rolls++;
    await nn1.roll();
  }
  assert.ok(rolls >= 4 && rolls <= 6, `${rolls} rolls in a minute`);
  readOnly = false;
  await untilInSync(set, nn1, 2);
});
