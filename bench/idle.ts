// A cluster that nobody uses: what its processes hold in memory (proportional set size: what is shared is divided among
// those who share it) and how much of a core they use. Guardians count with ours, ZooKeeper and the ZKFCs with Apache's.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApacheCluster } from '../tests/apache/rig/apache-cluster.ts';
import { withWorkDir } from '../tests/apache/rig/processes.ts';
import type { BenchOptions } from './main.ts';
import { OurCluster } from './our-cluster.ts';
import { printTable } from './report.ts';

const size = { nameNodes: 2, journalNodes: 3, dataNodes: 3 } as const;
const settleMs = 15_000;
const watchMs = 30_000;
const ticksPerSecond = 100;

interface Idle {
  readonly pssMb: number;
  readonly cpuPercent: number;
}

export async function idle(options: BenchOptions): Promise<void> {
  const ours: Idle[] = [];
  const theirs: Idle[] = [];
  await withWorkDir('bench-idle', async (dir) => {
    for (let round = 0; round < (options.rounds ?? 2); round++) {
      const cluster = await OurCluster.up(join(dir, `ours-${round}`), size);
      try {
        await sleep(settleMs);
        console.log(`ours: ${perProcess(cluster.pids())}`);
        ours.push(await watch(cluster.pids()));
      } finally {
        await cluster.close();
      }
      if (round >= (options.apacheRounds ?? 1)) continue;
      const apacheDir = join(dir, `apache-${round}`);
      mkdirSync(apacheDir);
      const apache = await startApacheCluster({ dir: apacheDir, ...size, automatic: true, manner: 'stock' });
      try {
        await sleep(settleMs);
        theirs.push(await watch(apache.names.map((name) => apache.daemon(name).pid)));
      } finally {
        await apache.stop();
      }
    }
  });
  const row = (of: (each: Idle) => number): { ours: number[]; apache: number[] | string } => ({ ours: ours.map(of), apache: theirs.length > 0 ? theirs.map(of) : 'not measured' });
  printTable('idle: 3 JN + 2 NN + 3 DN with automatic failover', [
    { what: 'memory, proportional (PSS)', unit: 'MB', ...row((each) => each.pssMb), bar: 500, ratioBar: 2003 / 500 },
    { what: 'CPU, of one core', unit: '%', ...row((each) => each.cpuPercent), bar: 2 },
  ]);
}

async function watch(pids: readonly number[]): Promise<Idle> {
  const before = cpuTicks(pids);
  const began = performance.now();
  await sleep(watchMs);
  const used = (cpuTicks(pids) - before) / ticksPerSecond;
  return { pssMb: pids.reduce((sum, pid) => sum + pssOf(pid), 0) / 1e6, cpuPercent: (100 * used) / ((performance.now() - began) / 1000) };
}

function pssOf(pid: number): number {
  return 1024 * Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]);
}

/** User and system time of all threads (/proc/PID/stat, fields 14 and 15). */
function cpuTicks(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return sum + Number(fields[11]) + Number(fields[12]);
  }, 0);
}

function perProcess(pids: readonly number[]): string {
  return pids.map((pid) => {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return `${words[words.indexOf('--name') + 1] ?? '?'} ${Math.round(pssOf(pid) / 1e6)} MB`;
  }).join(', ');
}
