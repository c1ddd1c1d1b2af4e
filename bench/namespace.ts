// Apache's own NNThroughputBenchmark in remote mode against the Active of either side, three JournalNodes under each: one
// warm JVM with 64 threads is the client of both. Its main thread spins while it waits, so on two cores it, more than
// the NameNode, is what is measured; the NameNode's processor time a mutation is measured beside it.
import { join } from 'node:path';
import { type JavaClient, javaClient } from '../tests/apache/rig/java-client.ts';
import type { BenchOptions } from './benchmarks.ts';
import { cpuMs } from './process-usage.ts';
import type { Row, Sheet, Side } from './sheet.ts';
import { type Both, inTurns, type RunningCluster, withBenchDir, withClusters } from './sides.ts';

const size = { nameNodes: 2, journalNodes: 3, dataNodes: 0 } as const;
const threads = 64;
const perDirectory = 100;
const operations = ['mkdirs', 'create', 'open', 'fileStatus', 'rename', 'delete'] as const;
type Operation = (typeof operations)[number];

export async function namespace(options: BenchOptions, sheet: Sheet): Promise<void> {
  const count = options.files ?? (options.quick ? 8000 : 20_000);
  sheet.title = `namespace: NNThroughputBenchmark, ${threads} threads, ${count} operations a run, three JournalNodes`;
  const rows = Object.fromEntries(operations.map((operation) => [operation, sheet.row({ what: operation, unit: '/s', ratioBar: 1, rising: true })])) as Record<Operation, Row>;
  const cpu = sheet.row({ what: 'the NameNode\'s CPU a mutation (mkdirs)', unit: 'us', ratioBar: 3 });
  sheet.plot('bars', 'namespace', 'NNThroughputBenchmark, 64 threads', Object.values(rows));
  await withBenchDir('namespace', async (dir) => {
    await withClusters(dir, options, sheet, { size }, async (clusters) => {
      const client = new Benchmark(dir, clusters);
      const each = options.rounds ?? (options.quick ? 2 : 4);
      const rounds = { ours: clusters.ours === undefined ? 0 : each, apache: clusters.apache === undefined ? 0 : (options.apacheRounds ?? each) };
      // Both servers' compilers and the client's.
      for (const operation of ['mkdirs', 'rename', 'open'] as const) {
        await inTurns({ ours: Math.min(1, rounds.ours), apache: Math.min(1, rounds.apache) }, async (side) => void (await sheet.attempt(`warming up, ${side}`, () => client.run(side, operation, count / 2))));
      }
      for (const operation of operations) {
        await inTurns(rounds, async (side) => {
          const run = await sheet.attempt(`${operation}, ${side}`, () => client.run(side, operation, count));
          if (run === undefined) return;
          rows[operation][side].push(run.perSecond);
          if (operation === 'mkdirs') cpu[side].push((1000 * run.cpuMs) / run.mutations);
          console.log(`${operation}, ${side}: ${Math.round(run.perSecond)} /s`);
        });
      }
      await client.close();
    });
  });
}

interface Run {
  readonly perSecond: number;
  /** The Active's, from before the run until after it. */
  readonly cpuMs: number;
  readonly mutations: number;
}

/** The benchmark's JVM; a new one after a run that did not end. */
class Benchmark {
  readonly #dir: string;
  readonly #clusters: Both<RunningCluster>;
  #jvm: JavaClient | undefined;

  constructor(dir: string, clusters: Both<RunningCluster>) {
    this.#dir = dir;
    this.#clusters = clusters;
  }

  async run(side: Side, operation: Operation, count: number): Promise<Run> {
    const active = await this.#clusters[side]?.active();
    if (active === undefined) throw new Error('there is no cluster');
    const fs = `hdfs://127.0.0.1:${active.rpcPort}`;
    const many = operation === 'mkdirs' ? ['-dirs', count, '-dirsPerDir', perDirectory] : ['-files', count, '-filesPerDir', perDirectory];
    const before = cpuMs([active.pid]);
    const result = await this.#ask({ fs, args: ['-op', operation, '-threads', threads, ...many, '-keepResults'].map(String) });
    const usedMs = cpuMs([active.pid]) - before;
    await this.#ask({ fs, args: ['-op', 'clean'] });
    if (Number(result['ops']) !== count) throw new Error(`${String(result['ops'])} of ${count} operations were done`);
    return { perSecond: Number(result['perSecond']), cpuMs: usedMs, mutations: count };
  }

  async close(): Promise<void> {
    await this.#jvm?.close();
  }

  async #ask(command: { readonly fs: string; readonly args: readonly string[] }): Promise<Readonly<Record<string, unknown>>> {
    this.#jvm ??= javaClient('Throughput', [], { env: { RIG_JVM: 'stock', HADOOP_ROOT_LOGGER: 'ERROR,console' } });
    try {
      const answer = await this.#jvm.ask({ ...command, tmp: join(this.#dir, 'tmp') }, 180_000);
      if (answer['ok'] !== true) throw new Error(`NNThroughputBenchmark ${command.args.join(' ')}: ${JSON.stringify(answer)}`);
      return answer;
    } catch (error) {
      await this.#jvm.kill();
      this.#jvm = undefined;
      throw error;
    }
  }
}
