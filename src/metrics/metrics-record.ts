// Metrics under Hadoop's names, declared once and shown twice: a record is a bean of /jmx and some lines of /prom. Whoever
// has something to tell gives a source, which is asked only when somebody looks. Answers to MetricsRecord and MetricsSource
// of org.apache.hadoop.metrics2.
import type { Spread } from '../base/quantiles.ts';
import { JavaReal } from '../protocol/java-text.ts';

/** `counter` only rises while the process lives. */
export type MetricKind = 'counter' | 'gauge';

export interface Metric {
  /** As in the bean: SyncsNumOps. */
  readonly name: string;
  readonly kind: MetricKind;
  /** A JavaReal where Hadoop's has a fraction. */
  readonly value: number | JavaReal;
  /** A sentence. */
  readonly help: string;
  /** Of one that has several values: told apart in /prom by these, not in /jmx. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface MetricsRecord {
  /** Hadoop:service=NameNode,name=NameNodeActivity. Undefined: no bean. */
  readonly bean: string | undefined;
  /** What the names in /prom begin with, before they are split into words: 'namenode'. */
  readonly record: string;
  /** tag.X of the bean, and labels in /prom. */
  readonly tags: Readonly<Record<string, string | null>>;
  readonly metrics: readonly Metric[];
}

export type MetricsSource = () => readonly MetricsRecord[];

/** [name, value, help] of several metrics of a kind. */
type Row = readonly [name: string, value: number | JavaReal, help: string];

export function counters(rows: readonly Row[]): Metric[] {
  return rows.map(([name, value, help]) => ({ name, kind: 'counter', value, help }));
}

export function gauges(rows: readonly Row[]): Metric[] {
  return rows.map(([name, value, help]) => ({ name, kind: 'gauge', value, help }));
}

/** A double. */
export function real(value: number): JavaReal {
  return new JavaReal(value);
}

/** MutableRate's pair: how often, and the mean of what took place lately. `what` completes "Number of ..." and "Mean time of ...". */
export function rate(name: string, count: number, mean: number, what: string): Metric[] {
  return [
    { name: `${name}NumOps`, kind: 'counter', value: count, help: `Number of ${what}.` },
    { name: `${name}AvgTime`, kind: 'gauge', value: new JavaReal(mean), help: `Mean time of ${what}, in ms.` },
  ];
}

/** A summary of ours, in seconds, as Prometheus likes them: quantiles of the last minute, count and sum of all. */
export function summary(name: string, spread: Spread, total: { readonly count: number; readonly sum: number }, help: string, scale = 0.001): Metric[] {
  const quantile = (share: string, value: number): Metric => ({ name, kind: 'gauge', value: value * scale, help, labels: { quantile: share } });
  return [
    quantile('0.5', spread.p50), quantile('0.9', spread.p90), quantile('0.99', spread.p99),
    { name: `${name}_count`, kind: 'counter', value: total.count, help: `How many: ${help}` },
    { name: `${name}_sum`, kind: 'counter', value: total.sum * scale, help: `The sum: ${help}` },
  ];
}

/** Metrics that Hadoop has and that stay 0 here, since what they count is not there. */
export function absent(kind: MetricKind, names: string): Metric[] {
  return names.trim().split(/\s+/).map((name) => ({
    name, kind, value: name.endsWith('AvgTime') || name.endsWith('AvgTxns') || name.endsWith('AvgCount') ? new JavaReal(0) : 0, help: 'Always 0: kept for dashboards, there is nothing to count.',
  }));
}

/** Means of what came since the last look but one that brought something, as MutableRate gives them: looks are 10 s apart at least. */
export class RecentMeans {
  readonly #seen = new Map<string, { count: number; total: number; atMs: number; mean: number }>();

  /** The mean of the last 10 s or more in which `name` happened at all; `count` and `total` are of everything. */
  mean(name: string, count: number, total: number, nowMs: number): number {
    const seen = this.#seen.get(name);
    if (seen === undefined) {
      const mean = count === 0 ? 0 : total / count;
      this.#seen.set(name, { count, total, atMs: nowMs, mean });
      return mean;
    }
    if (count === seen.count || nowMs - seen.atMs < lookMs) return seen.mean;
    seen.mean = (total - seen.total) / (count - seen.count);
    seen.count = count;
    seen.total = total;
    seen.atMs = nowMs;
    return seen.mean;
  }
}

const lookMs = 10_000;
