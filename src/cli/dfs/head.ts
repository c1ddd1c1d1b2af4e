// -head.
import type { Command } from './command.ts';
import { printFile } from './cat.ts';
import { parseOptions } from './options.ts';
import { pathDataOf } from './path-data.ts';
import { visitArguments } from './traverse.ts';

/** How much -head and -tail print, in bytes. */
export const excerptBytes = 1024;

export const head: Command = {
  name: 'head',
  usage: '<file>',
  summary: 'Prints the first kilobyte of a file.',
  examples: ['-head /data/report.csv'],
  async run(call, args) {
    const { rest } = parseOptions(args, { min: 1, max: 1 });
    // Like Hadoop's, it takes the path as it is: no globs.
    await call.attempt(async () => visitArguments(call, [await pathDataOf(call.files, rest[0] ?? '')], { visit: (item) => printFile(call, item, { length: excerptBytes }) }));
  },
};
