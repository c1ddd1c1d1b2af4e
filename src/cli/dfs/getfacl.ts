// -getfacl.
import type { AclEntry } from '../../client/file-system.ts';
import { actionSymbol } from '../../protocol/permission.ts';
import type { Call, Command } from './command.ts';
import { parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { fullAcl } from './preserve.ts';
import { UsageError } from './shell-errors.ts';
import { traverse } from './traverse.ts';

export const getfacl: Command = {
  name: 'getfacl',
  usage: '[-R] <path>',
  summary: 'Shows the access control list of a path, and the default one of a directory.',
  options: { '-R': 'everything below it as well' },
  examples: ['-getfacl /data'],
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 0, flags: ['R'] });
    if (rest.length === 0) throw new UsageError('<path> is missing');
    if (rest.length > 1) throw new UsageError('Too many arguments');
    await traverse(call, rest, { recursive: flags.has('R'), visit: (item) => show(call, item) });
  },
};

async function show(call: Call, item: PathData): Promise<void> {
  const { stat } = item;
  if (stat === undefined) return;
  call.print(`# file: ${item.text}`);
  call.print(`# owner: ${stat.owner}`);
  call.print(`# group: ${stat.group}`);
  if ((stat.permission & 0o1000) !== 0) call.print(`# flags: --${(stat.permission & 1) !== 0 ? 't' : 'T'}`);
  const entries = fullAcl(stat.permission, stat.hasAcl ? (await item.fs.aclStatus(item.path)).entries : []);
  for (const scope of ['access', 'default'] as const) {
    const scoped = entries.filter((entry) => entry.scope === scope);
    const mask = scoped.find(({ type }) => type === 'mask')?.permission;
    for (const entry of scoped) {
      const masked = mask !== undefined && (entry.name !== '' || entry.type === 'group');
      const effective = masked ? entry.permission & mask : entry.permission;
      call.print(`${aclEntryText(entry)}${effective === entry.permission ? '' : `\t#effective:${actionSymbol(effective)}`}`);
    }
  }
  call.print('');
}

/** AclEntry.toStringStable: default:user:ann:rw- */
function aclEntryText({ scope, type, name, permission }: AclEntry): string {
  return `${scope === 'default' ? 'default:' : ''}${type}:${name}:${actionSymbol(permission)}`;
}
