import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isException } from '../../protocol/exceptions.ts';
import type { JournalList } from '../../protocol/journal-list.ts';
import { LeaseRefusalProto } from '../../wire/quorate-lease.ts';
import { JournalBed } from '../testing/journal-bed.ts';
import { namespace } from '../testing/journal-set.ts';
import type { Call } from '../../rpc/service.ts';

const abc: JournalList = { gen: 1, members: ['a:1', 'b:1', 'c:1'], pending: ['a:1', 'b:1', 'd:1'], epoch: 5 };
const abd: JournalList = { gen: 2, members: ['a:1', 'b:1', 'd:1'], epoch: 5 };
const nonce = 'aa'.repeat(16);

function stale(error: unknown): boolean {
  return isException(error, 'StaleJournalListException');
}

test('a list is on disk when it is acknowledged, and counts after a power cut', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 5, nonce, undefined, { gen: 0 }));
  await bed.settle(journal.membership.configure(bed.call(5), abc, 'member'));
  bed.kill();
  bed.disk.powerCut();
  const after = await bed.open();
  assert.deepEqual([after.membership.list.gen, after.membership.list.pending, after.membership.standing], [1, abc.pending, 'member']);
  assert.throws(() => after.membership.check(0, 'election'), stale);
  after.membership.check(1, 'election');
  // The others by that list are to say first what they remember of it.
  await assert.rejects(bed.settle(after.newEpoch(namespace, 6, nonce, undefined, { gen: 1 })), /has not heard yet what the others remember of it/);
});

test('calls that go by an older list, or tell none, are refused; a sealed list takes the latter', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  const { membership } = journal;
  membership.check(undefined);
  await bed.settle(journal.newEpoch(namespace, 5, nonce, undefined, { gen: 0 }));
  await bed.settle(membership.configure(bed.call(5), abd, 'member'));
  for (const gen of [0, 1, undefined]) assert.throws(() => membership.check(gen), stale, `generation ${gen}`);
  for (const gen of [2, 3]) membership.check(gen, 'election');
  await assert.rejects(bed.settle(journal.getJournaledEdits(1, 10, 0, undefined, 1)), stale);
  const renewal = { nonce, epoch: 5, ttlMs: 1000 };
  const call: Pick<Call, 'connected'> = { connected: true };
  assert.equal(await bed.settle(journal.leases.renew({ ...renewal, gen: 1 }, call as Call)), LeaseRefusalProto.OLD_GENERATION);
  assert.equal(await bed.settle(journal.leases.renew({ ...renewal, gen: 2 }, call as Call)), undefined);
  assert.equal(journal.leases.status().gen, 2);
  await bed.settle(membership.configure(bed.call(5), { ...abd, gen: 3, sealed: true }, 'member'));
  membership.check(undefined, 'election');
  assert.throws(() => membership.check(2), stale);
});

test('a list comes from the promised epoch only, and never goes back; of two with one generation the later epoch\'s counts', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 5, nonce, undefined, { gen: 0 }));
  await assert.rejects(bed.settle(journal.membership.configure(bed.call(4), abc, 'member')), /less than the last promised epoch 5/);
  await bed.settle(journal.membership.configure(bed.call(5), abc, 'member'));
  await bed.settle(journal.newEpoch(namespace, 6, nonce, undefined, { gen: 1 }));
  const other = { ...abc, pending: ['a:1', 'b:1', 'e:1'], epoch: 6 };
  await bed.settle(journal.membership.configure({ ...bed.call(6), serial: 1 }, other, 'member'));
  assert.deepEqual(journal.membership.list.pending, other.pending);
  await assert.rejects(bed.settle(journal.membership.configure({ ...bed.call(6), serial: 2 }, { ...abd, gen: 0 }, 'member')), stale);
});

test('one that was removed has no vote and takes no edits until a newer list says otherwise; one that is to be added takes edits', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  const { membership } = journal;
  await bed.settle(journal.newEpoch(namespace, 5, nonce, undefined, { gen: 0 }));
  await bed.settle(membership.configure(bed.call(5), abd, 'retired'));
  assert.throws(() => membership.check(2), /was removed from the list/);
  assert.throws(() => membership.check(2, 'election'), stale);
  membership.check(3, 'election');
  await bed.settle(membership.configure(bed.call(5), abd, 'joining'));
  membership.check(2);
  assert.throws(() => membership.check(2, 'election'), /has no vote yet/);
  assert.equal(journal.memory().member, false);
});

test('a newEpoch that waits for a lease is refused when a newer list comes meanwhile', async () => {
  const bed = new JournalBed();
  const journal = await bed.formatted();
  await bed.settle(journal.newEpoch(namespace, 5, nonce, undefined, { gen: 0 }));
  const waiting = assert.rejects(bed.settle(journal.newEpoch(namespace, 6, 'bb'.repeat(16), undefined, { gen: 0 })), stale);
  await bed.settle(journal.membership.configure(bed.call(5), abc, 'member'));
  await waiting;
  assert.equal(journal.promisedEpoch, 5);
});
