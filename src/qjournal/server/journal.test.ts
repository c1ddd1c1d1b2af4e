import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Deferred } from '../../base/async.ts';
import { WorldError } from '../../env/env.ts';
import { isException } from '../../protocol/exceptions.ts';
import type { ExceptionName } from '../../protocol/exceptions.ts';
import { JournalBed, edits, segmentBytes } from '../testing/journal-bed.ts';
import { edit, encode, namespace } from '../testing/journal-set.ts';

const current = '/jn/ns1/current';
const nonceA = 'aa'.repeat(16);
const nonceB = 'bb'.repeat(16);

async function refused(work: Promise<unknown>, name: ExceptionName, message: RegExp): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(isException(error, name), String(error));
    assert.match(error.message, message);
    return true;
  });
}

test('a journal that was never formatted refuses everything that counts', async () => {
  const bed = new JournalBed();
  const journal = await bed.open();
  const message = /^Journal Storage Directory root= \/jn\/ns1; location= null not formatted ; journal id: ns1$/;
  await refused(bed.settle(journal.newEpoch(namespace, 1, undefined)), 'JournalNotFormattedException', message);
  await refused(bed.settle(journal.startLogSegment(bed.call(1), 1, -67)), 'JournalNotFormattedException', message);
  await refused(bed.settle(bed.write(journal, 1, 1, 1, 1)), 'JournalNotFormattedException', message);
  await refused(bed.settle(journal.prepareRecovery(bed.call(1), 1)), 'JournalNotFormattedException', message);
  assert.equal(journal.leases.status().voter, false);
});

test('format makes Hadoop\'s directory, once', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  assert.deepEqual(await bed.disk.list(current), ['VERSION', 'paxos', 'quorate-storage-id']);
  assert.match(Buffer.from(await bed.disk.readFile(`${current}/VERSION`)).toString(), /storageType=JOURNAL_NODE/);
  await refused(bed.settle(journal.format(namespace, false)), 'InconsistentFSStateException', /current directory is not empty/);
  await bed.settle(journal.newEpoch(namespace, 3, undefined));
  await bed.settle(journal.format(namespace, true));
  assert.equal(journal.promisedEpoch, 0);
  await refused(bed.settle(journal.newEpoch({ ...namespace, namespaceId: 9 }, 1, undefined)), 'IOException', /^Incompatible namespaceID for journal/);
});

test('nobody formats under a live lease', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, nonceA));
  await refused(bed.settle(journal.format(namespace, true)), 'IOException', /holds the lease/);
  journal.leases.release(nonceA, undefined);
  await bed.settle(journal.format(namespace, true));
});

test('segments lie on disk as Hadoop has them', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3, 2);
  const open = Buffer.from(await bed.disk.readFile(`${current}/edits_inprogress_0000000000000000001`));
  const written = segmentBytes(1, 6);
  assert.equal(open.length, 64 * 1024);
  assert.ok(open.subarray(0, written.length).equals(written));
  assert.ok(open.subarray(written.length).every((byte) => byte === 0xff));
  await bed.settle(journal.finalizeLogSegment(bed.call(1, 6), 1, 6));
  assert.ok(Buffer.from(await bed.disk.readFile(`${current}/edits_0000000000000000001-0000000000000000006`)).equals(written));
  assert.equal(Buffer.from(await bed.disk.readFile(`${current}/last-promised-epoch`)).toString(), '1\n');
  assert.equal(Buffer.from(await bed.disk.readFile(`${current}/last-writer-epoch`)).toString(), '1\n');
  await bed.world.run(bed.world.nowMs + 500);
  assert.equal(Buffer.from(await bed.disk.readFile(`${current}/committed-txid`)).readBigInt64BE(0), 6n);
  await bed.settle(journal.finalizeLogSegment(bed.call(1), 1, 6));
  await refused(bed.settle(journal.finalizeLogSegment(bed.call(1), 1, 7)), 'IllegalArgumentException', /different endTxId 7/);
  await refused(bed.settle(journal.startLogSegment(bed.call(1), 1, -67)), 'IllegalStateException', /^Already have a finalized segment/);
});

test('edits are acknowledged when their bytes are synced, not before, lagging or not', async () => {
  const bed = new JournalBed();
  let hold: Deferred<void> | undefined;
  let synced = 0;
  const written: number[] = [];
  const journal = await bed.formatted({
    before: async (step, path) => {
      if (step === 'datasync' && path.includes('inprogress')) await hold?.promise;
    },
    after: (step, path, detail) => {
      if (!path.includes('inprogress')) return;
      if (step === 'write') written.push((detail.position ?? 0) + (detail.length ?? 0));
      if (step === 'datasync') synced = Math.max(0, ...written);
    },
  });
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  hold = new Deferred();
  // Already committed elsewhere: Hadoop would not sync it here.
  let acknowledged = false;
  const ack = journal.journal(bed.call(1, 9), 1, 5, 5, edits(5, 5)).then(() => {
    acknowledged = true;
    assert.ok(synced >= segmentBytes(1, 9).length);
  });
  await bed.world.run(bed.world.nowMs + 5000);
  assert.equal(acknowledged, false);
  assert.ok(Math.max(...written) >= segmentBytes(1, 9).length);
  hold.resolve();
  await bed.settle(ack);
});

test('batches that wait for the disk share one sync', async () => {
  const bed = new JournalBed();
  let hold: Deferred<void> | undefined;
  let syncs = 0;
  const journal = await bed.formatted({
    before: async (step, path) => {
      if (step !== 'datasync' || !path.includes('inprogress')) return;
      syncs++;
      await hold?.promise;
    },
  });
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1);
  hold = new Deferred();
  syncs = 0;
  const acks = [bed.write(journal, 1, 1, 2, 1)];
  await bed.world.run(bed.world.nowMs + 10);
  for (const txid of [3, 4, 5, 6]) acks.push(bed.write(journal, 1, 1, txid, 1));
  await bed.world.run(bed.world.nowMs + 10);
  hold.resolve();
  await bed.settle(Promise.all(acks));
  assert.equal(syncs, 2);
  assert.deepEqual((await bed.settle(journal.getJournaledEdits(2, 10, 0))).txnCount, 5);
});

test('no sync of edits delays a new epoch, and what it overtakes is not acknowledged but recovered', async () => {
  const bed = new JournalBed();
  let hold: Deferred<void> | undefined;
  const journal = await bed.formatted({
    before: async (step, path) => {
      if (step === 'datasync' && path.includes('inprogress')) await hold?.promise;
    },
  });
  await bed.settle(journal.newEpoch(namespace, 1, nonceA));
  await bed.segment(journal, 1, 1, 3);
  hold = new Deferred();
  const overtaken = bed.write(journal, 1, 1, 5, 2);
  await bed.world.run(bed.world.nowMs + 10);
  const queued = bed.write(journal, 1, 1, 7, 2);
  queued.catch(() => {});
  await bed.world.run(bed.world.nowMs + 10);
  assert.equal(await bed.settle(journal.newEpoch(namespace, 2, nonceA)), 1);
  assert.equal(Buffer.from(await bed.disk.readFile(`${current}/last-promised-epoch`)).toString(), '2\n');
  const prepared = journal.prepareRecovery(bed.call(2), 1);
  hold.resolve();
  await refused(bed.settle(overtaken), 'IOException', /^IPC's epoch 1 is less than the last promised epoch 2/);
  await refused(bed.settle(queued), 'IOException', /^IPC's epoch 1 is less than the last promised epoch 2/);
  const { segmentState, lastWriterEpoch } = await bed.settle(prepared);
  assert.deepEqual([segmentState?.endTxId, segmentState?.isInProgress, lastWriterEpoch], [6, true, 1]);
});

test('a new epoch waits for a segment that is being started, and knows of it', async () => {
  const bed = new JournalBed();
  let hold: Deferred<void> | undefined;
  const journal = await bed.formatted({
    before: async (step, path) => {
      if (step === 'create' && path.includes('inprogress_0000000000000000002')) await hold?.promise;
    },
  });
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1);
  await bed.settle(journal.finalizeLogSegment(bed.call(1), 1, 1));
  hold = new Deferred();
  const start = journal.startLogSegment(bed.call(1), 2, -67);
  start.catch(() => {});
  await bed.world.run(bed.world.nowMs + 10);
  let promised = false;
  const epoch = journal.newEpoch(namespace, 2, undefined);
  void epoch.then(() => {
    promised = true;
  });
  await bed.world.run(bed.world.nowMs + 100);
  assert.equal(promised, false);
  hold.resolve();
  await refused(bed.settle(start), 'IOException', /less than the last promised epoch 2/);
  assert.equal(await bed.settle(epoch), 1);
});

test('a call of a higher epoch raises the promise, on disk, and shuts the old writer out', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  await bed.settle(journal.startLogSegment(bed.call(5), 10, -67));
  assert.equal(Buffer.from(await bed.disk.readFile(`${current}/last-promised-epoch`)).toString(), '5\n');
  await refused(bed.settle(bed.write(journal, 1, 1, 5, 1)), 'IOException', /epoch 1 is less than the last promised epoch 5/);
  await bed.settle(bed.write(journal, 5, 10, 10, 1));
});

test('an accept that waits for its download is overtaken by a new epoch and leaves nothing behind', async () => {
  const bed = new JournalBed();
  const served = new Deferred<void>();
  await bed.serve(new Map([['/s', async () => {
    await served.promise;
    return new Response(segmentBytes(1, 9, 'other'));
  }]]));
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  await bed.settle(journal.newEpoch(namespace, 2, undefined));
  const accept = journal.acceptRecovery(bed.call(2), { state: { startTxId: 1, endTxId: 9, isInProgress: true }, url: 'http://jn2:8481/s', digest: undefined });
  accept.catch(() => {});
  await bed.world.run(bed.world.nowMs + 10);
  await bed.settle(journal.newEpoch(namespace, 3, undefined));
  served.resolve();
  await refused(bed.settle(accept), 'IOException', /less than the last promised epoch 3/);
  assert.deepEqual(await bed.disk.list(`${current}/paxos`), []);
  assert.ok((await bed.disk.list(current)).every((name) => !name.includes('=')));
  assert.equal((await bed.settle(journal.prepareRecovery(bed.call(3), 1))).segmentState?.endTxId, 4);
});

test('an accepted segment is fetched unless it is here byte for byte, and must be what was accepted', async () => {
  const bed = new JournalBed();
  let fetches = 0;
  const answer = (body: Buffer) => async () => {
    fetches++;
    return new Response(Uint8Array.from(body), { headers: { 'content-length': String(body.length) } });
  };
  await bed.serve(new Map([
    ['/same', answer(Buffer.concat([segmentBytes(1, 4), Buffer.alloc(100, 0xff)]))],
    ['/other', answer(segmentBytes(1, 4, 'other'))],
    ['/long', answer(segmentBytes(1, 5))],
    ['/short', answer(segmentBytes(1, 3))],
    ['/damaged', answer(Buffer.concat([segmentBytes(1, 3), edits(4, 1).subarray(0, 20)]))],
  ]));
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  await bed.settle(journal.newEpoch(namespace, 2, undefined));
  const { digest } = await bed.settle(journal.prepareRecovery(bed.call(2), 1));
  const accept = (path: string, withDigest?: Uint8Array): Promise<void> => bed.settle(journal.acceptRecovery(
    bed.call(2), { state: { startTxId: 1, endTxId: 4, isInProgress: true }, url: `http://jn2:8481${path}`, digest: withDigest },
  ));
  for (const path of ['/long', '/short', '/damaged', '/missing']) await refused(accept(path), 'IOException', /^segment 1 from/);
  await refused(accept('/other', Buffer.alloc(16, 7)), 'IOException', /its digest is another one/);
  assert.deepEqual(await bed.disk.list(`${current}/paxos`), []);
  fetches = 0;
  await accept('/other', digest);
  assert.equal(fetches, 0);
  // Equal length alone does not make equal edits.
  await accept('/other');
  assert.equal(fetches, 1);
  const other = await bed.settle(journal.prepareRecovery(bed.call(2), 1));
  assert.notDeepEqual(other.digest, digest);
  assert.equal(other.acceptedInEpoch, 2);
  assert.ok(Buffer.from(await bed.disk.readFile(`${current}/edits_inprogress_0000000000000000001`)).equals(segmentBytes(1, 4, 'other')));
});

test('an accept never drops a committed edit and never replaces a final segment', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  await bed.settle(journal.heartbeat(bed.call(1, 4)));
  await bed.settle(journal.newEpoch(namespace, 2, undefined));
  const shorter = { state: { startTxId: 1, endTxId: 2, isInProgress: true }, url: 'http://jn2:8481/x', digest: undefined };
  await refused(bed.settle(journal.acceptRecovery(bed.call(2), shorter)), 'IllegalStateException', /would discard already-committed txn 4/);
  const same = { ...shorter, state: { startTxId: 1, endTxId: 4, isInProgress: true }, digest: (await bed.settle(journal.prepareRecovery(bed.call(2), 1))).digest };
  await bed.settle(journal.acceptRecovery(bed.call(2), same));
  await bed.settle(journal.finalizeLogSegment(bed.call(2), 1, 4));
  const longer = { ...shorter, state: { startTxId: 1, endTxId: 7, isInProgress: true } };
  await refused(bed.settle(journal.acceptRecovery(bed.call(2), longer)), 'IllegalStateException', /on top of an already-finalized segment/);
});

test('a segment is made final only by who wrote or accepted it here, equal length or not', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  await bed.settle(journal.newEpoch(namespace, 2, undefined));
  await refused(bed.settle(journal.finalizeLogSegment(bed.call(2), 1, 4)), 'JournalOutOfSyncException', /neither wrote nor accepted in epoch 2/);
  await refused(bed.settle(journal.finalizeLogSegment(bed.call(2), 1, 3)), 'JournalOutOfSyncException', /only contains up to txid 4/);
  await refused(bed.settle(journal.finalizeLogSegment(bed.call(2), 9, 9)), 'JournalOutOfSyncException', /^No log file to finalize at transaction ID 9/);
});

test('a writer that missed nothing may finalize a segment after the JournalNode was restarted', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  await bed.settle(journal.close());
  const again = await bed.open();
  await refused(bed.settle(bed.write(again, 1, 1, 5, 1)), 'JournalOutOfSyncException', /^Can't write, no segment open/);
  await bed.settle(again.finalizeLogSegment(bed.call(1), 1, 4));
});

test('a torn tail is cut off, damage below the committed txid makes the journal abstain', async () => {
  for (const committed of [3, 4]) {
    const bed = new JournalBed();
    const journal = await bed.formatted();
    await bed.settle(journal.newEpoch(namespace, 1, undefined));
    await bed.segment(journal, 1, 1, 3);
    await bed.settle(journal.heartbeat(bed.call(1, committed)));
    await bed.world.run(bed.world.nowMs + 500);
    await bed.settle(journal.close());
    const good = segmentBytes(1, 3).length;
    bed.disk.corrupt(`${current}/edits_inprogress_0000000000000000001`, good + 8, Buffer.alloc(12, 0x33));
    const again = await bed.open();
    await bed.settle(again.newEpoch(namespace, 2, undefined));
    const prepared = bed.settle(again.prepareRecovery(bed.call(2), 1));
    if (committed === 4) {
      await refused(prepared, 'IOException', /^Segment 1 is damaged below txid 4, which is committed: this copy does not count/);
      continue;
    }
    assert.equal((await prepared).segmentState?.endTxId, 3);
    assert.equal((await bed.disk.readFile(`${current}/edits_inprogress_0000000000000000001`)).length, good);
  }
});

test('damage in the middle is never taken for a shorter log', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3, 5);
  await bed.settle(journal.close());
  bed.disk.corrupt(`${current}/edits_inprogress_0000000000000000001`, segmentBytes(1, 2).length + 20, Buffer.from([0x33]));
  const again = await bed.open();
  await bed.settle(again.newEpoch(namespace, 2, undefined));
  await refused(bed.settle(again.prepareRecovery(bed.call(2), 1)), 'IOException', /does not count/);
  assert.deepEqual(again.getEditLogManifest(1, true).logs, []);
});

test('a failed write leaves the segment closed and the journal alive', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  bed.disk.capacityBytes = 64 * 1024 + 2000;
  const many = Array.from({ length: 100 }, () => edit(`/${'x'.repeat(20_000)}`));
  await assert.rejects(bed.settle(journal.journal(bed.call(1), 1, 5, 100, encode(5, many).bytes)), { code: 'no-space' });
  await refused(bed.settle(bed.write(journal, 1, 1, 5, 1)), 'JournalOutOfSyncException', /no segment open/);
  bed.disk.capacityBytes = 2 ** 40;
  assert.equal(await bed.settle(journal.newEpoch(namespace, 2, undefined)), 1, 'a new writer is told of the segment: edits in it were acknowledged');
  assert.equal((await bed.settle(journal.prepareRecovery(bed.call(2), 1))).segmentState?.endTxId, 4);
});

test('names that were changed and could not be synced are synced before anything rests on them', async () => {
  const bed = new JournalBed();
  let failing = false;
  const journal = await bed.formatted({
    before: (step, path) => {
      if (failing && step === 'syncDirectory' && path === current) throw new WorldError('io', `${path}: simulated`);
    },
  });
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  failing = true;
  await assert.rejects(bed.settle(journal.finalizeLogSegment(bed.call(1), 1, 4)), { code: 'io' });
  await assert.rejects(bed.settle(journal.finalizeLogSegment(bed.call(1), 1, 4)), { code: 'io' });
  failing = false;
  await bed.settle(journal.finalizeLogSegment(bed.call(1), 1, 4));
  bed.kill();
  bed.disk.powerCut();
  assert.ok((await bed.disk.list(current)).includes('edits_0000000000000000001-0000000000000000004'));
});

test('an accept whose rename could not be synced counts, and is what the next recovery is told of', async () => {
  const bed = new JournalBed();
  let recorded = false;
  await bed.serve(new Map([['/s', async () => new Response(Uint8Array.from(segmentBytes(1, 4)))]]));
  const journal = await bed.formatted({
    before: (step, path) => {
      if (recorded && step === 'syncDirectory' && path === current) throw new WorldError('io', `${path}: simulated`);
    },
    after: (step, path) => {
      recorded ||= step === 'rename' && path.endsWith('edits_inprogress_0000000000000000001');
    },
  });
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 2);
  await bed.settle(journal.newEpoch(namespace, 2, undefined));
  const accept = { state: { startTxId: 1, endTxId: 4, isInProgress: true }, url: 'http://jn2:8481/s', digest: undefined };
  await assert.rejects(bed.settle(journal.acceptRecovery(bed.call(2), accept)), { code: 'io' });
  recorded = false;
  assert.equal(await bed.settle(journal.newEpoch(namespace, 3, undefined)), 1);
  const { segmentState, acceptedInEpoch } = await bed.settle(journal.prepareRecovery(bed.call(3), 1));
  assert.deepEqual([segmentState?.endTxId, acceptedInEpoch], [4, 2]);
});

test('the record of an accept that could not be synced is synced before a recovery is told of it', async () => {
  const bed = new JournalBed();
  let failing = false;
  const journal = await bed.formatted({
    before: (step, path) => {
      if (failing && step === 'syncDirectory' && path === `${current}/paxos`) throw new WorldError('io', `${path}: simulated`);
    },
  });
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  await bed.settle(journal.newEpoch(namespace, 2, undefined));
  const { digest } = await bed.settle(journal.prepareRecovery(bed.call(2), 1));
  failing = true;
  await assert.rejects(bed.settle(journal.acceptRecovery(bed.call(2), { state: { startTxId: 1, endTxId: 4, isInProgress: true }, url: 'http://jn2:8481/s', digest })), { code: 'io' });
  await bed.settle(journal.newEpoch(namespace, 3, undefined));
  await assert.rejects(bed.settle(journal.prepareRecovery(bed.call(3), 1)), { code: 'io' });
  failing = false;
  assert.equal((await bed.settle(journal.prepareRecovery(bed.call(3), 1))).acceptedInEpoch, 2);
  bed.kill();
  bed.disk.powerCut();
  assert.deepEqual(await bed.disk.list(`${current}/paxos`), ['1']);
});

test('a lease is held over a restart, but not over a clean stop', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, nonceA));
  assert.equal(Buffer.from(await bed.disk.readFile(`${current}/quorate-lease-max`)).toString(), '1000\n');
  bed.kill();
  bed.disk.powerCut();
  const restarted = await bed.open();
  const beforeMs = bed.world.nowMs;
  await bed.settle(restarted.newEpoch(namespace, 2, nonceB));
  assert.ok(bed.world.nowMs - beforeMs >= 999, `held for ${bed.world.nowMs - beforeMs} ms`);
  const stopMs = bed.world.nowMs;
  await bed.settle(restarted.stop());
  assert.ok(bed.world.nowMs - stopMs >= 999, 'a clean stop outlives the leases');
  const clean = await bed.open();
  const cleanMs = bed.world.nowMs;
  await bed.settle(clean.newEpoch(namespace, 3, nonceA));
  assert.ok(bed.world.nowMs - cleanMs < 1);
});

test('readers are told of edits when they are synced, and what is undecided is not served', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  const held = journal.getJournaledEdits(5, 100, 1000);
  const timed = journal.getJournaledEdits(6, 100, 50);
  await bed.world.run(bed.world.nowMs + 10);
  await bed.settle(bed.write(journal, 1, 1, 5, 1));
  const { txnCount, lastWriterEpoch, segmentTxId, finalized } = await bed.settle(held);
  assert.deepEqual([txnCount, lastWriterEpoch, segmentTxId, finalized], [1, 1, 1, false]);
  assert.equal((await bed.settle(timed)).txnCount, 0);
  await refused(bed.settle(journal.getJournaledEdits(9, 100, 0)), 'NewerTxnIdException',
    /^Highest txn ID available in the journal is 5, but requested txns starting at 9\.$/);
  await bed.settle(journal.newEpoch(namespace, 2, undefined));
  await refused(bed.settle(journal.getJournaledEdits(2, 100, 0)), 'CacheMissException', /./);
  const { digest } = await bed.settle(journal.prepareRecovery(bed.call(2), 1));
  const undecided = journal.getJournaledEdits(2, 100, 5000);
  await bed.settle(journal.acceptRecovery(bed.call(2), { state: { startTxId: 1, endTxId: 5, isInProgress: true }, url: 'http://none', digest }));
  await bed.settle(journal.finalizeLogSegment(bed.call(2), 1, 5));
  const final = await bed.settle(undecided);
  assert.deepEqual([final.txnCount, final.finalized], [4, true]);
});

test('purging keeps what holds a txid to keep, and the newest segment', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  for (const first of [1, 5, 9]) {
    await bed.segment(journal, 1, first, 3);
    await bed.settle(journal.finalizeLogSegment(bed.call(1), first, first + 3));
  }
  await bed.segment(journal, 1, 13);
  // Of recoveries that came to nothing, with segments that are purged and with one that is not.
  for (const first of ['1', '9']) await (await bed.disk.open(`${current}/edits_inprogress_${first.padStart(19, '0')}.epoch=2`, 'create')).close();
  await bed.settle(journal.purgeLogsOlderThan(bed.call(1), 7));
  assert.deepEqual((await bed.disk.list(current)).filter((name) => name.includes('epoch=')), ['edits_inprogress_0000000000000000009.epoch=2']);
  assert.deepEqual(journal.getEditLogManifest(1, true).logs.map((log) => [log.startTxId, log.endTxId, log.isInProgress]), [
    [5, 8, false], [9, 12, false], [13, 13, true],
  ]);
  await bed.settle(journal.purgeLogsOlderThan(bed.call(1), 100));
  assert.deepEqual(journal.getEditLogManifest(1, true).logs.map((log) => log.startTxId), [13]);
});

test('two files of one segment: the final one wins at the start', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  await bed.settle(journal.finalizeLogSegment(bed.call(1), 1, 4));
  await bed.settle(journal.close());
  const file = await bed.disk.open(`${current}/edits_inprogress_0000000000000000001`, 'create');
  await file.write(segmentBytes(1, 9), 0);
  await file.datasync();
  const again = await bed.open();
  assert.deepEqual(again.getEditLogManifest(1, true).logs.map((log) => [log.startTxId, log.endTxId]), [[1, 4]]);
  assert.ok((await bed.disk.list(current)).includes('edits_inprogress_0000000000000000001.stale'));
});

test('what others have committed is no damage where it has never been', async () => {
  const bed = new JournalBed();
  let failing = false;
  const journal = await bed.formatted({
    before: (step, path) => {
      if (failing && step === 'write' && path.includes('inprogress_0000000000000000005')) throw new WorldError('io', `${path}: simulated`);
    },
  });
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  await bed.settle(journal.finalizeLogSegment(bed.call(1, 4), 1, 4));
  // Its disk fails with the next segment: a file without a header is left, and the writer goes on with the others.
  failing = true;
  await assert.rejects(bed.settle(journal.startLogSegment(bed.call(1, 4), 5, -67)), { code: 'io' });
  await bed.settle(journal.heartbeat(bed.call(1, 90)));
  failing = false;
  assert.equal(await bed.settle(journal.newEpoch(namespace, 2, undefined)), 1);
  const { segmentState, lastCommittedTxId } = await bed.settle(journal.prepareRecovery(bed.call(2), 5));
  assert.deepEqual([segmentState, lastCommittedTxId], [undefined, 90]);
});
