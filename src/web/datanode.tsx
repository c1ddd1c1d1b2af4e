// The DataNode's page: its volumes, and the NameNodes it reports to.
import type { JSX } from 'preact';
import type { DataNodeOwnState } from '../web-pages/web-state.ts';
import { bytes, count, percent } from './format.ts';
import { OwnPage, show } from './own-page.tsx';
import { Badge, Bar, Card, Empty, Stat, Table } from './parts.tsx';

function DataNode(state: DataNodeOwnState): JSX.Element {
  const { volumes, nameNodes } = state;
  const sum = (of: (volume: (typeof volumes)[number]) => number): number => volumes.reduce((total, volume) => total + of(volume), 0);
  return (
    <div class="grid">
      <Card title="NameNodes">
        {nameNodes.length === 0 ? <Empty>It has not met a NameNode yet.</Empty> : (
          <Table label="NameNodes">
            <thead><tr><th scope="col">NameNode</th><th scope="col">Connection</th><th scope="col">Orders</th><th scope="col">Block pool</th></tr></thead>
            <tbody>{nameNodes.map((each) => (
              <tr key={each.address}>
                <th scope="row">{each.address}</th>
                <td><Badge severity={each.state === 'running' ? 'good' : 'warn'}>{each.state}</Badge></td>
                <td>{each.obeyed ? <b>obeyed: the Active</b> : <span class="muted">not obeyed</span>}</td>
                <td class="mono">{each.blockPoolId}</td>
              </tr>
            ))}</tbody>
          </Table>
        )}
      </Card>
      <Card title="Volumes">
        {volumes.length === 0 ? <Empty>No block pool is open yet.</Empty> : volumes.map((volume) => (
          <div class="volume" key={volume.path}>
            <p><span class="mono break">{volume.path}</span> <span class="muted">{volume.type}</span></p>
            <Bar
              label={volume.path} total={volume.capacityBytes}
              parts={[
                { name: 'blocks', value: volume.usedBytes, shown: `${bytes(volume.usedBytes)} (${percent(volume.usedBytes / volume.capacityBytes)})`, tone: 'used' },
                { name: 'other files', value: Math.max(0, volume.capacityBytes - volume.usedBytes - volume.freeBytes), shown: bytes(Math.max(0, volume.capacityBytes - volume.usedBytes - volume.freeBytes)), tone: 'other' },
              ]}
            />
          </div>
        ))}
        <dl class="stats">
          <Stat name="replicas" value={count(state.replicas)} />
          <Stat name="used" value={bytes(sum((volume) => volume.usedBytes))} />
          <Stat name="free" value={bytes(sum((volume) => volume.freeBytes))} />
          <Stat name="streams open" value={count(state.xceivers)} />
          <Stat name="copies under way" value={count(state.transfers)} title="To other DataNodes, by a NameNode's order" />
        </dl>
      </Card>
    </div>
  );
}

show(<OwnPage<DataNodeOwnState> role="DataNode" name={({ address }) => address} draw={DataNode} />);
