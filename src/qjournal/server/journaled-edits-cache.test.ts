import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isException } from '../../protocol/exceptions.ts';
import { FrameSplitter } from '../../edit-log/frame-splitter.ts';
import { edit, encode } from '../testing/journal-set.ts';
import { JournaledEditsCache } from './journaled-edits-cache.ts';

function bytes(firstTxid: number, count: number): Uint8Array {
  return encode(firstTxid, Array.from({ length: count }, (_, index) => edit(`/${firstTxid + index}`))).bytes;
}

function store(cache: JournaledEditsCache, segment: number, epoch: number, firstTxid: number, count: number): void {
  cache.store(segment, epoch, -67, firstTxid, firstTxid + count - 1, bytes(firstTxid, count));
}

/** The txids in an answer, first and last. */
function txids(editLog: Uint8Array): [number, number] | undefined {
  const splitter = new FrameSplitter(undefined);
  const batch = splitter.push(editLog);
  splitter.finish();
  assert.equal(splitter.layoutVersion, -67);
  assert.equal(splitter.unfinishedBytes, 0);
  return batch === undefined ? undefined : [batch.firstTxid, batch.firstTxid + batch.count - 1];
}

function missed(cache: JournaledEditsCache, txid: number, message: RegExp): void {
  assert.throws(() => cache.retrieve(txid, 100), (error) => isException(error, 'CacheMissException') && message.test(error.message));
}

test('edits come back from any txid on, cut at operations, up to the number asked for', () => {
  const cache = new JournaledEditsCache({ capacityBytes: 1e6 });
  store(cache, 1, 3, 1, 1);
  store(cache, 1, 3, 2, 10);
  store(cache, 1, 3, 12, 5);
  for (const [from, max, last] of [[1, 100, 16], [5, 100, 16], [5, 3, 7], [5, 8, 12], [16, 1, 16], [1, 1, 1]] as const) {
    const edits = cache.retrieve(from, max);
    assert.deepEqual(txids(edits.editLog), [from, last]);
    assert.equal(edits.txnCount, last - from + 1);
    assert.deepEqual([edits.epoch, edits.segmentTxId, edits.final], [3, 1, false]);
  }
});

test('an answer holds edits of one segment', () => {
  const cache = new JournaledEditsCache({ capacityBytes: 1e6 });
  store(cache, 1, 3, 1, 10);
  cache.finalize(1, 10);
  store(cache, 11, 3, 11, 10);
  assert.deepEqual([cache.retrieve(5, 100).txnCount, cache.retrieve(5, 100).final], [6, true]);
  assert.deepEqual([cache.retrieve(11, 100).txnCount, cache.retrieve(11, 100).final], [10, false]);
});

test('the oldest batches go first, and who asks for them is told', () => {
  const one = bytes(20, 10).length;
  const cache = new JournaledEditsCache({ capacityBytes: 3 * one + 20 });
  missed(cache, 1, /^Cache is empty/);
  for (let txid = 10; txid < 70; txid += 10) store(cache, 10, 1, txid, 10);
  assert.ok(cache.sizeBytes <= 3 * one + 20);
  missed(cache, 5, /^Cache started at txn ID 10 but requested txns starting at 5\.$/);
  missed(cache, 12, /^Oldest txn ID available in the cache is 40, but requested txns starting at 12\./);
  assert.deepEqual(txids(cache.retrieve(45, 100).editLog), [45, 69]);
});

test('a batch that does not follow empties the cache first', () => {
  const cache = new JournaledEditsCache({ capacityBytes: 1e6 });
  store(cache, 1, 1, 1, 10);
  store(cache, 1, 1, 15, 10);
  missed(cache, 3, /Cache started at txn ID 15/);
  assert.deepEqual(txids(cache.retrieve(15, 3).editLog), [15, 17]);
});

test('what may not last is not served, until it is known to', () => {
  const cache = new JournaledEditsCache({ capacityBytes: 1e6 });
  store(cache, 1, 1, 1, 10);
  cache.finalize(1, 10);
  store(cache, 11, 1, 11, 10);
  cache.suspend();
  assert.deepEqual(txids(cache.retrieve(3, 100).editLog), [3, 10]);
  missed(cache, 12, /./);
  assert.equal(cache.undecided(12), true);
  assert.equal(cache.undecided(21), false);
  cache.finalize(11, 20);
  assert.deepEqual([cache.retrieve(12, 100).txnCount, cache.retrieve(12, 100).final], [9, true]);
});

test('a recovery that ended the segment elsewhere, or replaced its file, drops it', () => {
  const ended = new JournaledEditsCache({ capacityBytes: 1e6 });
  store(ended, 11, 1, 11, 10);
  ended.suspend();
  ended.finalize(11, 15);
  missed(ended, 12, /^Cache is empty/);
  const replaced = new JournaledEditsCache({ capacityBytes: 1e6 });
  store(replaced, 11, 1, 11, 10);
  replaced.suspend();
  replaced.dropSegment(11);
  replaced.finalize(11, 20);
  missed(replaced, 12, /^Cache is empty/);
  assert.equal(replaced.sizeBytes, 0);
});

test('edits of a new epoch in the same segment do not join those of the old one', () => {
  const cache = new JournaledEditsCache({ capacityBytes: 1e6 });
  store(cache, 11, 1, 11, 10);
  store(cache, 11, 2, 21, 5);
  missed(cache, 12, /Cache started at txn ID 21/);
});
