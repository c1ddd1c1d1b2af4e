// A cluster of processes on this machine: spawns, signals and asks the daemons of one cluster directory. Daemons are in
// process groups of their own, so that a terminal's Ctrl-C reaches only whoever started them.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { daemonsOf } from '../cluster/cluster-layout.ts';
import type { ClusterLayout, DaemonLayout } from '../cluster/cluster-layout.ts';
import { ConfError } from '../conf/configuration.ts';
import type { Env } from '../env/env.ts';
import { sleep } from '../env/waiting.ts';
import { daemonConfDir } from './cluster-directory.ts';
import { readConfiguration } from './conf-dir.ts';
import { daemonEnvironment } from './daemon-environment.ts';
import { hasGuardian } from './guard.ts';
import { isPaused, ProcessTable } from './process-table.ts';

export type ProcessState = 'running' | 'paused' | 'down';

const termMs = 10_000;

export class LocalCluster {
  readonly layout: ClusterLayout;
  readonly table: ProcessTable;
  readonly #env: Env;
  readonly #program: string;

  /** `program` is the file of this very command line, which daemons are started with. */
  constructor(env: Env, layout: ClusterLayout, program: string) {
    this.#env = env;
    this.#program = program;
    this.layout = layout;
    this.table = new ProcessTable(layout.dir);
  }

  /** The process that is the whole cluster, with --in-process. */
  get inProcessPid(): number | undefined {
    return this.table.pid(inProcessName);
  }

  /** Throws ConfError where all daemons are one process and none of them can be treated alone. */
  refuseInProcess(what: string): void {
    const pid = this.inProcessPid;
    if (pid !== undefined) throw new ConfError(`the cluster runs in one process (--in-process, pid ${pid}): it is not possible to ${what}`);
  }

  /** The daemon's pid; a NameNode's, not its guardian's. */
  pid(name: string): number | undefined {
    return this.table.pid(name);
  }

  guardianPid(name: string): number | undefined {
    return this.table.pid(guardianName(name));
  }

  state(name: string): ProcessState {
    const pid = this.pid(name) ?? this.inProcessPid;
    if (pid === undefined) return 'down';
    return isPaused(pid) ? 'paused' : 'running';
  }

  /** Starts a daemon's process; false when it runs already. It is up when it answers, not when this returns. */
  start(daemon: DaemonLayout): boolean {
    if (this.pid(daemon.name) !== undefined) return false;
    const log = openSync(path.join(this.layout.dir, 'log', `${daemon.name}.log`), 'a');
    const args = [daemon.role, '--config', daemonConfDir(this.layout, daemon.name), '--run-dir', path.join(this.layout.dir, 'run'), '--name', daemon.name];
    const child = spawn(process.execPath, [this.#program, ...args], { detached: true, stdio: ['ignore', log, log], cwd: this.layout.dir, env: daemonEnvironment() });
    closeSync(log);
    child.unref();
    if (child.pid !== undefined) this.table.record(this.#isGuarded(daemon) ? guardianName(daemon.name) : daemon.name, child.pid);
    return true;
  }

  /** Whether the process that is started is a guardian, which records its NameNode itself. */
  #isGuarded(daemon: DaemonLayout): boolean {
    return daemon.role === 'namenode' && hasGuardian(readConfiguration({ confDir: daemonConfDir(this.layout, daemon.name), definitions: [], environment: process.env }));
  }

  /** SIGTERM, then SIGKILL after ten seconds; resolves when the process is gone. False when it did not run. */
  async stop(name: string): Promise<boolean> {
    const guardian = this.guardianPid(name);
    const pid = this.pid(name);
    if (pid === undefined && guardian === undefined) return false;
    this.table.signal(name, 'SIGCONT');
    this.table.signal(guardianName(name), 'SIGCONT');
    if (!this.table.signal(guardianName(name), 'SIGTERM')) this.table.signal(name, 'SIGTERM');
    if (!(await this.#gone(name, termMs))) {
      this.table.signal(name, 'SIGKILL');
      this.table.signal(guardianName(name), 'SIGKILL');
      await this.#gone(name, termMs);
    }
    this.table.forget(name);
    this.table.forget(guardianName(name));
    return true;
  }

  /** SIGKILL to the daemon, and to its guardian first where asked. False when it does not run. */
  kill(name: string, guardianToo: boolean): boolean {
    if (guardianToo) this.table.signal(guardianName(name), 'SIGKILL');
    return this.table.signal(name, 'SIGKILL');
  }

  pause(name: string, guardianToo: boolean): boolean {
    if (guardianToo) this.table.signal(guardianName(name), 'SIGSTOP');
    return this.table.signal(name, 'SIGSTOP');
  }

  resume(name: string): boolean {
    const resumed = this.table.signal(name, 'SIGCONT');
    this.table.signal(guardianName(name), 'SIGCONT');
    return resumed;
  }

  /** Stops everything: NameNodes first, so that they close their log in order, JournalNodes last. */
  async stopAll(): Promise<string[]> {
    const whole = this.inProcessPid;
    if (whole !== undefined) {
      this.table.signal(inProcessName, 'SIGTERM');
      await this.#gone(inProcessName, termMs);
      return this.layout.daemons.map((daemon) => daemon.name);
    }
    const stopped: string[] = [];
    for (const role of ['namenode', 'datanode', 'journalnode'] as const) {
      const names = daemonsOf(this.layout, role).map((daemon) => daemon.name);
      const results = await Promise.all(names.map((name) => this.stop(name)));
      stopped.push(...names.filter((_, i) => results[i]));
    }
    return stopped;
  }

  async #gone(name: string, limitMs: number): Promise<boolean> {
    const deadline = this.#env.monotonicMs() + limitMs;
    while (this.pid(name) !== undefined || this.guardianPid(name) !== undefined) {
      if (this.#env.monotonicMs() > deadline) return false;
      await sleep(this.#env, 10);
    }
    return true;
  }
}

/** The pid file's name of a cluster that is one process. */
export const inProcessName = 'in-process';

export function guardianName(name: string): string {
  return `${name}-guardian`;
}
