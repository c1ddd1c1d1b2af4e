// Calls a second that the Active answers to a load generator which costs a microsecond a call, and how long one durable
// mkdir takes for the stock Java client. Both sides write to three JournalNodes, which sync every batch to disk.
import { setTimeout as sleep } from 'node:timers/promises';
import { ClientNamenodeProtocol } from '../src/wire/client-namenode-protocol.ts';
import { javaClient } from '../tests/apache/rig/java-client.ts';
import { buildGenerator, generate, type LoadFigures, numberedPath } from './load-generator.ts';
import type { BenchOptions } from './benchmarks.ts';
import type { Row, Sheet, Side } from './sheet.ts';
import { type Both, inTurns, type RunningCluster, withBenchDir, withClusters } from './sides.ts';

const size = { nameNodes: 2, journalNodes: 3, dataNodes: 0 } as const;

interface Shape {
  readonly connections: number;
  readonly inFlight: number;
}

/** One load, and the rows that take its figures. */
interface Measurement extends Shape {
  readonly what: string;
  readonly call: 'getFileInfo' | 'mkdirs';
  readonly rows: readonly (readonly [row: Row, of: (figures: LoadFigures) => number])[];
}

export async function rpc(options: BenchOptions, sheet: Sheet): Promise<void> {
  sheet.title = 'rpc: the Active NameNode\'s RPC server, three JournalNodes under it';
  const rate = (what: string, ratioBar: number): Row => sheet.row({ what, unit: '/s', ratioBar, rising: true });
  const java = sheet.row({ what: 'one durable mkdir, one stock Java client, p50', unit: 'ms', ratioBar: 2 });
  const getFileInfo = rate('getFileInfo, 8 connections x 64 in flight', 3);
  const getOne = sheet.row({ what: 'getFileInfo, 64 clients, one call each', unit: '/s', rising: true });
  const mkdirsOne = rate('mkdirs, 64 clients, one call each', 2);
  const mkdirsOneP99 = sheet.row({ what: 'the same, p99', unit: 'ms' });
  const mkdirsMany = rate('mkdirs, 64 clients x 16 in flight', 5);
  const mkdirsManyP99 = sheet.row({ what: 'the same, p99', unit: 'ms' });
  sheet.plot('bars', 'rpc', 'Calls a second, one NameNode, edits on three JournalNodes', [getFileInfo, getOne, mkdirsOne, mkdirsMany]);
  const perSecond = (figures: LoadFigures): number => figures.callsPerSecond;
  const measurements: readonly Measurement[] = [
    { what: getFileInfo.what, call: 'getFileInfo', connections: 8, inFlight: 64, rows: [[getFileInfo, perSecond]] },
    { what: getOne.what, call: 'getFileInfo', connections: 64, inFlight: 1, rows: [[getOne, perSecond]] },
    { what: mkdirsOne.what, call: 'mkdirs', connections: 64, inFlight: 1, rows: [[mkdirsOne, perSecond], [mkdirsOneP99, ({ p99 }) => p99]] },
    { what: mkdirsMany.what, call: 'mkdirs', connections: 64, inFlight: 16, rows: [[mkdirsMany, perSecond], [mkdirsManyP99, ({ p99 }) => p99]] },
  ];
  await withBenchDir('rpc', async (dir) => {
    const generator = await sheet.attempt('the load generator', async () => buildGenerator());
    await withClusters(dir, options, sheet, { size }, async (clusters) => {
      const rounds = (each: number): Record<Side, number> => ({ ours: clusters.ours === undefined ? 0 : (options.rounds ?? each), apache: clusters.apache === undefined ? 0 : (options.apacheRounds ?? options.rounds ?? each) });
      await inTurns(rounds(options.quick ? 2 : 3), (side) => sheet.sample(java, side, () => oneJavaClient(clusters, side, options.quick ? 4000 : 6000)));
      if (generator === undefined) return;
      let run = 0;
      const load = async (side: Side, { call, connections, inFlight }: Measurement, warmUpMs: number, measureMs: number): Promise<LoadFigures> => {
        const { rpcPort } = (await clusters[side]?.active()) ?? { rpcPort: 0 };
        const shape = { connections, inFlight, warmUpMs, measureMs };
        if (call === 'getFileInfo') return generate(rpcPort, { ...shape, method: ClientNamenodeProtocol.methods.getFileInfo, request: { src: '/' } });
        const src = numberedPath(`/rpc-${run++}`);
        return generate(rpcPort, { ...shape, method: ClientNamenodeProtocol.methods.mkdirs, request: { src, masked: { perm: 0o755 }, createParent: true }, path: src });
      };
      // The servers' compilers; Apache's first seconds are its worst.
      for (const measurement of measurements) {
        await inTurns({ ours: rounds(1).ours > 0 ? 1 : 0, apache: rounds(1).apache > 0 ? 1 : 0 }, async (side) => void (await sheet.attempt(`warming up, ${side}`, () => load(side, measurement, 0, 1500))));
      }
      for (const measurement of measurements) {
        await inTurns(rounds(options.quick ? 2 : 4), async (side) => {
          const figures = await sheet.attempt(`${measurement.what}, ${side}`, () => load(side, measurement, 500, options.quick ? 3000 : 4000));
          if (figures === undefined) return;
          for (const [row, of] of measurement.rows) row[side].push(of(figures));
          console.log(`${measurement.what}, ${side}: ${Math.round(figures.callsPerSecond)} /s, p50 ${figures.p50} ms, p99 ${figures.p99} ms`);
        });
      }
    });
  });
}

/** p50 of mkdirs, one behind the other, once the client is warm. Ms. */
async function oneJavaClient(clusters: Both<RunningCluster>, side: Side, measureMs: number): Promise<number> {
  const steady = javaClient('Steady', ['mkdirs', 0], { confDir: clusters[side]?.confDir ?? '', env: { RIG_JVM: 'stock', HADOOP_ROOT_LOGGER: 'ERROR,console' } });
  try {
    await steady.until('started');
    await sleep(3000);
    steady.send('mark');
    await steady.until('mark');
    await sleep(measureMs);
    steady.send('mark');
    const { ops, p50 } = await steady.until('mark');
    if (Number(ops) < 100) throw new Error(`${String(ops)} calls in ${measureMs} ms`);
    return Number(p50);
  } finally {
    await steady.kill();
  }
}
