// -appendToFile.
import type { OutputStream } from '../../client/file-system.ts';
import type { Command } from './command.ts';
import { remoteDestination } from './destination.ts';
import { parseOptions } from './options.ts';
import { localPathData } from './path-data.ts';
import type { PathData } from './path-data.ts';
import { PathNotFound, ShellError } from './shell-errors.ts';

export const appendToFile: Command = {
  name: 'appendToFile',
  usage: '[-n] <localsrc> ... <dst>',
  summary: 'Appends local files to a file, which is made where there is none; `-` is standard input.',
  options: { '-n': 'begin with a new block' },
  examples: ['-appendToFile today.log /logs/app.log', 'date | quorate dfs -appendToFile - /logs/dates'],
  operands: 'local-then-remote',
  async run(call, args) {
    if (args.length < 2) throw new ShellError('missing destination argument');
    const { flags, rest } = parseOptions(args, { min: 2, flags: ['n'] });
    const destination = await remoteDestination(call, rest);
    const fromInput = rest.includes('-');
    const sources: PathData[] = [];
    for (const path of rest) if (path !== '-') await call.attempt(async () => {
      sources.push(await localPathData(call.files, path));
    });
    if (destination.stat === undefined) await (await destination.fs.create(destination.path, { overwrite: false })).close();
    await using out = await destination.fs.append(destination.path, { newBlock: flags.has('n') });
    if (fromInput) {
      if (sources.length > 0) throw new ShellError('stdin (-) must be the sole input argument when present');
      for await (const chunk of call.world.input()) await out.write(chunk);
    }
    for (const source of sources) await append(source, out);
  },
};

async function append(source: PathData, out: OutputStream): Promise<void> {
  if (source.stat === undefined) throw new PathNotFound(source.text);
  await using stream = await source.fs.open(source.path);
  for await (const chunk of stream.chunks()) await out.write(chunk);
}
