// -getmerge. All sources are looked up before the first byte is written.
import type { Command } from './command.ts';
import { parseOptions } from './options.ts';
import { localPathData } from './path-data.ts';
import type { PathData } from './path-data.ts';
import { PathNotFound, isDirectory } from './shell-errors.ts';
import { traverse } from './traverse.ts';

export const getmerge: Command = {
  name: 'getmerge',
  usage: '[-nl] [-skip-empty-file] <src> <localdst>',
  summary: 'Writes files, and all files of directories (one level deep), one behind the other into one local file.',
  options: { '-nl': 'a newline behind each', '-skip-empty-file': 'but not behind empty ones' },
  examples: ['-getmerge /data/parts all.csv', '-getmerge -nl "/data/part-*" all.csv'],
  operands: 'remote-then-local',
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 2, flags: ['nl', 'skip-empty-file'] });
    const target = await localPathData(call.files, rest.pop() ?? '');
    if (target.isDirectory) throw isDirectory(target.text);
    const sources: PathData[] = [];
    await traverse(call, rest, {
      async visit(item) {
        if (!item.isDirectory) sources.push(item);
        else for (const entry of await item.sortedEntries()) if (!entry.isDirectory) sources.push(entry);
      },
      async missing(item) {
        call.exitCode = 1;
        throw new PathNotFound(item.text);
      },
    });
    if (call.exitCode !== 0) return;
    await using out = await target.fs.create(target.path, { overwrite: true });
    for (const source of sources) {
      const empty = source.stat?.length === 0;
      if (!empty) {
        await using stream = await source.fs.open(source.path);
        for await (const chunk of stream.chunks()) await out.write(chunk);
      }
      if (flags.has('nl') && !(empty && flags.has('skip-empty-file'))) await out.write(Buffer.from('\n'));
    }
  },
};
