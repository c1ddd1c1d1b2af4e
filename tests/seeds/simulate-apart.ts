// Simulated runs in a thread of their own: node:test follows every promise of its thread with async hooks, and a run is
// millions of promises. One thread for all runs, since each new one would have to get warm.
import { once } from 'node:events';
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { watchUncaught } from '../../src/sim/crash-watch.ts';
import { simulate } from '../../src/sim/simulate.ts';
import type { SimOptions, SimReport } from '../../src/sim/simulate.ts';

/** What of a report passes between threads: the failure as its text. */
export type ApartReport = Pick<SimReport, 'trace' | 'digest'> & { readonly failure: string | undefined };

let thread: Worker | undefined;

/** As `simulate`, watching for uncaught errors; one run at a time. Rejects if the run itself cannot be made. */
export async function simulateApart(options: Omit<SimOptions, 'onUncaught'>): Promise<ApartReport> {
  thread ??= new Worker(new URL(import.meta.url));
  thread.ref();
  thread.postMessage(options);
  const [report] = await once(thread, 'message');
  thread.unref();
  return report as ApartReport;
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  port.on('message', async (options: SimOptions) => {
    const { trace, digest, failure } = await simulate({ ...options, onUncaught: watchUncaught });
    const report: ApartReport = { trace, digest, failure: failure === undefined ? undefined : `${failure.checker}: ${failure.message}` };
    port.postMessage(report);
  });
}
