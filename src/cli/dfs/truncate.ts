// -truncate.
import type { Command } from './command.ts';
import { javaInteger, parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { UsageError, isDirectory } from './shell-errors.ts';
import { traverse } from './traverse.ts';

const lookAgainMs = 100;

export const truncate: Command = {
  name: 'truncate',
  usage: '[-w] <length> <path> ...',
  summary: 'Cuts files off behind so many bytes.',
  options: { '-w': 'wait until DataNodes have cut the last block as well' },
  examples: ['-truncate -w 0 /logs/app.log'],
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 2, flags: ['w'] });
    const [text = '', ...paths] = rest;
    const length = javaInteger(text, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    if (length === undefined) {
      call.warn('Illegal length, a non-negative integer expected');
      throw new UsageError(`For input string: "${text}"`);
    }
    if (length < 0) throw new UsageError('length must be >= 0');
    const waiting: PathData[] = [];
    await traverse(call, paths, {
      async visit(item) {
        if (item.isDirectory) throw isDirectory(item.text);
        const old = item.stat?.length ?? 0;
        if (length > old) throw new UsageError(`Cannot truncate to a larger file size. Current size: ${old}, truncate size: ${length}.`);
        if (await item.fs.truncate(item.path, length)) call.print(`Truncated ${item.text} to length: ${length}`);
        else if (flags.has('w')) waiting.push(item);
        else call.print(`Truncating ${item.text} to length: ${length}. Wait for block recovery to complete before further updating this file.`);
      },
    });
    for (const item of waiting) {
      call.print(`Waiting for ${item.text} ...`);
      call.world.out.flush();
      while ((await item.refresh()).length !== length) await call.world.sleep(lookAgainMs);
      call.print(`Truncated ${item.text} to length: ${length}`);
    }
  },
};
