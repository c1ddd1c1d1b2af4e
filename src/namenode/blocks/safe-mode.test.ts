import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReplicaStateProto } from '../../wire/hdfs-server.ts';
import { blockState } from './block-table.ts';
import { FakeDatanode, Rig } from './blocks.testing.ts';
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

test('an Active that had a successor without knowing takes nothing of its for blocks from the future once it is Standby', () => {
  const bed = new Rig({ options: { safeMode: { threshold: 0.999, extensionMs: 0, datanodesMin: 0 } } });
  const a = new FakeDatanode(bed, 1);
  const add = (id: bigint, genstamp: number): number => bed.edit(() => {
    const row = bed.table.add(id, genstamp, 100, 1, blockState.complete);
    bed.table.setReplication(row, 1);
    bed.blocks.blockAdded(row);
    return row;
  });
  add(6n, 1000);
  add(7n, 1000);
  bed.blocks.loaded(bed.txid, bed.nowMs);
  bed.blocks.becomeActive(bed.nowMs);
  a.replicas.set(7n, { blockId: 7n, genstamp: 1000, numBytes: 100, state: ReplicaStateProto.FINALIZED });
  a.replicas.set(8n, { blockId: 8n, genstamp: 999_999, numBytes: 100, state: ReplicaStateProto.FINALIZED });
  a.join();
  assert.equal(bed.blocks.safeMode.bytesInFuture, 100);
  bed.blocks.becomeStandby();
  Object.assign(bed.counters, { genstampV2: 999_999, genstampInBlocks: 999_999 });
  const row = add(8n, 999_999);
  assert.equal(bed.blocks.count(row).live, 1, 'its report was kept');
  bed.tick();
  assert.equal(bed.blocks.safeMode.on, false);
});

test('what DataNodes reported while the namespace was loaded counts', () => {
  const bed = new Rig({ options: { safeMode: { threshold: 0.999, extensionMs: 0, datanodesMin: 0 } } });
  const a = new FakeDatanode(bed, 1);
  const ids = [6n, 7n];
  for (const id of ids) a.replicas.set(id, { blockId: id, genstamp: 1000, numBytes: 100, state: ReplicaStateProto.FINALIZED });
  a.join();
  for (const id of ids) {
    bed.edit(() => {
      const row = bed.table.add(id, 1000, 100, 1, blockState.complete);
      bed.table.setReplication(row, 1);
      bed.blocks.blockAdded(row);
    });
  }
  a.join();
  bed.blocks.loaded(bed.txid, bed.nowMs);
  assert.equal(bed.blocks.safeMode.on, false);
});
