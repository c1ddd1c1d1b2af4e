// How far the Standby is behind: a directory is made on the Active, and the Standby is asked for it until it knows it
// (dfs.ha.allow.stale.reads). Out of the box for ours; Apache's tails finished segments only, so its figure out of the box
// is quoted, and what is measured is its quickest setting (in-progress tailing, no pause).
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeEnv } from '../src/env/node/node-env.ts';
import { RpcClient, rpcProxy } from '../src/rpc/rpc-client.ts';
import { ClientNamenodeProtocol } from '../src/wire/client-namenode-protocol.ts';
import { startApacheCluster } from '../tests/apache/rig/apache-cluster.ts';
import { withWorkDir } from '../tests/apache/rig/processes.ts';
import { superuser } from './mutation-load.ts';
import type { BenchOptions } from './main.ts';
import { OurCluster } from './our-cluster.ts';
import { printTable } from './report.ts';

const size = { nameNodes: 2, journalNodes: 3, dataNodes: 0 } as const;
const samples = 200;

export async function lag(options: BenchOptions): Promise<void> {
  await withWorkDir('bench-lag', async (dir) => {
    const cluster = await OurCluster.up(join(dir, 'ours'), size, { set: ['dfs.ha.allow.stale.reads=true'] });
    let ours: Awaited<ReturnType<typeof measure>>;
    try {
      ours = await measure(cluster.daemon((await cluster.active()) ?? 'nn1').rpcPort, cluster.daemon((await cluster.active()) === 'nn1' ? 'nn2' : 'nn1').rpcPort);
    } finally {
      await cluster.close();
    }
    let theirs: number[] = [];
    if (options.apacheRounds !== 0) {
      mkdirSync(join(dir, 'apache'));
      const apache = await startApacheCluster({
        dir: join(dir, 'apache'), ...size, manner: 'stock',
        hdfs: { 'dfs.ha.allow.stale.reads': 'true', 'dfs.ha.tail-edits.in-progress': 'true', 'dfs.ha.tail-edits.period': '0ms' },
      });
      try {
        theirs = await measure(apache.ports('nn1').rpc, apache.ports('nn2').rpc);
      } finally {
        await apache.stop();
      }
    }
    printTable('lag', [
      { what: 'Standby behind the Active', unit: 'ms', ours, apache: theirs.length > 0 ? theirs : 'not measured', bar: 2 },
      { what: 'the same, Apache out of the box', unit: 'ms', ours: [], apache: 'median 70 s, up to 121 s (quoted)' },
    ]);
  });
}

async function measure(activePort: number, standbyPort: number): Promise<number[]> {
  const env = nodeEnv({ name: 'bench' });
  const [active, standby] = [activePort, standbyPort].map((port) => new RpcClient(env, { address: { host: '127.0.0.1', port }, user: superuser(), idleCloseMs: 0 })) as [RpcClient, RpcClient];
  const writer = rpcProxy(active, ClientNamenodeProtocol);
  const reader = rpcProxy(standby, ClientNamenodeProtocol);
  const lags: number[] = [];
  for (let i = 0; i < samples + 20; i++) {
    const src = `/lag/${i}`;
    await writer.mkdirs({ src, masked: { perm: 0o755 }, createParent: true });
    const durable = performance.now();
    while ((await reader.getFileInfo({ src })).fs === undefined) await sleep(0);
    if (i >= 20) lags.push(performance.now() - durable);
    await sleep(10);
  }
  active.close();
  standby.close();
  return lags;
}
