// -du. The summaries of a directory's entries are asked for side by side.
import type { Call, Command } from './command.ts';
import { sizeText } from '../../protocol/format-size.ts';
import { tableLines } from './format-table.ts';
import { inOrder } from './in-order.ts';
import { parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { PathNotFound } from './shell-errors.ts';
import { expandArguments } from './traverse.ts';

export const du: Command = {
  name: 'du',
  usage: '[-s] [-h] [-v] [-x] <path> ...',
  summary: 'Shows the size of each file and of everything below each directory: bytes, bytes with all replicas, path. A directory is shown entry by entry, one level deep.',
  options: {
    '-s': 'one line for each path, not one for each entry',
    '-h': 'sizes for people: 1.5 K, 20 G',
    '-v': 'a line of headings',
    '-x': 'without what only snapshots hold',
  },
  examples: ['-du -h /', '-du -s -h /user/*'],
  run: (call, args) => usage(call, args),
};

export const dus: Command = { ...du, name: 'dus', usage: '', replacement: 'du -s', run: (call, args) => usage(call, ['-s', ...args]) };

async function usage(call: Call, args: readonly string[]): Promise<void> {
  const { flags, rest } = parseOptions(args, { min: 0, flags: ['h', 's', 'v', 'x'] });
  const human = flags.has('h');
  const rows: string[][] = [];
  const items = await expandArguments(call, rest.length === 0 ? ['.'] : rest);
  await inOrder(shown(call, items, flags.has('s')), async (item) => {
    const { length, spaceConsumed } = await item.fs.contentSummary(item.path);
    return [sizeText(length, human), sizeText(spaceConsumed, human), item.text];
  }, (row) => rows.push(row), (error) => call.fail(error));
  const head = flags.has('v') ? [['SIZE', 'DISK_SPACE_CONSUMED_WITH_ALL_REPLICAS', 'FULL_PATH_NAME']] : [];
  if (rows.length > 0) for (const line of tableLines([...head, ...rows])) call.print(line);
}

/** The paths that get a line: entries of directories, unless the whole is asked for. */
async function* shown(call: Call, items: readonly PathData[], summary: boolean): AsyncGenerator<PathData> {
  for (const item of items) {
    try {
      if (item.stat === undefined) throw new PathNotFound(item.text);
      if (summary || !item.isDirectory) yield item;
      else yield* item.entries();
    } catch (error) {
      call.fail(error);
    }
  }
}
