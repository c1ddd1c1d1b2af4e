// A cluster that nobody uses: what its processes hold in memory (proportional set size) and how much of a core they use.
// Guardians count with ours, ZooKeeper and the ZKFCs with Apache's.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOptions } from './benchmarks.ts';
import { OurCluster } from './our-cluster.ts';
import { cpuMs, pssBytes } from './process-usage.ts';
import type { Sheet, Side } from './sheet.ts';
import { inTurns, startApache, withBenchDir } from './sides.ts';

const size = { nameNodes: 2, journalNodes: 3, dataNodes: 3 } as const;
const settleMs = 15_000;

export async function idle(options: BenchOptions, sheet: Sheet): Promise<void> {
  sheet.title = 'idle: 3 JN + 2 NN + 3 DN with automatic failover, nobody there';
  const memory = sheet.row({ what: 'memory, proportional (PSS)', unit: 'MB', bar: 500, ratioBar: 2003 / 500 });
  const cpu = sheet.row({ what: 'CPU, of one core', unit: '%', bar: 2 });
  const watchMs = options.quick ? 20_000 : 30_000;
  const watch = async (side: Side, pids: readonly number[]): Promise<void> => {
    await sleep(settleMs);
    await sheet.sample(memory, side, async () => pids.reduce((sum, pid) => sum + pssBytes(pid), 0) / 1e6);
    await sheet.sample(cpu, side, async () => {
      const before = cpuMs(pids);
      const began = performance.now();
      await sleep(watchMs);
      return (100 * (cpuMs(pids) - before)) / (performance.now() - began);
    });
  };
  await withBenchDir('idle', async (dir) => {
    await inTurns({ ours: options.rounds ?? (options.quick ? 1 : 2), apache: options.apacheRounds ?? 1 }, async (side, round) => {
      await sheet.attempt(`an idle cluster, ${side}`, async () => {
        if (side === 'ours') {
          const cluster = await OurCluster.up(join(dir, `ours-${round}`), size);
          try {
            await watch(side, cluster.pids());
            console.log(`ours: ${cluster.pids().map((pid) => (pssBytes(pid) / 1e6).toFixed(1)).join(' ')} MB a process`);
          } finally {
            await cluster.close();
          }
        } else {
          const apache = await startApache(join(dir, `apache-${round}`), size, { automatic: true });
          try {
            await watch(side, apache.names.map((name) => apache.daemon(name).pid));
          } finally {
            await apache.stop();
          }
        }
      });
    });
  });
}
