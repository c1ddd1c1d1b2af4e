// Preloaded into a NameNode under measurement (NODE_OPTIONS=--import): on SIGUSR2 it writes PROBE_DIR/PID.json: the worst
// garbage collection and the worst delay of the event loop since the last time, and what memory holds after a full
// collection, whose own pause is not counted. The observer is told of collections when the loop turns, so the
// answer waits for a turn first. Of a delay, what the thread spent waiting for a processor is told apart: on a
// busy machine that is not the program's.
import { renameSync, readFileSync, writeFileSync } from 'node:fs';
import { performance, PerformanceObserver } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What the probe writes. Milliseconds and bytes. */
export interface ProbeReport {
  readonly sinceMs: number;
  readonly gcWorstMs: number;
  /** Per kind of collection: how many, all together, the worst. */
  readonly gc: Readonly<Record<string, { count: number; totalMs: number; worstMs: number }>>;
  readonly loopWorstMs: number;
  /** The worst delay without the time in which the thread was ready and no processor free. */
  readonly loopOwnWorstMs: number;
  readonly rss: number;
  readonly privateBytes: number;
  readonly heapUsed: number;
  readonly heapTotal: number;
  readonly external: number;
}

const kinds: Readonly<Record<number, string>> = { 1: 'scavenge', 2: 'minor mark-compact', 4: 'mark-sweep-compact', 8: 'incremental marking', 16: 'weak callbacks' };
const tickMs = 2;

let gc: Record<string, { count: number; totalMs: number; worstMs: number }> = {};
let since = performance.now();
let loopWorstMs = 0;
let loopOwnWorstMs = 0;

if (process.env['PROBE_DIR'] !== undefined) {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const kind = kinds[(entry as unknown as { detail?: { kind?: number } }).detail?.kind ?? 0] ?? 'other';
      const seen = (gc[kind] ??= { count: 0, totalMs: 0, worstMs: 0 });
      seen.count++;
      seen.totalMs += entry.duration;
      seen.worstMs = Math.max(seen.worstMs, entry.duration);
    }
  }).observe({ entryTypes: ['gc'] });
  watchLoop();
  process.on('SIGUSR2', () => void report(process.env['PROBE_DIR'] ?? ''));
}

async function report(dir: string): Promise<void> {
  await sleep(20);
  const pauses = { sinceMs: performance.now() - since, gc: structuredClone(gc), gcWorstMs: Math.max(0, ...Object.values(gc).map(({ worstMs }) => worstMs)), loopWorstMs, loopOwnWorstMs };
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  await sleep(100);
  collect();
  await sleep(100);
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  const written: ProbeReport = { ...pauses, rss, heapUsed, heapTotal, external, privateBytes: privateBytes() };
  const file = `${dir}/${process.pid}.json`;
  writeFileSync(`${file}.tmp`, JSON.stringify(written));
  renameSync(`${file}.tmp`, file);
  gc = {};
  loopWorstMs = 0;
  loopOwnWorstMs = 0;
  since = performance.now();
}

/** Pages that are this process's alone: shared libraries and the program's text are not the namespace's. */
function privateBytes(): number {
  const text = readFileSync('/proc/self/smaps_rollup', 'utf8');
  const kilobytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return 1024 * (kilobytes('Private_Clean') + kilobytes('Private_Dirty'));
}

function watchLoop(): void {
  let lastMs = performance.now();
  let lastWaitedMs = waitedMs();
  setInterval(() => {
    const nowMs = performance.now();
    const nowWaitedMs = waitedMs();
    const lateMs = nowMs - lastMs - tickMs;
    loopWorstMs = Math.max(loopWorstMs, lateMs);
    loopOwnWorstMs = Math.max(loopOwnWorstMs, lateMs - (nowWaitedMs - lastWaitedMs));
    lastMs = nowMs;
    lastWaitedMs = nowWaitedMs;
  }, tickMs).unref();
}

/** How long the main thread has been ready to run and did not. */
function waitedMs(): number {
  return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e6;
}
