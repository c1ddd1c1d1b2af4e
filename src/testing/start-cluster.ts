// startCluster: from options to a cluster that serves, in this process. Answers to MiniDFSCluster.Builder.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { clientProperties, consecutivePorts, coreProperties, largestCluster, siteXml } from '../cluster/cluster-layout.ts';
import type { ClusterLayout, ClusterSize } from '../cluster/cluster-layout.ts';
import { openTelemetry } from '../env/node/open-telemetry.ts';
import { ConfError } from '../conf/configuration.ts';
import { takePorts } from './free-ports.ts';
import { TestCluster } from './test-cluster.ts';
import type { LogLine } from './test-cluster.ts';
import { clientTimings, testTimings } from './test-timings.ts';

/** What the cluster is to be; the default is an HA cluster of 2 NameNodes, 3 JournalNodes and 3 DataNodes, in memory. */
export interface ClusterOptions {
  /** 1 to 5; default 2. One alone has no JournalNodes, unless they are asked for. */
  readonly namenodes?: number;
  /** 0 to 7; default 3. 0 is a single NameNode without HA. */
  readonly journalnodes?: number;
  /** 0 to 7; default 3. */
  readonly datanodes?: number;
  /** memory: nothing is written to disk but the client's configuration. disk: a temporary directory. Default memory. */
  readonly storage?: 'memory' | 'disk';
  /** With `storage: 'disk'`: a directory that stays. A cluster that was in it is found again. */
  readonly dir?: string;
  /** Hadoop's properties for all daemons and clients: `{ 'dfs.blocksize': '1048576' }`. */
  readonly conf?: Readonly<Record<string, string>>;
  /** Who the daemons run as: the superuser. Default: HADOOP_USER_NAME, else the process's user. */
  readonly user?: string;
  /** Takes each line that a daemon logs. Nothing is logged when absent. */
  readonly log?: (line: LogLine) => void;
}

/**
 * Starts a cluster in this process; resolves when a NameNode is Active, out of safe mode, and knows all DataNodes.
 *
 * ```ts
 * await using cluster = await startCluster();        // or: const cluster = ...; after(() => cluster.stop());
 * const client = cluster.client();
 * await client.writeFile('/a', 'hello');
 * await cluster.kill(cluster.active());
 * await client.readFile('/a');                        // from the NameNode that took over
 * ```
 *
 * Rejects with ConfError for options that make no cluster. Answers to MiniDFSCluster.Builder.build.
 */
export async function startCluster(options: ClusterOptions = {}): Promise<TestCluster> {
  const size = sizeOf(options);
  if (options.dir !== undefined && options.storage !== 'disk') throw new ConfError('dir: goes with storage: \'disk\'');
  const user = options.user ?? process.env['HADOOP_USER_NAME'] ?? os.userInfo().username;
  const temporary = options.dir === undefined ? mkdtempSync(path.join(os.tmpdir(), 'quorate-test-')) : undefined;
  const remove = (): void => {
    process.off('exit', remove);
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  };
  // A test that ends its process leaves no directory behind.
  process.on('exit', remove);
  const dir = temporary ?? path.resolve(options.dir ?? '');
  const ports = await takePorts(size);
  const properties = { ...testTimings, ...clientTimings, ...options.conf };
  const layout: ClusterLayout = { nameservice: 'ns1', dir, daemons: consecutivePorts(ports.base, size), properties };
  const confDir = path.join(dir, 'conf');
  mkdirSync(confDir, { recursive: true });
  writeFileSync(path.join(confDir, 'core-site.xml'), siteXml(coreProperties(layout)));
  writeFileSync(path.join(confDir, 'hdfs-site.xml'), siteXml(clientProperties({ ...layout, properties: { ...clientTimings, ...options.conf } })));
  const cluster = new TestCluster({
    layout, confDir, user, memory: options.storage !== 'disk', tracer: await openTelemetry(), ...(options.log === undefined ? {} : { log: options.log }),
    release: async () => {
      await ports.release();
      remove();
    },
  });
  try {
    await cluster.startAll();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return cluster;
}

function sizeOf(options: ClusterOptions): ClusterSize {
  const namenodes = options.namenodes ?? (options.journalnodes === 0 ? 1 : 2);
  const size = { namenodes, journalnodes: options.journalnodes ?? (namenodes === 1 ? 0 : 3), datanodes: options.datanodes ?? 3 };
  for (const [key, least] of [['namenodes', 1], ['journalnodes', 0], ['datanodes', 0]] as const) {
    if (!Number.isInteger(size[key]) || size[key] < least || size[key] > largestCluster[key]) throw new ConfError(`${key}: ${size[key]}: expected a number from ${least} to ${largestCluster[key]}`);
  }
  if (size.journalnodes === 0 && namenodes > 1) throw new ConfError(`journalnodes: 0: ${namenodes} NameNodes need a journal that they share`);
  return size;
}
