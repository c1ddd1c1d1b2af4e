// -mkdir.
import { parentOf } from '../../protocol/path.ts';
import type { Command } from './command.ts';
import { parseOptions } from './options.ts';
import { traverse } from './traverse.ts';
import { PathNotFound, isNotDirectory, pathExists } from './shell-errors.ts';

export const mkdir: Command = {
  name: 'mkdir',
  usage: '[-p] <path> ...',
  summary: 'Makes directories.',
  options: { '-p': 'parents as well, and no error when the directory is there' },
  examples: ['-mkdir /data', '-mkdir -p /data/2026/11'],
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 1, flags: ['p'] });
    const parents = flags.has('p');
    await traverse(call, rest, {
      async visit(item) {
        if (!item.isDirectory) throw isNotDirectory(item.text);
        if (!parents) throw pathExists(item.text);
      },
      async missing(item) {
        const parent = parentOf(item.path);
        if (!parents && parent !== undefined && !(await item.fs.exists(parent))) throw new PathNotFound(`${item.fs.uri}${parent}`);
        await item.fs.mkdirs(item.path);
      },
    });
  },
};
