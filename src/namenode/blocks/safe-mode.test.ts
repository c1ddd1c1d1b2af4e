import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SafeMode } from './safe-mode.ts';

function rig(options: { extensionMs?: number; datanodesMin?: number } = {}): { mode: SafeMode; counts: { total: number; safe: number; liveDatanodes: number }; left: () => number } {
  const counts = { total: 0, safe: 0, liveDatanodes: 0 };
  let left = 0;
  const mode = new SafeMode({ threshold: 0.999, extensionMs: 30_000, datanodesMin: 0, ...options }, () => counts, () => left++);
  return { mode, counts, left: () => left };
}

test('an empty namespace has nothing to wait for', () => {
  const { mode, left } = rig();
  mode.activate(0);
  assert.equal(mode.on, false);
  assert.equal(left(), 1);
});

test('the threshold is Java\'s float product, cut off', () => {
  const { mode, counts } = rig();
  counts.total = 1000;
  counts.safe = 998;
  mode.activate(0);
  assert.equal(mode.tip(), 'The reported blocks 998 needs additional 1 blocks to reach the threshold 0.9990 of total blocks 1000.\nThe minimum number of live datanodes is not required. Safe mode will be turned off automatically once the thresholds have been reached.');
  counts.safe = 999;
  mode.check(1);
  assert.equal(mode.status, 'extension');
});

test('the extension runs its time, and does not end below the threshold', () => {
  const { mode, counts, left } = rig();
  counts.total = 10;
  mode.activate(0);
  counts.safe = 10;
  mode.check(1000);
  mode.check(30_999);
  assert.equal(mode.status, 'extension');
  counts.safe = 0;
  mode.check(31_000);
  assert.equal(mode.status, 'extension');
  counts.safe = 10;
  mode.check(32_000);
  assert.equal(mode.status, 'off');
  assert.equal(left(), 1);
});

test('datanodes are waited for', () => {
  const { mode, counts } = rig({ datanodesMin: 3, extensionMs: 0 });
  counts.total = 2;
  mode.activate(0);
  assert.match(mode.tip(), /The number of live datanodes is not calculated since reported blocks hasn't reached the threshold\. Safe mode/);
  counts.safe = 2;
  counts.liveDatanodes = 2;
  mode.check(1);
  assert.equal(mode.status, 'pending');
  assert.equal(mode.tip(), 'The reported blocks 2 has reached the threshold 0.9990 of total blocks 2. The number of live datanodes 2 needs an additional 1 live datanodes to reach the minimum number 3.\nSafe mode will be turned off automatically once the thresholds have been reached.');
  counts.liveDatanodes = 3;
  mode.check(2);
  assert.equal(mode.on, false);
});

test('an operator turns it on and off', () => {
  const { mode, left } = rig();
  mode.activate(0);
  mode.enterManually();
  assert.equal(mode.on, true);
  assert.equal(mode.inStartup, false);
  assert.equal(mode.tip(), 'It was turned on manually. Use "hdfs dfsadmin -safemode leave" to turn safe mode off.');
  mode.check(100_000);
  assert.equal(mode.on, true);
  assert.equal(mode.leave(false, 100_001), true);
  assert.equal(mode.on, false);
  assert.equal(left(), 1);
});

test('blocks from the future keep it on until it is forced off', () => {
  const { mode, counts } = rig({ extensionMs: 0 });
  counts.total = 2;
  mode.activate(0);
  mode.sawFuture(77);
  counts.safe = 2;
  mode.check(1);
  assert.equal(mode.on, true);
  assert.match(mode.tip(), /Exiting safe mode will cause loss of 77 byte\(s\)/);
  assert.equal(mode.leave(false, 2), false);
  assert.equal(mode.leave(true, 3), true);
  assert.equal(mode.on, false);
});
