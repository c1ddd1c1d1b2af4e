// Plots of benchmark rows as SVG, readable on light and dark pages: every sample as a dot on a line (`strip`), or medians
// as bars. Ours is above Apache's everywhere, in the same two colours.
import { median } from './report.ts';
import type { Plot, Row, Side, Unit } from './sheet.ts';

const width = 860;
const right = 90;
const rowHeight = 46;
const top = 58;
const bottom = 40;
const names: Readonly<Record<Side, string>> = { ours: 'quorate', apache: 'Apache Hadoop' };
const style = `
text { font: 13px system-ui, sans-serif; fill: #1f2328; }
.title { font-size: 15px; font-weight: 600; }
.soft { fill: #59636e; font-size: 12px; }
.grid { stroke: #d1d9e0; stroke-width: 1; }
.page { fill: #ffffff; }
.ours { fill: #1a6fd4; } .apache { fill: #b8600b; }
.dot { fill-opacity: .55; }
.mark.ours { stroke: #1a6fd4; } .mark.apache { stroke: #b8600b; } .mark { stroke-width: 2.5; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc; } .soft { fill: #9198a1; } .grid { stroke: #3d444d; } .page { fill: #0d1117; }
  .ours { fill: #58a6ff; } .apache { fill: #f0a04b; } .mark.ours { stroke: #58a6ff; } .mark.apache { stroke: #f0a04b; }
}`;

/** The plot of some of `rows`, as a whole SVG document. */
export function svgOf(plot: Plot, rows: readonly Row[]): string {
  const shown = plot.rows.map((index) => rows[index]).filter((row) => row !== undefined && row.ours.length + row.apache.length > 0) as Row[];
  const unit = shown[0]?.unit ?? 'ms';
  const left = leftOf(shown);
  const values = shown.flatMap((row) => (plot.kind === 'strip' ? [...row.ours, ...row.apache] : [row.ours, row.apache].filter((list) => list.length > 0).map(median)));
  const scale = plot.log ? logScale(values, left) : linearScale(values, left);
  const height = top + shown.length * rowHeight + bottom;
  const parts: string[] = [];
  for (const tick of scale.ticks) {
    const x = round(scale.x(tick));
    parts.push(`<line class="grid" x1="${x}" x2="${x}" y1="${top - 6}" y2="${height - bottom}"/>`, text(x, height - bottom + 18, tickText(tick, unit), 'soft', 'middle'));
  }
  shown.forEach((row, i) => {
    const y = top + i * rowHeight;
    parts.push(text(left - 14, y + 25, row.what, '', 'end'));
    (['ours', 'apache'] as const).forEach((side, line) => {
      const samples = row[side];
      const middle = y + 12 + line * 17;
      if (samples.length === 0) parts.push(text(left + 4, middle + 4, row.quoted ?? 'not measured', 'soft', 'start'));
      else if (plot.kind === 'strip') parts.push(...strip(samples, side, middle, scale, unit));
      else parts.push(...bar(median(samples), side, middle, scale, unit));
    });
  });
  const legend = (['ours', 'apache'] as const).map((side, i) => `<circle class="${side}" cx="${left + i * 110 + 6}" cy="38" r="5"/>${text(left + i * 110 + 18, 42, names[side], 'soft', 'start')}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escape(plot.title)}">
<style>${style}
</style>
<rect class="page" width="${width}" height="${height}"/>
${text(left, 22, plot.title, 'title', 'start')}
${[...legend, ...parts].join('\n')}
</svg>
`;
}

/** Room for the longest of the names. */
function leftOf(rows: readonly Row[]): number {
  return Math.min(width / 2, Math.max(120, 30 + 6.9 * Math.max(...rows.map(({ what }) => what.length), 0)));
}

interface Scale {
  readonly x: (value: number) => number;
  readonly ticks: readonly number[];
}

function linearScale(values: readonly number[], left: number): Scale {
  const max = Math.max(...values, Number.MIN_VALUE);
  const raw = max / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power;
  const end = Math.ceil(max / step) * step;
  return { x: (value) => left + (value / end) * (width - left - right), ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step) };
}

function logScale(values: readonly number[], left: number): Scale {
  const positive = values.filter((value) => value > 0);
  const from = Math.floor(Math.log10(Math.min(...positive)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...positive))));
  return { x: (value) => left + ((Math.log10(Math.max(value, 10 ** from)) - from) / (to - from)) * (width - left - right), ticks: Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i)) };
}

/** Every sample, and a line at their median. */
function strip(samples: readonly number[], side: Side, y: number, scale: Scale, unit: Unit): string[] {
  const x = round(scale.x(median(samples)));
  const far = Math.max(...samples.map(scale.x));
  return [
    ...samples.map((value) => `<circle class="dot ${side}" cx="${round(scale.x(value))}" cy="${y}" r="4"/>`),
    `<line class="mark ${side}" x1="${x}" x2="${x}" y1="${y - 7}" y2="${y + 7}"/>`,
    text(round(far) + 10, y + 4, tickText(median(samples), unit), 'soft', 'start'),
  ];
}

function bar(value: number, side: Side, y: number, scale: Scale, unit: Unit): string[] {
  const left = scale.x(scale.ticks[0] ?? 0);
  const x = round(scale.x(value));
  return [`<rect class="${side}" x="${left}" y="${y - 6}" width="${Math.max(1, round(x - left))}" height="13" rx="2"/>`, text(x + 8, y + 4, tickText(value, unit), 'soft', 'start')];
}

function tickText(value: number, unit: Unit): string {
  if (unit === 'ms' && value >= 1000) return `${Number((value / 1000).toPrecision(3))} s`;
  if (unit === '/s' && value >= 1000) return `${Number((value / 1000).toPrecision(3))} k/s`;
  return `${Number(value.toPrecision(3))} ${unit}`;
}

function text(x: number, y: number, content: string, kind: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text${kind === '' ? '' : ` class="${kind}"`} x="${x}" y="${y}" text-anchor="${anchor}">${escape(content)}</text>`;
}

function escape(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
