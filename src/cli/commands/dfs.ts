// `quorate dfs` and `quorate fs`: the shell of HDFS, with Hadoop's grammar, output and exit codes (FsShell).
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileSystem } from '../../client/file-system.ts';
import type { Configuration } from '../../conf/configuration.ts';
import { clientConfDir, readConfiguration, userName } from '../conf-dir.ts';
import type { ShellWorld } from '../dfs/command.ts';
import type { GenericOptions } from '../dfs/generic-options.ts';
import { runShell } from '../dfs/shell.ts';
import { ShellOutput, descriptorSink } from '../dfs/shell-output.ts';

/** How long an interrupted process takes to clean up at most. */
const patienceMs = 3000;

/** Runs one command line; resolves with the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  return runShell(args, { world: processWorld(), connect, configuration, workingDirectory: process.cwd() });
}

/** This process's streams. */
export function processWorld(): ShellWorld {
  return {
    out: new ShellOutput(descriptorSink(1)),
    err: new ShellOutput(descriptorSink(2)),
    input: () => process.stdin,
    environment: process.env,
    now: Date.now,
    sleep: (ms) => sleep(ms),
    atInterrupt: interruptible(),
    terminalColumns: process.stderr.isTTY ? process.stderr.columns : undefined,
  };
}

/** What is in the set is done when somebody presses Ctrl-C; a second time ends the process at once. */
function interruptible(): Set<() => Promise<unknown>> {
  const atInterrupt = new Set<() => Promise<unknown>>();
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.once(signal, () => {
    const cleaned = Promise.allSettled([...atInterrupt].map((clean) => clean()));
    void Promise.race([cleaned, sleep(patienceMs)]).then(() => process.exit(code));
  });
  return atInterrupt;
}

/** The configuration that the options in front of the command ask for. */
export async function configuration(options: GenericOptions): Promise<Configuration> {
  return readConfiguration({ ...options, confDir: options.confDir ?? clientConfDir(process.env), environment: process.env });
}

/** A client of hdfs://authority. */
export async function connect(uri: string, conf: Configuration): Promise<FileSystem> {
  const [{ DFSClient }, { clientSettings }, { nodeEnv }] = await Promise.all([import('../../client/dfs-client.ts'), import('../../client/client-settings.ts'), import('../../env/node/node-env.ts')]);
  return new DFSClient(nodeEnv({ name: 'client' }), clientSettings(conf, userName(process.env), uri));
}
