// -tail.
import type { Call, Command } from './command.ts';
import { excerptBytes } from './head.ts';
import { javaInteger, parseOptions } from './options.ts';
import { pathDataOf } from './path-data.ts';
import type { PathData } from './path-data.ts';
import { UsageError, isDirectory } from './shell-errors.ts';
import { visitArguments } from './traverse.ts';

const followDelayMs = 5000;

export const tail: Command = {
  name: 'tail',
  usage: '[-f] [-s <sleep interval>] <file>',
  summary: 'Prints the last kilobyte of a file.',
  options: { '-f': 'and what is appended to it, until you stop it', '-s MS': 'with -f: look every so many milliseconds (5000)' },
  examples: ['-tail /logs/app.log', '-tail -f -s 1000 /logs/app.log'],
  async run(call, args) {
    const { flags, values, rest } = parseOptions(args, { min: 1, max: 1, flags: ['f'], valued: ['s'] });
    const follow = flags.has('f');
    const interval = values.get('s') ?? '';
    const wanted = follow && interval !== '' ? javaInteger(interval, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) : followDelayMs;
    if (wanted === undefined) throw new UsageError(`For input string: "${interval}"`);
    await call.attempt(async () => visitArguments(call, [await pathDataOf(call.files, rest[0] ?? '')], {
      async visit(item) {
        if (item.isDirectory) throw isDirectory(item.text);
        let position = await printFrom(call, item, undefined);
        while (follow) {
          await call.world.sleep(wanted > 0 ? wanted : followDelayMs);
          position = await printFrom(call, item, position);
        }
      },
    }));
  },
};

/** Prints from `start`, or the last kilobyte, to the end; resolves with the end. */
async function printFrom(call: Call, item: PathData, start: number | undefined): Promise<number> {
  await item.refresh();
  await using stream = await item.fs.open(item.path);
  let position = start ?? Math.max(0, stream.length - excerptBytes);
  if (position > stream.length) return stream.length;
  for await (const chunk of stream.chunks({ start: position })) {
    call.world.out.bytes(chunk);
    position += chunk.length;
  }
  return position;
}
