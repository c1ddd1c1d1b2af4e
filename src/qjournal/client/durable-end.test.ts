import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edit, encode } from '../testing/journal-set.ts';
import { durableEnd } from './durable-end.ts';
import type { EditRun } from './durable-end.ts';

/** Edits 121 to `lastTxid`, marked by who wrote them. */
function run(lastTxid: number, options: { epoch?: number; segment?: number; final?: number; mark?: string } = {}): EditRun {
  const { epoch, segment = 121, final = 120, mark = 'x' } = options;
  return {
    from: '', firstTxid: 121, lastTxid, epoch, segmentTxid: epoch === undefined ? undefined : segment, finalTxid: final,
    bytes: () => Buffer.from(encode(121, Array.from({ length: lastTxid - 120 }, (_, index) => edit(`/${mark}${index}`))).bytes),
  };
}

function end(runs: readonly EditRun[], committed = 0): number | undefined {
  return durableEnd(runs.map((each, i) => ({ ...each, from: `jn${i + 1}` })), [['jn1', 'jn2', 'jn3']], committed)?.lastTxid;
}

test('durable is what a majority has in one epoch', () => {
  assert.equal(end([run(150, { epoch: 5 })]), undefined);
  assert.equal(end([run(150, { epoch: 5 }), run(130, { epoch: 5 })]), 130);
  assert.equal(end([run(150, { epoch: 5 }), run(130, { epoch: 5 }), run(140, { epoch: 5 })]), 140);
});

test('edits of a dead epoch do not count, however many they are', () => {
  assert.equal(end([run(150, { epoch: 5 }), run(130, { epoch: 6 })]), undefined);
  assert.equal(end([run(150, { epoch: 5 }), run(130, { epoch: 6 }), run(125, { epoch: 6 })]), 125);
});

test('the same epoch in another segment is another log', () => {
  assert.equal(end([run(150, { epoch: 5, segment: 101 }), run(130, { epoch: 5, segment: 121 })]), undefined);
});

test('a final segment counts from one alone', () => {
  assert.equal(end([run(150, { epoch: 5, final: 140 })]), 140);
  assert.equal(end([run(150, { epoch: 9 }), run(150, { epoch: 5, final: 140 })]), 140);
});

test('without epochs the same bytes on a majority count up to a committed txid', () => {
  assert.equal(end([run(150), run(130)]), undefined);
  assert.equal(end([run(150), run(130)], 125), 125);
  assert.equal(end([run(150), run(130)], 999), 130);
  assert.equal(end([run(150), run(130, { mark: 'dead' })], 999), undefined);
  assert.equal(end([run(150), run(130, { mark: 'dead' }), run(140)], 999), 140);
  assert.equal(end([run(150)], 999), undefined);
});

test('in a mixed set one of ours and one of Apache\'s make a majority by their bytes', () => {
  assert.equal(end([run(150, { epoch: 5 }), run(130)], 128), 128);
  assert.equal(end([run(150, { epoch: 5 }), run(130, { mark: 'dead' })], 128), undefined);
});
