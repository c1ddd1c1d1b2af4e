import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FrameLengthError, FrameReader, encodePreface } from './frames.ts';

function framed(body: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length);
  return Buffer.concat([length, body]);
}

test('frames come out as they went in, however the stream is cut', () => {
  fc.assert(fc.property(
    fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 40 }), fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1 }), fc.boolean(),
    (bodies, cuts, pushAllFirst) => {
      const stream = Buffer.concat([Buffer.from('preface'), ...bodies.map(framed)]);
      const reader = new FrameReader(1000);
      const got: string[] = [];
      let preface: string | undefined;
      const drain = (): void => {
        preface ??= reader.take(7)?.toString();
        while (preface !== undefined && reader.next()) got.push(reader.bytes.toString('hex', reader.start, reader.end));
      };
      for (let at = 0, i = 0; at < stream.length; i++) {
        const size = cuts[i % cuts.length] ?? 1;
        reader.push(stream.subarray(at, at + size));
        at += size;
        if (!pushAllFirst) drain();
      }
      drain();
      assert.equal(preface, 'preface');
      assert.deepEqual(got, bodies.map((body) => Buffer.from(body).toString('hex')));
      assert.equal(reader.bufferedBytes, 0);
    },
  ));
});

test('a length that is negative or too large is refused before its bytes come', () => {
  for (const lengthBytes of [-1, -0x8000_0000, 1001, 0x7fff_ffff]) {
    const reader = new FrameReader(1000);
    const length = Buffer.alloc(4);
    length.writeInt32BE(lengthBytes);
    reader.push(length.subarray(0, 3));
    assert.equal(reader.next(), false);
    reader.push(length.subarray(3));
    assert.throws(() => reader.next(), (error) => error instanceof FrameLengthError && error.lengthBytes === lengthBytes);
  }
});

test('large frames between small ones come out as they went in', () => {
  const bodies = [10, 300_000, 0, 262_144, 262_143, 700_000, 1].map((length, i) => Buffer.alloc(length, i + 1));
  const stream = Buffer.concat(bodies.map(framed));
  for (const size of [3, 5000, 65_536, 400_000, stream.length]) {
    const reader = new FrameReader(1 << 20);
    const got: Buffer[] = [];
    for (let at = 0; at < stream.length; at += size) {
      reader.push(stream.subarray(at, at + size));
      while (reader.next()) got.push(Buffer.from(reader.bytes.subarray(reader.start, reader.end)));
    }
    assert.equal(Buffer.compare(Buffer.concat(got), Buffer.concat(bodies)), 0);
    assert.deepEqual(got.map((body) => body.length), bodies.map((body) => body.length));
    assert.equal(reader.bufferedBytes, 0);
  }
});

test('a large frame in many chunks is gathered in one copy', () => {
  const reader = new FrameReader(1 << 26);
  const body = Buffer.alloc(20_000_000, 'abc');
  const stream = framed(body);
  for (let at = 0; at < stream.length; at += 65_536) {
    reader.push(stream.subarray(at, at + 65_536));
    assert.equal(reader.next(), at + 65_536 >= stream.length);
  }
  assert.equal(Buffer.compare(reader.bytes.subarray(reader.start, reader.end), body), 0);
});

test('the preface is hrpc, version, service class, auth', () => {
  assert.equal(Buffer.from(encodePreface()).toString('hex'), '68727063090000');
  assert.equal(Buffer.from(encodePreface(-33, 1)).toString('hex'), '687270630901df');
});
