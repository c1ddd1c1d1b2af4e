import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from '../base/checksums.ts';
import { giveTransferBuffer, takeTransferBuffer } from './transfer-memory.ts';
import { crcJoin, crcOf, crcShift } from './crc.ts';
import { DataChecksum, decodeMetaHeader, encodeMetaHeader, InvalidChecksumError } from './data-checksum.ts';

/** Bytes from a linear congruential generator: the same every time. */
function noise(length: number, seed = 1): Buffer {
  let state = seed;
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

test('the known check values: CRC-32 and CRC-32C of 123456789, and the vectors of RFC 3720', () => {
  const digits = Buffer.from('123456789');
  assert.equal(crcOf('CRC32', digits) >>> 0, 0xcbf43926);
  assert.equal(crcOf('CRC32C', digits) >>> 0, 0xe3069283);
  assert.equal(crcOf('CRC32C', Buffer.alloc(32)) >>> 0, 0x8a9136aa);
  assert.equal(crcOf('CRC32C', Buffer.alloc(32, 0xff)) >>> 0, 0x62a8ab43);
  assert.equal(crcOf('CRC32C', Buffer.from(Array.from({ length: 32 }, (_, i) => i))) >>> 0, 0x46dd794e);
});

test('CRC-32 is that of zlib at every length, and goes on from a seed', () => {
  const bytes = noise(300);
  for (let length = 0; length <= bytes.length; length++) assert.equal(crcOf('CRC32', bytes, 0, length) >>> 0, crc32(bytes.subarray(0, length)));
  assert.equal(crcOf('CRC32C', bytes, 100, 300, crcOf('CRC32C', bytes, 0, 100)), crcOf('CRC32C', bytes));
});

test('the sum of two ranges follows from the sums of each', () => {
  const bytes = noise(5000);
  for (const type of ['CRC32', 'CRC32C'] as const) {
    for (const cut of [0, 1, 511, 2500, 4999]) {
      const joined = crcJoin(type, crcOf(type, bytes, 0, cut), crcOf(type, bytes, cut), crcShift(type, bytes.length - cut));
      assert.equal(joined, crcOf(type, bytes), `${type} at ${cut}`);
    }
  }
});

test('sums of many chunks at once are those of each chunk alone, in transfer buffers and elsewhere', () => {
  for (const type of ['CRC32', 'CRC32C'] as const) {
    for (const chunk of [16, 100, 512, 4096, 8192]) {
      for (const length of [1, 511, 512, 513, 3 * 512, 16 * 512, 65024, 65023, 65536]) {
        const checksum = new DataChecksum(type, chunk);
        const bytes = noise(length, length);
        const wanted = Buffer.alloc(checksum.sumsLength(length));
        for (let at = 0, to = 0; at < length; at += chunk, to += 4) wanted.writeInt32BE(crcOf(type, bytes, at, Math.min(length, at + chunk)), to);
        assert.deepEqual(checksum.compute(bytes), wanted, `${type} ${chunk} ${length}`);
        const inPlace = takeTransferBuffer(length);
        inPlace.set(bytes);
        assert.deepEqual(checksum.compute(inPlace), wanted, `${type} ${chunk} ${length} in place`);
        assert.equal(checksum.firstMismatch(inPlace, wanted), -1);
        for (const broken of [0, length >> 1, length - 1]) {
          inPlace[broken] = (inPlace[broken] ?? 0) ^ 0x10;
          assert.equal(checksum.firstMismatch(inPlace, wanted), broken - (broken % chunk), `${type} ${chunk} ${length} broken at ${broken}`);
          inPlace[broken] = (inPlace[broken] ?? 0) ^ 0x10;
        }
        giveTransferBuffer(inPlace);
      }
    }
  }
});

test('transfer buffers do not overlap, and there is always one more', () => {
  const taken = Array.from({ length: 600 }, (_, index) => takeTransferBuffer(1000).fill(index & 0xff));
  taken.forEach((buffer, index) => assert.ok(buffer.every((byte) => byte === (index & 0xff))));
  for (const buffer of taken) giveTransferBuffer(buffer);
});

test('NULL has no sums and finds nothing wrong', () => {
  const checksum = new DataChecksum('NULL', 512);
  assert.equal(checksum.compute(noise(1000)).length, 0);
  assert.equal(checksum.firstMismatch(noise(1000), Buffer.alloc(0)), -1);
});

test('a meta header is version 1, type, bytes per checksum', () => {
  const header = encodeMetaHeader(new DataChecksum('CRC32C', 512));
  assert.equal(header.toString('hex'), '00010200000200');
  assert.ok(decodeMetaHeader(header).equals(new DataChecksum('CRC32C', 512)));
  assert.throws(() => decodeMetaHeader(header.subarray(0, 6)), InvalidChecksumError);
  assert.throws(() => decodeMetaHeader(Buffer.from('00010700000200', 'hex')), InvalidChecksumError);
  assert.throws(() => DataChecksum.of(2, 0), InvalidChecksumError);
});

test('data in pieces has the sums of the whole, wherever it is cut', () => {
  const data = Buffer.from(Array.from({ length: 40_000 }, (_, i) => (i * 31 + (i >> 7)) & 0xff));
  for (const checksum of [new DataChecksum('CRC32C', 512), new DataChecksum('CRC32', 512), new DataChecksum('CRC32C', 100), new DataChecksum('NULL', 512)]) {
    const sums = checksum.compute(data);
    for (const cuts of [[], [1], [511, 513], [8192], [8191, 8193, 30_000], [39_999]]) {
      const parts = (bytes: Buffer): Buffer[] => [0, ...cuts].map((from, i) => bytes.subarray(from, cuts[i] ?? bytes.length));
      assert.equal(checksum.firstMismatchOfParts(parts(data), sums), -1);
      if (checksum.size === 0) continue;
      for (const at of [0, 8192, 20_000, 39_999]) {
        const wrong = Buffer.from(data);
        wrong[at] = (wrong[at] ?? 0) ^ 1;
        assert.equal(checksum.firstMismatchOfParts(parts(wrong), sums), at - (at % checksum.bytesPerChecksum));
      }
    }
  }
});
