/**
 * A cluster whose daemons are Apache's or ours, name by name, and can be swapped while it
 * runs: both kinds take the same configuration and the same directory.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { dirname } from 'node:path';
import { programFile } from '../process/quorate-command.ts';
import type { Daemon } from './rig/apache.ts';
import { type ApacheCluster, type ApacheClusterOptions, startApacheCluster } from './rig/apache-cluster.ts';
import { jmx, waitFor } from './rig/ports.ts';
import { exitOf, own } from './rig/processes.ts';

export interface MixedCluster extends ApacheCluster {
  /** Whether the daemon of this name is ours, or will be when it is started. */
  readonly isOurs: (name: string) => boolean;
  /** Ends the daemon in order, and starts the other kind on its configuration and directory. */
  readonly swap: (name: string) => Promise<void>;
  readonly untilActive: (options?: { readonly not?: string; readonly timeoutMs?: number }) => Promise<string>;
  readonly untilState: (name: string, state: string) => Promise<void>;
}

/** `ours` names the daemons that are ours from the start. A failover controller runs beside Apache's NameNodes alone. */
export async function startMixedCluster(options: ApacheClusterOptions & { readonly ours: readonly string[] }): Promise<MixedCluster> {
  const ours = new Set(options.ours);
  const isOurs = (name: string): boolean => ours.has(name);
  const nameNodes = Array.from({ length: options.nameNodes ?? 2 }, (_, i) => `nn${i + 1}`);
  const cluster = await startApacheCluster({
    ...options,
    standIn: (name) => (name.startsWith('zkfc') && ours.has(`nn${name.slice(4)}`) ? 'nothing' : ours.has(name) ? (confDir, logFile) => startOurs(name, confDir, logFile) : undefined),
  });
  const swap = async (name: string): Promise<void> => {
    const controller = name.startsWith('nn') && options.automatic === true ? `zkfc${name.slice(2)}` : undefined;
    await cluster.kill(name, 'SIGTERM');
    if (ours.delete(name)) await cluster.start(name, ...(controller === undefined ? [] : [controller]));
    else {
      if (controller !== undefined) await cluster.kill(controller, 'SIGTERM');
      ours.add(name);
      await cluster.start(name);
    }
  };
  return {
    ...cluster, isOurs, swap,
    untilActive: async ({ not, timeoutMs = 60_000 } = {}) =>
      waitFor(`an Active${not === undefined ? '' : ` other than ${not}`} in ${options.dir}`, async () => {
        const states = await Promise.all(nameNodes.map((name) => cluster.state(name)));
        const name = nameNodes[states.indexOf('active')];
        return name !== not && name;
      }, timeoutMs),
    untilState: async (name, state) => {
      await waitFor(`${name} to be ${state}, see ${cluster.daemon(name).logFile}`, async () => (await cluster.state(name)) === state, 60_000);
    },
  };
}

/** The txid up to which a JournalNode's log goes, as its own beans tell. */
export async function journalEnd(cluster: MixedCluster, name: string): Promise<number> {
  const bean = await jmx(cluster.ports(name).http, `Hadoop:service=JournalNode,name=Journal-${cluster.nameservice}`);
  return Number(bean?.['LastWrittenTxId'] ?? -1);
}

function startOurs(name: string, confDir: string, logFile: string): Daemon {
  const role = name.startsWith('jn') ? 'journalnode' : name.startsWith('dn') ? 'datanode' : 'namenode';
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'a');
  const child = own(spawn(process.execPath, [programFile(), role, '--config', confDir, '--name', name], {
    cwd: os.tmpdir(), env: { ...process.env, HADOOP_CONF_DIR: '' }, stdio: ['ignore', log, log],
  }));
  closeSync(log);
  const exited = exitOf(child);
  return {
    role, logFile, exited,
    pid: child.pid ?? -1,
    alive: () => child.exitCode === null && child.signalCode === null,
    kill: async (signal = 'SIGKILL') => {
      // A NameNode's guardian ends with it; SIGTERM it hands on.
      const guarded = signal === 'SIGTERM' ? undefined : guardedPid(child.pid);
      if (guarded === undefined) child.kill(signal);
      else process.kill(guarded, signal);
      if (signal === 'SIGKILL' || signal === 'SIGTERM' || signal === 'SIGINT') await exited;
    },
  };
}

/** The NameNode that the process `pid` guards; undefined where it has no child. */
export function guardedPid(pid: number | undefined): number | undefined {
  try {
    const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return first === undefined || first === '' ? undefined : Number(first);
  } catch {
    return undefined;
  }
}
