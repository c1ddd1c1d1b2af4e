// -createSnapshot, -deleteSnapshot and -renameSnapshot: named, so that help lists them; there are no snapshots yet.
import type { Command } from './command.ts';
import { ShellError } from './shell-errors.ts';

function notYet(name: string, usage: string, summary: string): Command {
  return {
    name, usage, summary, examples: [], notes: ['Not supported yet.'],
    async run() {
      throw new ShellError('snapshots are not supported yet');
    },
  };
}

export const createSnapshot = notYet('createSnapshot', '<snapshotDir> [<snapshotName>]', 'Makes a snapshot of a directory.');
export const deleteSnapshot = notYet('deleteSnapshot', '<snapshotDir> <snapshotName>', 'Deletes a snapshot.');
export const renameSnapshot = notYet('renameSnapshot', '<snapshotDir> <oldName> <newName>', 'Gives a snapshot another name.');
