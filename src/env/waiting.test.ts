import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Env } from './env.ts';
import { untilRound } from './waiting.ts';

function at(nowMs: number): Env {
  return { monotonicMs: () => nowMs } as unknown as Env;
}

test('the next round figure of the clock, and the one behind it when a timer was a little early', () => {
  assert.equal(untilRound(at(1234), 1000), 766);
  assert.equal(untilRound(at(2000), 1000), 1000);
  assert.equal(untilRound(at(1999), 1000), 1001);
  assert.equal(untilRound(at(1949), 1000), 51);
});
