// CRC-32 (IEEE) and CRC-32C (Castagnoli), reflected, as java.util.zip.CRC32 and PureJavaCrc32C compute them, eight
// bytes a step ("slicing by 8"). Also the algebra that joins sums of adjacent ranges without reading them again
// (org.apache.hadoop.util.CrcUtil), which COMPOSITE_CRC file checksums rest on.

const polynomials = { CRC32: 0xedb88320, CRC32C: 0x82f63b78 } as const;

/** The two sums that block data carries. */
export type CrcName = keyof typeof polynomials;

/** Eight tables of 256 words, one after the other; the first is the plain byte table. */
function makeTables(polynomial: number): Int32Array {
  const tables = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ polynomial;
    tables[byte] = crc;
  }
  for (let at = 256; at < tables.length; at++) {
    const before = tables[at - 256] as number;
    tables[at] = (before >>> 8) ^ (tables[before & 0xff] as number);
  }
  return tables;
}

const tablesOf: Readonly<Record<CrcName, Int32Array>> = {
  CRC32: makeTables(polynomials.CRC32),
  CRC32C: makeTables(polynomials.CRC32C),
};

/** What one byte does to a sum that is 0 but for it: the classic table, for those who build their own. */
export function crcTable(name: CrcName, byte: number): number {
  return tablesOf[name][byte] as number;
}

/** The sum of `bytes[start, end)`, continued from `seed` (the sum of what came before), as a signed 32-bit number. */
export function crcOf(name: CrcName, bytes: Uint8Array, start = 0, end = bytes.length, seed = 0): number {
  const t = tablesOf[name];
  let crc = ~seed;
  let at = start;
  for (const last = end - 7; at < last; at += 8) {
    const low =
      crc ^ ((bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24));
    crc =
      (t[1792 + (low & 0xff)] as number) ^
      (t[1536 + ((low >>> 8) & 0xff)] as number) ^
      (t[1280 + ((low >>> 16) & 0xff)] as number) ^
      (t[1024 + (low >>> 24)] as number) ^
      (t[768 + (bytes[at + 4] as number)] as number) ^
      (t[512 + (bytes[at + 5] as number)] as number) ^
      (t[256 + (bytes[at + 6] as number)] as number) ^
      (t[bytes[at + 7] as number] as number);
  }
  for (; at < end; at++) crc = (crc >>> 8) ^ (t[(crc ^ (bytes[at] as number)) & 0xff] as number);
  return ~crc;
}

/** The product of two polynomials modulo the CRC's, both reflected (bit 31 is x^0). */
function multiply(polynomial: number, a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = 31; bit >= 0; bit--) {
    if (((a >>> bit) & 1) !== 0) product ^= shifted;
    shifted = (shifted & 1) === 0 ? shifted >>> 1 : (shifted >>> 1) ^ polynomial;
  }
  return product;
}

/** x^(8 * lengthBytes) modulo the polynomial: what appending `lengthBytes` bytes multiplies a sum with. */
export function crcShift(name: CrcName, lengthBytes: number): number {
  const polynomial = polynomials[name];
  let result = 0x8000_0000 | 0;
  let power = 0x0080_0000; // x^8
  for (let rest = lengthBytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiply(polynomial, result, power);
    power = multiply(polynomial, power, power);
  }
  return result;
}

/** The sum of A followed by B from the sums of A and of B; `shift` is `crcShift` of B's length. */
export function crcJoin(name: CrcName, a: number, b: number, shift: number): number {
  return multiply(polynomials[name], a, shift) ^ b;
}
