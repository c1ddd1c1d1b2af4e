// -createSnapshot, -deleteSnapshot and -renameSnapshot: named, so that help lists them; there are no snapshots yet.
import type { Command } from './command.ts';
import { ShellError, UsageError } from './shell-errors.ts';

function notYet(name: string, usage: string, summary: string, complaint: (operands: number) => string | undefined): Command {
  return {
    name, usage, summary, examples: [], notes: ['Not supported yet.'],
    async run(_, args) {
      const wrong = complaint(args.length);
      if (wrong !== undefined) throw new UsageError(wrong);
      throw new ShellError('snapshots are not supported yet');
    },
  };
}

export const createSnapshot = notYet('createSnapshot', '<snapshotDir> [<snapshotName>]', 'Makes a snapshot of a directory.',
  (operands) => (operands === 0 ? '<snapshotDir> is missing.' : operands > 2 ? 'Too many arguments.' : undefined));
export const deleteSnapshot = notYet('deleteSnapshot', '<snapshotDir> <snapshotName>', 'Deletes a snapshot.',
  (operands) => (operands === 2 ? undefined : 'Incorrect number of arguments.'));
export const renameSnapshot = notYet('renameSnapshot', '<snapshotDir> <oldName> <newName>', 'Gives a snapshot another name.',
  (operands) => (operands === 3 ? undefined : 'Incorrect number of arguments.'));
