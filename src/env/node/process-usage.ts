// What this process takes up, asked of Node and V8 when somebody looks; and how late the loop runs its timers, measured by
// those that run anyway: nothing wakes the process to measure it.
import { readdirSync } from 'node:fs';
import os from 'node:os';
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { Quantiles } from '../../base/quantiles.ts';
import type { Spread } from '../../base/quantiles.ts';
import type { ProcessUsage } from '../env.ts';

/** Collections of this process since somebody asked first. */
const collections = { count: 0, ms: 0, longestMs: 0 };
let observing = false;

function observeCollections(): void {
  if (observing) return;
  observing = true;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      collections.count++;
      collections.ms += duration;
      collections.longestMs = Math.max(collections.longestMs, duration);
    }
  }).observe({ entryTypes: ['gc'] });
}

export class UsageMeter {
  readonly #lateness = new Quantiles();

  /** A timer that was due at `dueMs` runs at `nowMs`. */
  ran(dueMs: number, nowMs: number): void {
    this.#lateness.record(nowMs - dueMs, nowMs);
  }

  loopDelayMs(): number {
    return this.#lateness.maxOver(performance.now());
  }

  /** Each figure is asked for when it is read. */
  usage(): ProcessUsage {
    observeCollections();
    return new NodeUsage(this.#lateness);
  }
}

class NodeUsage implements ProcessUsage {
  readonly #lateness: Quantiles;

  constructor(lateness: Quantiles) {
    this.#lateness = lateness;
  }

  get startedMs(): number {
    return Math.round(performance.timeOrigin);
  }

  get residentBytes(): number {
    return process.memoryUsage.rss();
  }

  get heapUsedBytes(): number {
    return process.memoryUsage().heapUsed;
  }

  get heapTotalBytes(): number {
    return process.memoryUsage().heapTotal;
  }

  get heapLimitBytes(): number {
    return getHeapStatistics().heap_size_limit;
  }

  get externalBytes(): number {
    return process.memoryUsage().external;
  }

  get userMs(): number {
    return process.cpuUsage().user / 1000;
  }

  get systemMs(): number {
    return process.cpuUsage().system / 1000;
  }

  get openFiles(): number {
    return readdirSync('/proc/self/fd').length;
  }

  get collections(): { readonly count: number; readonly ms: number; readonly longestMs: number } {
    return collections;
  }

  get loopDelay(): Spread {
    return this.#lateness.over(performance.now());
  }

  get loopUtilization(): number {
    return performance.eventLoopUtilization().utilization;
  }

  get runtime(): string {
    return `Node.js ${process.version}`;
  }

  get system(): { readonly name: string; readonly release: string; readonly arch: string; readonly processors: number; readonly load: number; readonly memoryBytes: number; readonly freeMemoryBytes: number } {
    return { name: os.type(), release: os.release(), arch: os.arch(), processors: os.availableParallelism(), load: os.loadavg()[0] ?? 0, memoryBytes: os.totalmem(), freeMemoryBytes: os.freemem() };
  }
}
