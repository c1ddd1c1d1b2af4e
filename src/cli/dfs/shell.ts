// `quorate dfs`: one command line. Finds the command, runs it, and ends with Hadoop's exit codes: 0, 1 where a path
// failed, 255 for a wrong command line. Answers to org.apache.hadoop.fs.FsShell.
import type { Configuration } from '../../conf/configuration.ts';
import { Call } from './command.ts';
import type { ShellWorld } from './command.ts';
import { findCommand } from './commands.ts';
import { FileSystems } from './file-systems.ts';
import type { Connect } from './file-systems.ts';
import { parseGenericOptions } from './generic-options.ts';
import type { GenericOptions } from './generic-options.ts';
import { UsageError } from './shell-errors.ts';

export interface ShellOptions {
  readonly world: ShellWorld;
  readonly connect: Connect;
  readonly configuration: (options: GenericOptions) => Promise<Configuration>;
  readonly workingDirectory: string;
}

/** Runs one command line, without the word `dfs`; resolves with the exit code. */
export async function runShell(args: readonly string[], { world, connect, configuration, workingDirectory }: ShellOptions): Promise<number> {
  const generic = parseGenericOptions(args, world.environment['HADOOP_CONF_DIR']);
  const files = new FileSystems({ conf: () => configuration(generic), connect, workingDirectory });
  try {
    return await runCommand(world, files, generic);
  } finally {
    world.out.flush();
    world.err.flush();
    await files.close();
  }
}

async function runCommand(world: ShellWorld, files: FileSystems, { rest, incomplete }: GenericOptions): Promise<number> {
  const [word, ...args] = rest;
  if (incomplete !== undefined) world.err.text(`${incomplete} wants a value behind it\n`);
  if (word === undefined) {
    await (await import('./help-text.ts')).printUsage(world.err);
    return 255;
  }
  const load = findCommand(word);
  if (load === undefined) return unknownCommand(world, word);
  const command = await load();
  const call = new Call(command.name, world, files);
  try {
    if (command.replacement !== undefined) call.warn(`DEPRECATED: Please use '${command.replacement}' instead.`);
    await call.attempt(() => command.run(call, args));
    return call.result;
  } catch (error) {
    if (error instanceof UsageError) return wrongUsage(world, word, error, command.name);
    world.out.flush();
    world.err.text(`${word}: Fatal internal error\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 255;
  }
}

async function unknownCommand(world: ShellWorld, word: string): Promise<number> {
  const [{ printUsage }, { commands }] = await Promise.all([import('./help-text.ts'), import('./commands.ts')]);
  world.err.text(`${word}: Unknown command\n`);
  const dashless = findCommand(`-${word}`) !== undefined;
  if (dashless) world.err.text(`Did you mean -${word}?  This command begins with a dash.\n`);
  await printUsage(world.err);
  if (!dashless) await suggest(world, word, Object.keys(commands).map((name) => `-${name}`));
  return 255;
}

async function wrongUsage(world: ShellWorld, word: string, error: UsageError, name: string): Promise<number> {
  const { printUsage, synopsis, usagePrefix } = await import('./help-text.ts');
  const command = await findCommand(`-${name}`)?.();
  world.out.flush();
  for (const line of error.message.split('\n')) world.err.text(`${word}: ${line}\n`);
  await printUsage(world.err);
  if (command !== undefined) world.err.text(`${usagePrefix} ${synopsis(command)}\n`);
  if (error.unknown !== undefined) await suggest(world, error.unknown.word, error.unknown.known);
  return 255;
}

async function suggest(world: ShellWorld, word: string, known: readonly string[]): Promise<void> {
  const { suggestion } = await import('../suggestion.ts');
  const similar = suggestion(word, known);
  if (similar !== undefined) world.err.text(`Did you mean ${similar}?\n`);
}
