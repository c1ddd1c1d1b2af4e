// -text: files for reading. Gzip and deflate are unpacked; what Hadoop unpacks besides is refused by its name, rather
// than printed as bytes.
import { createGunzip, createInflate } from 'node:zlib';
import type { Transform } from 'node:stream';
import type { InputStream } from '../../client/file-system.ts';
import type { Call, Command } from './command.ts';
import { printFile } from './cat.ts';
import { parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { PathError, isDirectory } from './shell-errors.ts';
import { traverse } from './traverse.ts';

/** Extensions of Hadoop's codecs that are not there yet (CompressionCodecFactory). */
const otherCodecs: Readonly<Record<string, string>> = { '.bz2': 'bzip2', '.snappy': 'Snappy', '.lz4': 'LZ4', '.zst': 'Zstandard', '.lzo': 'LZO' };

export const text: Command = {
  name: 'text',
  usage: '[-ignoreCrc] <src> ...',
  summary: 'Prints files for reading: gzip (by its first bytes) and .deflate are unpacked, others are printed as they are.',
  options: { '-ignoreCrc': 'taken for Hadoop\'s sake: what is read is always verified' },
  notes: ['SequenceFiles, Avro files and other compressions are refused; get them and unpack them yourself.'],
  examples: ['-text /logs/app.log.gz'],
  async run(call, args) {
    const { rest } = parseOptions(args, { min: 1, flags: ['ignoreCrc'] });
    await traverse(call, rest, { visit: (item) => printText(call, item) });
  },
};

async function printText(call: Call, item: PathData): Promise<void> {
  if (item.isDirectory) throw isDirectory(item.text);
  await using stream = await item.fs.open(item.path);
  const lead = Buffer.alloc(3);
  const read = await stream.read(0, lead);
  const magic = lead.subarray(0, read).toString('latin1');
  // Awaited here: the stream ends with this function.
  if (magic.startsWith('\u001f\u008b')) return await unpack(call, item, stream, createGunzip());
  if (magic === 'SEQ') throw new PathError(item.text, 'SequenceFiles are not supported yet');
  if (magic === 'Obj') throw new PathError(item.text, 'Avro files are not supported yet');
  if (read >= 2 && item.name.endsWith('.deflate')) return await unpack(call, item, stream, createInflate());
  const codec = Object.keys(otherCodecs).find((extension) => item.name.endsWith(extension));
  if (read >= 2 && codec !== undefined) throw new PathError(item.text, `${otherCodecs[codec] ?? codec} is not supported yet`);
  return printFile(call, item);
}

async function unpack(call: Call, item: PathData, stream: InputStream, codec: Transform): Promise<void> {
  const { pipeline } = await import('node:stream/promises');
  const { Readable } = await import('node:stream');
  try {
    await pipeline(Readable.from(stream.chunks()), codec, async (unpacked: AsyncIterable<Uint8Array>) => {
      for await (const chunk of unpacked) call.world.out.bytes(chunk);
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw new PathError(item.text, `damaged: ${error.message}`, { cause: error });
    throw error;
  }
}
