import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SendBuffer } from './send-buffer.ts';

test('what was taken does not change when more is appended', () => {
  const buffer = new SendBuffer();
  const taken: { readonly bytes: Uint8Array; readonly text: string }[] = [];
  for (let round = 0; round < 200; round++) {
    let text = '';
    for (let i = 0; i <= round % 7; i++) {
      const part = `${round}.${i};`.repeat(1 + ((round * 31) % 50));
      buffer.append(Buffer.from(part));
      text += part;
    }
    assert.equal(buffer.length, text.length);
    taken.push({ bytes: buffer.take(), text });
    assert.equal(buffer.length, 0);
  }
  for (const { bytes, text } of taken) assert.equal(Buffer.from(bytes).toString(), text);
});

test('one reply larger than any chunk fits', () => {
  const buffer = new SendBuffer();
  buffer.append(Buffer.from('before'));
  buffer.append(Buffer.alloc(300_000, 'x'));
  assert.equal(Buffer.from(buffer.take()).toString(), `before${'x'.repeat(300_000)}`);
});
