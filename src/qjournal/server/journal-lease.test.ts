import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LeaseRefusalProto as Refusal } from '../../wire/quorate-lease.ts';
import { JournalLease } from './journal-lease.ts';
import type { LeaseContext, Renewal } from './journal-lease.ts';

const a = 'aa'.repeat(16);
const b = 'bb'.repeat(16);

function context(promised: number, onDisk = promised): LeaseContext {
  return { promisedOnDisk: onDisk, promised, lastWriterEpoch: 0, lastWriteAgeMs: undefined, voter: true, gen: 0, votesFor: (gen) => gen >= 0 };
}

function renewal(nonce: string, epoch: number, ttlMs = 1000): Renewal {
  return { nonce, epoch, ttlMs, gen: 0 };
}

/** A table at time 0 where A holds epoch 7 until 1000. */
function held(): JournalLease {
  const lease = new JournalLease({ leaseMaxMs: 0, nowMs: 0 });
  lease.leaseMaxOnDisk(1000);
  assert.equal(lease.promised(7, a, 0), true);
  return lease;
}

/** Looks at the clock often enough for the loop not to seem late. */
function pass(lease: JournalLease, fromMs: number, toMs: number): void {
  for (let now = fromMs; now < toMs; now += 50) lease.observe(now);
  lease.observe(toMs);
}

test('a newEpoch of another waits for the lease, one of the holder does not', () => {
  const lease = held();
  assert.equal(lease.newEpochWaitMs(b, 10), 990);
  assert.equal(lease.newEpochWaitMs(undefined, 10), 990);
  assert.equal(lease.newEpochWaitMs(a, 10), 0);
  pass(lease, 10, 990);
  assert.equal(lease.newEpochWaitMs(b, 990), 10);
  // Over by the number, but not judged yet: a renewal may be next.
  assert.equal(lease.newEpochWaitMs(b, 1000), 1);
  lease.observe(1000);
  assert.equal(lease.newEpochWaitMs(b, 1000), 0);
});

test('a word tells a lease that ran out from one that was given back or revoked', () => {
  const lease = held();
  pass(lease, 10, 1000);
  assert.deepEqual([lease.status(context(7), 1000).leases.length, lease.status(context(7), 1000).ranOut], [0, true]);
  assert.equal(lease.renew(renewal(a, 7), context(7), 1001), undefined);
  lease.revoke(a, 1100);
  assert.equal(lease.status(context(7), 1100).ranOut, false);
});

test('release and revoke end a lease at once', () => {
  const released = held();
  released.release(a, undefined, 7, 10);
  assert.equal(released.newEpochWaitMs(b, 10), 0);
  const revoked = held();
  revoked.revoke(a, 10);
  assert.equal(revoked.newEpochWaitMs(b, 10), 0);
});

test('a release that comes late ends nothing that was won after it was sent, and reserves nothing', () => {
  const lease = held();
  assert.equal(lease.promised(8, a, 10), true);
  lease.release(a, 'nn2', 7, 20);
  assert.equal(lease.newEpochWaitMs(b, 20), 990);
  assert.equal(lease.renew(renewal(a, 8), context(8), 30), undefined);
  assert.equal(lease.status(context(8), 30).reservation, undefined);
  // Renewed in an epoch that was adopted from a call, without a newEpoch here.
  const adopted = held();
  assert.equal(adopted.renew(renewal(a, 8), context(8), 10), undefined);
  adopted.release(a, undefined, 7, 20);
  assert.equal(adopted.newEpochWaitMs(b, 20), 990);
  adopted.release(a, undefined, 8, 30);
  assert.equal(adopted.newEpochWaitMs(b, 30), 0);
});

test('a revoked nonce is refused for ever, a released one up to the epoch that it gave back', () => {
  const lease = held();
  lease.release(a, undefined, 7, 10);
  assert.equal(lease.renew(renewal(a, 7), context(7), 11), Refusal.TOMBSTONED);
  assert.equal(lease.refusesNewEpochOf(a), false);
  assert.equal(lease.promised(8, a, 12), true);
  assert.equal(lease.renew(renewal(a, 8), context(8), 13), undefined);
  lease.revoke(a, 14);
  assert.equal(lease.renew(renewal(a, 8), context(8), 15), Refusal.TOMBSTONED);
  assert.equal(lease.refusesNewEpochOf(a), true);
  assert.equal(lease.promised(9, a, 16), false);
  assert.equal(lease.newEpochWaitMs(b, 16), 0);
});

test('a renewal is for the promise on disk, by its owner', () => {
  const lease = held();
  assert.equal(lease.renew(renewal(a, 6), context(7), 10), Refusal.OTHER_EPOCH);
  assert.equal(lease.renew(renewal(a, 7), context(8, 7), 10), Refusal.OTHER_EPOCH);
  assert.equal(lease.renew(renewal(a, 8), context(8, 7), 10), Refusal.OTHER_EPOCH);
  assert.equal(lease.renew(renewal(b, 7), context(7), 10), Refusal.NOT_OWNER);
  assert.equal(lease.renew(renewal(a, 7), context(7), 10), undefined);
  assert.equal(lease.newEpochWaitMs(b, 10), 1000);
});

test('an epoch promised to nobody is renewed by nobody, one adopted from a call by whoever has a majority', () => {
  const lease = new JournalLease({ leaseMaxMs: 0, nowMs: 0 });
  lease.leaseMaxOnDisk(1000);
  lease.promised(3, undefined, 0);
  assert.equal(lease.renew(renewal(a, 3), context(3), 1), Refusal.NOT_OWNER);
  lease.setOwner(undefined);
  assert.equal(lease.renew(renewal(a, 4), context(4), 2), undefined);
});

test('while a higher newEpoch waits, renewals below it are refused', () => {
  const lease = held();
  const waiting = { epoch: 8, nonce: b };
  lease.addWaiting(waiting);
  assert.equal(lease.renew(renewal(a, 7), context(7), 10), Refusal.HIGHER_EPOCH_WAITS);
  lease.removeWaiting(waiting);
  lease.addWaiting({ epoch: 7, nonce: b });
  assert.equal(lease.renew(renewal(a, 7), context(7), 20), undefined);
});

test('two that were promised the same number are two leases', () => {
  const lease = held();
  lease.setOwner(undefined);
  assert.equal(lease.renew(renewal(b, 7, 3000), context(7), 10), Refusal.NO_VOTE);
  lease.leaseMaxOnDisk(3000);
  assert.equal(lease.renew(renewal(b, 7, 3000), context(7), 10), undefined);
  assert.equal(lease.status(context(7), 10).leases.length, 2);
  assert.equal(lease.newEpochWaitMs(a, 10), 3000);
});

test('no lease is longer than what a restart will remember', () => {
  const lease = held();
  assert.equal(lease.leaseMaxNeeded(1000), undefined);
  assert.equal(lease.leaseMaxNeeded(2500), 2500);
  assert.equal(lease.leaseMaxNeeded(60_000), 10_000);
  assert.equal(lease.renew(renewal(a, 7, 2500), context(7), 10), Refusal.NO_VOTE);
});

test('after a restart newEpoch is held for the largest lease, renewals are not', () => {
  const lease = new JournalLease({ leaseMaxMs: 2000, nowMs: 5000 });
  lease.setOwner({ epoch: 7, nonce: a });
  assert.equal(lease.newEpochWaitMs(a, 5001), 1999);
  assert.equal(lease.renew(renewal(a, 7), context(7), 5001), undefined);
  pass(lease, 5001, 7000);
  assert.equal(lease.newEpochWaitMs(a, 7000), 0);
  const clean = new JournalLease({ leaseMaxMs: 0, nowMs: 5000 });
  assert.equal(clean.newEpochWaitMs(b, 5000), 0);
});

test('a late loop lengthens every lease by its delay before it judges', () => {
  const lease = held();
  pass(lease, 0, 900);
  // Stopped for ten minutes: to the holder's renewals, which wait in the socket, no time has passed.
  lease.observe(900 + 600_000);
  assert.equal(lease.status(context(7), 600_900).leases.length, 1);
  assert.equal(lease.newEpochWaitMs(b, 600_900), 100);
  assert.equal(lease.renew(renewal(a, 7), context(7), 600_901), undefined);
});

test('a late look lengthens a lease by little when nobody renews it', () => {
  const lease = held();
  lease.observe(100);
  assert.equal(lease.nextEndMs, 1000);
  // Half a second late: what was lost meanwhile has a fifth of a second to come again.
  lease.observe(1500);
  assert.equal(lease.nextEndMs, 1700);
  lease.observe(1700);
  assert.deepEqual([lease.nextEndMs, lease.newEpochWaitMs(b, 1700)], [Infinity, 0]);
});

test('nothing but the own end shortens a lease', () => {
  const lease = held();
  lease.leaseMaxOnDisk(5000);
  assert.equal(lease.renew(renewal(a, 7, 5000), context(7), 10), undefined);
  assert.equal(lease.renew(renewal(a, 7, 500), context(7), 20), undefined);
  lease.disconnected(a);
  assert.equal(lease.newEpochWaitMs(b, 20), 4990);
});

test('a reservation keeps other candidates off for half a second', () => {
  const lease = new JournalLease({ leaseMaxMs: 0, nowMs: 0 });
  lease.leaseMaxOnDisk(1000);
  assert.equal(lease.reserve(a, 'nn1', 1, 0, context(7), 0), undefined);
  assert.equal(lease.reserve(b, 'nn2', 0, 0, context(7), 1), Refusal.RESERVED);
  assert.equal(lease.reservedForAnother(b, 1), true);
  assert.equal(lease.reservedForAnother(a, 1), false);
  assert.equal(lease.newEpochWaitMs(undefined, 1), 499);
  lease.freeReservation(a);
  assert.equal(lease.reserve(b, 'nn2', 0, 0, context(7), 2), undefined);
  pass(lease, 2, 502);
  assert.equal(lease.reservedForAnother(a, 502), false);
});

test('nobody reserves while another\'s lease lives, and a release may reserve for one by name', () => {
  const lease = held();
  assert.equal(lease.reserve(b, 'nn2', 0, 0, context(7), 1), Refusal.LEASE_LIVES);
  lease.release(a, 'nn2', 7, 2);
  assert.equal(lease.reserve('cc'.repeat(16), 'nn3', 0, 0, context(7), 3), Refusal.RESERVED);
  assert.equal(lease.reservedForAnother(b, 3), true);
  assert.equal(lease.reserve(b, 'nn2', 0, 0, context(7), 4), undefined);
  assert.equal(lease.reservedForAnother(b, 4), false);
});

test('a JournalNode that stops grants nothing, and promises nothing that would be taken for a lease', () => {
  const lease = held();
  lease.stop();
  assert.equal(lease.renew(renewal(a, 7), context(7), 10), Refusal.NO_VOTE);
  assert.equal(lease.reserve(b, 'nn2', 0, 0, context(7), 10), Refusal.NO_VOTE);
  assert.equal(lease.refusesNewEpochOf(b), true);
  assert.equal(lease.refusesNewEpochOf(undefined), true);
});

test('watchers hear of grants and ends, not of renewals', () => {
  const lease = held();
  const { version } = lease;
  lease.renew(renewal(a, 7), context(7), 10);
  assert.equal(lease.version, version);
  lease.disconnected(a);
  assert.equal(lease.version, version + 1);
  lease.renew(renewal(a, 7), context(7), 20);
  assert.equal(lease.version, version + 2);
  pass(lease, 20, 1020);
  assert.equal(lease.version, version + 3);
  assert.deepEqual(lease.status(context(7), 1020).leases, []);
});
