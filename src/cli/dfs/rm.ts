// -rm.
import type { Call, Command } from './command.ts';
import { firstLine, isReportable } from './command.ts';
import { parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { isNotFound } from './path-data.ts';
import { PathError, PathNotFound, ShellError, isDirectory } from './shell-errors.ts';
import { expandArgument, visitArguments } from './traverse.ts';

export const rm: Command = {
  name: 'rm',
  usage: '[-f] [-r|-R] [-skipTrash] [-safely] <src> ...',
  summary: 'Deletes files, into the trash where there is one (fs.trash.interval): /user/NAME/.Trash/Current.',
  options: {
    '-f': 'no error for what is not there',
    '-r -R': 'directories as well, with everything below them',
    '-skipTrash': 'for good, at once',
    '-safely': 'ask before deleting a directory of more than hadoop.shell.delete.limit.num.files files (100)',
  },
  examples: ['-rm /data/old.csv', '-rm -r -skipTrash /tmp/work', '-rm -f "/data/part-*"'],
  run: (call, args) => remove(call, args),
};

export const rmr: Command = { ...rm, name: 'rmr', usage: '', replacement: '-rm -r', run: (call, args) => remove(call, ['-r', ...args]) };

async function remove(call: Call, args: readonly string[]): Promise<void> {
  const { flags, rest } = parseOptions(args, { min: 1, flags: ['f', 'r', 'R', 'skipTrash', 'safely'] });
  const recursive = flags.has('r') || flags.has('R');
  const quiet = flags.has('f');
  const items: PathData[] = [];
  for (const arg of rest) await call.attempt(async () => {
    try {
      items.push(...(await expandArgument(call, arg)));
    } catch (error) {
      if (!quiet || !(error instanceof PathNotFound)) throw error;
    }
  });
  await visitArguments(call, items, {
    async visit(item) {
      if (item.isDirectory && !recursive) throw isDirectory(item.text);
      if (!flags.has('skipTrash') && (await intoTrash(call, item))) return;
      if (flags.has('safely') && !(await isConfirmed(call, item))) return;
      if (!(await item.fs.delete(item.path, { recursive }))) throw new PathError(item.text);
      call.print(`Deleted ${item.text}`);
    },
    async missing(item) {
      if (!quiet) throw new PathNotFound(item.text);
    },
  });
}

async function intoTrash(call: Call, item: PathData): Promise<boolean> {
  const { moveToTrash } = await import('./trash.ts');
  try {
    return await moveToTrash(call, item);
  } catch (error) {
    if (!isReportable(error) || isNotFound(error)) throw error;
    const cause = error.cause instanceof Error ? `: ${firstLine(error.cause.message)}` : '';
    throw new ShellError(`${firstLine(error.message)}${cause}. Consider using -skipTrash option`, { cause: error });
  }
}

async function isConfirmed(call: Call, item: PathData): Promise<boolean> {
  const limit = Number((await call.files.conf).text('hadoop.shell.delete.limit.num.files') ?? 100);
  if (!(limit > 0)) return true;
  const { fileCount } = await item.fs.contentSummary(item.path);
  if (fileCount <= limit) return true;
  const { confirm } = await import('./confirm.ts');
  if (await confirm(call.world, `Proceed deleting ${fileCount} files?`)) return true;
  call.world.err.text('Delete aborted at user request.\n\n');
  return false;
}
