// Quantiles of what happened lately, and counts and sums of everything: 240 buckets, eight to an octave, so that a quantile
// is at most 6 percent off, in slices of time that are forgotten one by one. Takes no clock and no timer: who records
// says when it is. Takes the place of MutableQuantiles and MutableRate of org.apache.hadoop.metrics2.lib.

const subBits = 3;
const subBuckets = 1 << subBits;
const buckets = (32 - subBits + 1) * subBuckets;
const sliceCount = 6;

/** What one look at a window says; all figures in the unit recorded, 0 when nothing was. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

export const noSpread: Spread = { count: 0, mean: 0, p50: 0, p90: 0, p99: 0, max: 0 };

interface Slice {
  /** None until something is recorded: most of a process's quantiles are of calls that never come. */
  counts: Uint32Array;
  count: number;
  sum: number;
  max: number;
  /** When it began; -Infinity when it is empty and has no place in time. */
  sinceMs: number;
}

export class Quantiles {
  /** Of everything ever recorded. */
  count = 0;
  sum = 0;
  /** The largest of everything. */
  max = 0;
  readonly #scale: number;
  readonly #sliceMs: number;
  readonly #slices: readonly Slice[];
  #current: Slice;
  #at = 0;
  #sliceEndMs = -Infinity;

  /**
   * @param windowMs how long a value counts for quantiles
   * @param scale buckets in one unit: 1000 tells microseconds apart where milliseconds are recorded, 1 is for counts
   */
  constructor(windowMs = 60_000, scale = 1000) {
    this.#scale = scale;
    this.#sliceMs = windowMs / sliceCount;
    const slices = Array.from({ length: sliceCount }, newSlice);
    this.#slices = slices;
    this.#current = slices[0] ?? newSlice();
  }

  /** A value (below zero counts as zero), `times` times over, at `nowMs`, which never goes back. */
  record(value: number, nowMs: number, times = 1): void {
    if (nowMs >= this.#sliceEndMs) this.#turn(nowMs);
    const slice = this.#current;
    const scaled = value * this.#scale;
    const counts = slice.counts;
    const bucket = bucketOf(scaled > 0 ? (scaled < 0xffff_ffff ? scaled >>> 0 : 0xffff_ffff) : 0);
    counts[bucket] = (counts[bucket] ?? 0) + times;
    slice.count += times;
    slice.sum += value * times;
    if (value > slice.max) slice.max = value;
    this.count += times;
    this.sum += value * times;
    if (value > this.max) this.max = value;
  }

  /** The last `windowMs`, to a slice's length; the whole window by default. */
  over(nowMs: number, windowMs = this.#sliceMs * sliceCount): Spread {
    const recent = this.#recent(nowMs, windowMs);
    const count = recent.reduce((sum, slice) => sum + slice.count, 0);
    if (count === 0) return noSpread;
    const max = Math.max(...recent.map((slice) => slice.max));
    const quantile = (share: number): number => Math.min(max, this.#quantile(recent, Math.ceil(share * count)));
    return { count, mean: recent.reduce((sum, slice) => sum + slice.sum, 0) / count, p50: quantile(0.5), p90: quantile(0.9), p99: quantile(0.99), max };
  }

  /** Quantiles by their shares (0.75, ...), and how many values they are of. */
  at(nowMs: number, shares: readonly number[]): { readonly count: number; readonly values: readonly number[] } {
    const recent = this.#recent(nowMs, this.#sliceMs * sliceCount);
    const count = recent.reduce((sum, slice) => sum + slice.count, 0);
    return { count, values: shares.map((share) => (count === 0 ? 0 : this.#quantile(recent, Math.ceil(share * count)))) };
  }

  /** The largest of the last `windowMs`, which is known without a look at the buckets. */
  maxOver(nowMs: number, windowMs = this.#sliceMs * sliceCount): number {
    return this.#recent(nowMs, windowMs).reduce((max, slice) => Math.max(max, slice.max), 0);
  }

  #recent(nowMs: number, windowMs: number): Slice[] {
    return this.#slices.filter((slice) => slice.sinceMs > nowMs - windowMs - this.#sliceMs);
  }

  #quantile(slices: readonly Slice[], rank: number): number {
    let seen = 0;
    for (let bucket = 0; bucket < buckets; bucket++) {
      for (const slice of slices) seen += slice.counts[bucket] ?? 0;
      if (seen >= rank) return middleOf(bucket) / this.#scale;
    }
    return 0;
  }

  #turn(nowMs: number): void {
    this.#at = (this.#at + 1) % sliceCount;
    const slice = this.#slices[this.#at] ?? this.#current;
    if (slice.counts.length > 0) slice.counts.fill(0);
    else slice.counts = new Uint32Array(buckets);
    slice.count = 0;
    slice.sum = 0;
    slice.max = 0;
    slice.sinceMs = nowMs;
    this.#current = slice;
    this.#sliceEndMs = nowMs + this.#sliceMs;
  }
}

const noCounts = new Uint32Array(0);

function newSlice(): Slice {
  return { counts: noCounts, count: 0, sum: 0, max: 0, sinceMs: Number.NEGATIVE_INFINITY };
}

function bucketOf(value: number): number {
  if (value < subBuckets) return value;
  const shift = 31 - Math.clz32(value) - subBits;
  return shift * subBuckets + (value >>> shift);
}

/** The value that stands for a bucket: exact for small counts. */
function middleOf(bucket: number): number {
  if (bucket < 2 * subBuckets) return bucket;
  const shift = Math.floor(bucket / subBuckets) - 1;
  return (bucket - shift * subBuckets + 0.5) * 2 ** shift;
}
