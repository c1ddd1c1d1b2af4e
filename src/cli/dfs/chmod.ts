// -chmod.
import type { Command } from './command.ts';
import { parseMode } from './mode-change.ts';
import { parseOptions } from './options.ts';
import { changing } from './changing.ts';
import { UsageError } from './shell-errors.ts';
import { traverse } from './traverse.ts';

export const chmod: Command = {
  name: 'chmod',
  usage: '[-R] <MODE[,MODE]... | OCTALMODE> PATH...',
  summary: 'Changes permissions: by three octal digits (with a 1 in front for the sticky bit), or by letters as in u+rwx,g-w,o=r,+t. The umask plays no part.',
  options: { '-R': 'everything below directories as well' },
  notes: ['X gives x to directories, and to files that somebody may execute already.'],
  examples: ['-chmod 750 /data', '-chmod -R u=rwX,go=rX /data', '-chmod +t /tmp'],
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 2, flags: ['R'], passUnknown: true });
    const [text = '', ...paths] = rest;
    const change = parseMode(text);
    if (change === undefined) throw new UsageError(`chmod : mode '${text}' does not match the expected pattern.`);
    await traverse(call, paths, {
      recursive: flags.has('R'),
      async visit(item) {
        if (item.stat === undefined) return;
        const mode = change(item.stat.permission, item.isDirectory);
        if (mode !== item.stat.permission) await changing('permissions', item, () => item.fs.setPermission(item.path, mode));
      },
    });
  },
};
