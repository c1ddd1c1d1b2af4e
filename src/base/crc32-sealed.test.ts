import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from './checksums.ts';
import { crc32BehindSealed, sealedBytesMax } from './crc32-sealed.ts';

/** `length` bytes that differ by `seed`, the last four of them the sum of the others. */
function sealed(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) bytes[i] = Math.imul(i + 7 * seed, 0x9e3779b1) >>> 24;
  bytes.writeUInt32BE(crc32(bytes.subarray(0, length - 4)), length - 4);
  return bytes;
}

test('what a run of sealed records has for a sum follows from their seals alone', () => {
  for (const lengths of [[17], [4], [40, 17, 120, 33, 1023], [5, 6, 7, 8], [200, 200, 200]]) {
    const records = lengths.map((length, i) => sealed(length, i));
    const run = Buffer.concat(records);
    const view = new DataView(run.buffer, run.byteOffset, run.byteLength);
    let sum = 0;
    let at = 0;
    for (const { length } of records) {
      at += length;
      sum = crc32BehindSealed(sum, length, view, at - 4);
      assert.equal(sum >>> 0, crc32(run.subarray(0, at)), lengths.join());
    }
    for (let byte = 0; byte < run.length; byte++) {
      run[byte] = (run[byte] as number) ^ 0x10;
      let damaged = 0;
      at = 0;
      for (const { length } of records) damaged = crc32BehindSealed(damaged, length, view, (at += length) - 4);
      assert.notEqual(damaged >>> 0, crc32(run), `damage at ${byte}`);
      run[byte] = (run[byte] as number) ^ 0x10;
    }
  }
  assert.ok(sealedBytesMax > 1000);
});
