import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BlockTable } from './block-table.ts';
import { seeded } from './blocks.testing.ts';
import { LowRedundancy, priority, priorityOf } from './low-redundancy.ts';
import type { Priority } from './low-redundancy.ts';

test('levels are Hadoop\'s', () => {
  assert.equal(priorityOf(0, 0, 3), priority.missing);
  assert.equal(priorityOf(0, 1, 3), priority.highest);
  assert.equal(priorityOf(1, 0, 3), priority.highest);
  assert.equal(priorityOf(2, 0, 10), priority.veryLow);
  assert.equal(priorityOf(2, 0, 3), priority.low);
  assert.equal(priorityOf(3, 0, 3), priority.badlyPlaced);
});

test('rounds go through all of them, the most endangered first, then start over', () => {
  const table = new BlockTable();
  const queue = new LowRedundancy(table);
  const rows = Array.from({ length: 6 }, (_, i) => table.add(BigInt(i), 1, 1, 1));
  rows.forEach((row, i) => queue.put(row, i < 3 ? priority.low : priority.highest, 3));
  assert.deepEqual(queue.next(4).map(([row]) => row), [3, 4, 5, 0]);
  queue.remove(1);
  assert.deepEqual(queue.next(4).map(([row]) => row), [2]);
  assert.deepEqual(queue.next(2).map(([row]) => row), [3, 4]);
});

test('ten thousand random steps agree with a plain map', () => {
  const random = seeded(5);
  const table = new BlockTable();
  const queue = new LowRedundancy(table);
  const model = new Map<number, Priority>();
  let id = 0n;
  const rows: number[] = [];
  for (let step = 0; step < 10_000; step++) {
    const dice = random();
    const row = rows[Math.floor(random() * rows.length)] ?? -1;
    if (dice < 0.3 || row < 0) rows.push(table.add(id++, 1, 1, 1));
    else if (dice < 0.6) {
      const level = Math.floor(random() * 5) as Priority;
      queue.put(row, level, level === priority.missing ? 1 : 3);
      model.set(row, level);
    } else if (dice < 0.75) {
      assert.equal(queue.remove(row), model.delete(row));
    } else if (dice < 0.85) {
      // The row is freed and will be another block's.
      queue.remove(row);
      model.delete(row);
      table.remove(row);
      rows.splice(rows.indexOf(row), 1);
    } else if (dice < 0.99) for (const [chosen, level] of queue.next(3)) assert.equal(model.get(chosen), level);
    else if (random() < 0.1) {
      queue.clear();
      model.clear();
    }
    assert.equal(queue.size, model.size);
  }
  for (const level of [0, 1, 2, 3, 4] as const) {
    const expected = [...model].filter(([, other]) => other === level).map(([row]) => row);
    assert.deepEqual([...queue.rows(level)].sort((a, b) => a - b), expected.sort((a, b) => a - b));
  }
  assert.equal(queue.missingOfOne, [...model.values()].filter((level) => level === priority.missing).length);
  assert.equal(queue.missing, queue.missingOfOne);
});

test('lists that are mostly rows of the past are swept in slices, and rounds go on where they were', () => {
  const table = new BlockTable();
  const queue = new LowRedundancy(table);
  const rows = Array.from({ length: 100_000 }, (_, i) => table.add(BigInt(i), 1, 1, 1));
  for (const row of rows) queue.put(row, priority.highest, 3);
  assert.deepEqual(queue.next(30).map(([row]) => row), rows.slice(0, 30));
  assert.equal(queue.littered, false);
  assert.equal(queue.sweep(1000), false);
  for (const row of rows) if (row % 10 > 0) queue.remove(row);
  assert.equal(queue.littered, true);
  let slices = 0;
  for (; queue.sweep(1000); slices++) {
    // Life goes on between slices: a row comes back that the sweep has been at, another leaves, a round takes its part.
    if (slices === 50) {
      queue.put(rows[1] ?? -1, priority.highest, 3);
      queue.remove(rows[40] ?? -1);
      assert.deepEqual(queue.next(2).map(([row]) => row), [rows[30], rows[50]]);
    }
  }
  assert.ok(slices > 90 && slices < 210, `${slices} slices`);
  assert.equal(queue.littered, false);
  assert.deepEqual(queue.next(2).map(([row]) => row), [rows[60], rows[70]]);
  const left = [...queue.rows(priority.highest)];
  assert.equal(left.length, 10_000);
  assert.deepEqual(left.slice(0, 6), [0, 10, 20, 30, 50, 60].map((i) => rows[i]));
  assert.equal(left.at(-1), rows[1]);
});
