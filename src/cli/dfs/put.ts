// -put, -copyFromLocal and -moveFromLocal.
import type { Call, Command } from './command.ts';
import { copyAll, copyInput } from './copy.ts';
import type { CopyOptions } from './copy.ts';
import { copyOptionsOf, threadOptions } from './copy-options.ts';
import { remoteDestination, targetOf } from './destination.ts';
import { parseOptions } from './options.ts';
import { localPathData } from './path-data.ts';
import type { PathData } from './path-data.ts';
import { UsageError } from './shell-errors.ts';

const options = {
  '-f': 'replace files that are there',
  '-p': 'keep times, owner and group, permissions',
  '-l': 'one replica, which DataNodes may write to disk later',
  '-d': 'write under the final name at once, not under NAME._COPYING_ first',
};

export const put: Command = {
  name: 'put',
  usage: '[-f] [-p] [-l] [-d] [-t <thread count>] [-q <thread pool queue size>] <localsrc> ... <dst>',
  summary: 'Copies files and directories of this machine into HDFS; `-` as the source is standard input.',
  options: { ...options, ...threadOptions },
  notes: ['A destination that is a directory gets the files into it; for several sources it must be one.'],
  examples: ['-put report.csv /data', '-put -f -t 16 logs/ /archive', 'gzip -dc dump.gz | quorate dfs -put - /data/dump'],
  operands: 'local-then-remote',
  run: (call, args) => upload(call, args, {}),
};

export const copyFromLocal: Command = { ...put, name: 'copyFromLocal', summary: 'The same as -put.', run: (call, args) => upload(call, args, {}) };

export const moveFromLocal: Command = {
  ...put,
  name: 'moveFromLocal',
  usage: '[-f] [-p] [-l] [-d] <localsrc> ... <dst>',
  summary: 'As -put, but each source is deleted once it is copied. Directories that are there already are not merged into.',
  options,
  examples: ['-moveFromLocal report.csv /data'],
  async run(call, args) {
    if (args.includes('-t')) throw new UsageError('Illegal option -t');
    await upload(call, args, { move: true, threads: 1 });
  },
};

async function upload(call: Call, args: readonly string[], further: CopyOptions): Promise<void> {
  const parsed = parseOptions(args, { min: 1, flags: ['f', 'p', 'l', 'd'], valued: ['t', 'q'] });
  const copyOptions: CopyOptions = { ...copyOptionsOf(parsed), ...further, ...(parsed.flags.has('l') ? { replication: 1 } : {}) };
  const destination = await remoteDestination(call, parsed.rest);
  if (parsed.rest.length === 1 && parsed.rest[0] === '-') {
    const name = await localPathData(call.files, '-');
    await copyInput(call, await targetOf(name, destination), copyOptions);
    return;
  }
  const sources: PathData[] = [];
  for (const path of parsed.rest) await call.attempt(async () => {
    sources.push(await localPathData(call.files, path));
  });
  await copyAll(call, sources, destination, copyOptions);
}
