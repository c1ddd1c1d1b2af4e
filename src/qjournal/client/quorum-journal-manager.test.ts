import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JournalFenced, QuorumLost } from '../../edit-log/journal-manager.ts';
import { journalLost } from '../../metrics/event-names.ts';
import { HdfsException } from '../../protocol/exceptions.ts';
import { NotSentError } from '../../rpc/rpc-errors.ts';
import { watchedDisk } from '../testing/fault-disk.ts';
import { JournalSet } from '../testing/journal-set.ts';
import { journalTrouble } from './journal-trouble.ts';

test('a writer formats, writes, rolls, and a successor finds every acknowledged edit', async () => {
  const set = new JournalSet(1);
  await set.up();
  const nn1 = set.nameNode('nn1');
  assert.equal(await nn1.becomeActive(), 0);
  await nn1.write(10);
  await nn1.roll();
  await nn1.write(5);
  nn1.kill();
  const nn2 = set.nameNode('nn2');
  assert.equal(await nn2.becomeActive(), 17);
  assert.equal(nn2.journal.epoch, 2);
  const streams = await set.settle(nn2.journal.selectInputStreams(1, { inProgressOk: false, onlyDurable: false }));
  assert.deepEqual(streams.map((stream) => [stream.firstTxid, stream.lastTxid]), [[1, 11], [12, 17]]);
  const txids: number[] = [];
  for (const stream of streams) {
    const iterator = stream.batches()[Symbol.asyncIterator]();
    for (;;) {
      const step = await set.settle(iterator.next());
      if (step.done === true) break;
      step.value.ops().forEach((_, index) => txids.push(step.value.firstTxid + index));
    }
  }
  assert.deepEqual(txids, Array.from({ length: 17 }, (_, index) => index + 1));
  await assert.rejects(set.settle(nn1.journal.journal(nn1.edits(1)), 100), /not settled/);
});

test('a fenced writer is told so, and what it sent afterwards is in nobody\'s log', async () => {
  const set = new JournalSet(2);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(3);
  const nn2 = set.nameNode('nn2');
  assert.equal(await nn2.becomeActive(), 4);
  await assert.rejects(nn1.write(1), (error) => error instanceof JournalFenced && error.epoch === 1 && error.promisedEpoch === 2);
  await assert.rejects(nn1.write(1), JournalFenced);
  await nn2.write(2);
  await nn2.finalize();
  const files = await Promise.all(set.hosts.map((host) => host.files()));
  for (const names of files) assert.ok(names.includes('edits_0000000000000000005-0000000000000000007'), names.join());
});

test('one JournalNode down stops nothing, and it writes along from the next roll on', async () => {
  const set = new JournalSet(3);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  set.hosts[0]?.kill();
  await nn1.write(4);
  await set.hosts[0]?.start();
  await nn1.write(1);
  assert.deepEqual(nn1.journal.status().map((logger) => logger.outOfSync), [true, false, false]);
  await nn1.roll();
  await nn1.write(2);
  await set.pass(10);
  assert.deepEqual(nn1.journal.status().map((logger) => logger.outOfSync), [false, false, false]);
  assert.deepEqual(nn1.journal.status().map((logger) => logger.ackedTxid), [9, 9, 9]);
});

test('two JournalNodes down lose the quorum, and the writer regains it by a new epoch when one returns', async () => {
  const set = new JournalSet(4);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(2);
  set.hosts[0]?.kill();
  set.hosts[1]?.kill();
  await assert.rejects(nn1.write(1), QuorumLost);
  await assert.rejects(set.settle(nn1.journal.recoverUnfinalizedSegments()), QuorumLost);
  await set.hosts[1]?.start();
  const end = await nn1.recover();
  // The edit that was not acknowledged had reached one of the two that elected it: it may be in the log.
  assert.ok(end === 3 || end === 4, `the log ends at ${end}`);
  await nn1.start();
  await nn1.write(3);
});

test('a log that a JournalNode has accepted, final elsewhere, is made final there before the next segment', async () => {
  const set = new JournalSet(5);
  const [jn1, jn2] = set.hosts;
  assert.ok(jn1 !== undefined && jn2 !== undefined);
  let held = false;
  jn2.wrap = (disk) => watchedDisk(disk, {
    before: (step, path) => (held && step === 'rename' && /edits_\d/.test(path) ? new Promise(() => {}) : undefined),
  });
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(3);
  set.network.cut('nn1', 'jn2');
  set.network.cut('nn1', 'jn3');
  void nn1.journal.finalizeLogSegment(1, 4).catch(() => {});
  await set.pass(20);
  nn1.kill();
  assert.ok((await jn1.files()).includes('edits_0000000000000000001-0000000000000000004'));
  held = true;
  const nn2 = set.nameNode('nn2');
  set.network.cut('nn2', 'jn3');
  void nn2.journal.recoverUnfinalizedSegments().catch(() => {});
  await set.pass(200);
  nn2.kill();
  held = false;
  await jn2.restart();
  assert.ok((await jn2.files()).includes('edits_inprogress_0000000000000000001'));
  const nn3 = set.nameNode('nn3');
  set.network.cut('nn3', 'jn3');
  assert.equal(await nn3.becomeActive(), 4);
  assert.ok((await jn2.files()).includes('edits_0000000000000000001-0000000000000000004'));
});

test('a slow majority is waited for, however long it takes', async () => {
  const set = new JournalSet(6);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  for (const host of set.hosts.slice(1)) host.process?.pause();
  let done = false;
  const write = nn1.journal.journal(nn1.edits(2)).then(() => {
    done = true;
  });
  await set.pass(300_000);
  assert.equal(done, false);
  set.hosts[1]?.process?.resume();
  await set.settle(write);
  await nn1.write(1);
});

test('a JournalNode that falls too far behind is left out, and nobody waits for it', async () => {
  const set = new JournalSet(7);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  set.hosts[2]?.process?.pause();
  for (let i = 0; i < 60; i++) await nn1.write(10_000);
  const behind = nn1.journal.status()[2];
  assert.ok(behind?.outOfSync === true && behind.queuedBytes <= 10 * 1024 * 1024, JSON.stringify(behind));
  set.hosts[2]?.process?.resume();
  await nn1.roll();
  await nn1.write(1);
  await set.pass(500);
  assert.equal(nn1.journal.status()[2]?.outOfSync, false);
});

test('the first format makes all JournalNodes, and a blank one refuses with its name', async () => {
  const set = new JournalSet(8);
  await set.up();
  const blank = set.hosts[2];
  assert.ok(blank !== undefined);
  blank.kill();
  await blank.disk.removeTree('/jn');
  await blank.start();
  const nn1 = set.nameNode('nn1');
  assert.equal((await set.settle(nn1.journal.formatted())).get('jn3:8505'), false);
  await nn1.becomeActive();
  await nn1.write(2);
  assert.match(nn1.journal.status()[2]?.failure ?? '', /^it says: Journal Storage Directory root= \/jn\/ns1; .*not formatted/);
});

/** What `nn1` logged of `event`. */
function logged(set: JournalSet, event: string): string[] {
  return set.world.trace.filter((line) => line.includes('nn1') && line.includes(event));
}

test('a JournalNode that learns of the end after the successor is not told as lost', async () => {
  const set = new JournalSet(9);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await nn1.write(3);
  await set.pass(1000);
  set.network.cut('nn1', 'jn3');
  await nn1.finalize();
  const nn2 = set.nameNode('nn2');
  await nn2.becomeActive();
  set.network.heal('nn1', 'jn3');
  await set.pass(5000);
  assert.match(nn1.journal.status()[2]?.failure ?? '', /^it has promised epoch 2 to a newer writer$/);
  assert.deepEqual(logged(set, journalLost), []);
});

test('why a JournalNode is lost is said in a person\'s words', async () => {
  const set = new JournalSet(10);
  await set.up();
  const nn1 = set.nameNode('nn1');
  await nn1.becomeActive();
  await set.hosts[0]?.restart();
  await nn1.write(1);
  await nn1.write(1);
  await set.pass(100);
  const [line = ''] = logged(set, journalLost);
  assert.match(line, /why.{1,3}it was started anew, or lost its place, and has no segment open|why.{1,3}it does not answer \(/);
  assert.equal(journalTrouble(new NotSentError('journal to 127.0.0.1:8485: not sent: connection refused')), 'it does not answer (connection refused)');
  assert.equal(journalTrouble(new HdfsException('JournalOutOfSyncException', 'Can\'t write txid 9 expecting nextTxId=4 ; journal id: ns1')), 'it misses edits from txid 4 on');
  assert.equal(journalTrouble(new HdfsException('JournalOutOfSyncException', 'Can\'t write, no segment open ; journal id: ns1')), 'it was started anew, or lost its place, and has no segment open');
  assert.equal(journalTrouble(new HdfsException('IOException', 'disk full')), 'it says: disk full');
});
