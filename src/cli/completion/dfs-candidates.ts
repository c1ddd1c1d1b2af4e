// Candidates for `quorate dfs`: generic options, commands, their options, and paths.
import { commands, findCommand } from '../dfs/commands.ts';
import type { FileSystems } from '../dfs/file-systems.ts';
import { parseGenericOptions } from '../dfs/generic-options.ts';
import { absolutePath, parsePathUri } from '../dfs/path-uri.ts';
import { startingWith } from './candidate.ts';
import type { Candidate, Candidates } from './candidate.ts';

const genericOptions: Readonly<Record<string, string>> = {
  '--config': 'a configuration directory', '-conf': 'a configuration file', '-D': 'a property: key=value', '-fs': 'a file system: hdfs://host:port',
};
/** More than anybody reads. */
const pathsMost = 500;

/** For the words behind `dfs`, of which the last is being typed. */
export async function dfsCandidates(words: readonly string[], files: (generic: readonly string[]) => FileSystems): Promise<Candidates> {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const generic = parseGenericOptions(before, undefined);
  if (generic.incomplete !== undefined) return ['--config', '-conf'].includes(generic.incomplete) ? { words: [], files: true } : { words: [] };
  const load = generic.rest[0] === undefined ? undefined : findCommand(generic.rest[0]);
  if (generic.rest.length === 0) return startingWith(typed, [...(await commandNames('-')), ...Object.entries(genericOptions).map(([word, text]) => ({ word, text }))]);
  if (load === undefined) return { words: [] };
  const command = await load();
  if (typed.startsWith('-')) return startingWith(typed, optionWords(command.options ?? {}));
  if (command.operands === 'none') return { words: [] };
  if (command.operands === 'commands') return startingWith(typed, await commandNames(''));
  const first = generic.rest.slice(1).every((word) => word.startsWith('-'));
  const local = command.operands === 'local-then-remote' || (command.operands === 'remote-then-local' && !first);
  const remote = !(command.operands === 'local-then-remote' && first);
  const paths = remote ? await pathsFrom(typed, files(before.slice(0, before.length - generic.rest.length))) : { words: [] };
  return local ? { ...paths, files: true } : paths;
}

async function commandNames(dash: string): Promise<Candidate[]> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  return all.filter(({ replacement }) => replacement === undefined).map(({ name, summary }) => ({ word: `${dash}${name}`, text: summary }));
}

/** '-t N' and '-r -R' of a command's table as words to type. */
function optionWords(options: Readonly<Record<string, string>>): Candidate[] {
  return Object.entries(options).flatMap(([names, text]) => names.split(' ').filter((word) => /^-[-\w]+$/.test(word)).map((word) => ({ word, text })));
}

/** The entries of the directory that `typed` is in whose names go on as it does. */
async function pathsFrom(typed: string, files: FileSystems): Promise<Candidates> {
  try {
    const uri = parsePathUri(typed === '' ? '.' : typed);
    // hdfs://ns1 without a slash behind it has no path yet.
    if (uri.path === '') return { words: [{ word: `${typed}/` }], open: true };
    const fs = await files.of(uri);
    const slash = typed.lastIndexOf('/') + 1;
    const directory = typed.slice(0, slash);
    const name = typed.slice(slash);
    const found: { readonly word: string; readonly directory: boolean }[] = [];
    for await (const entry of fs.list(absolutePath(directory === '' ? '.' : parsePathUri(directory).path, fs.homeDirectory))) {
      if (!entry.name.startsWith(name) || (entry.name.startsWith('.') && name === '')) continue;
      const isDirectory = entry.type === 'directory';
      found.push({ word: `${directory}${entry.name}${isDirectory ? '/' : ''}`, directory: isDirectory });
      if (found.length >= pathsMost) break;
    }
    return { words: found.map(({ word }) => ({ word })), open: found.length === 1 && found[0]?.directory === true };
  } finally {
    await files.close();
  }
}
