import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from './checksums.ts';
import { crc32Range } from './crc32-range.ts';

test('the sum over a range is that of zlib, at every length and offset', () => {
  const bytes = Buffer.from(Array.from({ length: 700 }, (_, i) => (i * 131 + (i >> 3)) & 0xff));
  for (let from = 0; from < 9; from++) {
    for (let length = 0; length <= 600; length += length < 40 ? 1 : 37) {
      assert.equal(crc32Range(bytes, from, from + length) >>> 0, crc32(bytes.subarray(from, from + length)), `${from}+${length}`);
    }
  }
});
