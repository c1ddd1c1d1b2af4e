// CRC32 of a part of a buffer, for many short records: eight table look-ups for eight bytes. Up to some
// 300 bytes a call into zlib, and the view it needs, cost more than the sum itself.
import { crc32 } from './checksums.ts';
import { viewOf } from './recent-view.ts';

const shortMax = 320;

/** Sums of one byte, and of one byte and one to seven zeros behind it. */
export const crc32Table = new Int32Array(8 * 256);
const table = crc32Table;
for (let i = 0; i < 256; i++) {
  let c = i;
  for (let bit = 0; bit < 8; bit++) c = (c & 1) !== 0 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  table[i] = c;
}
for (let i = 256; i < table.length; i++) {
  const c = table[i - 256] as number;
  table[i] = (table[c & 0xff] as number) ^ (c >>> 8);
}

/** java.util.zip.CRC32 over bytes `from` to `to`, as a signed 32-bit number. */
export function crc32Range(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > shortMax) return crc32(bytes.subarray(from, to)) | 0;
  const view = viewOf(bytes);
  let c = -1;
  let i = from;
  for (const whole = to - 7; i < whole; i += 8) {
    c ^= view.getInt32(i, true);
    const d = view.getInt32(i + 4, true);
    c = (table[1792 + (c & 0xff)] as number) ^ (table[1536 + ((c >>> 8) & 0xff)] as number)
      ^ (table[1280 + ((c >>> 16) & 0xff)] as number) ^ (table[1024 + (c >>> 24)] as number)
      ^ (table[768 + (d & 0xff)] as number) ^ (table[512 + ((d >>> 8) & 0xff)] as number)
      ^ (table[256 + ((d >>> 16) & 0xff)] as number) ^ (table[d >>> 24] as number);
  }
  if (i + 4 <= to) {
    c ^= view.getInt32(i, true);
    c = (table[768 + (c & 0xff)] as number) ^ (table[512 + ((c >>> 8) & 0xff)] as number) ^ (table[256 + ((c >>> 16) & 0xff)] as number) ^ (table[c >>> 24] as number);
    i += 4;
  }
  for (; i < to; i++) c = (table[(c ^ (bytes[i] as number)) & 0xff] as number) ^ (c >>> 8);
  return ~c;
}
