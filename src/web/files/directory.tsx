// A directory: its entries, and what can be done with them. Files that are dropped anywhere on it are uploaded into it.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { bytes, count, counted, permission, when } from '../format.ts';
import { Icon } from '../icons.tsx';
import { Card, Empty, Notice, Table } from '../parts.tsx';
import { EntryDialogs } from './entry-dialogs.tsx';
import type { Wish } from './entry-dialogs.tsx';
import { childOf, pageOf } from './path.ts';
import { Uploads, useUploads } from './uploads.tsx';
import { list } from './web-hdfs.ts';
import type { FileStatus } from './web-hdfs.ts';

interface DirectoryProps {
  readonly path: string;
  readonly status: FileStatus;
  /** Changes when the listing must be read anew. */
  readonly round: number;
  readonly onChange: () => void;
}

interface Listing {
  readonly entries: readonly FileStatus[];
  readonly left: number;
  readonly error?: string;
}

type Column = 'name' | 'size' | 'modified' | 'owner';
const compare: Readonly<Record<Column, (a: FileStatus, b: FileStatus) => number>> = {
  name: (a, b) => (a.pathSuffix < b.pathSuffix ? -1 : 1),
  size: (a, b) => a.length - b.length,
  modified: (a, b) => a.modificationTime - b.modificationTime,
  owner: (a, b) => (`${a.owner} ${a.group}` < `${b.owner} ${b.group}` ? -1 : 1),
};

export function Directory({ path, status, round, onChange }: DirectoryProps): JSX.Element {
  const [listing, setListing] = useState<Listing>();
  const [sort, setSort] = useState<{ readonly by: Column; readonly down: boolean }>({ by: 'name', down: false });
  const [wish, setWish] = useState<Wish>();
  const [over, setOver] = useState(false);
  const uploads = useUploads(path, (name) => listing?.entries.some(({ pathSuffix }) => pathSuffix === name) === true, onChange);
  // An answer that comes when another directory, or a newer listing of this one, was asked for is not shown: answers may overtake one another.
  const asked = useRef(0);
  const load = async (after: string, before: readonly FileStatus[]): Promise<void> => {
    const turn = ++asked.current;
    const show = (listed: Listing): void => {
      if (turn === asked.current) setListing(listed);
    };
    try {
      const { entries, left } = await list(path, after);
      show({ entries: [...before, ...entries], left });
    } catch (error) {
      show({ entries: before, left: 0, error: error instanceof Error ? error.message : String(error) });
    }
  };
  useEffect(() => void load('', []), [path, round]);
  const entries = [...(listing?.entries ?? [])].sort((a, b) => Number(b.type === 'DIRECTORY') - Number(a.type === 'DIRECTORY') || (sort.down ? -1 : 1) * compare[sort.by](a, b));
  const shownSize = entries.reduce((sum, entry) => sum + entry.length, 0);
  return (
    <div
      class={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        uploads.add([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <div class="row between">
        <p class="muted">{permission(status.permission)} · {status.owner}:{status.group}{listing !== undefined && <> · {counted(entries.length + listing.left, 'entry', 'entries')}, {bytes(shownSize)} in files here</>}</p>
        <div class="row">
          <button type="button" onClick={() => setWish({ kind: 'make', path })}>New directory</button>
          <label class="button main">Upload<input type="file" multiple class="unseen" onChange={(event) => {
            uploads.add([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }} /></label>
        </div>
      </div>
      <Uploads uploads={uploads} />
      {listing?.error !== undefined && <Notice severity="bad">{listing.error}</Notice>}
      {listing !== undefined && listing.error === undefined && (
        <Card title="Entries" wide>
          {entries.length === 0 ? <Empty>Nothing is here yet. Drop files to upload them.</Empty> : (
            <Table label={`Entries of ${path}`}>
              <thead><tr>
                <Head by="name" sort={sort} onSort={setSort}>Name</Head><Head by="size" sort={sort} onSort={setSort} num>Size</Head><Head by="modified" sort={sort} onSort={setSort}>Modified</Head>
                <Head by="owner" sort={sort} onSort={setSort}>Owner</Head><th scope="col">Permissions</th><th scope="col" class="num">Replicas</th><th scope="col"><span class="unseen">Actions</span></th>
              </tr></thead>
              <tbody>{entries.map((entry) => <Entry key={entry.pathSuffix} entry={entry} path={childOf(path, entry.pathSuffix)} onWish={setWish} />)}</tbody>
            </Table>
          )}
          {listing.left > 0 && <p class="tight"><button type="button" onClick={() => void load(listing.entries.at(-1)?.pathSuffix ?? '', listing.entries)}>Show more ({count(listing.left)} left)</button></p>}
        </Card>
      )}
      {over && <p class="drop-hint" aria-hidden="true">Drop to upload into {path}</p>}
      {wish !== undefined && <EntryDialogs wish={wish} onDone={(changed) => {
        setWish(undefined);
        if (changed) onChange();
      }} />}
    </div>
  );
}

interface HeadProps {
  readonly by: Column;
  readonly num?: boolean;
  readonly sort: { readonly by: Column; readonly down: boolean };
  readonly onSort: (sort: { readonly by: Column; readonly down: boolean }) => void;
  readonly children: string;
}

function Head({ by, num = false, sort, onSort, children }: HeadProps): JSX.Element {
  const own = sort.by === by;
  return <th scope="col" class={num ? 'num' : undefined} aria-sort={own ? (sort.down ? 'descending' : 'ascending') : undefined}><button type="button" class="head" onClick={() => onSort({ by, down: own && !sort.down })}>{children}<span aria-hidden="true">{own ? (sort.down ? ' ↓' : ' ↑') : ''}</span></button></th>;
}

function Entry({ entry, path, onWish }: { readonly entry: FileStatus; readonly path: string; readonly onWish: (wish: Wish) => void }): JSX.Element {
  const directory = entry.type === 'DIRECTORY';
  return (
    <tr>
      <th scope="row" class="wrap"><span class={`kind ${directory ? 'kind-directory' : 'kind-file'}`} aria-hidden="true" /><a href={pageOf(path)}>{entry.pathSuffix}</a>{directory && <span class="unseen"> (directory)</span>}</th>
      <td class="num">{directory ? <span class="muted">{entry.childrenNum === undefined ? '–' : counted(entry.childrenNum, 'entry', 'entries')}</span> : bytes(entry.length)}</td>
      <td>{when(entry.modificationTime, Date.now())}</td>
      <td>{entry.owner}<span class="muted">:{entry.group}</span></td>
      <td class="mono">{permission(entry.permission)}</td>
      <td class="num">{directory ? <span class="muted">–</span> : count(entry.replication)}</td>
      <td class="num actions">
        <button type="button" class="quiet" aria-label={`Rename ${entry.pathSuffix}`} title="Rename or move" onClick={() => onWish({ kind: 'rename', path, status: entry })}><Icon name="rename" /></button>
        <button type="button" class="quiet" aria-label={`Permissions of ${entry.pathSuffix}`} title="Owner and permissions" onClick={() => onWish({ kind: 'permissions', path, status: entry })}><Icon name="permissions" /></button>
        <button type="button" class="quiet" aria-label={`Delete ${entry.pathSuffix}`} title="Delete" onClick={() => onWish({ kind: 'delete', path, status: entry })}><Icon name="delete" /></button>
      </td>
    </tr>
  );
}
