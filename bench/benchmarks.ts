// Which benchmarks there are, what they take, and what they have in common.
import type { Sheet } from './sheet.ts';

export interface BenchOptions {
  /** Fewer rounds: all benchmarks together take about 25 minutes. */
  readonly quick: boolean;
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

/** Measures, filling the sheet. May throw: what stands in the sheet by then is shown. */
export type Benchmark = (options: BenchOptions, sheet: Sheet) => Promise<void>;

/** In the order in which all of them run. */
export const benchmarks: Readonly<Record<string, readonly [text: string, load: () => Promise<Benchmark>]>> = {
  start: ['from nothing to the first file; start of one process', async () => (await import('./start.ts')).start],
  failover: ['the gap that a stock Java client sees', async () => (await import('./failover.ts')).failover],
  lag: ['how far the Standby is behind', async () => (await import('./lag.ts')).lag],
  journal: ['edits on three JournalNodes: latency, throughput, a JournalNode that comes back', async () => (await import('./journal.ts')).journal],
  namespace: ['Apache\'s NNThroughputBenchmark, and the NameNode\'s CPU a mutation', async () => (await import('./namespace.ts')).namespace],
  rpc: ['calls a second by a load generator, one durable mkdir by the Java client', async () => (await import('./rpc.ts')).rpc],
  image: ['a million files: loading and saving an image, replaying edits', async () => (await import('./image.ts')).image],
  memory: ['a million files: bytes a file, pauses under mutation', async () => (await import('./memory.ts')).memory],
  data: ['data written and read by the Java client; one raw stream', async () => (await import('./data.ts')).data],
  idle: ['memory and CPU of a cluster that does nothing', async () => (await import('./idle.ts')).idle],
};
