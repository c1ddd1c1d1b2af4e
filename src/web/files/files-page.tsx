// Files: what lies in a directory, or one file. The address says which; links and the browser's Back work.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Live } from '../live.ts';
import { Empty, Notice } from '../parts.tsx';
import { Directory } from './directory.tsx';
import { FileView } from './file-view.tsx';
import { childOf, cleanPath, pageOf } from './path.ts';
import { RemoteError, status, suggestUser } from './web-hdfs.ts';
import type { FileStatus } from './web-hdfs.ts';

interface Found {
  readonly path: string;
  readonly status?: FileStatus;
  readonly error?: RemoteError;
}

export function Files({ live, address }: { readonly live: Live; readonly address: string }): JSX.Element {
  const path = cleanPath(address);
  const [found, setFound] = useState<Found>();
  const [round, setRound] = useState(0);
  const known = live.state !== undefined;
  if (live.state !== undefined) suggestUser(live.state.user);
  const again = (): void => setRound((before) => before + 1);
  useEffect(() => {
    addEventListener('quorate-user', again);
    return () => removeEventListener('quorate-user', again);
  }, []);
  useEffect(() => {
    if (!known) return undefined;
    let over = false;
    status(path).then((each) => {
      if (!over) setFound({ path, status: each });
    }, (error: unknown) => {
      if (!over) setFound({ path, error: error instanceof RemoteError ? error : new RemoteError('', String(error)) });
    });
    return () => {
      over = true;
    };
  }, [path, round, known]);
  const current = found?.path === path ? found : undefined;
  return (
    <div class="grid">
      <Crumbs path={path} />
      {current === undefined && <Empty>Looking …</Empty>}
      {current?.error !== undefined && <Notice severity="bad">{current.error.name === 'FileNotFoundException' ? `There is no ${path}.` : current.error.message} <button type="button" class="link" onClick={again}>Try again</button></Notice>}
      {current?.status !== undefined && (current.status.type === 'DIRECTORY'
        ? <Directory key={path} path={path} status={current.status} round={round} onChange={again} />
        : <FileView key={path} path={path} status={current.status} live={live} onChange={again} />)}
    </div>
  );
}

function Crumbs({ path }: { readonly path: string }): JSX.Element {
  const names = path.split('/').filter((name) => name !== '');
  const paths = names.reduce<string[]>((all, name) => [...all, childOf(all.at(-1) ?? '/', name)], []);
  return (
    <h1 class="crumbs">
      <a href={pageOf('/')} aria-current={names.length === 0 ? 'page' : undefined} aria-label="Root directory">/</a>
      {names.map((name, i) => <span key={paths[i]}>{i > 0 && <span class="muted" aria-hidden="true">/</span>}{i === names.length - 1 ? <span class="break">{name}</span> : <a href={pageOf(paths[i] ?? '/')} class="break">{name}</a>}</span>)}
    </h1>
  );
}
