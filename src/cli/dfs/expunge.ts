// -expunge.
import type { Command } from './command.ts';
import { parseOptions } from './options.ts';

export const expunge: Command = {
  name: 'expunge',
  usage: '[-immediate] [-fs <path>]',
  summary: 'Empties your trash: checkpoints older than fs.trash.interval are deleted, and what was deleted since becomes a checkpoint.',
  options: {
    '-immediate': 'delete everything in it, now',
    '-fs URI': 'the trash of another file system',
  },
  examples: ['-expunge', '-expunge -immediate'],
  operands: 'none',
  async run(call, args) {
    const { flags, values } = parseOptions(args, { min: 0, max: 2, flags: ['immediate'], valued: ['fs'] });
    const uri = values.get('fs') ?? '';
    if (uri !== '') call.files.useDefault(uri);
    const fs = await call.files.defaultFileSystem();
    const { createCheckpoint, deleteCheckpoints } = await import('./trash.ts');
    if (flags.has('immediate')) {
      await createCheckpoint(call, fs);
      await deleteCheckpoints(call, fs, true);
    } else {
      await deleteCheckpoints(call, fs, false);
      await createCheckpoint(call, fs);
    }
  },
};
