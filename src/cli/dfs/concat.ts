// -concat.
import type { Command } from './command.ts';
import { ShellError } from './shell-errors.ts';
import { expandArguments } from './traverse.ts';

const usage = '<target path> <src path> <src path> ...';

export const concat: Command = {
  name: 'concat',
  usage,
  summary: 'Puts the blocks of files behind those of the first one; the files are gone then. Nothing is copied. All must lie in the same directory.',
  examples: ['-concat /data/all /data/part-0 /data/part-1'],
  async run(call, args) {
    const [target, ...sources] = await expandArguments(call, args);
    if (target === undefined) throw new ShellError(`Target path not specified. ${usage}`);
    if (sources.length < 2) throw new ShellError(`The number of source paths is less than 2. ${usage}`);
    if (target.stat?.type !== 'file') throw new ShellError(`Target path ${target.qualified} does not exist or is not file.`);
    for (const source of sources) if (source.stat?.type !== 'file') throw new ShellError(`${source.qualified} does not exist or is not file.`);
    if (target.fs.uri === 'file://') throw new ShellError('`Dest filesystem \'file\' doesn\'t support concat.\': Input/output error: Not implemented by the LocalFileSystem FileSystem implementation');
    await target.fs.concat(target.path, sources.map(({ path }) => path));
  },
};
