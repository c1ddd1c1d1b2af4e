// The framing of Hadoop's block codecs (Snappy, LZ4): the length of a block uncompressed, then chunks, each behind its
// own length, until they make up the block. Answers to BlockDecompressorStream.

import { asBuffer } from '../../base/bytes.ts';
import { ImageCorrupt } from './image-errors.ts';
import type { ByteSource } from './section-stream.ts';

/** Uncompresses one chunk into `into` from `from` on; returns where it ends. Throws ImageCorrupt. */
export type Uncompress = (chunk: Uint8Array, into: Uint8Array, from: number) => number;

const blockBytesMax = 64 * 1024 * 1024;

export function blockSource(source: ByteSource, uncompress: Uncompress): ByteSource {
  let block: Uint8Array = new Uint8Array(0);
  let at = 0;
  const input = new Uint8Array(64 * 1024);
  let start = 0;
  let end = 0;
  /** `length` bytes of the source; undefined if it ends before the first. */
  const take = async (length: number): Promise<Uint8Array | undefined> => {
    const taken = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      if (start === end) {
        start = 0;
        end = await source.read(input, 0);
        if (end === 0 && done === 0) return undefined;
        if (end === 0) throw new ImageCorrupt('ends inside a compressed block');
      }
      const part = Math.min(length - done, end - start);
      taken.set(input.subarray(start, start + part), done);
      start += part;
      done += part;
    }
    return taken;
  };
  const length = (bytes: Uint8Array): number => {
    const value = asBuffer(bytes).readInt32BE(0);
    if (value < 0 || value > blockBytesMax) throw new ImageCorrupt(`a compressed block of ${value} bytes`);
    return value;
  };
  const nextBlock = async (): Promise<boolean> => {
    const head = await take(4);
    if (head === undefined) return false;
    block = new Uint8Array(length(head));
    at = 0;
    for (let filled = 0; filled < block.length; ) {
      const size = await take(4);
      const chunk = size === undefined ? undefined : await take(length(size));
      if (chunk === undefined) throw new ImageCorrupt('ends inside a compressed block');
      filled = uncompress(chunk, block, filled);
    }
    return true;
  };
  return {
    async read(into, from) {
      while (at === block.length) if (!(await nextBlock())) return 0;
      const got = Math.min(block.length - at, into.length - from);
      into.set(block.subarray(at, at + got), from);
      at += got;
      return got;
    },
    close: () => source.close(),
  };
}
