// What the NameNode is configured with: what is set, what else quorate reads, and what each key means.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConfiguredKey } from '../web-pages/web-state.ts';
import { usePolled } from './live.ts';
import type { Live } from './live.ts';
import { Card, Empty, Notice, Table } from './parts.tsx';
import { NodeChoice, ofNode } from './node-choice.tsx';

export function Configuration({ live }: { readonly live: Live }): JSX.Element {
  const [chosen, setChosen] = useState<string>();
  const [wanted, setWanted] = useState('');
  const [all, setAll] = useState(false);
  const node = chosen ?? live.state?.self ?? '';
  const { value, error } = usePolled<readonly ConfiguredKey[]>(ofNode('web/configuration', node), 0);
  const shown = (value ?? []).filter(({ name, source, doc, value: text }) => (all || source !== 'default') && `${name} ${text} ${doc}`.toLowerCase().includes(wanted.toLowerCase()));
  return (
    <div class="grid">
      <div class="row between"><h1>Configuration</h1><NodeChoice live={live} chosen={node} onChoose={setChosen} /></div>
      <div class="row">
        <input type="search" class="grow" placeholder="name, value or meaning" aria-label="Find keys" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
        <label class="row"><input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} /> defaults as well</label>
      </div>
      {error !== undefined && <Notice severity="bad">{error}</Notice>}
      {value !== undefined && (
        <Card title={all ? 'Keys that are set or read' : 'Keys that are set'} wide>
          {shown.length === 0 ? <Empty>No key is like that.</Empty> : (
            <Table label="Keys">
              <thead><tr><th scope="col">Key</th><th scope="col">Value</th><th scope="col">From</th></tr></thead>
              <tbody>{shown.map((key) => (
                <tr key={key.name}>
                  <th scope="row" class="wrap"><span class="mono">{key.name}</span>{key.doc !== '' && <div class="muted small">{key.doc}</div>}</th>
                  <td class="wrap mono">{key.masked ? <span class="muted">hidden, because it may be a secret</span> : key.value === '' ? <span class="muted">empty</span> : key.value}
                    {key.source !== 'default' && (key.defaultValue ?? '') !== '' && key.defaultValue !== key.value && <div class="muted small">default: {key.defaultValue}</div>}</td>
                  <td class="muted small wrap">{key.source.split('/').at(-1)}</td>
                </tr>
              ))}</tbody>
            </Table>
          )}
        </Card>
      )}
    </div>
  );
}
