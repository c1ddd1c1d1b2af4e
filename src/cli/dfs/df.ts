// -df.
import type { Command } from './command.ts';
import { percent, sizeText } from '../../protocol/format-size.ts';
import { tableLines } from './format-table.ts';
import { parseOptions } from './options.ts';
import { traverse } from './traverse.ts';

export const df: Command = {
  name: 'df',
  usage: '[-h] [<path> ...]',
  summary: 'Shows how large the file system is, and how much of it is used and free, in bytes.',
  options: { '-h': 'sizes for people: 1.5 K, 20 G' },
  examples: ['-df -h'],
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 0, flags: ['h'] });
    const human = flags.has('h');
    const rows: string[][] = [];
    await traverse(call, rest.length === 0 ? ['/'] : rest, {
      async visit({ fs }) {
        const { capacity, used, remaining } = await fs.status();
        rows.push([fs.uri === 'file://' ? 'file:///' : fs.uri, sizeText(capacity, human), sizeText(used, human), sizeText(remaining, human), percent(used, capacity)]);
      },
    });
    if (rows.length > 0) for (const line of tableLines([['Filesystem', 'Size', 'Used', 'Available', 'Use%'], ...rows], [1, 2, 3, 4])) call.print(line);
  },
};
