// Both sides of a benchmark: a cluster of ours and one of Apache's at the same time on the same machine, each of which
// may be missing, and the directory that all of it lies in and that goes whatever happens.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ApacheCluster, type ApacheClusterOptions, startApacheCluster } from '../tests/apache/rig/apache-cluster.ts';
import { withWorkDir } from '../tests/apache/rig/processes.ts';
import type { BenchOptions } from './benchmarks.ts';
import { type ClusterSize, OurCluster } from './our-cluster.ts';
import { type Sheet, type Side, sides } from './sheet.ts';

/** What the sides have to offer; absent: left out by the options, or it failed and the sheet says so. */
export type Both<T> = { readonly [side in Side]?: T };

/** A directory for one benchmark; it is removed at its end, at its failure, and when the process is ended. */
export async function withBenchDir(name: string, body: (dir: string) => Promise<void>): Promise<void> {
  await withWorkDir(`bench-${name}`, async (dir) => {
    const remove = (): void => {
      if (process.env['QUORATE_KEEP'] !== '1') rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    };
    process.once('exit', remove);
    // What JVMs that are killed leave behind.
    const scratch = join(dir, 'jvm');
    mkdirSync(scratch);
    process.env['HADOOP_OPTS'] = `-Djava.io.tmpdir=${scratch}`;
    try {
      await body(dir);
    } catch (error) {
      remove();
      throw error;
    } finally {
      process.off('exit', remove);
    }
  });
}

/** A cluster seen by what both kinds have. */
export interface RunningCluster {
  readonly confDir: string;
  /** Name, RPC port and pid of the Active's NameNode; pids of guardians and ZKFCs are not among them. */
  readonly active: () => Promise<{ readonly name: string; readonly rpcPort: number; readonly pid: number }>;
  /** Of the DataNode that streams on this port. */
  readonly dataNodePid: (xferPort: number) => number;
}

export interface ClustersOptions {
  readonly size: ClusterSize;
  readonly apache?: Partial<ApacheClusterOptions>;
  /** KEY=VALUE for ours. */
  readonly set?: readonly string[];
}

/** Starts both, runs `body` with those that came up, and ends both. */
export async function withClusters(dir: string, options: BenchOptions, sheet: Sheet, { size, apache, set }: ClustersOptions, body: (clusters: Both<RunningCluster>) => Promise<void>): Promise<void> {
  const ours = await sheet.attempt('starting ours', async () => OurCluster.up(join(dir, 'ours'), size, set === undefined ? {} : { set }));
  try {
    const theirs = options.apacheRounds === 0 ? undefined : await sheet.attempt('starting Apache\'s', async () => startApache(join(dir, 'apache'), size, apache));
    try {
      await body({ ...(ours === undefined ? {} : { ours: runningOurs(ours) }), ...(theirs === undefined ? {} : { apache: runningApache(theirs) }) });
    } finally {
      await theirs?.stop();
    }
  } finally {
    await ours?.close();
  }
}

/** As an administrator of the manual would start it: stock JVMs, stock configuration. */
export function startApache(dir: string, size: ClusterSize, options: Partial<ApacheClusterOptions> = {}): Promise<ApacheCluster> {
  mkdirSync(dir, { recursive: true });
  return startApacheCluster({ dir, ...size, manner: 'stock', ...options });
}

const dataNodeNames = ['dn1', 'dn2', 'dn3'];

function runningOurs(cluster: OurCluster): RunningCluster {
  return {
    confDir: cluster.confDir,
    active: async () => {
      const name = await cluster.active();
      const pid = name === undefined ? undefined : cluster.pid(name);
      if (name === undefined || pid === undefined) throw new Error('no NameNode of ours is active');
      return { name, rpcPort: cluster.daemon(name).rpcPort, pid };
    },
    dataNodePid: (xferPort) => {
      const pid = dataNodeNames.filter((name) => cluster.pid(name) !== undefined && cluster.daemon(name).extraPort === xferPort).map((name) => cluster.pid(name))[0];
      if (pid === undefined) throw new Error(`no DataNode of ours streams on port ${xferPort}`);
      return pid;
    },
  };
}

function runningApache(cluster: ApacheCluster): RunningCluster {
  return {
    confDir: cluster.confDir,
    active: async () => {
      for (const name of cluster.names.filter((each) => each.startsWith('nn'))) {
        if ((await cluster.state(name)) === 'active') return { name, rpcPort: cluster.ports(name).rpc, pid: cluster.daemon(name).pid };
      }
      throw new Error('no NameNode of Apache\'s is active');
    },
    dataNodePid: (xferPort) => {
      const name = cluster.names.find((each) => each.startsWith('dn') && cluster.ports(each).data === xferPort);
      if (name === undefined) throw new Error(`no DataNode of Apache's streams on port ${xferPort}`);
      return cluster.daemon(name).pid;
    },
  };
}

/** In turns: ours, Apache's, ours, Apache's; each side as often as it has rounds. */
export async function inTurns(rounds: Readonly<Record<Side, number>>, turn: (side: Side, round: number, last: boolean) => Promise<void>): Promise<void> {
  for (let round = 0; round < Math.max(rounds.ours, rounds.apache); round++) {
    for (const side of sides) if (round < rounds[side]) await turn(side, round, round === rounds[side] - 1);
  }
}

