// Our cluster under measurement: `quorate up --detach` in a directory of its own, signals to its daemons, and its end by
// pid. dist/quorate.cjs is measured, as a user gets it, or what QUORATE_PROGRAM names.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { requireDaemon, requireLayout } from '../src/cli/cluster-directory.ts';
import { nameNodeState } from '../src/cli/cluster-status.ts';
import { LocalCluster, guardianName } from '../src/cli/local-cluster.ts';
import { type DaemonLayout, daemonsOf } from '../src/cluster/cluster-layout.ts';
import { nodeEnv } from '../src/env/node/node-env.ts';
import { type Daemon, repository } from '../tests/apache/rig/apache.ts';
import { freePortBlock, listening, waitFor } from '../tests/apache/rig/ports.ts';
import { exitOf, own } from '../tests/apache/rig/processes.ts';

export interface ClusterSize {
  readonly nameNodes: number;
  readonly journalNodes: number;
  readonly dataNodes: number;
}

/** The file that `node` runs as the command `quorate`: bundled, or as it was compiled beside this. */
export function programFile(): string {
  const bundled = join(repository, 'dist/quorate.cjs');
  return process.env['QUORATE_PROGRAM'] ?? (existsSync(bundled) ? bundled : join(import.meta.dirname, '../src/cli/main.js'));
}

/** Runs `quorate ARGS` to its end and answers what it printed; rejects, with all of that, when its code is not 0. */
export function quorate(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const child = spawn(process.execPath, [programFile(), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`quorate ${args.join(' ')} ended with ${code}\n${said}`))));
  });
}

/** One daemon of ours in the foreground, from a configuration directory; its output goes behind `logFile`. */
export function spawnOurs(role: 'namenode' | 'journalnode' | 'datanode', confDir: string, logFile: string): Pick<Daemon, 'kill' | 'alive'> {
  const log = openSync(logFile, 'a');
  const child = own(spawn(process.execPath, [programFile(), role, '--config', confDir], { stdio: ['ignore', log, log] }));
  closeSync(log);
  const gone = exitOf(child);
  return {
    alive: () => child.exitCode === null && child.signalCode === null,
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      await gone;
    },
  };
}

export class OurCluster {
  readonly dir: string;
  readonly #processes: LocalCluster;
  readonly #env = nodeEnv({ name: 'bench' });
  readonly #user = process.env['HADOOP_USER_NAME'] ?? os.userInfo().username;
  readonly #atExit = (): void => this.#killAll();

  private constructor(dir: string) {
    this.dir = dir;
    this.#processes = new LocalCluster(this.#env, requireLayout(dir), programFile());
    process.once('exit', this.#atExit);
  }

  /** `quorate up --detach`; formats what is blank. */
  static async up(dir: string, size: ClusterSize, options: { readonly basePort?: number; readonly env?: Readonly<Record<string, string>>; readonly set?: readonly string[] } = {}): Promise<OurCluster> {
    const basePort = options.basePort ?? (await freePortBlock(50));
    const counts = ['--namenodes', size.nameNodes, '--journalnodes', size.journalNodes, '--datanodes', size.dataNodes].map(String);
    const set = (options.set ?? []).flatMap((property) => ['--set', property]);
    await quorate(['up', '--detach', '--dir', dir, '--base-port', String(basePort), ...counts, ...set], options.env);
    return new OurCluster(dir);
  }

  get confDir(): string {
    return join(this.dir, 'conf');
  }

  daemon(name: string): DaemonLayout {
    return requireDaemon(this.#processes.layout, name);
  }

  pid(name: string): number | undefined {
    return this.#processes.pid(name);
  }

  /** Every process, guardians included. */
  pids(): number[] {
    return this.#processes.layout.daemons.flatMap(({ name }) => [this.#processes.pid(name), this.#processes.pid(guardianName(name))]).filter((pid) => pid !== undefined);
  }

  async state(name: string): Promise<string | undefined> {
    return this.#processes.state(name) === 'running' ? nameNodeState(this.#env, this.daemon(name), this.#user) : undefined;
  }

  async active(): Promise<string | undefined> {
    const names = daemonsOf(this.#processes.layout, 'namenode').map(({ name }) => name);
    const states = await Promise.all(names.map((name) => this.state(name)));
    return names[states.indexOf('active')];
  }

  async untilState(name: string, state: string): Promise<void> {
    await waitFor(`${name} to be ${state}, see ${this.dir}/log/${name}.log`, async () => (await this.state(name)) === state);
  }

  kill(name: string, guardianToo = false): void {
    if (!this.#processes.kill(name, guardianToo)) throw new Error(`${name} does not run`);
  }

  pause(name: string, guardianToo = false): void {
    if (!this.#processes.pause(name, guardianToo)) throw new Error(`${name} does not run`);
  }

  resume(name: string): void {
    this.#processes.resume(name);
  }

  async stop(name: string): Promise<void> {
    await this.#processes.stop(name);
  }

  /** Waits until nothing of `name` runs, starts it, and waits until its port takes connections. */
  async start(name: string): Promise<void> {
    await waitFor(`${name} and its guardian to be gone`, () => this.pid(name) === undefined && this.#processes.guardianPid(name) === undefined, 20_000, 2);
    this.#processes.start(this.daemon(name));
    await waitFor(`${name} to listen, see ${this.dir}/log/${name}.log`, () => listening(this.daemon(name).rpcPort), 60_000, 3);
  }

  /** SIGKILL to every process. */
  async close(): Promise<void> {
    this.#killAll();
    process.removeListener('exit', this.#atExit);
    await waitFor('all processes to be gone', () => this.pids().length === 0, 10_000, 5);
  }

  #killAll(): void {
    for (const { name } of this.#processes.layout.daemons) this.#processes.kill(name, true);
  }
}
