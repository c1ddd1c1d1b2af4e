// -touch.
import type { Call, Command } from './command.ts';
import { touchTime } from './format-date.ts';
import { parseOptions, popValue } from './options.ts';
import type { PathData } from './path-data.ts';
import { UsageError } from './shell-errors.ts';
import { createEmpty, requireParent } from './touchz.ts';
import { traverse } from './traverse.ts';

export const touch: Command = {
  name: 'touch',
  usage: '[-a] [-m] [-t TIMESTAMP (yyyyMMdd:HHmmss) ] [-c] <path> ...',
  summary: 'Sets the times of files and directories to now; makes an empty file where there is nothing.',
  options: {
    '-a': 'only the time of access',
    '-m': 'only the time of modification',
    '-t TIME': 'this time instead of now: yyyyMMdd:HHmmss, local time',
    '-c': 'do not make files',
  },
  examples: ['-touch /data/ready', '-touch -m -t 20261128:120000 /data/x'],
  async run(call, args) {
    const words = [...args];
    const time = popValue(words, '-t');
    const { flags, rest } = parseOptions(words, { min: 1, flags: ['t', 'a', 'm', 'c'] });
    await traverse(call, rest, {
      visit: (item) => setTimes(call, item, flags, time),
      async missing(item) {
        await requireParent(item);
        if (flags.has('c')) return;
        await createEmpty(item);
        if (time !== undefined) await setTimes(call, item, flags, time);
      },
    });
  },
};

async function setTimes(call: Call, item: PathData, flags: ReadonlySet<string>, text: string | undefined): Promise<void> {
  const time = text === undefined ? call.world.now() : touchTime(text);
  if (time === undefined) throw new UsageError(`Unable to parse the specified timestamp ${text}. The expected format is yyyyMMdd:HHmmss`);
  const [modification, access] = flags.has('m') === flags.has('a') ? [true, true] : [flags.has('m'), flags.has('a')];
  await item.fs.setTimes(item.path, { ...(modification ? { modificationTime: time } : {}), ...(access ? { accessTime: time } : {}) });
}
