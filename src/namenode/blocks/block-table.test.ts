import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BlockTable, blockState } from './block-table.ts';

/** A small deterministic generator for the model test (mulberry32). */
function generator(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  };
}

test('a row keeps what it was given, 64-bit ids and wide numbers included', () => {
  const table = new BlockTable();
  for (const id of [1073741825n, -1n, -9223372036854775808n, 9223372036854775807n, 0n]) {
    const row = table.add(id, 2 ** 40 + 7, 5 * 2 ** 32 + 3, 42, blockState.underConstruction);
    assert.equal(table.find(id), row);
    assert.equal(table.blockId(row), id);
    assert.equal(table.genstamp(row), 2 ** 40 + 7);
    assert.equal(table.numBytes(row), 5 * 2 ** 32 + 3);
    assert.equal(table.owner(row), 42);
    assert.equal(table.next(row), -1);
    assert.equal(table.state(row), blockState.underConstruction);
    table.setGenstamp(row, 1001);
    assert.equal(table.numBytes(row), 5 * 2 ** 32 + 3);
    table.setNumBytes(row, 128);
    assert.equal(table.genstamp(row), 1001);
    assert.equal(table.numBytes(row), 128);
    table.setReplication(row, 512);
    table.setState(row, blockState.committed);
    assert.equal(table.replication(row), 512);
    assert.equal(table.state(row), blockState.committed);
  }
  assert.equal(table.incomplete, 5);
  assert.equal(table.find(77n), -1);
});

test('replicas beyond three go to the side table and come back into the slots', () => {
  const table = new BlockTable();
  const row = table.add(1n, 1001, 1, 0);
  for (let storage = 0; storage < 10; storage++) assert.equal(table.addReplica(row, storage), true);
  assert.equal(table.addReplica(row, 7), false);
  assert.equal(table.liveReplicas(row), 10);
  assert.deepEqual(table.storagesOf(row).sort((a, b) => a - b), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const storage of [1, 5, 0, 9, 2]) assert.equal(table.removeReplica(row, storage), true);
  assert.equal(table.removeReplica(row, 5), false);
  assert.deepEqual(table.storagesOf(row).sort((a, b) => a - b), [3, 4, 6, 7, 8]);
  table.remove(row);
  assert.equal(table.replicas, 0);
  for (let storage = 0; storage < 10; storage++) assert.equal(table.storageBlocks(storage), 0);
});

test('ten thousand random steps agree with a plain map', () => {
  const random = generator(20);
  const table = new BlockTable();
  const model = new Map<bigint, { row: number; storages: Set<number> }>();
  const ids: bigint[] = [];
  for (let step = 0; step < 10_000; step++) {
    const what = random(10);
    if (what < 5 || ids.length === 0) {
      const id = BigInt.asIntN(64, (BigInt(random(0xffffffff)) << 32n) | BigInt(random(0xffffffff)));
      if (model.has(id)) continue;
      model.set(id, { row: table.add(id, step, step, step), storages: new Set() });
      ids.push(id);
      continue;
    }
    const at = random(ids.length);
    const id = ids[at] ?? 0n;
    const entry = model.get(id);
    assert.ok(entry);
    if (what < 7) {
      const storage = random(20);
      assert.equal(table.addReplica(entry.row, storage), !entry.storages.has(storage));
      entry.storages.add(storage);
    } else if (what < 9) {
      const storage = random(20);
      assert.equal(table.removeReplica(entry.row, storage), entry.storages.delete(storage));
    } else {
      table.remove(entry.row);
      model.delete(id);
      ids.splice(at, 1);
    }
  }
  assert.equal(table.size, model.size);
  for (const [id, entry] of model) {
    assert.equal(table.find(id), entry.row);
    assert.deepEqual(table.storagesOf(entry.row).sort((a, b) => a - b), [...entry.storages].sort((a, b) => a - b));
  }
  for (let storage = 0; storage < 20; storage++) {
    const expected = [...model.values()].filter((entry) => entry.storages.has(storage)).map((entry) => entry.row);
    const seen: number[] = [];
    for (let from = 0; from >= 0; ) from = table.scanStorage(storage, from, 97, (row) => seen.push(row));
    assert.deepEqual(seen, expected.sort((a, b) => a - b));
    assert.equal(table.storageBlocks(storage), expected.length);
  }
});

test('blocks are found, and removed ones are not, however the index grows', () => {
  const table = new BlockTable();
  const rows = new Map<bigint, number>();
  for (let id = 0n; id < 20_000n; id++) {
    table.growsAtOnce = id % 7000n < 4000n;
    rows.set(id * 3n, table.add(id * 3n, 1001, 1, 0));
    if (id % 5n === 0n) {
      table.remove(rows.get(id * 3n) ?? -1);
      rows.delete(id * 3n);
    }
  }
  for (let id = 0n; id < 60_000n; id++) assert.equal(table.find(id), rows.get(id) ?? -1);
});

test('a storage can be emptied while it is walked', () => {
  const table = new BlockTable();
  for (let i = 0; i < 1000; i++) {
    const row = table.add(BigInt(i), 1001, 1, i);
    table.addReplica(row, 3);
    if (i % 2 === 0) table.addReplica(row, 4);
  }
  for (let from = 0; from >= 0; ) from = table.scanStorage(3, from, 100, (row) => table.removeReplica(row, 3));
  assert.equal(table.storageBlocks(3), 0);
  assert.equal(table.storageBlocks(4), 500);
});

test('a freed row is used again and a million blocks stay below 60 bytes each', () => {
  const table = new BlockTable();
  const first = table.add(1n, 1, 1, 1);
  table.remove(first);
  assert.equal(table.add(2n, 1, 1, 1), first);
  for (let i = 3; i <= 1_000_000; i++) {
    const row = table.add(1073741824n + BigInt(i), 1001, 1024, i);
    table.addReplica(row, i % 9);
    table.addReplica(row, (i + 3) % 9);
    table.addReplica(row, (i + 6) % 9);
  }
  assert.ok(table.byteLength / table.size < 60, `${table.byteLength / table.size} bytes a block`);
});
