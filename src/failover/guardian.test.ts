import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Env } from '../env/env.ts';
import type { GuardedLease } from './guardian.ts';
import { Guardian } from './guardian.ts';
import type { LeaseWord } from './lease-quorum.ts';

const ownId = Uint8Array.of(1, 2, 3);

/** A clock that moves by hand, and the timers on it. */
function handClock(): { env: Env; pass: (ms: number) => Promise<void>; standStill: (ms: number) => Promise<void> } {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const env = {
    monotonicMs: () => now,
    after: (delayMs: number, run: () => void) => {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return { cancel: () => (timers = timers.filter((other) => other !== timer)) };
    },
    log: () => {},
  } as unknown as Env;
  const pass = async (ms: number): Promise<void> => {
    for (const end = now + ms; now < end; ) {
      now = Math.max(now, Math.min(...timers.map((timer) => timer.at), end));
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.run();
      for (let i = 0; i < 10; i++) await Promise.resolve();
    }
  };
  /** Nothing runs for `ms`; then what is due does, before anybody is heard. */
  const standStill = async (ms: number): Promise<void> => {
    now += ms;
    await pass(1);
  };
  return { env, pass, standStill };
}

function word(promised: number, leftMs: number): LeaseWord {
  return {
    journalNode: 'jn', receivedMs: 0,
    status: { version: 1, promised, lastWriterEpoch: promised, elector: 1, gen: 0, leases: [{ id: ownId, leftMs, connected: true }], holdMs: 0, voter: true },
  };
}

const lists = [['jn1', 'jn2', 'jn3']];

function guarded(words: LeaseWord[]): { lease: GuardedLease; revoked: () => number } {
  let revoked = 0;
  const lease = { lists, ownId, follow: () => {}, ask: async () => words.map((each, i) => ({ ...each, journalNode: `jn${i + 1}` })), revoke: async () => void revoked++ };
  return { lease, revoked: () => revoked };
}

test('an Active that hangs past its lease is killed once a majority says so, and its lease is revoked only when it is reaped', async () => {
  const { env, pass } = handClock();
  const { lease, revoked } = guarded([word(7, 0), word(7, 0)]);
  let killed = 0;
  const guardian = new Guardian(env, 1000, lease, { kill: () => killed++ });
  guardian.heard({ active: true, epoch: 7 });
  await pass(900);
  assert.equal(killed, 0);
  await pass(600);
  assert.equal(killed, 1);
  assert.equal(revoked(), 0);
  await guardian.reaped();
  assert.equal(revoked(), 1);
});

test('a guardian that was stopped together with its child lets it step down by itself, and kills it only if it stays silent', async () => {
  const { env, pass, standStill } = handClock();
  let killed = 0;
  const guardian = new Guardian(env, 1000, guarded([word(8, 0), word(8, 0)]).lease, { kill: () => killed++ });
  guardian.heard({ active: true, epoch: 7 });
  await pass(200);
  await standStill(5000);
  await pass(900);
  assert.equal(killed, 0);
  await pass(600);
  assert.equal(killed, 1);
});

test('a silent Active whose JournalNodes are down is left alone', async () => {
  const { env, pass } = handClock();
  let killed = 0;
  const guardian = new Guardian(env, 1000, guarded([word(7, 0)]).lease, { kill: () => killed++ });
  guardian.heard({ active: true, epoch: 7 });
  await pass(10_000);
  assert.equal(killed, 0);
});

test('a silent Active whose lease a majority still shows alive is left alone', async () => {
  const { env, pass } = handClock();
  let killed = 0;
  const guardian = new Guardian(env, 1000, guarded([word(7, 500), word(7, 500), word(7, 0)]).lease, { kill: () => killed++ });
  guardian.heard({ active: true, epoch: 7 });
  await pass(5000);
  assert.equal(killed, 0);
});

test('a silent Standby is left alone', async () => {
  const { env, pass } = handClock();
  let killed = 0;
  const guardian = new Guardian(env, 1000, guarded([word(9, 0), word(9, 0)]).lease, { kill: () => killed++ });
  guardian.heard({ active: false, epoch: 7 });
  await pass(5000);
  assert.equal(killed, 0);
});
