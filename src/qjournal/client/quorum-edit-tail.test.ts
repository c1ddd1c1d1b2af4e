import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QuorumLost } from '../../edit-log/journal-manager.ts';
import type { EditBatch } from '../../edit-log/edit-batch.ts';
import type { Network, Socket } from '../../env/env.ts';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import type { GetJournaledEditsResponseProto } from '../../wire/qjournal-protocol.ts';
import { JournalSet } from '../testing/journal-set.ts';
import type { TestNameNode } from '../testing/journal-set.ts';
import type { EditReader } from './edit-reader.ts';
import { QuorumEditTail } from './quorum-edit-tail.ts';

/** A Standby that reads as the tailer does, and when each txid reached it. */
class Standby {
  readonly seenMs = new Map<number, number>();
  readonly paths = new Map<number, string>();
  readonly nameNode: TestNameNode;
  readonly #set: JournalSet;
  next = 1;
  #stopped = false;

  constructor(set: JournalSet, name = 'standby') {
    this.#set = set;
    this.nameNode = set.nameNode(name);
  }

  start(): this {
    void this.#run();
    return this;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      let batches: readonly EditBatch[] = [];
      try {
        batches = await this.nameNode.journal.tail().read(this.next, 1000);
      } catch (error) {
        assert.ok(error instanceof QuorumLost, String(error));
        await new Promise<void>((resolve) => this.nameNode.env.after(50, resolve));
      }
      for (const batch of batches) {
        assert.equal(batch.firstTxid, this.next);
        batch.ops().forEach((op, index) => {
          this.seenMs.set(batch.firstTxid + index, this.#set.world.nowMs);
          this.paths.set(batch.firstTxid + index, op.op === 'OP_SET_REPLICATION' ? op.path : op.op);
        });
        this.next += batch.count;
      }
    }
  }
}

test('a Standby has every edit within a millisecond of the writer\'s acknowledgement', async () => {
  const set = new JournalSet(1);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  const standby = new Standby(set).start();
  await set.pass(100);
  const lags: number[] = [];
  for (let i = 0; i < 30; i++) {
    await nn1.write(1);
    const ackedMs = set.world.nowMs;
    await set.pass(37);
    lags.push((standby.seenMs.get(nn1.nextTxid - 1) ?? Infinity) - ackedMs);
  }
  lags.sort((a, b) => a - b);
  assert.ok((lags[15] ?? 9) < 0.5 && (lags.at(-1) ?? 9) < 2, `median ${lags[15]} ms, worst ${lags.at(-1)} ms`);
});

test('a Standby whose connections are gone without a word reads on within seconds', async () => {
  const set = new JournalSet(15);
  await set.up();
  set.network.giveUpMs = 1000;
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  const standby = new Standby(set).start();
  await set.pass(5000);
  const journalNodes = set.hosts.map(({ name }) => name);
  for (const name of journalNodes) set.network.cut(name, 'standby');
  await nn1.write(5);
  // The JournalNodes try to answer for a second; nobody tells the Standby that they gave up.
  await set.pass(1500);
  for (const name of journalNodes) set.network.heal(name, 'standby');
  await set.pass(4000);
  assert.equal(standby.next, nn1.nextTxid);
  standby.stop();
});

test('a tail that is stopped ends its read at once, asks nobody any more, and reads on from anywhere', async () => {
  const set = new JournalSet(14);
  set.peers = new Map();
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(5);
  const tail = set.nameNode('standby').journal.tail();
  const read = async (fromTxid: number): Promise<number[]> => (await tail.read(fromTxid, 10_000)).map((batch) => batch.firstTxid);
  assert.deepEqual(await set.settle(read(1)), [1]);
  const waiting = read(nn1.nextTxid);
  await set.pass(500);
  tail.stop();
  assert.deepEqual(await set.settle(waiting, 1), []);
  await nn1.write(1);
  await set.pass(50);
  const before = set.world.events;
  await set.pass(10_000);
  assert.ok(set.world.events - before < 100, `${set.world.events - before} events`);
  assert.deepEqual(await set.settle(read(nn1.nextTxid - 1)), [nn1.nextTxid - 1]);
});

test('an idle tail asks each JournalNode about once a second', async () => {
  const set = new JournalSet(2);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  new Standby(set).start();
  await set.pass(1000);
  const before = set.world.events;
  await set.pass(10_000);
  const perSecond = (set.world.events - before) / 10;
  assert.ok(perSecond < 60, `${perSecond} events a second`);
});

/** A network that tells of every question for edits that comes in. */
function counting(net: Network, asked: () => void): Network {
  const accepted = (socket: Socket): Socket => new Proxy(socket, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' && name !== 'onData' ? value.bind(target) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, name !== 'onData' ? value : (chunk: Uint8Array) => {
      for (let rest = Buffer.from(chunk).toString('latin1').split('getJournaledEdits').length - 1; rest > 0; rest--) asked();
      value(chunk);
    }, target),
  });
  return { ...net, listen: (host, port, onConnection) => net.listen(host, port, (socket) => onConnection(accepted(socket))) };
}

test('a stream of batches costs fewer questions than batches, and a JournalNode that is a little late is not asked again for it', async () => {
  const set = new JournalSet(6);
  const questions = [0, 0, 0];
  for (const [i, host] of set.hosts.entries()) host.wrapNet = (net) => counting(net, () => (questions[i] = (questions[i] ?? 0) + 1));
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  const standby = new Standby(set).start();
  await set.pass(100);
  questions.fill(0);
  for (let i = 0; i < 200; i++) {
    await nn1.write(1);
    await set.pass(0.2);
  }
  await set.pass(10);
  assert.equal(standby.next, nn1.nextTxid);
  const [worst = 0] = questions.toSorted((a, b) => b - a);
  assert.ok(worst > 0 && worst < 100, `${questions.join(', ')} questions for 200 batches`);
  // One behind the other, each held until there is something: one question an edit, of everybody.
  questions.fill(0);
  for (let i = 0; i < 20; i++) {
    await nn1.write(1);
    await set.pass(20);
  }
  assert.ok(Math.max(...questions) <= 21, `${questions.join(', ')} questions for 20 edits`);
});

test('a Standby follows over rolls, a JournalNode\'s death, and a failover', async () => {
  const set = new JournalSet(3);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  const standby = new Standby(set).start();
  await nn1.write(5);
  await nn1.roll();
  await nn1.write(5);
  set.hosts[1]?.kill();
  await nn1.write(5);
  await nn1.roll();
  await set.hosts[1]?.start();
  await nn1.write(2);
  nn1.kill();
  const nn2 = set.nameNode('nn2');
  const end = await nn2.becomeActive();
  await nn2.write(3);
  await set.pass(3000);
  assert.equal(standby.next, nn2.nextTxid);
  assert.equal(standby.next, end + 5);
});

test('a Standby that comes late, or after all caches are gone, reads final segments and then follows', async () => {
  const set = new JournalSet(4);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(20);
  await nn1.roll();
  await nn1.write(20);
  await nn1.finalize();
  for (const host of set.hosts) await host.restart();
  await nn1.start();
  await nn1.write(7);
  const standby = new Standby(set).start();
  await set.pass(3000);
  assert.equal(standby.next, nn1.nextTxid);
});

test('edits of one JournalNode that a recovery dropped never reach a Standby', async () => {
  for (let seed = 10; seed < 16; seed++) {
    const set = new JournalSet(seed);
    await set.up();
    const nn1 = set.nameNode('nn1');
    await nn1.becomeActive();
    await nn1.write(3);
    const standby = new Standby(set).start();
    await set.pass(100);
    // Only jn1 gets these, and jn1 is out of reach for the election.
    set.network.cut('nn1', 'jn2');
    set.network.cut('nn1', 'jn3');
    void nn1.journal.journal(nn1.edits(5, 'dead')).catch(() => {});
    await set.pass(20);
    nn1.kill();
    const nn2 = set.nameNode('nn2');
    set.network.cut('nn2', 'jn1');
    assert.equal(await nn2.becomeActive(), 4);
    await nn2.write(4, 'live');
    set.network.healAll();
    await nn2.write(1, 'live');
    await set.pass(2000);
    assert.equal(standby.next, nn2.nextTxid);
    assert.equal([...standby.paths.values()].some((path) => path.startsWith('/dead')), false);
  }
});

test('without a majority a read says so, and goes on when there is one again', async () => {
  const set = new JournalSet(20);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  const reader = set.nameNode('reader');
  set.hosts[0]?.kill();
  set.hosts[1]?.kill();
  await assert.rejects(set.settle(reader.journal.tail().read(1, 500)), QuorumLost);
  await set.hosts[0]?.start();
  await nn1.recover();
  await nn1.start();
  const batches = await set.settle(reader.journal.tail().read(1, 5000));
  assert.equal(batches[0]?.firstTxid, 1);
});

test('a read that was given up takes nothing from the one that follows it', async () => {
  const set = new JournalSet(9);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(3);
  const standby = set.nameNode('standby');
  const tail = standby.journal.tail();
  assert.equal((await set.settle(tail.read(1, 1000)))[0]?.firstTxid, 1);
  const givenUp = tail.read(5, 1000);
  await set.pass(5);
  const next = tail.read(5, 1000);
  await nn1.write(2);
  assert.deepEqual((await set.settle(next)).map((batch) => batch.firstTxid), [5]);
  assert.deepEqual(await set.settle(givenUp), []);
});

test('a Standby that lacks what is in no cache and no final segment says so, and goes on with the next roll', async () => {
  const set = new JournalSet(9);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(10);
  for (const host of set.hosts) {
    await set.settle(host.restart());
    await nn1.write(1);
    await set.pass(1500);
  }
  const standby = new Standby(set).start();
  const tail = standby.nameNode.journal.tail();
  assert.equal(tail.starved, false);
  await set.pass(1500);
  assert.deepEqual([standby.next, tail.starved], [1, true]);
  await nn1.roll();
  await set.pass(3000);
  assert.deepEqual([standby.next > 10, tail.starved], [true, false]);
  standby.stop();
});

/** What a JournalNode does with a question for edits that it has not got in its cache. */
const kinds = {
  /** One of ours that has everything holds the question. */
  waits: () => new Promise<never>(() => {}),
  misses: () => Promise.reject(new HdfsException('CacheMissException', 'Oldest txn ID available in the cache is 900')),
  /** One of Apache's with its default configuration. */
  servesNone: () => Promise.reject(new HdfsException('IOException', 'The journal edits cache is not enabled, which is a requirement to fetch journaled edits via RPC.')),
  away: () => Promise.reject(new Error('connection refused')),
};

/** Whether a Standby that reads from JournalNodes of these kinds is starved after some seconds, and how often it looked for files. */
async function starving(...names: readonly (keyof typeof kinds)[]): Promise<{ readonly starved: boolean; readonly looks: number; readonly asked: number }> {
  const env = new MemoryEnv();
  let looks = 0;
  let asked = 0;
  const readers = names.map((kind, index) => ({
    name: `jn${index}`,
    edits: (): Promise<GetJournaledEditsResponseProto> => {
      asked++;
      return kinds[kind]();
    },
  }) as unknown as EditReader);
  const tail = new QuorumEditTail(env, {
    readers: () => readers, lists: () => [readers.map(({ name }) => name)], staleList: () => {}, committedTxid: () => Promise.resolve(99),
    finals: () => {
      looks++;
      return Promise.resolve([]);
    },
  });
  tail.read(100, 60_000).catch(() => {});
  await env.turn();
  for (let i = 0; i < 60; i++) await env.advance(50);
  const { starved } = tail;
  tail.close();
  return { starved, looks, asked };
}

test('a JournalNode that serves no edits over RPC is no reason for a roll, and none to look for files where a majority waits for edits', async () => {
  const { starved, looks, asked } = await starving('waits', 'waits', 'servesNone');
  assert.deepEqual({ starved, looks, asked }, { starved: false, looks: 0, asked: 3 });
});

test('where a majority serves no edits over RPC, a Standby reads final segments as they come, and asks for no roll', async () => {
  for (const first of ['waits', 'misses', 'servesNone', 'away'] as const) {
    const { starved, looks } = await starving(first, 'servesNone', 'servesNone');
    assert.equal(starved, false, first);
    assert.ok(looks > 0 && looks < 10, `${looks} looks`);
  }
});

test('a Standby is starved when somebody has what it lacks, and no majority gives it or waits for it', async () => {
  assert.equal((await starving('misses', 'misses', 'waits')).starved, true);
  assert.equal((await starving('misses', 'servesNone', 'waits')).starved, true);
  assert.equal((await starving('misses', 'away', 'waits')).starved, true);
  assert.equal((await starving('misses', 'waits', 'waits')).starved, false);
  assert.equal((await starving('away', 'waits', 'waits')).starved, false);
});
