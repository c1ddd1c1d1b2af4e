// Edits whose sync has failed are in the file for whoever reads it, and taken for written: another sync says that all is well, and brings
// nothing to the disk. What a JournalNode answers must not rest on them (HA.md 26).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WorldError } from '../../env/env.ts';
import { JournalBed, edits, segmentBytes } from '../testing/journal-bed.ts';
import { namespace } from '../testing/journal-set.ts';
import type { Journal } from './journal.ts';

const openFile = '/jn/ns1/current/edits_inprogress_0000000000000000001';

/** Epoch 1 has written 1-4 of segment 1; the sync of 5-7 has failed. */
async function failed(): Promise<{ readonly bed: JournalBed; readonly journal: Journal }> {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 1, undefined));
  await bed.segment(journal, 1, 1, 3);
  bed.disk.syncError = (path) => (path === openFile ? new WorldError('io', `${path}: simulated`) : undefined);
  await assert.rejects(bed.settle(bed.write(journal, 1, 1, 5, 3)), { name: 'WorldError', code: 'io' });
  bed.disk.syncError = () => undefined;
  return { bed, journal };
}

/** How far the next epoch's recovery finds segment 1 to reach. */
async function endOf(bed: JournalBed, journal: Journal): Promise<number | undefined> {
  const epoch = journal.promisedEpoch + 1;
  await bed.settle(journal.newEpoch(namespace, epoch, undefined));
  const { segmentState } = await bed.settle(journal.prepareRecovery(bed.call(epoch), 1));
  return segmentState?.endTxId;
}

async function endAfterPowerCut(bed: JournalBed): Promise<number | undefined> {
  bed.kill();
  bed.disk.powerCut();
  return endOf(bed, await bed.open());
}

test('a rejoin counts no edits whose sync has failed, and the writer sends them again', async () => {
  const { bed, journal } = await failed();
  const rejoin = { segmentTxId: 1, layoutVersion: -67, ackedTxId: 4, heldTxId: 5, sentTxId: 7, urls: [] };
  assert.equal(await bed.settle(journal.rejoin(bed.call(1), rejoin)), 5);
  await bed.settle(bed.write(journal, 1, 1, 5, 4));
  assert.equal(await endAfterPowerCut(bed), 8);
  assert.deepEqual(Buffer.from(await bed.disk.readFile(openFile)).subarray(0, segmentBytes(1, 8).length), Buffer.concat([segmentBytes(1, 4), edits(5, 4)]));
});

test('a recovery is told of no edits whose sync has failed', async () => {
  const { bed, journal } = await failed();
  assert.equal(await endOf(bed, journal), 4);
  assert.equal(await endAfterPowerCut(bed), 4);
});

test('what a recovery is told of after kill -9 is on the disk, whatever sync had failed before', async () => {
  const { bed } = await failed();
  bed.kill();
  const journal = await bed.open();
  const told = await endOf(bed, journal);
  assert.equal(await endAfterPowerCut(bed), told);
});
