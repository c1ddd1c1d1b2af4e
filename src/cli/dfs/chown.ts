// -chown and -chgrp.
import type { Call, Command } from './command.ts';
import { changing } from './changing.ts';
import { parseOptions } from './options.ts';
import { UsageError } from './shell-errors.ts';
import { traverse } from './traverse.ts';

const recursive = { '-R': 'everything below directories as well' };
const allowed = '[-+_./@a-zA-Z0-9]';

export const chown: Command = {
  name: 'chown',
  usage: '[-R] [OWNER][:[GROUP]] PATH...',
  summary: 'Changes owner and group; what is left out stays. Only the superuser may give files away.',
  options: recursive,
  examples: ['-chown ann /data', '-chown -R ann:staff /data', '-chown :staff /data/x'],
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 2, flags: ['R'] });
    const [text = '', ...paths] = rest;
    const match = new RegExp(`^\\s*(${allowed}+)?(?::(${allowed}*))?\\s*$`).exec(text);
    if (match === null) throw new UsageError(`'${text}' does not match expected pattern for [owner][:group].`);
    const [, owner, group] = match;
    if (owner === undefined && (group ?? '') === '') throw new UsageError(`'${text}' does not specify owner or group.`);
    await changeOwner(call, paths, flags.has('R'), owner, group === '' ? undefined : group);
  },
};

export const chgrp: Command = {
  name: 'chgrp',
  usage: '[-R] GROUP PATH...',
  summary: 'Changes the group. You must belong to it, or be the superuser.',
  options: recursive,
  examples: ['-chgrp -R staff /data'],
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 2, flags: ['R'] });
    const [text = '', ...paths] = rest;
    const match = new RegExp(`^\\s*(${allowed}+)\\s*$`).exec(text);
    if (match === null) throw new UsageError(`'${text}' does not match expected pattern for group`);
    await changeOwner(call, paths, flags.has('R'), undefined, match[1]);
  },
};

async function changeOwner(call: Call, paths: readonly string[], below: boolean, owner: string | undefined, group: string | undefined): Promise<void> {
  await traverse(call, paths, {
    recursive: below,
    async visit(item) {
      const newOwner = owner === item.stat?.owner ? undefined : owner;
      const newGroup = group === item.stat?.group ? undefined : group;
      if (newOwner !== undefined || newGroup !== undefined) await changing('ownership', item, () => item.fs.setOwner(item.path, newOwner, newGroup));
    },
  });
}
