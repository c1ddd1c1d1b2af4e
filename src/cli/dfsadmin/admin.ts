// `quorate dfsadmin`: one command line. Options, output and exit codes are DFSAdmin's, whose -1 is a shell's 255.
import type { Configuration } from '../../conf/configuration.ts';
import { Call, firstLine, isReportable } from '../dfs/command.ts';
import type { ShellWorld } from '../dfs/command.ts';
import { FileSystems } from '../dfs/file-systems.ts';
import type { Connect } from '../dfs/file-systems.ts';
import { parseGenericOptions } from '../dfs/generic-options.ts';
import type { GenericOptions } from '../dfs/generic-options.ts';
import { UsageError } from '../dfs/shell-errors.ts';
import { refreshNodes, rollEdits, safeMode, saveNamespace } from './name-node-commands.ts';
import { NameNodes } from './name-nodes.ts';
import { clrQuota, clrSpaceQuota, setQuota, setSpaceQuota } from './quotas.ts';
import { printTopology, report } from './report.ts';

interface AdminCommand {
  readonly usage: string;
  readonly help: string;
  /** How many words may stand behind it. */
  readonly words: readonly [number, number];
  /** Resolves with false where the usage is to be shown. */
  run(call: Call, nameNodes: NameNodes, args: readonly string[]): Promise<boolean | void>;
}

const many = Number.MAX_SAFE_INTEGER;

/** Its commands. */
export const adminCommands: Readonly<Record<string, AdminCommand>> = {
  '-report': { usage: '[-report] [-live] [-dead] [-decommissioning] [-enteringmaintenance] [-inmaintenance] [-slownodes]', help: 'Shows capacity, use and blocks of the file system, and its DataNodes, all or of some kinds.', words: [0, 6], run: report },
  '-safemode': { usage: '[-safemode enter | leave | get | wait | forceExit]', help: 'Switches safe mode, in which nothing can be changed, tells whether it is on, or waits until it is off.', words: [1, 1], run: (call, nameNodes, [word = '']) => safeMode(call, nameNodes, word) },
  '-saveNamespace': { usage: '[-saveNamespace [-beforeShutdown]]', help: 'Writes the namespace into an image; needs safe mode.', words: [0, 1], run: saveNamespace },
  '-rollEdits': { usage: '[-rollEdits]', help: 'Begins a new segment of the edit log.', words: [0, 0], run: rollEdits },
  '-refreshNodes': { usage: '[-refreshNodes]', help: 'Reads the lists of DataNodes that may and may not take part again.', words: [0, 0], run: refreshNodes },
  '-setQuota': { usage: '[-setQuota <quota> <dirname>...<dirname>]', help: 'Limits the number of files and directories in each directory, itself included.', words: [0, many], run: setQuota },
  '-clrQuota': { usage: '[-clrQuota <dirname>...<dirname>]', help: 'Takes that limit away.', words: [0, many], run: clrQuota },
  '-setSpaceQuota': { usage: '[-setSpaceQuota <quota> [-storageType <storagetype>] <dirname>...<dirname>]', help: 'Limits the bytes, replicas included, below each directory: 10g, 5t.', words: [0, many], run: setSpaceQuota },
  '-clrSpaceQuota': { usage: '[-clrSpaceQuota [-storageType <storagetype>] <dirname>...<dirname>]', help: 'Takes that limit away.', words: [0, many], run: clrSpaceQuota },
  '-printTopology': { usage: '[-printTopology]', help: 'Shows the racks and the DataNodes in them.', words: [0, 0], run: printTopology },
};

/** Hadoop's others, which are refused by name. */
const notYet = new Set([
  '-allowSnapshot', '-disallowSnapshot', '-provisionSnapshotTrash', '-restoreFailedStorage', '-finalizeUpgrade', '-rollingUpgrade', '-upgrade', '-refreshServiceAcl',
  '-refreshUserToGroupsMappings', '-refreshSuperUserGroupsConfiguration', '-refreshCallQueue', '-refresh', '-reconfig', '-refreshNamenodes', '-getVolumeReport',
  '-deleteBlockPool', '-setBalancerBandwidth', '-getBalancerBandwidth', '-fetchImage', '-shutdownDatanode', '-evictWriters', '-getDatanodeInfo', '-metasave',
  '-triggerBlockReport', '-listOpenFiles',
]);

export interface AdminOptions {
  readonly world: ShellWorld;
  readonly connect: Connect;
  readonly configuration: (options: GenericOptions) => Promise<Configuration>;
  readonly user: string;
}

/** Runs one command line, without the word `dfsadmin`; resolves with the exit code. */
export async function runAdmin(args: readonly string[], { world, connect, configuration, user }: AdminOptions): Promise<number> {
  const generic = parseGenericOptions(args, world.environment['HADOOP_CONF_DIR']);
  const files = new FileSystems({ conf: () => configuration(generic), connect, workingDirectory: '/' });
  try {
    return await runCommand(world, files, user, generic.rest);
  } finally {
    world.out.flush();
    world.err.flush();
    await files.close();
  }
}

async function runCommand(world: ShellWorld, files: FileSystems, user: string, [word = '', ...args]: readonly string[]): Promise<number> {
  const name = word.slice(1);
  if (word === '-help') return help(world, args[0]);
  const command = Object.hasOwn(adminCommands, word) ? adminCommands[word] : undefined;
  if (command === undefined) {
    if (notYet.has(word)) world.err.text(`${name}: not supported yet: use hdfs dfsadmin\n`);
    else {
      if (word !== '') world.err.text(`${name}: Unknown command\n`);
      printUsage(world);
      const right = (await import('../suggestion.ts')).suggestion(word, Object.keys(adminCommands));
      if (right !== undefined) world.err.text(`Did you mean ${right}?\n`);
    }
    return 255;
  }
  const usage = (): void => world.err.text(`Usage: hdfs dfsadmin ${command.usage}\n`);
  if (args.length < command.words[0] || args.length > command.words[1]) {
    usage();
    return 255;
  }
  const call = new Call(name, world, files);
  let nameNodes: NameNodes | undefined;
  try {
    nameNodes = new NameNodes(await files.conf, user, await files.defaultUri());
    if ((await command.run(call, nameNodes, args)) === false) usage();
    return call.result === 0 ? 0 : 255;
  } catch (error) {
    if (!(error instanceof UsageError) && !isReportable(error)) throw error;
    world.out.flush();
    world.err.text(`${name}: ${firstLine(error.message)}\n`);
    if (error instanceof UsageError) usage();
    return 255;
  } finally {
    nameNodes?.close();
  }
}

function printUsage(world: ShellWorld): void {
  world.err.text('Usage: hdfs dfsadmin\nNote: Administrative commands can only be run as the HDFS superuser.\n');
  for (const { usage } of Object.values(adminCommands)) world.err.text(`\t${usage}\n`);
  world.err.text('\t[-help [cmd]]\n');
}

function help(world: ShellWorld, name: string | undefined): number {
  const word = name === undefined ? undefined : `-${name.replace(/^-/, '')}`;
  const shown = Object.entries(adminCommands).filter(([each]) => word === undefined || each === word);
  for (const [, { usage, help: text }] of shown) world.out.text(`${usage}\n    ${text}\n\n`);
  if (shown.length === 0) printUsage(world);
  return 0;
}
