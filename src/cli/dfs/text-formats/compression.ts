// What Hadoop's codecs made, made readable again, chunk by chunk: found by the extension of a file
// (CompressionCodecFactory) or by the class that a container names. gzip and zlib are Node's own, Snappy and LZ4 the
// images' (src/namenode/fsimage), bzip2 and Zstandard a package's each, loaded when a file needs it.
import { ImageCorrupt } from '../../../namenode/fsimage/image-errors.ts';
import type { ByteSource } from '../../../namenode/fsimage/section-stream.ts';
import { Damaged, NotReadable } from './damaged.ts';

export type Codec = 'gzip' | 'deflate' | 'bzip2' | 'snappy' | 'lz4' | 'zstd';
type Chunks = AsyncIterable<Uint8Array>;

const blockBytesMax = 1024 * 1024 * 1024;

const byExtension: Readonly<Record<string, Codec>> = { '.gz': 'gzip', '.deflate': 'deflate', '.bz2': 'bzip2', '.snappy': 'snappy', '.lz4': 'lz4', '.zst': 'zstd' };
const classPrefix = 'org.apache.hadoop.io.compress.';
const byClass: Readonly<Record<string, Codec>> = {
  DefaultCodec: 'deflate', DeflateCodec: 'deflate', GzipCodec: 'gzip', BZip2Codec: 'bzip2', SnappyCodec: 'snappy', Lz4Codec: 'lz4', ZStandardCodec: 'zstd',
};

/** The codec of a file called `name`. */
export function codecOfName(name: string): Codec | undefined {
  return Object.entries(byExtension).find(([extension]) => name.endsWith(extension))?.[1];
}

/** The codec of a Java class; throws NotReadable for others. */
export function codecOfClass(className: string): Codec {
  const codec = className.startsWith(classPrefix) ? byClass[className.slice(classPrefix.length)] : undefined;
  if (codec === undefined) throw new NotReadable(`the codec ${className} is not supported`);
  return codec;
}

/** What was compressed into `chunks`. Throws Damaged where they are not what the codec makes. */
export async function* uncompressed(codec: Codec, chunks: Chunks): AsyncGenerator<Uint8Array> {
  try {
    yield* streams[codec](chunks);
  } catch (error) {
    throw asDamaged(error);
  }
}

/** The same of a run that is there as a whole. */
export async function uncompressedBytes(codec: Codec, bytes: Uint8Array): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of uncompressed(codec, oneChunk(bytes))) parts.push(part.slice());
  return Buffer.concat(parts);
}

/** A Snappy block without Hadoop's framing: its length, then all of it. */
export async function rawSnappyBytes(block: Buffer): Promise<Buffer> {
  const { uncompressSnappy } = await import('../../../namenode/fsimage/snappy.ts');
  let length = 0;
  for (let i = 0, byte = 0x80; byte >= 0x80 && i < 5; i++) {
    byte = block[i] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * i);
  }
  if (length > blockBytesMax) throw new Damaged(`a block of ${length} bytes`);
  const unpacked = Buffer.alloc(length);
  try {
    uncompressSnappy(block, unpacked, 0);
  } catch (error) {
    throw asDamaged(error);
  }
  return unpacked;
}

function asDamaged(error: unknown): unknown {
  const isOfData = error instanceof ImageCorrupt || (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'));
  return isOfData ? new Damaged(error.message, { cause: error }) : error;
}

const streams: Readonly<Record<Codec, (chunks: Chunks) => Chunks>> = { gzip: viaZlib('createGunzip'), deflate: viaZlib('createInflate'), bzip2: bunzip2, snappy: viaBlocks('snappy'), lz4: viaBlocks('lz4'), zstd: unzstd };

function viaZlib(create: 'createGunzip' | 'createInflate'): (chunks: Chunks) => Chunks {
  return async function* (chunks) {
    const [zlib, { Readable }] = await Promise.all([import('node:zlib'), import('node:stream')]);
    const input = Readable.from(chunks);
    const unpacked = zlib[create]();
    input.on('error', (error) => unpacked.destroy(error)).pipe(unpacked);
    try {
      yield* unpacked;
    } finally {
      input.destroy();
    }
  };
}

function viaBlocks(codec: 'snappy' | 'lz4'): (chunks: Chunks) => Chunks {
  return async function* (chunks) {
    const [{ blockSource }, { uncompressSnappy }, { uncompressLz4 }] = await Promise.all([
      import('../../../namenode/fsimage/block-codec.ts'), import('../../../namenode/fsimage/snappy.ts'), import('../../../namenode/fsimage/lz4.ts'),
    ]);
    const source = blockSource(sourceOf(chunks), codec === 'snappy' ? uncompressSnappy : uncompressLz4);
    for (;;) {
      const into = new Uint8Array(64 * 1024);
      const got = await source.read(into, 0);
      if (got === 0) return;
      yield into.subarray(0, got);
    }
  };
}

function sourceOf(chunks: Chunks): ByteSource {
  const iterator = chunks[Symbol.asyncIterator]();
  let left: Uint8Array = new Uint8Array(0);
  return {
    async read(into, from) {
      while (left.length === 0) {
        const { done, value } = await iterator.next();
        if (done === true) return 0;
        left = value;
      }
      const got = Math.min(left.length, into.length - from);
      into.set(left.subarray(0, got), from);
      left = left.subarray(got);
      return got;
    },
    close: async () => void (await iterator.return?.()),
  };
}

async function* bunzip2(chunks: Chunks): AsyncGenerator<Uint8Array> {
  const stream = (await import('unbzip2-stream')).default();
  const ready: Uint8Array[] = [];
  let failure: unknown;
  stream.on('data', (chunk: Uint8Array) => void ready.push(chunk));
  stream.on('error', (error: unknown) => (failure ??= error ?? new Error('it cannot be read')));
  // It works while it is written to, so that what one piece gave is passed on before the next one.
  for await (const piece of pieces(chunks)) {
    stream.write(Buffer.from(piece));
    yield* taken();
  }
  stream.end();
  yield* taken();

  function taken(): Uint8Array[] {
    if (failure !== undefined) throw new Damaged(failure instanceof Error ? failure.message : String(failure));
    return ready.splice(0);
  }
}

async function* unzstd(chunks: Chunks): AsyncGenerator<Uint8Array> {
  const { Decompress } = await import('fzstd');
  const ready: Uint8Array[] = [];
  const stream = new Decompress((data) => void ready.push(data));
  const push = (piece: Uint8Array, last: boolean): Uint8Array[] => {
    try {
      stream.push(piece, last);
    } catch (error) {
      throw new Damaged(error instanceof Error ? error.message : String(error), { cause: error });
    }
    return ready.splice(0);
  };
  for await (const piece of pieces(chunks)) yield* push(piece, false);
  yield* push(new Uint8Array(0), true);
}

/** Small enough that what they become fits into memory. */
async function* pieces(chunks: Chunks): AsyncGenerator<Uint8Array> {
  const length = 64 * 1024;
  for await (const chunk of chunks) for (let at = 0; at < chunk.length; at += length) yield chunk.subarray(at, at + length);
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
