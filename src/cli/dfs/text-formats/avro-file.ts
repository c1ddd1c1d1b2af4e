// Avro container files as JSON, a datum a line. Answers to org.apache.avro.file.DataFileReader and
// Display.AvroFileInputStream.
//
//   'Obj' 1  metadata: avro.schema, avro.codec  sync (16 bytes)   then blocks:  count  length  data  sync
import { crc32 } from '../../../base/checksums.ts';
import { AvroInput, datumJson } from './avro-json.ts';
import { parseAvroSchema } from './avro-schema.ts';
import type { ByteReader } from './byte-reader.ts';
import { rawSnappyBytes, uncompressedBytes } from './compression.ts';
import { Damaged, NotReadable } from './damaged.ts';

const magic = 'Obj\u0001';
const syncLength = 16;

/** A line for each datum, with its newline. Throws Damaged and NotReadable. */
export async function* avroFileLines(reader: ByteReader): AsyncGenerator<string> {
  if ((await reader.bytes(magic.length)).toString('latin1') !== magic) throw new Damaged('it does not begin as an Avro file');
  const metadata = await readMetadata(reader);
  const schema = parseAvroSchema(metadata.get('avro.schema')?.toString('utf8') ?? '');
  const codec = metadata.get('avro.codec')?.toString('utf8') ?? 'null';
  const sync = await reader.bytes(syncLength);
  while (!(await reader.atEnd())) {
    const count = await readLong(reader);
    const input = new AvroInput(await uncompressedBlock(codec, await reader.bytes(await readLong(reader))));
    for (let i = 0; i < count; i++) yield `${datumJson(schema, input)}\n`;
    if (!(await reader.bytes(syncLength)).equals(sync)) throw new Damaged('a sync mark is not that of the header');
  }
}

async function readMetadata(reader: ByteReader): Promise<Map<string, Buffer>> {
  const metadata = new Map<string, Buffer>();
  for (;;) {
    let count = await readLong(reader);
    if (count === 0) return metadata;
    if (count < 0) {
      await readLong(reader);
      count = -count;
    }
    for (; count > 0; count--) {
      const name = (await reader.bytes(await readLong(reader))).toString('utf8');
      metadata.set(name, await reader.bytes(await readLong(reader)));
    }
  }
}

async function readLong(reader: ByteReader): Promise<number> {
  const bytes: number[] = [];
  do bytes.push(await reader.byte());
  while ((bytes.at(-1) ?? 0) >= 0x80 && bytes.length < 10);
  return new AvroInput(Buffer.from(bytes)).count();
}

async function uncompressedBlock(codec: string, block: Buffer): Promise<Buffer> {
  switch (codec) {
    case 'null': return block;
    case 'deflate': return inflatedRaw(block);
    case 'snappy': return unsnapped(block);
    case 'bzip2': return uncompressedBytes('bzip2', block);
    case 'zstandard': return uncompressedBytes('zstd', block);
    default: throw new NotReadable(`Avro files compressed with ${codec} are not supported`);
  }
}

async function inflatedRaw(block: Buffer): Promise<Buffer> {
  const { inflateRawSync } = await import('node:zlib');
  try {
    return inflateRawSync(block);
  } catch (error) {
    throw new Damaged(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** A raw block, and the CRC-32 of what it unpacks to. */
async function unsnapped(block: Buffer): Promise<Buffer> {
  const end = block.length - 4;
  const unpacked = await rawSnappyBytes(block.subarray(0, Math.max(0, end)));
  if (end < 0 || crc32(unpacked) !== block.readUInt32BE(end)) throw new Damaged('the checksum of a block is wrong');
  return unpacked;
}
