// -stat.
import type { FileStatus } from '../../client/file-system.ts';
import { modeSymbol } from '../../protocol/permission.ts';
import type { Command } from './command.ts';
import { utcTime } from './format-date.ts';
import { parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { traverse } from './traverse.ts';

const types = { directory: 'directory', file: 'regular file', symlink: 'symlink' } as const;

export const stat: Command = {
  name: 'stat',
  usage: '[format] <path> ...',
  summary: 'Prints what is known of each path, in a format of your own; without one, the time of modification.',
  options: {
    '%a %A': 'permissions in octal, in letters',
    '%b': 'size in bytes',
    '%F': 'directory, regular file or symlink',
    '%g %u': 'group, owner',
    '%n': 'name',
    '%o %r': 'block size, replicas',
    '%x %X': 'last access: UTC as yyyy-MM-dd HH:mm:ss, milliseconds since 1970',
    '%y %Y': 'modification, likewise',
    '%%': 'a percent sign',
  },
  examples: ['-stat /data', '-stat "%F %a %u:%g %b %y %n" /data/*'],
  async run(call, args) {
    // What Hadoop's help does not tell: -R descends.
    const first = parseOptions(args, { min: 1, flags: ['R'] });
    const given = (first.rest[0] ?? '').includes('%') ? first.rest.shift() : undefined;
    const { flags, rest } = parseOptions(first.rest, { min: 1, flags: ['R'] });
    await traverse(call, rest, {
      recursive: first.flags.has('R') || flags.has('R'),
      async visit(item) {
        if (item.stat !== undefined) call.print(formatted(given ?? '%y', item, item.stat));
      },
    });
  },
};

function formatted(format: string, item: PathData, status: FileStatus): string {
  return format.replace(/%(.|$)/gs, (_, letter: string) => {
    switch (letter) {
      case 'a': return status.permission.toString(8);
      case 'A': return modeSymbol(status.permission);
      case 'b': return String(status.length);
      case 'F': return types[status.type];
      case 'g': return status.group;
      case 'n': return item.name;
      case 'o': return String(status.blockSize);
      case 'r': return String(status.replication);
      case 'u': return status.owner;
      case 'x': return utcTime(status.accessTime);
      case 'X': return String(status.accessTime);
      case 'y': return utcTime(status.modificationTime);
      case 'Y': return String(status.modificationTime);
      default: return letter;
    }
  });
}
