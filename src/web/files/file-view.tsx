// One file: what it is, a look into it, and where its blocks lie.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { bytes, count, counted, permission, when } from '../format.ts';
import type { Live } from '../live.ts';
import { Card } from '../parts.tsx';
import { BlockMap } from './block-map.tsx';
import { EntryDialogs } from './entry-dialogs.tsx';
import type { Wish } from './entry-dialogs.tsx';
import { pageOf, parentOf } from './path.ts';
import { Preview } from './preview.tsx';
import { addressFor } from './web-hdfs.ts';
import type { FileStatus } from './web-hdfs.ts';

interface FileViewProps {
  readonly path: string;
  readonly status: FileStatus;
  readonly live: Live;
  readonly onChange: () => void;
}

export function FileView({ path, status, live, onChange }: FileViewProps): JSX.Element {
  const [wish, setWish] = useState<Wish>();
  const blocks = status.blockSize > 0 ? Math.ceil(status.length / status.blockSize) : 0;
  const ask = (kind: 'rename' | 'delete' | 'permissions' | 'replication') => (): void => setWish({ kind, path, status });
  return (
    <>
      <div class="row">
        <a class="button main" href={addressFor(path, 'OPEN')}>Download</a>
        <button type="button" onClick={ask('rename')}>Rename</button>
        <button type="button" onClick={ask('permissions')}>Permissions</button>
        <button type="button" onClick={ask('replication')}>Replicas</button>
        <button type="button" onClick={ask('delete')}>Delete</button>
      </div>
      <Card title="File" wide>
        <dl class="pairs">
          <dt>Size</dt><dd>{bytes(status.length)}{status.length >= 1000 && <span class="muted"> · {count(status.length)} bytes</span>}</dd>
          <dt>Blocks</dt><dd>{counted(blocks, 'block')}<span class="muted"> of at most {bytes(status.blockSize)}, {counted(status.replication, 'replica')} each</span></dd>
          <dt>Modified</dt><dd>{when(status.modificationTime, Date.now())}<span class="muted"> · read {status.accessTime === 0 ? 'never' : when(status.accessTime, Date.now())}</span></dd>
          <dt>Owner</dt><dd>{status.owner}:{status.group}</dd>
          <dt>Permissions</dt><dd><span class="mono">{permission(status.permission)}</span><span class="muted"> · {status.permission}</span></dd>
        </dl>
      </Card>
      <Preview path={path} length={status.length} />
      {status.length > 0 && <BlockMap path={path} status={status} live={live} />}
      {wish !== undefined && <EntryDialogs wish={wish} onDone={(changed, to) => {
        setWish(undefined);
        if (!changed) return;
        if (wish.kind === 'delete') location.hash = pageOf(parentOf(path));
        else if (wish.kind === 'rename' && to !== undefined) location.hash = pageOf(to);
        else onChange();
      }} />}
    </>
  );
}
