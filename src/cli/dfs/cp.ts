// -cp.
import type { Command } from './command.ts';
import { copyAll } from './copy.ts';
import { copyOptionsOf, threadOptions } from './copy-options.ts';
import { remoteDestination } from './destination.ts';
import { parseOptions } from './options.ts';
import { attributeLetters, usualAttributes } from './preserve.ts';
import type { Attribute } from './preserve.ts';
import { UsageError } from './shell-errors.ts';
import { expandArguments } from './traverse.ts';

export const cp: Command = {
  name: 'cp',
  usage: '[-f] [-p | -p[topax]] [-d] [-t <thread count>] [-q <thread pool queue size>] <src> ... <dst>',
  summary: 'Copies files and directories, from one file system to another as well.',
  options: {
    '-f': 'replace files that are there',
    '-p': 'keep times, owner and group, permissions',
    '-p[topax]': 'keep what the letters say: times, ownership, permissions, ACLs, extended attributes',
    '-d': 'write under the final name at once, not under NAME._COPYING_ first',
    ...threadOptions,
  },
  examples: ['-cp /data/a /data/b', '-cp -p hdfs://other/data/x /data', '-cp file:///etc/hosts /tmp'],
  async run(call, args) {
    const words = [...args];
    const preserve = popPreserve(words);
    const parsed = parseOptions(words, { min: 2, flags: ['f', 'd'], valued: ['t', 'q'] });
    const destination = await remoteDestination(call, parsed.rest);
    await copyAll(call, await expandArguments(call, parsed.rest), destination, { ...copyOptionsOf(parsed), ...(preserve === undefined ? {} : { preserve }) });
  },
};

/** Takes the first -p... out of the words in front of a `--`. */
function popPreserve(words: string[]): ReadonlySet<Attribute> | undefined {
  const at = words.findIndex((word) => word === '--' || word.startsWith('-p'));
  const word = words[at];
  if (word === undefined || word === '--') return undefined;
  words.splice(at, 1);
  if (word === '-p') return usualAttributes;
  return new Set(word.slice(2).split('').map((letter) => {
    const attribute = attributeLetters[letter.toLowerCase()];
    if (attribute === undefined) throw new UsageError(`No attribute for ${letter}`);
    return attribute;
  }));
}
