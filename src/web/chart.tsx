// One small chart of the last minutes. uPlot draws it and is loaded when the first chart is shown, after the figures.
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';

export interface Line {
  readonly name: string;
  /** A custom property of style.css that holds its colour. */
  readonly color: string;
  readonly values: readonly (number | null)[];
}

export interface ChartProps {
  readonly title: string;
  /** The figure of now, in large. */
  readonly now: string;
  /** Unix seconds of each value. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  readonly text: (value: number) => string;
  /** The least height of the scale, so that noise around zero looks like none. */
  readonly atLeast: number;
}

const heightPx = 110;

export function Chart({ title, now, times, lines, text, atLeast }: ChartProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const data: uPlot.AlignedData = [times as number[], ...lines.map((line) => line.values as (number | null)[])];
  const latest = useRef(data);
  latest.current = data;
  useEffect(() => {
    let over = false;
    let drawn: uPlot | undefined;
    const redraw = (): void => void draw();
    const draw = async (): Promise<void> => {
      const { default: UPlot } = await import('uplot');
      if (over || place.current === null) return;
      drawn?.destroy();
      drawn = new UPlot(optionsOf(place.current.clientWidth, lines, text, atLeast), latest.current, place.current);
      plot.current = drawn;
    };
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const sized = new ResizeObserver(([entry]) => {
      if (drawn !== undefined && entry !== undefined && entry.contentRect.width !== drawn.width) drawn.setSize({ width: entry.contentRect.width, height: heightPx });
    });
    redraw();
    if (place.current !== null) sized.observe(place.current);
    scheme.addEventListener('change', redraw);
    addEventListener('quorate-theme', redraw);
    return () => {
      over = true;
      sized.disconnect();
      scheme.removeEventListener('change', redraw);
      removeEventListener('quorate-theme', redraw);
      drawn?.destroy();
    };
  }, []);
  useEffect(() => plot.current?.setData(data), [times.at(-1), times.length]);
  return (
    <figure class="chart" role="img" aria-label={`${title}: ${now}`}>
      <figcaption><span>{title}</span> <b>{now}</b></figcaption>
      <div ref={place} class="plot" aria-hidden="true" />
      {lines.length > 1 && <ul class="legend" aria-hidden="true">{lines.map((line) => <li key={line.name}><span class={`dot ${line.color.slice(2)}`} />{line.name}</li>)}</ul>}
    </figure>
  );
}

function optionsOf(width: number, lines: readonly Line[], text: (value: number) => string, atLeast: number): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  const axis = { stroke: color('--muted'), font: '11px system-ui, sans-serif', ticks: { show: false } };
  return {
    width: Math.max(width, 80), height: heightPx, legend: { show: false }, cursor: { show: false }, padding: [8, 18, 0, 0],
    scales: { x: { time: true }, y: { range: (_plot, _least, most) => [0, Math.max(atLeast, (most ?? 0) * 1.15)] } },
    axes: [
      { ...axis, size: 20, space: 70, grid: { show: false }, values: [[60, '{HH}:{mm}', null, null, null, null, null, null, 1], [1, '{HH}:{mm}:{ss}', null, null, null, null, null, null, 1]] },
      { ...axis, size: 58, space: 34, grid: { stroke: color('--line'), width: 1 }, values: (_plot, values) => values.map((value) => text(value)) },
    ],
    series: [
      {},
      ...lines.map((line, i): uPlot.Series => ({
        label: line.name, stroke: color(line.color), width: 1.5, points: { show: false }, spanGaps: false, ...(i === 0 ? { fill: `${color(line.color)}22` } : {}),
      })),
    ],
  };
}
