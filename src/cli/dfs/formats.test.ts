import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listingTime, touchTime, utcTime } from './format-date.ts';
import { byteDesc, humanSize, parseSize, percent } from '../../protocol/format-size.ts';
import { tableLines } from './format-table.ts';
import { printable } from './printable.ts';
import { progressText } from './progress-bar.ts';
import { decodeXattr, encodeXattr } from './xattr-value.ts';

test('sizes for people', () => {
  const sizes = [0, 1023, 1024, 1025, 1536, 1280, 10_240, 1_048_575, 1_048_576, 1_073_741_823, 5 * 2 ** 40, 2 ** 60, -1536];
  assert.deepEqual(sizes.map((size) => humanSize(size)), ['0', '1023', '1 K', '1.0 K', '1.5 K', '1.3 K', '10 K', '1.0 M', '1 M', '1.0 G', '5 T', '1 E', '-1.5 K']);
  assert.deepEqual([percent(1, 3), percent(1, 8), percent(0, 0), percent(5, 1000)], ['33%', '13%', 'NaN%', '1%']);
});

test('sizes with units, and as they are typed', () => {
  assert.deepEqual([0, 1536, 541_106_348_032].map(byteDesc), ['0 B', '1.50 KB', '503.94 GB']);
  assert.deepEqual(['5', '-1', '64m', '2T'].map(parseSize), [5, -1, 67_108_864, 2 * 2 ** 40]);
  assert.throws(() => parseSize('x'), /Invalid size prefix 'x' in 'x'/);
  assert.throws(() => parseSize('xm'), /For input string: "x"/);
});

test('times are printed and read', () => {
  const time = new Date(2026, 0, 2, 3, 4, 5).getTime();
  assert.equal(listingTime(time), '2026-01-02 03:04');
  assert.equal(utcTime(0), '1970-01-01 00:00:00');
  assert.equal(touchTime('20260102:030405'), time);
  assert.equal(touchTime('2026-01-02'), undefined);
});

test('a table has no blanks at the ends of its lines', () => {
  assert.deepEqual(tableLines([['a', 'bb', 'c'], ['aaa', 'b', 'cccc']]), ['a    bb  c', 'aaa  b   cccc']);
  assert.deepEqual(tableLines([['Size'], ['1']], [0]), ['Size', '   1']);
});

test('characters that cannot be printed become question marks', () => {
  assert.equal(printable('a\u0007b\u200bc\u00e4\u{1f600}'), 'a?b?c\u00e4\u{1f600}');
});

test('progress tells share, rate and time left', () => {
  assert.equal(progressText(50 * 2 ** 20, 200 * 2 ** 20, 5000), ' 25% of 200 M  10 M/s  0:15 left');
  assert.equal(progressText(2 ** 20, 0, 1000), '1 M  1 M/s');
});

test('values of extended attributes keep their bytes', () => {
  for (const encoding of ['text', 'hex', 'base64'] as const) assert.equal(Buffer.from(decodeXattr(encodeXattr(Buffer.from('abc'), encoding))).toString(), 'abc');
  assert.throws(() => decodeXattr('0xabc'), /not a hexadecimal value/);
});
