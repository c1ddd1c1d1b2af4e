// -help and -usage.
import type { Call, Command } from './command.ts';
import { findCommand } from './commands.ts';
import { helpOf, printHelp, printUsage, synopsis, usagePrefix } from './help-text.ts';
import { UsageError } from './shell-errors.ts';

export const help: Command = {
  name: 'help',
  usage: '[cmd ...]',
  summary: 'Explains the commands that are named, without their dash, or all.',
  examples: ['-help', '-help ls put'],
  operands: 'commands',
  async run(call, args) {
    if (args.length === 0) await printHelp(call.world.out);
    for (const name of args) call.world.out.text(helpOf(await named(name)));
  },
};

export const usage: Command = {
  name: 'usage',
  usage: '[cmd ...]',
  summary: 'Shows the synopsis of the commands that are named, without their dash, or of all.',
  examples: ['-usage cp'],
  operands: 'commands',
  async run(call, args) {
    if (args.length === 0) await printUsage(call.world.out);
    for (const name of args) await printSynopsis(call, name);
  },
};

async function printSynopsis(call: Call, name: string): Promise<void> {
  call.print(`${usagePrefix} ${synopsis(await named(name))}`);
}

async function named(name: string): Promise<Command> {
  const load = findCommand(`-${name}`);
  if (load === undefined) throw new UsageError(`\`${name}': Unknown command`, { word: name, known: Object.keys((await import('./commands.ts')).commands) });
  return load();
}
