// -touchz.
import type { Command } from './command.ts';
import { parseOptions } from './options.ts';
import type { PathData } from './path-data.ts';
import { PathError, PathNotFound, isDirectory } from './shell-errors.ts';
import { traverse } from './traverse.ts';

export const touchz: Command = {
  name: 'touchz',
  usage: '<path> ...',
  summary: 'Makes empty files, or gives those that are empty already a new time. A file with contents is an error.',
  examples: ['-touchz /data/_SUCCESS'],
  async run(call, args) {
    const { rest } = parseOptions(args, { min: 1 });
    await traverse(call, rest, {
      async visit(item) {
        if (item.isDirectory) throw isDirectory(item.text);
        if (item.stat?.length !== 0) throw new PathError(item.text, 'Not a zero-length file');
        await createEmpty(item);
      },
      async missing(item) {
        await requireParent(item);
        await createEmpty(item);
      },
    });
  },
};

/** Makes an empty file, in place of one that is there. */
export async function createEmpty(item: PathData): Promise<void> {
  const stream = await item.fs.create(item.path, { overwrite: true });
  await stream.close();
}

/** PathNotFound where there is no directory to make a file in. */
export async function requireParent(item: PathData): Promise<void> {
  if (!(await item.parentExists())) throw new PathNotFound(item.text, { qualified: item.qualified });
}
