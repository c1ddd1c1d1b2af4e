// What a JournalNode makes of a rejoin (HA.md E1-E4), and what it refuses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Deferred } from '../../base/async.ts';
import type { Journal } from './journal.ts';
import type { Rejoin } from './journal-rejoin.ts';
import { writerEpochHeader } from './segment-fetch.ts';
import { JournalBed, edits, segmentBytes } from '../testing/journal-bed.ts';
import { namespace } from '../testing/journal-set.ts';

const current = '/jn/ns1/current';
const inProgress = (first: number): string => `edits_inprogress_${String(first).padStart(19, '0')}`;

function rejoinOf(rejoin: Partial<Rejoin>): Rejoin {
  return { segmentTxId: 1, layoutVersion: -67, ackedTxId: 0, heldTxId: 1, sentTxId: 100, urls: [], ...rejoin };
}

/** A journal whose epoch 1 has written 1-4 of segment 1, opened again after kill -9. */
async function restarted(): Promise<{ bed: JournalBed; journal: Journal }> {
  const bed = new JournalBed();
  const first = await bed.formatted();
  await bed.settle(first.newEpoch(namespace, 1, undefined));
  await bed.segment(first, 1, 1, 3);
  bed.kill();
  return { bed, journal: await bed.open() };
}

function served(bytes: Uint8Array, epoch: number | undefined, name = inProgress(1)): () => Promise<Response> {
  return async () => new Response(Uint8Array.from(bytes), { headers: { 'x-image-edits-name': name, ...(epoch === undefined ? {} : { [writerEpochHeader]: String(epoch) }) } });
}

test('after a restart the writer\'s own segment is opened behind its last edit', async () => {
  const { bed, journal } = await restarted();
  assert.equal(await bed.settle(journal.rejoin(bed.call(1), rejoinOf({ ackedTxId: 4, heldTxId: 5 }))), 5);
  await bed.settle(bed.write(journal, 1, 1, 5, 2));
  await bed.settle(journal.finalizeLogSegment(bed.call(1), 1, 6));
  assert.deepEqual(journal.getEditLogManifest(1, false).logs, [{ startTxId: 1, endTxId: 6, isInProgress: false }]);
  const file = Buffer.from(await bed.disk.readFile(`${current}/edits_0000000000000000001-0000000000000000006`));
  assert.deepEqual(file, Buffer.concat([segmentBytes(1, 4), edits(5, 2)]));
});

test('calls of the writer from before the rejoin come too late', async () => {
  const { bed, journal } = await restarted();
  const old = bed.call(1);
  await bed.settle(journal.rejoin(bed.call(1), rejoinOf({ ackedTxId: 4 })));
  await assert.rejects(bed.settle(journal.journal(old, 1, 5, 1, edits(5, 1))), { name: 'JournalOutOfSyncException' });
});

test('a rejoin takes the word of nobody but the writer of the promised epoch', async () => {
  const { bed, journal } = await restarted();
  await bed.settle(journal.newEpoch(namespace, 2, undefined));
  await assert.rejects(bed.settle(journal.rejoin(bed.call(1), rejoinOf({ ackedTxId: 4 }))), /less than the last promised epoch 2/);
});

test('what a dead epoch left of the segment is set aside, not continued', async () => {
  const { bed, journal } = await restarted();
  assert.equal(await bed.settle(journal.rejoin(bed.call(2), rejoinOf({ ackedTxId: 0, heldTxId: 1 }))), 1);
  assert.ok((await bed.disk.list(current)).includes(`${inProgress(1)}.stale`));
  assert.equal(journal.status().lastWriterEpoch, 2);
  await bed.settle(bed.write(journal, 2, 1, 1, 1, 'new'));
});

test('a segment is fetched only from one that follows the same writer, or has it as a final one', async () => {
  const { bed, journal } = await restarted();
  await bed.serve(new Map([
    ['/other', served(segmentBytes(1, 9), 2)],
    ['/silent', served(segmentBytes(1, 9), undefined)],
    ['/short', served(segmentBytes(1, 6), 1)],
    ['/long', served(segmentBytes(1, 200), 1)],
    ['/final', served(segmentBytes(1, 9), undefined, 'edits_0000000000000000001-0000000000000000009')],
  ]));
  const ask = (path: string): Promise<number> => bed.settle(journal.rejoin(bed.call(1), rejoinOf({ ackedTxId: 4, heldTxId: 8, urls: [`http://jn2:8481${path}`] })));
  for (const [path, why] of [['/other', /not of epoch 1/], ['/silent', /not of epoch 1/], ['/short', /ends with txid 6/], ['/long', /ends with txid 200/]] as const) {
    await assert.rejects(ask(path), why);
  }
  assert.deepEqual((await bed.disk.list(current)).filter((name) => name.includes('=')), []);
  assert.equal(await ask('/final'), 10);
  await bed.settle(bed.write(journal, 1, 1, 10, 1));
});

test('what was acknowledged here is never given up for a shorter log', async () => {
  const { bed, journal } = await restarted();
  const file = await bed.disk.attach().open(`${current}/${inProgress(1)}`, 'update');
  await file.truncate(60);
  await file.close();
  bed.kill();
  const again = await bed.open();
  await bed.serve(new Map([['/three', served(segmentBytes(1, 3), 1)], ['/four', served(segmentBytes(1, 4), 1)]]));
  const ask = (path: string): Promise<number> => bed.settle(again.rejoin(bed.call(1), rejoinOf({ ackedTxId: 4, urls: [`http://jn2:8481${path}`] })));
  await assert.rejects(ask('/three'), /ends with txid 3, wanted is 4/);
  assert.equal(await ask('/four'), 5);
  assert.equal(journal.formatted, true);
});

test('an election while a segment is fetched leaves it out', async () => {
  const { bed, journal } = await restarted();
  await bed.serve(new Map([['/nine', async () => {
    await journal.newEpoch(namespace, 2, undefined);
    return served(segmentBytes(1, 9), 1)();
  }]]));
  await assert.rejects(bed.settle(journal.rejoin(bed.call(1), rejoinOf({ ackedTxId: 4, heldTxId: 8, urls: ['http://jn2:8481/nine'] }))), /less than the last promised epoch/);
  const { segmentState } = await bed.settle(journal.prepareRecovery(bed.call(2), 1));
  assert.equal(segmentState?.endTxId, 4);
});

test('a download that nobody waits for any more leaves the one that came after it alone', async () => {
  const { bed, journal } = await restarted();
  const late = new Deferred<void>();
  await bed.serve(new Map([
    ['/late', async () => {
      await late.promise;
      return served(Buffer.concat([segmentBytes(1, 8), Buffer.alloc(1000, 0xff)]), 1)();
    }],
    ['/nine', served(segmentBytes(1, 9), 1)],
  ]));
  const ask = (path: string): Promise<number> => journal.rejoin(bed.call(1), rejoinOf({ ackedTxId: 4, heldTxId: 8, urls: [`http://jn2:8481${path}`] }));
  const first = ask('/late');
  first.catch(() => {});
  await bed.world.run(bed.world.nowMs + 10);
  // Its connection broke, and the writer asked again.
  assert.equal(await bed.settle(ask('/nine')), 10);
  await bed.settle(bed.write(journal, 1, 1, 10, 2));
  late.resolve();
  await assert.rejects(bed.settle(first), /calls went on/);
  await bed.settle(journal.finalizeLogSegment(bed.call(1), 1, 11));
  const file = Buffer.from(await bed.disk.readFile(`${current}/edits_0000000000000000001-0000000000000000011`));
  assert.deepEqual(file, Buffer.concat([segmentBytes(1, 9), edits(10, 2)]));
  assert.deepEqual((await bed.disk.list(current)).filter((name) => name.includes('=')), []);
});

test('there is no rejoining a final segment', async () => {
  const { bed, journal } = await restarted();
  await bed.settle(journal.rejoin(bed.call(1), rejoinOf({ ackedTxId: 4 })));
  await bed.settle(journal.finalizeLogSegment(bed.call(1), 1, 4));
  await assert.rejects(bed.settle(journal.rejoin(bed.call(1), rejoinOf({ ackedTxId: 4 }))), { name: 'IllegalStateException' });
});
