// A writer with JournalNodes of Apache's, which do one thing at a time and say nothing meanwhile, cannot be taken back into a segment, and
// refuse to begin one twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HdfsException } from '../../protocol/exceptions.ts';
import { JournalSet } from '../testing/journal-set.ts';
import type { TestNameNode } from '../testing/journal-set.ts';

/** What a JournalNode of Apache's is asked, and how long it takes for each, in ms. */
class Asked {
  readonly methods: string[] = [];
  tookMs: (method: string) => number = () => 0;
  refuse: (method: string) => void = () => {};
  readonly #set: JournalSet;

  constructor(set: JournalSet) {
    this.#set = set;
  }

  readonly hear = async (method: string): Promise<void> => {
    this.methods.push(method);
    await new Promise<void>((resolve) => this.#set.world.schedule(this.tookMs(method), undefined, () => resolve()));
    this.refuse(method);
  };

  count(method: string): number {
    return this.methods.filter((each) => each === method).length;
  }
}

/** An Active with two JournalNodes of ours and one of Apache's. */
async function active(seed: number): Promise<{ set: JournalSet; nn1: TestNameNode; asked: Asked }> {
  const set = new JournalSet(seed);
  const asked = new Asked(set);
  const [,, jn3] = set.hosts;
  if (jn3 !== undefined) jn3.apache = { asked: asked.hear };
  set.peers = new Map();
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(3);
  await set.pass(100);
  assert.deepEqual(nn1.journal.status().map(({ ours, outOfSync }) => [ours, outOfSync]), [[true, false], [true, false], [false, false]]);
  return { set, nn1, asked };
}

/** A second of the Active's: it looks after its JournalNodes, and writes. */
async function second(set: JournalSet, nn1: TestNameNode): Promise<boolean> {
  await set.pass(1000);
  const rolls = nn1.journal.rollWouldHelp();
  if (rolls) await nn1.roll();
  await nn1.write(1);
  return rolls;
}

test('one of Apache\'s whose disk is slow stays in sync', async () => {
  const { set, nn1, asked } = await active(1);
  asked.tookMs = (method) => (method === 'journal' ? 1700 : 0);
  let rolls = 0;
  for (let i = 0; i < 10; i++) if (await second(set, nn1)) rolls++;
  asked.tookMs = () => 0;
  await set.pass(30_000);
  assert.equal(rolls, 0);
  assert.equal(nn1.journal.status()[2]?.outOfSync, false);
  assert.equal(nn1.journal.status()[2]?.ackedTxid, nn1.nextTxid - 1);
});

test('one of Apache\'s that is slow to begin a segment is back with it', async () => {
  const { set, nn1, asked } = await active(2);
  const [,, jn3] = set.hosts;
  jn3?.kill();
  await nn1.write(1);
  assert.equal(nn1.journal.status()[2]?.outOfSync, true);
  asked.tookMs = (method) => (method === 'startLogSegment' ? 900 : 0);
  await jn3?.start();
  let rolls = 0;
  for (let i = 0; i < 10; i++) if (await second(set, nn1)) rolls++;
  assert.equal(rolls, 1);
  assert.equal(nn1.journal.status()[2]?.outOfSync, false);
  assert.equal(asked.count('startLogSegment'), 2);
});

test('a segment is not begun twice at one of Apache\'s whose connection broke behind the first time, and it writes along in it', async () => {
  const { set, nn1, asked } = await active(3);
  asked.tookMs = (method) => (method === 'startLogSegment' ? 50 : 0);
  await nn1.finalize();
  const started = nn1.start();
  await set.pass(20);
  set.network.reset('nn1', 'jn3');
  await started;
  await nn1.write(2);
  await set.pass(200);
  assert.equal(asked.count('startLogSegment'), 2);
  assert.equal(nn1.journal.status()[2]?.outOfSync, false);
  assert.equal(nn1.journal.status()[2]?.ackedTxid, nn1.nextTxid - 1);
});

test('one of Apache\'s that was cut off for long is back with a new segment soon after it can be reached', async () => {
  const { set, nn1 } = await active(6);
  set.network.resendsByClock = true;
  set.network.giveUpMs = 900_000;
  set.network.cut('nn1', 'jn3');
  set.network.cut('jn3', 'nn1');
  await nn1.write(1);
  await set.pass(60_000);
  set.network.healAll();
  let rolls = 0;
  for (let i = 0; i < 8; i++) if (await second(set, nn1)) rolls++;
  await set.pass(100);
  assert.equal(rolls, 1);
  assert.equal(nn1.journal.status()[2]?.ackedTxid, nn1.nextTxid - 1);
});

test('one of Apache\'s that cannot begin a segment has the log rolled ever more seldom, and is back when it can', async () => {
  const { set, nn1, asked } = await active(4);
  asked.refuse = (method) => {
    if (method === 'journal' || method === 'startLogSegment') throw new HdfsException('IOException', 'No space left on device');
  };
  let rolls = 0;
  for (let i = 0; i < 60; i++) if (await second(set, nn1)) rolls++;
  assert.ok(rolls >= 4 && rolls <= 6, `${rolls} rolls in a minute`);
  asked.refuse = () => {};
  for (let i = 0; i < 64 && nn1.journal.status()[2]?.outOfSync === true; i++) await second(set, nn1);
  await nn1.write(1);
  await set.pass(100);
  assert.equal(nn1.journal.status()[2]?.ackedTxid, nn1.nextTxid - 1);
  // What was is over: the next time it is not waited for.
  set.network.reset('nn1', 'jn3');
  await nn1.write(1);
  rolls = 0;
  for (let i = 0; i < 4; i++) if (await second(set, nn1)) rolls++;
  assert.deepEqual([rolls, nn1.journal.status()[2]?.outOfSync], [1, false]);
});

test('a Standby asks Apache\'s for a committed txid without having them read their open segments', async () => {
  const set = new JournalSet(5);
  const asked: unknown[] = [];
  for (const host of set.hosts) host.apache = { servesEdits: true, asked: (method, request) => void (method === 'getEditLogManifest' && asked.push(request)) };
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  const tail = set.nameNode('nn2').journal.tail();
  let next = 1;
  for (let i = 0; i < 20; i++) {
    await nn1.write(1);
    const reading = tail.read(next, 1000);
    for (const batch of await set.settle(reading)) next = batch.lastTxid + 1;
  }
  await set.pass(100);
  for (const batch of await set.settle(tail.read(next, 1000))) next = batch.lastTxid + 1;
  assert.equal(next, nn1.nextTxid);
  assert.ok(asked.length > 0);
  assert.deepEqual(asked.filter((request) => (request as { readonly inProgressOk?: boolean }).inProgressOk === true), []);
  tail.stop();
});
