// CRC32 of many short records that each end with their own CRC32, without a look at the rest of their bytes: what the sum
// over all of them must be, if each record's own is right. One call into zlib over the whole run then verifies every record,
// as surely as a sum of its own would, at a fraction of the cost. From CRC32's being linear, as zlib's crc32_combine is.
import { crc32Table } from './crc32-range.ts';

/** Records of this many bytes or more have no table: they are worth a sum of their own. */
export const sealedBytesMax = 1024;

/** For each length: what a sum becomes behind so many bytes of zero, for each value of each of its eight half bytes. */
const behindZeros: (Int32Array | undefined)[] = Array.from({ length: sealedBytesMax });

function behind(zeros: number): Int32Array {
  const table = new Int32Array(8 * 16);
  for (let bit = 0; bit < 32; bit++) {
    let c = 1 << bit;
    for (let i = 0; i < zeros; i++) c = (crc32Table[c & 0xff] as number) ^ (c >>> 8);
    const half = (bit >> 2) * 16;
    for (let value = 1 << (bit & 3); value < 16; value++) if ((value & (1 << (bit & 3))) !== 0) table[half + value] = (table[half + value] as number) ^ c;
  }
  behindZeros[zeros] = table;
  return table;
}

/**
 * The CRC32, as a signed 32-bit number, of bytes whose CRC32 is `before` and of a record behind them: `length` bytes (4 to
 * {@link sealedBytesMax}) of which the last four, at `sealAt`, are the big-endian CRC32 of the others. Right if that is right.
 */
export function crc32BehindSealed(before: number, length: number, view: DataView, sealAt: number): number {
  const zeros = length - 4;
  const t = behindZeros[zeros] ?? behind(zeros);
  const sealed = view.getInt32(sealAt) ^ (t[before & 15] as number) ^ (t[16 + ((before >>> 4) & 15)] as number)
    ^ (t[32 + ((before >>> 8) & 15)] as number) ^ (t[48 + ((before >>> 12) & 15)] as number) ^ (t[64 + ((before >>> 16) & 15)] as number)
    ^ (t[80 + ((before >>> 20) & 15)] as number) ^ (t[96 + ((before >>> 24) & 15)] as number) ^ (t[112 + (before >>> 28)] as number);
  const c = ~sealed ^ view.getInt32(sealAt, true);
  return ~((crc32Table[768 + (c & 0xff)] as number) ^ (crc32Table[512 + ((c >>> 8) & 0xff)] as number)
    ^ (crc32Table[256 + ((c >>> 16) & 0xff)] as number) ^ (crc32Table[c >>> 24] as number));
}
