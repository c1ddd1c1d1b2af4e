// Snappy, reading only: literals and copies of what was read before, behind the length of the whole.

import { ImageCorrupt } from './image-errors.ts';

/** Uncompresses a raw Snappy block into `into` from `from` on; returns where it ends. Throws ImageCorrupt. */
export function uncompressSnappy(chunk: Uint8Array, into: Uint8Array, from: number): number {
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = chunk[at++];
    if (byte === undefined || shift > 28) throw damaged();
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  const end = from + length;
  if (end > into.length) throw damaged();
  let to = from;
  const little = (bytes: number): number => {
    let value = 0;
    for (let i = 0; i < bytes; i++) value += (chunk[at++] ?? 0) * 2 ** (8 * i);
    return value;
  };
  while (at < chunk.length) {
    const tag = chunk[at++] as number;
    if ((tag & 3) === 0) {
      const short = tag >>> 2;
      const literal = 1 + (short < 60 ? short : little(short - 59));
      if (at + literal > chunk.length || to + literal > end) throw damaged();
      into.set(chunk.subarray(at, at + literal), to);
      at += literal;
      to += literal;
      continue;
    }
    let copy = (tag >>> 2) + 1;
    let offset: number;
    if ((tag & 3) === 1) {
      copy = ((tag >>> 2) & 7) + 4;
      offset = ((tag >>> 5) << 8) | little(1);
    } else offset = little((tag & 3) === 2 ? 2 : 4);
    if (offset === 0 || offset > to - from || to + copy > end) throw damaged();
    for (; copy > 0; copy--, to++) into[to] = into[to - offset] as number;
  }
  if (to !== end) throw damaged();
  return to;
}

function damaged(): ImageCorrupt {
  return new ImageCorrupt('a Snappy block is damaged');
}
