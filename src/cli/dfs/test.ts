// -test: answers by its exit code.
import type { Command } from './command.ts';
import { FileSystemError } from '../../client/errors.ts';
import { parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { UsageError } from './shell-errors.ts';
import { traverse } from './traverse.ts';

const tests: Readonly<Record<string, (item: PathData) => boolean | Promise<boolean>>> = {
  d: (item) => item.isDirectory,
  e: () => true,
  f: ({ stat }) => stat?.type === 'file',
  s: ({ stat }) => (stat?.length ?? 0) > 0,
  w: (item) => may(item, 'w'),
  r: (item) => may(item, 'r'),
  z: ({ stat }) => stat?.length === 0,
};

export const test: Command = {
  name: 'test',
  usage: '-[defswrz] <path>',
  summary: 'Answers a question about a path: exit code 0 for yes, 1 for no.',
  options: {
    '-e': 'is there anything?',
    '-d -f': 'is it a directory, is it a file?',
    '-s -z': 'is it longer than zero bytes, is it empty?',
    '-r -w': 'is it there, and may you read, write it?',
  },
  examples: ['-test -e /data/_SUCCESS && echo done'],
  async run(call, args) {
    const { flags, rest } = parseOptions(args, { min: 1, max: 1, flags: Object.keys(tests) });
    const [flag, ...more] = flags;
    if (flag === undefined) throw new UsageError('No test flag given');
    if (more.length > 0) throw new UsageError('Only one test flag is allowed');
    await traverse(call, rest, {
      async visit(item) {
        if (!(await tests[flag]?.(item))) call.exitCode = 1;
      },
      async missing() {
        call.exitCode = 1;
      },
    });
  },
};

async function may(item: PathData, mode: string): Promise<boolean> {
  try {
    await item.fs.access(item.path, mode);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError && (error.code === 'EACCES' || error.code === 'ENOENT')) return false;
    throw error;
  }
}
