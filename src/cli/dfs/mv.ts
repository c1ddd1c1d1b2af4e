// -mv.
import type { Command } from './command.ts';
import { checkDestination, checkNotBelowItself, remoteDestination, targetOf } from './destination.ts';
import { parseOptions } from './options.ts';
import { PathError, pathExists } from './shell-errors.ts';
import { expandArguments, visitArguments } from './traverse.ts';

export const mv: Command = {
  name: 'mv',
  usage: '<src> ... <dst>',
  summary: 'Renames, or moves into a directory; within one file system.',
  examples: ['-mv /data/a /data/b', '-mv "/incoming/*.csv" /data'],
  async run(call, args) {
    const { rest } = parseOptions(args, { min: 2 });
    const destination = await remoteDestination(call, rest);
    const sources = await expandArguments(call, rest);
    await checkDestination(destination, sources.length, false);
    await visitArguments(call, sources, {
      async visit(source) {
        const target = await targetOf(source, destination);
        checkNotBelowItself(source, target);
        if (source.fs.uri !== target.fs.uri) throw new PathError(source.text, 'Does not match target filesystem');
        if (target.stat !== undefined) throw pathExists(target.text);
        if (!(await target.fs.renameInto(source.path, target.path))) throw new PathError(source.text);
      },
    });
  },
};
