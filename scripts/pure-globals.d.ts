// What of Node pure code may use: Buffer as an array of bytes, and through src/base checksums and digests. These
// declarations stand in for Node's in tsconfig.pure.json, so that whatever is not here does not exist there. Add to it
// only what is synchronous and deterministic.

type BufferEncoding = 'utf8' | 'latin1' | 'ascii' | 'hex' | 'base64';

interface Buffer<T extends ArrayBufferLike = ArrayBufferLike> extends Uint8Array<T> {
  toString(encoding?: BufferEncoding, start?: number, end?: number): string;
  compare(other: Uint8Array, otherStart?: number, otherEnd?: number, start?: number, end?: number): number;
  equals(other: Uint8Array): boolean;
  copy(target: Uint8Array, targetStart?: number, start?: number, end?: number): number;
  write(text: string, offset?: number, encoding?: BufferEncoding): number;
  write(text: string, offset: number, length: number, encoding?: BufferEncoding): number;
  subarray(start?: number, end?: number): Buffer<T>;
  indexOf(value: number | string | Uint8Array, from?: number): number;
  latin1Slice(start?: number, end?: number): string;
  utf8Slice(start?: number, end?: number): string;
  latin1Write(text: string, offset?: number, length?: number): number;
  utf8Write(text: string, offset?: number, length?: number): number;
  readInt8(offset?: number): number;
  readUInt8(offset?: number): number;
  readInt16BE(offset?: number): number;
  readUInt16BE(offset?: number): number;
  readInt32BE(offset?: number): number;
  readUInt32BE(offset?: number): number;
  readInt32LE(offset?: number): number;
  readUInt32LE(offset?: number): number;
  readFloatBE(offset?: number): number;
  readFloatLE(offset?: number): number;
  readDoubleBE(offset?: number): number;
  readDoubleLE(offset?: number): number;
  readBigInt64BE(offset?: number): bigint;
  readBigUInt64BE(offset?: number): bigint;
  readBigInt64LE(offset?: number): bigint;
  readBigUInt64LE(offset?: number): bigint;
  writeInt8(value: number, offset?: number): number;
  writeUInt8(value: number, offset?: number): number;
  writeInt16BE(value: number, offset?: number): number;
  writeUInt16BE(value: number, offset?: number): number;
  writeInt32BE(value: number, offset?: number): number;
  writeUInt32BE(value: number, offset?: number): number;
  writeInt32LE(value: number, offset?: number): number;
  writeUInt32LE(value: number, offset?: number): number;
  writeFloatBE(value: number, offset?: number): number;
  writeFloatLE(value: number, offset?: number): number;
  writeDoubleBE(value: number, offset?: number): number;
  writeDoubleLE(value: number, offset?: number): number;
  writeBigInt64BE(value: bigint, offset?: number): number;
  writeBigUInt64BE(value: bigint, offset?: number): number;
  writeBigInt64LE(value: bigint, offset?: number): number;
  writeBigUInt64LE(value: bigint, offset?: number): number;
}

interface BufferConstructor {
  readonly prototype: Buffer;
  alloc(size: number, fill?: number): Buffer<ArrayBuffer>;
  allocUnsafe(size: number): Buffer<ArrayBuffer>;
  allocUnsafeSlow(size: number): Buffer<ArrayBuffer>;
  byteLength(text: string, encoding?: BufferEncoding): number;
  compare(a: Uint8Array, b: Uint8Array): -1 | 0 | 1;
  concat(list: readonly Uint8Array[], length?: number): Buffer<ArrayBuffer>;
  from(text: string, encoding?: BufferEncoding): Buffer<ArrayBuffer>;
  from(bytes: readonly number[] | Uint8Array): Buffer<ArrayBuffer>;
  from<T extends ArrayBufferLike>(memory: T, byteOffset?: number, length?: number): Buffer<T>;
  isBuffer(value: unknown): value is Buffer;
}

declare const Buffer: BufferConstructor;

declare module 'node:zlib' {
  export function crc32(data: Uint8Array | string, value?: number): number;
}

declare module 'node:crypto' {
  interface Hash {
    update(bytes: Uint8Array | string): Hash;
    copy(): Hash;
    digest(): Buffer;
    digest(encoding: 'hex'): string;
  }
  export function createHash(algorithm: string): Hash;
}
