// -getfattr.
import type { Command } from './command.ts';
import { popFlag, popValue } from './options.ts';
import { ShellError, UsageError } from './shell-errors.ts';
import { traverse } from './traverse.ts';
import { checkXattrName, encodeXattr } from './xattr-value.ts';

export const getfattr: Command = {
  name: 'getfattr',
  usage: '[-R] {-n name | -d} [-e en] <path>',
  summary: 'Shows extended attributes.',
  options: {
    '-d': 'all of them',
    '-n NAME': 'this one: user.NAME, trusted.NAME',
    '-e ENCODING': 'values as text (in quotes), hex (0x...) or base64 (0s...)',
    '-R': 'everything below it as well',
  },
  examples: ['-getfattr -d /data/x', '-getfattr -n user.origin -e hex /data/x'],
  async run(call, args) {
    const words = [...args];
    const name = popValue(words, '-n');
    const wanted = popValue(words, '-e');
    const encoding = (['text', 'hex', 'base64'] as const).find((each) => each === (wanted ?? 'text').toLowerCase());
    if (encoding === undefined) throw new UsageError(`Invalid/unsupported encoding option specified: ${wanted}`);
    const recursive = popFlag(words, '-R');
    const all = popFlag(words, '-d');
    if (!all && name === undefined) throw new UsageError("Must specify '-n name' or '-d' option.");
    if (words.length === 0) throw new UsageError('<path> is missing.');
    if (words.length > 1) throw new UsageError('Too many arguments.');
    await traverse(call, words, {
      recursive,
      async visit(item) {
        call.print(`# file: ${item.text}`);
        if (!all && name !== undefined) checkXattrName(name);
        const attributes = await item.fs.xattrs(item.path);
        if (!all && name !== undefined && !attributes.has(name)) throw new ShellError('At least one of the attributes provided was not found.');
        for (const [each, value] of attributes) if (all || each === name) call.print(value.length === 0 ? each : `${each}=${encodeXattr(value, encoding)}`);
      },
    });
  },
};
