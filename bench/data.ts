// One file written and read back byte for byte by the Java client, through the DataNodes' own pipelines.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startApacheCluster } from '../tests/apache/rig/apache-cluster.ts';
import { javaClient } from '../tests/apache/rig/java-client.ts';
import { withWorkDir } from '../tests/apache/rig/processes.ts';
import type { BenchOptions } from './main.ts';
import { OurCluster } from './our-cluster.ts';
import { printTable } from './report.ts';

const size = { nameNodes: 2, journalNodes: 3, dataNodes: 3 } as const;
const bytes = 2 ** 30;

export async function data(options: BenchOptions): Promise<void> {
  await withWorkDir('bench-data', async (dir) => {
    const cluster = await OurCluster.up(join(dir, 'ours'), size);
    mkdirSync(join(dir, 'apache'));
    const apache = options.apacheRounds === 0 ? undefined : await startApacheCluster({ dir: join(dir, 'apache'), ...size, manner: 'stock' });
    const client = javaClient('Writer', [], { env: { RIG_JVM: 'stock' } });
    const run = async (confDir: string, op: 'write' | 'read', replication: number, length: number): Promise<number> => {
      client.send({ op, path: `/data-${replication}`, bytes: length, replication, confDir });
      const done = await client.until('done', 300_000);
      if (done['ok'] !== true) throw new Error(`${op}: ${JSON.stringify(done)}`);
      return length / 1e6 / (Number(done['ms']) / 1000);
    };
    try {
      const sides = [cluster.confDir, ...(apache === undefined ? [] : [apache.confDir])];
      for (const confDir of sides) await run(confDir, 'write', 3, bytes / 8);
      const rows = [];
      for (const replication of [1, 3]) {
        const written = sides.map((): number[] => []);
        const read = sides.map((): number[] => []);
        for (let round = 0; round < (options.rounds ?? 3); round++) {
          for (const [i, confDir] of sides.entries()) {
            written[i]?.push(await run(confDir, 'write', replication, bytes));
            read[i]?.push(await run(confDir, 'read', replication, bytes));
          }
        }
        for (const [what, figures] of [['written', written], ['read', read]] as const) {
          rows.push({ what: `1 GiB ${what}, replication ${replication}`, unit: 'MB/s' as const, ours: figures[0] ?? [], apache: figures[1] ?? 'not measured', ratioBar: 1.3, rising: true });
        }
      }
      printTable('data', rows);
    } finally {
      await client.close();
      await cluster.close();
      await apache?.stop();
    }
  });
}
