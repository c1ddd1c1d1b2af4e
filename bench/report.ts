// How benchmarks show what they measured: one table, ours beside Apache's beside the bar, in GitHub's notation, so that
// docs/BENCHMARKS.md takes it as it is printed.
import { readFileSync } from 'node:fs';
import os from 'node:os';
import type { Row, SheetData, Unit } from './sheet.ts';

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

/** The table of one benchmark, what must be known to read it, and what failed. */
export function tableOf({ rows, notes, failures }: SheetData): string {
  const head = ['', 'ours, median', 'worst', 'n', 'Apache, median', 'worst', 'n', 'better by', 'bar', 'held'];
  const cells = rows.map((row) => {
    const apache = row.apache.length === 0 ? [row.quoted ?? 'not measured', '', ''] : summary(row.apache, row);
    const factor = better(row);
    return [row.what, ...summary(row.ours, row), ...apache, Number.isNaN(factor) ? '' : `${factor.toPrecision(2)} x`, bars(row), held(row)];
  });
  const lines = [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...cells].map((line) => `| ${line.join(' | ')} |`);
  const below = [...notes, ...failures.map((failure) => `**Failed:** ${failure.replaceAll('|', '\\|')}`)];
  return [lines.join('\n'), ...below].join('\n\n');
}

/** The rows that do not hold what was promised, or are slower than Apache's, as sentences. */
export function behind({ rows }: SheetData): string[] {
  return rows.flatMap((row) => {
    const verdict = held(row);
    const factor = better(row);
    const slower = factor < 1 ? [`Apache is ${(1 / factor).toPrecision(2)} times better`] : [];
    const missed = /^no|ratio:? no/.test(verdict) ? [`bar ${bars(row)}: ${verdict}`] : [];
    return missed.length + slower.length === 0 ? [] : [`${row.what}: ours ${show(median(row.ours), row.unit)}; ${[...missed, ...slower].join('; ')}`];
  });
}

function summary(values: readonly number[], row: Row): string[] {
  return values.length === 0 ? ['-', '', ''] : [show(median(values), row.unit), values.length === 1 ? '' : show(worst(values, row.rising), row.unit), String(values.length)];
}

function bars({ bar, ratioBar, unit }: Row): string {
  return [bar === undefined ? [] : show(bar, unit), ratioBar === undefined ? [] : `${Number(ratioBar.toPrecision(2))} x`].flat().join(', ');
}

/** How many times better the median of ours is; NaN where one is missing. */
function better(row: Row): number {
  if (row.apache.length === 0 || row.ours.length === 0) return Number.NaN;
  return row.rising === true ? median(row.ours) / median(row.apache) : median(row.apache) / median(row.ours);
}

/**
 * Whether what was promised holds. A bar in the unit: `yes` by every sample, `median` by the median. A bar that is a
 * ratio to Apache in the same run: by the medians. Where there are both and they differ, both are said.
 */
export function held(row: Row): string {
  const { bar, ratioBar } = row;
  if (row.ours.length === 0) return '';
  const beyond = (value: number): number => (bar === undefined ? Number.NaN : row.rising === true ? bar / value : value / bar);
  const absolute = bar === undefined ? '' : beyond(worst(row.ours, row.rising)) <= 1 ? 'yes' : beyond(median(row.ours)) <= 1 ? 'median' : `no, ${beyond(median(row.ours)).toPrecision(2)} x off`;
  const factor = better(row);
  const relative = ratioBar === undefined || Number.isNaN(factor) ? '' : factor >= ratioBar ? 'yes' : `no, ${(ratioBar / factor).toPrecision(2)} x off`;
  if (absolute === '' || relative === '') return absolute === '' ? relative : absolute;
  if (relative === 'yes') return absolute.startsWith('no') ? `ratio (${show(bar ?? Number.NaN, row.unit)}: ${absolute})` : absolute;
  return absolute.startsWith('no') ? `${absolute}; ratio ${relative}` : `${absolute} (ratio: ${relative})`;
}

function show(value: number, unit: Unit): string {
  if (unit === '/s') return value >= 10_000 ? `${Math.round(value / 1000)} k/s` : `${Math.round(value)} /s`;
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}

/** What the figures were taken on, and how busy it was. What a distribution or a machine adds to the kernel's version is cut off. */
export function machine(): string {
  const cpu = os.cpus()[0]?.model.trim() ?? 'unknown';
  const load = readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ');
  return `${os.cpus().length} x ${cpu}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Linux ${os.release().split('-')[0]}, Node ${process.versions.node}; load average before: ${load}; ${new Date().toISOString().slice(0, 16)}Z`;
}
