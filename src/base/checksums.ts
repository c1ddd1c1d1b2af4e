// CRC32 (edit log, images) and digests, the synchronous and deterministic part of node:crypto
// and node:zlib that pure code may use. CRC32C of block data lies in data-transfer/.
import { createHash } from 'node:crypto';
import { crc32 as zlibCrc32 } from 'node:zlib';

/** java.util.zip.CRC32 over `bytes`, continued from `seed`: an unsigned 32-bit number. */
export function crc32(bytes: Uint8Array, seed = 0): number {
  return zlibCrc32(bytes, seed) >>> 0;
}

/** MD5 as 16 bytes. Hadoop names images by it (MD5FileUtils); it guards against accidents only. */
export function md5(bytes: Uint8Array): Buffer {
  return createHash('md5').update(bytes).digest();
}

/** A running MD5 for contents that arrive in pieces. */
export class Md5 {
  readonly #hash = createHash('md5');

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  /** Lower-case hex; ends the sum. */
  hex(): string {
    return this.#hash.digest('hex');
  }

  /** The sum so far, as 16 bytes; goes on. */
  soFar(): Buffer {
    return this.#hash.copy().digest();
  }
}
