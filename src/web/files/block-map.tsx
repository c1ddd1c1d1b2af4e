// A file's blocks over the DataNodes: a row a block, a column a DataNode, a mark where a replica lies.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DataNodeState } from '../../web-pages/web-state.ts';
import { dataNodesUrl, shortName } from '../datanodes.tsx';
import { bytes, count, counted } from '../format.ts';
import { usePolled } from '../live.ts';
import type { Live } from '../live.ts';
import { Card, Empty, Notice, Table } from '../parts.tsx';
import { blockLocations } from './web-hdfs.ts';
import type { BlockLocation, FileStatus } from './web-hdfs.ts';

const everyMs = 3000;
const rowsMax = 200;
/** With more DataNodes than this, only those that have something of the file are columns. */
const columnsMax = 16;

export function BlockMap({ path, status, live }: { readonly path: string; readonly status: FileStatus; readonly live: Live }): JSX.Element {
  const [blocks, setBlocks] = useState<readonly BlockLocation[]>();
  const [error, setError] = useState<string>();
  const [all, setAll] = useState(false);
  const { value: nodes = [] } = usePolled<readonly DataNodeState[]>(dataNodesUrl(live), everyMs);
  useEffect(() => {
    const look = (): void => {
      if (document.hidden) return;
      blockLocations(path, status.length).then((found) => {
        setBlocks(found);
        setError(undefined);
      }, (reason: unknown) => setError(reason instanceof Error ? reason.message : String(reason)));
    };
    look();
    const timer = setInterval(look, everyMs);
    return () => clearInterval(timer);
  }, [path, status.length, status.replication]);
  const used = new Set(blocks?.flatMap(({ names }) => names));
  const columns = nodes.filter(({ address }) => nodes.length <= columnsMax || used.has(address));
  const known = new Set(columns.map(({ address }) => address));
  const strangers = [...used].filter((address) => !known.has(address)).sort();
  const shown = blocks?.slice(0, all ? Infinity : rowsMax) ?? [];
  const few = blocks?.filter(({ names }) => names.length < status.replication).length ?? 0;
  return (
    <Card title="Where its blocks lie" wide more={blocks === undefined ? undefined : <span class="muted">{counted(blocks.length, 'block')}{few > 0 ? `, ${count(few)} with fewer replicas than wanted` : ''}</span>}>
      {error !== undefined && <Notice severity="bad">{error}</Notice>}
      {blocks?.length === 0 && <Empty>It has no blocks.</Empty>}
      {shown.length > 0 && (
        <Table label="Blocks and DataNodes" matrix>
          <thead><tr><th scope="col">Block</th><th scope="col" class="num">From</th><th scope="col" class="num">Length</th>
            {columns.map((node) => <th key={node.uuid} scope="col" class="place"><a href={node.httpUrl}>{shortName(node, columns)}</a>{node.state !== 'live' && <div class="bad-text">{node.state}</div>}</th>)}
            {strangers.map((address) => <th key={address} scope="col" class="place">{address}</th>)}
            <th scope="col" class="num">Replicas</th>
          </tr></thead>
          <tbody>{shown.map((block, i) => (
            <tr key={block.offset}>
              <th scope="row">{count(i + 1)}{block.corrupt && <span class="bad-text"> corrupt</span>}</th><td class="num">{bytes(block.offset)}</td><td class="num">{bytes(block.length)}</td>
              {[...columns.map(({ address }) => address), ...strangers].map((address) => <td key={address} class="place">{block.names.includes(address) ? <span class={block.corrupt ? 'replica bad-replica' : 'replica'} role="img" aria-label="has a replica" title={`A replica of ${bytes(block.length)}`} /> : <span class="no-replica" aria-hidden="true" />}</td>)}
              <td class={block.names.length < status.replication ? 'num warn-text' : 'num'}>{block.names.length} of {status.replication}</td>
            </tr>
          ))}</tbody>
        </Table>
      )}
      {blocks !== undefined && shown.length < blocks.length && <p class="tight"><button type="button" onClick={() => setAll(true)}>Show all {count(blocks.length)} blocks</button></p>}
    </Card>
  );
}
