import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nodeEnv } from '../env/node/node-env.ts';
import type { Env, Timer } from '../env/env.ts';
import { LiveStream, viewersMax } from './live-stream.ts';

/** An Env whose timers run when the test says so. */
class Clock {
  nowMs = 0;
  #pending: { atMs: number; run: () => void }[] = [];
  readonly env: Env = {
    ...nodeEnv({ name: 'test' }), monotonicMs: () => this.nowMs,
    after: (delayMs, run): Timer => {
      const entry = { atMs: this.nowMs + delayMs, run };
      this.#pending.push(entry);
      return { cancel: () => void (this.#pending = this.#pending.filter((each) => each !== entry)) };
    },
  };

  get pending(): number {
    return this.#pending.length;
  }

  async pass(ms: number): Promise<void> {
    const until = this.nowMs + ms;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const [next] = this.#pending.filter(({ atMs }) => atMs <= until).sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#pending = this.#pending.filter((each) => each !== next);
      this.nowMs = next.atMs;
      next.run();
    }
    this.nowMs = until;
  }
}

function reader(stream: LiveStream): { readonly read: () => Promise<string>; readonly cancel: () => Promise<void> } {
  const from = stream.open().body?.getReader();
  assert.ok(from);
  return {
    read: async () => Buffer.from((await from.read()).value ?? new Uint8Array()).toString(),
    cancel: () => from.cancel(),
  };
}

test('a snapshot at once and one a second, made once for all pages, and no timer without one', async () => {
  const clock = new Clock();
  let made = 0;
  const stream = new LiveStream(clock.env, async () => ({ made: ++made }));
  await clock.pass(5000);
  assert.deepEqual([made, clock.pending], [0, 0]);
  const first = reader(stream);
  assert.equal(await first.read(), 'retry: 1000\n\n');
  assert.equal(await first.read(), 'data: {"made":1}\n\n');
  await clock.pass(3000);
  assert.equal(made, 4);
  const second = reader(stream);
  await clock.pass(1000);
  assert.equal(stream.viewers, 2);
  const before = made;
  await clock.pass(1000);
  assert.equal(made, before + 1);
  stream.hurry(1000);
  await clock.pass(1000);
  assert.ok(made >= before + 9, `${made - before} in a hurry`);
  await first.cancel();
  await second.cancel();
  const last = made;
  await clock.pass(60_000);
  assert.deepEqual([stream.viewers, made, clock.pending], [0, last, 0]);
});

test('a page that reads nothing misses snapshots and is let go', async () => {
  const clock = new Clock();
  const stream = new LiveStream(clock.env, async () => ({ padding: 'x'.repeat(100_000) }));
  const response = stream.open();
  await clock.pass(20_000);
  assert.equal(stream.viewers, 1);
  await clock.pass(60_000);
  assert.deepEqual([stream.viewers, clock.pending], [0, 0]);
  await assert.rejects(async () => {
    for await (const piece of response.body ?? []) assert.ok(piece.length > 0);
  }, /does not read/);
});

test('more pages than a NameNode should feed are refused', async () => {
  const clock = new Clock();
  const stream = new LiveStream(clock.env, async () => ({}));
  for (let i = 0; i < viewersMax; i++) assert.equal(stream.open().status, 200);
  assert.equal(stream.open().status, 503);
  stream.close();
  assert.deepEqual([stream.viewers, clock.pending], [0, 0]);
  assert.equal(stream.open().status, 200);
  stream.close();
});
