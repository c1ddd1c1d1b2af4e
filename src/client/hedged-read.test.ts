import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryEnv } from '../env/memory-env.testing.ts';
import { sleep } from '../env/waiting.ts';
import { hedgedRead, Hedges } from './hedged-read.ts';

interface Source {
  readonly name: string;
  readonly afterMs: number;
  readonly fails?: boolean;
}

interface Told {
  readonly asked: string[];
  readonly stopped: string[];
  readonly failed: string[];
}

function start(env: MemoryEnv, sources: readonly Source[], hedges = new Hedges(4), signal = new AbortController().signal): { told: Told; result: Promise<string | undefined> } {
  const told: Told = { asked: [], stopped: [], failed: [] };
  const result = hedgedRead<Source>(env, {
    hedges, thresholdMs: 500,
    choose: (asked) => sources.find((source) => !asked.has(source)),
    read: async (source, stop) => {
      told.asked.push(source.name);
      stop.addEventListener('abort', () => told.stopped.push(source.name));
      await sleep(env, source.afterMs, stop);
      if (source.fails === true) throw new Error(`${source.name} is broken`);
      return Buffer.from(source.name);
    },
    failed: async (source) => {
      told.failed.push(source.name);
    },
  }, signal).then((bytes) => (bytes === undefined ? undefined : Buffer.from(bytes).toString()));
  result.catch(() => {});
  return { told, result };
}

test('a replica that answers in time is the only one asked', async () => {
  const env = new MemoryEnv();
  const { told, result } = start(env, [{ name: 'a', afterMs: 400 }, { name: 'b', afterMs: 1 }]);
  await env.advance(1000);
  assert.equal(await result, 'a');
  assert.deepEqual(told.asked, ['a']);
});

test('one that does not has another beside it, and the first answer counts', async () => {
  const env = new MemoryEnv();
  const slow = start(env, [{ name: 'a', afterMs: 60_000 }, { name: 'b', afterMs: 10 }, { name: 'c', afterMs: 10 }]);
  await env.advance(499);
  assert.deepEqual(slow.told.asked, ['a']);
  await env.advance(20);
  assert.equal(await slow.result, 'b');
  assert.deepEqual(slow.told.asked, ['a', 'b']);
  assert.ok(slow.told.stopped.includes('a'));
  const late = start(env, [{ name: 'a', afterMs: 600 }, { name: 'b', afterMs: 400 }]);
  await env.advance(700);
  assert.equal(await late.result, 'a');
  assert.deepEqual(late.told.asked, ['a', 'b']);
});

test('one that fails is told of and the next is asked at once; when all have, there is nothing', async () => {
  const env = new MemoryEnv();
  const { told, result } = start(env, [{ name: 'a', afterMs: 10, fails: true }, { name: 'b', afterMs: 10 }]);
  await env.advance(10);
  await env.advance(10);
  assert.equal(await result, 'b');
  assert.deepEqual(told.failed, ['a']);
  const none = start(env, [{ name: 'a', afterMs: 1, fails: true }, { name: 'b', afterMs: 1, fails: true }]);
  for (let i = 0; i < 4; i++) await env.advance(1);
  assert.equal(await none.result, undefined);
  assert.deepEqual(none.told.failed, ['a', 'b']);
});

test('no more are asked beside others than there is room for, in all reads together', async () => {
  const env = new MemoryEnv();
  const hedges = new Hedges(1);
  const sources = [{ name: 'a', afterMs: 5000 }, { name: 'b', afterMs: 5000 }, { name: 'c', afterMs: 5000 }];
  const first = start(env, sources, hedges);
  const second = start(env, sources, hedges);
  await env.advance(3000);
  assert.deepEqual([first.told.asked.length, second.told.asked.length].sort(), [1, 2]);
  await env.advance(3000);
  assert.equal(await first.result, 'a');
  assert.equal(await second.result, 'a');
  assert.equal(hedges.hasRoom, true);
});

test('the signal ends all of it with its reason', async () => {
  const env = new MemoryEnv();
  const controller = new AbortController();
  const { told, result } = start(env, [{ name: 'a', afterMs: 5000 }, { name: 'b', afterMs: 5000 }], new Hedges(4), controller.signal);
  await env.advance(600);
  const reason = new Error('enough');
  controller.abort(reason);
  await assert.rejects(result, reason);
  assert.deepEqual(told.stopped, ['a', 'b']);
});
