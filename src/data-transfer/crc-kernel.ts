// Sums of sixteen chunks at a time, in WebAssembly SIMD, two to three times as fast as a table loop. The module is put
// together here, byte by byte, because it is a hundred instructions repeated: no toolchain, no binary in the tree.
//
// Sixteen chunks lie in the sixteen lanes of a vector, and a CRC in four vectors, one for each of its bytes. Sixteen
// bytes of each chunk are loaded and transposed, so that vector i holds byte i of every chunk; then, for each i, the
// usual step crc = (crc >>> 8) ^ table[(crc ^ byte) & 255] runs on all lanes. A table of 256 words is linear, so it is
// the xor of two tables of 16 (high and low nibble), and a look-up in 16 bytes is one `swizzle`.
import { crcTable } from './crc.ts';
import type { CrcName } from './crc.ts';

/** Lanes of a vector: chunks summed by one call. */
export const kernelChunks = 16;

/** Writes the big-endian sums of the 16 chunks of `chunkLength` (a multiple of 16) bytes at `data` to `out`. */
export type CrcKernel = (data: number, chunkLength: number, out: number) => void;

const op = { end: 0x0b, loop: 0x03, brIf: 0x0d, get: 0x20, set: 0x21, tee: 0x22, i32const: 0x41, ltU: 0x49, add: 0x6a } as const;
const simd = { load: 0x00, store: 0x0b, const: 0x0c, shuffle: 0x0d, swizzle: 0x0e, not: 0x4d, and: 0x4e, xor: 0x51, shrU: 0x6d } as const;
const empty = 0x40;
const i32 = 0x7f;
const v128 = 0x7b;

const lanes = Array.from({ length: 16 }, (_, lane) => lane);
/** Byte shuffles: the first or second halves of two vectors, byte by byte in turn. */
const interleaveLow = lanes.map((lane) => (lane >> 1) + (lane & 1) * 16);
const interleaveHigh = interleaveLow.map((from) => from + 8);
/** The same by pairs of bytes. */
const interleavePairsLow = lanes.map((lane) => (lane >> 2) * 2 + (lane & 1) + ((lane >> 1) & 1) * 16);
const interleavePairsHigh = interleavePairsLow.map((from) => from + 8);

// Parameters, then locals.
const dataParameter = 0;
const lengthParameter = 1;
const outParameter = 2;
const at = 3;
const endOfFirst = 4;
/** Sixteen offsets of chunks from the first one. */
const strides = 5;
const firstVector = strides + 16;
const low = firstVector;
const high = firstVector + 1;
const crc = firstVector + 2;
const tables = crc + 4;
const rows = tables + 8;
const turned = rows + 16;
const vectorLocals = 2 + 4 + 8 + 32;

/** Compiles the kernel for a polynomial over `memory`. */
export function makeKernel(name: CrcName, memory: WebAssembly.Memory): CrcKernel {
  const module = new WebAssembly.Module(Uint8Array.from(moduleBytes(code(name))));
  return new WebAssembly.Instance(module, { e: { m: memory } }).exports['k'] as CrcKernel;
}

function code(name: CrcName): number[] {
  const body: number[] = [];
  const put = (...bytes: number[]): void => {
    body.push(...bytes);
  };
  const vector = (opcode: number, ...immediate: number[]): void => put(0xfd, ...leb(opcode), ...immediate);
  const get = (local: number): void => put(op.get, ...leb(local));
  const set = (local: number): void => put(op.set, ...leb(local));

  // Tables: for each byte of a word, of the low nibble and of the high one.
  for (let byte = 0; byte < 4; byte++) {
    for (const nibble of [0, 1]) {
      vector(simd.const, ...lanes.map((value) => (crcTable(name, nibble === 0 ? value : value << 4) >>> (8 * byte)) & 0xff));
      set(tables + byte * 2 + nibble);
    }
    vector(simd.const, ...lanes.map(() => 0xff));
    set(crc + byte);
  }
  put(op.i32const, 0);
  set(strides);
  for (let lane = 1; lane < 16; lane++) {
    get(strides + lane - 1);
    get(lengthParameter);
    put(op.add);
    set(strides + lane);
  }
  get(dataParameter);
  put(op.tee, at);
  get(lengthParameter);
  put(op.add);
  set(endOfFirst);

  put(op.loop, empty);
  for (const lane of lanes) {
    get(at);
    get(strides + lane);
    put(op.add);
    vector(simd.load, 0, 0);
    set(rows + lane);
  }
  // Four perfect shuffles transpose a 16 by 16 square.
  for (let round = 0; round < 4; round++) {
    const from = round % 2 === 0 ? rows : turned;
    const to = round % 2 === 0 ? turned : rows;
    for (let row = 0; row < 8; row++) {
      for (const half of [0, 1]) {
        get(from + row);
        get(from + row + 8);
        vector(simd.shuffle, ...(half === 0 ? interleaveLow : interleaveHigh));
        set(to + row * 2 + half);
      }
    }
  }
  for (const byte of lanes) {
    get(crc);
    get(rows + byte);
    vector(simd.xor);
    put(op.tee, ...leb(low));
    put(op.i32const, 4);
    vector(simd.shrU);
    set(high);
    get(low);
    vector(simd.const, ...lanes.map(() => 0x0f));
    vector(simd.and);
    set(low);
    for (let part = 0; part < 4; part++) {
      get(tables + part * 2);
      get(low);
      vector(simd.swizzle);
      get(tables + part * 2 + 1);
      get(high);
      vector(simd.swizzle);
      vector(simd.xor);
      if (part < 3) {
        get(crc + part + 1);
        vector(simd.xor);
      }
      set(crc + part);
    }
  }
  get(at);
  put(op.i32const, 16);
  put(op.add);
  put(op.tee, at);
  get(endOfFirst);
  put(op.ltU);
  put(op.brIf, 0);
  put(op.end);

  // Four vectors of bytes to sixteen big-endian words.
  for (let part = 0; part < 4; part++) {
    get(crc + part);
    vector(simd.not);
    set(crc + part);
  }
  for (const half of [0, 1]) {
    for (const pair of [0, 1]) {
      get(crc + 3 - pair * 2);
      get(crc + 2 - pair * 2);
      vector(simd.shuffle, ...(half === 0 ? interleaveLow : interleaveHigh));
      set(rows + half * 2 + pair);
    }
  }
  for (let quarter = 0; quarter < 4; quarter++) {
    get(outParameter);
    get(rows + (quarter >> 1) * 2);
    get(rows + (quarter >> 1) * 2 + 1);
    vector(simd.shuffle, ...(quarter % 2 === 0 ? interleavePairsLow : interleavePairsHigh));
    vector(simd.store, 0, ...leb(quarter * 16));
  }
  put(op.end);
  return body;
}

/** A module with one function of three i32 parameters, `k`, over the imported memory `e.m`. */
function moduleBytes(body: readonly number[]): number[] {
  const locals = [2, ...leb(firstVector - 3), i32, ...leb(vectorLocals), v128];
  const fn = [...locals, ...body];
  return [
    0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
    ...section(1, [1, 0x60, 3, i32, i32, i32, 0]),
    ...section(2, [1, 1, 0x65, 1, 0x6d, 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, 1, 0x6b, 0, 0]),
    ...section(10, [1, ...leb(fn.length), ...fn]),
  ];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...leb(content.length), ...content];
}

/** An unsigned LEB128 number. */
function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return bytes;
}
