// -setfattr.
import type { Command } from './command.ts';
import { popValue } from './options.ts';
import { UsageError } from './shell-errors.ts';
import { traverse } from './traverse.ts';
import { checkXattrName, decodeXattr } from './xattr-value.ts';

export const setfattr: Command = {
  name: 'setfattr',
  usage: '{-n name [-v value] | -x name} <path>',
  summary: 'Sets or removes an extended attribute.',
  options: { '-n NAME': 'its name: user.NAME, trusted.NAME', '-v VALUE': 'its value: text, "text", 0xHEX or 0sBASE64', '-x NAME': 'remove it' },
  examples: ['-setfattr -n user.origin -v web /data/x', '-setfattr -x user.origin /data/x'],
  async run(call, args) {
    const words = [...args];
    const name = popValue(words, '-n');
    const value = popValue(words, '-v');
    const removed = popValue(words, '-x');
    if (name !== undefined && removed !== undefined) throw new UsageError("Can not specify both '-n name' and '-x name' option.");
    if (name === undefined && removed === undefined) throw new UsageError("Must specify '-n name' or '-x name' option.");
    if (words.length === 0) throw new UsageError('<path> is missing.');
    if (words.length > 1) throw new UsageError('Too many arguments.');
    await traverse(call, words, {
      async visit({ fs, path }) {
        checkXattrName(name ?? removed ?? '');
        if (name !== undefined) await fs.setXattr(path, name, decodeXattr(value ?? ''));
        else if (removed !== undefined) await fs.removeXattr(path, removed);
      },
    });
  },
};
