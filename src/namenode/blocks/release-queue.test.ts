import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReleaseQueue } from './release-queue.ts';

test('orders go in order, each when its txid is durable', () => {
  const queue = new ReleaseQueue();
  const gone: number[] = [];
  queue.reset(10);
  queue.defer(() => gone.push(10));
  assert.deepEqual(gone, [10]);
  for (const txid of [11, 12, 12, 15]) {
    queue.applied(txid);
    queue.defer(() => gone.push(txid));
  }
  assert.deepEqual(gone, [10]);
  queue.release(12);
  assert.deepEqual(gone, [10, 11, 12, 12]);
  assert.equal(queue.size, 1);
  queue.release(11);
  queue.release(15);
  assert.deepEqual(gone, [10, 11, 12, 12, 15]);
  assert.equal(queue.size, 0);
});

test('what is dropped never goes', () => {
  const queue = new ReleaseQueue();
  let gone = 0;
  queue.applied(1);
  queue.defer(() => gone++);
  queue.drop();
  queue.release(5);
  assert.equal(gone, 0);
});

test('a hundred thousand orders leave as they came', () => {
  const queue = new ReleaseQueue();
  let expected = 1;
  for (let txid = 1; txid <= 100_000; txid++) {
    queue.applied(txid);
    queue.defer(() => assert.equal(txid, expected++));
    if (txid % 7 === 0) queue.release(txid - 100);
  }
  queue.allDurable();
  assert.equal(expected, 100_001);
});
