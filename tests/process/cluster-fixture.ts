/**
 * A cluster of real processes for a test: `quorate up --detach` in a directory of
 * its own on ports of its own, and the hands to kill, pause and ask its daemons.
 * Whatever the test does, every process of it is gone when the fixture closes, by
 * pid; directory and logs outlive a failure, and their path is printed.
 */
import os from 'node:os';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { requireDaemon, requireLayout } from '../../src/cli/cluster-directory.ts';
import { type DaemonStatus, clusterStatus, nameNodeState } from '../../src/cli/cluster-status.ts';
import { LocalCluster } from '../../src/cli/local-cluster.ts';
import { type ClusterLayout, type DaemonLayout, type Role, daemonsOf } from '../../src/cluster/cluster-layout.ts';
import { nodeEnv } from '../../src/env/node/node-env.ts';
import { freePortBlock, listening, waitFor } from '../apache/rig/ports.ts';
import { withWorkDir } from '../apache/rig/processes.ts';
import { type CommandResult, programFile, quorate } from './quorate-command.ts';

export interface ClusterOptions {
  readonly nameNodes?: number;
  readonly journalNodes?: number;
  readonly dataNodes?: number;
  /** More properties of all daemons and clients. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** A running cluster. */
export interface TestCluster {
  readonly dir: string;
  /** HADOOP_CONF_DIR for clients. */
  readonly confDir: string;
  readonly basePort: number;
  readonly layout: ClusterLayout;
  readonly names: (role: Role) => string[];
  readonly daemon: (name: string) => DaemonLayout;
  readonly dataDir: (name: string) => string;
  /** Runs `quorate ARGS --dir DIR`. */
  readonly command: (...args: string[]) => Promise<CommandResult>;
  /** `quorate up --detach`: starts what does not run, and waits until the cluster is ready. */
  readonly up: () => Promise<CommandResult>;
  readonly status: () => Promise<DaemonStatus[]>;
  readonly pid: (name: string) => number | undefined;
  /** 'active', 'standby', or undefined for whatever does not say so within a second. */
  readonly haState: (name: string) => Promise<string | undefined>;
  readonly active: () => Promise<string | undefined>;
  /** Waits for an Active, other than `not` when named, and answers its name. */
  readonly untilActive: (options?: { readonly not?: string; readonly timeoutMs?: number }) => Promise<string>;
  readonly untilState: (name: string, state: string, timeoutMs?: number) => Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  readonly kill: (name: string, guardian?: boolean) => Promise<void>;
  readonly pause: (name: string, guardian?: boolean) => void;
  readonly resume: (name: string) => void;
  /** Starts daemons that do not run, and waits until they take connections. */
  readonly start: (...names: string[]) => Promise<void>;
  /** SIGKILL to every process at once, guardians first. */
  readonly killAll: () => Promise<void>;
}

/** Starts a cluster in `dir`, formatting it when it is new. `withCluster` also ends it. */
async function startCluster(dir: string, options: ClusterOptions, closing: AbortSignal): Promise<TestCluster> {
  const basePort = await freePortBlock(50);
  const env = nodeEnv({ name: 'test' });
  const user = process.env['HADOOP_USER_NAME'] ?? os.userInfo().username;
  killedAtExit.add(dir);
  const up = async (): Promise<CommandResult> => {
    const result = await quorate([
      'up', '--detach', '--dir', dir, '--base-port', String(basePort),
      '--namenodes', String(options.nameNodes ?? 2), '--journalnodes', String(options.journalNodes ?? 3), '--datanodes', String(options.dataNodes ?? 3),
      ...Object.entries(options.properties ?? {}).flatMap(([key, value]) => ['--set', `${key}=${value}`]),
    ], { timeoutMs: 120_000 });
    if (result.code !== 0) throw new Error(`quorate up ended with ${result.code}\n${result.stdout}\n${result.stderr}`);
    return result;
  };
  await up();

  const layout = requireLayout(dir);
  const processes = new LocalCluster(env, layout, programFile());
  const daemon = (name: string): DaemonLayout => requireDaemon(layout, name);
  const log = (name: string): string => join(dir, 'log', `${name}.log`);
  const names = (role: Role): string[] => daemonsOf(layout, role).map((each) => each.name);
  const haState = (name: string): Promise<string | undefined> =>
    processes.state(name) === 'running' ? nameNodeState(env, daemon(name), user) : Promise.resolve(undefined);
  const active = async (): Promise<string | undefined> => {
    const nameNodes = names('namenode');
    const states = await Promise.all(nameNodes.map(haState));
    return nameNodes[states.indexOf('active')];
  };
  const runs = (done: boolean, name: string): void => {
    if (!done) throw new Error(`${name} does not run, see ${log(name)}`);
  };
  return {
    dir, confDir: join(dir, 'conf'), basePort, layout, names, daemon, up, haState, active,
    dataDir: (name) => join(dir, 'data', daemon(name).name),
    command: (...args) => quorate([...args, '--dir', dir]),
    status: () => clusterStatus(env, processes, user),
    pid: (name) => processes.pid(name),
    untilActive: ({ not, timeoutMs = 30_000 } = {}) =>
      waitFor(`an Active${not === undefined ? '' : ` other than ${not}`} in ${dir}`, async () => {
        const name = await active();
        return name !== not && name;
      }, timeoutMs),
    untilState: async (name, state, timeoutMs = 30_000) => {
      await waitFor(`${name} to be ${state}, see ${log(name)}`, async () => (await haState(name)) === state, timeoutMs);
    },
    kill: async (name, guardian = false) => {
      runs(processes.kill(name, guardian), name);
      await waitFor(`${name} to be gone`, () => processes.pid(name) === undefined, 10_000, 5);
    },
    pause: (name, guardian = false) => runs(processes.pause(name, guardian), name),
    resume: (name) => runs(processes.resume(name), name),
    start: async (...starting) => {
      closing.throwIfAborted(); // what a failed test left behind must not go on starting daemons
      for (const name of starting) processes.start(daemon(name));
      await Promise.all(starting.map((name) => waitFor(`${name} to listen, see ${log(name)}`, () => listening(daemon(name).rpcPort), 30_000)));
    },
    killAll: async () => {
      for (const { name } of layout.daemons) processes.kill(name, true);
      await killProcessesOf(dir);
      // A process in the middle of its end has no command line any more.
      await waitFor(`the processes of ${dir} to be gone`, () => processes.table.running().length === 0, 10_000, 5);
    },
  };
}

/** Runs `body` with a cluster in a work directory of its own, and ends both, whatever happens. */
export async function withCluster<T>(name: string, options: ClusterOptions, body: (cluster: TestCluster, workDir: string) => Promise<T>): Promise<T> {
  return withWorkDir(name, async (workDir) => {
    const dir = join(workDir, 'cluster');
    const closing = new AbortController();
    try {
      return await body(await startCluster(dir, options, closing.signal), workDir);
    } finally {
      closing.abort(new Error(`the cluster in ${dir} is closed`));
      await killProcessesOf(dir);
      killedAtExit.delete(dir);
    }
  });
}

/** Kills every process that was started for the cluster directory `dir` (its command line names it), and waits for their end. */
export async function killProcessesOf(dir: string): Promise<void> {
  await waitFor(`the processes of ${dir} to be gone`, () => killOnce(dir) === 0, 10_000, 10);
}

const killedAtExit = new Set<string>();
process.once('exit', () => {
  for (const dir of killedAtExit) killOnce(dir);
});

/** The number of processes that were alive, and signalled. The directory's name is a test's own, so nobody else has it. */
function killOnce(dir: string): number {
  let found = 0;
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      if (!words.includes(programFile()) || !words.some((word) => word === dir || word.startsWith(`${dir}/`))) continue;
      process.kill(pid, 'SIGKILL');
      found++;
    } catch {
      // it ended meanwhile
    }
  }
  return found;
}
