// Compression of images, section by section, by the Java class of Hadoop's codec. zlib and gzip run on the web's own
// streams, off the loop. Answers to FSImageCompression, DefaultCodec, GzipCodec and, for reading, SnappyCodec.

import type { ByteSource } from './section-stream.ts';
import { ImageCorrupt, ImageUnsupported } from './image-errors.ts';
import { blockSource } from './block-codec.ts';
import { uncompressLz4 } from './lz4.ts';
import { uncompressSnappy } from './snappy.ts';

type WebFormat = 'deflate' | 'gzip';

const webFormats: ReadonlyMap<string, WebFormat> = new Map([
  ['org.apache.hadoop.io.compress.DefaultCodec', 'deflate'],
  ['org.apache.hadoop.io.compress.DeflateCodec', 'deflate'],
  ['org.apache.hadoop.io.compress.GzipCodec', 'gzip'],
]);

/** dfs.image.compression.codec, a class name in full or its last part, as a codec to write with; undefined for others. */
export function writableCodec(className: string): string | undefined {
  for (const known of webFormats.keys()) if (known === className || known.endsWith(`.${className}`)) return known;
  return undefined;
}

/** A source of what `codec` made `source`'s bytes of; the source itself without a codec. Throws ImageUnsupported. */
export function decompressed(source: ByteSource, codec: string): ByteSource {
  if (codec === '') return source;
  const format = webFormats.get(codec);
  if (format !== undefined) return webSource(source, format);
  if (codec === 'org.apache.hadoop.io.compress.SnappyCodec') return blockSource(source, uncompressSnappy);
  if (codec === 'org.apache.hadoop.io.compress.Lz4Codec') return blockSource(source, uncompressLz4);
  throw new ImageUnsupported(`Not a supported codec: ${codec}; save the image without compression, or with ${[...webFormats.keys()].join(' or ')}`);
}

function webSource(source: ByteSource, format: WebFormat): ByteSource {
  const chunk = 64 * 1024;
  const input = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const bytes = new Uint8Array(chunk);
      const got = await source.read(bytes, 0);
      if (got === 0) controller.close();
      else controller.enqueue(bytes.subarray(0, got));
    },
  });
  const reader = input.pipeThrough(new DecompressionStream(format)).getReader();
  let left: Uint8Array = new Uint8Array(0);
  return {
    async read(into, from) {
      while (left.length === 0) {
        const { done, value } = await reader.read().catch((error: unknown) => {
          throw new ImageCorrupt(`cannot be uncompressed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
        });
        if (done) return 0;
        left = value;
      }
      const got = Math.min(left.length, into.length - from);
      into.set(left.subarray(0, got), from);
      left = left.subarray(got);
      return got;
    },
    async close() {
      await reader.cancel().catch(() => {});
      await source.close();
    },
  };
}

/** One section on its way to the file. */
export class CompressedSink {
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #drained: Promise<void>;

  constructor(codec: string, write: (bytes: Uint8Array) => Promise<void>) {
    const format = webFormats.get(codec);
    if (format === undefined) throw new ImageUnsupported(`Not a supported codec: ${codec}`);
    const stream = new CompressionStream(format);
    this.#writer = stream.writable.getWriter();
    this.#drained = drain(stream.readable, write);
    // Who writes learns of it at the next write, or at the end.
    this.#drained.catch(() => {});
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#writer.ready;
    await Promise.race([this.#writer.write(new Uint8Array(bytes)), this.#drained]);
  }

  async end(): Promise<void> {
    await Promise.all([this.#writer.close(), this.#drained]);
  }
}

async function drain(readable: ReadableStream<Uint8Array>, write: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    await write(value);
  }
}
