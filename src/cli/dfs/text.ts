// -text: files for reading. What is compressed is unpacked, SequenceFiles and Avro files are printed record by record;
// what cannot be shown is refused by its name, rather than printed as bytes. Answers to Display.Text.
import type { InputStream } from '../../client/file-system.ts';
import type { Call, Command } from './command.ts';
import { printFile } from './cat.ts';
import { parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { PathError, ShellError, isDirectory } from './shell-errors.ts';
import { traverse } from './traverse.ts';

/** A file shorter than that is printed as it is. */
const leadLength = 2;
const gzipMagic = '\u001f\u008b';

export const text: Command = {
  name: 'text',
  usage: '[-ignoreCrc] <src> ...',
  summary: 'Prints files for reading: compressed ones are unpacked, SequenceFiles and Avro files printed record by record.',
  options: { '-ignoreCrc': 'taken for Hadoop\'s sake: what is read is always verified' },
  notes: [
    'gzip, SequenceFiles and Avro files are known by their first bytes, .deflate, .bz2, .snappy, .lz4 and .zst by their names. Other files are printed as they are.',
    'Keys and values of SequenceFiles may be of Hadoop\'s plain classes (Text, IntWritable, BytesWritable, ...); others take their own Java code to read.',
  ],
  examples: ['-text /logs/app.log.gz', '-text /tables/part-00000.avro'],
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
  if (read < leadLength) return printFile(call, item);
  const { Damaged, NotReadable } = await import('./text-formats/damaged.ts');
  try {
    // Awaited here: the stream ends with this function.
    if (!(await printFormatted(call, item, stream, lead.subarray(0, read)))) await printFile(call, item);
  } catch (error) {
    if (error instanceof Damaged) throw new PathError(item.text, `damaged: ${error.message}`, { cause: error });
    if (error instanceof NotReadable) throw new PathError(item.text, error.message, { cause: error });
    throw error;
  }
}

/** False for a file that is shown as it is. */
async function printFormatted(call: Call, item: PathData, stream: InputStream, lead: Buffer): Promise<boolean> {
  const magic = lead.toString('latin1');
  if (magic === 'SEQ' || magic === 'Obj') {
    const { ByteReader } = await import('./text-formats/byte-reader.ts');
    const reader = new ByteReader(stream.chunks());
    const lines = magic === 'SEQ'
      ? (await import('./text-formats/sequence-file.ts')).sequenceFileLines(reader)
      : (await import('./text-formats/avro-file.ts')).avroFileLines(reader);
    for await (const line of lines) call.world.out.text(line);
    return true;
  }
  const { codecOfName, uncompressed } = await import('./text-formats/compression.ts');
  const codec = magic.startsWith(gzipMagic) ? 'gzip' : magic.startsWith('Ob') ? undefined : codecOfName(item.name);
  if (codec === undefined) return false;
  if (codec === 'gzip' && !magic.startsWith(gzipMagic)) throw new ShellError('not a gzip file');
  for await (const chunk of uncompressed(codec, stream.chunks())) call.world.out.bytes(chunk);
  return true;
}
