/**
 * The bytes that tests/apache/java/Content.java makes: the content of a file is
 * a function of its seed, so neither side has to keep a copy to verify it.
 */

/** The `length` bytes at `position` of the content with `seed`. */
export function content(seed: number, length: number, position = 0): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let i = 0; i < length; i++) {
    const at = position + i;
    bytes[i] = word(seed, Math.floor(at / 4)) >>> (8 * (at % 4));
  }
  return bytes;
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
