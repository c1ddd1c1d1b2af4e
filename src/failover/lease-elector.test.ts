import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LeaseStatusProto } from '../wire/quorate-lease.ts';
import { failedOver } from '../metrics/event-names.ts';
import { LeaseElector } from './lease-elector.ts';
import type { Candidate, LeaseElectorate } from './lease-elector.ts';
import type { LeaseWord } from './lease-quorum.ts';
import { readLeases } from './lease-quorum.ts';
import { MemoryEnv } from '../env/memory-env.testing.ts';

const ownId = Uint8Array.of(1);
const otherId = Uint8Array.of(2);
const lists = [['jn1', 'jn2', 'jn3']];

function status(leases: readonly { id: Uint8Array; leftMs: number; connected: boolean }[], holdMs = 0): LeaseStatusProto {
  return { version: 1, promised: 3, lastWriterEpoch: 3, elector: 1, gen: 0, leases: [...leases], holdMs, voter: true };
}

function words(receivedMs: number, ...statuses: LeaseStatusProto[]): LeaseWord[] {
  return statuses.map((each, i) => ({ journalNode: `jn${i + 1}`, receivedMs, status: each }));
}

test('a lease on a minority keeps nobody from standing', () => {
  const held = status([{ id: otherId, leftMs: 500, connected: true }]);
  const reading = readLeases(words(0, held, status([]), status([])), lists, ownId, 10, 2000);
  assert.deepEqual({ heard: reading.heard, free: reading.free, taken: reading.taken }, { heard: true, free: true, taken: false });
});

test('a lease on a majority is free only when it has run out there, and the word of that would have come', () => {
  const held = status([{ id: otherId, leftMs: 500, connected: true }]);
  const given = words(0, held, held, held);
  assert.equal(readLeases(given, lists, ownId, 499, 2000).free, false);
  assert.equal(readLeases(given, lists, ownId, 499, 2000).taken, true);
  assert.equal(readLeases(given, lists, ownId, 501, 2000).free, false);
  assert.equal(readLeases(given, lists, ownId, 601, 2000).free, true);
});

test('a lost session is no free lease, but it is reason to park', () => {
  const held = status([{ id: otherId, leftMs: 500, connected: false }]);
  const reading = readLeases(words(0, held, held, held), lists, ownId, 10, 2000);
  assert.equal(reading.free, false);
  assert.equal(reading.taken, false);
});

test('old words and JournalNodes without a vote do not count', () => {
  assert.equal(readLeases(words(0, status([]), status([])), lists, ownId, 2001, 2000).heard, false);
  const learner = { ...status([]), voter: false };
  assert.equal(readLeases(words(0, status([]), learner, learner), lists, ownId, 10, 2000).heard, false);
});

test('a JournalNode that restarted holds for the longest lease it may have granted', () => {
  const given = words(0, status([], 700), status([], 700), status([]));
  assert.equal(readLeases(given, lists, ownId, 699, 2000).free, false);
  assert.equal(readLeases(given, lists, ownId, 701, 2000).free, true);
});

test('somebody else leads for as long as a watch would tell of the end, and no other word is made any younger by one', () => {
  const watched = (each: LeaseStatusProto): LeaseWord[] => words(0, each, each, each).map((word) => ({ ...word, watchedUntilMs: 8000 }));
  const led = watched(status([{ id: otherId, leftMs: 900, connected: true }]));
  for (const [nowMs, expected] of [[1500, true], [7999, true], [8000, false]] as const) {
    const reading = readLeases(led, lists, ownId, nowMs, 2000);
    assert.deepEqual([reading.heard, reading.taken, reading.free], [expected, expected, false], `at ${nowMs} ms`);
  }
  const lost = watched(status([{ id: otherId, leftMs: 900, connected: false }]));
  assert.equal(readLeases(lost, lists, ownId, 1001, 2000).free, true);
  assert.equal(readLeases(lost, lists, ownId, 2001, 2000).heard, false);
  const own = watched(status([{ id: ownId, leftMs: 900, connected: true }]));
  assert.equal(readLeases(own, lists, ownId, 2001, 2000).heard, false);
});

test('a writer that holds no lease leads for ten seconds after its last edit, as far as a majority tells', () => {
  const wrote = (lastWriteAgeMs: number): LeaseStatusProto => ({ ...status([]), lastWriteAgeMs });
  for (const [nowMs, free] of [[0, false], [9399, false], [9400, true]] as const) {
    const given = words(nowMs, wrote(nowMs + 500), wrote(nowMs + 600), status([]));
    const reading = readLeases(given, lists, ownId, nowMs, 2000);
    assert.deepEqual([reading.heard, reading.free, reading.taken], [true, free, !free], `at ${nowMs} ms`);
    assert.equal(reading.freeAtMs, 9400);
  }
  // One that missed the next writer's epoch, or is asked before it has heard of the edits, is not enough.
  assert.equal(readLeases(words(0, wrote(500), status([]), status([])), lists, ownId, 0, 2000).free, true);
});

test('a reservation whose answers tell of a writer that holds no lease is given back', async () => {
  const env = new MemoryEnv();
  let freed = 0;
  let promoted = 0;
  let word = status([]);
  const elector = new LeaseElector(env, { ttlMs: 1000, others: 1 }, {
    lists, ownId, words: () => words(env.monotonicMs(), word, word, word), watch: () => () => {}, free: () => freed++,
    reserve: async () => {
      word = { ...word, lastWriteAgeMs: 3 };
      return true;
    },
  }, { mayStand: () => promoted === 0, lagMs: () => 0, becomeActive: async () => void promoted++ });
  elector.start();
  await env.advance(100);
  assert.deepEqual([promoted, freed], [0, 1]);
  elector.stop();
});

test('a candidate stands once, frees a reservation it could not get at a majority, and stands again', async () => {
  const env = new MemoryEnv();
  let granted = 1;
  let freed = 0;
  let promoted = 0;
  const electorate: LeaseElectorate = {
    lists, ownId, words: () => words(env.monotonicMs(), status([]), status([]), status([])),
    watch: () => () => {}, reserve: async () => granted >= 2, free: () => freed++,
  };
  let active = false;
  const candidate: Candidate = {
    mayStand: () => !active, lagMs: () => 0,
    becomeActive: async () => {
      promoted++;
      active = true;
    },
  };
  const elector = new LeaseElector(env, { ttlMs: 1000, others: 1 }, electorate, candidate);
  elector.start();
  await env.advance(200);
  assert.equal(promoted, 0);
  assert.ok(freed >= 1);
  granted = 2;
  await env.advance(400);
  assert.equal(promoted, 1);
  elector.stop();
});

test('one that lags waits a little for one that does not, where there is another one that may stand', async () => {
  const standing = async (lagMs: number, others: number): Promise<{ readonly ranks: readonly number[]; readonly ms: number }> => {
    const env = new MemoryEnv();
    const ranks: number[] = [];
    let activeMs: number | undefined;
    const elector = new LeaseElector(env, { ttlMs: 1000, others }, {
      lists, ownId, words: () => words(env.monotonicMs(), status([]), status([]), status([])), watch: () => () => {}, free: () => {},
      reserve: async (rank) => {
        ranks.push(rank);
        return true;
      },
    }, { mayStand: () => activeMs === undefined, lagMs: () => lagMs, becomeActive: async () => void (activeMs = env.monotonicMs()) });
    const fromMs = env.monotonicMs();
    elector.start();
    await env.advance(1000);
    elector.stop();
    return { ranks, ms: (activeMs ?? Infinity) - fromMs };
  };
  for (const [lagMs, others, rankMs] of [[0, 2, 0], [60, 2, 60], [30_000, 2, 150], [30_000, 1, 0]] as const) {
    const { ranks, ms } = await standing(lagMs, others);
    assert.deepEqual(ranks, [1 + rankMs]);
    assert.ok(ms >= rankMs && ms <= rankMs + 42, `${ms} ms with a lag of ${lagMs} ms`);
  }
});

test('whoever made way for an heir stands again as soon as the heir has led and is gone', async () => {
  const env = new MemoryEnv();
  let leases: { id: Uint8Array; leftMs: number; connected: boolean }[] = [];
  let changed = (): void => {};
  const electorate: LeaseElectorate = {
    lists, ownId, words: () => words(env.monotonicMs(), status(leases), status(leases), status(leases)),
    watch: (notify) => {
      changed = notify;
      return () => {};
    },
    reserve: async () => true, free: () => {},
  };
  let promoted = 0;
  const elector = new LeaseElector(env, { ttlMs: 1000, others: 1 }, electorate, {
    mayStand: () => promoted === 0, lagMs: () => 0,
    becomeActive: async () => void promoted++,
  });
  elector.keepOut(10_000);
  elector.start();
  await env.advance(1000);
  assert.equal(promoted, 0, 'the heir has the first word');
  leases = [{ id: otherId, leftMs: 1000, connected: true }];
  changed();
  leases = [];
  changed();
  await env.advance(500);
  assert.equal(promoted, 1);
  elector.stop();
});

test('a failover is measured from when the Active was last heard of, if its lease ran out, and from the word of its end otherwise', async () => {
  for (const ranOut of [true, false]) {
    const env = new MemoryEnv();
    let word = status([{ id: otherId, leftMs: 1000, connected: true }]);
    let toldMs = env.monotonicMs();
    let changed = (): void => {};
    let active = false;
    const elector = new LeaseElector(env, { ttlMs: 1000, others: 1 }, {
      lists, ownId, words: () => words(toldMs, word, word, word).map((each) => ({ ...each, watchedUntilMs: toldMs + 8000 })),
      watch: (notify) => {
        changed = notify;
        return () => {};
      },
      reserve: async () => true, free: () => {},
    }, { mayStand: () => !active, lagMs: () => 0, becomeActive: async () => void (active = true) });
    elector.start();
    await env.advance(3000);
    word = { ...status([]), ranOut };
    toldMs = env.monotonicMs();
    changed();
    await env.advance(100);
    elector.stop();
    const ms = Number(env.lines.find((line) => line.event === failedOver)?.fields['ms']);
    assert.ok(ranOut ? ms >= 1000 && ms < 1050 : ms < 50, `${ms} ms`);
  }
});
