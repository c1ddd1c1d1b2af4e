// What surrounds every page: name, navigation, the verdict, theme and user; and which page the address asks for.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { long } from './format.ts';
import { cluster, useLive } from './live.ts';
import type { Live } from './live.ts';
import { Badge, Notice } from './parts.tsx';
import { ThemeButton } from './theme.tsx';
import { UserField } from './user.tsx';
import { activeOf, findings, nameOf, wellText } from './verdict.ts';

export interface Page {
  readonly name: string;
  readonly title: string;
  readonly draw: (live: Live, rest: string) => JSX.Element;
}

/** '#/files/a%20b' is page 'files' with the rest '/a b'. */
export function addressOf(hash: string): { readonly name: string; readonly rest: string } {
  const [, name = '', rest = ''] = /^#\/?([^/]*)(\/.*)?$/.exec(hash) ?? [];
  try {
    return { name, rest: decodeURIComponent(rest) };
  } catch {
    return { name, rest };
  }
}

export function Shell({ pages }: { readonly pages: readonly Page[] }): JSX.Element {
  const live = useLive();
  const [address, setAddress] = useState(addressOf(location.hash));
  useEffect(() => {
    const moved = (): void => setAddress(addressOf(location.hash));
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  const page = pages.find((each) => each.name === address.name) ?? pages[0];
  const { state } = live;
  const title = `${page?.title ?? ''} · ${state === undefined ? 'NameNode' : nameOf(state.self)}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  // On a narrow screen the pages' names scroll sideways.
  useEffect(() => document.querySelector('nav a[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [page]);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.querySelector('main')?.focus(); }}>To the content</a>
      <header class="top">
        <a class="brand" href="#/"><span class="logo" aria-hidden="true" /><b>{state?.nameservice === undefined || state.nameservice === '' ? 'HDFS' : state.nameservice}</b><span class="muted">{state === undefined ? '' : nameOf(state.self)}</span></a>
        {state !== undefined && <Active live={live} />}
        <div class="tools">{state !== undefined && <UserField suggested={state.user} />}<ThemeButton /></div>
      </header>
      <nav aria-label="Pages">
        <ul>{pages.map((each) => <li key={each.name}><a href={`#/${each.name}`} aria-current={each === page ? 'page' : undefined}>{each.title}</a></li>)}</ul>
      </nav>
      <main id="main" tabIndex={-1}>
        <Verdict live={live} />
        {page?.draw(live, address.rest)}
      </main>
    </>
  );
}

/** Who is Active, on every page. */
function Active({ live: { state, lostMs } }: { readonly live: Live }): JSX.Element | null {
  if (state === undefined || lostMs !== undefined) return null;
  const active = activeOf(state);
  if (active === undefined) return <Badge severity="bad">nobody is Active</Badge>;
  return active.id === '' ? null : <Badge severity="good">Active: {active.id}</Badge>;
}

function Verdict({ live: { state, lostMs } }: { readonly live: Live }): JSX.Element {
  if (lostMs !== undefined) return <Lost lostMs={lostMs} />;
  if (state === undefined) return <div class="verdict" />;
  const found = findings(state);
  return (
    <div class="verdict" role="status">
      {found.length === 0 && <Notice severity="good"><b>All is well.</b> {wellText(state)}</Notice>}
      {found.map(({ severity, text, page }) => <Notice key={text} severity={severity}>{text}{page !== undefined && page !== location.hash && <> <a href={page}>Look</a></>}</Notice>)}
    </div>
  );
}

/** This NameNode is gone: where else to look. */
function Lost({ lostMs }: { readonly lostMs: number }): JSX.Element {
  const [nowMs, setNowMs] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const { state } = cluster.live;
  const others = state?.nameNodes.filter(({ id, silent }) => id !== state.self && silent === undefined) ?? [];
  return (
    <div class="verdict">
      <Notice severity="bad">
        <b>{nameOf(state?.self ?? '')} does not answer this page</b>, for {long(nowMs - lostMs)}. What stands below is what it said last.
        {others.map(({ id, httpAddress }) => <span key={id}> <a href={`http://${httpAddress}/${location.hash}`}>Go on with {id}</a></span>)}
      </Notice>
    </div>
  );
}
