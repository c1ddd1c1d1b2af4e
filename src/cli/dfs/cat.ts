// -cat.
import type { Call, Command } from './command.ts';
import { parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { isDirectory } from './shell-errors.ts';
import { traverse } from './traverse.ts';

export const cat: Command = {
  name: 'cat',
  usage: '[-ignoreCrc] <src> ...',
  summary: 'Prints files as they are.',
  options: { '-ignoreCrc': 'taken for Hadoop\'s sake: what is read is always verified' },
  examples: ['-cat /data/part-*', '-cat /data/log.gz | gzip -dc'],
  async run(call, args) {
    const { rest } = parseOptions(args, { min: 1, flags: ['ignoreCrc'] });
    await traverse(call, rest, { visit: (item) => printFile(call, item) });
  },
};

/** A file's bytes to stdout: all, or `length` from `start` on. */
export async function printFile(call: Call, item: PathData, range: { readonly start?: number; readonly length?: number } = {}): Promise<void> {
  if (item.isDirectory) throw isDirectory(item.text);
  await using stream = await item.fs.open(item.path);
  for await (const chunk of stream.chunks(range)) call.world.out.bytes(chunk);
}
