// What a NameNode measures of itself besides what its parts count: the recent events, and the figures of the last minutes for
// charts and rates, sampled in the tick that the chores share, so that nothing wakes an idle NameNode for it. Pages, /jmx and
// /prom read here (name-node-figures.ts). Answers to NameNodeMetrics.
import { Quantiles } from '../../base/quantiles.ts';
import { EditLogMetrics } from '../../edit-log/edit-log-metrics.ts';
import type { RecentEvents } from '../../metrics/recent-events.ts';
import { methodsOf } from '../../rpc/rpc-metrics.ts';
import type { NameNode } from '../name-node.ts';

/** One second of a NameNode's life. */
export interface Sample {
  /** Unix time in ms. */
  readonly timeMs: number;
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
  /** All RPCs, heartbeats included. */
  readonly callsPerSecond: number;
  /** From append to majority, over the last ten seconds; 0 when nothing was written. */
  readonly editP50Ms: number;
  readonly editP99Ms: number;
  /** Edits in a batch, on average over the last ten seconds. */
  readonly batchEdits: number;
  /** How far a Standby is behind, at worst within the last ten seconds. */
  readonly lagMs: number;
  /** The latest timer of the last minute. */
  readonly loopDelayMs: number;
  readonly parkedCalls: number;
}

const samplesMax = 600;
const sampleMs = 950;
const spreadMs = 10_000;
/** Rates by method are of so many samples. */
const rateSamples = 10;

interface Counts {
  readonly atMs: number;
  readonly reads: number;
  readonly writes: number;
  readonly calls: number;
  readonly methods: ReadonlyMap<string, number>;
}

export class NameNodeMetrics {
  readonly events: RecentEvents;
  /** Of all reigns of this process. */
  readonly edits = new EditLogMetrics();
  readonly imagesSent = new Quantiles();
  readonly imagesReceived = new Quantiles();
  /** How the start went: time in ms, inodes and edits loaded, and the blocks that safe mode waited for. */
  readonly startup = { imageMs: 0, editsMs: 0, loadMs: 0, safeModeMs: 0, image: 0, edits: 0, blocks: 0, imagePath: '', imageBytes: 0 };
  readonly #samples: Sample[] = [];
  readonly #counts: Counts[] = [];

  constructor(events: RecentEvents) {
    this.events = events;
  }

  /** A sample a second while Active, oldest first: the last ten minutes. A Standby takes one in three. */
  get samples(): readonly Sample[] {
    return this.#samples;
  }

  /** Calls a second by `protocol.method` over the last ten seconds; methods that were called. */
  rates(): ReadonlyMap<string, number> {
    const [first] = this.#counts;
    const last = this.#counts.at(-1);
    const rates = new Map<string, number>();
    if (first === undefined || last === undefined || last.atMs <= first.atMs) return rates;
    for (const [method, count] of last.methods) {
      const more = count - (first.methods.get(method) ?? 0);
      if (more > 0) rates.set(method, (more * 1000) / (last.atMs - first.atMs));
    }
    return rates;
  }

  /** To be called about once a second. */
  sample(node: NameNode, loopDelayMs: number): void {
    const nowMs = node.monotonicMs();
    const before = this.#counts.at(-1);
    if (before !== undefined && nowMs - before.atMs < sampleMs) return;
    const { safeMode } = node.blocks;
    if (safeMode.inStartup) Object.assign(this.startup, { safeModeMs: safeMode.durationMs(nowMs), blocks: safeMode.waiting(nowMs).totalBlocks });
    const methods = new Map<string, number>();
    for (const [method, { calls }] of methodsOf(node.rpcServers)) if (calls > 0) methods.set(method, calls);
    const now: Counts = { atMs: nowMs, reads: node.fsn.calls.reads, writes: node.fsn.calls.writes, calls: node.rpcServers.reduce((sum, { metrics }) => sum + metrics.calls, 0), methods };
    this.#counts.push(now);
    if (this.#counts.length > rateSamples + 1) this.#counts.shift();
    if (before === undefined) return;
    const rate = (count: (of: Counts) => number): number => ((count(now) - count(before)) * 1000) / (nowMs - before.atMs);
    const edit = this.edits.editMs.over(nowMs, spreadMs);
    this.#samples.push({
      timeMs: node.wallMs(),
      readsPerSecond: rate((of) => of.reads), writesPerSecond: rate((of) => of.writes), callsPerSecond: rate((of) => of.calls),
      editP50Ms: edit.p50, editP99Ms: edit.p99, batchEdits: this.edits.batchEdits.over(nowMs, spreadMs).mean,
      lagMs: Math.max(node.tailer?.lagMs ?? 0, node.haState === 'Standby' ? (node.tailer?.applyMs.over(nowMs, spreadMs).max ?? 0) : 0),
      loopDelayMs, parkedCalls: node.parkedCalls,
    });
    if (this.#samples.length > samplesMax) this.#samples.shift();
  }
}
