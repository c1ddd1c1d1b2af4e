// A NameNode in figures: what is called, how long it takes, what the process takes up.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { MetricsState } from '../web-pages/web-state.ts';
import { bytes, count, long, percent, rate, short } from './format.ts';
import { usePolled } from './live.ts';
import type { Live } from './live.ts';
import { Card, Empty, Notice, Table } from './parts.tsx';
import { NodeChoice, ofNode } from './node-choice.tsx';

const units: Readonly<Record<MetricsState['figures'][number]['unit'], (value: number) => string>> = { bytes, ms: long, count, share: percent };

export function Metrics({ live }: { readonly live: Live }): JSX.Element {
  const [chosen, setChosen] = useState<string>();
  const node = chosen ?? live.state?.self ?? '';
  const { value, error } = usePolled<MetricsState>(ofNode('web/metrics', node), 2000);
  return (
    <div class="grid">
      <div class="row between"><h1>Metrics</h1><NodeChoice live={live} chosen={node} onChoose={setChosen} /></div>
      {error !== undefined && <Notice severity="bad">{error}</Notice>}
      {value !== undefined && (
        <>
          <Card title="How long things take, in the last minute" wide>
            <Table label="Times">
              <thead><tr><th scope="col">What</th><th scope="col" class="num">p50</th><th scope="col" class="num">p90</th><th scope="col" class="num">p99</th><th scope="col" class="num">Worst</th><th scope="col" class="num">Count</th></tr></thead>
              <tbody>{value.spreads.map(({ name, unit, doc, spread }) => {
                const text = unit === 'ms' ? short : count;
                return <tr key={name}><th scope="row" class="wrap">{name}<div class="muted small">{doc}</div></th>{[spread.p50, spread.p90, spread.p99, spread.max].map((each, i) => <td key={i} class="num">{spread.count === 0 ? '–' : text(each)}</td>)}<td class="num">{count(spread.count)}</td></tr>;
              })}</tbody>
            </Table>
          </Card>
          <Card title="Calls" wide>
            {value.operations.length === 0 ? <Empty>Nothing has been called yet.</Empty> : (
              <Table label="Calls">
                <thead><tr><th scope="col">Method</th><th scope="col" class="num">A second</th><th scope="col" class="num">All</th><th scope="col" class="num">Failed</th><th scope="col" class="num">Mean</th><th scope="col" class="num">Worst</th></tr></thead>
                <tbody>{value.operations.map((each) => {
                  const [protocol = '', method = ''] = each.name.split('.');
                  return <tr key={each.name}><th scope="row">{method}<div class="muted small">{protocol}</div></th><td class="num">{rate(each.perSecond)}</td><td class="num">{count(each.calls)}</td><td class="num">{count(each.failures)}</td><td class="num">{short(each.meanMs)}</td><td class="num">{short(each.maxMs)}</td></tr>;
                })}</tbody>
              </Table>
            )}
          </Card>
          <Card title="The process" wide more={<span><a href="jmx">/jmx</a> · <a href="prom">/prom</a></span>}>
            <Table label="The process"><tbody>{value.figures.map(({ name, value: figure, unit, doc }) => <tr key={name}><th scope="row" class="wrap">{name}<div class="muted small">{doc}</div></th><td class="num">{units[unit](figure)}</td></tr>)}</tbody></Table>
          </Card>
        </>
      )}
    </div>
  );
}
