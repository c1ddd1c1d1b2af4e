// LZ4 blocks, reading only: sequences of literals and of copies of what was read before.

import { ImageCorrupt } from './image-errors.ts';

const shortestCopy = 4;

/** Uncompresses a raw LZ4 block into `into` from `from` on; returns where it ends. Throws ImageCorrupt. */
export function uncompressLz4(chunk: Uint8Array, into: Uint8Array, from: number): number {
  let at = 0;
  let to = from;
  const long = (start: number): number => {
    let length = start;
    if (start !== 15) return length;
    for (;;) {
      const byte = chunk[at++];
      if (byte === undefined) throw damaged();
      length += byte;
      if (byte !== 255) return length;
    }
  };
  while (at < chunk.length) {
    const token = chunk[at++] as number;
    const literal = long(token >>> 4);
    if (at + literal > chunk.length || to + literal > into.length) throw damaged();
    into.set(chunk.subarray(at, at + literal), to);
    at += literal;
    to += literal;
    if (at === chunk.length) break;
    const offset = (chunk[at] as number) | ((chunk[at + 1] ?? 0) << 8);
    at += 2;
    const copy = long(token & 15) + shortestCopy;
    if (offset === 0 || offset > to - from || to + copy > into.length) throw damaged();
    for (const end = to + copy; to < end; to++) into[to] = into[to - offset] as number;
  }
  return to;
}

function damaged(): ImageCorrupt {
  return new ImageCorrupt('an LZ4 block is damaged');
}
