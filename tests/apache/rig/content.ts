/**
 * The bytes that tests/apache/java/Content.java makes: the content of a file is
 * a function of its seed, so neither side has to keep a copy to verify it.
 */

/** The `length` bytes at `position` of the content with `seed`. */
export function content(seed: number, length: number, position = 0): Buffer {
  const first = Math.floor(position / 4);
  const words = Math.ceil((position + length) / 4) - first;
  const filled = new Int32Array(words); // little-endian, as every machine that Node runs on
  for (let i = 0; i < words; i++) filled[i] = word(seed, first + i);
  return Buffer.from(filled.buffer, position % 4, length);
}

/** Four bytes, little-endian: the finalizer of MurmurHash3 over seed and index. */
function word(seed: number, index: number): number {
  let h = seed ^ Math.imul(index | 0, 0x9e3779b1) ^ Math.imul(Math.floor(index / 0x1_0000_0000), 0x85ebca6b);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
