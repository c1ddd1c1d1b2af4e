// What this process takes up, asked of Node and V8 when somebody looks; and how late the loop runs its timers, measured by
// those that run anyway: nothing wakes the process to measure it.
import { getHeapStatistics } from 'node:v8';
import { Quantiles } from '../../base/quantiles.ts';
import type { ProcessUsage } from '../env.ts';

export class UsageMeter {
  readonly #lateness = new Quantiles();
  readonly #startedMs = Math.round(Date.now() - performance.now());

  /** A timer that was due at `dueMs` runs at `nowMs`. */
  ran(dueMs: number, nowMs: number): void {
    this.#lateness.record(nowMs - dueMs, nowMs);
  }

  usage(): ProcessUsage {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    return {
      startedMs: this.#startedMs, residentBytes: rss, heapUsedBytes: heapUsed, heapTotalBytes: heapTotal, heapLimitBytes: getHeapStatistics().heap_size_limit,
      externalBytes: external, userMs: user / 1000, systemMs: system / 1000, loopDelay: this.#lateness.over(performance.now()),
      loopUtilization: performance.eventLoopUtilization().utilization,
    };
  }
}
