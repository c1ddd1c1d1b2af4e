// The cluster inside a test: all daemons in one process, ours and Apache's MiniQJMHACluster, each in a process of its own
// so that its memory can be told.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { javaClient } from '../tests/apache/rig/java-client.ts';
import { freePortBlock } from '../tests/apache/rig/ports.ts';
import { exitOf, own } from '../tests/apache/rig/processes.ts';
import type { BenchOptions } from './benchmarks.ts';
import { pssBytes } from './process-usage.ts';
import type { Sheet } from './sheet.ts';
import { inTurns } from './sides.ts';

interface Up {
  readonly ms: number;
  readonly pssMb: number;
}

export async function startInProcess(options: BenchOptions, sheet: Sheet, dir: string): Promise<void> {
  const time = sheet.row({ what: 'the same cluster in one process (Apache: MiniQJMHACluster)', unit: 's', bar: 0.6, ratioBar: 25 });
  const memory = sheet.row({ what: 'its memory (PSS)', unit: 'MB', bar: 150, ratioBar: 800 / 150 });
  await inTurns({ ours: options.rounds ?? 5, apache: options.apacheRounds ?? (options.quick ? 1 : 2) }, async (side, round) => {
    const work = join(dir, `in-process-${side}-${round}`);
    mkdirSync(work);
    const up = await sheet.attempt(`${time.what}, ${side}`, () => (side === 'ours' ? oursUp(work) : apacheUp(work)));
    if (up === undefined) return;
    time[side].push(up.ms / 1000);
    memory[side].push(up.pssMb);
  });
}

async function oursUp(dir: string): Promise<Up> {
  const basePort = await freePortBlock(50);
  const child = own(spawn(process.execPath, [join(import.meta.dirname, 'in-process-cluster.js'), dir, String(basePort)], { stdio: ['pipe', 'pipe', 'pipe'] }));
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-2000)));
  const gone = exitOf(child);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{"event":"up"')) return { ms: (JSON.parse(line) as { ms: number }).ms, pssMb: pssBytes(child.pid ?? 0) / 1e6 };
    }
    throw new Error(`it ended: ${errors}`);
  } finally {
    child.kill('SIGKILL');
    await gone;
  }
}

async function apacheUp(dir: string): Promise<Up> {
  const client = javaClient('MiniCluster', [dir], { env: { RIG_JVM: 'stock', HADOOP_ROOT_LOGGER: 'ERROR,console' } });
  try {
    const { ms } = await client.until('up', 180_000);
    return { ms: Number(ms), pssMb: pssBytes(client.pid) / 1e6 };
  } finally {
    await client.kill();
  }
}
