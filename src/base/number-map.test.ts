// NumberMap against Map, whose behaviour it has.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NumberMap } from './number-map.ts';

test('comes and goes like a Map, in the order of insertion', () => {
  const ours = new NumberMap<string>();
  const real = new Map<number, string>();
  let random = 1;
  const next = (below: number): number => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
    return (random >>> 8) % below;
  };
  for (let i = 0; i < 20_000; i++) {
    // Keys that lie close together, and large ones that are alike in their lower bits.
    const key = next(2) === 0 ? next(200) : next(20) * 2 ** 45 + 7;
    if (next(2) === 0) {
      ours.set(key, `${i}`);
      real.set(key, `${i}`);
    } else assert.equal(ours.delete(key), real.delete(key));
    assert.equal(ours.size, real.size);
    assert.equal(ours.get(key), real.get(key));
    if (i % 1000 === 0) assert.deepEqual([...ours], [...real]);
  }
  assert.deepEqual([...ours.keys()], [...real.keys()]);
  assert.deepEqual([...ours.values()], [...real.values()]);
  ours.clear();
  assert.deepEqual([...ours], []);
  ours.set(5, 'five');
  assert.deepEqual([...ours], [[5, 'five']]);
});

test('an iteration goes on when the entry that it stands at is deleted', () => {
  const map = new NumberMap<number>();
  for (let i = 0; i < 100; i++) map.set(i, i);
  const seen: number[] = [];
  for (const [key] of map) {
    seen.push(key);
    if (key % 2 === 0) map.delete(key);
  }
  assert.deepEqual(seen, Array.from({ length: 100 }, (_, i) => i));
  assert.equal(map.size, 50);
});
