// quorate's own grammar, by cac: the commands of a cluster on this machine, and a line of help for those that read their
// arguments themselves.
import { cac } from 'cac';
import type { CAC } from 'cac';
import { register } from './commands/cluster-commands.ts';

/** Commands that read their arguments themselves, and what the help says of each. */
export const otherCommands = {
  dfs: 'The shell of HDFS: -ls, -put, -get, ... (dfs -help); also fs',
  fs: 'The same as dfs',
  dfsadmin: 'Report on the cluster; safe mode, quotas, images, DataNodes',
  haadmin: 'Ask for and change who is Active',
  zkfc: '-formatZK: make the znode of an election over ZooKeeper',
  namenode: 'Run a NameNode, or -format, -bootstrapStandby, -initializeSharedEdits',
  journalnode: 'Run a JournalNode',
  datanode: 'Run a DataNode',
  completion: 'Print what makes bash, zsh or fish complete quorate\'s commands',
} as const;

/** The parser with all commands; `done` gets the exit code of the one that is run. */
export function ownCommands(done: (code: number) => void): CAC {
  const cli = cac('quorate');
  register(cli, done);
  for (const [name, text] of Object.entries(otherCommands)) cli.command(name, text).allowUnknownOptions().action(() => {});
  return cli;
}

/** The options of a command, as they are written: --dir, -h. */
export function optionsOf(cli: CAC, name: string): { readonly word: string; readonly text: string }[] {
  const command = cli.commands.find((each) => each.name === name);
  return [...(command?.options ?? []), ...cli.globalCommand.options].flatMap(({ rawName, description }) => rawName.replace(/[<[].*/, '').split(',').map((word) => ({ word: word.trim(), text: description })));
}
