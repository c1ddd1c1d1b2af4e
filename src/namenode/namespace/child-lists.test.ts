import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ChildLists } from './child-lists.ts';
import type { ListHandle } from './child-lists.ts';

/** Rows are their own names: four bytes, big-endian. */
const order = {
  compareRows: (a: number, b: number): number => a - b,
  compareToBytes: (row: number, bytes: Uint8Array, start: number, _end: number): number => row - Buffer.from(bytes).readUInt32BE(start),
};

class Model {
  readonly lists = new ChildLists(order);
  readonly rows: number[] = [];
  handle: ListHandle = 0;

  insert(row: number): void {
    if (this.rows.includes(row)) return;
    this.handle = this.lists.insert(this.handle, this.rows.length, row);
    this.rows.push(row);
    this.rows.sort((a, b) => a - b);
  }

  remove(at: number): void {
    const row = this.rows[at % this.rows.length];
    if (row === undefined) return;
    this.handle = this.lists.remove(this.handle, this.rows.length, row);
    this.rows.splice(this.rows.indexOf(row), 1);
  }

  removeLast(): void {
    if (this.rows.length === 0) return;
    assert.equal(this.lists.last(this.handle, this.rows.length), this.rows.at(-1));
    this.handle = this.lists.removeLast(this.handle, this.rows.length);
    this.rows.pop();
  }

  check(): void {
    const seen: number[] = [];
    this.lists.visit(this.handle, this.rows.length, 0, Number.POSITIVE_INFINITY, (row) => seen.push(row));
    assert.deepEqual(seen, this.rows);
    for (const probe of [0, ...this.rows.filter((_, i) => i % 17 === 0), 5000]) {
      const name = Buffer.alloc(4);
      name.writeUInt32BE(probe);
      const rank = this.lists.rankAfter(this.handle, this.rows.length, name, 0, 4);
      assert.equal(rank, this.rows.filter((row) => row <= probe).length);
      const part: number[] = [];
      this.lists.visit(this.handle, this.rows.length, rank, 10, (row) => part.push(row));
      assert.deepEqual(part, this.rows.slice(rank, rank + 10));
    }
  }
}

test('a list stays sorted through insertions and removals in any order, small or large', () => {
  const action = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('insert' as const), value: fc.nat(4000) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), value: fc.nat(4000) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('removeLast' as const), value: fc.nat(60) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('run' as const), value: fc.nat(3900) }) },
  );
  fc.assert(fc.property(fc.array(action, { maxLength: 150 }), (actions) => {
    const model = new Model();
    for (const { kind, value } of actions) {
      if (kind === 'insert') model.insert(value);
      if (kind === 'remove') model.remove(value);
      if (kind === 'removeLast') for (let i = 0; i < value; i++) model.removeLast();
      if (kind === 'run') for (let i = 0; i < 100; i++) model.insert(value + i);
    }
    model.check();
    while (model.rows.length > 0) model.remove(7);
    assert.equal(model.handle, 0);
  }), { numRuns: 60, seed: 3 });
});

test('memory of lists is used again', () => {
  const model = new Model();
  for (let round = 0; round < 5; round++) {
    for (let i = 0; i < 3000; i++) model.handle = model.lists.insert(model.handle, i, (i * 7919) % 3001);
    if (round === 1) model.rows.push(model.lists.byteLength);
    assert.ok(round < 2 || model.lists.byteLength === model.rows[0], 'no growth after the second round');
    for (let i = 3000; i > 0; i--) model.handle = model.lists.removeLast(model.handle, i);
  }
});

test('names that arrive in order fill their leaves', () => {
  const lists = new ChildLists(order);
  let handle = 0;
  for (let i = 0; i < 100_000; i++) handle = lists.insert(handle, i, i);
  assert.ok(lists.byteLength < 100_000 * 4 * 1.45, `${lists.byteLength} bytes`);
});
