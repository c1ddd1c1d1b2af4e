// Connections to JournalNodes that are gone without a word: all goes on within seconds of the network's return, though what was under
// way comes only when TCP sends it again, minutes later.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JournalFenced, QuorumLost } from '../../edit-log/journal-manager.ts';
import { MemoryEnv } from '../../env/memory-env.testing.ts';
import { MaybeExecutedError } from '../../rpc/rpc-errors.ts';
import { QJournalProtocol } from '../../wire/qjournal-protocol.ts';
import { JournalSet } from '../testing/journal-set.ts';
import type { TestNameNode } from '../testing/journal-set.ts';
import { SilenceWatch } from './silence-watch.ts';

const awayMs = 60_000;
/** What was sent last before a cut of a minute comes 102 s after it was sent. */
const withinMs = 5000;

async function set(seed: number): Promise<JournalSet> {
  const journals = new JournalSet(seed);
  journals.network.resendsByClock = true;
  journals.network.giveUpMs = 900_000;
  await journals.up();
  return journals;
}

/** What goes from and to these, in established connections and new ones, is lost. */
function cut(journals: JournalSet, from: string, ...names: string[]): void {
  for (const name of names) {
    journals.network.cut(from, name);
    journals.network.cut(name, from);
  }
}

/** As the NameNode does: a lost quorum is regained by another election. */
async function write(nn: TestNameNode, count: number): Promise<void> {
  try {
    await nn.journal.journal(nn.edits(count));
  } catch (error) {
    assert.ok(error instanceof QuorumLost, String(error));
    await elect(nn);
  }
}

async function elect(nn: TestNameNode): Promise<void> {
  for (;;) {
    try {
      await nn.journal.recoverUnfinalizedSegments();
      return;
    } catch (error) {
      assert.ok(error instanceof QuorumLost && !(error instanceof JournalFenced), String(error));
      await new Promise<void>((resolve) => nn.env.after(50, resolve));
    }
  }
}

test('edits that two of three JournalNodes have not answered when they were cut off are written, or lost and the quorum regained, when they are back', async () => {
  const journals = await set(1);
  const nn1 = journals.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(5);
  cut(journals, 'nn1', 'jn2', 'jn3');
  let done = false;
  const written = write(nn1, 3).then(() => (done = true));
  await journals.pass(awayMs);
  assert.equal(done, false);
  journals.network.healAll();
  await journals.settle(written, withinMs);
});

test('a segment\'s end and its beginning go out again when the JournalNodes are back, in the same epoch', async () => {
  const journals = await set(2);
  const nn1 = journals.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(5);
  cut(journals, 'nn1', 'jn2', 'jn3');
  const ended = nn1.journal.finalizeLogSegment(1, nn1.nextTxid - 1);
  await journals.pass(awayMs);
  journals.network.healAll();
  await journals.settle(ended, withinMs);
  cut(journals, 'nn1', 'jn2', 'jn3');
  const { nextTxid } = nn1;
  const started = nn1.journal.startLogSegment(nextTxid, -67);
  await journals.pass(awayMs);
  journals.network.healAll();
  await journals.settle(started, withinMs);
  await journals.settle(nn1.journal.journal(nn1.edits(1)));
  assert.equal(nn1.journal.epoch, 1);
});

test('one that was cut off while it was being taken back is taken back when it can be reached', async () => {
  const journals = await set(3);
  const nn1 = journals.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(5);
  const jn3 = journals.hosts[2];
  jn3?.kill();
  await nn1.write(5);
  await jn3?.start();
  journals.syncMs = () => 2000;
  await journals.pass(500);
  // It has the question, and its answer is lost.
  const joined = (): boolean => journals.world.trace.some((line) => line.includes('segment joined again'));
  assert.equal(joined(), false);
  cut(journals, 'nn1', 'jn3');
  await journals.pass(awayMs);
  assert.equal(joined(), true);
  assert.equal(nn1.journal.status()[2]?.outOfSync, true);
  journals.network.healAll();
  const ready = (): boolean => nn1.journal.status()[2]?.outOfSync === false;
  await journals.world.run(journals.world.nowMs + withinMs, ready);
  assert.ok(ready());
});

test('an election is not held up by connections that swallow all that is said', async () => {
  const journals = await set(4);
  const nn1 = journals.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(5);
  const nn2 = journals.nameNode('nn2');
  await journals.settle(nn2.journal.getEditLogManifest(1, true));
  cut(journals, 'nn2', 'jn1', 'jn2', 'jn3');
  const elected = elect(nn2);
  await journals.pass(awayMs);
  journals.network.healAll();
  await journals.settle(elected, withinMs);
});

test('JournalNodes that are stopped, or whose disks are slow, are waited for: nothing is sent twice', async () => {
  const journals = await set(6);
  const nn1 = journals.nameNode('nn1');
  await nn1.becomeActive();
  for (const host of journals.hosts.slice(1)) host.process?.pause();
  const written = nn1.journal.journal(nn1.edits(2));
  await journals.pass(awayMs);
  for (const host of journals.hosts.slice(1)) host.process?.resume();
  await journals.settle(written, withinMs);
  journals.syncMs = () => 20_000;
  await journals.settle(nn1.journal.journal(nn1.edits(2)));
  await journals.pass(30_000);
  assert.deepEqual(nn1.journal.status().map(({ outOfSync }) => outOfSync), [false, false, false]);
});

test('a Standby reads on over new connections when the network is back', async () => {
  const journals = await set(7);
  const nn1 = journals.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(5);
  const tail = journals.nameNode('nn2').journal.tail();
  await journals.settle(tail.read(1, 1000));
  cut(journals, 'nn2', 'jn1', 'jn2', 'jn3');
  const read = async (): Promise<void> => {
    for (;;) if ((await tail.read(7, 1000).catch(() => [])).length > 0) return;
  };
  const reading = read();
  await nn1.write(5);
  await journals.pass(awayMs);
  journals.network.healAll();
  await journals.settle(reading, withinMs);
  tail.stop();
});

/** A watch over a JournalNode whose connection swallows all that is said. */
function swallowed(env: MemoryEnv, reachable: boolean): { readonly watch: SilenceWatch; readonly call: (timeoutMs: number) => Promise<unknown>; givenUp: number; looks: number } {
  const limit = (what: string, limitMs: number | undefined): Promise<never> => new Promise((_, reject) => {
    if (limitMs !== undefined) env.after(limitMs, () => reject(new MaybeExecutedError(`${what}: no answer within ${limitMs} ms`)));
  });
  const seen = { givenUp: 0, looks: 0 };
  const watch = new SilenceWatch(env, {
    client: { call: (method, _service, _request, options) => limit(method.name, options?.timeoutMs) },
    ask: ({ timeoutMs }) => limit('ask', timeoutMs),
    askAnew: (limitMs) => {
      seen.looks++;
      return reachable ? Promise.resolve() : limit('askAnew', limitMs);
    },
    giveUp: () => {
      seen.givenUp++;
      watch.heard();
    },
  });
  const { isFormatted } = QJournalProtocol.methods;
  return Object.assign(seen, { watch, call: (timeoutMs: number) => watch.call(isFormatted, QJournalProtocol, { jid: { identifier: 'ns1' } }, { timeoutMs }).catch(() => {}) });
}

test('a question with a time limit of its own that is not answered is reason enough to look at the connection', async () => {
  const env = new MemoryEnv();
  const seen = swallowed(env, true);
  void seen.call(700);
  await env.advance(5000);
  assert.deepEqual([seen.givenUp, seen.looks], [1, 1]);
});

test('where nobody waits for an answer, nobody goes on asking', async () => {
  const env = new MemoryEnv();
  const seen = swallowed(env, false);
  void seen.call(700);
  await env.advance(60_000);
  assert.deepEqual([seen.givenUp, seen.looks], [0, 1]);
  void seen.call(10_000);
  await env.advance(60_000);
  assert.ok(seen.givenUp === 0 && seen.looks > 5 && seen.looks < 20, `${seen.looks} looks`);
});
