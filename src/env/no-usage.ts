// What a process takes up that is none: a simulated one, or one of a unit test.
import { noSpread } from '../base/quantiles.ts';
import type { ProcessUsage } from './env.ts';

export const noUsage: ProcessUsage = {
  startedMs: 0, residentBytes: 0, heapUsedBytes: 0, heapTotalBytes: 0, heapLimitBytes: 0, externalBytes: 0, userMs: 0, systemMs: 0,
  loopDelay: noSpread, loopUtilization: 0, openFiles: 0, collections: { count: 0, ms: 0, longestMs: 0 }, runtime: 'none',
  system: { name: 'none', release: '', arch: '', processors: 1, load: 0, memoryBytes: 0, freeMemoryBytes: 0 },
};
