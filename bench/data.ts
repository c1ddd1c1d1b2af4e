// One file written and read back byte for byte by the Java client, through the DataNodes' own pipelines; the same by our
// client, on both clusters; and one raw stream from one DataNode.
import { type JavaClient, javaClient } from '../tests/apache/rig/java-client.ts';
import { Client } from '../src/api/index.ts';
import type { BenchOptions } from './benchmarks.ts';
import { rawRead } from './raw-read.ts';
import type { Row, Sheet, Side } from './sheet.ts';
import { type Both, inTurns, type RunningCluster, withBenchDir, withClusters } from './sides.ts';

const size = { nameNodes: 2, journalNodes: 3, dataNodes: 3 } as const;

export async function data(options: BenchOptions, sheet: Sheet): Promise<void> {
  const bytes = options.quick ? 2 ** 29 : 2 ** 30;
  const sizeText = options.quick ? '512 MiB' : '1 GiB';
  const replications = [1, 3] as const;
  const row = (what: string): Row => sheet.row({ what, unit: 'MB/s', ratioBar: 1.3, rising: true });
  const rows = replications.map((replication) => ({
    replication, written: row(`${sizeText} written, replication ${replication}`), read: row(`${sizeText} read, replication ${replication}`),
  }));
  const byOurs = replications.map((replication) => ({
    replication,
    written: sheet.row({ what: `the same written by our client, replication ${replication}`, unit: 'MB/s', rising: true }),
    read: sheet.row({ what: `the same read by our client, replication ${replication}`, unit: 'MB/s', rising: true }),
  }));
  const raw = sheet.row({ what: 'one raw stream from one DataNode', unit: 'MB/s', ratioBar: 1.3, rising: true });
  const rawCpu = sheet.row({ what: 'the DataNode\'s CPU for it', unit: 'ms/MB' });
  sheet.plot('bars', 'data', 'Data through the stock Java client, and one raw stream', [...rows.flatMap(({ written, read }) => [written, read]), raw]);
  await withBenchDir('data', async (dir) => {
    await withClusters(dir, options, sheet, { size }, async (clusters) => {
      const client = javaClient('Writer', [], { env: { RIG_JVM: 'stock' } });
      for (const side of present(clusters)) await sheet.attempt(`warming up, ${side}`, () => transfer(client, clusters, side, { op: 'write', replication: 3, bytes: bytes / 8 }));
      for (const { replication, written, read } of rows) {
        await inTurns(rounds(options, clusters), async (side) => {
          await sheet.sample(written, side, () => transfer(client, clusters, side, { op: 'write', replication, bytes }));
          await sheet.sample(read, side, () => transfer(client, clusters, side, { op: 'read', replication, bytes }));
        });
      }
      for (const { replication, written, read } of byOurs) {
        await inTurns(rounds(options, clusters), async (side) => {
          await sheet.sample(written, side, () => timed(clusters, side, bytes, (ours) => writeAll(ours, `/ours-${replication}`, bytes, replication)));
          await sheet.sample(read, side, () => timed(clusters, side, bytes, (ours) => readAll(ours, `/ours-${replication}`, bytes)));
        });
      }
      await inTurns(rounds(options, clusters), async (side) => {
        const cluster = clusters[side];
        const read = cluster && (await sheet.attempt(`${raw.what}, ${side}`, () => rawRead(cluster, '/data-1', options.quick ? 16 : 32)));
        if (read === undefined) return;
        raw[side].push(read.mbPerSecond);
        rawCpu[side].push(read.cpuMsPerMb);
      });
      await client.close();
    });
  });
}

function present(clusters: Both<RunningCluster>): Side[] {
  return (['ours', 'apache'] as const).filter((side) => clusters[side] !== undefined);
}

function rounds(options: BenchOptions, clusters: Both<RunningCluster>): Record<Side, number> {
  const each = options.rounds ?? (options.quick ? 2 : 3);
  return { ours: clusters.ours === undefined ? 0 : each, apache: clusters.apache === undefined ? 0 : (options.apacheRounds ?? each) };
}

/** MB/s. */
async function transfer(client: JavaClient, clusters: Both<RunningCluster>, side: Side, { op, replication, bytes }: { op: 'write' | 'read'; replication: number; bytes: number }): Promise<number> {
  client.send({ op, path: `/data-${replication}`, bytes, replication, confDir: clusters[side]?.confDir });
  const done = await client.until('done', 300_000);
  if (done['ok'] !== true) throw new Error(`${op}: ${JSON.stringify(done)}`);
  return bytes / 1e6 / (Number(done['ms']) / 1000);
}

/** MB/s of what our client does in this process. */
async function timed(clusters: Both<RunningCluster>, side: Side, bytes: number, work: (client: Client) => Promise<void>): Promise<number> {
  await using client = new Client({ confDir: clusters[side]?.confDir ?? '' });
  const began = performance.now();
  await work(client);
  return bytes / 1e3 / (performance.now() - began);
}

async function writeAll(client: Client, path: string, bytes: number, replication: number): Promise<void> {
  const piece = Buffer.alloc(64 * 1024, 'a piece of a file ');
  const out = await client.create(path, { replication, overwrite: true });
  for (let at = 0; at < bytes; at += piece.length) await out.write(piece);
  await out.close();
}

async function readAll(client: Client, path: string, bytes: number): Promise<void> {
  await using input = await client.open(path);
  let got = 0;
  for await (const chunk of input.chunks({ reuse: true })) got += chunk.length;
  if (got !== bytes) throw new Error(`${path}: ${got} bytes came, not ${bytes}`);
}
