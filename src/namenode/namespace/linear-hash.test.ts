import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LinearHash } from './linear-hash.ts';

const mix = (row: number): number => Math.imul(row ^ (row >>> 7), 0x9e3779b1);

function has(index: LinearHash, row: number): boolean {
  let at = index.first(mix(row));
  while (at >= 0 && at !== row) at = index.next(at);
  return at === row;
}

test('rows are found, and removed ones are not, however the buckets grow', () => {
  for (const atOnce of [[true, true], [true, false], [false, true], [false, false]] as const) {
    const index = new LinearHash(20_000, mix);
    index.growRows(20_000);
    for (const [part, growsAtOnce] of atOnce.entries()) {
      index.growsAtOnce = growsAtOnce;
      for (let row = part * 5000; row < part * 5000 + 5000; row++) index.insert(row, mix(row));
      for (let row = part * 5000; row < part * 5000 + 5000; row += 3) index.remove(row, mix(row));
    }
    index.reserve(17_000);
    assert.equal(index.size, 10_000 - 2 * 1667);
    for (let row = 0; row < 10_000; row++) assert.equal(has(index, row), (row % 5000) % 3 !== 0, `row ${row}`);
  }
});
