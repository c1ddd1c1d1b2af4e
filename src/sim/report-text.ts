// What is said of runs on stdout: the same words for the same seeds (docs/SIMULATION.md is the legend).
import { describeFault } from './faults/fault.ts';
import { isWhole } from './faults/plan-faults.ts';
import type { SeedResult } from './seed-runner.ts';

/** What a run must have had to count as one. */
const whole = { virtualMs: 60_000, calls: 2000, failovers: 1, kinds: 5 };

export function summaryLine(result: SeedResult): string {
  const { seed, profile, failure, digest, virtualMs, events, calls, filesWritten, reigns, failovers, kinds, faults, longestCallMs } = result;
  const outcome = failure === undefined ? 'ok' : `FAILED ${failure.kind}/${failure.checker}`;
  const files = isWhole(profile) ? ` files=${filesWritten}` : '';
  return `seed ${seed} ${profile} ${outcome} digest=${digest} virtual=${(virtualMs / 1000).toFixed(1)}s events=${events} calls=${calls}${files} `
    + `reigns=${reigns} failovers=${failovers} faults=${faults.length} kinds=${kinds} longest=${Math.round(longestCallMs)}ms`;
}

/** The failure with all that is needed to see it again. */
export function failureLines(result: SeedResult, only: readonly number[] | undefined, tail: number): string[] {
  const { failure, seed, profile, faults, trace } = result;
  if (failure === undefined) return [];
  const flags = [profile === 'full' ? '' : ` --profile ${profile}`, only === undefined ? '' : ` --faults ${only.join(',')}`].join('');
  return [
    '',
    `seed:    ${seed}`,
    `checker: ${failure.checker} (${failure.kind})`,
    `what:    ${failure.message}`,
    `again:   npm run sim -- --seed ${seed}${flags}`,
    'faults:',
    ...faults.map((fault, i) => `  ${String(only?.[i] ?? i).padStart(3)} ${describeFault(fault)}`),
    `trace (last ${Math.min(tail, trace.length)} of ${trace.length} lines):`,
    ...trace.slice(trace.length - Math.min(tail, trace.length)),
  ];
}

/** Sums over many runs. */
export class Totals {
  #seeds = 0;
  #failed = 0;
  #whole = 0;
  readonly #sums = { virtualS: 0, calls: 0, files: 0, reigns: 0, failovers: 0, faults: 0, kinds: 0 };

  add(result: SeedResult): void {
    this.#seeds++;
    if (result.failure !== undefined) this.#failed++;
    else if (result.virtualMs >= whole.virtualMs && result.calls >= whole.calls && result.failovers >= whole.failovers && result.kinds >= whole.kinds) this.#whole++;
    this.#sums.virtualS += result.virtualMs / 1000;
    this.#sums.calls += result.calls;
    this.#sums.files += result.filesWritten;
    this.#sums.reigns += result.reigns;
    this.#sums.failovers += result.failovers;
    this.#sums.faults += result.faults.length;
    this.#sums.kinds += result.kinds;
  }

  get line(): string {
    const averages = Object.entries(this.#sums).map(([name, sum]) => `${name}=${(sum / Math.max(1, this.#seeds)).toFixed(1)}`);
    return `${this.#seeds} seeds, ${this.#failed} failed, ${this.#whole} with a minute, 2,000 calls, a failover and five kinds of fault; on average ${averages.join(' ')}`;
  }
}
