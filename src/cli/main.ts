// The `quorate` command. Hadoop's own commands keep Hadoop's grammar (single dashes, -D key=value) and read their
// arguments themselves; quorate's are parsed by cac. Commands are loaded when they are called: start-up is what
// people feel.
import { cac } from 'cac';

type Run = (args: readonly string[]) => Promise<number>;

/** Commands with Hadoop's grammar. */
const hadoopCommands: Readonly<Record<string, () => Promise<{ run: Run }>>> = {
  namenode: () => import('./commands/namenode.ts'),
  journalnode: () => import('./commands/journalnode.ts'),
  datanode: () => import('./commands/datanode.ts'),
  haadmin: () => import('./commands/haadmin.ts'),
  dfs: () => import('./commands/dfs.ts'),
  fs: () => import('./commands/dfs.ts'),
};

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...args] = argv;
  const hadoop = command === undefined ? undefined : hadoopCommands[command];
  if (hadoop !== undefined) return (await hadoop()).run(args);
  return runOwn(argv);
}

async function runOwn(argv: readonly string[]): Promise<number> {
  let code = 0;
  const cli = cac('quorate');
  const own = await import('./commands/cluster-commands.ts');
  own.register(cli, (result) => {
    code = result;
  });
  for (const [name, text] of [['namenode', 'a NameNode, or -format, -bootstrapStandby, -initializeSharedEdits'], ['journalnode', 'a JournalNode'], ['datanode', 'a DataNode'], ['haadmin', 'asks for and changes who is Active']] as const) {
    cli.command(name, text).allowUnknownOptions().action(() => {});
  }
  cli.help();
  cli.version(await version());
  try {
    cli.parse(['node', 'quorate', ...argv], { run: false });
  } catch (error) {
    console.error(`quorate: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  if (cli.options['help'] === true || cli.options['version'] === true) return 0;
  if (cli.matchedCommand === undefined) {
    if (argv.length > 0) console.error(`quorate: there is no command '${argv[0]}'\n`);
    cli.outputHelp();
    return argv.length > 0 ? 2 : 0;
  }
  try {
    await cli.runMatchedCommand();
  } catch (error) {
    if (error instanceof Error && error.name === 'CACError') {
      console.error(`quorate: ${error.message}`);
      return 2;
    }
    throw error;
  }
  return code;
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

// Timers of an Env do not keep a process; a command that waits on one does.
setInterval(() => {}, 0x7fff_ffff);
main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
    // What is left are idle connections; a command that is done is done.
    process.exit(code);
  },
  async (error: unknown) => {
    const { explain } = await import('./run-daemon.ts');
    console.error(`quorate: ${explain(error)}`);
    process.exit(1);
  },
);
