import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NameArena, hashSeed } from './name-arena.ts';

test('names come back as they were, of any length, and their cells are used again', () => {
  const name = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ unit: 'binary-ascii', maxLength: 12 }), fc.string({ unit: 'grapheme-ascii', minLength: 200, maxLength: 260 }));
  fc.assert(fc.property(fc.array(fc.tuple(name, fc.boolean()), { maxLength: 200 }), (script) => {
    const arena = new NameArena();
    const live = new Map<number, string>();
    for (const [text, drop] of script) {
      const bytes = Buffer.from(text);
      const handle = arena.add(bytes);
      assert.ok(handle === 0 || !live.has(handle), 'a cell is given out once');
      live.set(handle, bytes.toString());
      if (drop) {
        const [victim] = live.keys();
        if (victim !== undefined) arena.free(victim);
        if (victim !== undefined) live.delete(victim);
      }
    }
    for (const [handle, text] of live) {
      const bytes = Buffer.from(text);
      assert.equal(arena.text(handle), text);
      assert.ok(arena.equals(handle, bytes, 0, bytes.length));
      const around = Buffer.from(`<${text}>`);
      arena.setKey(around, 1, around.length - 1);
      assert.equal(arena.hash(handle, hashSeed(5)), arena.keyHash(hashSeed(5)));
      for (const [other, otherText] of live) assert.equal(arena.isKey(other), otherText === text);
      const padded = Buffer.concat([around, Buffer.alloc(8)]);
      if (arena.setAsciiKey(new DataView(padded.buffer, padded.byteOffset, padded.length), 1, around.length - 1)) {
        assert.equal(arena.hash(handle, hashSeed(5)), arena.keyHash(hashSeed(5)));
        for (const [other, otherText] of live) assert.equal(arena.isKey(other), otherText === text);
        for (const [other, otherText] of live) assert.equal(Math.sign(arena.compareToKey(other)), Math.sign(Buffer.compare(Buffer.from(otherText), bytes)));
        assert.equal(arena.text(arena.addKey()), text);
      } else assert.ok(bytes.length < 3 || bytes.length > 254 || bytes.some((byte) => byte >= 0x80), 'what is ASCII is a key');
      for (const [other, otherText] of live) assert.equal(Math.sign(arena.compare(handle, other)), Math.sign(Buffer.compare(bytes, Buffer.from(otherText))));
    }
  }), { numRuns: 30, seed: 1 });
});

test('freeing makes room for the same size', () => {
  const arena = new NameArena();
  const first = arena.add(Buffer.alloc(40, 'a'));
  arena.add(Buffer.alloc(40, 'b'));
  arena.free(first);
  assert.equal(arena.add(Buffer.alloc(41, 'c')), first, '40 and 41 bytes take eleven units');
});
