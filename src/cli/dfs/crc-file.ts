// -get -crc: the checksum file .NAME.crc that Hadoop's LocalFileSystem keeps beside a file: 'crc\0', the bytes per
// checksum, and a CRC32 of each so many bytes (ChecksumFileSystem).
import { crc32 } from 'node:zlib';
import type { FileSystem } from '../../client/file-system.ts';
import { nameOf, parentOf } from '../../protocol/path.ts';

const bytesPerChecksum = 512;

export interface CrcFile {
  add(chunk: Uint8Array): void;
  /** Writes the file, once all of the contents were added. */
  write(): Promise<void>;
}

/** Collects the checksums of the file at `path`. */
export async function crcFile(fs: FileSystem, path: string): Promise<CrcFile> {
  const sums: number[] = [];
  let filled = 0;
  let sum = 0;
  const add = (chunk: Uint8Array): void => {
    for (let at = 0; at < chunk.length;) {
      const take = Math.min(bytesPerChecksum - filled, chunk.length - at);
      sum = crc32(chunk.subarray(at, at + take), sum);
      at += take;
      filled += take;
      if (filled < bytesPerChecksum) continue;
      sums.push(sum);
      [filled, sum] = [0, 0];
    }
  };
  const write = async (): Promise<void> => {
    if (filled > 0) sums.push(sum);
    const bytes = Buffer.alloc(8 + 4 * sums.length);
    bytes.write('crc\0', 'latin1');
    bytes.writeUInt32BE(bytesPerChecksum, 4);
    for (const [index, each] of sums.entries()) bytes.writeUInt32BE(each, 8 + 4 * index);
    const parent = parentOf(path) ?? '/';
    await fs.writeFile(`${parent === '/' ? '' : parent}/.${nameOf(path)}.crc`, bytes);
  };
  return { add, write };
}
