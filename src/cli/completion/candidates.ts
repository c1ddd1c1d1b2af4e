// What may stand at the end of a command line: commands, options, daemons, and for `dfs` paths in HDFS, which one listing
// of the NameNode tells. Whatever goes wrong, there are just no candidates: nobody wants an error while typing.
import { loadLayout } from '../cluster-directory.ts';
import { defaultDirectory } from '../conf-dir.ts';
import type { FileSystems } from '../dfs/file-systems.ts';
import { startingWith } from './candidate.ts';
import type { Candidates } from './candidate.ts';
import { dfsCandidates } from './dfs-candidates.ts';

const none: Candidates = { words: [] };
export const shells = ['bash', 'zsh', 'fish'] as const;

/** For `words` behind `quorate`, of which the last is being typed. `files` opens the file systems of these generic options. */
export async function candidates(words: readonly string[], files: (generic: readonly string[]) => FileSystems): Promise<Candidates> {
  const [command = '', ...rest] = words;
  const typed = words.at(-1) ?? '';
  const { optionsOf, ownCommands } = await import('../own-commands.ts');
  const cli = ownCommands(() => {});
  if (words.length < 2) return startingWith(typed, cli.commands.map(({ name, description }) => ({ word: name, text: description })));
  if (command === 'dfs' || command === 'fs') return dfsCandidates(rest, files);
  if (command === 'completion') return startingWith(typed, shells.map((word) => ({ word })));
  if (command === 'dfsadmin') {
    const { adminCommands } = await import('../dfsadmin/commands.ts');
    return typed.startsWith('-') ? startingWith(typed, Object.entries(adminCommands).map(([word, { help: text }]) => ({ word, text }))) : none;
  }
  if (command === 'haadmin') {
    const { usages, journalKinds } = await import('../commands/haadmin.ts');
    if (words.at(-2) === '-journal') return startingWith(typed, Object.entries(journalKinds).map(([word, text]) => ({ word, text })));
    return typed.startsWith('-') ? startingWith(typed, Object.entries(usages).map(([word, { help: text }]) => ({ word, text }))) : none;
  }
  if (['--config', '--dir', '--log'].includes(words.at(-2) ?? '')) return { words: [], files: true };
  const options = optionsOf(cli, command);
  if (typed.startsWith('-')) return startingWith(typed, options.map(({ word, text }) => ({ word, text })));
  const known = cli.commands.find(({ name }) => name === command);
  return known === undefined || known.args.length === 0 ? none : startingWith(typed, daemonsIn(rest).map((word) => ({ word })));
}

/** The daemons of the cluster directory that a command line is about. */
function daemonsIn(words: readonly string[]): string[] {
  const at = words.indexOf('--dir');
  return loadLayout((at < 0 ? undefined : words[at + 1]) ?? defaultDirectory)?.daemons.map(({ name }) => name) ?? [];
}
