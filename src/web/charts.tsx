// The four charts of the Overview: operations and edit latency of whoever is Active, over failovers, lag of the Standbys,
// event-loop delay of each.
import type { JSX } from 'preact';
import type { SampleState } from '../web-pages/web-state.ts';
import { Chart } from './chart.tsx';
import type { Line } from './chart.tsx';
import { rate, short } from './format.ts';
import type { Live } from './live.ts';
import { Card } from './parts.tsx';
import { activeOf, nameOf } from './verdict.ts';

const colors = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5'];
/** A NameNode samples once a second; where it was down there is a gap. */
const gapSeconds = 3;

export function Charts({ live }: { readonly live: Live }): JSX.Element {
  const { state, samples } = live;
  const speaker = (state === undefined ? undefined : activeOf(state)?.id) ?? state?.self ?? '';
  const last = samples[speaker]?.at(-1);
  // Up to where the one that serves has told.
  const served = together(Object.values(samples)).filter((sample) => second(sample) <= (last === undefined ? 0 : second(last)));
  const everyNode = (state?.nameNodes ?? []).map(({ id }) => id);
  const standbys = everyNode.filter((id) => id !== speaker);
  // Of a node whose last sample is old nothing is known now.
  const newest = Math.max(0, ...Object.values(samples).map((each) => each.at(-1)?.timeMs ?? 0));
  const now = (id: string): SampleState | undefined => {
    const sample = samples[id]?.at(-1);
    return sample === undefined || sample.timeMs < newest - gapSeconds * 1000 ? undefined : sample;
  };
  const worst = (ids: readonly string[], of: (sample: SampleState) => number): string => {
    const values = ids.flatMap((id) => now(id) ?? []).map(of);
    return values.length === 0 ? '–' : short(Math.max(...values));
  };
  return (
    <Card title="Now and the last minutes" wide>
      <div class="charts" key={`${speaker} ${everyNode.filter((id) => samples[id] !== undefined).join(' ')}`}>
        <Chart
          title="Operations a second" now={last === undefined ? '–' : rate(last.readsPerSecond + last.writesPerSecond)} text={rate} atLeast={5}
          {...series([['reads', served, (sample) => sample.readsPerSecond], ['writes', served, (sample) => sample.writesPerSecond]])}
        />
        <Chart
          title="Edit latency p50 / p99" now={last === undefined || last.editP99Ms === 0 ? 'no edits' : `${short(last.editP50Ms)} / ${short(last.editP99Ms)}`} text={short} atLeast={1}
          {...series([['p50', served, (sample) => sample.editP50Ms || null], ['p99', served, (sample) => sample.editP99Ms || null]])}
        />
        {standbys.some((id) => (samples[id] ?? []).length > 0) && <Chart title="Standby lag" now={worst(standbys, (sample) => sample.lagMs)} text={short} atLeast={5} {...series(standbys.map((id) => [id, samples[id] ?? [], (sample) => sample.lagMs]))} />}
        <Chart title="Event-loop delay" now={worst(everyNode, (sample) => sample.loopDelayMs)} text={short} atLeast={10} {...series(everyNode.filter((id) => samples[id] !== undefined).map((id) => [nameOf(id), samples[id] ?? [], (sample) => sample.loopDelayMs]))} />
      </div>
    </Card>
  );
}

/** What the NameNodes did together, by the second: only the Active serves, and another one before the last failover. */
function together(all: readonly (readonly SampleState[])[]): readonly SampleState[] {
  const seconds = new Map<number, SampleState>();
  for (const sample of all.flat()) {
    const other = seconds.get(second(sample));
    seconds.set(second(sample), other === undefined ? sample : {
      ...sample, readsPerSecond: sample.readsPerSecond + other.readsPerSecond, writesPerSecond: sample.writesPerSecond + other.writesPerSecond,
      editP50Ms: Math.max(sample.editP50Ms, other.editP50Ms), editP99Ms: Math.max(sample.editP99Ms, other.editP99Ms),
    });
  }
  return [...seconds.values()].sort((a, b) => a.timeMs - b.timeMs);
}

function second(sample: SampleState): number {
  return Math.round(sample.timeMs / 1000);
}

type Series = readonly [name: string, samples: readonly SampleState[], of: (sample: SampleState) => number | null];

/** Samples of several NameNodes on one row of seconds. */
function series(all: readonly Series[]): { readonly times: readonly number[]; readonly lines: readonly Line[] } {
  const times = [...new Set(all.flatMap(([, samples]) => samples.map(second)))].sort((a, b) => a - b);
  return {
    times,
    lines: all.map(([name, samples, of], i): Line => {
      const bySecond = new Map(samples.map((sample) => [second(sample), of(sample)]));
      let lastSeen = -Infinity;
      let lastValue: number | null = null;
      const values = times.map((time) => {
        const value = bySecond.get(time);
        if (value !== undefined) {
          lastSeen = time;
          lastValue = value;
        }
        return time - lastSeen < gapSeconds ? lastValue : null;
      });
      return { name, color: colors[i % colors.length] ?? '--series-1', values };
    }),
  };
}
