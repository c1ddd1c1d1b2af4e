/**
 * An HA cluster inside the test's own process, its disks in memory, on free ports:
 * for tests of clients, which want a cluster in a fraction of a second and hands
 * on its daemons.
 */
import { Configuration } from '../../src/conf/configuration.ts';
import { type ClusterLayout, clientProperties, consecutivePorts, coreProperties, dataDir } from '../../src/cluster/cluster-layout.ts';
import { InProcessCluster } from '../../src/cluster/in-process-cluster.ts';
import type { Env } from '../../src/env/env.ts';
import { MemoryDisk } from '../../src/env/memory-disk.ts';
import { nodeEnv } from '../../src/env/node/node-env.ts';
import { freePortBlock } from '../apache/rig/ports.ts';

export interface InProcessOptions {
  readonly nameNodes?: number;
  readonly dataNodes?: number;
  readonly properties?: Readonly<Record<string, string>>;
}

export interface ClusterInProcess {
  readonly cluster: InProcessCluster;
  readonly layout: ClusterLayout;
  /** What a client's core-site.xml and hdfs-site.xml would say. */
  readonly clientProperties: Readonly<Record<string, string>>;
  readonly conf: () => Configuration;
  /** A daemon's disk. */
  readonly disk: (name: string) => MemoryDisk;
  readonly dataDir: (name: string) => string;
}

export const testUser = 'quorate';

/** Runs `body` with a cluster whose NameNodes have elected, and ends it. */
export async function withClusterInProcess<T>(options: InProcessOptions, body: (cluster: ClusterInProcess) => Promise<T>): Promise<T> {
  const base = await freePortBlock(50);
  const size = { namenodes: options.nameNodes ?? 2, journalnodes: 3, datanodes: options.dataNodes ?? 3 };
  const layout: ClusterLayout = {
    nameservice: 'ns1', dir: '/cluster', daemons: consecutivePorts(base, size),
    properties: { 'dfs.namenode.fs-limits.min-block-size': '1024', 'dfs.heartbeat.interval': '1s', ...options.properties },
  };
  const disks = new Map<string, MemoryDisk>();
  const disk = (name: string): MemoryDisk => {
    const known = disks.get(name) ?? new MemoryDisk();
    disks.set(name, known);
    return known;
  };
  const envOf = (name: string): Env => ({
    ...nodeEnv({ name, log: (level, event, fields) => process.env['QUORATE_TEST_LOG'] !== undefined && level !== 'debug' && console.error(level, name, event, fields) }),
    disk: disk(name),
  });
  const cluster = new InProcessCluster(envOf, layout, testUser);
  const properties = { ...coreProperties(layout), ...clientProperties(layout) };
  await cluster.start();
  try {
    return await body({
      cluster, layout, disk, dataDir: (name) => dataDir(layout, name),
      clientProperties: properties,
      conf: () => {
        const conf = new Configuration();
        for (const [name, value] of Object.entries(properties)) conf.set(name, value, 'the test');
        return conf;
      },
    });
  } finally {
    await cluster.stop();
  }
}
