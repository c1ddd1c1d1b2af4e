import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReadPace } from './read-pace.ts';

/** Reads in a thread until one is tried on the loop again. */
function away(pace: ReadPace): number {
  let count = 0;
  for (; !pace.isOnLoop; count++) pace.readAway();
  return count;
}

test('reads stay on the loop while they are quick, and leave it for longer each time one is slow', () => {
  const pace = new ReadPace();
  for (let i = 0; i < 100; i++) pace.readOnLoop(0.1);
  assert.equal(pace.isOnLoop, true);
  const counts = Array.from({ length: 12 }, () => {
    pace.readOnLoop(8);
    return away(pace);
  });
  assert.deepEqual(counts, [16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 4096, 4096, 4096]);
  // Quick ones are forgiven for, one by one.
  for (let i = 0; i < 5000; i++) pace.readOnLoop(0.1);
  pace.readOnLoop(8);
  assert.equal(away(pace), 16);
});
