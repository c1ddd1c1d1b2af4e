import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Quantiles, noSpread } from './quantiles.ts';

test('quantiles are at most 6 percent off, and what has grown old counts no more', () => {
  const quantiles = new Quantiles(60_000);
  for (let i = 1; i <= 1000; i++) quantiles.record(i / 10, 1000);
  const spread = quantiles.over(2000);
  assert.equal(spread.count, 1000);
  assert.ok(Math.abs(spread.p50 / 50 - 1) < 0.065, String(spread.p50));
  assert.ok(Math.abs(spread.p90 / 90 - 1) < 0.065, String(spread.p90));
  assert.ok(Math.abs(spread.p99 / 99 - 1) < 0.065, String(spread.p99));
  assert.equal(spread.max, 100);
  assert.equal(quantiles.maxOver(2000), 100);
  assert.ok(Math.abs(spread.mean - 50.05) < 1e-9);
  quantiles.record(7, 65_000);
  assert.equal(quantiles.over(80_000).count, 1);
  assert.deepEqual([quantiles.maxOver(80_000), quantiles.maxOver(1_000_000)], [7, 0]);
  assert.deepEqual(quantiles.over(1_000_000), noSpread);
  assert.deepEqual([quantiles.count, quantiles.max], [1001, 100]);
});

test('a shorter window, counts, zero, and what is beyond all buckets', () => {
  const sizes = new Quantiles(60_000, 1);
  sizes.record(3, 0, 10);
  sizes.record(5, 30_000);
  assert.deepEqual(sizes.over(30_000), { count: 11, mean: 35 / 11, p50: 3, p90: 3, p99: 5, max: 5 });
  assert.deepEqual(sizes.over(30_000, 10_000), { count: 1, mean: 5, p50: 5, p90: 5, p99: 5, max: 5 });
  const odd = new Quantiles();
  odd.record(-1, 0);
  odd.record(1e12, 0);
  assert.equal(odd.over(0).p50, 0);
  assert.ok(odd.over(0).p99 > 4_000_000);
});

test('a window is forgotten slice by slice', () => {
  const quantiles = new Quantiles(60_000, 1);
  for (let second = 0; second < 600; second++) quantiles.record(second, second * 1000);
  const { count, p50 } = quantiles.over(599_000);
  assert.ok(count >= 60 && count <= 70, String(count));
  assert.ok(p50 > 530, String(p50));
});
