/**
 * File contents that need no storing: byte i of the content with a seed is a
 * function of both, so any range can be written or verified from anywhere.
 * rig/content.ts computes the same bytes.
 */
final class Content {
  private Content() {}

  /** Fills buf[off .. off+len) with the bytes at `position` of the content with `seed`. */
  static void fill(int seed, long position, byte[] buf, int off, int len) {
    int i = 0;
    while (i < len) {
      long at = position + i;
      int word = word(seed, at >>> 2);
      int lane = (int) (at & 3);
      for (; lane < 4 && i < len; lane++, i++) buf[off + i] = (byte) (word >>> (8 * lane));
    }
  }

  /** The four bytes at 4 * index, little-endian: the finalizer of MurmurHash3 over seed and index. */
  private static int word(int seed, long index) {
    int h = seed ^ (int) index * 0x9E3779B1 ^ (int) (index >>> 32) * 0x85EBCA6B;
    h ^= h >>> 16;
    h *= 0x85EBCA6B;
    h ^= h >>> 13;
    h *= 0xC2B2AE35;
    h ^= h >>> 16;
    return h;
  }
}
