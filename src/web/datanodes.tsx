// The DataNodes: who is alive, how full, when last heard of.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DataNodeState } from '../web-pages/web-state.ts';
import { bytes, count, counted, long, percent } from './format.ts';
import { usePolled } from './live.ts';
import type { Live } from './live.ts';
import { Badge, Bar, Card, Empty, Notice, Table } from './parts.tsx';
import { activeOf } from './verdict.ts';

const everyMs = 3000;
const order: readonly DataNodeState['state'][] = ['dead', 'stale', 'decommissioning', 'live', 'decommissioned'];
const severities = { live: 'good', stale: 'warn', dead: 'bad', decommissioning: 'warn', decommissioned: 'plain' } as const;

/** Where the Active's word on DataNodes is to be had: it orders copies, and is the first to miss somebody. */
export function dataNodesUrl(live: Live): string {
  const active = live.state === undefined ? undefined : activeOf(live.state);
  return active === undefined ? 'web/datanodes' : `web/datanodes?node=${encodeURIComponent(active.id)}`;
}

/** The host where each DataNode has one of its own; else its address, whose port tells them apart. */
export function shortName(node: DataNodeState, all: readonly DataNodeState[]): string {
  return node.hostName !== '' && all.filter(({ hostName }) => hostName === node.hostName).length === 1 ? node.hostName : node.address;
}

export function DataNodes({ live }: { readonly live: Live }): JSX.Element {
  const { value, error } = usePolled<readonly DataNodeState[]>(dataNodesUrl(live), everyMs);
  const [wanted, setWanted] = useState('');
  const nowMs = live.state?.nowMs ?? Date.now();
  const nodes = (value ?? []).filter((node) => `${node.hostName} ${node.address} ${node.rack} ${node.state}`.toLowerCase().includes(wanted.toLowerCase()));
  const sorted = [...nodes].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.address < b.address ? -1 : 1));
  return (
    <div class="grid">
      <div class="row between"><h1>DataNodes</h1>{(value?.length ?? 0) > 8 && <input type="search" placeholder="host, rack or state" aria-label="Find DataNodes" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />}</div>
      {error !== undefined && <Notice severity="bad">{error}</Notice>}
      {value?.length === 0 && <Empty>No DataNode has registered yet. They find the NameNodes by themselves once they are started.</Empty>}
      {sorted.length > 0 && (
        <Card title={counted(sorted.length, 'DataNode')} wide>
          <Table label="DataNodes">
            <thead><tr><th scope="col">DataNode</th><th scope="col">State</th><th scope="col" class="roomy">Space</th><th scope="col" class="num">Used</th><th scope="col" class="num">Free</th><th scope="col" class="num">Blocks</th><th scope="col" class="num">Streams</th><th scope="col" class="num">Last heard</th></tr></thead>
            <tbody>{sorted.map((node) => <Row key={node.uuid} node={node} name={shortName(node, value ?? [])} nowMs={nowMs} />)}</tbody>
          </Table>
        </Card>
      )}
    </div>
  );
}

function Row({ node, name, nowMs }: { readonly node: DataNodeState; readonly name: string; readonly nowMs: number }): JSX.Element {
  const ago = (timeMs: number): string => (timeMs === 0 ? 'none yet' : `${long(nowMs - timeMs)} ago`);
  const failed = node.storages.filter((storage) => storage.failed).length + node.failedVolumes;
  return (
    <tr>
      <th scope="row"><a href={node.httpUrl}>{name}</a><div class="muted small">{name === node.address ? node.hostName : node.address} · {node.rack} · {node.version}</div></th>
      <td><Badge severity={severities[node.state]}>{node.state}</Badge>{failed > 0 && <div class="small bad-text">{counted(failed, 'volume')} failed</div>}</td>
      <td class="roomy"><Bar label="Space" total={node.capacityBytes} legend={false} parts={[{ name: 'blocks', value: node.usedBytes, shown: bytes(node.usedBytes), tone: 'used' }, { name: 'other files', value: node.nonDfsUsedBytes, shown: bytes(node.nonDfsUsedBytes), tone: 'other' }]} /></td>
      <td class="num">{bytes(node.usedBytes)}<div class="muted small">{percent(node.usedBytes / node.capacityBytes)}</div></td>
      <td class="num">{bytes(node.remainingBytes)}<div class="muted small">of {bytes(node.capacityBytes)}</div></td>
      <td class="num">{count(node.blocks)}</td>
      <td class="num">{count(node.xceivers)}</td>
      <td class="num">{ago(node.lastContactMs)}<div class="muted small">report {ago(node.lastReportMs)}</div></td>
    </tr>
  );
}
