import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inSlices } from './slices.ts';

/** The pieces of each turn, of work of 40 pieces that take so long each. */
async function slicesOf(pieceMs: number): Promise<number[]> {
  let nowMs = 0;
  let left = 40;
  const turns = [0];
  const env = { monotonicMs: () => nowMs, turn: async () => { turns.push(0); } };
  await inSlices(env, () => {
    nowMs += pieceMs;
    turns.push((turns.pop() ?? 0) + 1);
    return --left === 0;
  });
  return turns;
}

test('a slice ends when its time is over, and has one piece at least', async () => {
  assert.deepEqual(await slicesOf(1), [5, 5, 5, 5, 5, 5, 5, 5]);
  assert.deepEqual((await slicesOf(100)).length, 40);
  assert.deepEqual(await slicesOf(0), [16, 16, 8]);
});
