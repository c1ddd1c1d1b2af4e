// -get and -copyToLocal; and -moveToLocal, which Hadoop has never had but names.
import type { Call, Command } from './command.ts';
import { copyAll } from './copy.ts';
import { copyOptionsOf, threadOptions } from './copy-options.ts';
import { localDestination } from './destination.ts';
import { parseOptions } from './options.ts';
import { ShellError } from './shell-errors.ts';
import { expandArguments } from './traverse.ts';

export const get: Command = {
  name: 'get',
  usage: '[-f] [-p] [-crc] [-ignoreCrc] [-t <thread count>] [-q <thread pool queue size>] <src> ... <localdst>',
  summary: 'Copies files and directories to this machine; without a destination, into the working directory.',
  options: {
    '-f': 'replace files that are there',
    '-p': 'keep times, owner and group, permissions',
    '-crc': 'write a checksum file .NAME.crc beside each',
    '-ignoreCrc': 'taken for Hadoop\'s sake: what is read is always verified',
    ...threadOptions,
  },
  examples: ['-get /data/report.csv', '-get -f "/logs/2026-11-*" logs/'],
  operands: 'remote-then-local',
  run: (call, args) => download(call, args),
};

export const copyToLocal: Command = { ...get, name: 'copyToLocal', summary: 'The same as -get.', run: (call, args) => download(call, args) };

export const moveToLocal: Command = {
  name: 'moveToLocal',
  usage: '<src> <localdst>',
  summary: 'Is not there, in Hadoop neither: copy with -get, then delete with -rm.',
  examples: [],
  async run() {
    throw new ShellError("Option '-moveToLocal' is not implemented yet.");
  },
};

async function download(call: Call, args: readonly string[]): Promise<void> {
  const parsed = parseOptions(args, { min: 1, flags: ['crc', 'ignoreCrc', 'p', 'f'], valued: ['t', 'q'] });
  const destination = await localDestination(call, parsed.rest);
  await copyAll(call, await expandArguments(call, parsed.rest), destination, { ...copyOptionsOf(parsed), writeCrc: parsed.flags.has('crc') });
}
