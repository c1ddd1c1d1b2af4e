// `npm run bench -- NAME [options]`: measures quorate beside the real Apache Hadoop, in one run on one machine with the
// same client, in turns. One file a benchmark; each prints one table. What the figures meant when they were last
// taken stands in docs/BENCHMARKS.md.
import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Rounds of ours. */
  readonly rounds: number | undefined;
  /** Rounds of Apache's; 0 leaves it out. */
  readonly apacheRounds: number | undefined;
  /** The slow ones, too: minutes of waiting for Apache. */
  readonly full: boolean;
  /** Only rows whose name contains this. */
  readonly only: string | undefined;
  readonly files: number | undefined;
}

type Benchmark = (options: BenchOptions) => Promise<void>;

const benchmarks: Readonly<Record<string, readonly [text: string, load: () => Promise<Benchmark>]>> = {
  start: ['from nothing to the first file; start of one process', async () => (await import('./start.ts')).start],
  failover: ['the gap that a stock Java client sees', async () => (await import('./failover.ts')).failover],
  memory: ['a million files: bytes a file, pauses under mutation, load time', async () => (await import('./memory.ts')).memory],
  idle: ['memory and CPU of a cluster that does nothing', async () => (await import('./idle.ts')).idle],
  lag: ['how far the Standby is behind', async () => (await import('./lag.ts')).lag],
  rpc: ['getFileInfo and mkdirs a second, one client process for both sides', async () => (await import('./rpc.ts')).rpc],
  data: ['1 GiB written and read by the Java client', async () => (await import('./data.ts')).data],
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: 'string' }, 'apache-rounds': { type: 'string' }, full: { type: 'boolean', default: false },
      only: { type: 'string' }, files: { type: 'string' },
    },
  });
  const [name] = positionals;
  const found = name === undefined ? undefined : benchmarks[name];
  if (found === undefined) {
    console.error('npm run bench -- NAME [--rounds N] [--apache-rounds N] [--only TEXT] [--full]\n');
    for (const [each, [text]] of Object.entries(benchmarks)) console.error(`  ${each.padEnd(9)} ${text}`);
    return name === undefined ? 0 : 2;
  }
  const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
  const run = await found[1]();
  await run({ rounds: number(values.rounds), apacheRounds: number(values['apache-rounds']), full: values.full, only: values.only, files: number(values.files) });
  return 0;
}

// Timers of an Env do not keep a process.
setInterval(() => {}, 0x7fff_ffff);
main().then((code) => process.exit(code), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
