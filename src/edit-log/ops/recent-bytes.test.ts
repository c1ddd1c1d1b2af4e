import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ByteReader } from '../../base/bytes.ts';
import { RecentBytes } from './recent-bytes.ts';

/** Reads one length-prefixed text. */
function text(recent: RecentBytes<string>, r: ByteReader): string {
  const from = r.position;
  return recent.again(r) ?? recent.note(r, from, r.slice(r.u8()).toString());
}

function bytesOf(...texts: readonly string[]): Buffer {
  return Buffer.concat(texts.map((each) => Buffer.from([each.length, ...Buffer.from(each)])));
}

test('what is read again is what stands there, whatever was read before', () => {
  const recent = new RecentBytes<string>();
  const long = 'x'.repeat(250);
  const texts = ['hdfs:supergroup', 'hdfs:supergroup', 'hdfs:supergrouq', 'idfs:supergroup', 'ab', 'ab', '', 'abc', 'abc', 'hdfs', long, `${long}y`, long, long, 'hdfs', 'hdfs', 'hdfs:supergroup'];
  const r = new ByteReader(bytesOf(...texts));
  assert.deepEqual(texts.map(() => text(recent, r)), texts);
  assert.equal(r.remaining, 0);
});

test('equal bytes give the very value that was read first, and the reader stands behind them', () => {
  const recent = new RecentBytes<{ readonly n: number }>();
  const r = new ByteReader(Buffer.from('0123456701234567012345', 'latin1'));
  r.skip(8);
  const first = recent.note(r, 0, { n: 1 });
  assert.equal(recent.again(r), first);
  assert.equal(r.position, 16);
  assert.equal(recent.again(r), undefined, 'the bytes end before the part does');
  assert.equal(r.position, 16);
});
