// The `quorate` command. Hadoop's own commands keep Hadoop's grammar (single dashes, -D key=value) and read their
// arguments themselves; quorate's are parsed by cac. Commands are loaded when they are called: start-up is what
// people feel.
import { exitWith } from './exit-with.ts';

type Run = (args: readonly string[]) => Promise<number>;

/** Commands that read their arguments themselves. */
const otherCommands: Readonly<Record<string, () => Promise<{ run: Run }>>> = {
  namenode: () => import('./commands/namenode.ts'),
  journalnode: () => import('./commands/journalnode.ts'),
  datanode: () => import('./commands/datanode.ts'),
  haadmin: () => import('./commands/haadmin.ts'),
  zkfc: () => import('./commands/zkfc.ts'),
  dfs: () => import('./commands/dfs.ts'),
  fs: () => import('./commands/dfs.ts'),
  dfsadmin: () => import('./commands/dfsadmin.ts'),
  completion: () => import('./commands/completion.ts'),
};

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...args] = argv;
  const other = command !== undefined && Object.hasOwn(otherCommands, command) ? otherCommands[command] : undefined;
  if (other !== undefined) return (await other()).run(args);
  return runOwn(argv);
}

async function runOwn(argv: readonly string[]): Promise<number> {
  let code = 0;
  const { optionsOf, ownCommands } = await import('./own-commands.ts');
  const cli = ownCommands((result) => {
    code = result;
  });
  // One line instead of one for each command.
  cli.help((sections) => sections.map((section) => {
    if (section.title?.startsWith('For more info') === true) return { body: '`quorate COMMAND --help` tells more of one; those of Hadoop have `-help`.' };
    // Another name for the line above it; the help fits on a screen.
    return { ...section, body: section.body.replace(/^ {2}fs .*\n/m, '') };
  }));
  cli.version(await version());
  try {
    cli.parse(['node', 'quorate', ...argv], { run: false });
  } catch (error) {
    console.error(`quorate: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  if (cli.options['help'] === true || cli.options['version'] === true) return 0;
  if (cli.matchedCommand === undefined) {
    const [wrong] = argv;
    if (wrong !== undefined) console.error(`quorate: there is no command '${wrong}'${await meant(wrong, cli.commands.map(({ name }) => name))}\n`);
    cli.outputHelp();
    return wrong === undefined ? 0 : 2;
  }
  try {
    await cli.runMatchedCommand();
  } catch (error) {
    if (error instanceof Error && error.name === 'CACError') {
      const wrong = /`(-[^`]*)`/.exec(error.message)?.[1];
      const name = cli.matchedCommand.name;
      console.error(`quorate: ${error.message}${wrong === undefined ? '' : await meant(wrong, optionsOf(cli, name).map(({ word }) => word))}`);
      return 2;
    }
    throw error;
  }
  return code;
}

async function meant(wrong: string, known: readonly string[]): Promise<string> {
  const { suggestion } = await import('./suggestion.ts');
  const right = suggestion(wrong, known);
  return right === undefined ? '' : `; did you mean '${right}'?`;
}

async function version(): Promise<string> {
  const { createRequire } = await import('node:module');
  const require = createRequire(import.meta.url);
  // Bundled, this file lies in dist/; compiled alone, in build/src/cli/.
  for (const place of ['../package.json', '../../../package.json']) {
    try {
      const { name, version: text } = require(place) as { name: string; version: string };
      if (name === 'quorate') return text;
    } catch {
      // Not here.
    }
  }
  return 'unknown';
}

exitWith(main(process.argv.slice(2)));
