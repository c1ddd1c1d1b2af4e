// How benchmarks show what they measured: one table, ours beside Apache's beside the bar, in GitHub's notation, so that
// docs/BENCHMARKS.md takes it as it is printed.
import { readFileSync } from 'node:fs';
import os from 'node:os';

/** One row: samples of ours, of Apache's where it was measured in this run, and what was promised. */
export interface Measured {
  readonly what: string;
  readonly unit: 'ms' | 's' | 'MB' | 'MB/s' | 'B' | '%' | '/s';
  readonly ours: readonly number[];
  /** Text where Apache was not measured in this run: a quoted figure, or a reason. */
  readonly apache: readonly number[] | string;
  /** The bar, in the unit; absent where none was promised. */
  readonly bar?: number;
  /** So many times better than Apache in the same run; this is what holds where the machine is slower than the bar's. */
  readonly ratioBar?: number;
  /** True where more is better. */
  readonly rising?: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The worst sample: the largest, or the smallest where more is better. */
export function worst(values: readonly number[], rising = false): number {
  return rising ? Math.min(...values) : Math.max(...values);
}

/** Prints the table of one benchmark, below a line on the machine. */
export function printTable(title: string, rows: readonly Measured[]): void {
  const head = ['', 'ours, median', 'worst', 'n', 'Apache, median', 'worst', 'n', 'better by', 'bar', 'held'];
  const cells = rows.map((row) => {
    const apache = typeof row.apache === 'string' ? [row.apache, '', ''] : summary(row.apache, row);
    const factor = typeof row.apache === 'string' || row.apache.length === 0 || row.ours.length === 0 ? '' : ratio(row);
    return [row.what, ...summary(row.ours, row), ...apache, factor, bars(row), verdict(row)];
  });
  console.log(`\n### ${title}\n`);
  for (const line of [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...cells]) console.log(`| ${line.join(' | ')} |`);
  console.log(`\n${machine()}\n`);
}

function summary(values: readonly number[], row: Measured): string[] {
  return values.length === 0 ? ['-', '', ''] : [show(median(values), row.unit), values.length === 1 ? '' : show(worst(values, row.rising), row.unit), String(values.length)];
}

function bars({ bar, ratioBar, unit }: Measured): string {
  return [bar === undefined ? [] : show(bar, unit), ratioBar === undefined ? [] : `${Number(ratioBar.toPrecision(2))} x`].flat().join(', ');
}

function better(row: Measured): number {
  if (typeof row.apache === 'string' || row.apache.length === 0 || row.ours.length === 0) return Number.NaN;
  return row.rising === true ? median(row.ours) / median(row.apache) : median(row.apache) / median(row.ours);
}

function ratio(row: Measured): string {
  return `${better(row).toPrecision(2)} x`;
}

/** Whether the bar is held: by all samples, by the median, by the ratio to Apache alone; else how far it is missed. */
function verdict(row: Measured): string {
  const { bar, ratioBar } = row;
  if ((bar === undefined && ratioBar === undefined) || row.ours.length === 0) return '';
  const beyond = (value: number): number => (bar === undefined ? Number.POSITIVE_INFINITY : row.rising === true ? bar / value : value / bar);
  if (beyond(worst(row.ours, row.rising)) <= 1) return 'yes';
  if (beyond(median(row.ours)) <= 1) return 'median';
  if (ratioBar !== undefined && better(row) >= ratioBar) return bar === undefined ? 'yes' : 'ratio';
  return `no, ${Math.min(beyond(median(row.ours)), (ratioBar ?? Number.POSITIVE_INFINITY) / better(row)).toPrecision(2)} x off`;
}

function show(value: number, unit: Measured['unit']): string {
  if (unit === '/s') return value >= 10_000 ? `${Math.round(value / 1000)} k/s` : `${Math.round(value)} /s`;
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}

/** What the figures were taken on, and how busy it was. */
export function machine(): string {
  const cpu = os.cpus()[0]?.model.trim() ?? 'unknown';
  const load = readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ');
  return `${os.cpus().length} x ${cpu}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Linux ${os.release()}, Node ${process.versions.node}; load average ${load}; ${new Date().toISOString().slice(0, 16)}Z`;
}
