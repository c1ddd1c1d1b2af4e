// SequenceFiles as lines: key, tab, value. Records lie one behind the other, each value compressed or not, or in blocks of
// compressed columns. Answers to SequenceFile.Reader, versions 4 to 6, and Display.TextRecordInputStream.
//
//   'SEQ' version  key class  value class  compressed? blocks?  [codec]  metadata  sync (16 bytes)
//   record:  length  key length  key  value            before some: -1 sync
//   block:   -1 sync  count  and four columns, each with its length in front: key lengths, keys, value lengths, values
import type { ByteReader } from './byte-reader.ts';
import type { Codec } from './compression.ts';
import { codecOfClass, uncompressedBytes } from './compression.ts';
import { Damaged, NotReadable } from './damaged.ts';
import type { Printer } from './writables.ts';
import { printerOf, readVLong } from './writables.ts';

const syncEscape = -1;
const syncLength = 16;
const oldestVersion = 4;
const newestVersion = 6;

interface Header {
  readonly key: Printer;
  readonly value: Printer;
  /** Undefined where nothing is compressed. */
  readonly codec: Codec | undefined;
  readonly inBlocks: boolean;
  readonly sync: Buffer;
}

/** A line for each record, with its newline. Throws Damaged and NotReadable. */
export async function* sequenceFileLines(reader: ByteReader): AsyncGenerator<string> {
  const header = await readHeader(reader);
  yield* header.inBlocks ? blocks(reader, header) : records(reader, header);
}

async function readHeader(reader: ByteReader): Promise<Header> {
  if ((await reader.bytes(3)).toString('latin1') !== 'SEQ') throw new Damaged('it does not begin with SEQ');
  const version = await reader.byte();
  if (version < oldestVersion || version > newestVersion) throw new NotReadable(`SequenceFiles of version ${version} are not supported`);
  const [keyClass, valueClass] = [await readText(reader), await readText(reader)];
  const [compressed, inBlocks] = [(await reader.byte()) !== 0, (await reader.byte()) !== 0];
  // Before version 5 there was one codec.
  const codec = !compressed ? undefined : version < 5 ? 'deflate' : codecOfClass(await readText(reader));
  const properties = version < 6 ? 0 : await reader.int32();
  for (let i = 0; i < 2 * properties; i++) await readText(reader);
  return { key: printerOf(keyClass), value: printerOf(valueClass), codec, inBlocks, sync: await reader.bytes(syncLength) };
}

async function* records(reader: ByteReader, { key, value, codec, sync }: Header): AsyncGenerator<string> {
  while (!(await reader.atEnd())) {
    let length = await reader.int32();
    if (length === syncEscape) {
      await checkSync(reader, sync);
      if (await reader.atEnd()) return;
      length = await reader.int32();
    }
    const keyLength = await reader.int32();
    const keyBytes = await reader.bytes(keyLength);
    const valueBytes = await reader.bytes(length - keyLength);
    yield `${key(keyBytes)}\t${value(await plain(codec, valueBytes))}\n`;
  }
}

async function* blocks(reader: ByteReader, { key, value, codec, sync }: Header): AsyncGenerator<string> {
  while (!(await reader.atEnd())) {
    if ((await reader.int32()) !== syncEscape) throw new Damaged('a block without a sync mark');
    await checkSync(reader, sync);
    const count = await readVInt(reader);
    const keys = new Column(await column(reader, codec), await column(reader, codec));
    const values = new Column(await column(reader, codec), await column(reader, codec));
    for (let i = 0; i < count; i++) yield `${key(keys.next())}\t${value(values.next())}\n`;
  }
}

async function column(reader: ByteReader, codec: Codec | undefined): Promise<Buffer> {
  return plain(codec, await reader.bytes(await readVInt(reader)));
}

function plain(codec: Codec | undefined, bytes: Buffer): Buffer | Promise<Buffer> {
  return codec === undefined ? bytes : uncompressedBytes(codec, bytes);
}

async function checkSync(reader: ByteReader, sync: Buffer): Promise<void> {
  if (!(await reader.bytes(syncLength)).equals(sync)) throw new Damaged('a sync mark is not that of the header');
}

async function readText(reader: ByteReader): Promise<string> {
  return (await reader.bytes(await readVInt(reader))).toString('utf8');
}

async function readVInt(reader: ByteReader): Promise<number> {
  const first = await reader.bytes(1);
  const value = first.readInt8();
  if (value >= -112) return value;
  const rest = await reader.bytes(value < -120 ? -120 - value : -112 - value);
  return Number(readVLong(Buffer.concat([first, rest]), 0).value);
}

/** The entries of a column, by their lengths. */
class Column {
  readonly #lengths: Buffer;
  readonly #entries: Buffer;
  #lengthAt = 0;
  #entryAt = 0;

  constructor(lengths: Buffer, entries: Buffer) {
    this.#lengths = lengths;
    this.#entries = entries;
  }

  next(): Buffer {
    if (this.#lengthAt >= this.#lengths.length) throw new Damaged('a block with fewer entries than it says');
    const { value, length } = readVLong(this.#lengths, this.#lengthAt);
    const end = this.#entryAt + Number(value);
    if (value < 0n || end > this.#entries.length) throw new Damaged('an entry longer than its block');
    const entry = this.#entries.subarray(this.#entryAt, end);
    this.#lengthAt += length;
    this.#entryAt = end;
    return entry;
  }
}
