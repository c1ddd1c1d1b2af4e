// `quorate dfsadmin`: one command line. Options, output and exit codes are DFSAdmin's, whose -1 is a shell's 255.
import type { Configuration } from '../../conf/configuration.ts';
import { Call, firstLine, isReportable } from '../dfs/command.ts';
import type { ShellWorld } from '../dfs/command.ts';
import { FileSystems } from '../dfs/file-systems.ts';
import type { Connect } from '../dfs/file-systems.ts';
import { parseGenericOptions } from '../dfs/generic-options.ts';
import type { GenericOptions } from '../dfs/generic-options.ts';
import { UsageError } from '../dfs/shell-errors.ts';
import { adminCommands } from './commands.ts';
import { NameNodes } from './name-nodes.ts';

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
    if (word !== '') world.err.text(`${name}: Unknown command\n`);
    await printUsage(world);
    const right = (await import('../suggestion.ts')).suggestion(word, Object.keys(adminCommands));
    if (right !== undefined) world.err.text(`Did you mean ${right}?\n`);
    return 255;
  }
  const usage = (): void => world.err.text(`Usage: hdfs dfsadmin ${command.usage}\n`);
  if (args.length < command.words[0] || args.length > command.words[1]) {
    usage();
    return 255;
  }
  if (command.run === undefined) {
    world.err.text(`${name}: not supported yet\n`);
    return 255;
  }
  const call = new Call(name, world, files);
  let nameNodes: NameNodes | undefined;
  try {
    const uri = await files.defaultUri();
    if (!uri.startsWith('hdfs:')) throw new UsageError(`FileSystem ${uri} is not an HDFS file system. The fs class is: org.apache.hadoop.fs.LocalFileSystem`);
    nameNodes = new NameNodes(await files.conf, user, uri);
    const result = await command.run(call, nameNodes, args);
    if (result === false) usage();
    return typeof result === 'number' && result !== 0 ? result : call.result === 0 ? 0 : 255;
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

async function printUsage(world: ShellWorld): Promise<void> {
  const { genericUsage } = await import('../dfs/help-text.ts');
  world.err.text('Usage: hdfs dfsadmin\nNote: Administrative commands can only be run as the HDFS superuser.\n');
  for (const { usage, listed = usage } of Object.values(adminCommands)) world.err.text(`\t${listed}\n`);
  world.err.text(`\t[-help [cmd]]\n\n${genericUsage}\n`);
}

async function help(world: ShellWorld, name: string | undefined): Promise<number> {
  const word = name === undefined ? undefined : `-${name.replace(/^-/, '')}`;
  const shown = Object.entries(adminCommands).filter(([each]) => word === undefined || each === word);
  for (const [, { usage, listed = usage, help: text }] of shown) world.out.text(`${listed}\n    ${text}\n\n`);
  if (shown.length === 0) await printUsage(world);
  return 0;
}
