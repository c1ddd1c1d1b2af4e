// What surrounds the page of a daemon that has only one: JournalNode, DataNode. It asks for the daemon's state every two
// seconds while it is looked at.
import { render } from 'preact';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { EventState } from '../web-pages/web-state.ts';
import { EventList } from './event-list.tsx';
import { long } from './format.ts';
import { usePolled } from './live.ts';
import { LogView } from './log-view.tsx';
import { Card, Notice } from './parts.tsx';
import { ThemeButton } from './theme.tsx';

interface OwnState {
  readonly nowMs: number;
  readonly startedMs: number;
  readonly version: string;
  readonly events: readonly EventState[];
}

interface OwnPageProps<T> {
  readonly role: string;
  readonly name: (state: T) => string;
  readonly draw: (state: T) => JSX.Element;
}

export function OwnPage<T extends OwnState>({ role, name, draw }: OwnPageProps<T>): JSX.Element {
  const { value, error } = usePolled<T>('web/state', 2000);
  const title = value === undefined ? role : `${role} ${name(value)}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div class="own">
      <header class="top">
        <span class="brand"><span class="logo" aria-hidden="true" /><b>{role}</b><span class="muted">{value === undefined ? '' : name(value)}</span></span>
        <div class="tools"><ThemeButton /></div>
      </header>
      <main>
        <h1 class="unseen">{title}</h1>
        {error !== undefined && <div class="verdict"><Notice severity="bad">{error} {value !== undefined && 'What stands below is what it said last.'}</Notice></div>}
        {value !== undefined && draw(value)}
        {value !== undefined && <div class="grid own-past"><Card title="Events"><EventList events={value.events} nowMs={value.nowMs} /></Card></div>}
        <section class="grid own-past" aria-label="Log of this daemon"><h2>Log</h2><LogView url="web/logs" whose={`the ${role}`} /></section>
        {value !== undefined && <p class="foot muted">Up {long(value.nowMs - value.startedMs)} · {value.version} · <a href="jmx">/jmx</a> · <a href="prom">/prom</a> · <a href="conf">/conf</a> · <a href="logLevel">/logLevel</a></p>}
      </main>
    </div>
  );
}

export function show(page: JSX.Element): void {
  const root = document.querySelector('#app');
  if (root === null) return;
  root.replaceChildren();
  render(page, root);
}
