// Seeds run in threads of their own, one at a time in each. A thread that has run some is several times as fast as a new one,
// and its heap is made for short-lived garbage: that is most of what a simulated cluster makes.
import { once } from 'node:events';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { watchUncaught } from './crash-watch.ts';
import type { Fault } from './faults/fault.ts';
import type { Profile } from './faults/plan-faults.ts';
import type { FailureKind } from './sim-failure.ts';
import { simulate } from './simulate.ts';
import type { SimReport } from './simulate.ts';

export interface SeedJob {
  readonly seed: number;
  readonly profile: Profile;
  /** Only these of the seed's own faults, by their number; absent: all. */
  readonly only?: readonly number[] | undefined;
  /** Instead of the seed's own faults. */
  readonly faults?: readonly Fault[] | undefined;
  /** Instead of the seed's own time for faults, in virtual ms. */
  readonly faultMs?: number | undefined;
  /** Ends when the cluster is whole again. */
  readonly untilWhole?: boolean;
}

/** What of a report passes between threads. */
export type SeedResult = Omit<SimReport, 'failure'> & {
  readonly failure: { readonly kind: FailureKind; readonly checker: string; readonly message: string } | undefined;
};

/** A run that spins takes for ever at one moment of virtual time: no checker is asked. In s of the processor's time: a machine may be busy with other things. */
const cpuSecondsMax = 120;
const tickMs = 1000;
/** Runs under way in all threads of this process. */
let under = 0;

function endless({ seed, profile }: SeedJob): SeedResult {
  return {
    seed, profile, failure: { kind: 'liveness', checker: 'ends', message: `the run does not end within ${cpuSecondsMax} s of the processor's time` }, digest: '', trace: [], faults: [],
    virtualMs: 0, events: 0, calls: 0, filesWritten: 0, reigns: 0, failovers: 0, kinds: 0, longestCallMs: 0,
  };
}

const youngGenerationMb = 192;
/** Frames of the stacks of errors in a run that crashed; other runs make none, which is a tenth of their time. */
const stackFrames = 30;

export class SeedRunner {
  #thread: Worker | undefined;

  /** Rejects if the run itself cannot be made. */
  async run(job: SeedJob): Promise<SeedResult> {
    const thread = (this.#thread ??= new Worker(new URL(import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb } }));
    thread.ref();
    thread.postMessage(job);
    const tooLong = new AbortController();
    under++;
    const since = process.cpuUsage();
    const watch = setInterval(() => {
      const { user, system } = process.cpuUsage(since);
      if ((user + system) / 1e6 > cpuSecondsMax * under) tooLong.abort();
    }, tickMs);
    try {
      const [result] = await once(thread, 'message', { signal: tooLong.signal });
      thread.unref();
      return result as SeedResult;
    } catch (error) {
      if (!tooLong.signal.aborted) throw error;
      await this.close();
      return endless(job);
    } finally {
      under--;
      clearInterval(watch);
    }
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
    this.#thread = undefined;
  }
}

async function runHere(job: SeedJob): Promise<SeedResult> {
  const { seed, profile, only, faultMs, untilWhole } = job;
  const options = { seed, profile, faultMs, untilWhole, onUncaught: watchUncaught };
  const planned = only === undefined ? undefined : (await simulate({ ...options, planOnly: true })).faults;
  const faults = planned === undefined || only === undefined ? job.faults : only.flatMap((i) => planned[i] ?? []);
  const run = (): Promise<SimReport> => simulate({ ...options, ...(faults === undefined ? {} : { faults }) });
  Error.stackTraceLimit = 0;
  let report = await run();
  if (report.failure?.kind === 'crash') {
    // The same again, to see where.
    Error.stackTraceLimit = stackFrames;
    report = await run();
  }
  const { failure } = report;
  return { ...report, failure: failure === undefined ? undefined : { kind: failure.kind, checker: failure.checker, message: failure.message } };
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  port.on('message', (job: SeedJob) => void runHere(job).then((result) => port.postMessage(result)));
}
