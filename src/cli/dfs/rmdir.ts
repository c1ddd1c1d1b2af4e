// -rmdir.
import type { Command } from './command.ts';
import { parseOptions } from './options.ts';
import { PathError, isNotDirectory } from './shell-errors.ts';
import { traverse } from './traverse.ts';

export const rmdir: Command = {
  name: 'rmdir',
  usage: '[--ignore-fail-on-non-empty] <dir> ...',
  summary: 'Removes directories that are empty.',
  options: { '--ignore-fail-on-non-empty': 'no error for a directory that is not' },
  examples: ['-rmdir /data/old'],
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 1, flags: ['-ignore-fail-on-non-empty'] });
    await traverse(call, rest, {
      async visit(item) {
        if (!item.isDirectory) throw isNotDirectory(item.text);
        for await (const _ of item.fs.list(item.path)) {
          if (flags.has('-ignore-fail-on-non-empty')) return;
          throw new PathError(item.text, 'Directory is not empty');
        }
        if (!(await item.fs.delete(item.path))) throw new PathError(item.text);
      },
    });
  },
};
